package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// walkRig is a rig over a keeper that other rigs share, as a later start of
// the program shares the file.
func walkRig(t *testing.T, k planner.Keeper, w, h int) *rig {
	t.Helper()
	c := Config{
		Keeper: k,
		Now:    func() time.Time { return friday.In(time.UTC).Add(10 * time.Hour) },
		Today:  func() civil.Date { return friday },
		Getenv: func(string) string { return "" },
		Path:   func() (*path.Path, error) { return path.Builtin(), nil },
		Dark:   true,
	}
	r := &rig{newApp(c, func() loadedMsg { p, err := k.Load(); return loadedMsg{p, err} }), t}
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	r.send(r.loaded())
	return r
}

// walkTo makes a plan of somebody in their eighth year and goes to a step.
func walkTo(t *testing.T, step int) *rig {
	t.Helper()
	r := walkRig(t, planner.NewMemory(), 80, 24)
	r.write("Ada").press("tab").write("Senior engineer").press("tab", "right", "tab").write("7")
	if step == stepYou {
		return r
	}
	r.press("ctrl+s")
	for n := stepHonest; n < step; n++ {
		r.press("enter")
	}
	return r
}

// somethingDone are keys that leave something to see on each step.
var somethingDone = map[int][]string{
	2: {"y", "p", "n"},
	3: {"A"},
	4: {"f", "down", "space", "down", "x"},
	5: {"f"},
	7: {"t", "+", "3", "m", "enter"},
}

var walkSteps = []string{"you", "honest", "phase1", "phase2", "phase3", "phase4", "dates", "plan"}

func TestWalkGolden(t *testing.T) {
	for _, size := range sizes {
		r := walkTo(t, stepYou)
		for i, name := range walkSteps {
			r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if i == 1 {
				r.press("ctrl+s")
			} else if i > 1 {
				r.press("enter")
			}
			if name == "honest" || name == "phase1" { // as it looks before anything is answered
				r.golden(fmt.Sprintf("walk/%s-new-%dx%d", name, size[0], size[1]))
			}
			r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			r.press(somethingDone[i+1]...)
			r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			r.golden(fmt.Sprintf("walk/%s-%dx%d", name, size[0], size[1]))
			r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		}
	}
}

func TestWalkFitsAnyWindow(t *testing.T) {
	for step := 1; step <= len(walkSteps); step++ {
		r := walkTo(t, step)
		for w := 60; w <= 200; w += 14 {
			for h := 15; h <= 60; h += 9 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				for _, k := range []string{"down", "G", "up", "g", "tab"} {
					if step != len(walkSteps) {
						r.press(k)
						r.fits()
					}
				}
			}
		}
	}
}

func TestWalkKeys(t *testing.T) {
	for step := 1; step <= len(walkSteps); step++ {
		checkKeys(t, walkTo(t, step).current.Actions())
	}
}

// TestWalkThrough goes all the way, with mistakes.
func TestWalkThrough(t *testing.T) {
	k := planner.NewMemory()
	r := walkRig(t, k, 80, 24)
	r.shows("1 of 8")
	r.press("esc")
	r.shows("Nothing is made yet")
	r.write("Ada").press("enter").write("Network engineer").press("enter", "right", "right", "enter")
	for text, words := range map[string]string{
		"-3": "no less than 0", "80": "at most 60 years", "2190": "2026 at the latest", "soon": "years so far",
	} {
		r.write(text)
		r.shows(words)
		r.press("ctrl+s")
		r.shows("1 of 8")
		if _, err := k.Load(); !errors.Is(err, planner.ErrNoPlan) {
			t.Fatalf("%q made a plan: %v", text, err)
		}
		for range text {
			r.press("backspace")
		}
	}
	r.write("4")
	r.shows("since 2022: your year 5, which suggests phases 2 and 3")
	r.press("enter", "right", "enter").write("people").press("enter")
	r.shows("Sunday · Monday")
	r.write("f").press("enter")
	r.shows("2 of 8")

	p := r.plan.Profile()
	if p.Name != "Ada" || p.Role != "Network engineer" || p.Foundation != "network" || p.Since != 2022 ||
		p.Company != "startup" || p.Draw != "people" || p.ReviewDay != time.Friday || p.Walk != 2 {
		t.Errorf("profile %+v", p)
	}
	r.press("y", "n", "l", "enter", "A")
	r.shows("✓ closed")
	r.press("enter", "down", "space", "f", "down", "f", "down", "f", "down", "f", "enter", "down", "f")
	r.shows("3 things are in focus, enough for a week")
	r.press("enter", "o", "c", "enter")
	r.shows("7 of 8")
	r.press("t").write("31 feb").press("enter")
	r.shows("February 2027 has 28")
	for range "31 feb" {
		r.press("backspace")
	}
	r.write("+3 months")
	r.shows("Sat 20 Feb 2027, in 92 days")
	r.press("enter", "enter")
	r.shows("Your plan")
	r.shows("1 yes, 1 no, 3 later")
	r.press("enter")
	if r.open["Home"] == nil || r.current != r.open["Home"] {
		t.Fatalf("the walk ends on %T", r.current)
	}
	if r.plan.Profile().Walk != 0 {
		t.Errorf("the walk would resume at %d", r.plan.Profile().Walk)
	}
	again := walkRig(t, k, 80, 24)
	if again.current != again.open["Home"] {
		t.Errorf("the next start opens %T", again.current)
	}
}

func TestWalkSkipped(t *testing.T) {
	r := walkRig(t, planner.NewMemory(), 80, 24)
	r.press("ctrl+s", "s", "s", "s", "s", "s", "s", "s")
	if r.current != r.open["Home"] || r.plan.Profile().Since != 0 {
		t.Errorf("skipping everything ends on %T", r.current)
	}
	if open := r.plan.OpenPhases(); len(open) != 1 || open[0].Number() != 1 {
		t.Errorf("open phases %v", open)
	}
}

func TestWalkResumes(t *testing.T) {
	for step := 2; step <= len(walkSteps); step++ {
		r := walkTo(t, step)
		again := walkRig(t, r.Keeper, 80, 24)
		again.shows(fmt.Sprintf("%d of 8", step))
		again.press("esc")
		again.shows(fmt.Sprintf("%d of 8", step-1))
		walkRig(t, r.Keeper, 80, 24).shows(fmt.Sprintf("%d of 8", step))
	}
	// A plan may be read before the window's size is known.
	r := walkTo(t, 8)
	early := &rig{newApp(r.Config, nil), t}
	plan, err := r.Keeper.Load()
	early.send(loadedMsg{plan, err})
	early.View()
	early.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	early.shows("8 of 8")
}

// TestWalkUndo holds that undo takes back what was chosen, and passes over
// where the walk is.
func TestWalkUndo(t *testing.T) {
	r := walkTo(t, 4)
	r.press("space", "down", "x", "enter")
	r.shows("5 of 8")
	r.press("u")
	r.shows("Undone: Dropped")
	r.shows("5 of 8")
	r.press("enter", "u")
	r.shows("6 of 8")
	if pr := r.plan.Progress(2); pr.Done != 0 {
		t.Errorf("progress %+v", pr)
	}
	r.press("enter", "U", "U")
	r.shows("7 of 8")
	if pr := r.plan.Progress(2); pr.Done != 1 {
		t.Errorf("after redo %+v", pr)
	}
	r.press("enter", "enter")
	for range 20 {
		r.press("u")
	}
	r.shows("nothing to undo")
	if r.plan.Profile().Walk != 0 {
		t.Error("undo took the walk up again")
	}
}

// TestWalkIsNotLeftUnseen presses the keys that lead to the screens elsewhere.
func TestWalkIsNotLeftUnseen(t *testing.T) {
	for step := stepHonest; step < len(walkSteps); step++ {
		for _, k := range []string{"1", "2", "3", "7", "9", "tab", "shift+tab"} {
			r := walkTo(t, step)
			if r.press(k); r.current != r.open["Home"] {
				r.shows(fmt.Sprintf("%d of 8", step))
			} else {
				t.Errorf("%s on step %d leaves the walk", k, step)
			}
			if k == "2" && !strings.Contains(r.toast.text, "The walk comes first") {
				t.Errorf("%s on step %d says %q", k, step, r.toast.text)
			}
		}
	}
	r := walkTo(t, 5)
	r.press("w")
	r.shows("The walk waits at step 5 of 8")
	if r.current != r.open["Home"] {
		t.Fatalf("w goes to %T", r.current)
	}
	r.press("w")
	r.shows("5 of 8")
	r.press("esc", "esc", "esc", "esc")
	r.shows("esc leave")
	r.press("end").write("12 w")
	r.shows("Ada12 w")
}

// latecomer is a keeper whose plan another window makes at the last moment.
type latecomer struct {
	planner.Keeper
	t *testing.T
}

func (l latecomer) Create(id string, start planner.Edit) (planner.Result, error) {
	l.t.Helper()
	if _, err := l.Keeper.Create("other", start); err != nil {
		l.t.Fatal(err)
	}
	return l.Keeper.Create(id, start)
}

func TestWalkMeetsAPlan(t *testing.T) {
	r := walkRig(t, latecomer{planner.NewMemory(), t}, 80, 24)
	r.write("Ada").press("ctrl+s")
	if r.plan == nil || r.plan.ID != "other" || r.current != r.open["Home"] {
		t.Fatalf("on %T with %v", r.current, r.plan)
	}
	r.shows("in another window")
}

// refuser keeps nothing.
type refuser struct{ planner.Keeper }

func (refuser) Create(string, planner.Edit) (planner.Result, error) {
	return planner.Result{}, errors.New("the disk is full")
}

func TestWalkKeepsWhatWasTypedOnFailure(t *testing.T) {
	r := walkRig(t, refuser{planner.NewMemory()}, 80, 24)
	r.write("Ada").press("ctrl+s")
	r.shows("the disk is full")
	r.shows("Ada")
	r.shows("1 of 8")
}

func TestWalkAgainWithAFinishedPlan(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.current = newWalk(r.env)
	r.shows("Ada")
	revision := r.plan.Revision
	r.press("ctrl+s", "enter", "enter", "enter")
	r.shows("5 of 8")
	if r.plan.Revision != revision {
		t.Errorf("looking alone made %d changes", r.plan.Revision-revision)
	}
	r.press("esc", "esc", "esc", "esc")
	r.shows("1 of 8")
	r.press("end").write(" L").press("ctrl+s")
	r.shows("2 of 8")
	p := r.plan.Profile()
	if p.Name != "Ada L" || p.Since != 2022 || p.Role != "Senior engineer" || p.Walk != 0 || r.plan.Revision != revision+1 {
		t.Errorf("profile %+v after %d changes", p, r.plan.Revision-revision)
	}
	r.press("esc").write("!").press("esc")
	if r.current != r.open["Home"] || r.plan.Profile().Name != "Ada L" {
		t.Errorf("esc ends on %T", r.current)
	}
	r.current = newWalk(r.env)
	r.shows("Ada L!")
}
