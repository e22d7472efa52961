//go:build unix

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"waymark/planner"
)

// What is no plain file is not opened or followed. A link gives way and what
// it points to stays; a folder stays, with an error.
func TestDraftsOddFiles(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	for name, put := range map[string]func(string) error{
		"link":          func(p string) error { return os.Symlink(target, p) },
		"dangling link": func(p string) error { return os.Symlink(filepath.Join(dir, "none"), p) },
		"named pipe":    func(p string) error { return syscall.Mkfifo(p, 0o600) },
		"folder": func(p string) error {
			return errors.Join(os.Mkdir(p, 0o700), os.WriteFile(filepath.Join(p, "x"), nil, 0o600))
		},
	} {
		for _, at := range []string{"", ".new"} {
			t.Run(name+at, func(t *testing.T) {
				if err := os.WriteFile(target, []byte(`[{"name":"add","values":["theirs"]}]`), 0o600); err != nil {
					t.Fatal(err)
				}
				s := window(t, filepath.Join(t.TempDir(), "plan.db"))
				if err := put(DraftsPath(s.path) + at); err != nil {
					t.Fatal(err)
				}
				wantDrafts(t, s, map[string][]string{})
				err := s.KeepDraft("add", []string{"mine"})
				switch {
				case name == "folder":
					if err == nil {
						t.Error("no error")
					}
				case err != nil:
					t.Error(err)
				default:
					wantDrafts(t, s, map[string][]string{"add": {"mine"}})
				}
				if text, err := os.ReadFile(target); err != nil || string(text) != `[{"name":"add","values":["theirs"]}]` {
					t.Errorf("the link was followed: %s, %v", text, err)
				}
				if _, err := os.Lstat(filepath.Join(dir, "none")); err == nil {
					t.Error("the target of a dangling link was made")
				}
			})
		}
	}
}

// Only the user can read drafts, whatever the umask, and they can be read
// again. It can't run beside other tests: a umask is the whole process's.
func TestDraftsModes(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o377} {
		t.Run(fmt.Sprintf("umask %03o", umask), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "new", "plan.db")
			defer syscall.Umask(syscall.Umask(umask))
			s := window(t, path)
			keepDraft(t, s, "add", "x")
			keepDraft(t, s, "note a1", "x")
			wantDrafts(t, s, map[string][]string{"add": {"x"}, "note a1": {"x"}})
			for file, want := range map[string]fs.FileMode{DraftsPath(path): 0o600, filepath.Dir(path): 0o700 | fs.ModeDir} {
				if info, err := os.Stat(file); err != nil || info.Mode() != want {
					t.Errorf("%s: %v, want %v (%v)", file, info.Mode(), want, err)
				}
			}
		})
	}
}

// While another process holds the plan, keeping a draft waits no longer than
// an edit does.
func TestDraftsBusy(t *testing.T) {
	t.Parallel()
	s := window(t, filepath.Join(t.TempDir(), "plan.db"))
	unlock, err := lock(s.path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	began := time.Now()
	if err := s.KeepDraft("add", []string{"x"}); !errors.Is(err, planner.ErrBusy) {
		t.Errorf("got %v", err)
	}
	if waited := time.Since(began); waited > lockLimit+time.Second {
		t.Errorf("it waited %s", waited)
	}
}
