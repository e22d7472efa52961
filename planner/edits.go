package planner

import (
	"fmt"
	"maps"
	"slices"
	"strings"

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
	switch {
	case r.Gone():
		return fmt.Errorf("%s %s was removed, undo brings it back: %w", id.Kind, id, ErrNotFound)
	case !ok:
		return &InputError{What: "id", Value: id.String(), Expected: "an action, a milestone or a check, not a " + id.Kind.String(), Example: "a12"}
	}
	next := CopyItem(it)
	if err := set(next); err != nil {
		return err
	}
	next.Base().Touched = today
	d.Put(next)
	return nil
}

// CopyItem copies an item with all it holds, so that the copy may be changed.
func CopyItem(it Listed) Listed {
	var next Listed
	switch it := it.(type) {
	case *Action:
		c := *it
		next = &c
	case *Milestone:
		c := *it
		next = &c
	case *Check:
		c := *it
		next = &c
	default:
		panic("planner: unknown kind of item")
	}
	b := next.Base()
	b.Forms, b.Evidence = slices.Clone(b.Forms), slices.Clone(b.Evidence)
	return next
}

// cleanItem passes what a person may have typed through the door.
func cleanItem(it Listed) {
	b := it.Base()
	b.Title, b.Why, b.Note = CleanLine(b.Title), CleanLine(b.Why), CleanText(b.Note)
	if m, ok := it.(*Milestone); ok {
		m.Criterion = CleanText(m.Criterion)
	}
}

// each makes an edit that changes every item named, all or none.
func each(label string, ids []ID, today civil.Date, set func(*Draft, Listed) error) Edit {
	return Edit{Label: label, On: ids, Run: func(d *Draft) error {
		for _, id := range unique(ids) {
			if err := d.change(id, today, func(it Listed) error { return set(d, it) }); err != nil {
				return err
			}
		}
		d.Label(label + ": " + d.names(unique(ids)))
		return nil
	}}
}

// unique drops ids that were named before.
func unique(ids []ID) []ID {
	var out []ID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
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
	case *Matter:
		first = r.Title
	case *Evidence:
		first = r.Title
	default:
		first = ids[0].Kind.String() + " " + ids[0].String()
	}
	first = Shorten(first, 60)
	if len(ids) > 1 {
		first += fmt.Sprintf(" and %d more", len(ids)-1)
	}
	return first
}

// SetDue gives items a date; the zero date takes it away. A check moves its
// present occurrence only.
func SetDue(ids []ID, due, today civil.Date) Edit {
	label := "Date taken away"
	if !due.IsZero() {
		label = "Date " + shortDate(due)
	}
	return each(label, ids, today, func(_ *Draft, it Listed) error {
		if k, ok := it.(*Check); ok {
			return k.moveTo(due, today)
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
			d.Label("Date " + shortDate(due) + ": " + Shorten(it.Base().Title, 60))
			if check {
				return k.moveTo(due, today)
			}
			it.Base().Due = due
			return nil
		})
	}}
}

// SetNote replaces an item's note.
func SetNote(id ID, note string, today civil.Date) Edit {
	note = CleanText(note)
	return each("Note", []ID{id}, today, func(_ *Draft, it Listed) error {
		it.Base().Note = note
		return nil
	})
}

// SetPrivate keeps items out of whatever is made for others, or gives them free.
func SetPrivate(ids []ID, private bool, today civil.Date) Edit {
	label := "No longer private"
	if private {
		label = "Private"
	}
	return each(label, ids, today, func(_ *Draft, it Listed) error {
		it.Base().Private = private
		return nil
	})
}

// EditItem replaces the fields of an item that set changes; set gets a copy.
func EditItem(id ID, today civil.Date, set func(Listed) error) Edit {
	return each("Changed", []ID{id}, today, func(_ *Draft, it Listed) error {
		err := set(it)
		cleanItem(it)
		return err
	})
}

// AddItem adds a new action, milestone or check at the end of its phase.
func AddItem(it Listed, today civil.Date) Edit {
	return Edit{Label: "Added: " + Shorten(CleanLine(it.Base().Title), 60), Run: func(d *Draft) error {
		next := CopyItem(it)
		b := next.Base()
		kind := kindOf(next)
		cleanItem(next)
		b.Created, b.Touched, b.Since = today, today, today
		b.Order = d.plan.lastOrder(b.Phase, kind) + 1
		if k, ok := next.(*Check); ok && k.Start.IsZero() {
			k.Start = today
		}
		d.Add(kind, next)
		return nil
	}}
}

// Sort turns a line of the inbox into an item.
func Sort(capture ID, it Listed, today civil.Date) Edit {
	e := AddItem(it, today)
	e.Label = "Sorted: " + strings.TrimPrefix(e.Label, "Added: ")
	return became(capture, e)
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
			return d.plan.NoPhase(number)
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
		next.Signs = maps.Clone(next.Signs)
		set(&next)
		next.Name, next.Role, next.Company = CleanLine(next.Name), CleanLine(next.Role), CleanLine(next.Company)
		next.Draw = CleanText(next.Draw)
		d.Put(&next)
		return nil
	}}
}
