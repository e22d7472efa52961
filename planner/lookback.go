package planner

import (
	"cmp"
	"slices"

	"cloud.google.com/go/civil"
)

// CompletedOn is the day an item was completed: done, or for a check ticked.
// Zero where it was not, or only the year is known.
func CompletedOn(it Listed) civil.Date {
	if k, ok := it.(*Check); ok {
		if k.Skipped {
			return civil.Date{}
		}
		return k.Last
	}
	if b := it.Base(); b.State == Done && !b.Rough {
		return b.Done
	}
	return civil.Date{}
}

// Completed lists what was completed since the review before this one, the
// latest first. What that review looked at on the day it was held doesn't come
// again.
func (p *Plan) Completed(r *Review, today civil.Date) []Listed {
	from := p.Profile().Started
	var looked []ID
	for _, w := range p.HeldWeeks() {
		if w.Review != r.ID && !w.Held.After(today) {
			from, looked = w.Held, w.Looked
			break
		}
	}
	var out []Listed
	for it := range p.Items() {
		day := CompletedOn(it)
		if day.IsZero() || day.Before(from) || day.After(today) || day == from && slices.Contains(looked, it.Key()) {
			continue
		}
		out = append(out, it)
	}
	slices.SortStableFunc(out, func(a, b Listed) int { return CompletedOn(b).Compare(CompletedOn(a)) })
	return out
}

// WaitingFor lists what waits for somebody else, the longest waiting first.
func (p *Plan) WaitingFor() []Listed {
	var out []Listed
	for it := range p.Items() {
		if it.Base().State == Waiting {
			out = append(out, it)
		}
	}
	slices.SortStableFunc(out, func(a, b Listed) int { return a.Base().Since.Compare(b.Base().Since) })
	return out
}

// WaitFor adds an action that waits for somebody or something from the start.
func (p *Plan) WaitFor(title, whom string, today civil.Date) Edit {
	a := &Action{Item: Item{Title: title, Why: whom, State: Waiting, Phase: max(1, p.PhaseOf(ID{}))}}
	e := AddItem(a, today)
	e.Label = "Waiting: " + Shorten(CleanLine(title), 60)
	return e
}

// UsualWaits are what one waits for on this way (PH2-11, ACT-B-05, ACT-B-06, CERT).
var UsualWaits = []struct{ Title, Whom string }{
	{"Feedback asked of my manager", "my manager"},
	{"An answer from my mentor", "my mentor"},
	{"A date for shadowing", ""},
	{"The result of an exam", ""},
}

// focusOffered is how many things are offered for next week's focus, besides
// those chosen in the walk.
const focusOffered = 9

// FocusChoices lists what could be in focus next week: what is in it and still
// open, what the walk picked for next week, then suggestions. For who manages
// people, the work of the phases that do comes first (ERR-01c).
func (p *Plan) FocusChoices(r *Review, today civil.Date) []Suggestion {
	var out []Suggestion
	add := func(it Listed, why string) {
		if it == nil || !it.Base().State.Open() || it.Key().Kind == KindCheck {
			return
		}
		if !slices.ContainsFunc(out, func(s Suggestion) bool { return s.Item.Key() == it.Key() }) {
			out = append(out, Suggestion{it, why})
		}
	}
	picked := func(id ID) bool {
		return slices.ContainsFunc(r.Steps, func(s Step) bool { return s.Item == id && s.Outcome == OutcomeNext })
	}
	for _, it := range p.Focus() {
		why := "in focus until now"
		if picked(it.Key()) {
			why = "picked for next week"
		}
		add(it, why)
	}
	for _, s := range r.Steps {
		if s.Outcome == OutcomeNext {
			add(p.Item(s.Item), "picked for next week")
		}
	}
	most := len(out) + focusOffered
	suggested := p.Suggest(int(p.given[KindAction]), today)
	if p.Manages() {
		p.managingFirst(suggested, today)
	}
	for _, s := range suggested {
		if len(out) < most {
			add(s.Item, s.Why)
		}
	}
	for _, s := range p.dueMilestones(today) {
		add(s.Item, s.Why)
	}
	return out
}

// managingFirst sorts suggestions for who manages people: a few of that work,
// then what is due or begun elsewhere, then the rest, managing first.
func (p *Plan) managingFirst(suggested []Suggestion, today civil.Date) {
	const few = 5
	managing := 0
	rank := map[ID]int{}
	for _, s := range suggested {
		b := s.Item.Base()
		ph := p.Phase(b.Phase)
		switch manages := ph != nil && ph.Manages; {
		case manages && managing < few:
			managing++
		case p.IsDue(s.Item, today) || b.State == Doing:
			rank[b.ID] = 1
		case manages:
			rank[b.ID] = 2
		default:
			rank[b.ID] = 3
		}
	}
	slices.SortStableFunc(suggested, func(a, b Suggestion) int { return cmp.Compare(rank[a.Item.Key()], rank[b.Item.Key()]) })
}

// dueMilestones lists the milestones whose day comes or has passed: they are
// worth a look in any case.
func (p *Plan) dueMilestones(today civil.Date) []Suggestion {
	var out []Suggestion
	for _, m := range p.NextMilestones(focusOffered, today) {
		switch {
		case p.IsOverdue(m, today):
			out = append(out, Suggestion{m, "overdue"})
		case p.IsDue(m, today):
			out = append(out, Suggestion{m, "due " + Away(m.Due, today)})
		}
	}
	return out
}
