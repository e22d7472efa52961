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

// lost are the ways in which a plan's file is gone.
var lost = map[string]func(path string) error{
	"missing": os.Remove,
	"empty":   func(path string) error { return os.Truncate(path, 0) },
}

// backedTwice is a plan with two backups and a change since, whose file is
// gone.
func backedTwice(t *testing.T, lose func(string) error) *store.Store {
	t.Helper()
	s := backedDaily(t, 2)
	apply(t, s, planner.CaptureLine("since then", today))
	if err := lose(s.Path()); err != nil {
		t.Fatal(err)
	}
	return s
}

// blocked puts a folder where a new file is to be made.
func blocked(t *testing.T, path string) (free func()) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(store.FreshPath(path), "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.RemoveAll(store.FreshPath(path)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRenewFails starts a plan where one has been, and that fails: all that
// tells of the old plan is still there, and it can be restored.
func TestRenewFails(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T, s *store.Store) error{
		"no room for the file": func(t *testing.T, s *store.Store) error {
			t.Helper()
			free := blocked(t, s.Path())
			_, err := s.Renew("another", start())
			free()
			return err
		},
		"the first edit fails": func(t *testing.T, s *store.Store) error {
			t.Helper()
			_, err := s.Renew("another", stamped(planner.Edit{Label: "Broken", Run: func(*planner.Draft) error {
				return errors.New("no such template")
			}}))
			return err
		},
	}
	for how, lose := range lost {
		for why, fail := range tests {
			t.Run(how+", "+why, func(t *testing.T) {
				t.Parallel()
				s := backedTwice(t, lose)
				dir := filepath.Dir(s.Path())
				before, list := filed(t, dir), backups(t, s)
				if err := fail(t, s); err == nil || errors.Is(err, planner.ErrDamaged) {
					t.Fatalf("it gave %v", err)
				}
				sameFiles(t, before, filed(t, dir))
				same(t, "backups", list, backups(t, s))
				same(t, "notices", []string(nil), s.Notices())
				for who, s := range map[string]*store.Store{"one that knows it": s, "a new one": open(t, s.Path())} {
					_, err := s.Load()
					wantError(t, who, err, planner.ErrMissing)
				}
				if _, err := s.Restore(noon, list[0].File); err != nil {
					t.Fatal(err)
				}
				if p := load(t, s.Path()); p.ID != "test-plan" || p.Revision != list[0].Revision {
					t.Errorf("restored: %q at %d", p.ID, p.Revision)
				}
			})
		}
	}
}

// TestRenew starts a plan where one has been: the backups of that are kept
// where a notice says, and the new plan has none.
func TestRenew(t *testing.T) {
	t.Parallel()
	for how, lose := range lost {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s := backedTwice(t, lose)
			was := map[string]string{}
			for path, text := range filed(t, store.BackupsPath(s.Path())) {
				was[filepath.Base(path)] = text
			}
			res, err := s.Renew("another", start())
			if err != nil || res.Plan.ID != "another" {
				t.Fatal(err)
			}
			said := s.Notices()
			if len(said) != 1 {
				t.Fatalf("it said %q", said)
			}
			at := strings.Index(said[0], filepath.Dir(s.Path()))
			if at < 0 {
				t.Fatalf("it said %q", said)
			}
			kept := strings.TrimSuffix(said[0][at:], ".")
			got := map[string]string{}
			for path, text := range filed(t, kept) {
				got[filepath.Base(path)] = text
			}
			if len(was) != 2 {
				t.Fatalf("%d backups: the test shows nothing", len(was))
			}
			sameFiles(t, was, got)
			if list := backups(t, s); len(list) != 0 {
				t.Errorf("the new plan has backups: %+v", list)
			}
			wantNote(t, s)
			if p := load(t, s.Path()); p.ID != "another" || p.Revision != 1 {
				t.Errorf("the plan is %q at %d", p.ID, p.Revision)
			}
			if b, err := s.Backup(noon, "asked"); err != nil || b.Number != 1 || b.Plan != "another" {
				t.Errorf("its first backup: %+v, %v", b, err)
			}
		})
	}
}
