package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// besidePlan lists the files that may hold what was erased from a plan: its
// backups, what restores kept aside, and its snapshots.
func besidePlan(path string) ([]string, error) {
	backups, err := listBackups(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, b := range backups {
		files = append(files, b.File)
	}
	for _, dir := range []string{BackupsPath(path), asidePath(path)} {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("look for copies of the plan: %w", err)
		}
		for _, e := range entries {
			file := filepath.Join(dir, e.Name())
			if e.Type().IsRegular() && !isSnapshot(file) && !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	snapshots, err := listSnapshots(path)
	for _, s := range snapshots {
		files = append(files, s.file)
	}
	return files, err
}

// clearLeftovers removes what was broken off before it got its name, however
// new it is: it may hold what is to be erased. The plan's lock is held alone.
func clearLeftovers(path string) {
	for _, dir := range []string{BackupsPath(path), asidePath(path)} {
		entries, _ := os.ReadDir(dir) // mostly there is none
		for _, e := range entries {
			if e.Type().IsRegular() && (strings.HasPrefix(e.Name(), tempPrefix) || strings.HasSuffix(e.Name(), freshPath(""))) {
				_ = os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
	_ = os.Remove(freshPath(DraftsPath(path)))
}

// holdingOf lists the files beside a plan that still hold something of records,
// and those of which that can't be told.
func holdingOf(path, plan string, ids []planner.ID) ([]string, error) {
	files, err := besidePlan(path)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, func(file string) bool {
		holds, err := holds(file, plan, ids)
		return err == nil && !holds
	}), nil
}

// errAnother means that a file is of another plan, in which the same ids name
// other records.
var errAnother = errors.New("it is of another plan")

// holds reports whether a file holds something of records of a plan.
func holds(file, plan string, ids []planner.ID) (bool, error) {
	x, err := planner.NewErasure(ids)
	if err == nil {
		err = samePlan(file, plan)
	}
	switch {
	case errors.Is(err, errAnother):
		return false, nil
	case err != nil:
		return false, err
	case isSnapshot(file):
		return snapshotHolds(file, x.IDs())
	}
	found, _, err := visit(&use{path: file, copy: true}, func(v *view) (bool, error) { return v.holds(x) })
	return found, err
}

// holds reports whether an erasure would change anything.
func (v *view) holds(x *planner.Erasure) (found bool, err error) {
	if err := v.learn(x); err != nil {
		return false, err
	}
	how, err := without(x)
	if err != nil {
		return false, err
	}
	err = v.each(func(string) error { return nil }, func(bucket string, key, value []byte) error {
		if found {
			return nil
		}
		rest, err := how(bucket, key, value)
		found = !bytes.Equal(rest, value)
		return err
	})
	return found, err
}

func isSnapshot(file string) bool { return snapshotName().MatchString(filepath.Base(file)) }

// samePlan reads a file, a plan's in a process of its own, and refuses one of
// another plan.
func samePlan(file, plan string) error {
	var of string
	var err error
	if isSnapshot(file) {
		of, err = snapshotPlan(file)
	} else {
		var got census
		got, err = examineApart(file)
		of = got.Birth.ID
	}
	if err == nil && of != plan {
		err = errAnother
	}
	return err
}

// snapshotPlan is the id of the plan that a snapshot was made from.
func snapshotPlan(file string) (id string, err error) {
	f, err := os.OpenFile(file, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // nothing was written
	d := json.NewDecoder(f)
	_, err = d.Token()
	for err == nil && d.More() {
		var name json.Token
		if name, err = d.Token(); err == nil && name == "plan" {
			err = d.Decode(&id)
			return id, err
		}
		var skipped json.RawMessage
		err = errors.Join(err, d.Decode(&skipped))
	}
	return "", errors.Join(errors.New("it is not a snapshot of a plan"), err)
}

// EraseFrom takes records out of one of the files beside the plan, as Erase
// takes them out of the plan.
func (s *Store) EraseFrom(file string, ids []planner.ID) error {
	x, err := planner.NewErasure(ids)
	if err != nil {
		return err
	}
	if err := s.eraseFrom(file, x); err != nil {
		return fmt.Errorf("erase from %s: %w", file, err)
	}
	return nil
}

func (s *Store) eraseFrom(file string, x *planner.Erasure) error {
	files, err := besidePlan(s.path)
	if err != nil {
		return err
	}
	if !slices.Contains(files, filepath.Clean(file)) {
		return errors.New("it is none of the files that are kept beside the plan")
	}
	born, _, err := read(s.path, func(v *view) (birth, error) {
		b, _, err := v.top()
		return b, err
	})
	if err != nil {
		return err
	}
	err = samePlan(file, born.ID)
	if errors.Is(err, planner.ErrDamaged) {
		return fmt.Errorf("%w; what can't be read can't be rewritten: delete the file", err)
	}
	if err != nil {
		return err
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return err
	}
	defer unlock()
	if !isSnapshot(file) {
		return eraseIn(file, x)
	}
	return writeSnapshot(file, x.IDs(), func(w io.Writer) error {
		f, err := os.OpenFile(file, os.O_RDONLY|noFollow, 0)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // nothing was written
		return export.EraseSnapshot(f, w, x.IDs())
	})
}
