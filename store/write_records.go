package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// putAll writes records and counts those that are new. They are written in the
// order of their keys: bbolt keeps what a transaction adds to a page in one
// sorted list, and very many in any order would each push all the others on.
func (v *view) putAll(records []planner.Record, counts map[string]uint32) error {
	records = slices.Clone(records)
	slices.SortFunc(records, func(a, b planner.Record) int {
		x, y := a.Key(), b.Key()
		return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.N, y.N))
	})
	var history tally
	var moved days
	for _, r := range records {
		info, ok := r.Key().Kind.Info()
		if !ok || r.Key().N == 0 {
			return fmt.Errorf("%s has no place in a plan", r.Key())
		}
		if info.History && history == nil {
			if err := v.meta(tallyKey, &history); err != nil {
				return err
			}
		}
		added, from, err := v.put(info, r)
		switch {
		case err != nil:
			return err
		case info.History:
			history.count(info.Name, from.Year, r.Day().Year)
			moved.move(r, from)
		case added:
			counts[info.Name]++
		}
	}
	if history == nil {
		return nil
	}
	if err := v.putDays(moved); err != nil {
		return err
	}
	return v.set(metaBucket, []byte(tallyKey), history)
}

// put writes one record, and gives the day it had before: zero if it is new, or
// of state. A record that would not read back is refused rather than written.
func (v *view) put(info planner.KindInfo, r planner.Record) (added bool, from civil.Date, err error) {
	v.watch.take(roughly(r))
	b, err := v.kind(info)
	if err != nil {
		return false, from, err
	}
	if b == nil {
		if b, err = v.tx.CreateBucket([]byte(info.Name)); err != nil {
			return false, from, fmt.Errorf("make the list of %s: %w", info.Plural(), err)
		}
	}
	key := numberKey(r.Key().N)
	sealed, err := seal(info.Name, key, r)
	if err != nil {
		return false, from, err
	}
	if _, err := unsealRecord(info, key, sealed); err != nil {
		return false, from, fmt.Errorf("%s would not read back (%s); nothing was changed", r.Key(), err.Error())
	}
	before := b.Get(key)
	if info.History {
		b.FillPercent = appended
		if before != nil {
			old, err := unsealRecord(info, key, before)
			if err != nil {
				return false, from, err
			}
			from = old.Day()
		}
	}
	if err := b.Put(key, sealed); err != nil {
		return false, from, fmt.Errorf("write %s: %w", r.Key(), err)
	}
	return before == nil, from, nil
}

// roughly is how many bytes a value may take in the file, where that can be
// very many; 0 for all others.
func roughly(value any) int {
	const each = 64
	switch v := value.(type) {
	case planner.Entry:
		return each * len(v.Changes)
	case *planner.Intake:
		return each * len(v.Rows)
	}
	return 0
}

// days are the entries of the index of days to be made and to be taken out.
type days struct{ in, out [][dayKeyLen]byte }

// move takes a record from the day it had before to its present one.
func (d *days) move(r planner.Record, from civil.Date) {
	id, now := r.Key(), r.Day()
	if from == now {
		return
	}
	if !from.IsZero() {
		d.out = append(d.out, [dayKeyLen]byte(dayKey(id.Kind, from, id.N)))
	}
	d.in = append(d.in, [dayKeyLen]byte(dayKey(id.Kind, now, id.N)))
}

// putDays brings the index of days up to date, in the order of its keys.
func (v *view) putDays(moved days) error {
	index, err := v.bucket(dayBucket)
	if err != nil {
		return err
	}
	for _, list := range [][][dayKeyLen]byte{moved.in, moved.out} {
		slices.SortFunc(list, func(a, b [dayKeyLen]byte) int { return bytes.Compare(a[:], b[:]) })
	}
	for _, key := range moved.out {
		v.watch.step()
		if err := index.Delete(key[:]); err != nil {
			return fmt.Errorf("write the index of days: %w", err)
		}
	}
	for _, key := range moved.in {
		v.watch.step()
		if err := index.Put(key[:], nil); err != nil {
			return fmt.Errorf("write the index of days: %w", err)
		}
	}
	return nil
}
