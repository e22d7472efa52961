package tui

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
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
	// Start names the screen to open first; "": Home, or the walk where it
	// is not finished.
	Start string
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

// Run shows the screens until the user leaves. Everything is kept by then;
// the error says why the screens could not go on.
func Run(c Config) error {
	defer debug.SetGCPercent(debug.SetGCPercent(gcWhileStarting))
	load := startLoading(c.Keeper)
	model := newApp(c, load)
	opts := []tea.ProgramOption{tea.WithFPS(framesPerSecond)}
	if c.Environ != nil {
		opts = append(opts, tea.WithEnvironment(c.Environ))
	}
	if c.NoColor {
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	if c.Input != nil {
		opts = append(opts, tea.WithInput(c.Input))
	}
	if c.Output != nil {
		opts = append(opts, tea.WithOutput(c.Output))
	}
	p := tea.NewProgram(model, append(opts, c.Options...)...)
	defer hangup(p)()
	_, err := p.Run()
	if errors.Is(err, tea.ErrInterrupted) {
		err = nil // every edit was kept when it was made
	}
	return errors.Join(err, model.exit)
}

// startLoading reads the plan while the terminal is set up; the function it
// returns waits for the result.
func startLoading(k planner.Keeper) func() loadedMsg {
	done := make(chan loadedMsg, 1)
	go func() {
		plan, err := k.Load()
		done <- loadedMsg{plan, err}
	}()
	return func() loadedMsg { return <-done }
}

// hangup ends the program in good order when its terminal goes away, which
// Bubble Tea leaves to the system's default: to be killed.
func hangup(p *tea.Program) (stop func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		if _, ok := <-c; ok {
			p.Quit()
		}
	}()
	return func() { signal.Stop(c); close(c) }
}
