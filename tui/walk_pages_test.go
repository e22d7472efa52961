package tui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/path"
)

func TestWalkRoleForm(t *testing.T) {
	r := walkTo(t, 5)
	r.send(tea.WindowSizeMsg{Width: 80, Height: 60})
	r.shows("Agree how much of your week stays technical")
	r.shows("undecided")
	r.press("r", "1")
	r.shows("Promoted to lead your own team")
	r.shows("Talk with each former peer about what changes")
	r.lacks("Agree how much of your week stays technical")
	r.press("r", "2")
	r.shows("Spend the first month asking, not changing")
	r.lacks("Talk with each former peer about what changes")
	r.press("u")
	r.shows("Talk with each former peer about what changes")
	for _, step := range []int{3, 4, 6} {
		walkTo(t, step).press("r").lacks("first role come")
	}
}

func TestWalkWholePhaseBehind(t *testing.T) {
	r := walkTo(t, 3)
	r.press("f", "down", "x", "A")
	pr := r.plan.Progress(1)
	if pr.Done != pr.Total || pr.Total < 15 || r.plan.Phase(1).State != planner.Closed {
		t.Errorf("progress %+v, phase %v", pr, r.plan.Phase(1).State)
	}
	for _, it := range r.plan.InPhase(1, planner.KindAction) {
		b := it.Base()
		if b.Optional && b.State != planner.ToDo || b.Focus || b.State == planner.Done && (!b.Rough || b.Done.Year != 2021) {
			t.Errorf("%s is %v in %v, focus %v", b.Title, b.State, b.Done, b.Focus)
		}
	}
	r.press("A")
	r.shows("behind you already")
	r.press("u")
	if pr := r.plan.Progress(1); pr.Done != 0 || r.plan.Phase(1).State == planner.Closed {
		t.Errorf("after one undo %+v, %v", pr, r.plan.Phase(1).State)
	}
}

func TestWalkYear(t *testing.T) {
	r := walkTo(t, 3)
	r.press("space")
	r.shows("2021")
	r.press("y").write("2031")
	r.shows("expected one from 1950 to 2026")
	r.press("enter", "backspace", "backspace").write("20")
	r.shows("2020, 6 years ago")
	r.press("enter", "down", "space")
	for i, it := range r.plan.InPhase(1, planner.KindAction)[:2] {
		if b := it.Base(); b.State != planner.Done || b.Done.Year != 2020 || !b.Rough {
			t.Errorf("item %d: %v %v: the year typed last is the next one's default", i, b.State, b.Done)
		}
	}
	r.press("space")
	if it := r.plan.InPhase(1, planner.KindAction)[1]; it.Base().State != planner.ToDo {
		t.Errorf("space again leaves %v", it.Base().State)
	}
}

func TestWalkAddsYourOwn(t *testing.T) {
	r := walkTo(t, 4)
	r.press("a").write("Ask Sam").press("ctrl+s")
	r.shows("▸ ○ Ask Sam")
	r.press("f")
	if f := r.plan.Focus(); len(f) != 1 || f[0].Base().Title != "Ask Sam" {
		t.Errorf("focus %v", f)
	}
}

func TestWalkWithoutAPath(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	whole := r.Path
	r.Path = func() (*path.Path, error) { return nil, errors.New("mine.yaml:3:1: no such key") }
	r.current = newWalk(r.env)
	for range 9 {
		r.fits()
		r.press("ctrl+s", "enter")
	}
	k := planner.NewMemory()
	fresh := walkRig(t, k, 80, 24)
	fresh.Path = r.Path
	fresh.current = newWalk(fresh.env)
	fresh.shows("mine.yaml:3:1")
	fresh.fits()
	fresh.Path = whole
	fresh.press("r")
	fresh.shows("1 of 8")
}

func TestWalkHostileText(t *testing.T) {
	r := walkRig(t, planner.NewMemory(), 60, 15)
	bad := "\x1b[31m" + strings.Repeat("漢", 40) + "\u202e👩‍👩‍👧"
	r.send(tea.PasteMsg{Content: bad})
	r.fits()
	r.press("tab")
	r.send(tea.PasteMsg{Content: strings.Repeat("x", 3000)})
	r.press("ctrl+s")
	r.fits()
	r.shows("1 of 8")
	r.press("ctrl+u", "ctrl+s")
	r.shows("2 of 8")
	for range 8 {
		r.fits()
		r.press("a")
		r.send(tea.PasteMsg{Content: bad})
		r.press("ctrl+s", "esc")
		r.fits()
		r.press("enter")
	}
}

func TestWalkOtherYearsSuggestOtherPhases(t *testing.T) {
	open := func(r *rig) string {
		var out []string
		for _, ph := range r.plan.OpenPhases() {
			out = append(out, fmt.Sprint(ph.Number()))
		}
		return strings.Join(out, " ")
	}
	years := func(r *rig, text string) {
		r.press("esc", "tab", "tab", "tab", "ctrl+u").write(text).press("ctrl+s")
		r.shows("2 of 8")
	}
	r := walkTo(t, 2)
	if got := open(r); got != "3" {
		t.Errorf("year 8 opens %q", got)
	}
	years(r, "2")
	if got := open(r); got != "1 2" {
		t.Errorf("year 3 opens %q", got)
	}
	r.press("enter", "o", "c", "esc")
	years(r, "7")
	if got := open(r); got != "2" {
		t.Errorf("what was settled by hand became %q", got)
	}
}

// TestWalkAnyKeys presses keys at random from the very first screen on.
func TestWalkAnyKeys(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 1))
		r := walkRig(t, planner.NewMemory(), 80, 24)
		for range 150 {
			if random.IntN(20) == 0 {
				r.send(tea.WindowSizeMsg{Width: 60 + random.IntN(100), Height: 15 + random.IntN(40)})
			}
			r.press(anyKeys[random.IntN(len(anyKeys))])
			r.fits()
		}
	}
}

// TestWalkLowWindows holds that a phase's list is there at once in the windows
// people have, and its keys with it.
func TestWalkLowWindows(t *testing.T) {
	for _, row := range []struct{ w, h, rows int }{{80, 24, 9}, {60, 15, 4}, {100, 20, 7}} {
		for step := 3; step <= 6; step++ {
			r := walkTo(t, step)
			r.send(tea.WindowSizeMsg{Width: row.w, Height: row.h})
			n := strings.Count(r.text(), "  ○ ") + strings.Count(r.text(), "▸ ○ ") + strings.Count(r.text(), "  ◇ ")
			want := row.rows
			if step == 6 && want > 7 { // the heading of the milestones comes between
				want = 7
			}
			if n < want {
				t.Errorf("step %d at %d×%d shows %d rows:\n%s", step, row.w, row.h, n, r.text())
			}
			r.press("x")
			if r.shows("▸ ✗"); r.plan.Progress(step-2).Total == 0 {
				t.Error("x did nothing")
			}
		}
	}
	r := walkTo(t, 3)
	r.shows("not marked yet")
	r.lacks("ahead")
	r.send(tea.WindowSizeMsg{Width: 80, Height: 40})
	r.shows("· not marked yet · usual years 1–4")
	r.press("enter", "enter", "enter")
	r.shows("· ahead ·")
}

// TestWalkHonestInALowWindow reads the trade first: enter says where it goes,
// and goes there.
func TestWalkHonestInALowWindow(t *testing.T) {
	r := walkTo(t, 2)
	r.send(tea.WindowSizeMsg{Width: 60, Height: 15})
	r.press("enter", "esc")
	r.shows("enter to the questions")
	r.lacks("y yes")
	r.press("y")
	r.shows("↓ goes on to the questions")
	r.toast = toast{}
	r.press("enter")
	r.shows("▸ ·      You help others along")
	r.shows("enter next  y yes")
	r.press("y")
	if n := len(r.plan.Profile().Signs); n != 1 {
		t.Errorf("%d signs are answered", n)
	}
	r.press("enter")
	r.shows("3 of 8")
	r.press("esc", "s")
	r.shows("3 of 8")
}

// A walk that was left on purpose waits on Home; one that was quit goes on.
func TestWalkLeftWaits(t *testing.T) {
	r := walkTo(t, 4)
	r.press("w")
	r.shows("This week")
	again := walkRig(t, r.Keeper, 80, 24)
	again.shows("The walk is half done")
	again.press("w")
	again.shows("4 of 8")
	again.press("enter")
	walkRig(t, r.Keeper, 80, 24).shows("5 of 8")
}
