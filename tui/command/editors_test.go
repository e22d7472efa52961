//go:build unix

package command_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/creack/pty"

	"waymark/store"
)

// notes gives all that is noted in a new plan.
func notes(t *testing.T, plan string) string {
	t.Helper()
	keeper, err := store.Open(plan)
	if err != nil {
		t.Fatal(err)
	}
	p, err := keeper.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for it := range p.Items() {
		all.WriteString(it.Base().Note)
	}
	return all.String()
}

// Whatever an editor does, the note changes as it was saved or not at all, a
// word says which, nothing written is lost, the folder is gone and the
// terminal is sane.
func TestCase32Editors(t *testing.T) {
	for _, c := range []struct {
		name, script string
		says         string
		note         string // "": none
		draft        string
	}{
		{"saves", `echo 'two lines' >"$file"; echo of it >>"$file"; touch "$file.swp"`, "Note: ", "two lines\nof it", ""},
		{"exits 1", `echo half >"$file"; exit 1`, "n brings it back", "", "half"},
		{"is killed", `echo half >"$file"; kill -9 $$`, "n brings it back", "", "half"},
		{"empties the file and fails", `: >"$file"; exit 1`, "The note is as it was", "", ""},
		{"deletes the file", `rm "$file"`, "the editor removed the file", "", ""},
		{"deletes the folder", `rm -r "$(dirname "$file")"`, "the editor removed the file", "", ""},
		{"leaves a link", `ln -sf /etc/passwd "$file"`, "not a file", "", ""},
		{"leaves a pipe", `rm "$file"; mkfifo "$file"`, "not a file", "", ""},
		{"leaves a folder", `rm "$file"; mkdir "$file"`, "not a file", "", ""},
		{"locks the file", `echo half >"$file"; chmod 000 "$(dirname "$file")"; chmod 700 "$(dirname "$file")"`, "Note: ", "half", ""},
		{"writes 100 MB", `echo 'the beginning' >"$file"; head -c 100000000 /dev/zero | tr '\0' x >>"$file"`, "longer than 1 MiB", "", ""},
		{"leaves the terminal raw", `stty raw -echo; printf '\033[?1002h\033[?2004h'; echo raw >"$file"; exit 1`, "n brings it back", "", "raw"},
		{"forks", `(sleep 0.3; echo late >>"$file") >/dev/null 2>&1 &`, "Does your editor wait", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			plan, runtimeDir := newPlan(t), t.TempDir()
			s := startBinary(t, plan, "EDITOR="+editorScript(t, c.script), "XDG_RUNTIME_DIR="+runtimeDir)
			s.until("This week")
			s.keys("o")
			s.until(c.says)
			s.keys("2")
			s.until("Action items")
			s.keys("q")
			if code := s.ends(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			s.restored()
			if got := notes(t, plan); got != c.note {
				t.Errorf("the note is %q", got)
			}
			keptOnly(t, plan, c.draft)
			empty(t, runtimeDir)
		})
	}
}

// What no draft can hold stays where the editor saved it, and its place is
// said: a note that is too long, and what only the editor can bring back.
func TestCase32KeepsTheFolder(t *testing.T) {
	for name, script := range map[string]string{
		"too long":          `i=0; while [ $i -lt 3000 ]; do echo "line $i of a long note that goes on"; i=$((i+1)); done >"$file"`,
		"broken off in vim": `printf half >"$(dirname "$file")/.note.md.swp"; exit 1`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan, runtimeDir := newPlan(t), t.TempDir()
			s := startBinary(t, plan, "EDITOR="+editorScript(t, script), "XDG_RUNTIME_DIR="+runtimeDir)
			s.until("This week")
			s.keys("o")
			s.until("The note is as it was")
			s.keys("q")
			s.ends()
			if left, err := os.ReadDir(runtimeDir); err != nil || len(left) != 1 {
				t.Errorf("left are %v, %v", left, err)
			}
			if got := kept(t, plan); got != "" {
				t.Errorf("drafts %.80q", got)
			}
		})
	}
}

// What an editor saves beside the note when it is told to end is the draft.
func TestCase32SavedBeside(t *testing.T) {
	t.Parallel()
	plan, runtimeDir := newPlan(t), t.TempDir()
	s := startBinary(t, plan, "EDITOR="+editorScript(t, `echo 'everything typed' >"$file.save"; exit 1`), "XDG_RUNTIME_DIR="+runtimeDir)
	s.until("This week")
	s.keys("o")
	s.until("n brings it back")
	s.keys("q")
	s.ends()
	if got := kept(t, plan); !strings.Contains(got, "everything typed") {
		t.Errorf("drafts %.80q", got)
	}
	empty(t, runtimeDir)
}

// Nothing is left of what an editor that failed had saved once it is accepted.
func TestCase32DraftOfTheEditor(t *testing.T) {
	t.Parallel()
	plan := newPlan(t)
	s := startBinary(t, plan, "EDITOR="+editorScript(t, `grep -q half "$file" && { echo ' and whole' >>"$file"; exit 0; }; echo half >"$file"; exit 1`))
	s.until("This week")
	s.keys("o")
	s.until("n brings it back")
	s.keys("o") // the draft, once more
	s.until("u undoes")
	s.keys("q")
	s.ends()
	if got := notes(t, plan); got != "half and whole" {
		t.Errorf("the note is %q", got)
	}
	if got := kept(t, plan); got != "" {
		t.Errorf("drafts %q", got)
	}
}

// The editor gets exactly the words of $EDITOR, and no shell reads them.
func TestCase33EditorWords(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my editor")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	// It writes down what it was called with, and the modes of what it got.
	script := "#!/bin/sh\neval file=\\${$#}\n{ echo \"$#: $*\" | sed \"s|$file|FILE|\"; stat -c %a \"$file\" \"$(dirname \"$file\")\"; } >\"$(dirname \"$0\")/called\"\n"
	for _, name := range []string{"ed", "code"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, editor, called, says string }{
		{"code --wait", "code --wait", "2: --wait FILE", ""},
		{"a quoted path with spaces", "'" + dir + "/ed' -n", "2: -n FILE", ""},
		{"a path with a backslash", strings.ReplaceAll(dir, " ", `\ `) + "/ed", "1: FILE", ""},
		{";rm", "code ;touch called-too $(touch called-too)", "5: ;touch called-too $(touch called-too) FILE", ""},
		{"missing", "no-such-editor --wait", "", "no-such-editor"},
		{"an open quote", "'code", "", "left open"},
	} {
		t.Run(c.name, func(t *testing.T) { // one after the other: they write to one place
			called := filepath.Join(dir, "called")
			_ = os.Remove(called) // of the one before
			s := startBinary(t, newPlan(t), "EDITOR="+c.editor, "PATH="+dir+":"+os.Getenv("PATH"))
			s.until("This week")
			s.keys("o")
			if c.says == "" {
				c.says = "The note is as it was"
			}
			s.until(c.says)
			s.keys("q")
			s.ends()
			got, err := os.ReadFile(called)
			if c.called == "" {
				if err == nil {
					t.Errorf("something was called: %s", got)
				}
				return
			}
			if want := c.called + "\n600\n700\n"; string(got) != want {
				t.Errorf("called %q instead of %q", got, want)
			}
			if _, err := os.Stat("called-too"); err == nil {
				t.Error("a shell has read it")
			}
		})
	}
}

// Without $VISUAL and $EDITOR, and with nothing to be found, a word says what
// to do.
func TestCase33NoEditor(t *testing.T) {
	t.Parallel()
	s := startBinary(t, newPlan(t), "PATH=/nowhere")
	s.until("This week")
	s.keys("o")
	s.until("set VISUAL or EDITOR")
	s.keys("q")
	s.ends()
}

// An environment that lacks something, or asks for something odd, changes
// nothing and leaves nothing behind.
func TestCase44Environment(t *testing.T) {
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	editor := editorScript(t, `echo 'from the editor' >"$file"`)
	for _, c := range []struct {
		name string
		env  []string
		says string // after o
	}{
		{"TEA_TRACE and TEA_DEBUG", []string{"TEA_TRACE=trace", "TEA_DEBUG=1"}, "Note: "},
		{"HOME unset", []string{"HOME="}, "Note: "},
		{"LANG=C", []string{"LANG=C", "LC_ALL=C"}, "Note: "},
		{"XDG_RUNTIME_DIR missing", []string{"XDG_RUNTIME_DIR=/nowhere"}, "Note: "},
		{"TMPDIR unwritable", []string{"TMPDIR=/nowhere"}, "set TMPDIR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cmd := exec.Command(file, "--file", newPlan(t))
			cmd.Dir = dir
			s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, cmd, append([]string{"EDITOR=" + editor, "TMPDIR=" + t.TempDir()}, c.env...)...)
			s.until("This week")
			s.keys("o")
			s.until(c.says)
			s.keys("q")
			if code := s.ends(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			s.restored()
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
	t.Run("TERM=dumb", func(t *testing.T) { // lines instead of screens
		t.Parallel()
		s := startBinary(t, newPlan(t), "TERM=dumb")
		if code := s.ends(); code != 0 {
			t.Errorf("exit code %d", code)
		}
		if raw := s.written(); strings.Contains(raw, "\x1b") || !strings.Contains(raw, "Phase 2") {
			t.Errorf("%q", raw)
		}
	})
}

// A terminal that claims an absurd size at the start is not believed, and the
// program can be left.
func TestCase30FirstSize(t *testing.T) {
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []uint16{2_000, 65_535} {
		t.Run(strconv.Itoa(int(side)), func(t *testing.T) {
			s := startIn(t, pty.Winsize{Rows: side, Cols: side}, exec.Command(file, "--file", newPlan(t)))
			for end := time.Now().Add(2 * soon); !strings.Contains(s.written(), "This"); time.Sleep(10 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatal("nothing is drawn")
				}
			}
			if err := resize(s, pty.Winsize{Rows: 24, Cols: 80}); err != nil { // a size that can be is taken
				t.Fatal(err)
			}
			s.until("q quit")
			if most := memory(t, s.cmd.Process.Pid); most > 200<<20 {
				t.Errorf("it takes %d MiB", most>>20)
			}
			s.keys("q")
			if code := s.endsWithin(soon); code != 0 {
				t.Errorf("exit code %d", code)
			}
			s.restored()
		})
	}
}

func resize(s *session, size pty.Winsize) error {
	conn, err := s.pty.SyscallConn() // pty.Setsize would make it one that can't be closed while it is read from
	if err != nil {
		return err
	}
	var errno syscall.Errno
	err = conn.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TIOCSWINSZ, uintptr(unsafe.Pointer(&size)))
	})
	if errno != 0 {
		return errno
	}
	return err
}

// memory is the most that a process has taken so far, in bytes.
func memory(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		t.Skip("no /proc here to read memory from")
	}
	for row := range strings.SplitSeq(string(text), "\n") {
		if fields := strings.Fields(row); len(fields) > 1 && fields[0] == "VmHWM:" {
			kib, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			return kib << 10
		}
	}
	t.Fatal("the memory is not known")
	return 0
}
