package tui

import (
	"fmt"
	"slices"
	"testing"

	"waymark/planner"
)

// waitingWeek is newWeek with three things that wait, for 22, 13 and 0 days.
func waitingWeek(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	for _, w := range []struct {
		id   planner.ID
		whom string
		days int
	}{{actionID(2), "Dana", 13}, {actionID(3), "Kim, who leads the platform team", 22}, {milestoneID(2), "", 0}} {
		k.today = friday.AddDays(-w.days)
		k.apply(planner.SetState([]planner.ID{w.id}, planner.Waiting, w.whom, k.today))
	}
	k.today = friday
	return k
}

func TestReviewWaitingGolden(t *testing.T) {
	onSizes(t, "waiting", waitingWeek, planner.StageWaiting)
	onSizes(t, "waiting-pick", waitingWeek, planner.StageWaiting, "a")
	onSizes(t, "waiting-add", waitingWeek, planner.StageWaiting, "a", "1")
	onSizes(t, "waiting-said", waitingWeek, planner.StageWaiting, "v")
	onSizes(t, "waiting-empty", emptyWeek, planner.StageWaiting)
}

func TestReviewWaitingKeys(t *testing.T) {
	item := func(k *someWeek) *planner.Item { return k.plan().Item(actionID(2)).Base() }
	rows := []struct {
		name    string
		keys    []string
		says    string
		left    int
		changed func(k *someWeek) bool
	}{
		{"it came", []string{"space"}, "Done: Ask Dana", 2, func(k *someWeek) bool { return item(k).State == planner.Done && item(k).Done == friday }},
		{"mine again", []string{"t"}, "To do: Ask Dana", 2, func(k *someWeek) bool { return item(k).State == planner.ToDo && item(k).Why == "" }},
		{"whom", []string{"e", " ", "o", "r", "enter"}, "Changed: Ask Dana", 3, func(k *someWeek) bool {
			return item(k).Why == "Dana or" && item(k).Since == friday.AddDays(-13) && item(k).State == planner.Waiting
		}},
		{"whom, by w", []string{"w", "ctrl+u", "enter"}, "Changed: Ask Dana", 3, func(k *someWeek) bool { return item(k).Why == "" }},
		{"evidence", []string{"v", "G", "o", "ctrl+s"}, "Done, and evidence: Ask Dana", 2, func(k *someWeek) bool {
			es := k.evidence()
			return item(k).State == planner.Done && len(es) == 1 && es[0].Kind == "feedback" && es[0].Outcome == "Go" && es[0].From == actionID(2) &&
				es[0].Date == friday && slices.Equal(k.held().Evidence, item(k).Evidence)
		}},
		{"a usual thing", []string{"a", "2", "ctrl+s"}, "a7: Waiting: An answer from my mentor", 4, func(k *someWeek) bool {
			a := k.plan().Item(actionID(7)).Base()
			return a.State == planner.Waiting && a.Why == "my mentor" && a.Since == friday && a.Phase == 1
		}},
		{"something else", []string{"a", "5", "L", "o", "tab", "H", "R", "enter"}, "a7: Waiting: Lo", 4, func(k *someWeek) bool {
			a := k.plan().Item(actionID(7)).Base()
			return a.Title == "Lo" && a.Why == "HR"
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := waitingWeek(t)
			r := k.open("Review", 80, 24).atStage(planner.StageWaiting).press("j")
			r.shows("▸ ◷ a2")
			before, entries := k.kept(), len(notQuiet(t, k.keeper))
			for _, key := range row.keys {
				if key == " " {
					key = "space"
				}
				r.press(key)
			}
			r.shows(row.says)
			r.shows("u undoes")
			if !row.changed(k) || len(r.dialogs) > 0 {
				t.Errorf("the plan is not as it should be:\n%s", r.text())
			}
			if n := len(k.plan().WaitingFor()); n != row.left {
				t.Errorf("%d things wait", n)
			}
			if n := len(notQuiet(t, k.keeper)) - entries; n != 1 {
				t.Errorf("it took %d changes", n)
			}
			if row.left == 4 {
				r.shows("▸ ◷ a7")
			}
			r.press("u")
			if after := k.kept(); after != before {
				t.Errorf("after u the plan differs:\n%s---\n%s", before, after)
			}
			if row.left < 4 {
				r.shows("▸ ◷ a2")
			}
			r.press("enter")
			if stageOf(r) != planner.StageFocus {
				t.Errorf("enter goes to %s", stageOf(r))
			}
		})
	}
}

// Ages are told in days, from two weeks on in weeks and set off.
func TestReviewWaitingAges(t *testing.T) {
	k := waitingWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageWaiting)
	p := r.current.(*review).page.(*waitingPage)
	for days, want := range map[int]string{-1: "today", 0: "today", 1: "1 day", 13: "13 days", 14: "2 weeks", 20: "2 weeks", 22: "3 weeks", 400: "57 weeks"} {
		words := fitLeft(want, 8)
		styled := r.styles.subtle.Render(words)
		if days >= 14 {
			styled = r.styles.warn.Render(words)
		}
		if got := p.age(friday.AddDays(-days)); got != styled {
			t.Errorf("%d days are told as %q", days, got)
		}
	}
	r.shows("for Kim, who leads the platform team · since Thu 29 Oct 2026")
	r.press("G")
	r.shows("for nobody named; w says for whom · since Fri 20 Nov 2026")
}

// With nothing that waits the page is passed by; reached by b, it says so and
// offers to add something.
func TestReviewWaitingEmpty(t *testing.T) {
	k := emptyWeek(t)
	r := k.open("Review", 80, 24).toStage(planner.StageFocus)
	r.press("b")
	if stageOf(r) != planner.StageWaiting {
		t.Fatalf("b goes to %s", stageOf(r))
	}
	r.shows("You are not waiting for anybody")
	for _, key := range []string{"space", "t", "e", "w", "v"} {
		r.toast = toast{}
		r.press(key)
		r.shows("Nothing is selected here.")
	}
	r.press("a", "1", "ctrl+s")
	r.shows("▸ ◷ a1")
	r.shows("my manager")
}

func TestReviewWaitingElsewhere(t *testing.T) {
	for _, key := range []string{"space", "t"} {
		k := waitingWeek(t)
		r := k.open("Review", 80, 24).atStage(planner.StageWaiting).press("j")
		k.apply(planner.SetState([]planner.ID{actionID(2)}, planner.Dropped, "", friday))
		before := k.kept()
		r.press(key)
		r.shows("changed in another window")
		if k.kept() != before {
			t.Errorf("%s changed something", key)
		}
		r.shows("▸ ◷ m2")
	}
	// A form about what waits no more doesn't make it wait again.
	k := waitingWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageWaiting).press("j", "w").write("na")
	k.apply(planner.SetState([]planner.ID{actionID(2)}, planner.Done, "", friday))
	r.press("enter")
	r.shows("doesn't wait any more")
	if k.plan().Item(actionID(2)).Base().State != planner.Done {
		t.Error("it waits again")
	}
	// What came is kept as evidence though the item was removed.
	k = waitingWeek(t)
	r = k.open("Review", 80, 24).atStage(planner.StageWaiting).press("j", "v").write("Well done")
	k.apply(planner.Remove([]planner.ID{actionID(2)}, friday))
	r.press("ctrl+s")
	if es := k.evidence(); len(es) != 1 || es[0].Outcome != "Well done" || k.plan().Item(actionID(2)) != nil {
		t.Errorf("evidence is %+v:\n%s", es, r.text())
	}
}

func TestReviewWaitingScrolls(t *testing.T) {
	k := emptyWeek(t)
	for i := range 100 {
		k.apply(k.plan().WaitFor(fmt.Sprintf("Answer number %d", i+1), "Sam", friday))
	}
	for _, size := range reviewSizes {
		r := k.open("Review", size.w, size.h).atStage(planner.StageWaiting)
		r.shows("100 things")
		r.press("G")
		r.shows("▸ ◷ a100")
		r.press("ctrl+u", "k")
		r.fits()
		r.press("g")
		r.shows("▸ ◷ a1 ")
	}
}

func TestReviewWaitingEveryWindow(t *testing.T) {
	everyWindow(t, waitingWeek(t), planner.StageWaiting)
}

func TestReviewWaitingHostile(t *testing.T) {
	hostilePage(t, waitingWeek(t), planner.StageWaiting, []string{"j"}, []string{"?", "esc"}, []string{"v", "esc"}, []string{"w", "esc"}, []string{"a", "1", "esc"}, []string{"t"})
}
