package planner

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"
)

// change puts a copy of an item, changed by set, and notes the day as the one
// it was last touched.
func (d *Draft) change(id ID, today civil.Date, set func(Listed) error) error {
	r, err := d.Get(id)
	if err != nil {
		return err
	}
	it, ok := r.(Listed)
	if !ok || r.Gone() {
		return missing(id)
	}
	next := CopyItem(it)
	if err := set(next); err != nil {
		return err
	}
	next.Base().Touched = today
	d.Put(next)
	return nil
}

// CopyItem copies an item, so that the copy may be changed.
func CopyItem(it Listed) Listed {
	switch it := it.(type) {
	case *Action:
		c := *it
		return &c
	case *Milestone:
		c := *it
		return &c
	case *Check:
		c := *it
		return &c
	}
	panic("planner: unknown kind of item")
}

// each makes an edit that changes every item named, all or none.
func each(label string, ids []ID, today civil.Date, set func(*Draft, Listed) error) Edit {
	return Edit{Label: label, On: ids, Run: func(d *Draft) error {
		for _, id := range ids {
			if err := d.change(id, today, func(it Listed) error { return set(d, it) }); err != nil {
				return err
			}
		}
		d.Label(label + ": " + d.names(ids))
		return nil
	}}
}

// names is what a label says of the records an edit is about.
func (d *Draft) names(ids []ID) string {
	if len(ids) == 0 {
		return "nothing"
	}
	var first string
	switch r, _ := d.Get(ids[0]); r := r.(type) {
	case Listed:
		first = r.Base().Title
	case *Capture:
		first = r.Text
	}
	first = Shorten(first, 60)
	if len(ids) > 1 {
		first += fmt.Sprintf(" and %d more", len(ids)-1)
	}
	return first
}

// SetState puts items into a state, with the user's reason where it helps. A
// check is ticked by done and put back by to do.
func SetState(ids []ID, state State, why string, today civil.Date) Edit {
	why = CleanLine(why)
	label := strings.ToUpper(state.String()[:1]) + state.String()[1:]
	return each(label, ids, today, func(d *Draft, it Listed) error {
		if k, ok := it.(*Check); ok && state == Done {
			return d.tick(k, today, false)
		}
		setState(it.Base(), state, why, today)
		return nil
	})
}

func setState(b *Item, state State, why string, today civil.Date) {
	if b.State == state && b.Why == why {
		return
	}
	if b.State != state {
		b.Since, b.Done, b.Rough = today, civil.Date{}, false
		if state == Done {
			b.Done = today
		}
	}
	b.State, b.Why = state, why
}

// DoneIn marks items as done in a year gone by, of which no more is known.
func DoneIn(ids []ID, year int, today civil.Date) Edit {
	return each("Done", ids, today, func(_ *Draft, it Listed) error {
		b := it.Base()
		setState(b, Done, "", today)
		b.Done, b.Rough = civil.Date{Year: year, Month: time.July, Day: 1}, true
		return nil
	})
}

// Toggle marks an open item done, and a finished, held or dropped one to do.
// A check is ticked, or its tick of this period taken back.
func Toggle(it Listed, today civil.Date) Edit {
	on := []ID{it.Key()}
	if k, ok := it.(*Check); ok && !k.Tick.IsZero() {
		on = append(on, k.Tick)
	}
	return Edit{Label: "Done", On: on, Run: func(d *Draft) error {
		return d.change(on[0], today, func(it Listed) error {
			b, word := it.Base(), "Done"
			k, check := it.(*Check)
			switch {
			case check && k.Ticked(today):
				word = "Not done"
				if err := d.untick(k); err != nil {
					return err
				}
			case check:
				if err := d.tick(k, today, false); err != nil {
					return err
				}
			case b.State.Open():
				setState(b, Done, "", today)
			default:
				word = "To do"
				setState(b, ToDo, "", today)
			}
			d.Label(word + ": " + Shorten(b.Title, 60))
			return nil
		})
	}}
}

// tick records that a check was done or skipped on a day.
func (d *Draft) tick(k *Check, today civil.Date, skipped bool) error {
	if k.Last == today && k.Skipped == skipped {
		return fmt.Errorf("%s %s is ticked today already: %w", k.ID, Shorten(k.Title, 40), ErrUnchanged)
	}
	k.Prev, k.Last, k.Skipped, k.Moved = k.Last, today, skipped, civil.Date{}
	k.Tick = d.Add(KindTick, &Tick{Check: k.ID, Date: today, Skipped: skipped})
	return nil
}

// untick takes back a check's last tick.
func (d *Draft) untick(k *Check) error {
	r, err := d.Get(k.Tick)
	if err != nil {
		return err
	}
	tick, ok := r.(*Tick)
	if !ok {
		return missing(k.Tick)
	}
	next := *tick
	next.Removed = true
	d.Put(&next)
	k.Last, k.Prev, k.Skipped, k.Tick = k.Prev, civil.Date{}, false, ID{}
	return nil
}

// Skip passes over a check's present occurrence.
func Skip(id ID, today civil.Date) Edit {
	return each("Skipped", []ID{id}, today, func(d *Draft, it Listed) error {
		k, ok := it.(*Check)
		if !ok {
			return fmt.Errorf("%s is not a check; only checks can be skipped", it.Key())
		}
		return d.tick(k, today, true)
	})
}

// SetDue gives items a date; the zero date takes it away. A check moves its
// present occurrence only.
func SetDue(ids []ID, due, today civil.Date) Edit {
	label := "Date taken away"
	if !due.IsZero() {
		label = "Date " + due.String()
	}
	return each(label, ids, today, func(_ *Draft, it Listed) error {
		if k, ok := it.(*Check); ok {
			k.Moved = due
			return nil
		}
		it.Base().Due = due
		return nil
	})
}

// ShiftDue moves an item's date by days; without a date it starts from today.
func ShiftDue(id ID, days int, today civil.Date) Edit {
	return Edit{Label: "Date", On: []ID{id}, Run: func(d *Draft) error {
		return d.change(id, today, func(it Listed) error {
			from := it.Base().Due
			k, check := it.(*Check)
			if check {
				from, _ = k.Next(today)
			}
			if from.IsZero() {
				from = today
			}
			due := from.AddDays(days)
			d.Label("Date " + due.String() + ": " + Shorten(it.Base().Title, 60))
			if check {
				k.Moved = due
			} else {
				it.Base().Due = due
			}
			return nil
		})
	}}
}

// MaxFocus is how many open things one week's focus holds.
const MaxFocus = 3

// SetFocus takes items into this week's focus, or out of it. At most MaxFocus
// open ones fit.
func SetFocus(ids []ID, focus bool, today civil.Date) Edit {
	label := "Out of focus"
	if focus {
		label = "In focus"
	}
	e := each(label, ids, today, func(_ *Draft, it Listed) error {
		if focus && it.Key().Kind == KindCheck {
			return fmt.Errorf("%s comes round by itself; focus is for actions and milestones", it.Key())
		}
		it.Base().Focus = focus
		return nil
	})
	run := e.Run
	e.Run = func(d *Draft) error {
		if err := run(d); err != nil || !focus {
			return err
		}
		return d.roomInFocus()
	}
	return e
}

func (d *Draft) roomInFocus() error {
	var open []string
	for _, it := range d.plan.Focus() {
		if it.Base().State.Open() {
			open = append(open, it.Key().String())
		}
	}
	if len(open) > MaxFocus {
		slices.Sort(open)
		return fmt.Errorf("a week's focus holds %d things (%s); take one out first", MaxFocus, strings.Join(open, ", "))
	}
	return nil
}

// SetNote replaces an item's note.
func SetNote(id ID, note string, today civil.Date) Edit {
	note = CleanText(note)
	return each("Note", []ID{id}, today, func(_ *Draft, it Listed) error {
		it.Base().Note = note
		return nil
	})
}

// EditItem replaces the fields of an item that set changes; set gets a copy.
func EditItem(id ID, today civil.Date, set func(Listed) error) Edit {
	return each("Changed", []ID{id}, today, func(_ *Draft, it Listed) error { return set(it) })
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
			return fmt.Errorf("it is at the end of its list: %w", ErrUnchanged)
		}
		d.Label("Moved: " + Shorten(it.Base().Title, 60))
		other := CopyItem(peers[to])
		mine := CopyItem(it)
		a, b := mine.Base(), other.Base()
		if a.Order == b.Order { // equal orders fall back to the number: spread them
			b.Order += by
		}
		a.Order, b.Order = b.Order, a.Order
		a.Touched = today
		d.Put(mine)
		d.Put(other)
		return nil
	}}
}

// Remove takes items or captures out of the plan. Undo brings them back.
func Remove(ids []ID, today civil.Date) Edit {
	return Edit{Label: "Removed", On: ids, Run: func(d *Draft) error {
		d.Label("Removed: " + d.names(ids))
		for _, id := range ids {
			if c, ok := d.plan.Find(id).(*Capture); ok && !c.Removed {
				next := *c
				next.Removed = true
				d.Put(&next)
				continue
			}
			if err := d.change(id, today, func(it Listed) error {
				it.Base().Removed, it.Base().Focus = true, false
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	}}
}

// AddItem adds a new action, milestone or check at the end of its phase.
func AddItem(it Listed, today civil.Date) Edit {
	return Edit{Label: "Added: " + Shorten(CleanLine(it.Base().Title), 60), Run: func(d *Draft) error {
		next := CopyItem(it)
		b := next.Base()
		kind := kindOf(next)
		b.Title, b.Note = CleanLine(b.Title), CleanText(b.Note)
		b.Created, b.Touched, b.Since = today, today, today
		b.Order = d.plan.lastOrder(b.Phase, kind) + 1
		if k, ok := next.(*Check); ok && k.Start.IsZero() {
			k.Start = today
		}
		d.Add(kind, next)
		if b.Focus {
			return d.roomInFocus()
		}
		return nil
	}}
}

func kindOf(it Listed) Kind {
	switch it.(type) {
	case *Milestone:
		return KindMilestone
	case *Check:
		return KindCheck
	}
	return KindAction
}

// CaptureLine puts a line into the inbox.
func CaptureLine(text string, today civil.Date) Edit {
	text = CleanLine(text)
	return Edit{Label: "Captured: " + Shorten(text, 60), Run: func(d *Draft) error {
		d.Add(KindCapture, &Capture{Text: text, Created: today})
		return nil
	}}
}

// SetPhase opens, closes or puts back phases by number.
func SetPhase(number int, state PhaseState, why string, today civil.Date) Edit {
	return Edit{Label: "Phase " + state.String(), On: []ID{{KindPhase, uint32(number)}}, Run: func(d *Draft) error {
		ph := d.plan.Phase(number)
		if ph == nil {
			return d.plan.noPhase(number)
		}
		next := *ph
		next.State, next.Why = state, CleanLine(why)
		switch {
		case ph.State == state:
		case state == Open:
			next.Opened, next.Closed = today, civil.Date{}
		case state == Closed:
			next.Closed = today
		default:
			next.Opened, next.Closed = civil.Date{}, civil.Date{}
		}
		d.Label(fmt.Sprintf("Phase %d %s: %s", number, state, ph.Title))
		d.Put(&next)
		return nil
	}}
}

// SetProfile changes the profile; set gets a copy.
func SetProfile(label string, set func(*Profile)) Edit {
	return Edit{Label: label, Run: func(d *Draft) error {
		next := *d.plan.Profile()
		set(&next)
		d.Put(&next)
		return nil
	}}
}
