package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc64"
	"slices"
	"sync"
	"time"

	"waymark/planner"
)

// census is what a walk through everything in a file came to.
type census struct {
	Sum     uint64 // over all buckets but meta
	Birth   birth
	Head    head
	Version int
	Changed time.Time      // when the newest change was made
	Records map[string]int // by kind, removed ones included
	Journal int            // entries
	Size    int64
}

// sumTable is made when it is first needed: most runs never do.
var sumTable = sync.OnceValue(func() *crc64.Table { return crc64.MakeTable(crc64.ECMA) })

// survey sums up what a file holds, as it is after a change, without decoding
// any of it.
func survey(path string, how change) (census, error) {
	got, _, err := visit(&use{path: path, copy: true}, func(v *view) (census, error) {
		var c census
		var err error
		if c.Birth, c.Head, err = v.top(); err != nil {
			return c, err
		}
		c.Sum, err = v.sum(how)
		return c, err
	})
	return got, err
}

// sum is a checksum over all buckets but meta.
func (v *view) sum(how change) (uint64, error) {
	var sum uint64
	var length [8]byte
	add := func(b []byte) {
		binary.BigEndian.PutUint64(length[:], uint64(len(b)))
		sum = crc64.Update(crc64.Update(sum, sumTable(), length[:]), sumTable(), b)
	}
	last := metaBucket // which is left out
	err := v.each(func(string) error { return nil }, func(name string, key, value []byte) error {
		if name == metaBucket {
			return nil
		}
		next, err := how(name, key, value)
		if err != nil || next == nil {
			return err
		}
		if name != last {
			add([]byte(name))
			last = name
		}
		add(key)
		add(next)
		return nil
	})
	return sum, err
}

// verified loads a file back, all of it, and compares it with the sum of what
// it was made from. What was added to it in buckets of its own is left out of
// the comparison.
func verified(path string, sum uint64, added ...string) (census, error) {
	got, err := examine(path)
	if err == nil && len(added) > 0 {
		var rest census
		rest, err = survey(path, leavingOut(added))
		got.Sum = rest.Sum
	}
	if err == nil && got.Sum != sum {
		err = damaged("it differs from what it was made from")
	}
	if err != nil {
		return got, fmt.Errorf("the new file does not read back: %w", err)
	}
	return got, nil
}

// leavingOut is a change that drops whole buckets.
func leavingOut(buckets []string) change {
	return func(bucket string, _, value []byte) ([]byte, error) {
		if slices.Contains(buckets, bucket) {
			return nil, nil
		}
		return value, nil
	}
}

// examine reads everything in a file; the first thing found wrong fails it.
func examine(path string) (census, error) {
	var first error
	got, info, err := visit(&use{path: path, copy: true}, func(v *view) (census, error) {
		return v.inspect(func(f planner.Finding) {
			if first == nil && !f.Warning {
				first = damaged("%s: %s", f.Where, f.What)
			}
		})
	})
	if err != nil {
		return got, err
	}
	got.Size = info.Size()
	return got, first
}
