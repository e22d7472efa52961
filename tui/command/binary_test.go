//go:build unix

package command_test

import (
	"errors"
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
	"github.com/charmbracelet/x/term"
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
	was  *term.State   // the terminal's before the program started
}

// startBinary starts the program on a plan, with what else its environment is
// to have.
func startBinary(t *testing.T, plan string, env ...string) *session {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command(file, "--file", plan), env...)
}

// startIn starts a command in a terminal of a size.
func startIn(t *testing.T, size pty.Winsize, cmd *exec.Cmd, env ...string) *session {
	t.Helper()
	s := &session{t: t, cmd: cmd, emu: vt.NewSafeEmulator(80, 24), done: make(chan error, 1), read: make(chan struct{})}
	s.cmd.Env = append([]string{"TERM=xterm-256color", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}, env...)
	var err error
	if s.pty, err = startOn(s, size); err != nil {
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

// startOn starts the session's command as the leader of a terminal of its own.
func startOn(s *session, size pty.Winsize) (*os.File, error) {
	master, slave, err := pty.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = slave.Close() }() // the command has its own
	if err := pty.Setsize(master, &size); err != nil {
		return nil, err
	}
	if s.was, err = term.GetState(slave.Fd()); err != nil {
		return nil, err
	}
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = slave, slave, slave
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	return pollable(master)
}

// pollable gives a terminal that can be closed while it is read from.
func pollable(f *os.File) (*os.File, error) {
	defer func() { _ = f.Close() }() // replaced
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	syscall.CloseOnExec(fd)
	err = syscall.SetNonblock(fd, true)
	return os.NewFile(uintptr(fd), f.Name()), err
}

// state gives the terminal's line settings.
func (s *session) state() *term.State {
	s.t.Helper()
	var state *term.State
	conn, err := s.pty.SyscallConn() // Fd would make it one that can't be closed while it is read from
	if err == nil {
		err = errors.Join(conn.Control(func(fd uintptr) { state, err = term.GetState(fd) }), err)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

// setState changes the terminal's line settings.
func (s *session) setState(state *term.State) {
	s.t.Helper()
	conn, err := s.pty.SyscallConn()
	if err == nil {
		err = errors.Join(conn.Control(func(fd uintptr) { err = term.SetState(fd, state) }), err)
	}
	if err != nil {
		s.t.Fatal(err)
	}
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

// has reports whether the screen shows a text now.
func (s *session) has(text string) bool {
	return strings.Contains(ansi.Strip(s.emu.Render()), text)
}

// written is all that the program wrote so far.
func (s *session) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.raw)
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
	if now := s.state(); *now != *s.was {
		s.t.Errorf("the terminal's line settings were %+v and are %+v", *s.was, *now)
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
