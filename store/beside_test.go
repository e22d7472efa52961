//go:build unix

package store_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// odd is what may be in the way where waymark wants a file or a folder.
var odd = map[string]func(t *testing.T, path, target string){
	"symbolic link": func(t *testing.T, path, target string) { t.Helper(); must(t, os.Symlink(target, path)) },
	"dangling link": func(t *testing.T, path, target string) { t.Helper(); must(t, os.Symlink(target+".none", path)) },
	"named pipe":    func(t *testing.T, path, _ string) { t.Helper(); must(t, syscall.Mkfifo(path, 0o600)) },
	"pipe with a writer": func(t *testing.T, path, _ string) {
		t.Helper()
		must(t, syscall.Mkfifo(path, 0o600))
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		must(t, err)
		t.Cleanup(func() { _ = f.Close() })
	},
	"socket": func(t *testing.T, path, _ string) {
		t.Helper()
		fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
		must(t, err)
		t.Cleanup(func() { _ = syscall.Close(fd) })
		dir, err := os.MkdirTemp("", "s") // names of sockets have to be short
		must(t, err)
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		short := filepath.Join(dir, "s")
		must(t, syscall.Bind(fd, &syscall.SockaddrUnix{Name: short}))
		must(t, os.Rename(short, path))
	},
	"device": func(t *testing.T, path, _ string) {
		t.Helper()
		if err := syscall.Mknod(path, syscall.S_IFCHR|0o600, 1<<8|5); err != nil { // as /dev/zero
			t.Skip("making a device needs root: ", err)
		}
	},
	"folder": func(t *testing.T, path, _ string) { t.Helper(); must(t, os.Mkdir(path, 0o700)) },
	"another user's file": func(t *testing.T, path, _ string) {
		t.Helper()
		put(t, path, []byte("x"))
		if err := os.Chown(path, 65534, 65534); err != nil {
			t.Skip("giving a file away needs root: ", err)
		}
	},
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// soon fails the test if a call waits for something that never comes.
func soon(t *testing.T, what string, call func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		t.Fatalf("%s waits", what)
		return nil
	}
}

// everything is all that can be asked of a store.
func everything(t *testing.T, backup string) map[string]func(*store.Store) error {
	t.Helper()
	all := map[string]func(*store.Store) error{
		"bulk":   func(s *store.Store) error { _, err := s.Apply(stamped(captureMany(30))); return err },
		"backup": func(s *store.Store) error { _, err := s.Backup(noon, "asked"); return err },
		"chores": func(s *store.Store) error { return s.Chores(noon.AddDate(0, 0, 1)) },
		"restore": func(s *store.Store) error {
			_, err := s.Restore(noon, backup)
			return err
		},
		"backups": func(s *store.Store) error { _, err := s.Backups(); return err },
		"trouble": func(s *store.Store) error { s.Trouble(planner.ErrDamaged); return nil },
		"check":   func(s *store.Store) error { _, err := s.Check(); return err },
		"drafts":  func(s *store.Store) error { s.Drafts(); return s.KeepDraft("note a1", []string{"typed"}) },
		"glance":  calls["glance"],
		"create":  calls["create"],
		"renew":   func(s *store.Store) error { _, err := s.Renew("id", start()); return err },
	}
	maps.Copy(all, uses)
	return all
}

// TestCase24Odd puts what can't hold a plan where the plan should be, and
// calls everything there is: each call says so, in words and soon, and nothing
// is made, changed or followed.
func TestCase24Odd(t *testing.T) {
	t.Parallel()
	backup := filepath.Join(t.TempDir(), "backup.db")
	_, err := fresh(t).BackupTo(backup)
	must(t, err)
	for name, make := range odd {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elsewhere := t.TempDir()
			target := filepath.Join(elsewhere, "target.db")
			copied(t, backup, target)
			s := open(t, filepath.Join(t.TempDir(), "plan.db"))
			make(t, s.Path(), target)
			before, err := os.Lstat(s.Path())
			must(t, err)
			all := everything(t, backup)
			delete(all, "drafts") // may be there before a plan is
			for call, use := range all {
				err := soon(t, call, func() error { return use(s) })
				if call == "backups" || call == "trouble" {
					continue
				}
				if err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), s.Path()) {
					t.Errorf("%s: %v", call, err)
				}
			}
			after, err := os.Lstat(s.Path())
			if err != nil || after.Mode() != before.Mode() || after.Size() != before.Size() {
				t.Errorf("it was %v and is %v (%v)", before.Mode(), after, err)
			}
			same(t, "beside it", []string{"plan.db"}, files(t, filepath.Dir(s.Path())))
			same(t, "where the link points", []string{"target.db"}, files(t, elsewhere))
			untouched(t, target, bytesOf(t, backup))
		})
	}
}

// TestCase24Beside puts what doesn't belong there in place of each file and
// folder beside a plan. No call waits, follows a link or spoils what is
// there; what can't go on says what is in its way.
func TestCase24Beside(t *testing.T) {
	t.Parallel()
	positions := []struct {
		name    string
		path    func(plan string) string
		refused []string // the calls that can't go on, unless it is another user's file
	}{
		{"lock", store.LockPath, []string{
			"load", "since", "get", "range", "history", "undo", "redo", "apply", "glance", "bulk", "backup", "chores", "restore", "drafts",
		}},
		{"note", store.HeadPath, nil},
		{"drafts", store.DraftsPath, nil},
		{"backups", store.BackupsPath, []string{"bulk", "backup", "restore"}},
		{"aside", store.AsidePath, []string{"restore"}},
	}
	for _, position := range positions {
		for name, make := range odd {
			t.Run(position.name+" is a "+name, func(t *testing.T) {
				t.Parallel()
				if name == "folder" && (position.name == "backups" || position.name == "aside") {
					return // is as it should be
				}
				s := fresh(t)
				backup := filepath.Join(t.TempDir(), "backup.db")
				_, err := s.BackupTo(backup)
				must(t, err)
				elsewhere := t.TempDir()
				target := filepath.Join(elsewhere, "target")
				if position.name == "backups" || position.name == "aside" {
					must(t, os.Mkdir(target, 0o755))
				} else {
					put(t, target, []byte("somebody's"))
				}
				path := position.path(s.Path())
				must(t, os.RemoveAll(path))
				if position.name == "aside" {
					must(t, os.Mkdir(filepath.Dir(path), 0o700))
				}
				make(t, path, target)
				before, err := os.Lstat(path)
				must(t, err)
				all := everything(t, backup)
				if position.name == "drafts" {
					all = map[string]func(*store.Store) error{"load": all["load"], "apply": all["apply"], "drafts": all["drafts"]}
				}
				for call, use := range all {
					w := open(t, s.Path())
					err := soon(t, call, func() error { return use(w) })
					usable := position.name == "lock" && name == "another user's file"
					if slices.Contains(position.refused, call) && !usable {
						if err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), path) {
							t.Errorf("%s: %v; want it to name %s", call, err, path)
						}
					}
					if call == "load" && position.name != "lock" {
						must(t, err)
					}
					if text, err := os.ReadFile(target); err == nil && string(text) != "somebody's" {
						t.Fatalf("%s: what the link points to was changed to %.80q", call, text)
					}
					if call == "restore" && position.name == "note" || call == "drafts" && position.name == "drafts" {
						must(t, os.RemoveAll(path)) // its place was cleared
						make(t, path, target)
						before, err = os.Lstat(path)
						must(t, err)
					}
				}
				if after, err := os.Lstat(path); err != nil || after.Mode() != before.Mode() {
					t.Errorf("it was %v and is %v (%v)", before.Mode(), after, err)
				}
				same(t, "where the link points", []string{"target"}, files(t, elsewhere))
				if info, err := os.Stat(target); err == nil && info.IsDir() {
					same(t, "made through the link", []string(nil), files(t, target))
				}
			})
		}
	}
}
