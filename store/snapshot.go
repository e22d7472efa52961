package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"waymark/planner"
	"waymark/planner/export"
)

// Once a year all records are written down beside the backups as plain JSON,
// for the day on which nothing reads this file format any more.
const (
	snapshotEvery = 365 * 24 * time.Hour
	keepSnapshots = 10
	snapshotForm  = "20060102"
)

var snapshotName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^snapshot-(\d{8})\.json$`) })

// snapshot is one that was written on a day.
type snapshot struct {
	file string
	day  time.Time
}

// listSnapshots lists the snapshots of a plan, newest first.
func listSnapshots(path string) ([]snapshot, error) {
	entries, err := os.ReadDir(BackupsPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for snapshots: %w", err)
	}
	var list []snapshot
	for _, e := range entries {
		m := snapshotName().FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() {
			continue
		}
		if day, err := time.Parse(snapshotForm, m[1]); err == nil {
			list = append(list, snapshot{filepath.Join(BackupsPath(path), e.Name()), day})
		}
	}
	slices.SortFunc(list, func(a, b snapshot) int { return strings.Compare(b.file, a.file) })
	return list, nil
}

// snapshotYearly writes a snapshot when the newest is a year old. It is made
// from the newest backup, which was just loaded back, so that nobody who works
// on the plan waits for it.
func (s *Store) snapshotYearly(today time.Time) error {
	taken, err := listSnapshots(s.path)
	if err != nil {
		return err
	}
	for _, t := range taken {
		// One of a day to come was dated by a clock that was wrong.
		if age := today.Sub(t.day); age > -24*time.Hour && age <= snapshotEvery {
			return nil
		}
	}
	backups, err := listBackups(s.path)
	if err != nil || len(backups) == 0 {
		return err
	}
	name := filepath.Join(BackupsPath(s.path), "snapshot-"+today.Format(snapshotForm)+".json")
	err = writeSnapshot(name, nil, func(w io.Writer) error { return takeSnapshot(backups[0].File, today, w) })
	if err != nil {
		return fmt.Errorf("write the yearly snapshot: %w", roomless(err))
	}
	return thinSnapshots(s.path)
}

func thinSnapshots(path string) error {
	list, err := listSnapshots(path)
	for i := keepSnapshots; i < len(list); i++ {
		_ = os.Remove(list[i].file) // one that can't be removed is in nobody's way
	}
	return err
}

// takeSnapshot writes all records in a backup, within one transaction.
func takeSnapshot(file string, at time.Time, w io.Writer) error {
	_, _, err := visit(&use{path: file, copy: true}, func(v *view) (struct{}, error) {
		plan, _, err := v.load()
		if err != nil {
			return struct{}{}, err
		}
		v.watch.allow(commitLimit) // a disk may take long over a write
		return struct{}{}, export.Snapshot(w, export.SnapshotInput{Plan: plan, History: v.history(), At: at, Version: export.Version()})
	})
	return err
}

// history gives every record of history, removed ones included, kind by kind.
func (v *view) history() iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		for _, info := range planner.Kinds {
			if !info.History {
				continue
			}
			for r, err := range v.all(info) {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// all gives every record of a kind, removed ones included, by their numbers.
// An error is the last it gives.
func (v *view) all(info planner.KindInfo) iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		_, h, err := v.top()
		b, missing := v.kind(info)
		if err = errors.Join(err, missing); err != nil {
			yield(nil, err)
			return
		}
		if b == nil {
			return
		}
		last, cursor := uint32(0), b.Cursor()
		for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
			v.watch.step()
			n, err := nextNumber(info, key, last, h.Given[info.Name])
			if err != nil {
				yield(nil, err)
				return
			}
			last = n
			v.watch.take(len(sealed))
			r, err := unsealRecord(info, numberKey(n), sealed)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// writeSnapshot writes a snapshot, which counts only once it was read back and
// found without what was erased.
func writeSnapshot(name string, erased map[planner.ID]bool, write func(io.Writer) error) error {
	temp := filepath.Join(filepath.Dir(name), tempPrefix+filepath.Base(name))
	defer func() { _ = os.Remove(temp) }() // gone already if all went well
	if err := writeFile(temp, true, write); err != nil {
		return err
	}
	holds, err := snapshotHolds(temp, erased)
	if err == nil && holds {
		err = errors.New("it still holds what was to be erased")
	}
	if err != nil {
		return fmt.Errorf("the new file does not read back: %w", err)
	}
	if err := os.Rename(temp, name); err != nil {
		return plainCause(err)
	}
	return syncFolder(filepath.Dir(name))
}

// snapshotHolds reads a snapshot and reports whether it holds something of
// some records.
func snapshotHolds(file string, ids map[planner.ID]bool) (bool, error) {
	f, err := os.OpenFile(file, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return export.SnapshotHolds(bufio.NewReader(f), ids)
}
