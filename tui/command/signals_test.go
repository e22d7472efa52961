//go:build unix

package command_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"cloud.google.com/go/civil"
	"github.com/creack/pty"

	"waymark/planner"
	"waymark/planner/path"
	"waymark/store"
	"waymark/tui"
	"waymark/tui/command"
)

// soon is how long the program may take to end.
const soon = 5 * time.Second

// newPlan makes a plan in a file of the test's own.
func newPlan(t *testing.T) string {
	t.Helper()
	plan := filepath.Join(t.TempDir(), "plan.db")
	line(t, plan, "init", "--years", "4", "--open", "2")
	return plan
}

// kill sends the program a signal.
func (s *session) kill(sig syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// endsWithin is ends with a limit from now on.
func (s *session) endsWithin(limit time.Duration) int {
	s.t.Helper()
	begun := time.Now()
	code := s.ends()
	if took := time.Since(begun); took > limit {
		s.t.Errorf("the end took %v", took)
	}
	return code
}

// keptOnly finds a draft that has a text in it beside a plan; "": none at all.
func keptOnly(t *testing.T, plan, draft string) {
	t.Helper()
	if got := kept(t, plan); !strings.Contains(got, draft) || draft == "" && got != "" {
		t.Errorf("drafts %.200q instead of %q", got, draft)
	}
}

// empty finds nothing in a folder.
func empty(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// kept reads the drafts kept beside a plan.
func kept(t *testing.T, plan string) string {
	t.Helper()
	text, err := os.ReadFile(store.DraftsPath(plan))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

// editorScript writes an editor; $file is the note.
func editorScript(t *testing.T, body string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "editor")
	script := "#!/bin/sh\neval file=\\${$#}\n" + body + "\n"
	if err := os.WriteFile(file, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

// Whatever ends the program, and whatever it was doing, the last edit is
// there, what was typed is kept as a draft and the terminal is as it was.
func TestCase26EndedFromOutside(t *testing.T) {
	editor := editorScript(t, "trap 'exit 3' TERM HUP\necho 'saved in the editor' >>\"$file\"\necho at work\nwhile :; do sleep 0.05; done")
	doing := []struct {
		name  string
		keys  string
		until string
		draft string
	}{
		{"idle", "", "This week", ""},
		{"typing", "chalf a thou", "half a thou", "half a thou"},
		{"typing over a dialog", "\rnten years", "ten years", "ten years"},
		{"menu", "s", "waiting", ""},
		{"editor", "o", "at work", "saved in the editor"},
	}
	ways := []struct {
		name string
		sig  syscall.Signal // 0: the terminal is closed
		code int
	}{{"SIGTERM", syscall.SIGTERM, 0}, {"SIGINT", syscall.SIGINT, 0}, {"SIGHUP", syscall.SIGHUP, 0}, {"SIGQUIT", syscall.SIGQUIT, 1}, {"closed", 0, 0}}
	for _, do := range doing {
		for _, way := range ways {
			if do.name == "editor" && (way.sig == syscall.SIGINT || way.sig == syscall.SIGQUIT) {
				continue // they are the editor's own
			}
			t.Run(do.name+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				plan, runtimeDir := newPlan(t), t.TempDir()
				s := startBinary(t, plan, "EDITOR="+editor, "XDG_RUNTIME_DIR="+runtimeDir)
				s.until("This week")
				s.keys(" ")
				s.until("u undoes")
				s.keys(do.keys)
				s.until(do.until)
				if way.sig == 0 {
					if err := s.pty.Close(); err != nil {
						t.Fatal(err)
					}
				} else {
					s.kill(way.sig)
				}
				if code := s.endsWithin(soon); code != way.code {
					t.Errorf("exit code %d instead of %d", code, way.code)
				}
				if way.sig != 0 {
					s.restored()
				}
				if out := line(t, plan, "list", "--state", "done"); !strings.Contains(out, "✓") {
					t.Errorf("the tick is lost:\n%s", out)
				}
				keptOnly(t, plan, do.draft)
				empty(t, runtimeDir) // the editor's folder is gone
			})
		}
	}
}

// Of a closed terminal tell the system and the shell, each with a hangup; the
// second one is no reason to hurry.
func TestCase26TwoHangups(t *testing.T) {
	t.Parallel()
	plan := newPlan(t)
	s := startBinary(t, plan)
	s.until("This week")
	s.keys("chalf a thou")
	s.until("half a thou")
	s.kill(syscall.SIGHUP)
	_ = s.cmd.Process.Signal(syscall.SIGHUP) // it may have been quick enough to be gone
	if code := s.endsWithin(soon); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got := kept(t, plan); !strings.Contains(got, "half a thou") {
		t.Errorf("drafts %q", got)
	}
}

// What was typed when the program was ended is in the form when it is opened
// again, and gone once it is accepted.
func TestCase26DraftComesBack(t *testing.T) {
	t.Parallel()
	plan := newPlan(t)
	s := startBinary(t, plan)
	s.until("This week")
	s.keys("chalf a thou")
	s.until("half a thou")
	s.kill(syscall.SIGTERM)
	s.ends()
	s = startBinary(t, plan)
	s.until("This week")
	s.keys("c")
	s.until("What you typed before is back.")
	s.keys("ght\r")
	s.until("Inbox 1")
	s.keys("q")
	s.ends()
	if got := kept(t, plan); got != "" {
		t.Errorf("drafts %q are still kept", got)
	}
}

// What is being typed is kept while it is typed: nothing is left to be done
// when the program is killed.
func TestCase26KilledWhileTyping(t *testing.T) {
	t.Parallel()
	plan := newPlan(t)
	s := startBinary(t, plan)
	s.until("This week")
	s.keys("chalf a thou")
	for end := time.Now().Add(2 * soon); !strings.Contains(kept(t, plan), "half a thou"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what is being typed is not kept")
		}
	}
	s.kill(syscall.SIGKILL)
	s.ends()
}

// ctrl+c and its like are the editor's while it has the terminal.
func TestCase26InterruptIsTheEditors(t *testing.T) {
	t.Parallel()
	editor := editorScript(t, "trap 'echo interrupted >>\"$file\"; exit 0' INT\necho at work\nwhile :; do sleep 0.05; done")
	s := startBinary(t, newPlan(t), "EDITOR="+editor)
	s.until("This week")
	s.keys("o")
	s.until("at work")
	s.keys("\x03")
	s.until("Note: ")
	s.keys("q")
	if code := s.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.restored()
}

// An editor that doesn't want to end is given a while; at a second signal,
// none.
func TestCase26StubbornEditor(t *testing.T) {
	editor := editorScript(t, "trap '' TERM HUP\necho 'saved in the editor' >>\"$file\"\necho at work\nwhile :; do sleep 0.05; done")
	for _, c := range []struct {
		name    string
		signals int
		limit   time.Duration
	}{{"once", 1, soon}, {"twice", 2, 1500 * time.Millisecond}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			plan := newPlan(t)
			s := startBinary(t, plan, "EDITOR="+editor)
			s.until("This week")
			s.keys("o")
			s.until("at work")
			for range c.signals {
				s.kill(syscall.SIGTERM)
				time.Sleep(50 * time.Millisecond) // or they count as one
			}
			s.endsWithin(c.limit)
			s.restored()
			if got := kept(t, plan); !strings.Contains(got, "saved in the editor") {
				t.Errorf("drafts %q", got)
			}
		})
	}
}

// A second signal doesn't wait for what holds up the first: here another
// process has the plan.
func TestCase26SecondSignal(t *testing.T) {
	t.Parallel()
	plan := newPlan(t)
	s := startBinary(t, plan)
	s.until("This week")
	lock, err := os.OpenFile(store.LockPath(plan), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }() // that lets go of it
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	s.keys(" ")
	time.Sleep(100 * time.Millisecond) // the edit waits for the lock now
	s.kill(syscall.SIGTERM)
	time.Sleep(50 * time.Millisecond) // or they count as one
	s.kill(syscall.SIGTERM)
	if code := s.endsWithin(1200 * time.Millisecond); code != 1 {
		t.Errorf("exit code %d", code)
	}
	s.restored()
}

// A terminal that is closed ends the program also where the hangup was
// ignored when it was started.
func TestCase27HangupIgnored(t *testing.T) {
	t.Parallel()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	plan := newPlan(t)
	s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command("sh", "-c", `trap "" HUP; exec "$0" --file "$1"`, file, plan))
	s.until("This week")
	s.keys("chalf a thou")
	s.until("half a thou")
	if err := s.pty.Close(); err != nil {
		t.Fatal(err)
	}
	s.endsWithin(soon)
	if got := kept(t, plan); !strings.Contains(got, "half a thou") {
		t.Errorf("drafts %q", got)
	}
}

// As the leader of its session the program has nobody who would bring it
// back, so it says so instead of hanging.
func TestCase28NoShell(t *testing.T) {
	t.Parallel()
	s := startBinary(t, newPlan(t))
	s.until("This week")
	s.keys("\x1a")
	s.until("nothing could bring it back")
	s.keys("2")
	s.until("Action items")
	s.keys("q")
	if code := s.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// cooked fails unless the terminal is as a shell leaves it to be typed in.
func (s *session) cooked() {
	s.t.Helper()
	for range 500 {
		if s.state().Lflag&syscall.ICANON != 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatal("the terminal stays raw")
}

// child finds the process that another has started.
func child(t *testing.T, parent int) int {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		t.Skip("no /proc here to find the program by")
	}
	for _, stat := range stats {
		text, err := os.ReadFile(stat)
		if err != nil {
			continue // it has ended
		}
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if fields[1] == strconv.Itoa(parent) {
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
			if err != nil {
				t.Fatal(err)
			}
			return pid
		}
	}
	t.Fatalf("process %d has no child", parent)
	return 0
}

// Under a shell the program is set aside and brought back, by its key and by
// others, as often as one likes; then keys work and the screen is drawn anew.
func TestCase28Shell(t *testing.T) {
	t.Parallel()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command("sh", "-i"), "PS1=shell> ", "ENV=", "WAYMARK_FILE="+newPlan(t))
	s.until("shell>")
	s.keys("'" + file + "'\r")
	s.until("This week")
	s.keys("2")
	s.until("Action items")
	s.keys("chalf a thou")
	s.until("half a thou")
	s.keys("\x1a") // in a dialog
	s.until("shell>")
	s.cooked()
	s.keys("fg\r")
	s.until("half a thou")
	s.keys("ght")
	s.until("half a thought")
	s.keys("\r")
	s.until("Captured")
	pid := child(t, s.cmd.Process.Pid)
	if err := syscall.Kill(pid, syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // the shell takes the terminal, and the screen stays as it was
	s.keys("stty sane; echo; echo s''ane\n")
	s.until("sane ")
	s.keys("fg\n")
	s.keysUntil("1", "This week")
	s.keys("q")
	s.until("shell>")
	s.keys("exit\r")
	s.ends()
}

// A program that was set aside ends when it is told to, and leaves the shell
// its terminal.
func TestCase28EndedWhileAside(t *testing.T) {
	t.Parallel()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	plan := newPlan(t)
	s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command("sh", "-i"), "PS1=shell> ", "ENV=", "WAYMARK_FILE="+plan)
	s.until("shell>")
	s.keys("'" + file + "'\r")
	s.until("This week")
	s.keys("chalf a thou")
	s.until("half a thou")
	s.keys("\x1a")
	s.until("shell>")
	s.cooked()
	pid := child(t, s.cmd.Process.Pid)
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGCONT} {
		if err := syscall.Kill(pid, sig); err != nil {
			t.Fatal(err)
		}
	}
	for end := time.Now().Add(soon); !ended(t, pid); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it goes on, or stopped again")
		}
	}
	if got := kept(t, plan); !strings.Contains(got, "half a thou") {
		t.Errorf("drafts %q", got)
	}
	s.cooked()
	s.keys("echo; echo s''ane\n")
	s.until("sane ")
}

// ended reports whether a process is no more, but for what its parent may ask.
func ended(t *testing.T, pid int) bool {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(text), ") Z ")
}

// keysUntil presses keys until they show: the program may still be about to
// take the terminal.
func (s *session) keysUntil(keys, text string) {
	s.t.Helper()
	for range 50 {
		s.keys(keys)
		for range 10 {
			if s.has(text) {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	s.until(text)
}

// Stopped and continued by somebody else, with the terminal changed meanwhile.
func TestCase28ContinuedElsewhere(t *testing.T) {
	t.Parallel()
	s := startBinary(t, newPlan(t))
	s.until("This week")
	s.kill(syscall.SIGSTOP) // a leader of a session would not be stopped by SIGTSTP
	time.Sleep(100 * time.Millisecond)
	s.setState(s.was)
	if _, err := s.emu.Write([]byte("\x1b[2J")); err != nil {
		t.Fatal(err)
	}
	s.kill(syscall.SIGCONT)
	s.until("This week")
	s.keysUntil("2", "Action items")
	s.keys("q")
	if code := s.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.restored()
}

// panicking is a keeper that makes the mistake it is told to.
type panicking struct {
	planner.Keeper
	when string
}

const secret = "\x1b]0;what a user typed\a\x1b[2J"

func (k panicking) Load() (*planner.Plan, error) {
	if k.when == "loading" {
		panic(secret)
	}
	return k.Keeper.Load()
}

func (k panicking) Apply(e planner.Edit) (planner.Result, error) {
	if k.when == "editing" {
		panic(errors.New(secret))
	}
	return k.Keeper.Apply(e)
}

func (k panicking) Since(rev uint64) (planner.Delta, error) {
	if k.when == "watching" {
		var list []string
		_ = list[len(secret)]
	}
	return k.Keeper.Since(rev)
}

func (k panicking) Drafts() map[string][]string {
	if k.when == "a command" {
		panic(fmt.Sprint(secret))
	}
	return nil
}

func (panicking) KeepDraft(string, []string) error { return nil }

func init() {
	if when := os.Getenv("WAYMARK_TEST_PANIC"); when != "" {
		program = func() { panickingProgram(when, os.Getenv("WAYMARK_FILE")) }
	}
}

// panickingProgram is waymark with a keeper that panics.
func panickingProgram(when, plan string) {
	os.Exit(command.Main([]string{"--file", plan}, command.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv,
		IsTTY:  func(command.Stream) bool { return true },
		Width:  func() int { return 80 },
		Now:    time.Now,
		Open:   func(file string) (planner.Keeper, error) { return store.Open(file) },
		Glance: store.Glance,
		Screens: func(c command.ScreensConfig) error {
			return tui.Run(tui.Config{
				Keeper: panicking{c.Keeper, when},
				Now:    time.Now,
				Today:  func() civil.Date { return civil.DateOf(time.Now()) },
				Getenv: os.Getenv,
				Path:   func() (*path.Path, error) { return path.Builtin(), nil },
			})
		},
	}))
}

// A mistake of the program's own ends it calmly: the terminal is as it was,
// nothing that was typed is printed, and everything is on the disk.
func TestCase29Panics(t *testing.T) {
	for _, c := range []struct{ when, keys, says string }{
		{"loading", "", "panic with a string"},
		{"a command", "", "panic with a string"},
		{"watching", "", "index out of range"},
		{"editing", " ", "panic with a *errors.errorString"},
	} {
		t.Run(c.when, func(t *testing.T) {
			t.Parallel()
			plan := newPlan(t)
			s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command(os.Args[0]),
				"WAYMARK_TEST_PANIC="+c.when, "WAYMARK_FILE="+plan)
			if c.keys != "" {
				s.until("This week")
				s.keys(c.keys)
			}
			if code := s.endsWithin(2 * soon); code != 1 {
				t.Errorf("exit code %d", code)
			}
			s.restored()
			raw := s.written()
			after := raw[strings.LastIndex(raw, "\x1b[?1049l")+1:]
			for _, want := range []string{"a mistake of its own", "Everything you changed is kept", c.says, "signals_test.go:"} {
				if !strings.Contains(after, want) {
					t.Errorf("it doesn't say %q:\n%q", want, after)
				}
			}
			if strings.Contains(raw, "what a user typed") {
				t.Errorf("it prints what was typed:\n%q", after)
			}
		})
	}
}
