package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"
	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
	"waymark/planner/path"
)

// The day that all screens of the tests are drawn on, a Friday.
var friday = civil.Date{Year: 2026, Month: time.November, Day: 20}

// rig is the program without a runtime: messages go in, screens come out.
type rig struct {
	*app
	t *testing.T
}

// fixture says how a rig differs from a plain one.
type fixture struct {
	w, h  int
	light bool
	start string
	plan  bool // begin with a plan that has something in it
	today civil.Date
}

func newRig(t *testing.T, f fixture) *rig {
	t.Helper()
	if f.today.IsZero() {
		f.today = friday
	}
	if f.w == 0 {
		f.w, f.h = 80, 24
	}
	keeper := planner.NewMemory()
	if f.plan {
		somePlan(t, keeper)
	}
	c := Config{
		Keeper: keeper,
		Now:    func() time.Time { return f.today.In(time.UTC).Add(10 * time.Hour) },
		Today:  func() civil.Date { return f.today },
		Getenv: func(string) string { return "" },
		Path:   func() (*path.Path, error) { return path.Builtin(), nil },
		Start:  f.start,
		Dark:   !f.light,
	}
	r := &rig{newApp(c, func() loadedMsg { p, err := keeper.Load(); return loadedMsg{p, err} }), t}
	r.send(tea.WindowSizeMsg{Width: f.w, Height: f.h})
	r.send(r.loaded())
	return r
}

func (r *rig) send(msg tea.Msg) {
	r.route(msg) // its commands are only for ticks and the editor
	for len(r.later) > 0 {
		read := r.later[0]
		r.later = r.later[1:]
		r.route(read())
	}
}

// press sends keys by their names, one after the other.
func (r *rig) press(keys ...string) *rig {
	r.t.Helper()
	for _, k := range keys {
		r.send(keyPress(k))
	}
	return r
}

// write types text letter by letter.
func (r *rig) write(text string) *rig {
	for _, c := range text {
		k := string(c)
		if c == ' ' {
			k = "space"
		}
		r.press(k)
	}
	return r
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "delete": tea.KeyDelete,
}

// keyPress makes the message that a terminal's key gives.
func keyPress(name string) tea.KeyPressMsg {
	var k tea.Key
	rest := name
	for {
		if after, ok := strings.CutPrefix(rest, "ctrl+"); ok {
			k.Mod, rest = k.Mod|tea.ModCtrl, after
		} else if after, ok := strings.CutPrefix(rest, "shift+"); ok {
			k.Mod, rest = k.Mod|tea.ModShift, after
		} else {
			break
		}
	}
	if code, ok := keyCodes[rest]; ok {
		k.Code = code
		if rest == "space" {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(rest)[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	return tea.KeyPressMsg(k)
}

// frame is what the terminal would show, without colours.
func (r *rig) text() string {
	lines := strings.Split(ansi.Strip(r.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// shows fails unless the screen has the text.
func (r *rig) shows(text string) {
	r.t.Helper()
	if !strings.Contains(r.text(), text) {
		r.t.Fatalf("the screen lacks %q:\n%s", text, r.text())
	}
}

// lacks fails if the screen has the text.
func (r *rig) lacks(text string) {
	r.t.Helper()
	if strings.Contains(r.text(), text) {
		r.t.Fatalf("the screen should not have %q:\n%s", text, r.text())
	}
}

// fits fails unless the frame is exactly as large as the window.
func (r *rig) fits() {
	r.t.Helper()
	lines := strings.Split(r.View().Content, "\n")
	if len(lines) != r.window[1] {
		r.t.Fatalf("%d lines instead of %d:\n%s", len(lines), r.window[1], r.text())
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > r.window[0] || w < r.window[0] && len(r.dialogs) == 0 {
			r.t.Fatalf("line %d is %d cells wide instead of %d:\n%s", i, w, r.window[0], r.text())
		}
	}
}

// golden compares the screen with the kept one; UPDATE=1 keeps it anew.
func (r *rig) golden(name string) {
	r.t.Helper()
	r.fits()
	compareGolden(r.t, name, r.text())
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; UPDATE=1 keeps the new one\n--- got\n%s--- want\n%s", file, got, want)
	}
}

// somePlan is a plan in its second phase, with something of everything.
func somePlan(t *testing.T, k planner.Keeper) {
	t.Helper()
	start := civil.Date{Year: 2026, Month: time.September, Day: 1}
	profile := planner.Profile{Name: "Ada", Role: "Senior engineer", Foundation: "sysadmin", Since: 2022}
	must := func(_ planner.Result, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	n := uint64(0)
	apply := func(e planner.Edit, on civil.Date) {
		t.Helper()
		n++
		must(k.Apply(e.Stamp(on.In(time.UTC).Add(9*time.Hour), "screen", n)))
	}
	must(k.Create("test", path.Start(path.Builtin(), profile, []int{2}, start).Stamp(start.In(time.UTC), "screen", 1)))
	plan, err := k.Load()
	if err != nil {
		t.Fatal(err)
	}
	var first []planner.ID
	for _, kind := range []planner.Kind{planner.KindMilestone, planner.KindAction} {
		for _, it := range plan.InPhase(1, kind) {
			first = append(first, it.Key())
		}
	}
	apply(planner.DoneIn(first, 2025, start), start)
	apply(planner.SetPhase(1, planner.Closed, "", start), start)
	actions := plan.InPhase(2, planner.KindAction)
	milestones := plan.InPhase(2, planner.KindMilestone)
	checks := plan.InPhase(2, planner.KindCheck)
	id := func(l planner.Listed) []planner.ID { return []planner.ID{l.Key()} }
	apply(planner.SetFocus([]planner.ID{actions[0].Key(), actions[1].Key()}, true, start), start)
	apply(planner.Toggle(actions[0], friday.AddDays(-2)), friday.AddDays(-2))
	apply(planner.SetDue(id(actions[1]), friday, start), friday.AddDays(-20))
	apply(planner.SetState(id(actions[2]), planner.Waiting, "Dana's answer", start), friday.AddDays(-5))
	apply(planner.SetNote(actions[1].Key(), "Ask before the roadmap talk.\nBring two examples.", start), friday.AddDays(-19))
	apply(planner.SetDue(id(milestones[0]), friday.AddDays(22), start), friday.AddDays(-30))
	apply(planner.SetDue(id(milestones[1]), friday.AddDays(-3), start), friday.AddDays(-30))
	apply(planner.Toggle(checks[0], friday.AddDays(-1)), friday.AddDays(-1))
	apply(planner.CaptureLine("Talk to Sam about the on-call handover", friday), friday)
}
