package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// uses are the calls of a store that need a plan.
var uses = map[string]func(*store.Store) error{
	"load":    func(s *store.Store) error { _, err := s.Load(); return err },
	"since":   func(s *store.Store) error { _, err := s.Since(1); return err },
	"get":     func(s *store.Store) error { _, err := s.Get(planner.ID{Kind: planner.KindPhase, N: 1}); return err },
	"range":   func(s *store.Store) error { _, err := s.Range(planner.KindTick, today, today); return err },
	"history": func(s *store.Store) error { _, err := s.History(0, 1); return err },
	"undo":    func(s *store.Store) error { _, err := s.Undo(0, stamped(planner.Edit{})); return err },
	"redo":    func(s *store.Store) error { _, err := s.Redo(stamped(planner.Edit{})); return err },
	"apply": func(s *store.Store) error {
		_, err := s.Apply(stamped(planner.CaptureLine("x", today)))
		return err
	},
}

// TestCase06Missing takes a plan's file away: every call, of a store that has
// read it and of one that has not, says that a plan has been there, and none
// makes a new one. Only Renew does.
func TestCase06Missing(t *testing.T) {
	s := fresh(t)
	if _, err := s.Load(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.Path()); err != nil {
		t.Fatal(err)
	}
	for name, use := range uses {
		for who, s := range map[string]*store.Store{"one that knows it": s, "a new one": open(t, s.Path())} {
			err := use(s)
			wantError(t, name+" of "+who, err, planner.ErrMissing)
			wantError(t, name+" of "+who, err, planner.ErrDamaged)
			if errors.Is(err, planner.ErrNoPlan) || !strings.Contains(err.Error(), s.Path()) {
				t.Errorf("%s of %s: %q", name, who, err)
			}
		}
	}
	_, err := open(t, s.Path()).Create("another", start())
	wantError(t, "create", err, planner.ErrMissing)
	if _, err := os.Lstat(s.Path()); !os.IsNotExist(err) {
		t.Fatalf("there is a file: %v", err)
	}
	if _, err := s.Renew("another", start()); err != nil {
		t.Errorf("a new plan in its place: %v", err)
	}
	if p := load(t, s.Path()); p.ID != "another" {
		t.Errorf("it is the plan %q", p.ID)
	}
}

// TestCase24RefusedLeavesNothing names what can't be a plan: no lock is left beside
// it, whatever is asked for.
func TestCase24RefusedLeavesNothing(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"folder": func(p string) error { return os.Mkdir(p, 0o755) },
		"empty":  func(p string) error { return os.WriteFile(p, nil, 0o600) },
		"link":   func(p string) error { return os.Symlink("elsewhere.db", p) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, filepath.Join(dir, "plan.db"))
			if err := put(s.Path()); err != nil {
				t.Skip("not here: ", err)
			}
			for name, use := range uses {
				if err := use(s); err == nil {
					t.Errorf("%s: no error", name)
				}
			}
			if _, err := s.Create("id", start()); err == nil {
				t.Error("create: no error")
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
		})
	}
}

// TestCase21SecondStartLeavesNothing refuses to start a plan where one was put
// without its lock, and makes none.
func TestCase21SecondStartLeavesNothing(t *testing.T) {
	s := fresh(t)
	if err := os.Remove(store.LockPath(s.Path())); err != nil {
		t.Fatal(err)
	}
	_, err := s.Create("another", start())
	wantError(t, "create", err, planner.ErrExists)
	if _, err := os.Lstat(store.LockPath(s.Path())); err == nil {
		t.Error("a lock was made")
	}
}
