package hostile

import (
	"slices"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// Soil puts a text into every place of a plan where a person may have put
// one, past the door, as a file that another program wrote may have it. A plan
// without matters or days off gets some.
func Soil(p *planner.Plan, text string) *planner.Plan {
	for r := range p.Records() {
		p = p.With(p.Revision, Record(r, text))
	}
	started := p.Profile().Started
	if p.Given()[planner.KindMatter] == 0 {
		for i, sort := range planner.MatterSorts {
			m := &planner.Matter{ID: first(planner.KindMatter, i), Sort: sort.Name, Opened: started}
			p = p.With(p.Revision, Record(m, text))
		}
	}
	if p.Given()[planner.KindAway] == 0 {
		off := &planner.TimeOff{ID: first(planner.KindAway, 0), From: started, To: started}
		p = p.With(p.Revision, Record(off, text))
	}
	return p
}

// History is a record of each kind of history, of a day, with a text in every
// place where a person may have put one.
func History(text string, day civil.Date) []planner.Record {
	check, probe := first(planner.KindCheck, 0), "p1-q1"
	records := []planner.Record{
		&planner.Tick{ID: first(planner.KindTick, 0), Check: check, Date: day},
		&planner.Review{ID: first(planner.KindReview, 0), Week: planner.Week(day), Due: day, Started: day, Closed: day, Steps: []planner.Step{{Item: check}}},
		&planner.Evidence{ID: first(planner.KindEvidence, 0), Date: day},
		&planner.Energy{ID: first(planner.KindEnergy, 0), Date: day, Work: planner.HandsOn, Value: 1},
		&planner.Energy{ID: first(planner.KindEnergy, 1), Date: day},
		&planner.Reflection{ID: first(planner.KindReflection, 0), Date: day, Probe: probe},
		&planner.Intake{ID: first(planner.KindIntake, 0), Date: day, From: planner.FromTodoTxt, Rows: []planner.Taken{{As: check}}},
	}
	for i, r := range records {
		records[i] = Record(r, text)
	}
	return records
}

func first(kind planner.Kind, after int) planner.ID {
	return planner.ID{Kind: kind, N: uint32(1 + after)}
}

// Record is a copy of a record with a text in every place where a person may
// have put one.
func Record(r planner.Record, text string) planner.Record {
	switch r := r.(type) {
	case *planner.Profile:
		c := *r
		c.Name, c.Role, c.Company, c.Draw, c.PathTitle = text, text, text, text, text
		c.Forms, c.People = nil, slices.Repeat([]string{text}, len(r.People))
		for _, form := range r.Forms {
			form.Title = text
			c.Forms = append(c.Forms, form)
		}
		return &c
	case *planner.Phase:
		return phase(*r, text)
	case *planner.Capture:
		c := *r
		c.Text = text
		return &c
	case planner.Listed:
		c := planner.CopyItem(r)
		b := c.Base()
		b.Title, b.Note, b.Why, b.Reason, b.Topic, b.Entry = text, text, text, text, text, text
		if m, ok := c.(*planner.Milestone); ok {
			m.Criterion = text
		}
		return c
	case *planner.TimeOff:
		c := *r
		c.Why = text
		return &c
	case *planner.Matter:
		c := *r
		c.Title, c.Outcome = text, text
		return &c
	}
	return past(r, text)
}

// phase has its questions' words soiled and their ids kept, so that reviews
// find them.
func phase(p planner.Phase, text string) *planner.Phase {
	p.Title, p.Short, p.Purpose, p.Why = text, text, text, text
	p.Gate = []planner.Gate{{Kind: text, Title: text, Why: text}}
	probes := p.Probes
	p.Probes = nil
	for _, probe := range probes {
		p.Probes = append(p.Probes, planner.Probe{ID: probe.ID, Text: text})
	}
	return &p
}

// past is Record for history.
func past(r planner.Record, text string) planner.Record {
	switch r := r.(type) {
	case *planner.Tick:
		c := *r
		c.Note = text
		return &c
	case *planner.Review:
		c := *r
		c.Line = text
		c.Steps = nil
		for _, step := range r.Steps {
			step.Because, step.Outcome = text, text
			c.Steps = append(c.Steps, step)
		}
		return &c
	case *planner.Evidence:
		c := *r
		c.Kind, c.Title, c.Outcome = text, text, text
		return &c
	case *planner.Energy:
		c := *r
		c.Note = text
		return &c
	case *planner.Reflection:
		c := *r
		c.Question, c.Answer = text, text
		return &c
	case *planner.Intake:
		c := *r
		c.Name, c.Rows = text, slices.Clone(r.Rows)
		for i := range c.Rows {
			c.Rows[i].Key, c.Rows[i].Print = text, map[string]string{text: text}
		}
		return &c
	}
	return r
}
