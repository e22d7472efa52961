package export

import "waymark/planner"

// fields is a copy of a record without the fields that are held back, and
// without references to what isn't there. What isn't named here is left out,
// and no text is given but through text, since what another program wrote may
// have anything anywhere; only your own name stays as it is.
func (v *sieve) fields(r planner.Record) planner.Record {
	if v.whole && !v.counts {
		return r
	}
	switch r := r.(type) {
	case planner.Listed:
		return v.listed(r)
	case *planner.Capture:
		return &planner.Capture{ID: r.ID, Text: v.text(r.Text), Created: r.Created}
	case *planner.Tick:
		return &planner.Tick{ID: r.ID, Check: r.Check, Date: r.Date, Skipped: r.Skipped, Note: v.of(PartNotes, r.Note)}
	case *planner.TimeOff:
		return &planner.TimeOff{ID: r.ID, From: r.From, To: r.To, Why: v.of(PartReasons, r.Why)}
	case *planner.Matter:
		return &planner.Matter{
			ID: r.ID, Sort: v.text(r.Sort), Title: v.text(r.Title), Opened: r.Opened, Talked: r.Talked, Closed: r.Closed,
			TakenBack: r.TakenBack, Outcome: v.of(PartOutcomes, r.Outcome),
		}
	case *planner.Evidence:
		return &planner.Evidence{
			ID: r.ID, Date: r.Date, Kind: v.text(r.Kind), Title: v.text(r.Title), Outcome: v.of(PartOutcomes, r.Outcome),
			From: v.one(r.From), Phase: r.Phase, Private: r.Private,
		}
	case *planner.Energy:
		return &planner.Energy{ID: r.ID, Date: r.Date, Work: v.text(r.Work), Value: r.Value, Note: v.felt(r)}
	case *planner.Reflection:
		return &planner.Reflection{ID: r.ID, Date: r.Date, Phase: r.Phase, Probe: v.text(r.Probe), Question: v.text(r.Question), Answer: v.text(r.Answer)}
	case *planner.Intake:
		return v.intake(r)
	}
	return v.frame(r)
}

// felt is the note of a reading. One without a reading was counted with its
// record.
func (v *sieve) felt(e *planner.Energy) string {
	if e.Work == "" {
		return v.text(e.Note)
	}
	return v.of(PartFelt, e.Note)
}

// intake is what was taken from outside and is still given.
func (v *sieve) intake(r *planner.Intake) *planner.Intake {
	c := &planner.Intake{ID: r.ID, Date: r.Date, From: v.text(r.From), Name: v.text(r.Name), Version: r.Version}
	for _, row := range r.Rows {
		if row.As.IsZero() || v.shows(row.As) {
			c.Rows = append(c.Rows, planner.Taken{Key: v.text(row.Key), As: row.As})
		}
	}
	return c
}

// listed is what of an item may be given.
func (v *sieve) listed(r planner.Listed) planner.Record {
	switch r := r.(type) {
	case *planner.Action:
		return &planner.Action{Item: v.item(&r.Item), Milestone: v.one(r.Milestone)}
	case *planner.Milestone:
		return &planner.Milestone{Item: v.item(&r.Item), Criterion: v.text(r.Criterion)}
	case *planner.Check:
		return &planner.Check{
			Item: v.item(&r.Item), Every: r.Every, Start: r.Start, Last: r.Last, Prev: r.Prev,
			Skipped: r.Skipped, Moved: r.Moved,
		}
	}
	return nil
}

func (v *sieve) item(i *planner.Item) planner.Item {
	return planner.Item{
		ID: i.ID, Phase: i.Phase, Title: v.text(i.Title), Reason: v.text(i.Reason), Topic: v.text(i.Topic), Entry: v.text(i.Entry),
		Forms: v.texts(i.Forms), Optional: i.Optional, Private: i.Private, State: i.State, Why: v.of(PartReasons, i.Why), Since: i.Since,
		Done: i.Done, Rough: i.Rough, Due: i.Due, Note: v.of(PartNotes, i.Note), Order: i.Order, Focus: i.Focus,
		Created: i.Created, Touched: i.Touched,
	}
}

// frame is fields for the records that hold the plan together.
func (v *sieve) frame(r planner.Record) planner.Record {
	switch r := r.(type) {
	case *planner.Profile:
		return v.profile(r)
	case *planner.Phase:
		c := &planner.Phase{
			ID: r.ID, Title: v.text(r.Title), Short: v.text(r.Short), Purpose: v.text(r.Purpose), From: r.From, To: r.To,
			Optional: r.Optional, Manages: r.Manages, State: r.State, Why: v.of(PartReasons, r.Why), Opened: r.Opened, Closed: r.Closed,
		}
		for _, g := range r.Gate {
			c.Gate = append(c.Gate, planner.Gate{Kind: v.text(g.Kind), Title: v.text(g.Title), Why: v.text(g.Why)})
		}
		return c
	case *planner.Review:
		c := &planner.Review{
			ID: r.ID, Week: v.text(r.Week), Due: r.Due, Started: r.Started, Closed: r.Closed, Short: r.Short,
			Focus: v.shown(r.Focus), Line: v.of(PartLines, r.Line),
			Merged: r.Merged, Done: v.shown(r.Done), Glance: v.text(r.Glance), Next: r.Next,
		}
		if v.may[PartEnergy] {
			for work, value := range r.Energy {
				c.Energy = with(c.Energy, v.text(work), value)
			}
		}
		return c
	case *planner.WeekNote:
		return v.week(r)
	}
	return nil
}

func (v *sieve) profile(r *planner.Profile) *planner.Profile {
	c := &planner.Profile{
		ID: r.ID, Path: v.text(r.Path), PathTitle: v.text(r.PathTitle), PathVersion: r.PathVersion, ReviewDay: r.ReviewDay,
		Settled: r.Settled, Started: r.Started, Draw: v.of(PartDraw, r.Draw),
	}
	if v.may[PartProfile] {
		c.Name, c.Role, c.Foundation, c.Since, c.Company = r.Name, v.text(r.Role), v.text(r.Foundation), r.Since, v.text(r.Company)
	}
	if v.may[PartDraw] {
		c.Form = v.text(r.Form)
		for _, form := range r.Forms {
			c.Forms = append(c.Forms, planner.RoleForm{ID: v.text(form.ID), Title: v.text(form.Title), HandsOn: form.HandsOn})
		}
	}
	if v.may[PartPrivate] { // it is the day of evidence, which may be private
		c.Grown = r.Grown
	}
	if len(r.Signs) > 0 && v.part(PartSigns) {
		for sign, answer := range r.Signs {
			c.Signs = with(c.Signs, v.text(sign), v.text(answer))
		}
	}
	if v.may[PartNames] {
		c.People = append(c.People, r.People...)
	}
	return c
}

// week is what a week came to, as far as it is given. How much evidence it had
// is left out where some is held back, since the number would tell of that.
func (v *sieve) week(w *planner.WeekNote) *planner.WeekNote {
	c := &planner.WeekNote{ID: w.ID, Week: v.text(w.Week)}
	if v.may[PartReviews] {
		c.Due, c.Held, c.Merged, c.Glance = w.Due, w.Held, w.Merged, v.text(w.Glance)
		if w.Review != v.plan.Profile().Review {
			c.Review = w.Review
		}
		if v.may[PartItems] && v.phase == 0 {
			c.Focus, c.Checks, c.Done = w.Focus, w.Checks, w.Done
		}
		if v.may[PartEvidence] && v.may[PartPrivate] && v.may[PartTalks] && v.may[PartEnergy] {
			c.Evidence = w.Evidence
		}
		c.Chosen, c.Looked = v.shown(w.Chosen), v.shown(w.Looked)
	}
	if v.may[PartEnergy] {
		c.Share = w.Share
		for work, reading := range w.Energy {
			c.Energy = with(c.Energy, v.text(work), planner.Reading{Value: reading.Value})
		}
	}
	return c
}

// texts are several of them.
func (v *sieve) texts(list []string) []string {
	var out []string
	for _, text := range list {
		out = append(out, v.text(text))
	}
	return out
}

// with puts an entry into a map that may not be there yet.
func with[T any](m map[string]T, key string, value T) map[string]T {
	if m == nil {
		m = map[string]T{}
	}
	m[key] = value
	return m
}
