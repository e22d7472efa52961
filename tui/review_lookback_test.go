package tui

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

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
		r.press(key).write("She named 3 things").press("enter")
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
		r.shows("No evidence from this review to take back.")
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
	r.lacks("v evidence")
	r.press("v")
	r.shows("Nothing is selected here.")
	for _, key := range []string{"x", "t"} {
		r.toast = toast{}
		r.press(key)
		r.shows("No evidence from this review to take back.")
	}
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

// Evidence that the inbox gave gets its outcome in the part that looks back.
func TestReviewLookBackCompletesEvidence(t *testing.T) {
	k := emptyWeek(t)
	k.apply(planner.CaptureLine("Led the incident call", k.today))
	r := k.open("Review", 80, 24).atStage(planner.StageInbox).press("v")
	r.press("enter")
	if stageOf(r) != planner.StageLookBack {
		t.Fatalf("with evidence logged, enter goes to %s", stageOf(r))
	}
	r.shows("▸ + e1   Led the incident call")
	r.shows("no outcome yet")
	r.press("space").write("Back in 20 minutes").press("enter")
	r.shows("Evidence changed: Led the incident call")
	es := k.evidence()
	if len(es) != 1 || es[0].Outcome != "Back in 20 minutes" || es[0].From.Kind != planner.KindCapture || es[0].Review != k.held().ID {
		t.Fatalf("evidence is %+v", es)
	}
	r.lacks("no outcome yet")
	r.press("u").shows("no outcome yet")
	r.press("v", "enter") // as it is
	if len(r.dialogs) > 0 || k.evidence()[0].Outcome != "" {
		t.Errorf("%+v:\n%s", k.evidence(), r.text())
	}
	r.press("x").shows("Evidence taken back")
	if len(k.evidence()) > 0 {
		t.Errorf("evidence is %+v", k.evidence())
	}
	r.fits()
}

// What an item gave without an outcome gets it on the item's row.
func TestReviewLookBackCompletesItsRow(t *testing.T) {
	k := doneWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack).press("v", "enter")
	if es := k.evidence(); len(es) != 1 || es[0].Outcome != "" {
		t.Fatalf("evidence is %+v", es)
	}
	r.lacks("no outcome yet")
	r.press("v").write("2 pages fewer").press("enter")
	if es := k.evidence(); len(es) != 1 || es[0].Outcome != "2 pages fewer" {
		t.Errorf("evidence is %+v", es)
	}
}

// bareWeek is doneWeek with evidence of no item that has no outcome yet.
func bareWeek(t *testing.T) *someWeek {
	t.Helper()
	k := doneWeek(t)
	k.apply(k.plan().StartReview(false, k.today))
	k.apply(planner.LogEvidence(planner.Evidence{Title: "Led the incident call", Kind: "led", Phase: 1, Review: k.held().ID}, k.today))
	return k
}

func TestReviewLookBackBareGolden(t *testing.T) {
	onSizes(t, "look-back-bare", bareWeek, planner.StageLookBack, "G")
}

// What another window changed of evidence meanwhile stays.
func TestEvidenceCompletedElsewhere(t *testing.T) {
	k := emptyWeek(t)
	k.apply(k.plan().StartReview(false, k.today))
	id := k.apply(planner.LogEvidence(planner.Evidence{Title: "Led the call", Phase: 1, Review: k.held().ID}, k.today)).New[0]
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack).press("v").write("Back in 20 minutes")
	k.apply(planner.EditEvidence(id, func(e *planner.Evidence) { e.Title, e.Private = "Led the incident call", true }))
	r.press("ctrl+s")
	if e := k.evidence()[0]; e.Title != "Led the incident call" || !e.Private || e.Outcome != "Back in 20 minutes" {
		t.Errorf("evidence is %+v", e)
	}
	k.apply(planner.TakeBackEvidence(id, k.held().ID, k.today))
	if _, err := k.keeper.Apply(planner.EditEvidence(id, func(e *planner.Evidence) { e.Title = "x" }).Stamp(k.today.In(time.UTC), "shell", 77777)); !errors.Is(err, planner.ErrNotFound) {
		t.Errorf("what was taken back changes: %v", err)
	}
}
