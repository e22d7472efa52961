package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

func init() {
	otherJobs["care"] = func(s *store.Store) error {
		if _, err := s.Create("id", start()); err != nil {
			return err
		}
		if _, err := s.Apply(stamped(planner.CaptureLine("x", today))); err != nil {
			return err
		}
		if err := s.Chores(noon); err != nil {
			return err
		}
		list, err := s.Backups()
		if err != nil {
			return err
		}
		if _, err := s.Restore(noon, list[0].File); err != nil {
			return err
		}
		c, err := s.Check()
		fmt.Println("sound", c.Sound, "revision", c.Revision)
		return err
	}
}

// TestCase44Environment looks after a plan without a home, without a folder
// for temporary files and in a bare locale: a plan needs none of them.
func TestCase44Environment(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "plan.db")
	cmd := job("care", path)
	var env []string
	for _, v := range cmd.Env {
		if !strings.HasPrefix(v, "HOME=") && !strings.HasPrefix(v, "XDG_") && !strings.HasPrefix(v, "LANG=") && !strings.HasPrefix(v, "PATH=") {
			env = append(env, v)
		}
	}
	cmd.Env = append(env, "TMPDIR="+filepath.Join(t.TempDir(), "none"), "LANG=C", "LC_ALL=C")
	cmd.Dir = string(os.PathSeparator)
	out, err := cmd.Output()
	if err != nil || string(out) != "sound true revision 2\n" {
		t.Errorf("%v: %s", err, out)
	}
}
