//go:build unix

package store_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestCase25TightenBeside finds everything that is kept beside a plan open to
// others: one load closes all of it, and says so once.
func TestCase25TightenBeside(t *testing.T) {
	t.Parallel()
	s := backedDaily(t, 2)
	if _, err := s.Restore(noon, backups(t, s)[1].File); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepDraft("note a1", []string{"typed"}); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("goes on", today))
	dir := filepath.Dir(s.Path())
	each := func(do func(path string, info fs.FileInfo)) (n int) {
		err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || path == dir {
				return err
			}
			info, err := os.Lstat(path)
			if err == nil {
				do(path, info)
				n++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	widened := each(func(path string, info fs.FileInfo) {
		mode := fs.FileMode(0o644)
		if info.IsDir() {
			mode = 0o755
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	})
	// The plan, its lock, note and drafts; two folders, backups and one aside.
	if widened < 10 {
		t.Fatalf("%d things beside the plan: the test shows nothing", widened)
	}
	again := open(t, s.Path())
	if _, err := again.Load(); err != nil {
		t.Fatal(err)
	}
	each(func(path string, info fs.FileInfo) {
		want := fs.FileMode(0o600)
		if info.IsDir() {
			want = 0o700
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %s", filepath.Base(path), info.Mode())
		}
	})
	if said := again.Notices(); len(said) != 1 || !strings.Contains(said[0], s.Path()) || !strings.Contains(said[0], "backups") {
		t.Errorf("it said %q", said)
	}
	for who, s := range map[string]*store.Store{"the same": again, "another": open(t, s.Path())} {
		if _, err := s.Load(); err != nil {
			t.Fatal(err)
		}
		if said := s.Notices(); len(said) != 0 {
			t.Errorf("%s said again %q", who, said)
		}
	}
}
