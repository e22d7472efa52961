package tui

import (
	"fmt"

	"waymark/planner"
)

// weeks are the last ones, as Home and the list of reviews tell of them.
type weeks struct {
	cells  []planner.Cell
	held   planner.Kept
	steady string // in words; "" before the first week counts
}

// lastWeeks gives the last n weeks. There are none before the first review.
func (e *env) lastWeeks(n int) weeks {
	cells := e.plan.Cells(n, e.today)
	out := weeks{cells: cells, held: planner.HeldOf(cells)}
	if out.held.Of == 0 || e.plan.Profile().Settled.IsZero() {
		return weeks{cells: cells}
	}
	if percent, ok := e.plan.Steadiness(e.today); ok {
		out.steady = fmt.Sprintf("steady %d %%", percent)
	}
	return out
}

// counts reports whether there is anything to say of reviews.
func (w weeks) counts() bool { return w.held.Of > 0 }

// words tell how many reviews were held. Where there were none for long, what
// comes of that says more than a figure.
func (w weeks) words() string {
	if w.held.Done == 0 {
		return "the next review takes these up"
	}
	return joined(fmt.Sprintf("%d of %d", w.held.Done, w.held.Of), w.steady)
}

// strip draws the weeks' marks.
func (s styles) strip(w weeks) string {
	marks := make([]planner.Mark, len(w.cells))
	for i, c := range w.cells {
		marks[i] = c.Mark
	}
	return s.marks(marks)
}

// energy is the line of one reading over the last n weeks, from the first that
// has one, with the newest as a number; "" where none has.
func (w weeks) energy(n int, of func(*planner.WeekNote) (float64, bool)) string {
	points := planner.LinePoints(w.cells[max(0, len(w.cells)-n):], of)
	newest, ok := planner.Newest(points)
	if !ok {
		return ""
	}
	return planner.Spark(points) + " " + planner.SignedMean(newest)
}
