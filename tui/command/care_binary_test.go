//go:build unix

package command_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// outlets are standard outputs that take nothing.
var outlets = map[string]func(*testing.T, *exec.Cmd){
	"a full disk": func(t *testing.T, cmd *exec.Cmd) {
		t.Helper()
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip("there is no /dev/full here: ", err)
		}
		t.Cleanup(func() { _ = full.Close() })
		cmd.Stdout = full
	},
	"a pipe that nobody reads": func(t *testing.T, cmd *exec.Cmd) {
		t.Helper()
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = read.Close()
		t.Cleanup(func() { _ = write.Close() })
		cmd.Stdout = write
	},
	"a stream that can't be written": func(t *testing.T, cmd *exec.Cmd) {
		t.Helper()
		null, err := os.Open(os.DevNull)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = null.Close() })
		cmd.Stdout = null
	},
}

// Where nothing can be printed, the program says so by its exit code, and
// what it did to files is whole.
func TestCase45NowhereToPrint(t *testing.T) {
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for name, outlet := range outlets {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			plan := filepath.Join(dir, "plan.db")
			line(t, plan, "init", "--years", "4")
			for _, args := range []string{"check", "check --json", "backup", "backup DIR/new.db", "backups", "backups --json", "salvage DIR/saved.db", "salvage DIR/other.db --json", "erase a1 --yes", "add x"} {
				words := strings.Fields(strings.ReplaceAll(args, "DIR", dir))
				cmd := exec.Command(file, append([]string{"--file", plan}, words...)...)
				cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH")}
				outlet(t, cmd)
				var exit *exec.ExitError
				if err := cmd.Run(); !errors.As(err, &exit) {
					t.Errorf("%s: %v", args, err)
				}
			}
			made, err := filepath.Glob(filepath.Join(dir, "*.db"))
			if err != nil || len(made) != 4 {
				t.Errorf("%v: %v", made, err)
			}
			for _, made := range made {
				if out := line(t, made, "check"); !strings.HasPrefix(out, "Sound: ") {
					t.Errorf("%s: %s", made, out)
				}
			}
			if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v (%v)", left, err)
			}
			if out := line(t, plan, "list"); strings.Count(out, "  x") != 1 {
				t.Errorf("the change that could not be told of is not kept:\n%s", out)
			}
		})
	}
}
