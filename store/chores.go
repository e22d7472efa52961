package store

import (
	"errors"
	"fmt"
	"time"

	"waymark/planner"
)

// Chores does what falls due by itself: once a day on which the plan differs
// from its newest backup, that is backed up; then, with that way back at hand,
// old changes are put together and a file that is mostly free is compacted.
func (s *Store) Chores(today time.Time) error {
	if s.plain {
		return nil
	}
	due, err := s.backupDue(today)
	if err != nil || !due {
		return err
	}
	if _, err := s.Backup(today, whyDaily); err != nil {
		return err
	}
	if err := s.snapshotYearly(today); err != nil {
		return err
	}
	if err := s.squash(today); err != nil {
		return fmt.Errorf("put old changes together: %w", err)
	}
	if err := s.compact(today); err != nil {
		return fmt.Errorf("compact the plan's file: %w", err)
	}
	return nil
}

// backupDue reports that the day has no backup yet and something changed
// since the newest.
func (s *Store) backupDue(today time.Time) (bool, error) {
	list, err := listBackups(s.path)
	if err != nil || len(list) == 0 {
		return err == nil, err
	}
	y, m, d := list[0].Taken.In(today.Location()).Date()
	if ty, tm, td := today.Date(); y == ty && m == tm && d == td {
		return false, nil
	}
	now, _, err := read(s.path, headOf)
	if err != nil {
		return false, err
	}
	if now.Revision != list[0].Revision {
		return true, nil
	}
	// After a restore the same number may be another change.
	then, _, err := visit(&use{path: list[0].File, copy: true}, headOf)
	if errors.Is(err, planner.ErrStuck) {
		return false, err
	}
	nonce, _ := now.nonce(now.Revision)
	before, _ := then.nonce(then.Revision)
	return err != nil || nonce != before, nil
}

func headOf(v *view) (head, error) {
	_, h, err := v.top()
	return h, err
}
