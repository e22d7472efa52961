package planner

import (
	"fmt"

	"cloud.google.com/go/civil"
)

// begins is the day that fixes a check's first period. By weekday that is the
// first such day from the start on, so that a check made on a Saturday for
// every Friday isn't late at once.
func (k *Check) begins() civil.Date {
	start := k.Start
	if start.IsZero() {
		start = k.Created
	}
	if k.Every.On {
		start = start.AddDays((int(k.Every.Day) - int(start.Weekday()) + 7) % 7)
	}
	return start
}

// settled reports whether the check was ticked or skipped in the period that
// holds today; for a chained rule: today.
func (k *Check) settled(today civil.Date) bool {
	switch {
	case k.Last.IsZero() || k.Every.IsZero():
		return false
	case k.Every.After:
		return k.Last == today
	}
	first, _ := k.Every.period(k.begins(), today)
	return !k.Last.Before(first)
}

// coming gives the period of a periodic rule that Next speaks of.
func (k *Check) coming(today civil.Date) (first, last civil.Date) {
	start := k.begins()
	if today.Before(start) {
		today = start
	}
	first, last = k.Every.period(start, today)
	if k.settled(today) {
		return k.Every.period(start, last.AddDays(1))
	}
	return first, last
}

// Next is the day on which a check's present occurrence is due, and whether
// it is open now. Occurrences that were missed merge into the present one. A
// check ticked in this period shows the next period's day and is not open, nor
// is one whose first period is still to come. An occurrence that was moved
// past its period takes the ones it passes with it.
func (k *Check) Next(today civil.Date) (due civil.Date, open bool) {
	switch {
	case k.Every.IsZero():
		return civil.Date{}, false
	case k.Every.After:
		due = k.Start
		if due.IsZero() {
			due = k.Created
		}
		if !k.Last.IsZero() {
			due = k.Last
		}
		due = k.Every.add(due)
		if !k.Moved.IsZero() {
			due = k.Moved
		}
		return due, !due.After(today)
	}
	first, last := k.coming(today)
	due = k.Every.dueIn(first, last)
	if !k.Moved.IsZero() && !k.Moved.Before(first) {
		due = k.Moved
	}
	return due, !today.Before(first)
}

// Ticked reports whether the check was done, not skipped, in the period that
// holds today; for a chained rule: today.
func (k *Check) Ticked(today civil.Date) bool { return k.settled(today) && !k.Skipped }

// moveTo gives the present occurrence a day of its own; the zero date gives it
// back to the rule.
func (k *Check) moveTo(day, today civil.Date) error {
	k.Moved = day
	if day.IsZero() || k.Every.After {
		return nil
	}
	if first, _ := k.coming(today); day.Before(first) {
		return &InputError{What: "date", Value: day.String(), Expected: "a day from " + first.String() + " on, when this occurrence begins"}
	}
	return nil
}

// tick records that a check was done or skipped on a day: once a period, only
// that what was skipped may still be done.
func (d *Draft) tick(k *Check, today civil.Date, skipped bool, note string) error {
	switch {
	case !k.settled(today):
		k.Prev = k.Last
	case k.Skipped == skipped:
		word := "ticked"
		if skipped {
			word = "skipped"
		}
		return fmt.Errorf("%s %s is %s for this time already: %w", k.ID, Shorten(k.Title, 40), word, ErrUnchanged)
	case skipped:
		return fmt.Errorf("%s %s is done for this time, so there is nothing to skip", k.ID, Shorten(k.Title, 40))
	}
	if k.State != ToDo { // what it waited for, or lay for, has happened
		setState(&k.Item, ToDo, "", today)
	}
	k.Last, k.Skipped, k.Moved = today, skipped, civil.Date{}
	k.Tick = d.Add(KindTick, &Tick{Check: k.ID, Date: today, Skipped: skipped, Note: CleanLine(note)})
	return nil
}

// untick takes back a check's tick of this period.
func (d *Draft) untick(k *Check, today civil.Date) error {
	if !k.Ticked(today) {
		return fmt.Errorf("%s %s is not ticked: %w", k.ID, Shorten(k.Title, 40), ErrUnchanged)
	}
	if !k.Tick.IsZero() {
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
	}
	k.Last, k.Prev, k.Skipped, k.Tick = k.Prev, civil.Date{}, false, ID{}
	return nil
}

// Skip passes over a check's present occurrence, with the user's reason where
// there is one.
func Skip(id ID, why string, today civil.Date) Edit {
	return each("Skipped", []ID{id}, today, func(d *Draft, it Listed) error {
		k, ok := it.(*Check)
		if !ok {
			return fmt.Errorf("%s is not a check; only checks can be skipped", it.Key())
		}
		return d.tick(k, today, true, why)
	})
}
