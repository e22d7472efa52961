package store

import (
	"errors"
	"fmt"
	"os"
	"time"

	"waymark/planner"
)

// Apply runs an edit on the newest plan and keeps it. When it returns without
// an error, the change is on disk. An edit that was kept already, told by its
// nonce, is not run again. The edit's Run must not use the store.
func (s *Store) Apply(e planner.Edit) (planner.Result, error) {
	return s.edit(e.Nonce, func(planner.Log) (planner.Edit, error) { return e, nil })
}

// Undo takes back entry seq, or for 0 the newest that is not undone, whoever
// made it.
func (s *Store) Undo(seq uint64, stamp planner.Edit) (planner.Result, error) {
	return s.edit(stamp.Nonce, func(log planner.Log) (planner.Edit, error) {
		e, err := planner.ToUndo(log, seq)
		return planner.Takeback(e).Stamp(stamp.At, stamp.Origin, stamp.Nonce), err
	})
}

// Redo repeats what was undone last.
func (s *Store) Redo(stamp planner.Edit) (planner.Result, error) {
	return s.edit(stamp.Nonce, func(log planner.Log) (planner.Edit, error) {
		e, err := planner.ToRedo(log)
		return planner.Repeat(e).Stamp(stamp.At, stamp.Origin, stamp.Nonce), err
	})
}

// chooser finds the edit to run, with the journal at hand.
type chooser func(planner.Log) (planner.Edit, error)

// kept is what an edit left behind: the plan now, and what to tell of it.
type kept struct {
	known
	result planner.Result
	note   headNote
}

// edit runs one edit in one transaction, while nobody else reads or writes.
func (s *Store) edit(nonce uint64, choose chooser) (planner.Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got, info, err := s.locked(nonce, choose)
	var own *ownError
	switch {
	case err == nil:
		s.known, s.known.file, s.known.own = got.known, info, got.note.Free.Tx != 0
		return got.result, nil
	case errors.As(err, &own):
		return planner.Result{}, own.err
	}
	return planner.Result{}, s.known.gone(s.path, about("change the plan", s.path, err))
}

func (s *Store) locked(nonce uint64, choose chooser) (kept, os.FileInfo, error) {
	if s.refused != nil {
		return kept{}, nil, fmt.Errorf("nothing more is written since the disk failed (%w); copy the plan to another disk, then start again", s.refused)
	}
	if _, err := look(s.path); err != nil {
		return kept{}, nil, err
	}
	if err := firstLook(s.path); err != nil {
		return kept{}, nil, err
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return kept{}, nil, err
	}
	defer unlock()
	try := attempt{nonce: nonce, choose: choose, bulk: s.plain}
	var bulk *bulkError
	for {
		got, info, err := s.attempt(try)
		switch {
		case errors.Is(err, errOldFormat):
			err = migrateLocked(s.path)
		case errors.Is(err, errUnmarked):
			try.trusted, err = true, pagesSound(s.path)
		case errors.As(err, &bulk):
			if err = takeBackup(s.path, now(), whyBulk); err != nil {
				err = fmt.Errorf("this changes much at once, and no backup could be made first: %w", err)
			}
			try.bulk, try.out = true, bulk.out
		default:
			if err == nil && got.note.Plan != "" {
				_ = noteHead(s.path, got.note)
				s.tightenOnce()
			}
			return got, info, err
		}
		if err != nil {
			return kept{}, nil, err
		}
	}
}

// bulkError means that an edit touches so much that a backup comes first. What
// the edit gave stays good, since the lock is held on.
type bulkError struct{ out *planner.Outcome }

func (*bulkError) Error() string { return "a backup comes first" }

// bulkFrom is how many records an edit touches at least to count as much at
// once: more than anyone undoes by hand.
const bulkFrom = 25

// attempt is an edit to be run, and what was made sure of before.
type attempt struct {
	nonce   uint64
	choose  chooser
	bulk    bool             // it may touch much
	out     *planner.Outcome // what the edit gave before the backup
	trusted bool             // the file's pages were checked
}

// attempt runs an edit and finds out what became of it. The lock is held.
func (s *Store) attempt(try attempt) (kept, os.FileInfo, error) {
	note, ok := testimony(s.path)
	before, tried := s.known, make(chan kept, 1)
	u := &use{path: s.path, write: true, much: try.bulk}
	got, info, err := visit(u, func(v *view) (kept, error) {
		v.trusted = try.trusted || before.own && before.stamped(v.info)
		if err := v.writable(note, ok); err != nil {
			tried <- kept{}
			return kept{}, err
		}
		got, err := v.edit(before, try)
		tried <- got
		return got, err
	})
	var failed *commitError
	if errors.As(err, &failed) {
		return s.settle(<-tried, failed.err)
	}
	got.note.Free = u.free
	return got, info, err
}

// settle finds out what became of a change whose commit failed: only the file
// knows, since an error may come before or after the change took hold.
func (s *Store) settle(k kept, cause error) (kept, os.FileInfo, error) {
	if !full(cause) {
		s.refused = cause
	}
	unknown := func(err error) (kept, os.FileInfo, error) {
		return kept{}, nil, fmt.Errorf("%w (%w)", planner.ErrUnknown, errors.Join(cause, err))
	}
	if errors.Is(cause, planner.ErrStuck) {
		return unknown(nil)
	}
	head, info, err := visit(&use{path: s.path}, func(v *view) (head, error) {
		_, h, err := v.top()
		return h, err
	})
	entry := k.result.Entry
	nonce, recent := head.nonce(entry.Seq)
	switch {
	case err != nil:
		return unknown(err)
	case recent && nonce == entry.Nonce:
		return k, info, nil
	case full(cause):
		return kept{}, nil, fmt.Errorf("%w: the change was not kept (%w)", planner.ErrFull, cause)
	}
	return kept{}, nil, fmt.Errorf("the disk failed and the change was not kept: %w", cause)
}

// edit brings the plan up to date, runs an edit on it and writes what it gave.
func (v *view) edit(before known, try attempt) (kept, error) {
	var since uint64
	if before.plan != nil {
		since = before.plan.Revision
	}
	now, _, _, err := v.catchUp(before, since)
	if err != nil {
		return kept{}, err
	}
	_, h, err := v.top()
	if err != nil {
		return kept{}, err
	}
	if seq := h.applied(try.nonce); seq != 0 {
		v.nothing = true
		return v.again(now, seq)
	}
	out := try.out
	if out == nil || out.Entry.Seq != h.Revision+1 {
		e, err := try.choose(journal{v, h.Revision})
		if errors.Is(err, planner.ErrDamaged) {
			return kept{}, err
		}
		if err != nil {
			return kept{}, &ownError{err}
		}
		if out, err = v.outcome(now.plan, e); err != nil {
			return kept{}, err
		}
	}
	if !try.bulk && len(out.Entry.Changes) >= bulkFrom {
		return kept{}, &bulkError{out}
	}
	return v.keep(out, h)
}

// again gives the result of an edit that was kept before.
func (v *view) again(now known, seq uint64) (kept, error) {
	e, err := v.entry(seq)
	if err != nil {
		return kept{}, err
	}
	res := planner.Result{Plan: now.plan, Entry: e}
	for _, c := range e.Changes {
		if c.Created {
			res.New = append(res.New, c.ID)
		}
	}
	return kept{known: now, result: res}, nil
}

// ownError is what an edit itself had to say, which needs no word of the file.
type ownError struct{ err error }

func (e *ownError) Error() string { return e.err.Error() }
func (e *ownError) Unwrap() error { return e.err }

// outcome runs an edit. History that can't be read fails it, even where the
// edit takes a record that can't be read for one that isn't there. A panic of
// the edit is a mistake of the program and must not pass for a damaged file,
// nor the time that an edit of very much takes.
func (v *view) outcome(p *planner.Plan, e planner.Edit) (out *planner.Outcome, err error) {
	limit := time.Duration(v.watch.limit.Load())
	defer v.watch.allow(limit)
	var broken error
	reading := false
	read := func(id planner.ID) (planner.Record, error) {
		reading = true
		v.watch.allow(limit)
		r, err := v.record(id)
		v.watch.allow(runLimit)
		reading = false
		if err != nil && !errors.Is(err, planner.ErrNotFound) {
			broken = err
		}
		return r, err
	}
	defer func() {
		if r := recover(); r != nil {
			if reading {
				panic(r)
			}
			out, err = nil, &ownError{fmt.Errorf("%s: the program made a mistake, nothing was changed: %v", e.Label, r)}
		}
	}()
	v.watch.allow(runLimit)
	out, err = p.Apply(e, read)
	if broken != nil {
		return nil, broken
	}
	if err != nil {
		return nil, &ownError{err}
	}
	return out, nil
}
