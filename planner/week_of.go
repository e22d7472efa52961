package planner

import "slices"

// NoteOf is what a closed review tells of its week, as far as its steps go: a
// review from before there were such notes says no more.
func NoteOf(r *Review) *WeekNote {
	w := &WeekNote{
		Week: r.Week, Due: r.Due, Held: r.Closed, Review: r.ID, Merged: r.Merged, Chosen: slices.Clone(r.Focus),
		Evidence: len(r.Evidence), Glance: r.Glance,
	}
	for _, s := range r.Steps {
		done := s.Outcome == OutcomeDone
		if done {
			w.Done++
		}
		if s.Item.Kind != KindCheck {
			continue
		}
		w.Checks.Of++
		if done {
			w.Checks.Done++
		}
	}
	return w
}
