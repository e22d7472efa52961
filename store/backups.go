package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"waymark/planner"
)

// NoBackups makes this store back nothing up by itself, and neither thin nor
// put together anything: under another day than today's that would be wrong.
func (s *Store) NoBackups() { s.plain = true }

// Backup takes a verified backup among the plan's own. Others can read while
// it is drawn, and only its naming keeps them waiting.
func (s *Store) Backup(taken time.Time, why string) (planner.Backup, error) {
	pages, err := held(s.path, false, func() (copied, error) { return drawBackup(s.path) })
	if err != nil {
		return planner.Backup{}, err
	}
	temp, got, err := pages.rebuilt()
	if err != nil {
		return planner.Backup{}, about("take a backup of", s.path, err)
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		_ = os.Remove(temp)
		return planner.Backup{}, about("take a backup of", s.path, err)
	}
	defer unlock()
	return shelve(s.path, temp, got, taken, why)
}

// BackupTo takes a verified backup into a file that is not there yet.
func (s *Store) BackupTo(file string) (planner.Backup, error) {
	failed := func(err error) (planner.Backup, error) {
		return planner.Backup{}, fmt.Errorf("back up to %s: %w", planner.ShowLine(file), roomless(plainCause(err)))
	}
	if err := own(s.path, file); err != nil {
		return planner.Backup{}, err
	}
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return planner.Backup{}, fmt.Errorf("%s is there already; take another name", planner.ShowLine(file))
	}
	sweep(filepath.Dir(file))
	pages, err := held(s.path, false, func() (copied, error) { return copyOut(s.path, filepath.Dir(file)) })
	if err != nil {
		return failed(err)
	}
	temp, got, err := pages.rebuilt()
	if err != nil {
		return failed(err)
	}
	err = giveName(temp, file, false)
	_ = os.Remove(temp) // its first name, where it was linked
	if err != nil {
		return failed(err)
	}
	b := planner.Backup{File: file, Taken: now().UTC().Truncate(time.Second), Why: "asked"}
	complete(&b, got)
	return b, syncFolder(filepath.Dir(file))
}

// held does work on a plan while its lock is held. What it does is no edit. To
// be written the plan has to be of the present format.
func held[T any](path string, write bool, work func() (T, error)) (T, error) {
	var none T
	if _, _, err := read(path, func(*view) (struct{}, error) { return struct{}{}, nil }); err != nil {
		return none, err
	}
	unlock, err := lock(path, write)
	if err != nil {
		return none, about("lock", path, err)
	}
	defer unlock()
	note, ok := testimony(path) // another may have put a file in its place meanwhile
	if _, _, err := visit(&use{path: path}, func(v *view) (struct{}, error) {
		v.asItIs = !write
		return struct{}{}, v.ready(note, ok)
	}); err != nil {
		return none, about("read the plan", path, err)
	}
	got, err := work()
	return got, roomless(err)
}

// Backups lists the plan's backups, newest first. None is loaded.
func (s *Store) Backups() ([]planner.Backup, error) { return listBackups(s.path) }

// Verify loads a backup back, whole, in a process of its own: a damaged one
// can do no harm here.
func (s *Store) Verify(file string) (planner.Backup, error) {
	b, _ := parseBackup(filepath.Base(file))
	if filepath.Dir(file) != BackupsPath(s.path) {
		b.Number = 0
	}
	b.File = file
	info, err := os.Lstat(file)
	if err == nil {
		err = fitting(file, info)
	}
	if err != nil {
		return b, unusable(file, plainCause(err))
	}
	if b.Taken.IsZero() {
		b.Taken = info.ModTime().UTC()
	}
	with := []string{withPages}
	if sameFile(file, s.path) { // which may be taken as it is where the newest change is lost
		with = nil
	}
	got, err := examineApart(file, with...)
	if err != nil {
		return b, unusable(file, err)
	}
	complete(&b, got)
	return b, nil
}

// unusable says why a backup can't be used. What errors say of plans, that the
// plan's file is damaged or missing or that --file may name another, would be
// wrong here.
func unusable(file string, err error) error {
	words := planner.ShowLine(err.Error())
	for _, kind := range []error{planner.ErrDamaged, planner.ErrMissing} {
		words = strings.TrimPrefix(strings.TrimSuffix(words, ": "+kind.Error()), kind.Error()+": ")
	}
	words, _, _ = strings.Cut(words, "; ")
	return &unusableError{fmt.Sprintf("the backup %s can't be used: %s", planner.ShowLine(file), words), err}
}

type unusableError struct {
	words string
	cause error
}

func (e *unusableError) Error() string { return e.words }

func (e *unusableError) Unwrap() error {
	if errors.Is(e.cause, planner.ErrMissing) { // an empty backup is a damaged one
		return planner.ErrDamaged
	}
	return e.cause
}

// newestSound is the newest backup that loads back; nil if there is none.
func (s *Store) newestSound() *planner.Backup {
	list, err := listBackups(s.path)
	if err != nil {
		return nil
	}
	for _, b := range list {
		if got, err := s.Verify(b.File); err == nil {
			return &got
		}
	}
	return nil
}
