package seed

import (
	"maps"
	"slices"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// week is what a review leaves: its own record, nine more of history, and the
// note of its week.
func (f *filler) week(n int, day civil.Date) []added {
	r := f.review(day)
	w := planner.WeekNote{Week: r.Week, Due: day, Held: day, Review: r.ID, Glance: r.Glance, Chosen: r.Focus, Evidence: 2, Energy: map[string]planner.Reading{}}
	var out []added

	readings := 6
	if n%5 == 4 {
		readings = 7 // the question was passed over
	}
	works := planner.AllWorks()
	for i := range readings {
		e := planner.Energy{ID: f.id(planner.KindEnergy), Date: day, Work: works[(n+i)%len(works)].Name, Value: f.rand.IntN(5) - 2, Review: r.ID}
		w.Energy[e.Work] = planner.Reading{Value: e.Value, Of: e.ID}
		r.Energy[e.Work] = e.Value
		out = append(out, record(planner.KindEnergy, e))
	}
	share := 20 + f.rand.IntN(60)
	w.Share = &share

	phase, q := 1+n%2, n/2%len(questions)
	asked := planner.Asked{Probe: probe(phase, q), On: day}
	r.Probes = []string{asked.Probe}
	if readings == 6 {
		asked.Answer = f.id(planner.KindReflection)
		out = append(out, record(planner.KindReflection, planner.Reflection{
			Date: day, Phase: phase, Probe: asked.Probe, Question: questions[q], Answer: f.pick(notes), Review: r.ID,
		}))
	}
	w.Asked = []planner.Asked{asked}

	done := f.doneIn[r.Week]
	for _, it := range done {
		r.Done = append(r.Done, it.ID)
	}
	w.Done = len(done)
	for i := range w.Evidence {
		var of *planner.Item
		if i < len(done) {
			of = done[i]
		}
		e, logged := f.evidence(day, of)
		e.Review = r.ID
		r.Evidence = append(r.Evidence, e.ID)
		out = append(out, logged)
	}
	w.Focus = planner.Kept{Done: f.rand.IntN(1 + planner.MaxFocus), Of: planner.MaxFocus}
	w.Checks.Of = 3 + f.rand.IntN(5)
	w.Checks.Done = w.Checks.Of - f.rand.IntN(3)

	return append(out, record(planner.KindReview, r), added{planner.KindWeek, func() planner.Record {
		next := w
		next.Energy, next.Asked = maps.Clone(w.Energy), slices.Clone(w.Asked)
		return &next
	}})
}

func (f *filler) review(day civil.Date) planner.Review {
	r := planner.Review{
		ID: f.id(planner.KindReview), Week: planner.Week(day), Due: day, Started: day, Closed: day, Next: day.AddDays(7),
		Stage: planner.StageClose, Line: "A week of small steps.", Energy: map[string]int{},
	}
	switch n := r.ID.N; {
	case n%13 == 0:
		r.Glance = planner.Quarterly
	case n%4 == 0:
		r.Glance = planner.Monthly
	}
	for i := range 5 + f.rand.IntN(10) {
		id := planner.ID{Kind: planner.KindAction, N: 1 + f.rand.Uint32N(f.actions)}
		r.Steps = append(r.Steps, planner.Step{Item: id, Because: "due", Outcome: []string{planner.OutcomeDone, planner.OutcomeSkipped, planner.OutcomeMoved}[i%3]})
		if i < planner.MaxFocus {
			r.Focus = append(r.Focus, id)
		}
	}
	return r
}

// between is what goes on beside the work: so many matters, the last three of
// which are open, and the newest of the weeks off.
func (f *filler) between(n int) []added {
	var out []added
	for i := range n {
		opened := f.today.AddDays(-40 * (n - i))
		m := planner.Matter{Sort: planner.MatterSorts[i%len(planner.MatterSorts)].Name, Title: f.pick(matters), Opened: opened}
		if i < n-3 {
			m.Closed, m.Outcome = opened.AddDays(5+f.rand.IntN(30)), f.pick(outcomes)
			m.TakenBack = m.Sort == planner.Delegation && i%2 == 0
		}
		out = append(out, record(planner.KindMatter, m))
	}
	for week := weeks - 1; week >= 0 && n > 0; week-- {
		if isOff(week) {
			n--
			last := f.sunday(week)
			out = append(out, record(planner.KindAway, planner.TimeOff{From: last.AddDays(-6), To: last, Why: f.pick(offs)}))
		}
	}
	return out
}

var (
	matters = []string{"M. and J. about the release day", "On-call rota, to K.", "S., who wanted the role too", "The vendor choice, to R.", "Who owns the billing service"}
	offs    = []string{"By the sea", "Moving house", "", "With the children"}
)
