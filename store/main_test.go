package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// The test binary is also the other process of tests that need one: what it
// does is in an environment variable.
const childEnv = "WAYMARK_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		if err := child(strings.Fields(job)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	// Under the race detector each child would sleep for a second at its end.
	_ = os.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0"))
	code := m.Run()
	if seeded.folder != "" {
		_ = os.RemoveAll(seeded.folder)
	}
	os.Exit(code)
}

func child(job []string) error {
	s, err := store.Open(job[1])
	if err != nil {
		return err
	}
	switch job[0] {
	case "capture": // PATH N NAME
		n, err := strconv.Atoi(job[2])
		if err != nil {
			return err
		}
		return captures(s, n, job[3])
	case "create": // PATH ID
		fmt.Println("ready")
		if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
			return err
		}
		_, err := s.Create(job[2], start())
		if errors.Is(err, planner.ErrExists) {
			fmt.Println("exists")
			return nil
		}
		return err
	case "forever": // PATH
		if _, err := s.Create("killed-plan", start()); err != nil && !errors.Is(err, planner.ErrExists) {
			return err
		}
		return captures(s, 1<<30, "killed")
	case "load": // PATH
		p, err := s.Load()
		if err != nil {
			return err
		}
		fmt.Println("revision", p.Revision)
		return nil
	case "edit": // PATH
		_, err := s.Apply(stamped(planner.CaptureLine("from a child", today)))
		return err
	}
	if run, ok := otherJobs[job[0]]; ok {
		return run(s)
	}
	return fmt.Errorf("unknown job %q", job)
}

// otherJobs are those that not every system has.
var otherJobs = map[string]func(*store.Store) error{}

// captures makes edits and says of each that it was kept.
func captures(s *store.Store, n int, name string) error {
	for i := range n {
		res, err := s.Apply(stamped(planner.CaptureLine(fmt.Sprint(name, " ", i), today)))
		if err != nil {
			return err
		}
		fmt.Println("kept", res.Entry.Seq, res.New[0])
	}
	return nil
}

// job prepares this binary to run as a child.
func job(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+strings.Join(args, " "))
	cmd.Stderr = os.Stderr
	return cmd
}
