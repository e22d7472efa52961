package intake

import "waymark/planner"

// fields is the table of everything that can be taken in, in the order it is
// put into a record. A name may mean another thing in another kind of record.
var fields = []field{
	{name: fieldTitle, at: ofItem(func(b *planner.Item) any { return &b.Title }), clean: line},
	{name: fieldTitle, at: of(func(e *planner.Evidence) any { return &e.Title }), clean: line},
	{name: fieldTitle, at: of(func(m *planner.Matter) any { return &m.Title }), clean: line},
	{name: fieldText, at: of(func(c *planner.Capture) any { return &c.Text }), clean: line},
	{name: fieldPhase, at: ofItem(func(b *planner.Item) any { return &b.Phase }), clean: number},
	{name: fieldPhase, at: of(func(e *planner.Evidence) any { return &e.Phase }), clean: number},
	{name: fieldPhase, at: of(func(r *planner.Reflection) any { return &r.Phase }), clean: number},
	{name: fieldState, at: ofItem(func(b *planner.Item) any { return &b.State }), clean: state},
	{name: fieldFinished, at: ofItem(func(b *planner.Item) any { return &b.State }), clean: flag},
	{name: fieldWhy, at: ofItem(func(b *planner.Item) any { return &b.Why }), clean: line},
	{name: fieldDone, at: ofItem(func(b *planner.Item) any { return &b.Done }), clean: date},
	{name: fieldRough, at: ofItem(func(b *planner.Item) any { return &b.Rough }), clean: flag},
	{name: fieldDue, at: of(func(a *planner.Action) any { return &a.Due }), clean: date}, // a check's dates come of its rule
	{name: fieldDue, at: of(func(m *planner.Milestone) any { return &m.Due }), clean: date},
	{name: fieldNote, at: ofItem(func(b *planner.Item) any { return &b.Note }), clean: block},
	{name: "optional", at: ofItem(func(b *planner.Item) any { return &b.Optional }), clean: flag},
	{name: fieldPrivate, at: ofItem(func(b *planner.Item) any { return &b.Private }), clean: flag},
	{name: fieldFocus, at: ofItem(func(b *planner.Item) any { return &b.Focus }), clean: flag},
	{name: fieldMilestone, at: of(func(a *planner.Action) any { return &a.Milestone }), clean: id},
	{name: "criterion", at: of(func(m *planner.Milestone) any { return &m.Criterion }), clean: block},
	{name: fieldEvery, at: of(func(k *planner.Check) any { return &k.Every }), clean: rule},
	{name: fieldStart, at: of(func(k *planner.Check) any { return &k.Start }), clean: date},
	{name: fieldDate, at: of(func(e *planner.Evidence) any { return &e.Date }), clean: date},
	{name: fieldSort, at: of(func(e *planner.Evidence) any { return &e.Kind }), clean: sort},
	{name: fieldOutcome, at: of(func(e *planner.Evidence) any { return &e.Outcome }), clean: block},
	{name: fieldPrivate, at: of(func(e *planner.Evidence) any { return &e.Private }), clean: flag},
	{name: fieldCreated, at: ofItem(func(b *planner.Item) any { return &b.Created }), clean: date},
	{name: fieldCreated, at: of(func(c *planner.Capture) any { return &c.Created }), clean: date},

	{name: fieldCheck, at: of(func(k *planner.Tick) any { return &k.Check }), clean: id},
	{name: fieldDate, at: of(func(k *planner.Tick) any { return &k.Date }), clean: date},
	{name: "skipped", at: of(func(k *planner.Tick) any { return &k.Skipped }), clean: flag},
	{name: fieldNote, at: of(func(k *planner.Tick) any { return &k.Note }), clean: block},
	{name: fieldDate, at: of(func(e *planner.Energy) any { return &e.Date }), clean: date},
	{name: "work", at: of(func(e *planner.Energy) any { return &e.Work }), clean: work},
	{name: "value", at: of(func(e *planner.Energy) any { return (*level)(&e.Value) }), clean: energy},
	{name: fieldNote, at: of(func(e *planner.Energy) any { return &e.Note }), clean: line},
	{name: fieldDate, at: of(func(r *planner.Reflection) any { return &r.Date }), clean: date},
	{name: "probe", at: of(func(r *planner.Reflection) any { return &r.Probe }), clean: line},
	{name: "question", at: of(func(r *planner.Reflection) any { return &r.Question }), clean: block},
	{name: "answer", at: of(func(r *planner.Reflection) any { return &r.Answer }), clean: block},
	{name: fieldSort, at: of(func(m *planner.Matter) any { return &m.Sort }), clean: matterSort},
	{name: "opened", at: of(func(m *planner.Matter) any { return &m.Opened }), clean: date},
	{name: "talked", at: of(func(m *planner.Matter) any { return &m.Talked }), clean: date},
	{name: "closed", at: of(func(m *planner.Matter) any { return &m.Closed }), clean: date},
	{name: "taken_back", at: of(func(m *planner.Matter) any { return &m.TakenBack }), clean: flag},
	{name: fieldOutcome, at: of(func(m *planner.Matter) any { return &m.Outcome }), clean: line},
	{name: "from", at: of(func(a *planner.TimeOff) any { return &a.From }), clean: date},
	{name: "to", at: of(func(a *planner.TimeOff) any { return &a.To }), clean: date},
	{name: fieldWhy, at: of(func(a *planner.TimeOff) any { return &a.Why }), clean: line},
}

// of is the place of a field that one kind of record has.
func of[R planner.Record](at func(R) any) func(planner.Record) any {
	return func(r planner.Record) any {
		if own, ok := r.(R); ok {
			return at(own)
		}
		return nil
	}
}

func ofItem(at func(*planner.Item) any) func(planner.Record) any {
	return of(func(it planner.Listed) any { return at(it.Base()) })
}
