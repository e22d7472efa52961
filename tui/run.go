package tui

import (
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"
	"github.com/charmbracelet/colorprofile"

	"waymark/planner"
	"waymark/planner/path"
)

// framesPerSecond is the most that Bubble Tea allows: at its default of 60 a
// key waits twice as long for the next frame.
const framesPerSecond = 120

// Config is what the screens need to know of the world.
type Config struct {
	Keeper  planner.Keeper
	Now     func() time.Time
	Today   func() civil.Date
	Getenv  func(string) string
	Environ []string
	// Path gives the career path that the first walk starts from.
	Path func() (*path.Path, error)
	// WriteFile writes a file that appears whole or not at all; without force
	// a file that is there stays, with fs.ErrExist.
	WriteFile func(name string, force bool, write func(io.Writer) error) error
	// Version is the program's, for what is exported.
	Version string
	// Start names the screen to open first; "": Home, or the walk where it
	// is not finished.
	Start string
	// Short makes a review that begins by itself the 5-minute form.
	Short bool
	// Dark is the guess for the background until the terminal answers.
	Dark bool
	// NoColor keeps bold and faint but uses no colours.
	NoColor bool
	// Input and Output are the terminal's; nil: the process's own.
	Input  io.Reader
	Output io.Writer
	// Options are given to Bubble Tea last; tests use them.
	Options []tea.ProgramOption
}

// The garbage collector rests until the first second is over, so that a big
// plan and the first frame don't wait for it. After that a small heap matters
// more than its work: a key allocates little.
const (
	gcWhileStarting = -1
	gcWhileRunning  = 50 // percent; the runtime's default is 100
)

// Run shows the screens until the user leaves, the system or the terminal
// ends them, or a mistake of their own does, which is a *Fault. Everything is
// kept by then; the error says why the screens could not go on.
func Run(c Config) error {
	defer debug.SetGCPercent(debug.SetGCPercent(gcWhileStarting))
	load := startLoading(c.Keeper)
	for _, name := range tracing {
		_ = os.Unsetenv(name) // fails only for names that can't be
	}
	environ := untraced(c.Environ)
	t := newTTY(c)
	model := newApp(c, load)
	model.desk.tty, model.unstoppable = t, whyNotSuspend
	guard := &shield{model: model}
	opts := []tea.ProgramOption{tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler(), tea.WithoutCatchPanics()}
	if environ != nil {
		opts = append(opts, tea.WithEnvironment(environ))
	}
	if c.NoColor {
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	opts = append(opts, t.options(c, environ)...)
	p := tea.NewProgram(guard, append(opts, c.Options...)...)
	guard.quit = p.Quit
	watching := newWatcher(p, t, model)
	defer watching.stop()
	go func() {
		guard.do(watching.run)
		p.Quit() // where it could not go on; else the program has ended
	}()
	err := watching.result(guard.run(p))
	t.restore()
	guard.do(model.takeBack)
	guard.do(model.gather)
	guard.do(model.drafts.keep)
	if fault := guard.fault(); fault != nil {
		return errors.Join(fault, model.exit)
	}
	if model.exit == nil && model.damage != nil { // it is to be known in the shell as well
		model.exit = model.damage
	}
	return errors.Join(err, model.exit, model.drafts.lost())
}

// tracing are the variables that make Bubble Tea write what is on the screen
// to files.
var tracing = []string{"TEA_TRACE", "TEA_DEBUG"}

// untraced is the environment without them.
func untraced(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains(tracing, name)
	})
}

// startLoading reads the plan while the terminal is set up; the function it
// returns waits for the result.
func startLoading(k planner.Keeper) func() loadedMsg {
	done := make(chan loadedMsg, 1)
	go func() {
		var msg loadedMsg
		defer func() { done <- msg }()
		guard := &shield{}
		guard.do(func() { msg.plan, msg.err = k.Load() })
		if fault := guard.fault(); fault != nil {
			msg.err = fault
		}
	}()
	return func() loadedMsg { return <-done }
}
