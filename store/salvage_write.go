package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"waymark/planner"
)

// writeTo writes the new plan under another name, loads it back, and gives it
// its name. A file that another process has put there meanwhile stays.
func (p *salvage) writeTo(file string) error {
	temp, err := freeName(filepath.Dir(file))
	if err != nil {
		return plainCause(err)
	}
	defer func() { _ = os.Remove(temp) }() // where it was linked, its first name
	_, _, err = visit(&use{path: temp, write: true, fresh: true}, func(v *view) (struct{}, error) {
		return struct{}{}, p.write(v)
	})
	switch {
	case err == nil:
	case full(err):
		return fmt.Errorf("%w: %w", planner.ErrFull, plainCause(err))
	default:
		return plainCause(err)
	}
	if _, err := examine(temp); err != nil {
		return fmt.Errorf("the new file does not read back: %w", err)
	}
	if err := giveName(temp, file, false); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fs.ErrExist
		}
		return plainCause(err)
	}
	return syncFolder(filepath.Dir(file))
}

// freeName is the name of a file that is not there yet.
func freeName(dir string) (string, error) {
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), os.Remove(f.Name()))
}

// write writes a whole plan into an empty file.
func (p *salvage) write(v *view) error {
	if err := v.found(p.birth.ID, p.birth.Created); err != nil {
		return err
	}
	p.head.Counts = map[string]uint32{}
	plan, history := planner.NewPlan(p.birth.ID, p.head.Revision, p.head.given()), tally{}
	for _, info := range planner.Kinds {
		records := p.records[info.Kind]
		if err := p.writeKind(v, info, records, history); err != nil {
			return err
		}
		if info.History {
			continue
		}
		p.head.Counts[info.Name] = uint32(len(records))
		state := make([]planner.Record, len(records))
		for i, r := range records {
			state[i] = r.value
		}
		plan = plan.With(p.head.Revision, state...)
	}
	if err := p.writeJournal(v); err != nil {
		return err
	}
	return errors.Join(
		v.set(metaBucket, []byte(tallyKey), history),
		v.set(metaBucket, []byte(headKey), p.head),
		v.set(metaBucket, []byte(glanceKey), plan.Glance()),
	)
}

func (p *salvage) writeKind(v *view, info planner.KindInfo, records []saved[planner.Record], history tally) error {
	bucket, err := v.bucket(info.Name)
	if err != nil {
		return err
	}
	days, err := v.bucket(dayBucket)
	if err != nil {
		return err
	}
	bucket.FillPercent = appended
	for _, r := range records {
		v.watch.step()
		n := r.value.Key().N
		if err := bucket.Put(numberKey(n), r.sealed); err != nil {
			return fmt.Errorf("write %s: %w", r.value.Key(), err)
		}
		if !info.History {
			continue
		}
		if err := days.Put(dayKey(info.Kind, r.value.Day(), n), nil); err != nil {
			return fmt.Errorf("write the day of %s: %w", r.value.Key(), err)
		}
		history.count(info.Name, 0, r.value.Day().Year)
	}
	return nil
}

// writeJournal writes the changes, and marks those that others took back.
func (p *salvage) writeJournal(v *view) error {
	bucket, err := v.bucket(journalBucket)
	if err != nil {
		return err
	}
	bucket.FillPercent = appended
	one := map[uint64]bool{} // changes that stand for themselves
	undone := map[uint64]bool{}
	for _, e := range p.journal {
		v.watch.step()
		if err := bucket.Put(seqKey(e.value.Seq), e.sealed); err != nil {
			return fmt.Errorf("write change %d: %w", e.value.Seq, err)
		}
		one[e.value.Seq] = e.value.First == 0
		if e.value.Undoes != 0 {
			undone[e.value.Undoes] = true
		}
		if e.value.Redoes != 0 {
			delete(undone, e.value.Redoes)
		}
	}
	marks, err := v.bucket(undoneBucket)
	if err != nil {
		return err
	}
	for seq := range undone {
		if !one[seq] {
			continue
		}
		if err := marks.Put(seqKey(seq), nil); err != nil {
			return fmt.Errorf("note that change %d is undone: %w", seq, err)
		}
	}
	return nil
}
