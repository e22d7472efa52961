//go:build unix

package command_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// built builds the program once for all tests that run it.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "waymark-built-")
	if err != nil {
		return "", err
	}
	builtFolder = dir
	file := filepath.Join(dir, "waymark")
	cmd := exec.Command("go", "build", "-o", file, "waymark")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return file, nil
})

// session is the built program in a terminal of its own.
type session struct {
	t    *testing.T
	cmd  *exec.Cmd
	pty  *os.File
	emu  *vt.SafeEmulator
	mu   sync.Mutex
	raw  []byte // all that was written to the terminal
	done chan error
	read chan struct{} // closed once all that the program wrote was read
}

func startBinary(t *testing.T, plan string) *session {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, emu: vt.NewSafeEmulator(80, 24), done: make(chan error, 1), read: make(chan struct{})}
	s.cmd = exec.Command(file, "--file", plan)
	s.cmd.Env = []string{"TERM=xterm-256color", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "EDITOR=" + os.Getenv("WAYMARK_TEST_EDITOR")}
	s.pty, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	go s.listen()
	go s.answer()
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = s.pty.Close()
	})
	return s
}

// listen feeds the emulator what the program writes.
func (s *session) listen() {
	defer close(s.read)
	buf := make([]byte, 32<<10)
	for {
		n, err := s.pty.Read(buf)
		if n > 0 {
			s.mu.Lock()
			s.raw = append(s.raw, buf[:n]...)
			s.mu.Unlock()
			_, _ = s.emu.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// answer gives the program the terminal's answers to its queries.
func (s *session) answer() {
	buf := make([]byte, 4<<10)
	for {
		n, err := s.emu.Read(buf)
		if n > 0 {
			_, _ = s.pty.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

func (s *session) until(text string) {
	s.t.Helper()
	var screen string
	for range 1500 {
		screen = ansi.Strip(s.emu.Render())
		if strings.Contains(screen, text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatalf("the terminal never showed %q:\n%s", text, screen)
}

func (s *session) keys(text string) {
	s.t.Helper()
	if _, err := s.pty.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
}

// ends waits for the program to end and gives its exit code, -1 for a signal.
func (s *session) ends() int {
	s.t.Helper()
	select {
	case err := <-s.done:
		if s.cmd.ProcessState == nil {
			s.t.Fatal(err)
		}
		<-s.read
		return s.cmd.ProcessState.ExitCode()
	case <-time.After(10 * time.Second):
		s.t.Fatal("the program did not end")
		return 0
	}
}

// restored fails unless the terminal's modes were put back.
func (s *session) restored() {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	raw := string(s.raw)
	for _, mode := range []string{"1049", "2004"} {
		if strings.LastIndex(raw, "\x1b[?"+mode+"h") > strings.LastIndex(raw, "\x1b[?"+mode+"l") {
			s.t.Errorf("mode %s was left on", mode)
		}
	}
	if strings.LastIndex(raw, "\x1b[?25l") > strings.LastIndex(raw, "\x1b[?25h") {
		s.t.Error("the cursor was left hidden")
	}
}

// line runs a line command of the built program.
func line(t *testing.T, plan string, args ...string) string {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(file, append([]string{"--file", plan}, args...)...)
	cmd.Env = []string{"TERM=xterm-256color", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("waymark %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// TestFirstStart walks through the first start, marks something done, quits,
// and finds it all again.
func TestFirstStart(t *testing.T) {
	plan := filepath.Join(t.TempDir(), "new", "plan.db")
	s := startBinary(t, plan)
	s.until("1 of 8")
	s.keys("Ada\t\t\t7\x13") // name, then years; ctrl+s goes on
	s.until("2 of 8")
	s.keys("y\r")
	s.until("3 of 8")
	s.keys("A") // phase 1 is behind her
	s.until("Behind you: phase 1")
	s.keys("\r")
	s.until("4 of 8")
	s.keys("f")
	s.until("In focus")
	s.keys("q") // and she is called away
	if code := s.ends(); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	s.restored()

	s = startBinary(t, plan)
	for _, step := range []string{"4 of 8", "5 of 8", "6 of 8", "7 of 8", "8 of 8"} {
		s.until(step)
		s.keys("\r")
	}
	s.until("This week")
	s.keys(" ")
	s.until("Done: ")
	s.keys("q")
	if code := s.ends(); code != 0 {
		t.Fatalf("exit code %d", code)
	}

	s = startBinary(t, plan)
	s.until("Lately")
	s.keys("q")
	s.ends()
	out := line(t, plan, "export")
	for _, want := range []string{"Ada", "Phase 1"} {
		if !strings.Contains(out, want) {
			t.Errorf("the summary lacks %q:\n%s", want, out)
		}
	}
}

// TestSignalsKeepTheLastEdit ticks something and ends the program in every
// way that a terminal or a system may.
func TestSignalsKeepTheLastEdit(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			plan := filepath.Join(t.TempDir(), "plan.db")
			line(t, plan, "init", "--years", "4", "--open", "2")
			s := startBinary(t, plan)
			s.until("This week")
			s.keys(" ")
			s.until("u undoes")
			if err := s.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			s.ends()
			s.restored()
			if out := line(t, plan, "list", "--state", "done"); !strings.Contains(out, "✓") {
				t.Errorf("after %v the tick is lost:\n%s", sig, out)
			}
		})
	}
}

// TestEditor writes a note in $EDITOR, whose path has a space in it.
func TestEditor(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my editor")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	editor := filepath.Join(dir, "ed.sh")
	// It adds its arguments and the folder's mode, and leaves a swap file.
	script := "#!/bin/sh\neval last=\\${$#}\necho \"$1 $(stat -c %a $(dirname $last))\" >>$last\ntouch $last.swp\necho $(dirname $last) >'" + dir + "/folder'\n"
	if err := os.WriteFile(editor, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WAYMARK_TEST_EDITOR", "'"+editor+"' --wait")
	plan := filepath.Join(t.TempDir(), "plan.db")
	line(t, plan, "init", "--years", "4", "--open", "2")
	s := startBinary(t, plan)
	s.until("This week")
	s.keys("o")
	s.until("Note: ")
	s.keys("\r")
	s.until("--wait 700")
	s.keys("q") // closes what was opened
	s.until("This week")
	folder, err := os.ReadFile(filepath.Join(dir, "folder"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(strings.TrimSpace(string(folder))); !os.IsNotExist(err) {
		t.Errorf("the editor's folder is still there: %v", err)
	}
}

// TestTwoWindows has two windows and a shell command at work on one plan.
func TestTwoWindows(t *testing.T) {
	plan := filepath.Join(t.TempDir(), "plan.db")
	line(t, plan, "init", "--years", "4", "--open", "2")
	one, two := startBinary(t, plan), startBinary(t, plan)
	one.until("This week")
	two.until("This week")
	line(t, plan, "capture", "from the shell")
	one.until("Inbox 1")
	two.until("Inbox 1")
	one.keys("c")
	one.until("Capture for the review")
	one.keys("from a window\r")
	two.until("Inbox 2")
	two.keys("u")
	one.until("Inbox 1")
	one.keys("q")
	two.keys("q")
	for _, s := range []*session{one, two} {
		if code := s.ends(); code != 0 {
			t.Errorf("exit code %d", code)
		}
		s.restored()
	}
}
