package store

import (
	"iter"
	"slices"

	"waymark/planner"
)

// sealedRecord is a record of history as it stands in the file.
type sealedRecord struct {
	n      uint32
	sealed []byte
}

// Whole reads the plan together with the history of some kinds, removed
// records included, as of one moment. The file is held only while the bytes
// are copied; they are checked and decoded as they are asked for.
func (s *Store) Whole(kinds ...planner.Kind) (planner.Whole, error) {
	copies := map[planner.Kind][]sealedRecord{}
	plan, _, err := read(s.path, func(v *view) (*planner.Plan, error) {
		plan, _, err := v.load()
		for _, kind := range kinds {
			if info, ok := kind.Info(); ok && info.History && err == nil {
				copies[kind], err = v.copyOf(info)
			}
		}
		return plan, err
	})
	if err != nil {
		return planner.Whole{}, s.gone(err)
	}
	return planner.Whole{Plan: plan, History: func(kind planner.Kind) iter.Seq2[planner.Record, error] {
		info, _ := kind.Info()
		return s.opened(info, copies[kind])
	}}, nil
}

// opened decodes records one after another. An error is the last it gives.
func (s *Store) opened(info planner.KindInfo, copies []sealedRecord) iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		for _, c := range copies {
			r, err := unsealRecord(info, numberKey(c.n), c.sealed)
			if err != nil {
				yield(nil, about("read the plan", s.path, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// copyOf copies the records of one kind of history, as they are, and compares
// their number with what edits counted. They share pieces of memory.
func (v *view) copyOf(info planner.KindInfo) ([]sealedRecord, error) {
	_, h, err := v.top()
	if err != nil {
		return nil, err
	}
	b, err := v.kind(info)
	if err != nil || b == nil {
		return nil, err
	}
	var history tally
	if err := v.meta(tallyKey, &history); err != nil {
		return nil, err
	}
	var out []sealedRecord
	var all []byte
	last, cursor := uint32(0), b.Cursor()
	for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
		v.watch.take(len(sealed))
		if last, err = nextNumber(info, key, last, h.Given[info.Name]); err != nil {
			return nil, err
		}
		if cap(all)-len(all) < len(sealed) {
			all = make([]byte, 0, max(pieceBytes, len(sealed)))
		}
		from := len(all)
		all = append(all, sealed...)
		out = append(out, sealedRecord{last, slices.Clip(all[from:])})
	}
	if counted := history.total(info.Name); len(out) != counted {
		return nil, damaged("it has %d of %d %s", len(out), counted, info.Plural())
	}
	return out, nil
}

// pieceBytes is how much memory is taken at a time for what is copied.
const pieceBytes = 64 << 10
