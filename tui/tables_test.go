package tui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

var sizes = [][2]int{{60, 15}, {80, 24}, {120, 36}}

// everyScreen runs a test on each screen of the table.
func everyScreen(t *testing.T, f fixture, test func(t *testing.T, name string, r *rig)) {
	t.Helper()
	for _, row := range screens {
		t.Run(row.name, func(t *testing.T) {
			f.plan, f.start = true, row.name
			test(t, row.name, newRig(t, f))
		})
	}
}

func TestEveryScreenGolden(t *testing.T) {
	for _, size := range sizes {
		for _, theme := range []string{"dark", "light"} {
			everyScreen(t, fixture{w: size[0], h: size[1], light: theme == "light"}, func(t *testing.T, name string, r *rig) {
				t.Helper()
				r.fits()
				// Escapes are kept as pictures, so that a lost style shows.
				styled := strings.ReplaceAll(r.View().Content, "\x1b", "␛") + "\n"
				compareGolden(t, fmt.Sprintf("screens/%s-%dx%d-%s", strings.ToLower(name), size[0], size[1], theme), styled)
			})
		}
	}
}

func TestEveryScreenFitsAnyWindow(t *testing.T) {
	everyScreen(t, fixture{}, func(t *testing.T, _ string, r *rig) {
		t.Helper()
		for w := 20; w <= 220; w += 7 {
			for h := 5; h <= 70; h += 5 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
			}
		}
	})
}

func TestKeysOfScreens(t *testing.T) {
	everyScreen(t, fixture{}, func(t *testing.T, _ string, r *rig) {
		t.Helper()
		checkKeys(t, append(r.current.Actions(), r.global()...))
	})
}

// dialogs opens each dialog that a key of Home or Path opens.
var dialogKeys = map[string][]string{
	"help": {"?"}, "palette": {":"}, "capture": {"c"}, "add": {"a"}, "edit": {"2", "e"}, "edit check": {"2", "G", "e"}, "state": {"2", "s"},
	"why": {"2", "s", "w"}, "date": {"2", "t"}, "note": {"2", "n"}, "detail": {"2", "enter"}, "phase": {"2", "p"}, "form": {"2", "F"}, "move": {"2", "m"}, "inbox": {"i"}, "quarters": {"3", "v"},
}

func TestEveryDialog(t *testing.T) {
	for name, keys := range dialogKeys {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s %dx%d", name, size[0], size[1]), func(t *testing.T) {
				r := newRig(t, fixture{plan: true, w: size[0], h: size[1]})
				r.press(keys...)
				if len(r.dialogs) != 1 {
					t.Fatalf("%v opened %d dialogs", keys, len(r.dialogs))
				}
				r.golden(fmt.Sprintf("dialogs/%s-%dx%d", strings.ReplaceAll(name, " ", "-"), size[0], size[1]))
				checkKeys(t, r.dialogs[0].Actions())
				r.press("esc")
				if len(r.dialogs) != 0 {
					t.Error("esc does not close it")
				}
			})
		}
	}
}

func checkKeys(t *testing.T, acts []action) {
	t.Helper()
	seen := map[string]string{}
	for _, a := range acts {
		if len(a.keys) == 0 || a.label == "" || a.do == nil {
			t.Errorf("action %v lacks keys, words or a function", a)
		}
		for _, k := range a.keys {
			if seen[k] != "" {
				t.Errorf("%q means both %q and %q", k, seen[k], a.label)
			}
			if k == " " {
				t.Errorf("%q can never match", k)
			}
			seen[k] = a.label
		}
	}
}

// TestDisabledActionsSayWhy presses every key of an empty list.
func TestDisabledActionsSayWhy(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("/").write("no such thing").press("enter")
	for _, key := range []string{"space", "e", "n", "s", "t", "[", "f", "x", "m", "enter", "o", "J"} {
		r.toast = toast{}
		r.press(key)
		if !strings.Contains(r.toast.text, "Nothing is selected") {
			t.Errorf("%s says %q", key, r.toast.text)
		}
	}
}

// anyKeys are the keys that random walks press: all letters, and the rest.
var anyKeys = append(strings.Split("abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789:/?[].,+- é漢", ""),
	"enter", "esc", "tab", "shift+tab", "space", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "ctrl+d", "ctrl+u", "ctrl+p", "ctrl+r", "ctrl+s")

// FuzzAnyKeys: whatever is pressed, nothing panics and every frame is exactly
// as large as the window.
func FuzzAnyKeys(f *testing.F) {
	f.Add(uint64(1), uint8(80), uint8(24))
	f.Add(uint64(7), uint8(60), uint8(15))
	f.Fuzz(func(t *testing.T, seed uint64, w, h uint8) {
		random := rand.New(rand.NewPCG(seed, 1))
		r := newRig(t, fixture{plan: seed%4 != 0, w: int(w), h: int(h)})
		for range 80 {
			r.press(anyKeys[random.IntN(len(anyKeys))])
			if random.IntN(20) == 0 {
				r.send(tea.WindowSizeMsg{Width: random.IntN(200), Height: random.IntN(60)})
			}
			if random.IntN(20) == 0 {
				r.send(tea.PasteMsg{Content: "a\x1b[201~\r\nb\x00\u202e \U0001F468\u200d\U0001F469 " + strings.Repeat("漢", 40)})
			}
			if r.quit {
				return
			}
			if r.window[0] > 0 && r.window[1] > 0 {
				r.fits()
			}
		}
	})
}

func TestAnyKeys(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 2))
		r := newRig(t, fixture{plan: seed%4 != 0, w: 60 + random.IntN(100), h: 15 + random.IntN(40)})
		var pressed []string
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Fatalf("seed %d: %v after %q", seed, p, pressed)
				}
			}()
			for range 150 {
				pressed = append(pressed, anyKeys[random.IntN(len(anyKeys))])
				r.press(pressed[len(pressed)-1])
				r.fits()
			}
		}()
	}
}

// Hostile titles are drawn without breaking the frame and without a control.
func TestHostileTitles(t *testing.T) {
	titles := []string{
		strings.Repeat("x", 1000), strings.Repeat("漢字", 300), "\U0001F468\u200d\U0001F469\u200d\U0001F467 family \U0001F1E9\U0001F1EA", "שלום עולם مرحبا",
		"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "ｆｕｌｌ ｗｉｄｔｈ", "\u200bzero\ufeff", "%s%n $(id) `id`",
	}
	for _, size := range sizes {
		r := newRig(t, fixture{plan: true, w: size[0], h: size[1], start: "Path"})
		for _, title := range titles {
			for _, it := range []planner.Listed{
				&planner.Action{Item: planner.Item{Title: title, Phase: 2, Note: title + "\n" + title, Focus: false}},
				&planner.Milestone{Item: planner.Item{Title: title, Phase: 2, Due: friday}},
			} {
				if ok := r.apply(planner.AddItem(it, friday)); !ok {
					t.Fatal(r.toast.text)
				}
			}
		}
		for _, keys := range [][]string{{"G"}, {"enter", "esc"}, {"?", "esc"}, {"e", "esc"}, {"s", "esc"}, {"n", "esc"}, {"1"}, {"2", "/", "x", "esc"}} {
			for _, key := range keys {
				r.press(key)
				r.fits()
				for _, c := range r.text() {
					if c < ' ' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0x200b || c == 0xfeff {
						t.Fatalf("%U reached the screen after %v", c, keys)
					}
				}
			}
		}
	}
}

// Every action of every list can be undone: afterwards the plan is as before.
func TestUndoOfEveryListKey(t *testing.T) {
	for _, key := range []string{"space", "f", "[", "]", "x", "J"} {
		r := newRig(t, fixture{plan: true, start: "Path"})
		r.press("j", "j", "j")
		before := snapshot(r.plan)
		r.press(key)
		if slices.Equal(before, snapshot(r.plan)) {
			t.Errorf("%s changed nothing", key)
		}
		r.press("u")
		if after := snapshot(r.plan); !slices.Equal(before, after) {
			t.Errorf("after %s and u the plan differs", key)
		}
	}
}

// snapshot is what a plan shows of its items.
func snapshot(p *planner.Plan) []string {
	var out []string
	for it := range p.Items() {
		b := *it.Base()
		b.Touched.Year = 0
		out = append(out, fmt.Sprintf("%+v", b))
	}
	return out
}
