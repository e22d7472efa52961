package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"time"

	"waymark/planner"
)

// appended is how full pages are left in buckets that only grow at their end.
const appended = 0.9

// found makes the buckets of a new plan and says which format they have.
func (v *view) found(id string, created time.Time) error {
	names := []string{metaBucket, journalBucket, undoneBucket, dayBucket}
	for _, info := range planner.Kinds {
		names = append(names, info.Name)
	}
	for _, name := range names {
		if _, err := v.tx.CreateBucket([]byte(name)); err != nil {
			return fmt.Errorf("make the list of %s: %w", name, err)
		}
	}
	if err := v.set(metaBucket, []byte(schemaKey), schemaNote{Version: schema}); err != nil {
		return err
	}
	return v.set(metaBucket, []byte(birthKey), birth{ID: id, Created: created.UTC()})
}

// keep writes what an edit gave: the records it touched, its entry in the
// journal, the new head and the glance, all in this transaction.
func (v *view) keep(out *planner.Outcome, h head) error {
	counts := make(map[string]uint32, len(planner.Kinds))
	maps.Copy(counts, h.Counts)
	for _, r := range out.Touched {
		added, err := v.put(r)
		if err != nil {
			return err
		}
		if info, _ := r.Key().Kind.Info(); added && !info.History {
			counts[info.Name]++
		}
	}
	if err := v.log(out.Entry); err != nil {
		return err
	}
	next := head{Revision: out.Plan.Revision, Counts: counts, Recent: append([]uint64{out.Entry.Nonce}, h.Recent...)}
	next.Recent = next.Recent[:min(len(next.Recent), recentKept)]
	next.Given = maps.Clone(h.Given) // also of kinds that only a later waymark knows
	next.setGiven(out.Plan.Given())
	if err := v.set(metaBucket, []byte(headKey), next); err != nil {
		return err
	}
	return v.set(metaBucket, []byte(glanceKey), out.Plan.Glance())
}

// put writes one record, and for history its place among the days. A record
// that would not read back is refused rather than written.
func (v *view) put(r planner.Record) (added bool, err error) {
	v.watch.step()
	id := r.Key()
	info, ok := id.Kind.Info()
	if !ok || id.N == 0 {
		return false, fmt.Errorf("%s has no place in a plan", id)
	}
	b, err := v.kind(info)
	if err != nil {
		return false, err
	}
	if b == nil {
		if b, err = v.tx.CreateBucket([]byte(info.Name)); err != nil {
			return false, fmt.Errorf("make the list of %ss: %w", info.Name, err)
		}
	}
	key := numberKey(id.N)
	sealed, err := seal(info.Name, key, r)
	if err != nil {
		return false, err
	}
	if _, err := unsealRecord(info, key, sealed); err != nil {
		return false, fmt.Errorf("%s would not read back (%s); nothing was changed", id, err.Error())
	}
	if info.History {
		b.FillPercent = appended
		if err := v.putDay(info, r); err != nil {
			return false, err
		}
	}
	added = b.Get(key) == nil
	if err := b.Put(key, sealed); err != nil {
		return false, fmt.Errorf("write %s: %w", id, err)
	}
	return added, nil
}

// putDay moves a record's entry in the index of days to its present day.
func (v *view) putDay(info planner.KindInfo, r planner.Record) error {
	index, err := v.bucket(dayBucket)
	if err != nil {
		return err
	}
	key := dayKey(info.Kind, r.Day(), r.Key().N)
	switch old, err := v.record(r.Key()); {
	case errors.Is(err, planner.ErrNotFound):
	case err != nil:
		return err
	default:
		was := dayKey(info.Kind, old.Day(), old.Key().N)
		if bytes.Equal(was, key) {
			return nil
		}
		if err := index.Delete(was); err != nil {
			return fmt.Errorf("write the day of %s: %w", r.Key(), err)
		}
	}
	if err := index.Put(key, nil); err != nil {
		return fmt.Errorf("write the day of %s: %w", r.Key(), err)
	}
	return nil
}

// log adds an entry to the journal and notes what it takes back or repeats.
func (v *view) log(e planner.Entry) error {
	b, err := v.bucket(journalBucket)
	if err != nil {
		return err
	}
	b.FillPercent = appended
	if err := v.set(journalBucket, seqKey(e.Seq), e); err != nil {
		return err
	}
	undone, err := v.bucket(undoneBucket)
	if err != nil {
		return err
	}
	if e.Undoes != 0 {
		if err := undone.Put(seqKey(e.Undoes), nil); err != nil {
			return fmt.Errorf("note that change %d is undone: %w", e.Undoes, err)
		}
	}
	if e.Redoes != 0 {
		if err := undone.Delete(seqKey(e.Redoes)); err != nil {
			return fmt.Errorf("note that change %d is redone: %w", e.Redoes, err)
		}
	}
	return nil
}
