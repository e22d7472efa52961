package planner

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Merge puts consecutive entries of the journal, at least one, into a single
// one. It holds the net change of each record: a field from what it was before
// the first of them to what it was after the last. It has the number, time and
// nonce of the last entry, and First is the number of the first.
func Merge(entries []Entry) Entry {
	first, last := entries[0], entries[len(entries)-1]
	merged := Entry{First: first.Seq, Seq: last.Seq, At: last.At, Nonce: last.Nonce}
	if first.First != 0 {
		merged.First = first.First
	}
	net := map[ID]Change{}
	var order []ID
	for _, e := range entries {
		for _, c := range e.Changes {
			before, seen := net[c.ID]
			if !seen {
				order, before = append(order, c.ID), Change{ID: c.ID}
			}
			net[c.ID] = before.then(c)
		}
	}
	for _, id := range order {
		if c := net[id]; !c.empty() || c.Erased {
			merged.Changes = append(merged.Changes, c)
		}
	}
	n, word := merged.Seq-merged.First+1, "changes"
	if n == 1 {
		word = "change"
	}
	merged.Label = fmt.Sprintf("%d %s in %s %d", n, word, merged.At.UTC().Month(), merged.At.UTC().Year())
	return merged
}

// then is a change and the one that came next to the same record as one.
// Neither is altered.
func (c Change) then(next Change) Change {
	out := Change{ID: c.ID, Created: c.Created || next.Created, Erased: c.Erased || next.Erased}
	switch {
	case out.Erased:
		return out
	case c.Sum != 0:
		out.Sum = c.Sum
		for name, value := range next.Before {
			out.Sum -= c.ID.part([]byte(name), value)
		}
		for name, value := range next.After {
			out.Sum += c.ID.part([]byte(name), value)
		}
		return out
	case next.Sum != 0:
		out.Sum = next.Sum
		return out
	}
	names := map[string]bool{}
	for _, name := range append(c.Fields(), next.Fields()...) {
		names[name] = true
	}
	for name := range names {
		// Where one of them left the field alone, the other knows both sides.
		before, after := next.Before, c.After
		if c.has(name) {
			before = c.Before
		}
		if next.has(name) {
			after = next.After
		}
		from, was := before[name]
		to, is := after[name]
		if was == is && bytes.Equal(from, to) {
			continue
		}
		if was {
			out.Before = with(out.Before, name, from)
		}
		if is {
			out.After = with(out.After, name, to)
		}
	}
	return out
}

func (c Change) has(name string) bool {
	_, before := c.Before[name]
	_, after := c.After[name]
	return before || after
}

func with(fields map[string]json.RawMessage, name string, value json.RawMessage) map[string]json.RawMessage {
	if fields == nil {
		fields = map[string]json.RawMessage{}
	}
	fields[name] = value
	return fields
}

// tooOld is ErrNotFound for a change that was put together with others.
type tooOld uint64

func (seq tooOld) Error() string {
	return fmt.Sprintf("change %d is too old to take back: the changes of that time are kept together", uint64(seq))
}

func (tooOld) Unwrap() error { return ErrNotFound }
