package store

import (
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
func (v *view) keep(out *planner.Outcome, h head) (kept, error) {
	next := head{Revision: out.Plan.Revision, Erasures: h.Erasures, Recent: append([]uint64{out.Entry.Nonce}, h.Recent...)}
	next.Recent = next.Recent[:min(len(next.Recent), recentKept)]
	next.Given = maps.Clone(h.Given) // also of kinds that only a later waymark knows
	next.setGiven(out.Plan.Given())
	next.Counts = make(map[string]uint32, len(planner.Kinds))
	maps.Copy(next.Counts, h.Counts)
	if err := v.putAll(out.Touched, next.Counts); err != nil {
		return kept{}, err
	}
	if err := v.log(out.Entry); err != nil {
		return kept{}, err
	}
	if err := v.set(metaBucket, []byte(headKey), next); err != nil {
		return kept{}, err
	}
	return kept{
		known:  known{plan: out.Plan, nonce: out.Entry.Nonce, erasures: next.Erasures},
		result: planner.Result{Plan: out.Plan, Entry: out.Entry, New: out.New},
		note:   noteOf(birth{ID: out.Plan.ID}, next, out.Entry.At),
	}, v.set(metaBucket, []byte(glanceKey), out.Plan.Glance())
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
