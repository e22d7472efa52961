//go:build unix

package store_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"waymark/planner"
	"waymark/store"
)

func init() {
	otherJobs["umask"] = underUmask // PATH UMASK
}

// underUmask makes every kind of file there is, by everything that makes one.
func underUmask(s *store.Store) error {
	mask, err := strconv.ParseInt(jobArgs()[0], 8, 32)
	if err != nil {
		return err
	}
	syscall.Umask(int(mask))
	if _, err := s.Create("id", start()); err != nil {
		return err
	}
	if err := errors.Join(os.Remove(store.LockPath(s.Path())), os.Remove(store.HeadPath(s.Path()))); err != nil {
		return err
	}
	if _, err := s.Apply(stamped(captureMany(30))); err != nil { // with a backup of its own
		return err
	}
	if err := s.KeepDraft("note a1", []string{"typed"}); err != nil {
		return err
	}
	if err := s.Chores(noon.AddDate(0, 0, 1)); err != nil {
		return err
	}
	if _, err := s.BackupTo(filepath.Join(filepath.Dir(s.Path()), "copy.db")); err != nil {
		return err
	}
	list, err := s.Backups()
	if err != nil {
		return err
	}
	if _, err := s.Restore(noon.AddDate(0, 0, 2), list[0].File); err != nil {
		return err
	}
	if err := store.RenewFile(s.Path()); err != nil {
		return err
	}
	_, err = s.Check()
	return err
}

// TestCase25Umask has a plan made and used under every umask: whatever is
// made is the user's alone, and can be used by the user.
func TestCase25Umask(t *testing.T) {
	t.Parallel()
	run := asUser(t)
	for _, mask := range []string{"0", "022", "0377"} {
		dir := t.TempDir()
		giveAway(t, dir)
		path := filepath.Join(dir, "waymark", "plan.db")
		if out, err := run("umask", path, mask); err != nil {
			t.Fatalf("umask %s: %v: %s", mask, err, out)
		}
		made := 0
		err := filepath.WalkDir(filepath.Dir(path), func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := os.Lstat(path)
			if err != nil {
				return err
			}
			made++
			want := fs.FileMode(0o600)
			switch {
			case info.IsDir():
				want = 0o700 | fs.ModeDir
			case strings.HasSuffix(path, ".lock") && mask == "0377":
				want = 0o400 // is only ever opened to read
			}
			if info.Mode() != want {
				t.Errorf("umask %s: %s has mode %s, want %s", mask, filepath.Base(path), info.Mode(), want)
			}
			return nil
		})
		if err != nil || made < 10 {
			t.Errorf("umask %s: %d files were made (%v)", mask, made, err)
		}
	}
}

// TestCase25Tighten finds a plan that others could read: it is tightened,
// which is said once. A folder is touched only if it is waymark's own.
func TestCase25Tighten(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, folder string
		beside       string // another file in the folder
		want         fs.FileMode
		notices      int
	}{
		{"its own folder", "waymark", "", 0o700, 2},
		{"another folder", "plans", "", 0o755, 1},
		{"its own folder, shared", "waymark", "notes.txt", 0o755, 1},
	}
	for _, test := range tests {
		for call, use := range map[string]func(*store.Store) error{"load": uses["load"], "apply": uses["apply"], "undo": uses["undo"]} {
			dir := filepath.Join(t.TempDir(), test.folder)
			s := open(t, filepath.Join(dir, "plan.db"))
			if _, err := s.Create("id", start()); err != nil {
				t.Fatal(err)
			}
			apply(t, s, planner.CaptureLine("to undo", today))
			if test.beside != "" {
				put(t, filepath.Join(dir, test.beside), []byte("x"))
			}
			if err := errors.Join(os.Chmod(s.Path(), 0o644), os.Chmod(dir, 0o755)); err != nil {
				t.Fatal(err)
			}
			s = open(t, s.Path())
			for range 2 {
				if err := use(s); err != nil && !errors.Is(err, planner.ErrUnchanged) {
					t.Fatalf("%s: %s: %v", test.name, call, err)
				}
			}
			if said := s.Notices(); len(said) != test.notices || !strings.Contains(said[0], s.Path()) {
				t.Errorf("%s: %s: it said %q", test.name, call, said)
			}
			if said := s.Notices(); len(said) != 0 {
				t.Errorf("%s: %s: it said again %q", test.name, call, said)
			}
			for path, want := range map[string]fs.FileMode{s.Path(): 0o600, dir: test.want | fs.ModeDir} {
				if info, err := os.Lstat(path); err != nil || info.Mode() != want {
					t.Errorf("%s: %s: %s has mode %s (%v), want %s", test.name, call, filepath.Base(path), info.Mode(), err, want)
				}
			}
		}
	}
}

// TestCase25Backups finds a folder of backups that others could look into: the
// next backup tightens it.
func TestCase25Backups(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	if err := os.Mkdir(store.BackupsPath(s.Path()), 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(filepath.Dir(b.File)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %s (%v)", info.Mode(), err)
	}
}

// TestCase24Leftovers leaves second names of a plan, as a start and a restore
// do that are broken off: any call takes them away and goes on.
func TestCase24Leftovers(t *testing.T) {
	t.Parallel()
	for name, use := range map[string]func(*store.Store) error{"load": uses["load"], "since": uses["since"], "history": uses["history"], "apply": uses["apply"]} {
		s := fresh(t)
		if _, err := s.Backup(noon, "asked"); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(store.AsidePath(s.Path()), 0o700); err != nil {
			t.Fatal(err)
		}
		left := []string{store.FreshPath(s.Path()), filepath.Join(store.AsidePath(s.Path()), "20261122T120000Z-1.db")}
		for _, path := range left {
			if err := os.Link(s.Path(), path); err != nil {
				t.Skip("without links: ", err)
			}
		}
		other := filepath.Join(store.AsidePath(s.Path()), "20261121T120000Z-1.db")
		put(t, other, []byte("of an earlier restore"))
		if err := use(open(t, s.Path())); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, path := range left {
			if _, err := os.Lstat(path); err == nil {
				t.Errorf("%s: %s is still there", name, filepath.Base(path))
			}
		}
		untouched(t, other, []byte("of an earlier restore"))
	}
}

// TestCase24HardLink gives a plan a second name: it is refused, with words of
// how to get a copy, and a start or a restore leaves both alone.
func TestCase24HardLink(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	before := bytesOf(t, s.Path())
	backup := filepath.Join(t.TempDir(), "backup.db")
	if _, err := s.BackupTo(backup); err != nil {
		t.Fatal(err)
	}
	second := filepath.Join(filepath.Dir(s.Path()), "second.db")
	if err := os.Link(s.Path(), second); err != nil {
		t.Skip("without links: ", err)
	}
	refused := map[string]func(*store.Store) error{
		"restore": func(s *store.Store) error { _, err := s.Restore(noon, backup); return err },
		"backup":  func(s *store.Store) error { _, err := s.Backup(noon, "asked"); return err },
	}
	maps.Copy(refused, uses)
	for name, use := range refused {
		if err := use(open(t, s.Path())); err == nil || !strings.Contains(err.Error(), "second name") || errors.Is(err, planner.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantError(t, "create", calls["create"](s), planner.ErrExists)
	untouched(t, s.Path(), before)
	untouched(t, second, before)
	if _, err := os.Lstat(store.FreshPath(s.Path())); err == nil {
		t.Error("a file without its place is left")
	}
}
