//go:build unix

package command_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// started prepares a run of the built program on a plan, in a world with
// nothing in it but what is given.
func started(t *testing.T, plan, args string, env ...string) *exec.Cmd {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(file, append([]string{"--file", plan}, strings.Fields(args)...)...)
	cmd.Dir = filepath.Dir(plan)
	cmd.Env = env
	return cmd
}

// begun is a plan in a folder of its own.
func begun(t *testing.T) string {
	t.Helper()
	plan := filepath.Join(t.TempDir(), "plan.db")
	line(t, plan, "init", "--years", "4", "--open", "2")
	return plan
}

// TestCase44Lines runs line commands where the environment is bare, odd or
// asks for traces: they do what they always do, and leave nothing behind.
func TestCase44Lines(t *testing.T) {
	plan := begun(t)
	trace := filepath.Join(t.TempDir(), "trace")
	want := map[string]string{}
	for _, row := range []struct {
		name string
		env  []string
	}{
		{"nothing at all", nil},
		{"LANG=C", []string{"LANG=C", "LC_ALL=C"}},
		{"TERM=dumb", []string{"TERM=dumb"}},
		{"TERM unknown", []string{"TERM=no such terminal"}},
		{"TMPDIR that is not there", []string{"TMPDIR=/no/such/folder"}},
		{"traces", []string{"TEA_TRACE=" + trace, "TEA_DEBUG=true"}},
		{"COLUMNS that are none", []string{"COLUMNS=-5", "LINES=x"}},
		{"HOME that is not there", []string{"HOME=/no/such/folder"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			for _, args := range []string{"", "status", "list", "show a1", "list --json", "files", "export", "export --format html", "export --format json", "export --preview", "path", "people --json"} {
				out, err := started(t, plan, args, row.env...).CombinedOutput()
				if want[args] == "" {
					want[args] = string(out)
				}
				if err != nil || string(out) != want[args] && args != "files" {
					t.Errorf("%q: %v\n%s", args, err, out)
				}
			}
			copied := filepath.Join(t.TempDir(), "plan.md")
			if out, err := started(t, plan, "export --output "+copied, row.env...).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	if _, err := os.Stat(trace); !os.IsNotExist(err) {
		t.Errorf("a trace was written: %v", err)
	}
}

// TestCase44Screens opens the screens in such an environment. A terminal that
// can draw nothing gets the status; traces are not written.
func TestCase44Screens(t *testing.T) {
	plan := begun(t)
	s := startBinary(t, plan, "TERM=dumb")
	s.until("Your review is due")
	if code := s.ends(); code != 0 || strings.Contains(string(s.raw), "\x1b") {
		t.Errorf("exit %d\n%q", code, s.raw)
	}
	trace := filepath.Join(t.TempDir(), "trace")
	for name, env := range map[string][]string{
		"LANG=C": {"LANG=C", "LC_ALL=C"}, "traces": {"TEA_TRACE=" + trace, "TEA_DEBUG=true"},
		"TMPDIR that is not there": {"TMPDIR=/no/such/folder", "EDITOR=true"},
	} {
		t.Run(name, func(t *testing.T) {
			s := startBinary(t, plan, env...)
			s.until("This week")
			if strings.HasPrefix(env[0], "TMPDIR") {
				s.keys("o") // a note needs a private folder
				s.until("no private folder for the note")
			}
			s.keys("q")
			if code := s.ends(); code != 0 {
				t.Errorf("exit %d", code)
			}
			s.restored()
		})
	}
	if _, err := os.Stat(trace); !os.IsNotExist(err) {
		t.Errorf("a trace was written: %v", err)
	}
}

// printers are commands that print.
var printers = []string{
	"status", "list", "list --json", "show a1", "history", "export", "files", "help", "man", "--version", "add x", "capture x",
	"export --format html", "export --format txt", "export --format json", "export --format csv --table actions", "export --format ics", "export --format todo",
	"export --for manager", "export --preview", "export --preview --json", "path", "path --json", "path new -", "people --json", "schema", "schema plan", "completion bash",
	"path update --all --dry-run",
}

// TestCase45Full prints to a disk that is full: the program says so and fails.
func TestCase45Full(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here: ", err)
	}
	defer func() { _ = full.Close() }()
	plan := begun(t)
	for _, args := range printers {
		var said strings.Builder
		cmd := started(t, plan, args)
		cmd.Stdout, cmd.Stderr = full, &said
		err := cmd.Run()
		if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(said.String(), "no space left") {
			t.Errorf("%s: %v, %s", args, err, said.String())
		}
	}
	whole(t, plan)
}

// TestCase45Pipe prints to somebody who has stopped reading, at once or after
// a line: the program is ended by the system's signal, or has ended well.
func TestCase45Pipe(t *testing.T) {
	plan := begun(t)
	for _, args := range printers {
		for _, lines := range []int{0, 1} {
			read, write, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd := started(t, plan, args)
			cmd.Stdout = write
			if lines == 0 {
				err = read.Close()
			}
			if err := errors.Join(err, cmd.Start(), write.Close()); err != nil {
				t.Fatal(err)
			}
			if lines > 0 {
				if _, err := read.Read(make([]byte, 1)); err != nil && !errors.Is(err, io.EOF) {
					t.Fatal(err)
				}
				_ = read.Close()
			}
			err = cmd.Wait()
			status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
			piped := status.Signaled() && status.Signal() == syscall.SIGPIPE
			if !piped && (lines == 0 || err != nil) {
				t.Errorf("%s, %d lines read: %v", args, lines, err)
			}
		}
	}
	whole(t, plan)
}

// TestCase45Closed runs the program with its streams closed. Whatever file it
// opens then must not be taken for one of them: nothing is printed into the
// plan. The runtime opens the null device in their place, so that what is
// printed is gone and no error; but of a document that would be lost.
func TestCase45Closed(t *testing.T) {
	plan := begun(t)
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, closed := range []string{">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"} {
		for _, args := range printers {
			cmd := exec.Command("sh", append([]string{"-c", `exec "$0" --file "$@" ` + closed, file, plan}, strings.Fields(args)...)...)
			cmd.Env = nil
			out, err := cmd.CombinedOutput()
			lost := strings.Contains(closed, ">&-") && !strings.HasPrefix(closed, "2") && (args == "path new -" || strings.HasPrefix(args, "export") && !strings.Contains(args, "preview"))
			if lost && (cmd.ProcessState.ExitCode() != 1 || !strings.Contains(closed, "2>") && !strings.Contains(string(out), "standard output is closed")) || !lost && err != nil {
				t.Errorf("%s %s: %v\n%s", args, closed, err, out)
			}
		}
	}
	whole(t, plan)
}

// whole fails unless the plan can be read and holds the whole of whatever was
// added to it.
func whole(t *testing.T, plan string) {
	t.Helper()
	if out := line(t, plan, "list", "--state", "all"); !strings.Contains(out, "  x\n") {
		t.Errorf("what was added is not there:\n%s", out)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(plan), ".waymark-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// TestCase45Nowhere prints to the null device, as shells and other programs
// open it, and is no failure.
func TestCase45Nowhere(t *testing.T) {
	plan := begun(t)
	cmd := started(t, plan, "export") // its streams are the null device
	if err := cmd.Run(); err != nil {
		t.Errorf("%v", err)
	}
}

// TestCase45ClosedInput takes nothing in where there is no input, and says so.
func TestCase45ClosedInput(t *testing.T) {
	plan := begun(t)
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"import -", "import - --from todo.txt", "import - --from plan", "import - --from csv", "import - --from taskwarrior", "path check -", "path use -", "path update -"} {
		cmd := exec.Command("sh", append([]string{"-c", `exec "$0" --file "$@" <&-`, file, plan}, strings.Fields(args)...)...)
		cmd.Env = nil
		out, err := cmd.CombinedOutput()
		none := strings.Contains(string(out), "othing in standard input is new")
		if !none && (err == nil || !strings.Contains(string(out), "waymark: ")) {
			t.Errorf("%s: %v\n%s", args, err, out)
		}
	}
	if out := line(t, plan, "history"); strings.Count(out, "\n") != 1 {
		t.Errorf("something was changed:\n%s", out)
	}
}
