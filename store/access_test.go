//go:build unix

package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

func init() {
	otherJobs["chores"] = func(s *store.Store) error { return s.Chores(noon) }
	otherJobs["bulk"] = func(s *store.Store) error { _, err := s.Apply(stamped(captureMany(30))); return err }
}

// nobody is the user that root tests as, who may not write anywhere.
const nobody = 65534

// asUser runs children as somebody who isn't root.
func asUser(t *testing.T) func(args ...string) (string, error) {
	t.Helper()
	path := ""
	if os.Getuid() == 0 {
		path = asNobody(t)
	}
	once := func(args []string) (string, error) {
		cmd := job(args...)
		if path != "" {
			cmd.Path = path
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		out, err := cmd.Output()
		return string(out), err
	}
	return func(args ...string) (string, error) {
		for {
			out, err := once(args)
			// A child that another test was just starting may have had the
			// copy open from when it was written.
			if !errors.Is(err, syscall.ETXTBSY) {
				return out, err
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// giveAway gives the user of asUser a folder and what is in it.
func giveAway(t *testing.T, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	})
	if err != nil {
		t.Fatal(err)
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

// TestCase23Permissions takes permissions away, as a person or a restore of a
// whole home folder does: reading works where it can, and else the message
// names the permissions. Nothing is made or changed.
func TestCase23Permissions(t *testing.T) {
	t.Parallel()
	run := asUser(t)
	const bare = "permission denied; see the permissions of the folder"
	tests := []struct {
		name               string
		plan, dir          fs.FileMode
		beside             bool   // the lock and the note are there
		load, edit, chores string // "": works; else what it says
	}{
		{"0400 file", 0o400, 0o700, true, "", "see the permissions of the file", ""},
		{"0000 file", 0, 0o700, true, "see the permissions of the file", "see the permissions of the file", ""},
		{"0500 folder without a lock", 0o600, 0o500, false, "", bare, ""},
		{"0500 folder with a lock", 0o600, 0o500, true, "", "", "plan.db.backups: permission denied"},
		{"0500 folder, 0400 file", 0o400, 0o500, true, "", "see the permissions of the file", ""},
		{"0000 folder", 0o600, 0, true, "permission denied", "permission denied", "permission denied"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := fresh(t)
			dir := filepath.Dir(s.Path())
			if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
				t.Fatal(err)
			}
			if !test.beside {
				if err := errors.Join(os.Remove(store.LockPath(s.Path())), os.Remove(store.HeadPath(s.Path()))); err != nil {
					t.Fatal(err)
				}
			}
			giveAway(t, dir)
			if err := errors.Join(os.Chmod(s.Path(), test.plan), os.Chmod(dir, test.dir)); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
			var before []string
			if os.Getuid() == 0 {
				before = files(t, dir)
			}
			for _, call := range []struct{ job, says string }{
				{"load", test.load}, {"chores", test.chores}, {"edit", test.edit},
			} {
				out, err := run(call.job, s.Path())
				switch {
				case call.says == "" && err != nil:
					t.Errorf("%s: %v: %s", call.job, err, out)
				case call.says != "" && (err == nil || !strings.Contains(out, call.says)):
					t.Errorf("%s: %v: %q; want %q", call.job, err, out, call.says)
				}
			}
			if os.Getuid() == 0 && (test.dir != 0o700 || test.plan == 0) {
				same(t, "files", before, files(t, dir))
			}
		})
	}
}

// TestCase23NoStart starts a plan in a folder that can't be written.
func TestCase23NoStart(t *testing.T) {
	t.Parallel()
	run := asUser(t)
	dir := t.TempDir()
	giveAway(t, dir)
	if err := errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "plan.db"), filepath.Join(dir, "sub", "plan.db")} {
		if out, err := run("forever", path); err == nil || !strings.Contains(out, "permission denied") || !strings.Contains(out, dir) {
			t.Errorf("%v: %s", err, out)
		}
	}
	same(t, "files", []string(nil), files(t, dir))
}

// mounted runs children in a mount namespace of their own, after commands of
// a shell that are given the plan's folder as "$1".
func mounted(t *testing.T, commands, dir string) func(args ...string) (string, error) {
	t.Helper()
	if err := exec.Command("unshare", "-Urm", "true").Run(); err != nil {
		t.Skip("a mount namespace of one's own can't be had here: ", err)
	}
	return func(args ...string) (string, error) {
		cmd := job(args...)
		cmd.Args = []string{"unshare", "-Urm", "sh", "-ec", commands + ` && exec "$2"`, "sh", dir, cmd.Path}
		unshare, err := exec.LookPath("unshare")
		if err != nil {
			t.Fatal(err)
		}
		cmd.Path = unshare
		out, err := cmd.Output()
		return string(out), err
	}
}

// TestCase23ReadOnlyMount reads a plan on a disk that is mounted read-only,
// with and without what waymark keeps beside it.
func TestCase23ReadOnlyMount(t *testing.T) {
	t.Parallel()
	for _, beside := range []bool{true, false} {
		s := fresh(t)
		if _, err := s.Backup(noon.AddDate(0, 0, -1), "asked"); err != nil {
			t.Fatal(err)
		}
		apply(t, s, planner.CaptureLine("since then", today))
		dir := filepath.Dir(s.Path())
		if !beside {
			if err := errors.Join(os.Remove(store.LockPath(s.Path())), os.Remove(store.HeadPath(s.Path())), os.RemoveAll(store.BackupsPath(s.Path()))); err != nil {
				t.Fatal(err)
			}
		}
		before := filed(t, dir)
		run := mounted(t, `mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"`, dir)
		for _, job := range []string{"load", "chores"} {
			if out, err := run(job, s.Path()); err != nil {
				t.Errorf("%s: %v: %s", job, err, out)
			}
		}
		for _, job := range []string{"edit", "bulk"} {
			if out, err := run(job, s.Path()); err == nil || !strings.Contains(out, "read-only file system; see the permissions of") {
				t.Errorf("%s: %v: %s", job, err, out)
			}
		}
		sameFiles(t, before, filed(t, dir))
	}
}

// TestCase38OtherDisk has the folder of backups on another disk, to which the
// present file can't be linked.
func TestCase38OtherDisk(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	if err := os.Mkdir(store.BackupsPath(s.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	run := mounted(t, `mount -t tmpfs -o mode=0700 tmpfs "$1.backups"`, s.Path())
	if out, err := run("otherdisk", s.Path()); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if p := load(t, s.Path()); p.Revision != 1 {
		t.Errorf("the plan has revision %d", p.Revision)
	}
}

func init() {
	otherJobs["otherdisk"] = func(s *store.Store) error {
		b, err := s.Backup(noon, "asked")
		if err != nil {
			return err
		}
		if _, err := s.Apply(stamped(planner.CaptureLine("since then", today))); err != nil {
			return err
		}
		before, err := os.ReadFile(s.Path())
		if err != nil {
			return err
		}
		got, err := s.Restore(noon, b.File)
		if err != nil {
			return err
		}
		if aside, err := os.ReadFile(got.Aside); err != nil || string(aside) != string(before) {
			return fmt.Errorf("what was kept aside is another file (%w)", err)
		}
		return nil
	}
}
