package planner

import (
	"cmp"
	"slices"

	"cloud.google.com/go/civil"
)

// Progress counts what of a phase is done. Dropped and optional entries, and
// those of another role form, count on neither side.
type Progress struct {
	Done, Total int
}

// Progress counts the actions and milestones of a phase.
func (p *Plan) Progress(phase int) Progress { return p.AllProgress()[phase] }

// AllProgress counts every phase in one pass.
func (p *Plan) AllProgress() map[int]Progress {
	out := map[int]Progress{}
	count := func(b *Item) {
		if b.Optional || b.State == Dropped || !p.Applies(b) {
			return
		}
		pr := out[b.Phase]
		pr.Total++
		if b.State == Done {
			pr.Done++
		}
		out[b.Phase] = pr
	}
	for a := range p.Actions() {
		count(&a.Item)
	}
	for m := range p.Milestones() {
		count(&m.Item)
	}
	return out
}

// SoonDays is how far ahead something due is worth showing: until the next
// weekly review.
const SoonDays = 7

// staleAfter is how many days an open item of each state may lie untouched
// before a review asks about it. The intervals are the project's own.
var staleAfter = map[State]int{ToDo: 56, Doing: 21, Waiting: 14, OnHold: 91}

// Due is the day an item asks for attention: an action's due date, a
// milestone's target, a check's present occurrence. Zero if there is none or
// the item is not open.
func Due(it Listed, today civil.Date) civil.Date {
	if !it.Base().State.Open() {
		return civil.Date{}
	}
	if k, ok := it.(*Check); ok {
		due, _ := k.Next(today)
		return due
	}
	return it.Base().Due
}

// asksNow reports whether an item can ask for attention at all: it is open,
// applies to the user and its phase is one the user has open.
func (p *Plan) asksNow(b *Item) bool {
	ph := p.Phase(b.Phase)
	return ph != nil && ph.State == Open && p.Applies(b)
}

// IsDue reports whether an item is due within SoonDays or overdue. Items with
// a date of their own count in any phase, checks in open phases only.
func (p *Plan) IsDue(it Listed, today civil.Date) bool {
	due := Due(it, today)
	if due.IsZero() || due.DaysSince(today) > SoonDays {
		return false
	}
	if k, ok := it.(*Check); ok {
		_, open := k.Next(today)
		return open && p.asksNow(&k.Item)
	}
	return p.Applies(it.Base())
}

// IsOverdue reports whether an item's day has passed. As a missed period
// merges into the present one, a periodic check is overdue only from its
// weekday, or the day it was moved to, until its period ends.
func (p *Plan) IsOverdue(it Listed, today civil.Date) bool {
	due := Due(it, today)
	return !due.IsZero() && due.Before(today) && p.IsDue(it, today)
}

// IsStale reports whether an open or held action or milestone of an open
// phase has lain untouched past its interval.
func (p *Plan) IsStale(it Listed, today civil.Date) bool {
	b := it.Base()
	days, asks := staleAfter[b.State]
	if _, check := it.(*Check); check || !asks || b.Optional || !p.asksNow(b) || b.Touched.IsZero() {
		return false
	}
	return today.DaysSince(b.Touched) > days
}

// Stuck lists the open milestones of open phases that no open action serves.
func (p *Plan) Stuck() []*Milestone {
	served := map[ID]bool{}
	for a := range p.Actions() {
		if a.State.Open() && p.Applies(&a.Item) {
			served[a.Milestone] = true
		}
	}
	var out []*Milestone
	for m := range p.Milestones() {
		if m.State.Open() && !m.Optional && !served[m.ID] && p.asksNow(&m.Item) {
			out = append(out, m)
		}
	}
	SortByOrder(out)
	return out
}

// Focus lists the items of this week's focus: open ones first, then those
// done since the focus was chosen.
func (p *Plan) Focus() []Listed {
	var out []Listed
	for it := range p.Items() {
		if b := it.Base(); b.Focus && b.State != Dropped {
			out = append(out, it)
		}
	}
	slices.SortStableFunc(out, func(a, b Listed) int {
		return cmp.Compare(rank(a.Base().State), rank(b.Base().State))
	})
	return out
}

// InFocus are the open items of the focus.
func (p *Plan) InFocus() []ID {
	var ids []ID
	for _, it := range p.Focus() {
		if it.Base().State.Open() {
			ids = append(ids, it.Key())
		}
	}
	return ids
}

func rank(s State) int {
	if s.Open() {
		return 0
	}
	return 1
}

// DueSoon lists what is overdue or due within SoonDays, by date.
func (p *Plan) DueSoon(today civil.Date) []Listed {
	var out []Listed
	for it := range p.Items() {
		if p.IsDue(it, today) {
			out = append(out, it)
		}
	}
	sortByDue(out, today)
	return out
}

func sortByDue(items []Listed, today civil.Date) {
	slices.SortStableFunc(items, func(a, b Listed) int {
		return compareDue(Due(a, today), Due(b, today))
	})
}

// compareDue sorts what has no date behind what has one.
func compareDue(a, b civil.Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// NextMilestones lists up to n open milestones of open phases: dated ones
// first, by target, then in the user's order.
func (p *Plan) NextMilestones(n int, today civil.Date) []*Milestone {
	var open []*Milestone
	for m := range p.Milestones() {
		if m.State.Open() && p.Applies(&m.Item) && (p.asksNow(&m.Item) && !m.Optional || !m.Due.IsZero()) {
			open = append(open, m)
		}
	}
	SortByOrder(open)
	out := make([]Listed, len(open))
	for i, m := range open {
		out[i] = m
	}
	sortByDue(out, today)
	next := make([]*Milestone, 0, n)
	for _, it := range out[:min(n, len(out))] {
		next = append(next, it.(*Milestone))
	}
	return next
}

// Suggestion is something worth doing next, and why it comes up.
type Suggestion struct {
	Item Listed
	Why  string // "overdue", "in focus", "started", "serves Lead one project"
}

// Suggest lists up to n things worth doing next: what is in focus, late or
// due in any phase, then of the open phases what was begun and the first steps
// toward the nearest milestones.
func (p *Plan) Suggest(n int, today civil.Date) []Suggestion {
	type ranked struct {
		Suggestion
		rank int
		due  civil.Date
	}
	nearest := map[ID]int{}
	for i, m := range p.NextMilestones(12, today) {
		nearest[m.ID] = i + 1
	}
	var all []ranked
	for a := range p.Actions() {
		b := &a.Item
		if !b.State.Open() || b.State == Waiting || !p.Applies(b) || !b.Focus && !p.asksNow(b) && !p.IsDue(a, today) {
			continue
		}
		r := ranked{Suggestion: Suggestion{Item: a}, due: b.Due}
		near := nearest[a.Milestone]
		switch {
		case b.Focus:
			r.rank, r.Why = 0, "in focus"
		case p.IsOverdue(a, today):
			r.rank, r.Why = 1, "overdue"
		case p.IsDue(a, today):
			r.rank, r.Why = 2, "due "+Away(b.Due, today)
		case b.State == Doing:
			r.rank, r.Why = 3, "started"
		case near > 0 && !b.Optional:
			r.rank, r.Why = 3+near, "towards "+p.Item(a.Milestone).Base().Title
		case b.Optional:
			r.rank, r.Why = 99, "optional"
		default:
			r.rank, r.Why = 50, "next in phase"
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		x, y := a.Item.Base(), b.Item.Base()
		return cmp.Or(cmp.Compare(a.rank, b.rank), compareDue(a.due, b.due), cmp.Compare(x.Phase, y.Phase), cmp.Compare(x.Order, y.Order))
	})
	out := make([]Suggestion, 0, n)
	for _, r := range all[:min(n, len(all))] {
		out = append(out, r.Suggestion)
	}
	return out
}
