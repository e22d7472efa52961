package planner

import (
	"slices"

	"cloud.google.com/go/civil"
)

// Remove takes items, captures, days off, matters or evidence and the like out
// of the plan. Undo brings them back.
func Remove(ids []ID, today civil.Date) Edit {
	return Edit{Label: "Removed", On: ids, Run: func(d *Draft) error {
		d.Label("Removed: " + d.names(unique(ids)))
		for _, id := range unique(ids) {
			if err := d.remove(id, today); err != nil {
				return err
			}
		}
		return nil
	}}
}

func (d *Draft) remove(id ID, today civil.Date) error {
	r, err := d.Get(id)
	if err != nil {
		return err
	}
	if r.Gone() {
		return missing(id)
	}
	switch r := r.(type) {
	case *Capture:
		next := *r
		next.Removed = true
		d.Put(&next)
	case *TimeOff:
		next := *r
		next.Removed = true
		d.Put(&next)
	case *Matter:
		next := *r
		next.Removed = true
		d.Put(&next)
	case *Reflection:
		next := *r
		next.Removed = true
		d.Put(&next)
	case *Energy:
		d.removeEnergy(*r)
	case *Evidence:
		d.removeEvidence(*r)
	default:
		return d.change(id, today, func(it Listed) error {
			it.Base().Removed, it.Base().Focus = true, false
			return nil
		})
	}
	return nil
}

// removeEnergy takes a reading away, also from the week it counts for.
func (d *Draft) removeEnergy(e Energy) {
	e.Removed = true
	d.Put(&e)
	for w := range live(d.plan.weeks) {
		if w.Energy[e.Work].Of == e.ID {
			next := w.clone()
			delete(next.Energy, e.Work)
			d.Put(next)
			return
		}
	}
}

// removeEvidence takes evidence away, also from the item that it came of.
func (d *Draft) removeEvidence(e Evidence) {
	e.Removed = true
	d.Put(&e)
	if it := d.plan.Item(e.From); it != nil {
		next := CopyItem(it)
		b := next.Base()
		b.Evidence = slices.DeleteFunc(b.Evidence, func(id ID) bool { return id == e.ID })
		d.Put(next)
	}
}
