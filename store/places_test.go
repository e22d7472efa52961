//go:build unix

package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// calls are all ways to come upon a file.
var calls = map[string]func(*store.Store) error{
	"load":    func(s *store.Store) error { _, err := s.Load(); return err },
	"glance":  func(s *store.Store) error { _, err := store.Glance(s.Path()); return err },
	"since":   func(s *store.Store) error { _, err := s.Since(1); return err },
	"history": func(s *store.Store) error { _, err := s.History(0, 1); return err },
	"apply": func(s *store.Store) error {
		_, err := s.Apply(stamped(planner.CaptureLine("x", today)))
		return err
	},
	"create": func(s *store.Store) error { _, err := s.Create("id", start()); return err },
}

// TestOddFiles puts what is no plan where the plan should be: each call says
// so in words, and nothing is followed, changed or made.
func TestOddFiles(t *testing.T) {
	tests := []struct {
		name  string
		put   func(path string) error
		want  error  // nil: none that callers tell apart
		words string // of the message
	}{
		{"symbolic link", func(p string) error { return os.Symlink("elsewhere.db", p) }, nil, "elsewhere.db"},
		{"folder", func(p string) error { return os.Mkdir(p, 0o755) }, nil, "is a folder"},
		{"named pipe", func(p string) error { return syscall.Mkfifo(p, 0o600) }, nil, "named pipe"},
		{"empty", func(p string) error { return os.WriteFile(p, nil, 0o600) }, planner.ErrDamaged, "empty"},
		{"text", func(p string) error { return os.WriteFile(p, []byte("Dear diary"), 0o600) }, planner.ErrDamaged, "not a plan"},
		{"zeros", func(p string) error { return os.WriteFile(p, make([]byte, 32<<10), 0o600) }, planner.ErrDamaged, "not a plan"},
		{"random", func(p string) error {
			return os.WriteFile(p, bytes.Repeat([]byte("\xed\xda\x0c\xed!"), 9000), 0o600)
		}, planner.ErrDamaged, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, filepath.Join(t.TempDir(), "plan.db"))
			if err := test.put(s.Path()); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			for name, call := range calls {
				err := call(s)
				if name == "create" && test.want != nil && !errors.Is(err, test.want) {
					wantError(t, name, err, planner.ErrExists)
					continue
				}
				if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.words) {
					t.Errorf("%s: %v; want %v with %q", name, err, test.want, test.words)
				}
			}
			after, err := os.Lstat(s.Path())
			if err != nil || before.Size() != after.Size() || before.Mode() != after.Mode() || !before.ModTime().Equal(after.ModTime()) {
				t.Errorf("it was changed: %v → %v (%v)", before, after, err)
			}
			if _, err := os.Lstat(filepath.Join(filepath.Dir(s.Path()), "elsewhere.db")); err == nil {
				t.Error("a dangling link was followed and its target made")
			}
		})
	}
}

func TestNoPlan(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "sub", "plan.db"))
	for name, call := range calls {
		if name != "create" {
			wantError(t, name, call(s), planner.ErrNoPlan)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("looking for a plan left %v (%v)", left, err)
	}
	if err := calls["create"](s); err != nil {
		t.Fatal(err)
	}
	wantError(t, "second create", calls["create"](open(t, s.Path())), planner.ErrExists)
	if _, err := store.Open(""); err == nil {
		t.Error("a plan without a name was opened")
	}
}

// TestFolderIsAFile has a file where the plan's folder should be.
func TestFolderIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, call := range calls {
		if err := call(open(t, filepath.Join(file, "plan.db"))); err == nil || !strings.Contains(err.Error(), "not a directory") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestModes checks that only the user can read a plan, whatever the umask.
// It can't run beside other tests, since a umask is the whole process's.
func TestModes(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o377} {
		t.Run(fmt.Sprintf("umask %03o", umask), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			s := open(t, filepath.Join(dir, "plan.db"))
			old := syscall.Umask(umask)
			_, err := s.Create("id", start())
			syscall.Umask(old)
			if err != nil {
				t.Fatal(err)
			}
			for path, want := range map[string]fs.FileMode{dir: 0o700 | fs.ModeDir, s.Path(): 0o600, store.LockPath(s.Path()): 0o600} {
				info, err := os.Lstat(path)
				if err != nil {
					t.Fatal(err)
				}
				if info.Mode() != want {
					t.Errorf("%s has mode %s, want %s", filepath.Base(path), info.Mode(), want)
				}
			}
		})
	}
}

// TestReadOnlyFolder reads a plan in a folder that can't be written, and is
// refused to change it. Root may write anywhere, so root tests as nobody.
func TestReadOnlyFolder(t *testing.T) {
	s := fresh(t)
	dir := filepath.Dir(s.Path())
	if err := os.Remove(store.LockPath(s.Path())); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{store.HeadPath(s.Path())} {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getuid() == 0 {
		if err := os.Chown(s.Path(), 65534, 65534); err != nil {
			t.Fatal(err)
		}
	}
	nobody := func(args ...string) (string, error) {
		cmd := job(args...)
		if os.Getuid() == 0 {
			cmd.Path = asNobody(t)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.Output()
		return string(out), err
	}
	for path, mode := range map[string]fs.FileMode{s.Path(): 0o400, dir: 0o555} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if out, err := nobody("load", s.Path()); err != nil || out != "revision 1\n" {
		t.Errorf("load: %q, %v", out, err)
	}
	if out, err := nobody("edit", s.Path()); err == nil || !strings.Contains(out, "permission denied; see the permissions of the folder "+dir) {
		t.Errorf("edit: %q, %v", out, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v), want only the plan", left, err)
	}
	other := filepath.Join(dir, "other.db")
	if out, err := nobody("forever", other); err == nil || !strings.Contains(out, "permission denied") {
		t.Errorf("create: %q, %v", out, err)
	}
}

// asNobody is a copy of this binary that another user may run.
func asNobody(t *testing.T) string {
	t.Helper()
	self, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "store.test")
	if err := os.WriteFile(path, self, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestFull gives a process no room to let the file grow: the change is
// refused in plain words, and what was there stays.
func TestFull(t *testing.T) {
	s := fresh(t)
	out, err := job("full", s.Path()).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, words := range []string{"the disk is full: the change was not kept", "smaller change kept"} {
		if !strings.Contains(string(out), words) {
			t.Errorf("it did not say %q but %q", words, out)
		}
	}
	p := load(t, s.Path())
	if p.Revision != 2 || p.Given()[planner.KindCapture] != 1 {
		t.Errorf("the plan has revision %d and %d captures", p.Revision, p.Given()[planner.KindCapture])
	}
	path := filepath.Join(t.TempDir(), "plan.db")
	out, err = job("full", path).Output()
	if err == nil || !strings.Contains(string(out), "the disk is full") {
		t.Errorf("first start: %v, %q", err, out)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a first start without room left a file (%v)", err)
	}
}

// full is the other side of TestFull. A limit on the size of files is as good
// as a full disk.
func full(s *store.Store) error {
	limit := uint64(8 << 10)
	if info, err := os.Stat(s.Path()); err == nil {
		limit = uint64(info.Size())
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	if _, err := s.Create("no room", start()); !errors.Is(err, planner.ErrExists) {
		return err
	}
	_, err := s.Apply(stamped(planner.Edit{Label: "Much", Run: func(d *planner.Draft) error {
		for range 500 {
			d.Add(planner.KindCapture, &planner.Capture{Text: strings.Repeat("long ", 100) + "line"})
		}
		return nil
	}}))
	fmt.Println(err)
	if _, err := s.Apply(stamped(planner.CaptureLine("short", today))); err != nil {
		return err
	}
	fmt.Println("smaller change kept")
	return nil
}

func init() { otherJobs["full"] = full }
