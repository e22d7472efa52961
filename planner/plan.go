package planner

import (
	"iter"
	"maps"
	"slices"

	"cloud.google.com/go/civil"
)

// Plan is a whole plan as a value. It is never changed in place: edits make a
// new one that shares every record they did not touch.
type Plan struct {
	ID       string // drawn once, at the start of the plan
	Revision uint64 // number of the newest journal entry

	profile    *Profile
	phases     table[Phase]
	actions    table[Action]
	milestones table[Milestone]
	checks     table[Check]
	captures   table[Capture]
	weeks      table[WeekNote]
	aways      table[TimeOff]
	matters    table[Matter]
	given      map[Kind]uint32 // the highest number given so far, per kind
}

// table holds the records of one kind by number: row n-1 has number n, nil
// where the number was never used here.
type table[T any] []*T

func (t table[T]) at(n uint32) *T {
	if n == 0 || int(n) > len(t) {
		return nil
	}
	return t[n-1]
}

// with gives a table that has r at n; t itself must not have been seen by others.
func (t table[T]) with(n uint32, r *T) table[T] {
	for int(n) > len(t) {
		t = append(t, nil)
	}
	t[n-1] = r
	return t
}

func live[T any, P interface {
	*T
	Record
}](t table[T]) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, r := range t {
			if r != nil && !P(r).Gone() && !yield(r) {
				return
			}
		}
	}
}

// NewPlan is an empty plan to put records into while loading.
func NewPlan(id string, revision uint64, given map[Kind]uint32) *Plan {
	p := &Plan{ID: id, Revision: revision, given: map[Kind]uint32{}}
	maps.Copy(p.given, given)
	return p
}

// With returns a plan of the given revision that has the records put in, and
// shares all others. It is how stores bring a plan up to date; people's
// changes go through Apply. History is passed over, but its numbers count.
func (p *Plan) With(revision uint64, records ...Record) *Plan {
	next := p.clone()
	next.Revision = revision
	for _, r := range records {
		next.put(r)
	}
	return next
}

// clone copies the tables but none of the records: some 8 bytes a record.
func (p *Plan) clone() *Plan {
	next := *p
	next.phases = slices.Clone(p.phases)
	next.actions = slices.Clone(p.actions)
	next.milestones = slices.Clone(p.milestones)
	next.checks = slices.Clone(p.checks)
	next.captures = slices.Clone(p.captures)
	next.weeks = slices.Clone(p.weeks)
	next.aways = slices.Clone(p.aways)
	next.matters = slices.Clone(p.matters)
	next.given = maps.Clone(p.given)
	if next.given == nil {
		next.given = map[Kind]uint32{}
	}
	return &next
}

// put places a record in a plan that nobody else has seen yet.
func (p *Plan) put(r Record) {
	id := r.Key()
	if id.N == 0 { // names nothing, so nothing could find it
		return
	}
	p.given[id.Kind] = max(p.given[id.Kind], id.N)
	switch r := r.(type) {
	case *Profile:
		p.profile = r
	case *Phase:
		p.phases = p.phases.with(id.N, r)
	case *Action:
		p.actions = p.actions.with(id.N, r)
	case *Milestone:
		p.milestones = p.milestones.with(id.N, r)
	case *Check:
		p.checks = p.checks.with(id.N, r)
	case *Capture:
		p.captures = p.captures.with(id.N, r)
	case *WeekNote:
		p.weeks = p.weeks.with(id.N, r)
	case *TimeOff:
		p.aways = p.aways.with(id.N, r)
	case *Matter:
		p.matters = p.matters.with(id.N, r)
	}
}

// Given is the highest number given so far, per kind. Read-only.
func (p *Plan) Given() map[Kind]uint32 { return p.given }

// Find returns a record of state, removed ones included, or nil.
func (p *Plan) Find(id ID) Record {
	var r Record
	switch id.Kind {
	case KindProfile:
		r = orNil(p.profile)
	case KindPhase:
		r = orNil(p.phases.at(id.N))
	case KindAction:
		r = orNil(p.actions.at(id.N))
	case KindMilestone:
		r = orNil(p.milestones.at(id.N))
	case KindCheck:
		r = orNil(p.checks.at(id.N))
	case KindCapture:
		r = orNil(p.captures.at(id.N))
	case KindWeek:
		r = orNil(p.weeks.at(id.N))
	case KindAway:
		r = orNil(p.aways.at(id.N))
	case KindMatter:
		r = orNil(p.matters.at(id.N))
	default: // history isn't held here
	}
	return r
}

// orNil turns a nil pointer into a nil Record.
func orNil[T any, P interface {
	*T
	Record
}](r P) Record {
	if r == nil {
		return nil
	}
	return r
}

// Item returns the action, milestone or check of that id, or nil if there is
// none or it was removed.
func (p *Plan) Item(id ID) Listed {
	if l, ok := p.Find(id).(Listed); ok && !l.Gone() {
		return l
	}
	return nil
}

// Profile is the plan's user; never nil.
func (p *Plan) Profile() *Profile {
	if p.profile == nil {
		return &Profile{}
	}
	return p.profile
}

// Phase returns a phase by its number, or nil.
func (p *Plan) Phase(number int) *Phase {
	if number < 1 || number > len(p.phases) || p.phases[number-1] == nil || p.phases[number-1].Removed {
		return nil
	}
	return p.phases[number-1]
}

// Phases lists the phases in order.
func (p *Plan) Phases() iter.Seq[*Phase] { return live(p.phases) }

// Actions lists the actions by number, without removed ones.
func (p *Plan) Actions() iter.Seq[*Action] { return live(p.actions) }

// Milestones lists the milestones by number, without removed ones.
func (p *Plan) Milestones() iter.Seq[*Milestone] { return live(p.milestones) }

// Checks lists the checks by number, without removed ones.
func (p *Plan) Checks() iter.Seq[*Check] { return live(p.checks) }

// Inbox lists the captures that are still to be sorted, oldest first.
func (p *Plan) Inbox() iter.Seq[*Capture] {
	return func(yield func(*Capture) bool) {
		for c := range live(p.captures) {
			if c.Became.IsZero() && !yield(c) {
				return
			}
		}
	}
}

// Items lists milestones, actions and checks by number, without removed ones.
func (p *Plan) Items() iter.Seq[Listed] {
	return func(yield func(Listed) bool) {
		for m := range p.Milestones() {
			if !yield(m) {
				return
			}
		}
		for a := range p.Actions() {
			if !yield(a) {
				return
			}
		}
		for k := range p.Checks() {
			if !yield(k) {
				return
			}
		}
	}
}

// Records lists every record of state, removed ones included.
func (p *Plan) Records() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for _, info := range Kinds {
			for n := uint32(1); n <= p.given[info.Kind]; n++ {
				if r := p.Find(ID{info.Kind, n}); r != nil && !yield(r) {
					return
				}
			}
		}
	}
}

// InPhase lists a phase's items of one kind in the user's order, those that
// don't apply to the user's role form left out.
func (p *Plan) InPhase(number int, kind Kind) []Listed {
	var out []Listed
	for it := range p.Items() {
		b := it.Base()
		if b.Phase == number && b.ID.Kind == kind && p.Applies(b) {
			out = append(out, it)
		}
	}
	SortByOrder(out)
	return out
}

// SortByOrder sorts items of one kind by phase and the user's order.
func SortByOrder[L Listed](items []L) {
	slices.SortStableFunc(items, func(a, b L) int {
		x, y := a.Base(), b.Base()
		if x.Phase != y.Phase {
			return x.Phase - y.Phase
		}
		if x.Order != y.Order {
			return x.Order - y.Order
		}
		return int(x.ID.N) - int(y.ID.N)
	})
}

// Hybrid is the role form that stands in while the user is undecided: it is
// the stepping stone to the others (PH3-04).
const Hybrid = "hybrid"

// RoleForm is the form of the first management role that the plan shows items
// for: the user's, while undecided the hybrid where the path has it, or "" for
// all.
func (p *Plan) RoleForm() string {
	pr := p.Profile()
	if pr.Form == "" && slices.ContainsFunc(pr.Forms, func(f RoleForm) bool { return f.ID == Hybrid }) {
		return Hybrid
	}
	return pr.Form
}

// Applies reports whether an item is meant for the user's role form.
func (p *Plan) Applies(i *Item) bool {
	form := p.RoleForm()
	return len(i.Forms) == 0 || form == "" || slices.Contains(i.Forms, form)
}

// Year is the user's year in IT on a day, 1 for the first; 0 if not known.
func (p *Plan) Year(today civil.Date) int {
	since := p.Profile().Since
	if since == 0 || since > today.Year {
		return 0
	}
	return today.Year - since + 1
}
