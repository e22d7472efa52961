package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"waymark/planner"
)

// Create starts a plan with its first records. The file is made whole under
// another name and then put in place, so that a crash leaves no half of one;
// of two first starts at once, one gets planner.ErrExists.
func (s *Store) Create(id string, start planner.Edit) (planner.Result, error) {
	return s.begin(id, start, false)
}

// begin is Create; renew lets it take the place of a plan that is missing.
func (s *Store) begin(id string, start planner.Edit, renew bool) (planner.Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got, err := s.create(id, start, renew)
	var own *ownError
	switch {
	case err == nil:
		s.known = got.known
		return got.result, nil
	case errors.As(err, &own):
		return planner.Result{}, own.err
	case errors.Is(err, planner.ErrExists):
		// It may be one that can't be used.
		if bad := looksLikePlan(s.path); errors.Is(bad, planner.ErrDamaged) {
			return planner.Result{}, about("start a plan at", s.path, bad)
		}
		return planner.Result{}, fmt.Errorf("%w at %s", planner.ErrExists, planner.ShowLine(s.path))
	}
	return planner.Result{}, about("start a plan at", s.path, err)
}

// vacant refuses a path where something is already. With renew, a plan that is
// missing or empty is not in the way.
func vacant(path string, renew bool) error {
	if len(filepath.Base(path)) > longestName {
		return fmt.Errorf("its name is too long: with at most %d letters there is room for the names of what is kept beside it", longestName)
	}
	_, err := look(path)
	switch {
	case renew && errors.Is(err, planner.ErrMissing):
		return nil
	case err == nil:
		return planner.ErrExists
	case errors.Is(err, planner.ErrNoPlan):
		return nil
	}
	return err
}

// longestName is how long a plan's name may be: most disks take 255 letters.
const longestName = 200

func (s *Store) create(id string, start planner.Edit, renew bool) (kept, error) {
	if err := vacant(s.path, renew); err != nil { // before anything is made
		return kept{}, err
	}
	if err := makeFolder(folder(s.path)); err != nil {
		return kept{}, err
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return kept{}, err
	}
	defer unlock()
	if err := os.Chmod(LockPath(s.path), 0o600); err != nil { // an odd umask may have taken too much
		return kept{}, err
	}
	if err := vacant(s.path, renew); err != nil { // another start may have been quicker
		return kept{}, err
	}
	fresh := freshPath(s.path)
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return kept{}, fmt.Errorf("clear what an earlier start left: %w", err)
	}
	u := &use{path: fresh, write: true, fresh: true}
	got, _, err := visit(u, func(v *view) (kept, error) {
		if err := v.found(id, start.At); err != nil {
			return kept{}, err
		}
		out, err := v.outcome(planner.NewPlan(id, 0, nil), start)
		if err != nil {
			return kept{}, err
		}
		return v.keep(out, head{})
	})
	got.note.Free = u.free
	if err == nil && renew {
		err = s.takeOver(fresh, got.note, start.At)
	} else if err == nil {
		err = putInPlace(fresh, s.path)
	}
	if err != nil {
		_ = os.Remove(fresh)
		return kept{}, err
	}
	_ = noteHead(s.path, got.note)
	return got, nil
}

// takeOver puts a new plan in the place of one that is missing or empty.
// Broken off at any moment it leaves what was there, or the new plan.
func (s *Store) takeOver(fresh string, note headNote, at time.Time) error {
	if !traces(s.path) { // there was no plan after all
		if err := putInPlace(fresh, s.path); !errors.Is(err, planner.ErrExists) {
			return err
		}
	}
	_ = noteHead(s.path, note)
	if err := swap(fresh, s.path); err != nil {
		return err
	}
	if err := s.leaveBehind(at); err != nil { // the new plan is there all the same
		s.notices = append(s.notices, planner.ShowLine(err.Error()))
	}
	return nil
}

// makeFolder makes a private folder; one that is there stays as it is.
func makeFolder(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil // if something is wrong with it, the next step says so
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	if err := os.Chmod(path, 0o700); err != nil { // the umask, again
		return fmt.Errorf("make the folder: %w", err)
	}
	return syncFolder(folder(path))
}

// putInPlace gives a finished file its name, never in place of another one.
func putInPlace(fresh, path string) error {
	err := os.Link(fresh, path)
	switch {
	case err == nil:
		_ = os.Remove(fresh) // one that stays is taken away when the plan is used
	case errors.Is(err, fs.ErrExist):
		return planner.ErrExists
	default: // a file system without links; the lock keeps other waymarks out
		if _, seen := os.Lstat(path); seen == nil {
			return planner.ErrExists
		}
		err = os.Rename(fresh, path)
	}
	if err == nil {
		if err = syncFolder(folder(path)); err != nil {
			_ = os.Remove(path) // it is said not to be there
		}
	}
	if err != nil {
		return fmt.Errorf("put the new plan in place: %w", err)
	}
	return nil
}
