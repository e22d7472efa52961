package planner_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// killed is the end of a session and the beginning of another, which stands
// exactly where the first one was left. Now and then nothing but the records
// is taken along.
func (l *life) killed() {
	l.t.Helper()
	type place struct {
		Review         planner.ID
		Stage          string
		Checks, Stuck  []planner.Step
		Probe          planner.PhaseProbe
		Focus          []planner.Suggestion
		Agenda         []planner.Stage
		Completed      []planner.Listed
		Energy, Before string
	}
	stands := func(p *planner.Plan) place {
		r := l.review()
		q, _ := p.Probe(r)
		return place{
			r.ID, p.StageAt(r), p.Part(r, false, l.day), p.Part(r, true, l.day), q, p.FocusChoices(r, l.day),
			p.Agenda(r), p.Completed(r, l.day), fmt.Sprint(r.Energy), p.Before(r, p.StageAt(r)),
		}
	}
	before, p := stands(l.plan()), l.plan()
	if l.oneIn(60) {
		p = l.reloaded()
	}
	l.try(p.StartReview(l.oneIn(2), l.day))
	if after := stands(l.plan()); !reflect.DeepEqual(before, after) {
		l.t.Fatalf("%v: taken up after a kill, the review stands elsewhere:\n%s", l.day, cmp.Diff(before, after))
	}
}

// reloaded is the plan built from its records as they are kept.
func (l *life) reloaded() *planner.Plan {
	l.t.Helper()
	p := l.plan()
	var records []planner.Record
	for r := range p.Records() {
		text, err := json.Marshal(r)
		if err != nil {
			l.t.Fatal(err)
		}
		info, _ := r.Key().Kind.Info()
		back := info.New()
		if err := json.Unmarshal(text, back); err != nil {
			l.t.Fatal(err)
		}
		records = append(records, back)
	}
	return planner.NewPlan(p.ID, p.Revision, p.Given()).With(p.Revision, records...)
}

// gaveWay reports whether a review that was closed for its week, opened again
// and left was closed as it was, since the next one is due and begins.
func (l *life) gaveWay(before, r *planner.Review, due civil.Date) bool {
	l.t.Helper()
	note := l.plan().WeekNamed(before.Week)
	if r.ID == before.ID || note == nil || note.Held.IsZero() || due.After(l.day) {
		return false
	}
	rec, err := l.Get(before.ID)
	if err != nil {
		l.t.Fatal(err)
	}
	left := rec.(*planner.Review)
	if left.Closed != note.Held || left.Week != before.Week || !slices.Equal(left.Steps, before.Steps) || r.Week != planner.Week(due) {
		l.t.Fatalf("%v: %+v gave way as %+v to %+v, due %v", l.day, before, left, r, due)
	}
	return true
}

// takeUp begins a review, or takes up the one that was left on an earlier day:
// where it was left, with all that was decided. It gives the stage to go on at.
func (l *life) takeUp() (r *planner.Review, at string) {
	l.t.Helper()
	var before *planner.Review
	if !l.plan().Profile().Review.IsZero() {
		before = l.review()
	}
	due := l.plan().ReviewDue(l.day)
	l.try(l.plan().StartReview(l.oneIn(4), l.day))
	r = l.review()
	if before == nil || l.gaveWay(before, r, due) {
		return r, l.plan().First(r, l.day)
	}
	decided := func(r *planner.Review) []planner.Step {
		return slices.DeleteFunc(slices.Clone(r.Steps), func(s planner.Step) bool { return s.Outcome == "" })
	}
	at = l.plan().StageAt(r)
	if r.ID != before.ID || r.Stage != before.Stage || at != before.Stage || r.Short != before.Short || !slices.Equal(decided(before), decided(r)) || !slices.Equal(before.Probes, r.Probes) || !slices.Equal(before.Evidence, r.Evidence) {
		l.t.Fatalf("%v: left as %+v, it is taken up at %s as %+v", l.day, before, at, r)
	}
	l.seen["taken up"]++
	return r, at
}
