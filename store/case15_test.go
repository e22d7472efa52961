//go:build unix

package store_test

import (
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

func init() { otherJobs["commits"], otherJobs["full"] = commits, full }

// TestCase15NthCommit writes until a disk is full: the first change that has
// no room is refused, all before it are there, and so is it once there is.
func TestCase15NthCommit(t *testing.T) {
	t.Parallel()
	out, err := onDisk(t, "size=256k", "true", "commits", "DISK/plan.db")
	if err != nil || !strings.Contains(out, "changes, then full") {
		t.Errorf("%v: %s", err, out)
	}
	t.Log(out)
}

// commits is the other side of TestCase15NthCommit.
func commits(s *store.Store) error {
	ballast := filepath.Join(filepath.Dir(s.Path()), "ballast")
	if err := os.WriteFile(ballast, make([]byte, 64<<10), 0o600); err != nil {
		return err
	}
	if _, err := s.Create("small", start()); err != nil {
		return err
	}
	for n := 1; ; n++ {
		e := stamped(planner.CaptureLine(strings.Repeat("long ", 190), today))
		before, err := digest(s.Path())
		if err != nil {
			return err
		}
		_, failed := s.Apply(e)
		if failed == nil {
			continue
		}
		now, err := digest(s.Path())
		if err != nil || !errors.Is(failed, planner.ErrFull) || now != before {
			return fmt.Errorf("%w, and then: %w", failed, err)
		}
		if err := os.Remove(ballast); err != nil {
			return err
		}
		res, err := s.Apply(e)
		if err != nil || res.Entry.Seq != uint64(n+1) {
			return fmt.Errorf("with room it gives change %d, %w", res.Entry.Seq, err)
		}
		fmt.Println(n-1, "changes, then full")
		return nil
	}
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
