package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"waymark/planner"
)

// Restore verifies a backup, keeps the present file aside and puts a copy of
// the backup in its place. At no moment is there no plan. Naming the plan's
// own file takes that as it is.
func (s *Store) Restore(at time.Time, file string) (planner.Restored, error) {
	b, err := s.Verify(file)
	if err != nil {
		return planner.Restored{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if sameFile(file, s.path) {
		return planner.Restored{From: b}, s.takeAsIs()
	}
	if err := fitToReplace(s.path); err != nil {
		return planner.Restored{}, about("restore", s.path, err)
	}
	if err := makeFolder(folder(s.path)); err != nil {
		return planner.Restored{}, about("restore", s.path, err)
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return planner.Restored{}, about("restore", s.path, err)
	}
	defer unlock()
	aside, err := s.replace(file, at)
	if err != nil {
		return planner.Restored{}, about("restore", s.path, err)
	}
	s.known, s.refused = known{}, nil
	return planner.Restored{From: b, Aside: aside}, nil
}

func sameFile(a, b string) bool {
	x, errX := os.Lstat(a)
	y, errY := os.Lstat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// fitToReplace refuses what a restore must not take the place of. A file that
// is missing, empty or damaged is what a restore is for.
func fitToReplace(path string) error {
	_, err := look(path)
	if errors.Is(err, planner.ErrMissing) || errors.Is(err, planner.ErrDamaged) || errors.Is(err, planner.ErrNoPlan) {
		err = nil
	}
	return err
}

// takeAsIs notes that the present file is the plan.
func (s *Store) takeAsIs() error {
	unlock, err := lock(s.path, true)
	if err != nil {
		return about("take", s.path, err)
	}
	defer unlock()
	got, err := examine(s.path)
	if err != nil {
		return about("take", s.path, err)
	}
	if err := noteHead(s.path, noteOf(got.Birth, got.Head, got.Changed)); err != nil {
		return about("take", s.path, err)
	}
	s.known, s.refused = known{}, nil
	return nil
}

// replace puts a copy of a backup in the plan's place. The copy is made
// before anything is thinned, since the backup itself might be.
func (s *Store) replace(file string, at time.Time) (aside string, err error) {
	fresh := freshPath(s.path)
	got, err := duplicate(file, fresh)
	if err != nil {
		_ = os.Remove(fresh)
		return "", err
	}
	if _, bad := examineApart(s.path); bad == nil {
		if err := takeBackup(s.path, at, whyRestore); err != nil {
			_ = os.Remove(fresh)
			return "", fmt.Errorf("no backup of the present plan could be made first: %w", err)
		}
	}
	if aside, err = keepAside(s.path, at); err == nil {
		// Broken off from here on, both the old file and the new one fit.
		if err = noteHead(s.path, headNote{Plan: got.Birth.ID, Restoring: true}); err == nil {
			err = swap(fresh, s.path)
		}
	}
	if err != nil {
		_ = os.Remove(fresh)
		return "", err
	}
	_ = noteHead(s.path, noteOf(got.Birth, got.Head, got.Changed)) // the one before fits, too
	// The newest backup must be of what is the plan now, not of what was left
	// behind. Without it the next day's will be.
	_ = takeBackup(s.path, at, whyRestored)
	return aside, nil
}

// duplicate copies a file byte by byte to a new name and loads it back.
func duplicate(file, to string) (census, error) {
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return census{}, fmt.Errorf("clear what an earlier try left: %w", err)
	}
	if err := copyFile(file, to); err != nil {
		return census{}, err
	}
	return examine(to)
}

// copyFile copies a file byte by byte to a name that is not there yet.
func copyFile(file, to string) error {
	from, err := os.OpenFile(file, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, privateFile)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Chmod(privateFile), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(to)
	}
	if full(err) {
		err = fmt.Errorf("%w: %w", planner.ErrFull, err)
	}
	return err
}

// keepAside gives the present file a second name in the folder for such, so
// that it is still there when another takes its place; "" if there is none.
func keepAside(path string, at time.Time) (string, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := privateDir(BackupsPath(path)); err != nil {
		return "", err
	}
	dir := asidePath(path)
	if err := privateDir(dir); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		aside := filepath.Join(dir, fmt.Sprintf("%s-%d.db", at.UTC().Format(takenForm), n))
		err := os.Link(path, aside)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil { // a file system without links, or another one
			err = copyFile(path, aside)
		}
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("keep the present file aside: %w", err)
		}
		return aside, syncFolder(dir)
	}
}

// Renew starts another plan where one has been: its file is missing or empty,
// and what is kept beside it stays for the old one.
func (s *Store) Renew(id string, start planner.Edit) (planner.Result, error) {
	return s.begin(id, start, true)
}

// leaveBehind gives the backups of the plan that was here a folder of their
// own, once another one is in its place.
func (s *Store) leaveBehind(at time.Time) error {
	old := BackupsPath(s.path) + "-until-" + at.UTC().Format(takenForm)
	err := os.Rename(BackupsPath(s.path), old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("put the backups of the plan that was here aside: %w", plainCause(err))
	}
	s.notices = append(s.notices, fmt.Sprintf("The backups of the plan that was here are in %s.", planner.ShowLine(old)))
	return syncFolder(folder(s.path))
}
