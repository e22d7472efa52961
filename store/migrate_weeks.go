package store

import (
	"cmp"
	"maps"
	"slices"

	"waymark/planner"
)

// reviewKinds are the kinds of record that came with version 3.
var reviewKinds = []string{"week", "away", "matter", "evidence", "energy", "reflection"}

// noteWeeks makes the lists of the kinds that version 2 had not, and a note of
// each week that had a review, so that lists of weeks and the rhythm of reviews
// know of those held before.
func noteWeeks(_, to *view) error {
	if err := to.makeLists(reviewKinds); err != nil {
		return err
	}
	_, h, err := to.top()
	if err != nil {
		return err
	}
	weeks, _ := planner.KindWeek.Info()
	reviews, _ := planner.KindReview.Info()
	var held []*planner.Review
	for r, err := range to.all(reviews) {
		if err != nil {
			return err
		}
		held = append(held, r.(*planner.Review))
	}
	for _, note := range notesOf(held) {
		h.Given[weeks.Name]++
		h.Counts[weeks.Name]++
		note.ID = planner.ID{Kind: planner.KindWeek, N: h.Given[weeks.Name]}
		if _, _, err := to.put(weeks, note); err != nil {
			return err
		}
	}
	h.Erasures++ // whoever has read the file as it was has to load it anew
	if err := to.set(metaBucket, []byte(headKey), h); err != nil {
		return err
	}
	plan, _, err := to.load()
	if err != nil {
		return err
	}
	return to.set(metaBucket, []byte(glanceKey), plan.Glance())
}

// notesOf gives a note of each week that had a review, in order. A week has
// one review: of two, the one that was held later.
func notesOf(reviews []*planner.Review) []*planner.WeekNote {
	notes := map[string]*planner.WeekNote{}
	for _, r := range reviews {
		if r.Removed || r.Closed.IsZero() {
			continue
		}
		if other := notes[r.Week]; other == nil || !r.Closed.Before(other.Held) {
			notes[r.Week] = planner.NoteOf(r)
		}
	}
	return slices.SortedFunc(maps.Values(notes), func(a, b *planner.WeekNote) int { return cmp.Compare(a.Week, b.Week) })
}
