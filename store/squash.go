package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"waymark/planner"
)

// Old changes are put together, month by month, when they are older than so
// many months and not among the newest so many, which are what people look
// through and take back.
const squashAge = 24

var squashBeyond uint64 = 5_000 // tests make it smaller

// squashAtOnce is how many months one run puts together at most. Each is a
// transaction of its own, between which others get their turn.
const squashAtOnce = 24

// squash puts old changes together.
func (s *Store) squash(today time.Time) error {
	months, _, err := read(s.path, func(v *view) ([]oldMonth, error) { return v.oldMonths(today) })
	if err != nil {
		return err
	}
	for _, month := range months[:min(len(months), squashAtOnce)] {
		if err := s.putTogether(month); err != nil {
			return err
		}
	}
	return nil
}

// oldMonth is the numbers of changes that follow one another in a month.
type oldMonth struct{ first, last uint64 }

// dated is what of an entry tells how old it is.
type dated struct {
	At    time.Time `json:"at"`
	First uint64    `json:"first"`
}

// oldMonths finds the changes that may be put together: all of those that
// follow one another in a month.
func (v *view) oldMonths(today time.Time) ([]oldMonth, error) {
	_, h, err := v.top()
	if err != nil || h.Revision <= squashBeyond {
		return nil, err
	}
	newest, err := v.entry(h.Revision)
	if err != nil {
		return nil, err
	}
	if newest.At.Before(today) { // whatever the clock says today
		today = newest.At
	}
	journal, err := v.bucket(journalBucket)
	if err != nil {
		return nil, err
	}
	found := oldMonths{present: monthOf(today)}
	var last []byte
	cursor := journal.Cursor()
	for key, sealed := cursor.First(); key != nil && !found.done; key, sealed = cursor.Next() {
		v.watch.take(len(sealed))
		if len(key) != 8 || bytes.Compare(key, last) <= 0 {
			return nil, damaged("changes are out of order")
		}
		last = append(last[:0], key...)
		var e dated
		if err := unseal(journalBucket, last, sealed, &e); err != nil {
			return nil, err
		}
		seq := binary.BigEndian.Uint64(key)
		if e.First == 0 {
			found.next(seq, monthOf(e.At))
		} else {
			found.cut()
		}
		if seq > h.Revision-squashBeyond { // its month is not over
			break
		}
	}
	return found.months[:found.old], nil
}

// monthOf numbers the months.
func monthOf(at time.Time) int {
	at = at.UTC()
	return at.Year()*12 + int(at.Month())
}

// oldMonths goes through the changes, the oldest first.
type oldMonths struct {
	present int
	months  []oldMonth
	old     int // how many of them are known to be old
	done    bool

	open  bool // there is a month that may go on
	month int
	run   oldMonth
}

// next takes one change more.
func (o *oldMonths) next(seq uint64, month int) {
	if o.open && month == o.month {
		o.run.last = seq
		return
	}
	o.cut()
	o.open, o.month, o.run = true, month, oldMonth{seq, seq}
}

// cut decides on a month that is over. One that is still to come was dated by
// a clock that was wrong: it is as old as what follows it.
func (o *oldMonths) cut() {
	switch {
	case !o.open:
	case o.month < o.present-squashAge:
		o.months = append(o.months, o.run)
		o.old = len(o.months)
	case o.month > o.present:
		o.months = append(o.months, o.run)
	default:
		o.done = true
	}
	o.open = false
}

// putTogether puts the changes of a month together, unless another process
// has done so meanwhile.
func (s *Store) putTogether(month oldMonth) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused != nil {
		return s.refused
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return err
	}
	defer unlock()
	note, noted := testimony(s.path)
	u := &use{path: s.path, write: true}
	work := func(trusted bool) error {
		_, _, err := visit(u, func(v *view) (struct{}, error) {
			v.trusted = trusted
			if err := v.writable(note, noted); err != nil {
				return struct{}{}, err
			}
			return struct{}{}, v.putTogether(month)
		})
		return err
	}
	if err = work(false); errors.Is(err, errUnmarked) {
		if err = pagesSound(s.path); err == nil {
			err = work(true)
		}
	}
	if err == nil {
		keepMark(s.path, u.free)
	}
	// Whether a commit that failed took hold doesn't matter: both are right.
	var failed *commitError
	if errors.As(err, &failed) && !full(err) {
		s.refused = failed.err
	}
	return err
}

func (v *view) putTogether(month oldMonth) error {
	journal, err := v.bucket(journalBucket)
	if err != nil {
		return err
	}
	undone, err := v.bucket(undoneBucket)
	if err != nil {
		return err
	}
	var entries []planner.Entry
	for seq := month.first; seq <= month.last; seq++ {
		e, err := v.entry(seq)
		if errors.Is(err, planner.ErrNotFound) {
			v.nothing = true
			return nil
		}
		if err != nil {
			return err
		}
		entries = append(entries, e)
	}
	v.watch.allow(commitLimit) // there may be many
	merged := planner.Merge(entries)
	for _, e := range entries {
		if err := errors.Join(journal.Delete(seqKey(e.Seq)), undone.Delete(seqKey(e.Seq))); err != nil {
			return fmt.Errorf("put change %d together with others: %w", e.Seq, err)
		}
	}
	return v.set(journalBucket, seqKey(merged.Seq), merged)
}
