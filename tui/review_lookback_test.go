package tui

import (
	"fmt"
	"slices"
	"testing"

	"waymark/planner"
)

// doneWeek is newWeek with four things done since the review before.
func doneWeek(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	on := func(days int, e planner.Edit) {
		k.today = friday.AddDays(days)
		k.apply(e)
	}
	on(-4, planner.Toggle(k.plan().Item(checkID(2)), friday.AddDays(-4)))
	on(-3, planner.SetState([]planner.ID{milestoneID(2)}, planner.Done, "", friday.AddDays(-3)))
	on(-2, planner.Toggle(k.plan().Item(actionID(2)), friday.AddDays(-2)))
	on(-1, planner.Toggle(k.plan().Item(actionID(1)), friday.AddDays(-1)))
	k.today = friday
	return k
}

// shownBack is doneWeek with evidence of before, too.
func shownBack(t *testing.T) *someWeek {
	t.Helper()
	k := doneWeek(t)
	for _, id := range []planner.ID{milestoneID(2), checkID(2)} {
		k.apply(planner.LogEvidence(planner.Evidence{Title: "It helped", From: id, Phase: 1}, friday.AddDays(-3)))
	}
	return k
}

func TestReviewLookBackGolden(t *testing.T) {
	onSizes(t, "look-back", shownBack, planner.StageLookBack)
	onSizes(t, "look-back-evidence", shownBack, planner.StageLookBack, "j", "v", "9", "ctrl+s")
	onSizes(t, "look-back-empty", emptyWeek, planner.StageLookBack)
}

// A row becomes evidence and is that no more; both are one change.
func TestReviewLookBackKeys(t *testing.T) {
	for _, key := range []string{"v", "space"} {
		k := doneWeek(t)
		r := k.open("Review", 80, 24).atStage(planner.StageLookBack).press("j")
		r.shows("▸ ✓ a2")
		r.lacks("+ evidence")
		before := k.kept()
		r.press(key).write("She named 3 things").press("enter", "enter", "enter", "enter")
		es := k.evidence()
		if len(es) != 1 || es[0].From != actionID(2) || es[0].Kind != "feedback" || es[0].Date != friday.AddDays(-2) || es[0].Review != k.held().ID {
			t.Fatalf("evidence is %+v:\n%s", es, r.text())
		}
		r.shows("▸ ✓ a2")
		r.shows("+ evidence")
		logged := k.kept()
		r.press("v")
		r.shows("It is evidence already")
		r.press("x")
		r.lacks("+ evidence")
		r.shows("Evidence taken back: Ask Dana for feedback")
		if len(k.evidence()) != 0 || len(k.held().Evidence) != 0 || len(k.plan().Item(actionID(2)).Base().Evidence) != 0 {
			t.Errorf("it is still evidence:\n%s", k.kept())
		}
		r.press("x")
		r.shows("Nothing came of it")
		r.press("u")
		if k.kept() != logged {
			t.Errorf("after one u:\n%s---\n%s", logged, k.kept())
		}
		r.shows("+ evidence")
		r.press("u")
		if k.kept() != before {
			t.Errorf("after two u:\n%s---\n%s", before, k.kept())
		}
		r.press("enter")
		if stageOf(r) != planner.StageChecks {
			t.Errorf("enter goes to %s", stageOf(r))
		}
	}
}

// A check that was ticked in the week before is not ticked again by becoming
// evidence, nor is its evidence of another time taken for this one's.
func TestReviewLookBackChecks(t *testing.T) {
	k := newWeek(t)
	k.today = friday.AddDays(-7)
	k.apply(planner.Toggle(k.plan().Item(checkID(1)), k.today))
	k.apply(planner.LogEvidence(planner.Evidence{Title: "of then", From: checkID(1)}, k.today))
	k.today = friday
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack)
	r.shows("↻ k1")
	r.lacks("+ evidence")
	r.press("v", "ctrl+s")
	c := k.plan().Item(checkID(1)).(*planner.Check)
	es := k.evidence()
	if c.Last != friday.AddDays(-7) || len(es) != 2 || es[1].Date != c.Last {
		t.Errorf("the check is %+v, evidence %+v", c, es)
	}
	r.shows("+ evidence")
	r.press("x")
	if es = k.evidence(); len(es) != 1 || es[0].Title != "of then" {
		t.Errorf("x left %+v", es)
	}
}

func TestReviewLookBackElsewhere(t *testing.T) {
	k := doneWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack).press("j")
	k.apply(planner.Remove([]planner.ID{actionID(1)}, friday)) // above the cursor
	r.send(tickMsg{})
	r.shows("▸ ✓ a2")
	k.apply(planner.Remove([]planner.ID{actionID(2)}, friday)) // under it
	r.send(tickMsg{})
	r.shows("▸ ◆ m2")
	r.fits()
	for _, id := range []planner.ID{milestoneID(2), checkID(2)} {
		k.apply(planner.Remove([]planner.ID{id}, friday))
	}
	r.send(tickMsg{})
	r.shows("Nothing was ticked")
	r.press("v")
	r.shows("Nothing is selected here.")
	r.press("x")
	r.shows("Nothing is selected here.")
}

func TestReviewLookBackScrolls(t *testing.T) {
	k := emptyWeek(t)
	var ids []planner.ID
	for i := range 100 {
		res := k.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: fmt.Sprintf("Thing number %d", i+1), Phase: 1}}, friday.AddDays(-9)))
		ids = append(ids, res.New[0])
	}
	k.apply(planner.SetState(ids, planner.Done, "", friday.AddDays(-1)))
	for _, size := range reviewSizes {
		r := k.open("Review", size.w, size.h).atStage(planner.StageLookBack)
		r.shows("100 things")
		r.press("G")
		r.shows("▸ ✓ a100")
		r.press("v")
		r.fits()
		r.press("esc", "g")
		r.shows("▸ ✓ a1 ")
	}
}

// The row under the cursor is told whole below the list.
func TestReviewLookBackTellsTheRow(t *testing.T) {
	k := shownBack(t)
	r := k.open("Review", 60, 15).atStage(planner.StageLookBack)
	for _, words := range []string{"action · done Thu 19 Nov 2026", "action · done Wed 18 Nov", "milestone · reached Tue 17 Nov", "check · every friday · ticked Mon 16 Nov"} {
		r.shows(words)
		r.press("j")
	}
	if id, _, _ := r.current.(*review).Item(); id != "k2" {
		t.Errorf("help tells of %q", id)
	}
	if !slices.Equal(k.plan().Item(checkID(2)).Base().Evidence, []planner.ID{{Kind: planner.KindEvidence, N: 2}}) {
		t.Error("the check has other evidence")
	}
}

func TestReviewLookBackEveryWindow(t *testing.T) {
	everyWindow(t, shownBack(t), planner.StageLookBack)
}

func TestReviewLookBackHostile(t *testing.T) {
	hostilePage(t, shownBack(t), planner.StageLookBack, []string{"j"}, []string{"?", "esc"}, []string{"v", "tab", "tab", "esc"}, []string{"j"}, []string{"j"})
}
