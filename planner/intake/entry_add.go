package intake

import (
	"errors"
	"fmt"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// list is one kind of items in one phase, which have an order.
type list struct {
	phase int
	kind  planner.Kind
}

// orders are the last places of all lists of a plan.
func orders(p *planner.Plan) map[list]int {
	out := map[list]int{}
	for it := range p.Items() {
		b := it.Base()
		at := list{b.Phase, b.ID.Kind}
		out[at] = max(out[at], b.Order)
	}
	return out
}

// focus counts the open things in focus.
func focus(p *planner.Plan) int {
	n := 0
	for it := range p.Items() {
		if b := it.Base(); b.Focus && b.State.Open() {
			n++
		}
	}
	return n
}

// add adds what an entry is about.
func (t *taking) add(e *Entry) (planner.ID, error) {
	info, _ := e.Kind.Info()
	r := info.New()
	for _, v := range e.Values {
		f, _ := fieldNamed(v.Field)
		if f.at(r) == nil || v.Field == fieldFinished && e.Kind == planner.KindCheck { // it comes round again
			continue
		}
		f.put(r, v.Text)
	}
	var err error
	switch r := r.(type) {
	case planner.Listed:
		err = t.begin(e, r)
	case *planner.Capture:
		if r.Created.IsZero() {
			r.Created = t.how.Today
		}
	case *planner.Evidence:
		return t.log(r)
	}
	if err == nil {
		err = t.draft.Check(r)
	}
	if err != nil {
		return planner.ID{}, err
	}
	t.noteFocus(e, r)
	t.added++
	return t.draft.Add(e.Kind, r), nil
}

// begin completes a new item with what the file doesn't say.
func (t *taking) begin(e *Entry, it planner.Listed) error {
	b := it.Base()
	if b.Phase == 0 {
		if b.Phase = t.phase; b.Phase == 0 {
			return errors.New("no phase is open, so name the one to add to: --phase 1")
		}
	}
	if b.State == planner.Done && b.Done.IsZero() {
		b.Done = t.how.Today
	}
	if b.State != planner.Done {
		b.Done = civil.Date{}
	}
	if b.Created.IsZero() {
		b.Created = t.how.Today
		if !b.Done.IsZero() && b.Done.Before(b.Created) {
			b.Created = b.Done
		}
	}
	b.Touched, b.Since = t.how.Today, t.how.Today
	switch b.State {
	case planner.Done:
		b.Since = b.Done
	case planner.ToDo:
		b.Since = b.Created
	default: // since when it has been so isn't said
	}
	if k, ok := it.(*planner.Check); ok {
		if k.Start.IsZero() {
			k.Start = t.how.Today
		}
		k.BeginOn(e.Day, t.how.Today)
	}
	b.Order = t.next(b.Phase, e.Kind)
	return fits(it)
}

// log keeps new evidence.
func (t *taking) log(e *planner.Evidence) (planner.ID, error) {
	if e.Date.IsZero() {
		e.Date = t.how.Today
	}
	if e.Phase == 0 {
		e.Phase = t.phase
	}
	if err := t.draft.Check(e); err != nil {
		return planner.ID{}, err
	}
	if err := planner.LogEvidence(*e, t.how.Today).Run(t.draft); err != nil {
		return planner.ID{}, err
	}
	t.added++
	return planner.ID{Kind: planner.KindEvidence, N: t.draft.Plan().Given()[planner.KindEvidence]}, nil
}

func (t *taking) next(phase int, kind planner.Kind) int {
	at := list{phase, kind}
	t.orders[at]++
	return t.orders[at]
}

// settle brings the rest of an item in line with what a file changed of it,
// as the edits do that people make.
func (t *taking) settle(next, was planner.Listed, news []Value) error {
	b, old := next.Base(), was.Base()
	said := map[string]bool{}
	for _, v := range news {
		said[v.Field] = true
	}
	if b.State != old.State {
		b.Since = t.how.Today
		if b.State == planner.Done && (!said[fieldDone] || b.Done.IsZero()) {
			b.Done = t.how.Today
		}
		if b.State == planner.Done {
			b.Since = b.Done
		}
		if !said[fieldWhy] {
			b.Why = ""
		}
	}
	if b.State != planner.Done {
		b.Done = civil.Date{}
	}
	if b.Done != old.Done && !said[fieldRough] {
		b.Rough = false
	}
	if a, ok := next.(*planner.Action); ok && b.Phase != old.Phase && !said["milestone"] {
		a.Milestone = planner.ID{}
	}
	if b.Phase != old.Phase {
		b.Order = t.next(b.Phase, b.ID.Kind)
	}
	if k, ok := next.(*planner.Check); ok && said[fieldEvery] {
		k.Moved = civil.Date{}
	}
	b.Touched = t.how.Today
	return fits(next)
}

// fits refuses what checks can't be.
func fits(it planner.Listed) error {
	_, check := it.(*planner.Check)
	switch {
	case check && it.Base().State == planner.Done:
		return errors.New("a check comes round again; it can't be done for good")
	case check && it.Base().Focus:
		return errors.New("a check comes round by itself; focus is for actions and milestones")
	}
	return nil
}

// copied is a copy of a record, to be changed.
func copied(r planner.Record) planner.Record {
	switch r := r.(type) {
	case planner.Listed:
		return planner.CopyItem(r)
	case *planner.Capture:
		next := *r
		return &next
	case *planner.Evidence:
		next := *r
		return &next
	}
	panic(fmt.Sprintf("intake: %s can't be taken in", r.Key().Kind))
}
