//go:build unix

package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// calls are all ways to come upon a file.
var calls = map[string]func(*store.Store) error{
	"load":    func(s *store.Store) error { _, err := s.Load(); return err },
	"glance":  func(s *store.Store) error { _, err := store.Glance(s.Path()); return err },
	"since":   func(s *store.Store) error { _, err := s.Since(1); return err },
	"history": func(s *store.Store) error { _, err := s.History(0, 1); return err },
	"apply": func(s *store.Store) error {
		_, err := s.Apply(stamped(planner.CaptureLine("x", today)))
		return err
	},
	"create": func(s *store.Store) error { _, err := s.Create("id", start()); return err },
}

// TestCase24Plan puts what is no plan where the plan should be: each call says
// so in words, and nothing is followed, changed or made.
func TestCase24Plan(t *testing.T) {
	tests := []struct {
		name  string
		put   func(path string) error
		want  error  // nil: none that callers tell apart
		words string // of the message
	}{
		{"symbolic link", func(p string) error { return os.Symlink("elsewhere.db", p) }, nil, "elsewhere.db"},
		{"folder", func(p string) error { return os.Mkdir(p, 0o755) }, nil, "is a folder"},
		{"named pipe", func(p string) error { return syscall.Mkfifo(p, 0o600) }, nil, "named pipe"},
		{"empty", func(p string) error { return os.WriteFile(p, nil, 0o600) }, planner.ErrDamaged, "empty"},
		{"text", func(p string) error { return os.WriteFile(p, []byte("Dear diary"), 0o600) }, planner.ErrDamaged, "not a plan"},
		{"zeros", func(p string) error { return os.WriteFile(p, make([]byte, 32<<10), 0o600) }, planner.ErrDamaged, "not a plan"},
		{"random", func(p string) error {
			return os.WriteFile(p, bytes.Repeat([]byte("\xed\xda\x0c\xed!"), 9000), 0o600)
		}, planner.ErrDamaged, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, filepath.Join(t.TempDir(), "plan.db"))
			if err := test.put(s.Path()); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			for name, call := range calls {
				err := call(s)
				if name == "create" && test.want != nil && !errors.Is(err, test.want) {
					wantError(t, name, err, planner.ErrExists)
					continue
				}
				if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.words) {
					t.Errorf("%s: %v; want %v with %q", name, err, test.want, test.words)
				}
			}
			after, err := os.Lstat(s.Path())
			if err != nil || before.Size() != after.Size() || before.Mode() != after.Mode() || !before.ModTime().Equal(after.ModTime()) {
				t.Errorf("it was changed: %v → %v (%v)", before, after, err)
			}
			if _, err := os.Lstat(filepath.Join(filepath.Dir(s.Path()), "elsewhere.db")); err == nil {
				t.Error("a dangling link was followed and its target made")
			}
		})
	}
}

func TestNoPlan(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "sub", "plan.db"))
	for name, call := range calls {
		if name != "create" {
			wantError(t, name, call(s), planner.ErrNoPlan)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("looking for a plan left %v (%v)", left, err)
	}
	if err := calls["create"](s); err != nil {
		t.Fatal(err)
	}
	wantError(t, "second create", calls["create"](open(t, s.Path())), planner.ErrExists)
	if _, err := store.Open(""); err == nil {
		t.Error("a plan without a name was opened")
	}
}

// TestFolderIsAFile has a file where the plan's folder should be.
func TestFolderIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls {
		if err := call(open(t, filepath.Join(file, "plan.db"))); err == nil || !strings.Contains(err.Error(), "not a directory") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
