package tui

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// typed is what must not be printed: it stands for what a user has typed.
const typed = "\x1b]52;c;typed\a"

// faulty is a model that panics where it is told to.
type faulty struct {
	in    string
	drawn int
}

func (f *faulty) fail(in string) {
	if f.in == in {
		panic(typed)
	}
}

func (f *faulty) command(in string) tea.Cmd {
	return func() tea.Msg { f.fail(in); return nil }
}

func (f *faulty) Init() tea.Cmd {
	f.fail("Init")
	idle := f.command("nothing")
	return tea.Batch(f.command("a command of Init"), idle, tea.Sequence(idle, tea.Batch(idle, f.command("a batch in a sequence")), f.command("a sequence")))
}

func (f *faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case tea.WindowSizeMsg:
		f.fail("Update")
		return f, tea.Batch(f.command("a command of Update"), f.command("nothing"))
	case tea.QuitMsg:
	}
	return f, nil
}

func (f *faulty) View() tea.View {
	f.drawn++
	f.fail("View")
	if f.drawn > 3 {
		f.fail("a later View")
	}
	return tea.View{Content: strings.Repeat("x", f.drawn), AltScreen: true}
}

// Each place where the model can panic ends the program in good order, once,
// with nothing of the panic's value anywhere.
func TestCase29Shield(t *testing.T) {
	for _, in := range []string{
		"Init", "Update", "View", "a later View", "a command of Init", "a command of Update", "a batch in a sequence", "a sequence",
	} {
		t.Run(in, func(t *testing.T) {
			stderr := stderrOf(t)
			keys, typing := io.Pipe()
			defer func() { _ = typing.Close() }()
			var out safeBuffer
			s := &shield{model: &faulty{in: in}}
			p := tea.NewProgram(s, tea.WithInput(keys), tea.WithOutput(&out), tea.WithWindowSize(20, 5),
				tea.WithoutSignalHandler(), tea.WithoutCatchPanics())
			s.quit = p.Quit
			done := make(chan error, 1)
			go func() { done <- s.run(p) }()
			if in == "a later View" {
				for i := range 5 {
					p.Send(tea.WindowSizeMsg{Width: 20 + i, Height: 5})
				}
			}
			select {
			case err := <-done:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("the program goes on")
			}
			var fault *Fault
			if !errors.As(s.fault(), &fault) {
				t.Fatalf("the fault is %v", s.fault())
			}
			if text := fault.Error(); !strings.Contains(text, "panic with a string") || !strings.Contains(text, "tui.(*faulty).fail  shield_test.go:") {
				t.Errorf("it says %q", text)
			}
			for _, printed := range []string{fault.Error(), out.String(), stderr()} {
				if strings.Contains(printed, "typed") {
					t.Errorf("printed was %q", printed)
				}
			}
			if raw := out.String(); strings.LastIndex(raw, "\x1b[?1049h") > strings.LastIndex(raw, "\x1b[?1049l") {
				t.Errorf("the alternate screen was left on: %q", raw)
			}
		})
	}
}

// A fault tells the text of the runtime's own errors and of others only the
// type.
func TestFaultSays(t *testing.T) {
	var list []int
	for want, panics := range map[string]func(){
		"index out of range [3] with length 0": func() { _ = list[len("abc")] },
		"panic with a *errors.errorString":     func() { panic(errors.New(typed)) },
		"panic with a tui.editedMsg":           func() { panic(editedMsg{text: typed}) },
		"panic called with nil argument":       func() { panic(nil) },
	} {
		s := &shield{}
		s.do(panics)
		err := s.fault()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "typed") || !strings.Contains(err.Error(), "shield_test.go") {
			t.Errorf("%s: %v", want, err)
		}
	}
	s := &shield{}
	s.do(func() {})
	if s.fault() != nil {
		t.Error(s.fault())
	}
}

// safeBuffer is written to by the renderer's goroutine.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// stderrOf gives what the process prints on its standard error until the test
// asks.
func stderrOf(t *testing.T) func() string {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "stderr")
	if err != nil {
		t.Fatal(err)
	}
	was := os.Stderr
	os.Stderr = file
	t.Cleanup(func() {
		os.Stderr = was
		_ = file.Close() // read by now
	})
	return func() string {
		runtime.Gosched()
		text, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}
