package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestFirstLook names a file that is no plan of ours: whatever comes upon it
// says so, and leaves it as it is, with nothing made beside it.
func TestFirstLook(t *testing.T) {
	t.Parallel()
	database := append([]byte("SQLite format 3\x00"), make([]byte, 16<<10)...)
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"a text", func(t *testing.T, path string) { t.Helper(); put(t, path, []byte("Dear diary\n")) }, planner.ErrDamaged},
		{"another database", func(t *testing.T, path string) { t.Helper(); put(t, path, database) }, planner.ErrDamaged},
		{"a newer plan", func(t *testing.T, path string) {
			t.Helper()
			s := fresh(t)
			store.SetSchema(t, s.Path(), store.Schema+1)
			copied(t, s.Path(), path)
		}, planner.ErrNewer},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "taxes.db")
			test.make(t, path)
			if err := os.Chmod(path, 0o644); err != nil {
				t.Fatal(err)
			}
			before, content := statOf(t, path), bytesOf(t, path)
			leaves := func(call string) {
				t.Helper()
				same(t, "the files after "+call, []string{"taxes.db"}, files(t, filepath.Dir(path)))
				if now := statOf(t, path); now.Mode() != before.Mode() || !now.ModTime().Equal(before.ModTime()) {
					t.Errorf("%s: it was %s, %s and is %s, %s", call, before.Mode(), before.ModTime(), now.Mode(), now.ModTime())
				}
				untouched(t, path, content)
			}
			for name, call := range firstCalls {
				wantError(t, name, call(path), test.want)
				leaves(name)
			}
			for name, use := range uses {
				wantError(t, name, use(open(t, path)), test.want)
				leaves(name)
			}
			_, err := open(t, path).Backup(noon, "asked")
			wantError(t, "backup", err, test.want)
			leaves("backup")
			c, err := open(t, path).Check()
			switch {
			case errors.Is(test.want, planner.ErrDamaged) && (err != nil || c.Sound || len(c.Findings) == 0):
				t.Errorf("check: %+v, %v", c, err)
			case errors.Is(test.want, planner.ErrNewer) && (err == nil || errors.Is(err, planner.ErrDamaged)):
				t.Errorf("check: %+v, %v", c, err)
			}
			leaves("check")
		})
	}
}
