package store_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/store"
)

// TestOwnFiles writes a document where the plan's own files are, with force and
// by every way to them. Each is refused in words, and stays as it was.
func TestOwnFiles(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	dir, plan := filepath.Dir(s.Path()), s.Path()
	for _, folder := range []string{store.AsidePath(plan), filepath.Join(dir, "elsewhere")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	linked, hard := filepath.Join(t.TempDir(), "linked"), filepath.Join(dir, "elsewhere", "hard.db")
	shelf := filepath.Join(t.TempDir(), "shelf")
	for from, to := range map[string]string{linked: dir, shelf: store.BackupsPath(plan)} {
		if err := os.Symlink(to, from); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	if err := os.Link(plan, hard); err != nil {
		t.Skip("no links here: ", err)
	}
	other := filepath.Join(dir, "elsewhere", "other.db")
	put(t, other, []byte("another plan"))
	put(t, store.HeadPath(other), nil)
	for name, want := range map[string]string{
		plan: "is the plan itself", store.LockPath(plan): "lock", store.HeadPath(plan): "note", store.DraftsPath(plan): "typed",
		plan + ".new": "new plan", store.BackupsPath(plan): "folder", b.File: "backups", filepath.Join(store.BackupsPath(plan), "new.md"): "backups",
		filepath.Join(store.AsidePath(plan), "x.db"):           "backups",
		filepath.Join(shelf, "new.md"):                         "backups",
		filepath.Join(shelf, "aside", "new.md"):                "backups",
		dir + "/elsewhere/../" + filepath.Base(plan):           "is the plan itself",
		dir + "//./" + filepath.Base(plan):                     "is the plan itself",
		filepath.Join(linked, filepath.Base(plan)):             "is the plan itself",
		filepath.Join(linked, filepath.Base(plan)+".head"):     "note",
		filepath.Join(linked, filepath.Base(plan)+".drafts"):   "typed",
		filepath.Join(linked, filepath.Base(plan)+".backups/"): "folder",
		filepath.Join(shelf, "aside") + "/../new.md":           "backups",
		shelf + "/../" + filepath.Base(plan):                   "is the plan itself", // as the system reads it, not as it looks
		hard:                                                   "is the plan itself",
		other:                                                  "another plan",
	} {
		before, _ := os.ReadFile(name) // some are not there, one is a folder
		var wrote bool
		err := store.FileWriter(plan)(name, true, func(io.Writer) error { wrote = true; return nil })
		if err == nil || wrote || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "name another file") {
			t.Errorf("%s: %v, written %v; want %q", name, err, wrote, want)
		}
		if after, _ := os.ReadFile(name); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
		for call, use := range map[string]func() error{
			"back up": func() error { _, err := s.BackupTo(name); return err },
			"salvage": func() error { _, err := s.Salvage(noon, name); return err },
		} {
			if err := use(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s to %s: %v", call, name, err)
			}
		}
	}
	for _, name := range []string{plan + ".md", filepath.Join(dir, "elsewhere", filepath.Base(plan)), filepath.Join(dir, "other.backups.md")} {
		if err := store.WriteFile(plan, name, false, func(io.Writer) error { return nil }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Remove(hard); err != nil { // a plan has one name
		t.Fatal(err)
	}
	load(t, plan)
}
