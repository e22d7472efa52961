//go:build unix

package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestCase16SalvageFull gives a process no room for the new file: nothing of
// it is left.
func TestCase16SalvageFull(t *testing.T) {
	s := seededPlan(t)
	out, err := job("salvage-full", s.Path()).Output()
	if err != nil || !strings.Contains(string(out), "the disk is full") {
		t.Errorf("%v: %q", err, out)
	}
	left, err := os.ReadDir(filepath.Join(filepath.Dir(s.Path()), "full"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

func init() {
	otherJobs["salvage-full"] = func(s *store.Store) error {
		dir := filepath.Join(filepath.Dir(s.Path()), "full")
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}); err != nil {
			return err
		}
		_, err := s.Salvage(noon, filepath.Join(dir, "saved.db"))
		if !errors.Is(err, planner.ErrFull) {
			return fmt.Errorf("no word of a full disk: %w", err)
		}
		fmt.Println(err)
		return nil
	}
}
