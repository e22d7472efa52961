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
		return func() (move, error) { return onward, w.tell(e) }
	}
	return lineQuestion{ask: "Becomes", skips: "leaves it", choices: []choice{
		{key: "a", word: "action", tell: "an action of your lowest open phase", do: keep(planner.Sort(c.ID, &planner.Action{Item: item}, w.today))},
		{key: "m", word: "milestone", tell: "a milestone of your lowest open phase", do: keep(planner.Sort(c.ID, &planner.Milestone{Item: item}, w.today))},
		{key: "v", word: "evidence", tell: "evidence, of the day it was captured", do: keep(planner.SortEvidence(c.ID, w.plan.EvidenceFrom(c, w.now.ID), w.today))},
		{key: "n", word: "energy note", tell: "a note about your energy", do: keep(planner.SortEnergy(c, planner.ID{}, w.today))},
		{key: "x", word: "drop", tell: "drop it", do: keep(planner.Remove([]planner.ID{c.ID}, w.today))},
	}}
}
