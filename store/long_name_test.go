package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestLongName starts plans with names as long as can be: one that leaves no
// room for the names of what is kept beside it is refused before anything is
// made, and the longest that is taken has room for all of them.
func TestLongName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, char := range map[string]string{"letters": "n", "letters of two bytes": "ñ"} {
		long := strings.Repeat(char, 201/len(char)) + strings.Repeat("m", 201%len(char))
		_, err := open(t, filepath.Join(dir, "new", long)).Create("id", start())
		if err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), "too long") {
			t.Errorf("%s: %v", name, err)
		}
		same(t, "what was made", []string(nil), files(t, dir))
	}
	s := open(t, filepath.Join(dir, "new", strings.Repeat("n", 200)))
	if _, err := s.Create("id", start()); err != nil {
		t.Fatal(err)
	}
	wantNote(t, s)
	apply(t, s, captureMany(30)) // with a backup of its own
	if err := s.KeepDraft("note a1", []string{"typed"}); err != nil {
		t.Error(err)
	}
	if err := s.Chores(noon); err != nil {
		t.Error(err)
	}
	if err := store.RenewFile(s.Path()); err != nil {
		t.Error(err)
	}
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Restore(noon, b.File); err != nil || got.Aside == "" {
		t.Errorf("restore: %+v, %v", got, err)
	}
	if err := lost["missing"](s.Path()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Renew("another", start()); err != nil {
		t.Error(err)
	}
	if said := s.Notices(); len(said) != 1 || len(backups(t, s)) != 0 {
		t.Errorf("the backups of the plan before: %q", said)
	}
}
