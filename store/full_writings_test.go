//go:build unix

package store_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/store"
)

// writing is one way in which files are written.
type writing struct {
	name    string
	prepare func(path string) error
	run     func(*store.Store) error
	look    func(path string) (string, error) // what there is, before and after
	modest  bool                              // it may do with what is free within the file
	edits   bool                              // it says for sure whether it was done
}

// fixed is an edit that is the same each time.
func fixed(e planner.Edit, nonce uint64) planner.Edit { return e.Stamp(noon, "test", 1<<60|nonce) }

// lines is an edit that adds a number of lines.
func lines(n int, nonce uint64) planner.Edit {
	return fixed(planner.Edit{Label: "Lines", Run: func(d *planner.Draft) error {
		for i := range n {
			d.Add(planner.KindCapture, &planner.Capture{Text: fmt.Sprint(strings.Repeat("much to say ", 80), i)})
		}
		return nil
	}}, nonce)
}

func applied(e planner.Edit) func(*store.Store) error {
	return func(s *store.Store) error {
		_, err := s.Apply(e)
		return err
	}
}

// filledTemplate is the folder of a plan to try writings on, by the plan's
// path: with a backup, and a file of the first format beside it.
func filledTemplate(t *testing.T) string {
	t.Helper()
	s := fresh(t)
	for i := range 3 {
		apply(t, s, lines(20, uint64(i)))
	}
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("after the backup", today))
	put(t, filepath.Join(filepath.Dir(s.Path()), "first.db"), unzipped(t, "testdata/schema-1.db.gz"))
	return s.Path()
}

// writings are all ways in which files are written.
var writings = []writing{
	{
		name: "create", look: digest, edits: true,
		prepare: func(p string) error {
			return errors.Join(os.Remove(p), os.Remove(store.HeadPath(p)), os.RemoveAll(store.BackupsPath(p)))
		},
		run: func(s *store.Store) error {
			_, err := s.Create("id", fixed(start(), 1))
			return err
		},
	},
	{name: "a small edit", look: digest, run: applied(fixed(planner.CaptureLine("small", today), 2)), modest: true, edits: true},
	{name: "a large edit", look: digest, run: applied(lines(20, 3)), modest: true, edits: true},
	{name: "a bulk edit", look: digest, run: applied(lines(60, 4)), edits: true},
	{name: "undo", look: digest, modest: true, edits: true, run: func(s *store.Store) error {
		_, err := s.Undo(0, fixed(planner.Edit{}, 5))
		return err
	}},
	{name: "backup", look: backupsThere, run: func(s *store.Store) error {
		_, err := s.Backup(noon, "asked")
		return err
	}},
	{name: "backup elsewhere", look: beside("copy.db"), run: func(s *store.Store) error {
		_, err := s.BackupTo(filepath.Join(filepath.Dir(s.Path()), "copy.db"))
		return err
	}},
	{
		name: "migrate", look: untilMigrated,
		prepare: func(p string) error {
			return errors.Join(os.Remove(store.HeadPath(p)), os.RemoveAll(store.BackupsPath(p)), os.Rename(filepath.Join(filepath.Dir(p), "first.db"), p))
		},
		run: func(s *store.Store) error { return store.Migrate(s.Path()) }, // a load would read it as it is
	},
	{name: "restore", look: digest, run: restored},
	{name: "restore what is missing", prepare: os.Remove, look: orMissing, run: restored},
	{name: "compact", look: digest, run: func(s *store.Store) error { return store.RenewFile(s.Path()) }},
	{name: "salvage", look: beside("salvaged.db"), run: func(s *store.Store) error {
		_, err := s.Salvage(noon, filepath.Join(filepath.Dir(s.Path()), "salvaged.db"))
		return err
	}},
	{name: "erase", look: digest, run: func(s *store.Store) error {
		_, err := s.Erase([]planner.ID{{Kind: planner.KindCapture, N: 7}})
		return err
	}},
	{name: "export", look: beside("plan.md"), run: exportedTo("plan.md")},
}

func restored(s *store.Store) error {
	list, err := s.Backups()
	if err != nil {
		return err
	}
	_, err = s.Restore(noon, list[len(list)-1].File)
	return err
}

// backupsThere tells which backups there are, all of which load back.
func backupsThere(path string) (string, error) {
	s := open(noTest{}, path)
	list, err := s.Backups()
	for _, b := range list {
		if err == nil {
			err = store.Examine(b.File)
		}
	}
	return fmt.Sprint(len(list)), err
}

// beside tells of a file beside the plan, and whether it is whole.
func beside(name string) func(path string) (string, error) {
	return func(path string) (string, error) {
		file := filepath.Join(filepath.Dir(path), name)
		text, err := os.ReadFile(file)
		switch {
		case errors.Is(err, os.ErrNotExist):
			return "none", nil
		case err == nil && filepath.Ext(name) == ".db":
			return "whole", store.Examine(file)
		}
		return string(text), err
	}
}

// untilMigrated tells which format a file has, and what is in it once that is
// the present one.
func untilMigrated(path string) (string, error) {
	if store.VersionOf(path) == 1 {
		return "the first format", nil
	}
	return digest(path)
}

// orMissing is digest of a plan that may be missing.
func orMissing(path string) (string, error) {
	got, err := digest(path)
	if errors.Is(err, planner.ErrMissing) {
		return "missing", nil
	}
	return got, err
}

// exportedTo writes the plan as a document in place of one that is there.
func exportedTo(name string) func(*store.Store) error {
	return func(s *store.Store) error {
		p, err := s.Load()
		if err != nil {
			return err
		}
		return store.WriteFile(s.Path(), filepath.Join(filepath.Dir(s.Path()), name), true, func(w io.Writer) error {
			in, err := export.Share(export.Source{Whole: planner.Whole{Plan: p}, Today: today}, export.Choice{For: export.Audiences[0]})
			if err != nil {
				return err
			}
			return export.Formats[0].Write(w, in)
		})
	}
}
