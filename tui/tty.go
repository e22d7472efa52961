package tui

import (
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// tty is the terminal as it was found, and as it is to be left.
type tty struct {
	in, out *os.File    // nil where it is no terminal
	was     *term.State // before anything was changed
	gone    chan struct{}
	end     sync.Once
	absurd  bool // its first size was not believed
}

func newTTY(c Config) *tty {
	t := &tty{in: os.Stdin, out: os.Stdout, gone: make(chan struct{})}
	if c.Input != nil {
		t.in, _ = c.Input.(*os.File)
	} else if !term.IsTerminal(t.in.Fd()) {
		if in, _, err := tea.OpenTTY(); err == nil { // Bubble Tea says what is wrong else
			t.in = in
		}
	}
	if c.Output != nil {
		t.out, _ = c.Output.(*os.File)
	}
	if t.in != nil {
		if was, err := term.GetState(t.in.Fd()); err == nil {
			t.was = was
		} else {
			t.in = nil
		}
	}
	if t.out != nil && !term.IsTerminal(t.out.Fd()) {
		t.out = nil
	}
	return t
}

// options are what Bubble Tea is to know of the terminal.
func (t *tty) options(c Config, environ []string) []tea.ProgramOption {
	var opts []tea.ProgramOption
	switch {
	case t.in != nil:
		opts = append(opts, tea.WithInput(watched{t.in, t.lost}))
	case c.Input != nil:
		opts = append(opts, tea.WithInput(c.Input))
	}
	w, h := t.size()
	t.absurd = w > maxWidth || h > maxHeight
	switch {
	case t.absurd:
		// Bubble Tea makes buffers of the size that it asks a terminal for, so
		// this one is told to it, and the output given as no terminal at all.
		opts = append(opts,
			tea.WithOutput(unasked{t.out}),
			tea.WithWindowSize(min(w, maxWidth), min(h, maxHeight)))
		if !c.NoColor {
			opts = append(opts, tea.WithColorProfile(colorprofile.Detect(t.out, environ)))
		}
	case c.Output != nil:
		opts = append(opts, tea.WithOutput(c.Output))
	}
	return append(opts, tea.WithFilter(believable))
}

func (t *tty) size() (w, h int) {
	if t.out != nil {
		w, h, _ = term.GetSize(t.out.Fd()) // what it can't say is 0
	}
	return w, h
}

// resized gives the new size of a terminal that Bubble Tea doesn't ask.
func (t *tty) resized() (size [2]int, ok bool) {
	w, h := t.size()
	return [2]int{min(w, maxWidth), min(h, maxHeight)}, t.absurd && w > 0 && h > 0
}

// believable keeps Bubble Tea from making buffers for a window that nobody
// can look at.
func believable(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		return tea.WindowSizeMsg{Width: min(size.Width, maxWidth), Height: min(size.Height, maxHeight)}
	}
	return msg
}

// lost notes that nothing more comes from the terminal.
func (t *tty) lost() { t.end.Do(func() { close(t.gone) }) }

func (t *tty) isGone() bool {
	select {
	case <-t.gone:
		return true
	default:
		return false
	}
}

// restore puts the terminal's line settings back to how they were found,
// whatever an editor left and was then taken for that.
func (t *tty) restore() {
	if t.was != nil {
		_ = term.Restore(t.in.Fd(), t.was) // a terminal that is gone needs it no more
	}
}

// calm switches off what screens and editors switch on, but for the alternate
// screen.
const calm = ansi.ResetModeMouseNormal + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr +
	ansi.ResetModeFocusEvent + ansi.ResetModeBracketedPaste + ansi.ResetModifyOtherKeys + ansi.SetModeTextCursorEnable

// rescue restores the terminal where Bubble Tea doesn't come to it.
func (t *tty) rescue() {
	done := make(chan struct{})
	go func() { // a terminal that is halted takes nothing
		defer close(done)
		if t.out != nil {
			_, _ = io.WriteString(t.out, ansi.PopKittyKeyboard(1)+calm+ansi.ResetModeAltScreenSaveCursor)
		}
	}()
	select {
	case <-done:
	case <-time.After(atOnce):
	}
	t.restore()
}

// watched is the terminal's input. It tells when there is no more of it: some
// systems say so by an error, some by the end of the file, over which Bubble
// Tea would wait for ever.
type watched struct {
	*os.File
	lost func()
}

// Read reads what was typed.
func (w watched) Read(b []byte) (int, error) {
	n, err := w.File.Read(b)
	if err != nil {
		w.lost()
	}
	return n, err
}

// unasked is the terminal's output for one who is not to ask it for its size.
type unasked struct{ file *os.File }

// Write writes to the terminal.
func (u unasked) Write(b []byte) (int, error) { return u.file.Write(b) }
