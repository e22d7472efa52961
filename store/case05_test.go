package store_test

import (
	"os"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestCase05Empty empties a plan's file: with a note or with backups beside
// it, every call says that a plan has been there, none makes a new one, and
// the newest backup brings it back.
func TestCase05Empty(t *testing.T) {
	for name, lose := range map[string]func(path string) error{
		"note and backup": func(string) error { return nil },
		"only the backup": func(p string) error { return os.Remove(store.HeadPath(p)) },
		"only the note":   func(p string) error { return os.RemoveAll(store.BackupsPath(p)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := backedPlan(t)
			if err := lose(s.Path()); err != nil {
				t.Fatal(err)
			}
			put(t, s.Path(), nil)
			var cause error
			for call, use := range uses {
				for who, s := range map[string]*store.Store{"one that knows it": s, "a new one": open(t, s.Path())} {
					cause = use(s)
					plainDamage(t, call+" of "+who, cause)
					wantError(t, call+" of "+who, cause, planner.ErrMissing)
				}
			}
			_, err := open(t, s.Path()).Create("another", start())
			wantError(t, "create", err, planner.ErrMissing)
			untouched(t, s.Path(), nil)
			switch name {
			case "note and backup":
				broughtBack(t, s, cause)
			case "only the backup":
				tr := s.Trouble(cause)
				if tr.Backup == nil || tr.Between != -1 {
					t.Fatalf("the offer is %+v", tr)
				}
				if _, err := s.Restore(noon, tr.Backup.File); err != nil {
					t.Fatal(err)
				}
				if p := load(t, s.Path()); p.Revision != tr.Backup.Revision {
					t.Errorf("revision %d", p.Revision)
				}
			default:
				if tr := s.Trouble(cause); tr.Backup != nil || tr.Seen == 0 {
					t.Errorf("the offer is %+v", tr)
				}
			}
		})
	}
}
