package tui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
)

// suspending is the action that sets the program aside, until the shell that
// it was started from brings it back.
func (a *app) suspending() action {
	why := ""
	if a.unstoppable != nil {
		why = a.unstoppable()
	}
	return action{keys: []string{"ctrl+z"}, label: "set waymark aside; fg in the shell brings it back", why: why, do: func() tea.Cmd {
		a.suspended.Store(true)
		a.gather() // someone who waits may not come back
		stop := tea.Exec(aside{desk: &a.desk}, func(error) tea.Msg { return tea.ResumeMsg{} })
		return tea.Sequence(a.drafts.save(), stop)
	}}
}

// continuedMsg tells that the program goes on after something else than
// itself had stopped it.
type continuedMsg struct{}

// retake releases the terminal and takes it again: after another program had
// it, its modes are not what Bubble Tea left.
func retake() tea.Cmd { return tea.Exec(breath{}, nil) }

// aMoment is for goroutines and signals that are under way.
const aMoment = 100 * time.Millisecond

// breathe lets them arrive.
func breathe() { time.Sleep(aMoment) }

// breath is a command that does nothing for a moment. Bubble Tea's renderer,
// which was told to stop, stops its clock in a goroutine of its own; were it
// started again before, its clock would stop for good.
type breath struct{}

// Run lets the moment pass.
func (breath) Run() error { breathe(); return nil }

// SetStdin, SetStdout and SetStderr have nothing to set.
func (breath) SetStdin(io.Reader)  {}
func (breath) SetStdout(io.Writer) {}
func (breath) SetStderr(io.Writer) {}
