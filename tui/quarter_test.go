package tui

import (
	"testing"

	"waymark/planner"
)

// twoQuarters is a plan of thirty weeks with evidence in two quarters, and a
// hands-on share in the later one.
func twoQuarters(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	k.tenYears(30)
	for _, row := range []struct {
		kind string
		ago  int
	}{{"led", 3}, {"led", 90}, {"mentored", 10}, {"mentored", 20}, {"", 30}, {"shipped", 100}, {"hard-conversation", 5}, {"feedback", 6}, {"learned", 200}} {
		k.apply(planner.LogEvidence(planner.Evidence{Kind: row.kind, Title: "It happened", Date: friday.AddDays(-row.ago)}, friday))
	}
	k.apply(planner.Edit{Label: "Share", Run: func(d *planner.Draft) error {
		note, share := *d.Plan().HeldWeeks()[0], 45
		note.Share = &share
		d.Put(&note)
		return nil
	}})
	return k
}

func TestQuarterGoldens(t *testing.T) {
	for _, size := range reviewSizes {
		r := twoQuarters(t).open("Review", size.w, size.h)
		r.press("v").golden("review/quarter-" + size.name)
		checkKeys(t, r.top().Actions())
		r.press("G").golden("review/quarter-end-" + size.name)
		r.press("esc").fits()
		if len(r.dialogs) > 0 {
			t.Error("esc does not close it")
		}
	}
}

// A quarter and the one before stand side by side with their figures.
func TestQuarterCompares(t *testing.T) {
	r := twoQuarters(t).open("Review", 120, 36)
	r.press("v")
	for _, want := range []string{
		"2026 Q3", "2026 Q4 so far", "13 of 13 100 %", "7 of 7 100 %", "not noted", "45 %",
		"Coaching", "Leading, week by week", "▆█▄▅▇▆▅▆▅▇▅▅▆", "Evidence",
		"led 1 → 1 · mentored 0 → 2 · shipped 1 → 0", "hard conversation 0 → 1", "no kind 0 → 1",
	} {
		r.shows(want)
	}
}

// Evidence is counted beside: the dialog opens without a read of history.
func TestQuarterCountsBeside(t *testing.T) {
	k := twoQuarters(t)
	r := k.open("Review", 80, 24)
	reads := k.keeper.reviews
	r.still("v")
	r.shows("counting…")
	r.shows("13 of 13")
	if k.keeper.reviews != reads {
		t.Error("opening it read history")
	}
	r.send(tickMsg{})
	r.lacks("counting…")
	if k.keeper.reviews != reads+1 {
		t.Errorf("it read history %d times", k.keeper.reviews-reads)
	}
	k.apply(planner.LogEvidence(planner.Evidence{Kind: "represented", Title: "Elsewhere"}, friday))
	r.send(tickMsg{})
	r.shows("represented 0 → 1")

	k.keeper.broken = true
	r.press("h")
	r.shows("Evidence can't be counted: the disk is gone")
	k.keeper.broken = false
	r.press("l")
	r.lacks("can't")
}

// Earlier and later quarters are reached from the plan's first to the one that
// is, and one in which nothing was noted says so.
func TestQuarterMoves(t *testing.T) {
	r := twoQuarters(t).open("Review", 80, 24)
	r.press("v", "right")
	r.shows("2026 Q4 is the one you are in")
	r.press("left")
	r.shows("2026 Q2 ")
	r.shows("2026 Q3 ")
	r.lacks("so far")
	r.press("h")
	r.shows("Nothing is noted of 2026 Q1.")
	r.press("h")
	r.shows("Your plan began in 2026 Q2.")
	r.press("l", "l")
	r.shows("2026 Q4 so far")
	r.press("v")
	if len(r.dialogs) > 0 {
		t.Error("v does not close it")
	}
}

// It opens on the quarter of the review under the cursor.
func TestQuarterOfARow(t *testing.T) {
	r := twoQuarters(t).open("Review", 80, 24)
	r.press("G", "v")
	r.shows("2026 Q1")
	r.shows("2026 Q2")
	r.lacks("2026 Q3")
}

func TestQuarterShares(t *testing.T) {
	for want, k := range map[string]planner.Kept{"": {}, "0 of 3 0 %": {Of: 3}, "2 of 3 67 %": {Done: 2, Of: 3}, "13 of 13 100 %": {Done: 13, Of: 13}, "104 of 130": {Done: 104, Of: 130}} {
		if got := shareWords(k, 14); got != want {
			t.Errorf("%v is told as %q, expected %q", k, got, want)
		}
	}
}

func TestQuarterOfANewPlan(t *testing.T) {
	r := emptyWeek(t).open("Review", 80, 24)
	r.press("v")
	r.shows("Nothing is noted of 2026 Q3.")
	r.shows("Nothing is noted of 2026 Q4.")
	r.fits()
}
