package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

func backups(tb testing.TB, s *store.Store) []planner.Backup {
	tb.Helper()
	list, err := s.Backups()
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// files are the names of what is in a folder; none if there is no folder.
func files(tb testing.TB, dir string) []string {
	tb.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func captureMany(n int) planner.Edit {
	return planner.Edit{Label: "Many", Run: func(d *planner.Draft) error {
		for i := range n {
			d.Add(planner.KindCapture, &planner.Capture{Text: fmt.Sprint("line ", i)})
		}
		return nil
	}}
}

// TestCase37Bulk has a backup made before an edit of 25 records and more, and
// none before smaller ones.
func TestCase37Bulk(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	apply(t, s, captureMany(24))
	if list := backups(t, s); len(list) != 0 {
		t.Fatalf("a small edit made %+v", list)
	}
	res := apply(t, s, captureMany(25))
	list := backups(t, s)
	if len(list) != 1 || list[0].Why != "before bulk" || list[0].Revision != res.Entry.Seq-1 {
		t.Fatalf("%+v", list)
	}
	if _, err := s.Undo(0, stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	if list = backups(t, s); len(list) != 2 || list[0].Revision != res.Entry.Seq {
		t.Errorf("undoing much made %+v", list)
	}

	s = fresh(t)
	if err := os.WriteFile(store.BackupsPath(s.Path()), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, s.Path())
	_, err := s.Apply(stamped(captureMany(25)))
	if err == nil || !strings.Contains(err.Error(), "no backup could be made first") || errors.Is(err, planner.ErrDamaged) {
		t.Errorf("without room for a backup: %v", err)
	}
	if !bytes.Equal(before, bytesOf(t, s.Path())) {
		t.Error("the plan was changed all the same")
	}
}

// TestBackupsAtOnce takes backups from several windows at once, while others
// read and edit: each gets a number of its own.
func TestBackupsAtOnce(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	var wait sync.WaitGroup
	for window := range 4 {
		wait.Go(func() {
			s := open(t, s.Path())
			for i := range 4 {
				if _, err := s.Backup(noon.Add(time.Duration(window*100+i)*time.Second), "asked"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 10 {
		apply(t, s, planner.CaptureLine("meanwhile", today))
	}
	wait.Wait()
	numbers := map[int]string{}
	for _, b := range backups(t, s) {
		if other, twice := numbers[b.Number]; twice {
			t.Errorf("%s and %s have the same number", other, filepath.Base(b.File))
		}
		numbers[b.Number] = filepath.Base(b.File)
		if _, err := s.Verify(b.File); err != nil {
			t.Error(err)
		}
	}
	if len(numbers) < 12 {
		t.Errorf("%d backups of today are kept", len(numbers))
	}
}

// TestBackupTo writes a verified copy where nothing is, and nowhere else.
func TestBackupTo(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "copy.db")
	b, err := s.BackupTo(file)
	if err != nil || b.File != file || b.Number != 0 || b.Revision != 1 || b.Plan != "test-plan" {
		t.Fatalf("%+v, %v", b, err)
	}
	if _, err := s.Verify(file); err != nil {
		t.Error(err)
	}
	before := bytesOf(t, file)
	apply(t, s, planner.CaptureLine("newer", today))
	for _, name := range []string{file, dir, s.Path(), filepath.Join(dir, "no", "copy.db")} {
		if _, err := s.BackupTo(name); err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !bytes.Equal(before, bytesOf(t, file)) {
		t.Error("a file that was there was written over")
	}
	same(t, "files", []string{"copy.db"}, files(t, dir))
}

// TestSweep takes away what broken-off backups left, once it is old.
func TestSweep(t *testing.T) {
	s := fresh(t)
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(store.BackupsPath(s.Path()), ".waymark-123")
	if err := os.WriteFile(left, []byte("half a backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {30 * time.Minute, true}, {2 * time.Hour, false}} {
		store.SweepAfter(t, test.after)
		if _, err := s.Backup(noon, "asked"); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Lstat(left); (err == nil) != test.want {
			t.Errorf("after %s: %v; want it there: %v", test.after, err, test.want)
		}
	}
}
