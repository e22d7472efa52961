package command

import (
	"slices"

	"waymark/planner"
)

// inbox sorts the captured lines, one key each.
func (w *lineReview) inbox() (move, error) {
	lines := slices.Collect(w.plan.Inbox())
	return through(w, lines, func(at int, c *planner.Capture) (bool, move, error) {
		now, ok := w.plan.Find(c.ID).(*planner.Capture)
		if !ok || now.Removed || !now.Became.IsZero() {
			return false, onward, nil
		}
		w.say("%d of %d: %s  %s", at+1, len(lines), now.ID, planner.ShowLine(now.Text))
		m, err := w.choose(w.sorting(now))
		return true, m, err
	})
}

func (w *lineReview) sorting(c *planner.Capture) lineQuestion {
	item := planner.Item{Title: c.Text, Phase: max(1, w.plan.PhaseOf(planner.ID{}))}
	keep := func(e planner.Edit) func() (move, error) {
		return func() (move, error) { return onward, w.sort(e) }
	}
	return lineQuestion{ask: "Becomes", skips: "leaves it", settled: func() string { return w.settledCapture(c) }, choices: []choice{
		{key: "a", word: "action", tell: "an action of your lowest open phase", do: keep(planner.Sort(c.ID, &planner.Action{Item: item}, w.today))},
		{key: "m", word: "milestone", tell: "a milestone of your lowest open phase", do: keep(planner.Sort(c.ID, &planner.Milestone{Item: item}, w.today))},
		{key: "v", word: "evidence", tell: "evidence, of the day it was captured; then you say what changed because of it", asks: true, do: func() (move, error) {
			return onward, w.witness(w.plan.EvidenceFrom(c, w.now.ID), func(e planner.Evidence) error { return w.sort(planner.SortEvidence(c.ID, e, w.today)) })
		}},
		{key: "n", word: "energy note", tell: "a note about your energy", do: keep(planner.SortEnergy(c, w.now.ID, w.today))},
		{key: "x", word: "drop", tell: "drop it", do: keep(planner.Remove([]planner.ID{c.ID}, w.today))},
	}}
}

// sort turns a line into something, and says what it became and where.
func (w *lineReview) sort(e planner.Edit) error {
	res, err := w.apply(e)
	if err != nil {
		return err
	}
	w.plan = res.Plan
	words := planner.ShowLine(res.Entry.Label)
	if len(res.New) > 0 {
		id := res.New[0]
		where := id.String()
		if it := w.plan.Item(id); it != nil {
			where += ", " + one(id.Kind) + " of " + phaseTitle(w.plan, it.Base().Phase)
		}
		words += " (" + where + ")"
	}
	w.say("%s", words)
	return w.read()
}

// settledCapture says that a line was sorted or removed in another window; ""
// where it was not.
func (w *lineReview) settledCapture(c *planner.Capture) string {
	switch now, ok := w.plan.Find(c.ID).(*planner.Capture); {
	case !ok || now.Removed:
		return "Removed elsewhere: " + planner.ShowLine(c.Text)
	case !now.Became.IsZero():
		return "Sorted elsewhere: " + planner.ShowLine(c.Text) + " is " + now.Became.String() + " now"
	}
	return ""
}
