package planner_test

import (
	"testing"

	"waymark/planner"
)

// What was due when a review began is still asked about when it is taken up on
// the next day, though the day it was due on has merged into a later one.
func TestReviewKeepsWhatWasDue(t *testing.T) {
	w := begin(t)
	w.add(t, check("weekly", "week"))
	w.add(t, check("monthly", "month"))
	sunday, tuesday := on("2026-11-29"), on("2026-12-01")
	w.start(t, sunday)
	w.start(t, tuesday)
	if got := w.steps(w.plan.Part(w.review(), false, tuesday)); got != "weekly: due, monthly: due" {
		t.Errorf("the review looks at %s", got)
	}
}

// A milestone that is late and stuck is asked about for both.
func TestLateAndStuck(t *testing.T) {
	w := begin(t)
	w.add(t, milestone("m", due("2026-11-20")))
	rid := w.start(t, today)
	for _, stuck := range []bool{false, true} {
		step, ok := planner.NextOpen(w.plan.Part(w.review(), stuck, today))
		if !ok || step.Stuck() != stuck {
			t.Fatalf("it asks %+v", step)
		}
		w.do(t, planner.Reviewed(rid, step, planner.OutcomeNext, planner.Edit{}, today))
	}
	if got := w.steps(w.review().Steps); got != "m: overdue = next, m: stuck = next" {
		t.Errorf("it looked at %s", got)
	}
}

// A milestone that got stuck in the course of the review is asked about too.
func TestStuckMeanwhile(t *testing.T) {
	w := begin(t)
	w.add(t, milestone("first"))
	second := w.add(t, milestone("second"))
	serves := action("serves", due("2026-11-20"))
	serves.Milestone = second
	last := w.add(t, serves)
	rid := w.start(t, today)
	w.do(t, planner.EnterStage(rid, planner.StageStuck, today))
	first, ok := planner.NextOpen(w.plan.Part(w.review(), true, today))
	if !ok {
		t.Fatal("nothing is stuck")
	}
	w.do(t, planner.Reviewed(rid, first, "seen", planner.Edit{}, today))
	if !w.plan.Nothing(w.review(), planner.StageStuck, today) {
		t.Fatal("the first was looked at, and is asked about again")
	}
	w.do(t, planner.Reviewed(rid, w.step(last), "done", planner.SetState(ids(last), planner.Done, "", today), today))
	if w.plan.Nothing(w.review(), planner.StageStuck, today) {
		t.Error("the second got stuck, and is passed by")
	}
	if got := w.steps(w.plan.Part(w.review(), true, today)); got != "first: stuck = seen, second: stuck" {
		t.Errorf("it looks at %s", got)
	}
}
