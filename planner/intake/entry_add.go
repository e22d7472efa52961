package intake

import (
	"errors"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
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
		if v.Field() == fieldFinished && e.Kind == planner.KindCheck { // it comes round again
			continue
		}
		fields[v.place].put(r, t.here(e, v))
	}
	var err error
	switch r := r.(type) {
	case planner.Listed:
		t.sortIn(e, r.Base())
		err = t.begin(e, r)
	case *planner.Evidence:
		return t.log(r)
	default:
		if err = t.complete(r); err != nil {
			return planner.ID{}, err
		}
	}
	if err = errors.Join(err, t.check(r)); err != nil {
		return planner.ID{}, err
	}
	t.noteFocus(e, nil, r)
	t.added++
	id := t.draft.Add(e.Kind, r)
	return id, t.follow(nil, r)
}

// sortIn puts a new item where the tags of another program's line ask for: in
// the phase that a +project is called after, and in this week's focus where it
// has a place.
func (t *taking) sortIn(e *Entry, b *planner.Item) {
	for _, tag := range e.tags {
		if phase, ok := t.projects[tag]; ok && b.Phase == 0 {
			b.Phase = phase
			if rest := without(b.Title, "+"+tag); rest != "" && e.ID.IsZero() { // else the title never had it
				b.Title = rest
			}
		}
	}
	if e.wish == "" && !t.isForeign(e) {
		return
	}
	wanted := b.Focus
	b.Focus = wanted && t.room > 0 && b.State.Open()
	if b.Focus || e.wish == "" {
		return
	}
	b.Note = strings.TrimSpace(b.Note + "\n" + e.wish)
	if wanted {
		t.crowded++
	}
}

// noRoomFor reports a wish for a place in this week's focus that has none. What
// is wished in another program's terms is not worth a refusal.
func (t *taking) noRoomFor(e *Entry, r planner.Record, v Value) bool {
	it, ok := r.(planner.Listed)
	return ok && v.Field() == fieldFocus && v.Text != "" && (e.wish != "" || t.isForeign(e)) && (t.room <= 0 || !it.Base().State.Open())
}

// projects are the phases by the +project that our own lists have for them.
func projects(p *planner.Plan) map[string]int {
	out := map[string]int{}
	for phase, name := range export.Projects(p) {
		out[name] = phase
	}
	return out
}

// without is a title without a word.
func without(title, word string) string {
	words := strings.Split(title, " ")
	if at := slices.Index(words, word); at >= 0 {
		words = slices.Delete(words, at, at+1)
	}
	return strings.Join(words, " ")
}

// begin completes a new item with what the file doesn't say.
func (t *taking) begin(e *Entry, it planner.Listed) error {
	b := it.Base()
	if b.Phase == 0 {
		if b.Phase = t.phase; b.Phase == 0 {
			for ph := range t.draft.Plan().Phases() { // else the rules would say it once more
				b.Phase = ph.Number()
			}
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
	if err := t.check(e); err != nil {
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
		said[v.Field()] = true
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
	if a, ok := next.(*planner.Action); ok && b.Phase != old.Phase && !said[fieldMilestone] {
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
