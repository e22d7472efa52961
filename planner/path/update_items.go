package path

import (
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// items adds and changes the items of one kind. Milestones come first, since
// actions refer to them.
func (u *updating) items(kind planner.Kind) error {
	for _, o := range u.chosen {
		if o.Kind != kind || o.What == OfferGone {
			continue
		}
		var err error
		if it, ok := u.d.Plan().Find(o.ID).(planner.Listed); ok {
			err = u.change(planner.CopyItem(it), o)
		} else {
			err = u.add(o.row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// change gives an item the texts of an offer, or all of them where it comes
// back into the plan.
func (u *updating) change(next planner.Listed, o Offer) error {
	var names []string
	for _, f := range o.Fields {
		names = append(names, f.Name)
	}
	if o.What == OfferNew {
		u.bring(next.Base())
		names = namesOfBoth(o.row.texts, itemTexts(u.d.Plan(), next))
	}
	for _, name := range names {
		if err := u.set(next, o.row, name); err != nil {
			return err
		}
	}
	u.d.Put(next)
	return nil
}

// add puts a new item at the end of its phase.
func (u *updating) add(r row) error {
	at := 0
	for it := range u.d.Plan().Items() {
		if b := it.Base(); b.Phase == r.phase && b.ID.Kind == r.kind {
			at = max(at, b.Order)
		}
	}
	it, err := newItem(r.kind, r.entry, r.phase, at, u.today)
	if err != nil {
		return err
	}
	if a, ok := it.(*planner.Action); ok {
		a.Milestone = u.milestone(r.entry.Milestone)
	}
	u.d.Add(r.kind, it)
	return nil
}

// bring takes an item back into the plan.
func (u *updating) bring(b *planner.Item) {
	if leftPath(b) {
		b.State, b.Why, b.Since = planner.ToDo, "", u.today
	}
	b.Removed = false
}

// set gives an item one text of the path's.
func (u *updating) set(it planner.Listed, r row, name string) error {
	b, e := it.Base(), r.entry
	switch name {
	case "title":
		b.Title = e.Title
	case "why":
		b.Reason = e.Why
	case "topic":
		b.Topic = e.Topic
	case "forms":
		b.Forms = slices.Clone(e.Forms)
	case "optional":
		b.Optional = e.Optional
	case "private":
		b.Private = e.Private
	case textPhase:
		u.move(it, r.phase)
	}
	switch it := it.(type) {
	case *planner.Milestone:
		if name == "criterion" {
			it.Criterion = e.Criterion
		}
	case *planner.Action:
		if name == textMilestone {
			it.Milestone = u.milestone(e.Milestone)
		}
	case *planner.Check:
		if name == "every" {
			rule, err := planner.ParseRule(e.Every)
			if err != nil {
				return err
			}
			it.Every, it.Moved = rule, civil.Date{}
		}
	}
	return nil
}

// move puts an item at the end of another phase, as the user would.
func (u *updating) move(it planner.Listed, phase int) {
	b := it.Base()
	if b.Phase == phase {
		return
	}
	order := 0
	for other := range u.d.Plan().Items() {
		if o := other.Base(); o.Phase == phase && o.ID.Kind == b.ID.Kind {
			order = max(order, o.Order)
		}
	}
	b.Phase, b.Order = phase, order+1
	a, ok := it.(*planner.Action)
	if !ok {
		return
	}
	if m := u.d.Plan().Item(a.Milestone); m == nil || m.Base().Phase != phase {
		a.Milestone = planner.ID{}
	}
}

// milestone finds the milestone of an entry; zero where the plan has none.
func (u *updating) milestone(entry string) planner.ID {
	for m := range u.d.Plan().Milestones() {
		if m.Entry == entry && entry != "" && !leftPath(&m.Item) {
			return m.ID
		}
	}
	return planner.ID{}
}
