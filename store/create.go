package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"waymark/planner"
)

// Create starts a plan with its first records. The file is made whole under
// another name and then put in place, so that a crash leaves no half of one;
// of two first starts at once, one gets planner.ErrExists.
func (s *Store) Create(id string, start planner.Edit) (planner.Result, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got, err := s.create(id, start)
	var own *ownError
	switch {
	case err == nil:
		s.known = got.known
		return got.result, nil
	case errors.As(err, &own):
		return planner.Result{}, own.err
	case errors.Is(err, planner.ErrExists):
		return planner.Result{}, fmt.Errorf("%w at %s", planner.ErrExists, s.path)
	}
	return planner.Result{}, about("start a plan at", s.path, err)
}

// vacant refuses a path where something is already.
func vacant(path string) error {
	_, err := look(path)
	switch {
	case err == nil:
		return planner.ErrExists
	case errors.Is(err, planner.ErrNoPlan):
		return nil
	}
	return err
}

func (s *Store) create(id string, start planner.Edit) (kept, error) {
	if err := vacant(s.path); err != nil { // before anything is made
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
	if err := vacant(s.path); err != nil { // another start may have been quicker
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
		return v.run(planner.NewPlan(id, 0, nil), head{}, start)
	})
	if err == nil {
		err = putInPlace(fresh, s.path)
	}
	if err != nil {
		_ = os.Remove(fresh)
		return kept{}, err
	}
	got.note.Free = u.free
	noteHead(s.path, got.note)
	return got, nil
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
