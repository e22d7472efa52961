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
	if err := v.set(metaBucket, []byte(tallyKey), tally{}); err != nil {
		return err
	}
	return v.set(metaBucket, []byte(birthKey), birth{ID: id, Created: created.UTC()})
}

// keep writes what an edit gave: the records it touched, its entry in the
// journal, the new head and the glance, all in this transaction.
func (v *view) keep(out *planner.Outcome, h head) (head, error) {
	next := head{Revision: out.Plan.Revision, Erasures: h.Erasures, Recent: append([]uint64{out.Entry.Nonce}, h.Recent...)}
	next.Recent = next.Recent[:min(len(next.Recent), recentKept)]
	next.Given = maps.Clone(h.Given) // also of kinds that only a later waymark knows
	next.setGiven(out.Plan.Given())
	next.Counts = make(map[string]uint32, len(planner.Kinds))
	maps.Copy(next.Counts, h.Counts)
	if err := v.putAll(out.Touched, next.Counts); err != nil {
		return head{}, err
	}
	if err := v.log(out.Entry); err != nil {
		return head{}, err
	}
	if err := v.set(metaBucket, []byte(headKey), next); err != nil {
		return head{}, err
	}
	return next, v.set(metaBucket, []byte(glanceKey), out.Plan.Glance())
}

// putAll writes records and counts those that are new.
func (v *view) putAll(records []planner.Record, counts map[string]uint32) error {
	var history tally
	for _, r := range records {
		info, ok := r.Key().Kind.Info()
		if !ok || r.Key().N == 0 {
			return fmt.Errorf("%s has no place in a plan", r.Key())
		}
		if info.History {
			if err := v.putHistory(info, r, &history); err != nil {
				return err
			}
			continue
		}
		added, err := v.put(info, r)
		if err != nil {
			return err
		}
		if added {
			counts[info.Name]++
		}
	}
	if history == nil {
		return nil
	}
	return v.set(metaBucket, []byte(tallyKey), history)
}

// putHistory writes one record of history, with its day, and counts it in the
// tally, which is read for the first of them.
func (v *view) putHistory(info planner.KindInfo, r planner.Record, history *tally) error {
	if *history == nil {
		if err := v.meta(tallyKey, history); err != nil {
			return err
		}
	}
	from, err := v.putDay(info, r)
	if err != nil {
		return err
	}
	history.count(info.Name, from, r.Day().Year)
	_, err = v.put(info, r)
	return err
}

// put writes one record. A record that would not read back is refused rather
// than written.
func (v *view) put(info planner.KindInfo, r planner.Record) (added bool, err error) {
	v.watch.step()
	b, err := v.kind(info)
	if err != nil {
		return false, err
	}
	if b == nil {
		if b, err = v.tx.CreateBucket([]byte(info.Name)); err != nil {
			return false, fmt.Errorf("make the list of %s: %w", info.Plural(), err)
		}
	}
	key := numberKey(r.Key().N)
	sealed, err := seal(info.Name, key, r)
	if err != nil {
		return false, err
	}
	if _, err := unsealRecord(info, key, sealed); err != nil {
		return false, fmt.Errorf("%s would not read back (%s); nothing was changed", r.Key(), err.Error())
	}
	if info.History {
		b.FillPercent = appended
	}
	added = b.Get(key) == nil
	if err := b.Put(key, sealed); err != nil {
		return false, fmt.Errorf("write %s: %w", r.Key(), err)
	}
	return added, nil
}

// putDay moves a record's entry in the index of days to its present day, and
// gives the year it was in before; 0 if it is new.
func (v *view) putDay(info planner.KindInfo, r planner.Record) (from int, err error) {
	index, err := v.bucket(dayBucket)
	if err != nil {
		return 0, err
	}
	key := dayKey(info.Kind, r.Day(), r.Key().N)
	switch old, err := v.record(r.Key()); {
	case errors.Is(err, planner.ErrNotFound):
	case err != nil:
		return 0, err
	default:
		from = old.Day().Year
		was := dayKey(info.Kind, old.Day(), old.Key().N)
		if bytes.Equal(was, key) {
			return from, nil
		}
		if err := index.Delete(was); err != nil {
			return 0, fmt.Errorf("write the day of %s: %w", r.Key(), err)
		}
	}
	if err := index.Put(key, nil); err != nil {
		return 0, fmt.Errorf("write the day of %s: %w", r.Key(), err)
	}
	return from, nil
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
