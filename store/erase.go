package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"waymark/planner"
)

// Bound lists what Erase takes along: the records named, each followed by
// those that hold its words.
func (s *Store) Bound(ids []planner.ID) ([]planner.Record, error) {
	if _, err := planner.NewErasure(ids); err != nil {
		return nil, err
	}
	records, _, err := read(s.path, func(v *view) ([]planner.Record, error) { return v.bound(ids) })
	return records, s.gone(itsOwn(err))
}

// itsOwn drops the words of the file from an error that needs none.
func itsOwn(err error) error {
	var own *ownError
	if errors.As(err, &own) {
		return own.err
	}
	return err
}

// Erase takes records, and what the journal holds of them, out of the file for
// good: the plan is written anew without them and put in its place. There is
// no backup first, which would keep them.
func (s *Store) Erase(ids []planner.ID) (holding []string, err error) {
	x, err := planner.NewErasure(ids)
	if err != nil {
		return nil, err
	}
	plan, err := s.erase(x, ids)
	if err != nil {
		return nil, err
	}
	return holdingOf(s.path, plan, ids)
}

func (s *Store) erase(x *planner.Erasure, ids []planner.ID) (plan string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused != nil {
		return "", fmt.Errorf("nothing more is written since the disk failed (%w)", s.refused)
	}
	plan, err = held(s.path, true, func() (string, error) {
		plan, _, err := visit(&use{path: s.path}, func(v *view) (string, error) {
			b, _, err := v.top()
			if err == nil {
				err = v.allNamed(ids)
			}
			return b.ID, err
		})
		if err != nil {
			return "", err
		}
		clearLeftovers(s.path)
		if err := eraseIn(s.path, x); err != nil {
			return "", about("erase from", s.path, err)
		}
		if err := dropDrafts(s.path, ids); err != nil {
			return "", fmt.Errorf("it is erased, but not what was typed and not yet kept: %w; delete %s", err, DraftsPath(s.path))
		}
		return plan, nil
	})
	return plan, s.known.gone(s.path, itsOwn(err))
}

// allNamed refuses to erase what the user has not seen.
func (v *view) allNamed(ids []planner.ID) error {
	records, err := v.bound(ids)
	if err != nil {
		return err
	}
	for _, r := range records {
		if !slices.Contains(ids, r.Key()) {
			return &ownError{fmt.Errorf("%s %s holds words of %s; both have to be erased", r.Key().Kind, r.Key(), planner.Belongs(r))}
		}
	}
	return nil
}

// bound finds records, and those that hold their words.
func (v *view) bound(ids []planner.ID) ([]planner.Record, error) {
	along, err := v.along(ids)
	if err != nil {
		return nil, err
	}
	var out []planner.Record
	taken := map[planner.ID]bool{}
	for _, id := range ids {
		r, err := v.record(id)
		if err != nil {
			return nil, err
		}
		for _, r := range append([]planner.Record{r}, along[id]...) {
			if !taken[r.Key()] {
				taken[r.Key()] = true
				out = append(out, r)
			}
		}
	}
	profile, err := v.record(planner.ID{Kind: planner.KindProfile, N: 1})
	if err != nil {
		return nil, err
	}
	if under := profile.(*planner.Profile).Review; taken[under] {
		return nil, &ownError{fmt.Errorf("review %s is under way; close it before you erase it", under)}
	}
	return out, nil
}

// holders are the kinds of history that may hold the words of a kind, as
// planner.Belongs has it. History is long, so it is gone through only for these.
var holders = map[planner.Kind][]planner.Kind{
	planner.KindAction:    {planner.KindEvidence},
	planner.KindMilestone: {planner.KindEvidence},
	planner.KindCheck:     {planner.KindTick, planner.KindEvidence},
}

// along finds the records that hold the words of others.
func (v *view) along(ids []planner.ID) (map[planner.ID][]planner.Record, error) {
	named := map[planner.ID]bool{}
	kinds := []planner.Kind{planner.KindCapture} // which may have become anything
	for _, id := range ids {
		named[id] = true
		for _, kind := range holders[id.Kind] {
			if !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	along := map[planner.ID][]planner.Record{}
	for _, kind := range kinds {
		info, _ := kind.Info()
		for r, err := range v.all(info) {
			if err != nil {
				return nil, err
			}
			if of := planner.Belongs(r); named[of] {
				along[of] = append(along[of], r)
			}
		}
	}
	return along, nil
}

// eraseIn writes a file anew without the records, verifies it and puts it in
// place.
func eraseIn(path string, x *planner.Erasure) error {
	_, _, err := visit(&use{path: path, copy: true}, func(v *view) (struct{}, error) {
		return struct{}{}, v.learn(x)
	})
	if err != nil {
		return err
	}
	how, err := without(x)
	if err != nil {
		return err
	}
	return renewFile(path, how, countErasure)
}

// learn tells the erasure what its records were ever called.
func (v *view) learn(x *planner.Erasure) error {
	for id := range x.IDs() {
		r, err := v.record(id)
		if errors.Is(err, planner.ErrNotFound) { // a backup may be older
			continue
		}
		if err != nil {
			return err
		}
		x.LearnRecord(r)
	}
	about, err := mentions(x)
	if err != nil {
		return err
	}
	return v.each(func(string) error { return nil }, func(bucket string, key, value []byte) error {
		if bucket != journalBucket || !about.in(value) {
			return nil
		}
		var e planner.Entry
		err := unseal(bucket, key, value, &e)
		x.Learn(e)
		return err
	})
}

// needles are what the bytes of an entry have in them if it has to do with an
// erasure. Looking for them saves decoding all the others.
type needles [][]byte

// mentions has the ids and what labels may call the records by now.
func mentions(x *planner.Erasure) (needles, error) {
	var n needles
	for id := range x.IDs() {
		text, err := encoder.Marshal(id)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", id, err)
		}
		n = append(n, text, strconv.AppendQuote(nil, id.String())) // as a change has it, and a value in one
	}
	for word := range x.Words() {
		n = append(n, []byte(word))
	}
	return n, nil
}

// tooManyNeedles is from where on decoding is quicker than looking.
const tooManyNeedles = 50

func (n needles) in(value []byte) bool {
	return len(n) > tooManyNeedles || slices.ContainsFunc(n, func(needle []byte) bool { return bytes.Contains(value, needle) })
}

// without is the change that erases, once it was learned what to look for.
func without(x *planner.Erasure) (change, error) {
	about, err := mentions(x)
	return func(bucket string, key, value []byte) ([]byte, error) {
		if bucket == journalBucket {
			if !about.in(value) {
				return value, nil
			}
			return entryWithout(x, key, value)
		}
		kind, ok := planner.KindNamed(bucket)
		speaks := kind == planner.KindWeek || kind == planner.KindIntake // of others
		if !ok || len(key) != 4 || !speaks && !x.IDs()[planner.ID{Kind: kind, N: binary.BigEndian.Uint32(key)}] {
			return value, nil
		}
		info, _ := kind.Info()
		r, err := unsealRecord(info, key, value)
		if err != nil {
			return nil, err
		}
		return seal(bucket, key, x.Record(r))
	}, err
}

// entryWithout is what stays of a change in the journal.
func entryWithout(x *planner.Erasure, key, value []byte) ([]byte, error) {
	var e planner.Entry
	if err := unseal(journalBucket, key, value, &e); err != nil {
		return nil, err
	}
	rest, changed := x.Entry(e)
	if !changed {
		return value, nil
	}
	return seal(journalBucket, key, rest)
}

// countErasure brings the head and the glance of the new file up to date:
// windows that know the plan as it was have to load it anew.
func countErasure(_, to *view) error {
	plan, h, err := to.load()
	if err != nil {
		return err
	}
	h.Erasures++
	if err := to.set(metaBucket, []byte(headKey), h); err != nil {
		return err
	}
	return to.set(metaBucket, []byte(glanceKey), plan.Glance())
}
