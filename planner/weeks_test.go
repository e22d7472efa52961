package planner_test

import (
	"strings"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

// cells draws the last n weeks as Home does.
func (w world) cells(n int, day civil.Date) string {
	var out strings.Builder
	for _, c := range w.plan.Cells(n, day) {
		out.WriteString(c.Mark.Glyph())
	}
	return out.String()
}

// The plan is started on Wednesday 25 November 2026; Sundays are reviewed.
func TestCells(t *testing.T) {
	for _, tt := range []struct {
		name  string
		held  string // days of reviews
		away  string // pairs of days
		on    string
		n     int
		marks string
	}{
		{"the first week", "", "", "2026-11-25", 16, ""},
		{"the first is due", "", "", "2026-11-29", 16, "◇"},
		{"the first, 3 days late", "", "", "2026-12-02", 16, "◇"},
		{"the first was missed", "", "", "2026-12-03", 16, "□"},
		{"the first was missed, the second is due", "", "", "2026-12-06", 16, "□◇"},
		{"both in one", "2026-12-06", "", "2026-12-06", 16, "▪■"},
		{"held on its day", "2026-11-29", "", "2026-11-30", 16, "■"},
		{"held 3 days late", "2026-12-02", "", "2026-12-05", 16, "■"},
		{"held early", "2026-11-26", "", "2026-11-27", 16, "■"},
		{"four weeks, one missed", "2026-11-29 2026-12-06 2026-12-20", "", "2026-12-22", 16, "■■▪■"},
		{"two missed at the end", "2026-11-29", "", "2026-12-17", 16, "■□□"},
		{"away for two weeks", "2026-11-29 2026-12-20", "2026-12-05 2026-12-13", "2026-12-20", 16, "■––■"},
		{"away, and due after it", "2026-11-29", "2026-12-05 2026-12-13", "2026-12-20", 16, "■––◇"},
		{"away, and missed after it", "2026-11-29", "2026-12-05 2026-12-13", "2026-12-24", 16, "■––□"},
		{"away by single days, reviewed all the same", "2026-11-29 2026-12-06", "2026-12-06 2026-12-06", "2026-12-07", 16, "■■"},
		{"the last three", "2026-11-29 2026-12-06 2026-12-13 2026-12-27", "", "2026-12-27", 3, "■▪■"},
		{"over week 53 and the year's end", "2026-12-20 2026-12-27 2027-01-03 2027-01-10", "", "2027-01-11", 5, "▪■■■■"},
		{"on the plan's first day", "2026-11-25", "", "2026-11-29", 16, "■"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := begin(t)
			days := strings.Fields(tt.away)
			for i := 0; i < len(days); i += 2 {
				w.do(t, planner.BeAway(on(days[i]), on(days[i+1]), ""))
			}
			for day := range strings.FieldsSeq(tt.held) {
				w.reviewOn(t, on(day))
			}
			if got := w.cells(tt.n, on(tt.on)); got != tt.marks {
				t.Errorf("got %q, want %q", got, tt.marks)
			}
		})
	}
}

// A reading makes its week show, though no review is due in it yet.
func TestCellsOfAWeekToCome(t *testing.T) {
	w := begin(t)
	w.do(t, w.plan.Feel(nil, "coaching", 1, "", today))
	cells := w.plan.Cells(16, today)
	if len(cells) != 1 || cells[0].Mark != planner.NoMark || cells[0].Day != on("2026-11-29") || cells[0].Note.Energy["coaching"].Value != 1 {
		t.Errorf("cells %+v", cells)
	}
	if _, ok := w.plan.Steadiness(today); ok {
		t.Error("there is a figure before the first week")
	}
	if word := cells[0].Mark.Word(); word != "not due" || planner.Mark(99).Glyph() != planner.DueNow.Glyph() {
		t.Errorf("it is called %q", word)
	}
}

// Where the review day was changed, a week may have none due: it is neither
// missed nor merged, also after the next review.
func TestCellsOfAChangedReviewDay(t *testing.T) {
	w := begin(t)
	w.reviewOn(t, on("2026-11-29"))
	w.reviewDay(t, time.Tuesday) // 1 December is too soon, so the next is on the 8th
	if got := w.cells(16, on("2026-12-07")); got != "■" {
		t.Errorf("before: %q", got)
	}
	w.reviewOn(t, on("2026-12-08"))
	if note := w.plan.WeekNamed("2026-W50"); note.Merged != 0 {
		t.Errorf("it merged %d", note.Merged)
	}
	if got := w.cells(16, on("2026-12-08")); got != "■■" {
		t.Errorf("after: %q", got)
	}
	w.reviewDay(t, time.Thursday)
	w.reviewOn(t, on("2026-12-31"))
	if got := w.cells(16, on("2026-12-31")); got != "■■▪▪■" { // the 17th and the 24th
		t.Errorf("missed later: %q", got)
	}
}

func TestHeldOf(t *testing.T) {
	w := begin(t)
	w.do(t, planner.BeAway(on("2026-12-12"), on("2026-12-13"), ""))
	for _, day := range []string{"2026-12-06", "2026-12-20"} { // one merged, one away
		w.reviewOn(t, on(day))
	}
	if got := planner.HeldOf(w.plan.Cells(16, on("2027-01-10"))); got != (planner.Kept{Done: 2, Of: 5}) {
		t.Errorf("held %+v", got)
	}
}

// A week held never lowers the figure, one missed never raises it, and one
// taken up later brings some of it back.
func TestSteadinessMoves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, sunday := begin(t), on("2026-11-29")
		for n := range rapid.IntRange(1, 70).Draw(rt, "weeks") {
			before, known := w.plan.Steadiness(sunday.AddDays(-1))
			what := rapid.IntRange(0, 3).Draw(rt, "what")
			if what == 0 {
				w.do(t, planner.BeAway(sunday, sunday, ""))
			} else if what > 1 {
				w.reviewOn(t, sunday.AddDays(rapid.IntRange(0, 3).Draw(rt, "late")))
			}
			after, ok := w.plan.Steadiness(sunday.AddDays(5))
			switch {
			case after < 0 || after > 100:
				rt.Fatalf("week %d: %d percent", n, after)
			case what == 0 && (after != before || ok != known):
				rt.Fatalf("week %d: away, and from %d to %d", n, before, after)
			case what == 1 && (known && after > before || !ok):
				rt.Fatalf("week %d: missed, and from %d to %d", n, before, after)
			case what > 1 && (after < before || !ok):
				rt.Fatalf("week %d: held, and from %d to %d", n, before, after)
			}
			sunday = sunday.AddDays(7)
		}
	})
}

// One week missed after a year of held ones costs some points and comes back,
// where a streak would begin again at nothing.
func TestSteadinessDecays(t *testing.T) {
	w := begin(t)
	day := w.weeksOf(t, 52, false, on("2026-11-29"))
	figure := func() int {
		percent, _ := w.plan.Steadiness(day.AddDays(4))
		return percent
	}
	day = day.AddDays(-7)
	if got := figure(); got != 100 {
		t.Errorf("a year held is %d percent", got)
	}
	day = day.AddDays(7) // missed
	missed := figure()
	if missed <= 85 || missed >= 100 {
		t.Errorf("one missed week makes it %d percent", missed)
	}
	day = day.AddDays(7)
	w.weeksOf(t, 1, false, day)
	merged := figure()
	if merged <= missed {
		t.Errorf("taken up by the next one it is %d percent, and was %d", merged, missed)
	}
	for range 16 {
		day = day.AddDays(7)
		w.weeksOf(t, 1, false, day)
	}
	if got := figure(); got < 98 {
		t.Errorf("sixteen weeks on it is still %d percent", got)
	}
	day = day.AddDays(7 * 20)
	if got := figure(); got > 25 {
		t.Errorf("twenty missed weeks leave %d percent", got)
	}
}
