package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"waymark/planner"
)

// errNoSnapshot is about a file that Snapshot did not write.
var errNoSnapshot = errors.New("it is not a snapshot of a plan")

// erased is what stays of a record whose contents were erased.
type erased struct {
	ID      planner.ID `json:"id"`
	Removed bool       `json:"removed"`
}

// EraseSnapshot copies a snapshot without the contents of some records. Of
// these only the id stays, marked as removed; all else stays as it is, also
// what a later version may have added. It writes as it goes, so what was
// written counts for nothing if it gives an error.
func EraseSnapshot(r io.Reader, w io.Writer, ids map[planner.ID]bool) error {
	o := newOutline(w)
	s := reading{
		member: func(name string, value json.RawMessage) {
			o.name(name)
			o.raw(value)
		},
		list: o.list,
		record: func(id planner.ID, record json.RawMessage) error {
			if ids[id] {
				o.element(erased{id, true})
				return nil
			}
			rest, err := takenWithout(id, record, ids)
			o.next()
			o.raw(rest)
			return err
		},
		listEnd: func() { o.close(']') },
	}
	o.open('{')
	if err := s.read(r); err != nil {
		return err
	}
	o.close('}')
	return o.end()
}

// SnapshotHolds reports whether a snapshot still holds contents of any of
// some records, be they removed ones or not.
func SnapshotHolds(r io.Reader, ids map[planner.ID]bool) (bool, error) {
	holds := false
	s := reading{record: func(id planner.ID, record json.RawMessage) error {
		if !ids[id] {
			rest, err := takenWithout(id, record, ids)
			holds = holds || !bytes.Equal(rest, record)
			return err
		}
		if holds {
			return nil
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(record, &fields); err != nil {
			return err
		}
		for name := range fields {
			holds = holds || name != "id" && name != "removed"
		}
		return nil
	}}
	return holds, s.read(r)
}

// reading calls back for each part of a snapshot, in its order, and holds one
// record at a time. What has no callback is passed over.
type reading struct {
	member  func(name string, value json.RawMessage) // all but lists of records
	list    func(name string)
	record  func(id planner.ID, record json.RawMessage) error
	listEnd func()
}

func (s reading) read(r io.Reader) error {
	err := s.parse(json.NewDecoder(r))
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF // the end of the file, and not of what it holds
	}
	if err != nil {
		return fmt.Errorf("read the snapshot: %w", err)
	}
	return nil
}

func (s reading) parse(d *json.Decoder) error {
	if err := bracket(d, '{'); err != nil {
		return err
	}
	for first := true; d.More(); first = false {
		token, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		if first && name != "format" {
			return errNoSnapshot
		}
		if slices.ContainsFunc(planner.Kinds, func(info planner.KindInfo) bool { return name == listName(info) }) {
			err = s.records(d, name)
		} else {
			err = s.other(d, name)
		}
		if err != nil {
			return err
		}
	}
	if err := bracket(d, '}'); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("something follows its end: %w", errNoSnapshot)
	}
	return nil
}

// other reads a member that is no list of records.
func (s reading) other(d *json.Decoder, name string) error {
	var value json.RawMessage
	if err := d.Decode(&value); err != nil {
		return err
	}
	if s.member != nil {
		s.member(name, value)
	}
	return nil
}

// records reads the list of one kind.
func (s reading) records(d *json.Decoder, name string) error {
	if err := bracket(d, '['); err != nil {
		return err
	}
	if s.list != nil {
		s.list(name)
	}
	for d.More() {
		var record json.RawMessage
		if err := d.Decode(&record); err != nil {
			return err
		}
		var called struct {
			ID planner.ID `json:"id"`
		}
		if err := json.Unmarshal(record, &called); err != nil {
			return fmt.Errorf("in %s: %w", name, err)
		}
		if err := s.record(called.ID, record); err != nil {
			return err
		}
	}
	if s.listEnd != nil {
		s.listEnd()
	}
	return bracket(d, ']')
}

// bracket reads a bracket that has to come now.
func bracket(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err == nil && token != want {
		err = errNoSnapshot
	}
	return err
}
