package planner

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"
)

// MaxFocus is how many open things one week's focus holds.
const MaxFocus = 3

// SetFocus takes items into this week's focus, or out of it. At most MaxFocus
// open ones fit.
func SetFocus(ids []ID, focus bool, today civil.Date) Edit {
	label := "Out of focus"
	if focus {
		label = "In focus"
	}
	return each(label, ids, today, func(_ *Draft, it Listed) error { return setFocus(it, focus) })
}

func setFocus(it Listed, focus bool) error {
	if focus && it.Key().Kind == KindCheck {
		return fmt.Errorf("%s comes round by itself; focus is for actions and milestones", it.Key())
	}
	it.Base().Focus = focus
	return nil
}

// roomInFocus refuses an edit that brings more open things into focus than a
// week holds, whichever way: a plan that has more already may still be edited.
func (d *Draft) roomInFocus() error {
	before, now := d.base.openFocus(), d.plan.openFocus()
	if len(now) > MaxFocus && len(now) > len(before) {
		if len(before) < MaxFocus {
			return fmt.Errorf("a week's focus holds %d things, and these would be %d", MaxFocus, len(now))
		}
		return fmt.Errorf("a week's focus holds %d things (%s); take one out first", MaxFocus, strings.Join(before, ", "))
	}
	return nil
}

func (p *Plan) openFocus() []string {
	var ids []string
	for it := range p.Items() {
		if b := it.Base(); b.Focus && b.State.Open() {
			ids = append(ids, it.Key().String())
		}
	}
	slices.Sort(ids)
	return ids
}

// MoveTo moves items to the end of another phase.
func MoveTo(ids []ID, phase int, today civil.Date) Edit {
	return each(fmt.Sprintf("Moved to phase %d", phase), ids, today, func(d *Draft, it Listed) error {
		b := it.Base()
		if b.Phase == phase {
			return nil
		}
		if a, ok := it.(*Action); ok {
			a.Milestone = ID{}
		}
		b.Order = d.plan.lastOrder(phase, b.ID.Kind) + 1
		b.Phase = phase
		return nil
	})
}

func (p *Plan) lastOrder(phase int, kind Kind) int {
	last := 0
	for it := range p.Items() {
		if b := it.Base(); b.Phase == phase && b.ID.Kind == kind {
			last = max(last, b.Order)
		}
	}
	return last
}

// Reorder moves an item up (-1) or down (+1) among its own kind in its phase.
func Reorder(id ID, by int, today civil.Date) Edit {
	return Edit{Label: "Moved", On: []ID{id}, Run: func(d *Draft) error {
		it := d.plan.Item(id)
		if it == nil {
			return missing(id)
		}
		peers := d.plan.InPhase(it.Base().Phase, id.Kind)
		at := slices.IndexFunc(peers, func(l Listed) bool { return l.Key() == id })
		to := at + by
		if at < 0 || to < 0 || to >= len(peers) {
			return &unchanged{"it is the first or the last of its list"}
		}
		d.Label("Moved: " + Shorten(it.Base().Title, 60))
		moved := slices.Clone(peers)
		moved[at], moved[to] = moved[to], moved[at]
		order := peers[0].Base().Order - 1
		for i, l := range moved { // orders stay as they are, made to rise where they don't
			if order = max(order+1, peers[i].Base().Order); order == l.Base().Order {
				continue
			}
			next := CopyItem(l)
			next.Base().Order = order
			if l.Key() == id {
				next.Base().Touched = today
			}
			d.Put(next)
		}
		return nil
	}}
}
