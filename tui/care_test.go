package tui

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Case 14: the file is cut off, emptied or taken away while the screens are
// open. Reading goes on from memory, edits are refused in words, and when the
// file is back so is everything else.
func TestCase14FileLostWhileOpen(t *testing.T) {
	for name, lost := range map[string]error{
		"damaged": errPage, "gone": read(planner.ErrMissing, "there has been a plan"), "none": planner.ErrNoPlan,
	} {
		t.Run(name, func(t *testing.T) {
			k := newCarer(t)
			r := damaged(t, k, fixture{})
			k.since, k.change = lost, lost
			r.ticks(1)
			r.shows(standing(lost))
			r.press("2")
			r.shows("Action items")
			rev := r.plan.Revision
			r.press("a").write("Write it down").press("ctrl+s")
			if r.plan.Revision != rev || len(r.dialogs) != 1 {
				t.Fatalf("the edit passed:\n%s", r.text())
			}
			r.shows("Write it down")
			r.shows("Nothing was changed: " + standing(lost))
			r.press("esc").command("rescue")
			r.shows(headline(lost))
			r.shows("export what is in memory")
			r.press("esc")
			r.shows("Action items")
			r.command("rescue")
			k.since, k.change = nil, nil
			r.ticks(1)
			r.shows("Action items")
			r.shows("can be read again")
			if r.damage != nil || r.lost != "" || r.problem != "" {
				t.Errorf("left over: %v, %q, %q", r.damage, r.lost, r.problem)
			}
			r.press("a")
			r.shows("Write it down") // the draft
			r.press("ctrl+s", "q")
			if r.plan.Revision != rev+1 || !r.quit || r.exit != nil {
				t.Errorf("revision %d, quit %v, %v", r.plan.Revision, r.quit, r.exit)
			}
		})
	}
}

func TestRescueWhileOpenGolden(t *testing.T) {
	for _, size := range sizes {
		k := newCarer(t)
		r := damaged(t, k, fixture{w: size[0], h: size[1]})
		rescues["older"](k)
		k.since, k.load = k.load, nil
		r.ticks(1)
		r.command("rescue")
		r.golden(fmt.Sprintf("rescue/open-%dx%d", size[0], size[1]))
		checkKeys(t, r.current.Actions())
	}
}

// A restore while the screens are open begins anew with what was restored.
func TestRestoreWhileOpen(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.since = errPage
	r.press("2")
	r.ticks(1)
	r.command("rescue").press("r", "y")
	r.shows("This week")
	r.shows("Restored · ")
	if r.open["Path"] != nil || r.busy {
		t.Error("screens of the plan before are still open")
	}
	r.ticks(1)
	r.lacks("damaged")
}

// Case 15: on a full disk the edit is refused in words, what was typed stays,
// and the top line says so until a change can be kept again.
func TestCase15DiskFull(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.change = fmt.Errorf("%w: the change was not kept (write %s: no space left on device)", planner.ErrFull, planFile)
	r.press("c").write("Ask Dana about the budget").press("enter")
	r.shows("Ask Dana about the budget")
	r.shows("the change was not kept · : export saves a copy")
	r.press("esc", "space")
	r.shows("disk full: changes can't be kept")
	r.ticks(3)
	r.shows("disk full: changes can't be kept")
	r.press("c")
	r.shows("Ask Dana about the budget")
	k.change = nil
	r.press("enter")
	r.lacks("disk full")
	if n := len(r.dialogs); n != 0 {
		t.Errorf("%d dialogs are open", n)
	}
}

// A change of which nobody knows whether it was kept is called that, even
// where the file can't be read either.
func TestUnknownIsSaid(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.change = fmt.Errorf("%w (%w)", planner.ErrUnknown, errPage)
	r.press("space")
	r.shows("it is not known whether the")
	r.lacks("Nothing was changed")
}

func TestStuckEnds(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.since = fmt.Errorf("%w: %w", planner.ErrStuck, planner.ErrDamaged)
	r.ticks(1)
	if !r.quit || !errors.Is(r.exit, planner.ErrStuck) {
		t.Errorf("quit %v, %v", r.quit, r.exit)
	}
}

// The day's chores wait for the first frames, run once a day, and once more
// when the day changes.
func TestChores(t *testing.T) {
	k := newCarer(t)
	k.notices = []string{"The file could be read by others; now only you can."}
	r := damaged(t, k, fixture{})
	r.shows("now only you can")
	r.ticks(2)
	if len(k.calls) != 0 {
		t.Fatalf("at once: %v", k.calls)
	}
	r.ticks(5)
	if !slices.Equal(k.calls, []string{"chores"}) {
		t.Fatalf("the first day: %v", k.calls)
	}
	k.chores = errors.New("no room\x1b")
	r.Today = func() civil.Date { return friday.AddDays(1) }
	r.ticks(5)
	if !slices.Equal(k.calls, []string{"chores", "chores"}) {
		t.Fatalf("the second day: %v", k.calls)
	}
	r.shows("Today's backup failed: no room␛")
	r.toast = toast{}
	r.Today = func() civil.Date { return friday.AddDays(2) }
	r.ticks(5)
	if len(k.calls) != 3 || r.toast.text != "" {
		t.Errorf("the third day: %v, %q", k.calls, r.toast.text)
	}
}

// Nothing is looked after while the file is damaged.
func TestNoChoresOnDamage(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.since = errPage
	r.ticks(6)
	if len(k.calls) != 0 {
		t.Errorf("%v", k.calls)
	}
	k.since = nil
	r.ticks(6)
	if !slices.Equal(k.calls, []string{"chores"}) {
		t.Errorf("%v", k.calls)
	}
}

// A review that was closed is backed up, but not on a day for trying out.
func TestReviewIsBackedUp(t *testing.T) {
	for _, trying := range []bool{false, true} {
		k := newCarer(t)
		r := damaged(t, k, fixture{})
		if trying {
			r.Today = func() civil.Date { return friday.AddDays(1) }
			r.today = r.Today()
		}
		if _, err := r.keep(r.plan.StartReview(false, r.today)); err != nil {
			t.Fatal(err)
		}
		r.apply(planner.CaptureLine("in between", r.today))
		r.send(nil)
		if len(k.calls) != 0 {
			t.Errorf("before its end: %v", k.calls)
		}
		if _, err := r.keep(planner.CloseReview(r.plan.Profile().Review, nil, "", r.today)); err != nil {
			t.Fatal(err)
		}
		r.send(nil)
		if got := slices.Equal(k.calls, []string{"backup review"}); got == trying {
			t.Errorf("trying %v: %v", trying, k.calls)
		}
	}
}

// The whole program gives the error of the plan it could not read, and none
// once the plan is back.
func TestRescueWholeProgram(t *testing.T) {
	k := newCarer(t)
	k.load = errPage
	term := startWhole(t, 80, 24, k)
	term.until("12 changes came after it")
	term.keys("q")
	if err := <-term.done; !errors.Is(err, planner.ErrDamaged) {
		t.Errorf("q gave %v", err)
	}
	term = startWhole(t, 80, 24, k)
	term.until("12 changes came after it")
	term.keys("r")
	term.until("Restore this backup?")
	term.keys("y")
	term.until("Restored")
	term.keys("q")
	if err := <-term.done; err != nil {
		t.Errorf("after a restore: %v", err)
	}
}
