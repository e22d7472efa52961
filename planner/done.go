package planner

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cloud.google.com/go/civil"
)

// SetState puts items into a state, with the user's reason where it helps. A
// check is ticked by done; of several items, those that are so already stay.
func SetState(ids []ID, state State, why string, today civil.Date) Edit {
	why = CleanLine(why)
	label := Capital(state.String())
	return each(label, ids, today, func(d *Draft, it Listed) error {
		if k, ok := it.(*Check); ok && state == Done {
			if len(ids) > 1 && k.Ticked(today) {
				return nil
			}
			return d.tick(k, today, false, "")
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
		if it.Key().Kind == KindCheck {
			return fmt.Errorf("%s comes round again; it can't be done for good", it.Key())
		}
		if year < FirstYear || year > today.Year {
			return &InputError{What: "year", Value: strconv.Itoa(year), Expected: fmt.Sprintf("one from %d to %d", FirstYear, today.Year)}
		}
		b := it.Base()
		setState(b, Done, "", today)
		b.Done, b.Rough = civil.Date{Year: year, Month: time.July, Day: 1}, true
		if b.Done.After(today) {
			b.Done = today
		}
		return nil
	})
}

// Toggle marks an open item done, and a finished, held or dropped one to do.
// A check is ticked, or its tick of this period taken back. What it does goes
// by the item as it was seen: where another window did the same meanwhile,
// there is nothing left to change.
func Toggle(it Listed, today civil.Date) Edit {
	if k, ok := it.(*Check); ok {
		return toggleCheck(k, today)
	}
	state, word := ToDo, "To do: "
	if it.Base().State.Open() {
		state, word = Done, "Done: "
	}
	return changeOne(word, []ID{it.Key()}, today, func(_ *Draft, it Listed) error {
		if b := it.Base(); b.State != state {
			setState(b, state, "", today)
		}
		return nil
	})
}

func toggleCheck(seen *Check, today civil.Date) Edit {
	on := []ID{seen.ID}
	if !seen.Tick.IsZero() {
		on = append(on, seen.Tick)
	}
	if seen.Ticked(today) {
		return changeOne("Not done: ", on, today, func(d *Draft, it Listed) error { return d.untick(it.(*Check), today) })
	}
	return changeOne("Done: ", on, today, func(d *Draft, it Listed) error { return d.tick(it.(*Check), today, false, "") })
}

// changeOne makes an edit that changes the first item of on.
func changeOne(word string, on []ID, today civil.Date, set func(*Draft, Listed) error) Edit {
	return Edit{Label: strings.TrimSuffix(word, ": "), On: on, Run: func(d *Draft) error {
		return d.change(on[0], today, func(it Listed) error {
			d.Label(word + Shorten(it.Base().Title, 60))
			return set(d, it)
		})
	}}
}
