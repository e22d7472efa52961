package store

import (
	"errors"
	"fmt"
	"os"
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
		if unwritable(err) && !changeable(s.path) {
			return nil // what can't change needs no backup
		}
		return err
	}
	s.scrub(today)
	if err := s.snapshotYearly(today); err != nil {
		return err
	}
	if err := s.squash(today); err != nil {
		return fmt.Errorf("put old changes together: %w", err)
	}
	if err := s.compact(); err != nil {
		return fmt.Errorf("compact the plan's file: %w", err)
	}
	return nil
}

// changeable reports that the user may change a plan.
func changeable(path string) bool {
	unlock, err := lock(path, true)
	if err != nil {
		return !unwritable(err)
	}
	defer unlock()
	f, err := os.OpenFile(path, os.O_WRONLY|noFollow|noWait, 0)
	if err != nil {
		return !unwritable(err)
	}
	_ = f.Close() // nothing was written
	return true
}

// scrub loads one older backup back, another each day, so that one which has
// rotted doesn't take the place of a sound one when they are thinned.
func (s *Store) scrub(today time.Time) {
	list, err := listBackups(s.path)
	if err != nil || len(list) < 2 {
		return
	}
	b := list[1+today.YearDay()%(len(list)-1)]
	if _, err := s.Verify(b.File); errors.Is(err, planner.ErrDamaged) {
		if os.Rename(b.File, b.File+spoiltSuffix) == nil {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.notices = append(s.notices, fmt.Sprintf("Backup %d no longer loads; it is kept as %s.", b.Number, planner.ShowLine(b.File+spoiltSuffix)))
		}
	}
}

// spoiltSuffix is what the names of backups end in that no longer load. They
// count for nothing.
const spoiltSuffix = ".damaged"

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
	return !endsWith(list[0].File, now), nil
}

// endsWith reports that a backup loads back and ends with the same change:
// after a restore the same number may be another one.
func endsWith(file string, now head) bool {
	then, err := examineApart(file)
	nonce, _ := now.nonce(now.Revision)
	before, _ := then.Head.nonce(then.Head.Revision)
	return err == nil && nonce == before
}

func headOf(v *view) (head, error) {
	_, h, err := v.top()
	return h, err
}
