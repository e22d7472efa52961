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
// missing had its zero value. Created records have no Before.
type Change struct {
	ID      ID                         `json:"id"`
	Created bool                       `json:"created,omitempty"`
	Before  map[string]json.RawMessage `json:"before,omitempty"`
	After   map[string]json.RawMessage `json:"after,omitempty"`
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

func fieldsOf(r Record) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Key(), err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Key(), err)
	}
	return fields, nil
}

// diff is the change from one version of a record to the next; before is nil
// for a record that was added.
func diff(id ID, before, after Record) (Change, error) {
	now, err := fieldsOf(after)
	if err != nil || before == nil {
		return Change{ID: id, Created: true, After: now}, err
	}
	then, err := fieldsOf(before)
	if err != nil {
		return Change{}, err
	}
	c := Change{ID: id, Before: map[string]json.RawMessage{}, After: map[string]json.RawMessage{}}
	for name, value := range now {
		if !bytes.Equal(value, then[name]) {
			c.After[name] = value
		}
	}
	for name, value := range then {
		if !bytes.Equal(value, now[name]) {
			c.Before[name] = value
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
	now, err := fieldsOf(current)
	if err != nil {
		return err
	}
	if gone { // a field given its first value since counts as well
		for _, name := range (Change{Before: now, After: c.After}).Fields() {
			if !c.ID.yields(name) && !bytes.Equal(now[name], c.After[name]) {
				return changedSince(current, name)
			}
		}
	}
	back, err := decode(c.ID, now)
	if err != nil {
		return err
	}
	back.setGone(gone)
	d.Put(back)
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
			return changedSince(current, name)
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

func decode(id ID, fields map[string]json.RawMessage) (Record, error) {
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", id, err)
	}
	info, ok := id.Kind.Info()
	if !ok {
		return nil, missing(id)
	}
	r := info.New()
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("decode %s: %w", id, err)
	}
	return r, nil
}

func changedSince(r Record, field string) error {
	name := r.Key().String()
	if l, ok := r.(Listed); ok {
		name += " " + Shorten(l.Base().Title, 40)
	}
	return fmt.Errorf("%s: its %s has changed since, so this can't be taken back by itself", name, field)
}
