package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"waymark/store"
)

// TestBesideAnyFile has files of every name among the backups and what was
// kept aside: each may hold what is erased, so each is listed, but nothing
// that is no plain file.
func TestBesideAnyFile(t *testing.T) {
	t.Parallel()
	s := secrets(t)
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	dir, aside := store.BackupsPath(s.Path()), store.AsidePath(s.Path())
	for _, folder := range []string{aside, filepath.Join(dir, "folder")} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{b.File}
	for _, name := range []string{
		filepath.Join(dir, filepath.Base(b.File)+".damaged"), filepath.Join(dir, "copy of a backup (1).db"), filepath.Join(dir, ".hidden"),
		filepath.Join(aside, "20261122T120000Z-1.db"), filepath.Join(aside, "kept"),
	} {
		copied(t, b.File, name)
		want = append(want, name)
	}
	copied(t, b.File, filepath.Join(dir, "folder", "inside.db"))
	if err := os.Symlink(b.File, filepath.Join(aside, "link.db")); err != nil {
		t.Log("without a symbolic link: ", err)
	}
	slices.Sort(want)
	got, err := store.BesidePlan(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	same(t, "files beside the plan", want, got)

	text := filepath.Join(dir, "notes.txt") // of which it can't be told
	put(t, text, []byte("Dear diary"))
	want = append(want, text)
	slices.Sort(want)
	holding, err := store.HoldingOf(s.Path(), load(t, s.Path()).ID, ids("a1"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(holding)
	same(t, "files that hold something of a1", want, holding)
}
