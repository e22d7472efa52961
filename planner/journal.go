package planner

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Entry is one line of the journal: what one edit changed, field by field.
type Entry struct {
	Seq    uint64    `json:"seq"`
	At     time.Time `json:"at"`
	Origin string    `json:"origin"`
	Label  string    `json:"label"`
	Nonce  uint64    `json:"nonce"`
	Undoes uint64    `json:"undoes,omitempty"`
	Redoes uint64    `json:"redoes,omitempty"`
	Quiet  bool      `json:"quiet,omitempty"` // undo passes over it
	// First is set where old changes were put together: the number of the
	// first of them, while Seq is that of the last. They can't be undone.
	First   uint64   `json:"first,omitempty"`
	Changes []Change `json:"changes"`

	// Undone says that a later entry took this one back. It is worked out on
	// reading and never stored.
	Undone bool `json:"-"`
}

// erased reports whether the contents of a record that the entry touched were
// taken out for good.
func (e Entry) erased() bool {
	return slices.ContainsFunc(e.Changes, func(c Change) bool { return c.Erased })
}

// Change is what an edit did to one record. Values are JSON; a field that is
// missing had its zero value. Created records have no Before. Where an edit
// created very many they have no After either, but Sum: it tells whether they
// were changed since.
type Change struct {
	ID      ID                         `json:"id"`
	Created bool                       `json:"created,omitempty"`
	Before  map[string]json.RawMessage `json:"before,omitempty"`
	After   map[string]json.RawMessage `json:"after,omitempty"`
	Sum     uint64                     `json:"sum,omitempty"`    // over the fields, see sumOf
	Erased  bool                       `json:"erased,omitempty"` // its contents were taken out for good
}

func (c Change) empty() bool { return !c.Created && len(c.Before) == 0 && len(c.After) == 0 }

// Fields lists the names of the fields that changed, sorted.
func (c Change) Fields() []string {
	var names []string
	for name := range c.Before {
		names = append(names, name)
	}
	for name := range c.After {
		if _, both := c.Before[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// counts reports whether more changed than when the record was touched.
func (c Change) counts() bool {
	names := c.Fields()
	return c.Created || len(names) > 1 || len(names) == 1 && names[0] != touchedField
}

// touched is bookkeeping: it neither blocks an undo nor counts as a change.
const touchedField = "touched"

// yields reports whether a field that has changed since doesn't block an undo:
// bookkeeping, and where a review stands, which changes with each step through
// it.
func (id ID) yields(field string) bool {
	switch id.Kind {
	case KindReview:
		return field == "stage" || field == "probes" || field == "short"
	case KindWeek:
		return field == "asked"
	default:
		return field == touchedField
	}
}

// summedFrom is from how many records on that an edit creates the journal holds
// only a sum of each. What was taken in at once is looked at in the plan, not
// in the journal, which would hold all of it a second time.
const summedFrom = 501

// diff is the change from one version of a record to the next; before is nil
// for a record that was added. Of one that was added among very many it has
// only the sum.
func diff(id ID, before, after Record, summed bool) (c Change, err error) {
	c = Change{ID: id, Created: before == nil}
	switch {
	case c.Created && summed:
		c.Sum, err = sumOf(after)
		return c, err
	case c.Created:
		c.After, err = fieldsOf(after)
		return c, err
	}
	then, err := textOf(before)
	if err != nil {
		return c, err
	}
	now, err := textOf(after)
	if err != nil || bytes.Equal(then, now) {
		return c, err
	}
	was, is := fields(then), fields(now)
	for name, value := range is {
		if !bytes.Equal(value, was[name]) {
			c.After = with(c.After, name, value)
		}
	}
	for name, value := range was {
		if !bytes.Equal(value, is[name]) {
			c.Before = with(c.Before, name, value)
		}
	}
	return c, nil
}

// Takeback is the edit that undoes a journal entry. It is refused where a
// field that the entry changed has changed since.
func Takeback(e Entry) Edit {
	return revert(e, "Undone: ", e.Seq, 0, func(c Change) (from, to map[string]json.RawMessage, gone bool) {
		return c.After, c.Before, true
	})
}

// Repeat is the edit that does again what was undone.
func Repeat(e Entry) Edit {
	return revert(e, "Redone: ", 0, e.Seq, func(c Change) (from, to map[string]json.RawMessage, gone bool) {
		return c.Before, c.After, false
	})
}

func revert(e Entry, word string, undoes, redoes uint64, sides func(Change) (from, to map[string]json.RawMessage, gone bool)) Edit {
	edit := Edit{Label: word + e.Label, Undoes: undoes, Redoes: redoes}
	for _, c := range e.Changes {
		edit.On = append(edit.On, c.ID)
	}
	edit.Run = func(d *Draft) error {
		if slices.ContainsFunc(e.Changes, func(c Change) bool { return c.Created && c.ID.Kind == KindProfile }) {
			return fmt.Errorf("%q can't be taken back: it is the start of the plan", e.Label)
		}
		for _, c := range e.Changes {
			from, to, gone := sides(c)
			current, err := d.Get(c.ID)
			if err != nil {
				return err
			}
			if c.Created {
				err = d.flip(c, current, gone)
			} else {
				err = d.swap(c, current, from, to)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return edit
}

// flip removes a record that an entry added, or brings it back.
func (d *Draft) flip(c Change, current Record, gone bool) error {
	if gone {
		if err := c.stands(current); err != nil {
			return err
		}
	}
	back := shallow(current)
	back.setGone(gone)
	d.Put(back)
	return nil
}

// stands refuses a record that was changed since it was added. A field given
// its first value since counts as well.
func (c Change) stands(current Record) error {
	if c.Sum != 0 {
		sum, err := sumOf(current)
		if err == nil && sum != c.Sum {
			err = changedSince(current, "it")
		}
		return err
	}
	now, err := fieldsOf(current)
	if err != nil {
		return err
	}
	for _, name := range (Change{Before: now, After: c.After}).Fields() {
		if !c.ID.yields(name) && !bytes.Equal(now[name], c.After[name]) {
			return changedSince(current, "its "+name)
		}
	}
	return nil
}

// swap puts the fields of one side of a change in place of the other's.
func (d *Draft) swap(c Change, current Record, from, to map[string]json.RawMessage) error {
	now, err := fieldsOf(current)
	if err != nil {
		return err
	}
	for _, name := range c.Fields() {
		if !bytes.Equal(now[name], from[name]) {
			if c.ID.yields(name) {
				continue
			}
			return changedSince(current, "its "+name)
		}
		if value, ok := to[name]; ok {
			now[name] = value
		} else {
			delete(now, name)
		}
	}
	back, err := decode(c.ID, now)
	if err != nil {
		return err
	}
	d.Put(back)
	return nil
}

func changedSince(r Record, what string) error {
	name := r.Key().String()
	if l, ok := r.(Listed); ok {
		name += " " + Shorten(l.Base().Title, 40)
	}
	return fmt.Errorf("%s: %s has changed since, so this can't be taken back by itself", name, what)
}
