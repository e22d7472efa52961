package tui

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// rescues are plans that can't be read at the start, by what is wrong.
var rescues = map[string]func(*carer){
	"damaged": func(k *carer) { k.load = errPage },
	"missing": func(k *carer) {
		k.load = read(planner.ErrMissing, "there has been a plan, and what is kept beside it is still there")
	},
	"older": func(k *carer) {
		k.load = read(planner.ErrOlder, "it ends with change 290, and the plan had 312 of them on 19 Nov 2026")
		k.trouble.Usable, k.trouble.Revision, k.trouble.Changed = true, 290, friday.AddDays(-40).In(time.UTC)
	},
	"another": func(k *carer) {
		k.load = read(planner.ErrAnother, "it is not the plan that was here; someone put another in its place")
		k.trouble.Usable, k.trouble.Revision, k.trouble.Between = true, 41, -1
	},
	"no backup": func(k *carer) { k.load, k.trouble.Backup, k.trouble.Between = errPage, nil, -1 },
	"long": func(k *carer) {
		k.load = read(nil, strings.Repeat("page 17 is not what it should be, and page 18 neither, ", 12))
		k.trouble.File = strings.Repeat("/a-folder-with-a-long-name", 12) + "/plan.db"
		k.trouble.Usable = true
	},
}

func TestRescueGolden(t *testing.T) {
	for name, wrong := range rescues {
		for _, size := range sizes {
			k := newCarer(t)
			wrong(k)
			r := damaged(t, k, fixture{w: size[0], h: size[1]})
			r.golden(fmt.Sprintf("rescue/%s-%dx%d", strings.ReplaceAll(name, " ", "-"), size[0], size[1]))
			r.shows("quit")
			checkKeys(t, r.current.Actions())
		}
	}
}

// The colours are those of the theme.
func TestRescueStyled(t *testing.T) {
	for _, theme := range []string{"dark", "light"} {
		k := newCarer(t)
		rescues["older"](k)
		r := damaged(t, k, fixture{light: theme == "light"})
		compareGolden(t, "rescue/styled-"+theme, strings.ReplaceAll(r.View().Content, "\x1b", "␛")+"\n")
	}
}

func TestRescueFitsAnyWindow(t *testing.T) {
	for name, wrong := range rescues {
		k := newCarer(t)
		wrong(k)
		r := damaged(t, k, fixture{})
		for w := 20; w <= 220; w += 20 {
			for h := 5; h <= 60; h += 5 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				if w < minWidth || h < minHeight {
					continue
				}
				text := r.text()
				for _, rem := range r.current.(*rescue).remedies() {
					if !strings.Contains(text, rem.label) {
						t.Fatalf("%s at %d×%d lacks %q:\n%s", name, w, h, rem.label, text)
					}
				}
			}
		}
	}
}

func TestRescueAnyKeys(t *testing.T) {
	for seed := range uint64(3) {
		for name, wrong := range rescues {
			random := rand.New(rand.NewPCG(seed, 3))
			k := newCarer(t)
			wrong(k)
			r := damaged(t, k, fixture{w: 60 + random.IntN(80), h: 15 + random.IntN(30)})
			for range 60 {
				key := anyKeys[random.IntN(len(anyKeys))]
				if key == "q" && len(r.dialogs) == 0 {
					continue
				}
				r.press(key)
				r.fits()
			}
			if r.quit {
				t.Fatalf("%s, seed %d: it ended", name, seed)
			}
		}
	}
}

// While the file and its backups are looked at, the screen says so and can be
// left.
func TestRescueWhileLooking(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	r := damaged(t, k, fixture{})
	r.route(loadedMsg{nil, errPage})
	r.shows("Looking at the file and at its backups…")
	r.shows("page 17 is")
	r.press("q")
	if !r.quit || !errors.Is(r.exit, planner.ErrDamaged) {
		t.Errorf("q: quit %v, %v", r.quit, r.exit)
	}
}

func TestRescueQuitKeepsTheError(t *testing.T) {
	for _, key := range []string{"q", "ctrl+c"} {
		k := newCarer(t)
		rescues["missing"](k)
		r := damaged(t, k, fixture{})
		r.press(key)
		if !r.quit || !errors.Is(r.exit, planner.ErrMissing) {
			t.Errorf("%s: quit %v, %v", key, r.quit, r.exit)
		}
		if !slices.Equal(k.calls, []string{"trouble"}) {
			t.Errorf("%s: %v", key, k.calls)
		}
	}
}

// Work without an end, and what no care can help, end the program as before.
func TestRescueIsNotForEverything(t *testing.T) {
	for _, load := range []error{
		fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged), planner.ErrBusy, planner.ErrNewer,
	} {
		k := newCarer(t)
		k.load = load
		r := damaged(t, k, fixture{})
		if !r.quit || !errors.Is(r.exit, load) || len(k.calls) > 0 {
			t.Errorf("%v: quit %v, %v, %v", load, r.quit, r.exit, k.calls)
		}
	}
	r := &rig{newApp(Config{Keeper: planner.NewMemory(), Today: func() civil.Date { return friday }}, nil), t}
	r.send(loadedMsg{nil, errPage})
	if !r.quit || !errors.Is(r.exit, planner.ErrDamaged) {
		t.Errorf("without care: quit %v, %v", r.quit, r.exit)
	}
}

// Case 38: a restore asks once, and says where the file before is.
func TestCase38RescueRestoreAsks(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	r := damaged(t, k, fixture{w: 120, h: 36})
	r.press("r")
	r.shows("Restore this backup?")
	r.shows("12 changes came after it")
	r.press("enter")
	r.shows("Press y to restore it")
	r.press("n")
	if len(r.dialogs) != 0 || !slices.Equal(k.calls, []string{"trouble"}) {
		t.Fatalf("n did %v", k.calls)
	}
	r.press("enter", "y") // the cursor is on it
	if want := []string{"trouble", "restore " + k.list[0].File}; !slices.Equal(k.calls[:2], want) {
		t.Errorf("calls: %v", k.calls)
	}
	r.shows("This week")
	r.shows("Restored · the file before: ~/.local/share/waymark/plan.db.backups/aside/20261120T100000-1.db")
	if r.exit != nil {
		t.Errorf("it would end with %v", r.exit)
	}
}

func TestRescueRestoreFails(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	k.restore = errors.New("the backup holds\x1b]0;x\x07 no plan")
	r := damaged(t, k, fixture{})
	r.press("r", "y")
	r.shows("Nothing was changed: the backup holds␛]0;x␇ no plan")
	if r.plan != nil || !errors.Is(r.exit, planner.ErrDamaged) {
		t.Error("it went on")
	}
	k.restore = nil
	r.press("r", "y")
	r.shows("This week")
}

// Only a file that loads can be taken as it is, by its own name.
func TestRescueTakeAsItIs(t *testing.T) {
	for name, wrong := range rescues {
		k := newCarer(t)
		wrong(k)
		r := damaged(t, k, fixture{})
		r.press("k")
		if asked := len(r.dialogs) == 1; asked != k.trouble.Usable {
			t.Errorf("%s: asked %v", name, asked)
		}
		if !k.trouble.Usable {
			continue
		}
		r.press("y")
		if want := "restore " + k.trouble.File; k.calls[1] != want {
			t.Errorf("%s: %v", name, k.calls)
		}
		r.shows("This file is the plan now")
	}
}

func TestRescueSalvage(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	k.salvaged = planner.Salvaged{Backup: k.list[0].File, Kinds: []planner.SalvagedKind{
		{Kind: "action", Recovered: 41, FromBackup: []string{"a3", "a9"}, Lost: []string{"a12"}},
		{Kind: "energy"},
		{Kind: "journal", Recovered: 300, Lost: []string{"17", "18"}},
	}}
	k.salvage = fs.ErrExist
	for _, size := range sizes {
		r := damaged(t, k, fixture{w: size[0], h: size[1]})
		r.press("s")
		r.golden(fmt.Sprintf("rescue/salvage-%dx%d", size[0], size[1]))
	}
	r := damaged(t, k, fixture{})
	r.press("s")
	r.press("ctrl+u").write("~/kept.db").press("enter")
	r.shows("~/kept.db is there already")
	k.salvage = nil
	r.press("backspace", "backspace", "backspace").write(".new").press("enter")
	if last := k.calls[len(k.calls)-1]; last != "salvage /home/ada/kept.new" {
		t.Errorf("%v", k.calls)
	}
	r.golden("rescue/salvaged-80x24")
	r.press("esc")
	r.shows("put the salvaged plan in place")
	r.press("p")
	r.shows("Put the salvaged plan in place?")
	r.press("y")
	if last := k.calls[len(k.calls)-2]; last != "restore /home/ada/kept.new" && k.calls[len(k.calls)-1] != "restore /home/ada/kept.new" {
		t.Errorf("%v", k.calls)
	}
	r.shows("It is in place · the file before")
}

func TestRescueTryAgain(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	r := damaged(t, k, fixture{})
	k.load = read(planner.ErrMissing, "there has been a plan")
	r.press("t")
	r.shows("Your plan is not where it was")
	if !errors.Is(r.exit, planner.ErrMissing) {
		t.Errorf("it would end with %v", r.exit)
	}
	k.load = nil
	r.press("t")
	r.shows("This week")
	r.shows("can be read again")
}

// Nothing that was read reaches the terminal as anything but text.
func TestRescueHostileWords(t *testing.T) {
	const bad = "a\x1b[2J\x9b31m\u202e\x07\r\nb"
	k := newCarer(t)
	k.load = read(nil, bad)
	k.trouble.File = "/home/ada/" + bad + "/plan.db"
	b := backupOf(3, friday.In(time.UTC), bad, 3)
	b.File = bad
	k.trouble.Backup, k.list = &b, []planner.Backup{b}
	k.broken[bad] = errors.New(bad)
	k.salvaged.Kinds = []planner.SalvagedKind{{Kind: bad, Recovered: 1, Lost: []string{bad}}}
	k.checkup = planner.Checkup{File: bad, Findings: []planner.Finding{{Where: bad, What: bad}}}
	k.notices = []string{bad}
	check := func(r *rig, where string) {
		t.Helper()
		r.fits()
		for _, c := range r.text() {
			if c < ' ' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0x202e {
				t.Fatalf("%s: %U reached the screen", where, c)
			}
		}
	}
	for _, keys := range [][]string{{}, {"r"}, {"b"}, {"b", "v"}, {"s"}, {"s", "enter"}, {"k"}} {
		r := damaged(t, k, fixture{})
		r.press(keys...)
		check(r, fmt.Sprint(keys))
	}
	k.load = nil
	r := damaged(t, k, fixture{})
	check(r, "notices")
	for _, name := range []string{"check the plan", "the plan's backups"} {
		r.command(name)
		check(r, name)
		r.press("esc")
	}
}
