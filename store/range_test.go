package store_test

import (
	"fmt"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// TestRange reads the history of reviews by its days: from the first to the
// last, in their order, without what was removed, and under its new day what
// was given one.
func TestRange(t *testing.T) {
	s := fresh(t)
	day := func(n int) civil.Date { return today.AddDays(n) }
	for i, n := range []int{0, -400, -3, 2, -3} {
		apply(t, s, planner.LogEvidence(planner.Evidence{Title: "Led something", Date: day(n)}, today))
		apply(t, s, load(t, s.Path()).Feel(nil, planner.HandsOn, 1, "", day(n)))
		r := &planner.Review{ID: id("r1"), Week: planner.Week(day(n))}
		apply(t, s, load(t, s.Path()).Reflect(r, planner.PhaseProbe{Probe: planner.Probe{ID: "q1", Text: "Who?"}}, fmt.Sprint("They, ", i), day(n)))
	}
	apply(t, s, planner.Remove(ids("e1 n1"), today))
	move := planner.Edit{Label: "Moved", On: ids("e3 n3"), Run: func(d *planner.Draft) error {
		e, err := d.Get(id("e3"))
		if err != nil {
			return err
		}
		n, err := d.Get(id("n3"))
		if err != nil {
			return err
		}
		evidence, energy := *e.(*planner.Evidence), *n.(*planner.Energy)
		evidence.Date, energy.Date = day(30), day(30)
		d.Put(&evidence)
		d.Put(&energy)
		return nil
	}}
	apply(t, s, move)
	for _, tt := range []struct {
		kind     planner.Kind
		from, to int
		want     string
	}{
		{planner.KindEvidence, -5000, 5000, "e2 e5 e4 e3"},
		{planner.KindEvidence, -3, 2, "e5 e4"},
		{planner.KindEvidence, -2, 1, ""},
		{planner.KindEvidence, 30, 30, "e3"},
		{planner.KindEvidence, 5, 1, ""},
		{planner.KindEnergy, -400, -3, "n2 n5"},
		{planner.KindEnergy, -3, 5000, "n5 n4 n3"},
		{planner.KindReflection, -5000, 5000, "q2 q1 q3"}, // those of one week replace one another, q1 twice
		{planner.KindWeek, -5000, 5000, ""},               // state, of which there is no range
	} {
		got, err := s.Range(tt.kind, day(tt.from), day(tt.to))
		if err != nil || idsOf(got) != tt.want {
			t.Errorf("%s from %d to %d: %q, %v, want %q", tt.kind, tt.from, tt.to, idsOf(got), err, tt.want)
		}
	}
}
