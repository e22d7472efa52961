package store_test

import (
	"testing"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
)

// reviewed is a plan of the second format with reviews of all sorts.
//
//	r1 and r2 are of one week, r2 was held later
//	r3 is of the week before them
//	r4 was removed, r5 is under way
func reviewed(t *testing.T) *store.Store {
	t.Helper()
	s := fresh(t)
	step := func(of, outcome string) planner.Step {
		return planner.Step{Item: id(of), Because: "due", Outcome: outcome}
	}
	held := func(due, closed civil.Date, steps ...planner.Step) *planner.Review {
		return &planner.Review{Week: planner.Week(due), Due: due, Started: closed, Closed: closed, Steps: steps, Line: "Held"}
	}
	week := planner.Rule{N: 1, Unit: planner.WeekUnit}
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Look back"}, Every: week}, today.AddDays(-20)))
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Look ahead"}, Every: week}, today.AddDays(-20)))
	apply(t, s, action("Ask for feedback", 1))
	last := today.AddDays(-7)
	apply(t, s, planner.Edit{Label: "Reviews", Run: func(d *planner.Draft) error {
		d.Add(planner.KindReview, held(last, last, step("k1", "done")))
		d.Add(planner.KindReview, held(last, last.AddDays(1), step("k1", "done"), step("k2", "skipped"), step("a1", "done")))
		chosen := held(last.AddDays(-7), last.AddDays(-7), step("k2", ""), step("a1", "moved"))
		chosen.Focus = ids("a1")
		d.Add(planner.KindReview, chosen)
		gone := held(last.AddDays(-14), last.AddDays(-14))
		gone.Removed = true
		d.Add(planner.KindReview, gone)
		under := d.Add(planner.KindReview, &planner.Review{Week: planner.Week(today), Due: today, Started: today})
		profile := *d.Plan().Profile()
		profile.Review, profile.Settled = under, last
		d.Put(&profile)
		return nil
	}})
	store.AsSecondFormat(t, s.Path())
	return s
}

// weeksOfReviewed are the notes of what reviewed has.
func weeksOfReviewed() []*planner.WeekNote {
	last := today.AddDays(-7)
	return []*planner.WeekNote{
		{ID: id("w2"), Week: planner.Week(last), Due: last, Held: last.AddDays(1), Review: id("r2"), Checks: planner.Kept{Done: 1, Of: 2}, Done: 2},
		{ID: id("w1"), Week: planner.Week(last.AddDays(-7)), Due: last.AddDays(-7), Held: last.AddDays(-7), Review: id("r3"), Chosen: ids("a1"), Checks: planner.Kept{Of: 1}},
	}
}

// TestCase36Weeks brings a file with reviews up from the second format: each
// week that had one is noted, and the plan knows of them.
func TestCase36Weeks(t *testing.T) {
	t.Parallel()
	s := reviewed(t)
	p := load(t, s.Path())
	if got := store.VersionOf(s.Path()); got != store.Schema {
		t.Errorf("the file has format %d", got)
	}
	same(t, "weeks", weeksOfReviewed(), p.HeldWeeks())
	if n := p.Given()[planner.KindWeek]; n != 2 {
		t.Errorf("%d weeks were given", n)
	}
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 || c.Records["week"] != 2 {
		t.Errorf("check: %+v, %v", c, err)
	}
	glance, err := store.Glance(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "glance", p.Glance(), glance)
	marks := map[planner.Mark]int{}
	for _, c := range p.Cells(16, today) {
		marks[c.Mark]++
	}
	if marks[planner.Held] != 2 {
		t.Errorf("the weeks are marked %v", marks)
	}
	res := apply(t, s, planner.CloseReview(id("r5"), nil, "", today)) // its week goes on from there
	if res.New[0] != id("w3") || len(res.Plan.HeldWeeks()) != 3 {
		t.Errorf("then %v is new of %d", res.New, len(res.Plan.HeldWeeks()))
	}
}

// TestCase36WeeksSalvaged salvages such a file: a salvage takes the reviews one
// by one, and notes their weeks just so.
func TestCase36WeeksSalvaged(t *testing.T) {
	t.Parallel()
	s := reviewed(t)
	saved, got := salvaged(t, s)
	wantNothingLost(t, got, false)
	same(t, "weeks", weeksOfReviewed(), load(t, saved.Path()).HeldWeeks())
	if c, err := saved.Check(); err != nil || !c.Sound || len(c.Findings) > 0 {
		t.Errorf("check: %+v, %v", c, err)
	}
}
