package tui

import (
	"fmt"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// Fault is a mistake of waymark's own that stopped the screens. It tells
// where it happened, and nothing of what was on them.
type Fault struct {
	kind  string
	stack []string
}

// Error says so, and where.
func (f *Fault) Error() string {
	return "a mistake of its own stopped it. Everything you changed is kept.\n\n" +
		f.kind + "\n" + strings.Join(f.stack, "\n")
}

// deepest is how many calls a fault tells of.
const deepest = 24

// newFault makes a fault of a panic's value, in a function that was deferred
// by the one that panicked.
func newFault(value any) *Fault {
	f := &Fault{kind: fmt.Sprintf("panic with a %T", value)} // other values may hold what a user typed
	if err, ok := value.(runtime.Error); ok {
		f.kind = err.Error()
	}
	pcs := make([]uintptr, 2*deepest)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for more := true; more; {
		var at runtime.Frame
		at, more = frames.Next()
		switch {
		case at.Function == "runtime.gopanic":
			f.stack = nil // what comes before it only deals with the panic
		case len(f.stack) < deepest && at.Function != "":
			f.stack = append(f.stack, fmt.Sprintf("  %s  %s:%d", path.Base(at.Function), filepath.Base(at.File), at.Line))
		}
	}
	return f
}

// shield stands between Bubble Tea and the model. A panic in the model or in
// one of its commands becomes a Fault that ends the program in good order;
// Bubble Tea would print the panic's value as it is, and stop in the middle.
type shield struct {
	model tea.Model
	quit  func() // ends the program; it may take until the message at hand is dealt with
	first atomic.Pointer[Fault]
}

// caught takes what recover gave and reports whether it was a panic.
func (s *shield) caught(value any) bool {
	if value == nil {
		return false
	}
	s.first.CompareAndSwap(nil, newFault(value))
	return true
}

// fault is the first one there was; nil: none.
func (s *shield) fault() error {
	if f := s.first.Load(); f != nil {
		return f
	}
	return nil
}

// do calls a function outside of Bubble Tea's reach.
func (s *shield) do(f func()) {
	defer func() { s.caught(recover()) }()
	f()
}

// Init guards the model's.
func (s *shield) Init() (cmd tea.Cmd) {
	defer func() {
		if s.caught(recover()) {
			cmd = tea.Quit
		}
	}()
	return s.command(s.model.Init())
}

// Update guards the model's. After a fault it only ends the program.
func (s *shield) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer func() {
		if s.caught(recover()) {
			cmd = tea.Quit
		}
	}()
	if s.first.Load() != nil {
		return s, tea.Quit
	}
	_, cmd = s.model.Update(msg)
	return s, s.command(cmd)
}

// View guards the model's. It can't give a command, so ending the program
// takes a goroutine.
func (s *shield) View() (v tea.View) {
	defer func() {
		if s.caught(recover()) {
			v = tea.View{AltScreen: true}
			go s.quit()
		}
	}()
	if s.first.Load() != nil {
		return tea.View{AltScreen: true}
	}
	return s.model.View()
}

// command guards a command and those that it gives.
func (s *shield) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if s.caught(recover()) {
				msg = tea.QuitMsg{}
			}
		}()
		msg = cmd()
		s.commands(msg)
		return msg
	}
}

// commands guards the commands in a batch or a sequence. The type of a
// sequence has no name outside of Bubble Tea.
func (s *shield) commands(msg tea.Msg) {
	list := reflect.ValueOf(msg)
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return
	}
	for i := range list.Len() {
		if cmd, ok := list.Index(i).Interface().(tea.Cmd); ok {
			list.Index(i).Set(reflect.ValueOf(s.command(cmd)))
		}
	}
}

// run runs the program. A panic that was not in the model leaves the terminal
// to be restored.
func (s *shield) run(p *tea.Program) (err error) {
	defer func() {
		if s.caught(recover()) {
			p.Kill()
		}
	}()
	_, err = p.Run()
	return err
}
