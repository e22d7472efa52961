package command

import (
	"errors"
	"strings"

	"waymark/planner"
	"waymark/planner/path"
)

// Exit codes, the same for every command.
const (
	exitOK       = 0
	exitFailed   = 1 // it failed, or another process holds the plan
	exitMisuse   = 2 // the command was not used as it can be
	exitNotFound = 3 // no such record, or no plan yet
	exitDamaged  = 4 // the plan's file is damaged
)

// misuse is a command line that can't be followed.
type misuse struct {
	say  string // what is wrong
	hint string // what would be right; may be empty
}

// Error is both lines.
func (m *misuse) Error() string {
	if m.hint == "" {
		return m.say
	}
	return m.say + "\n" + m.hint
}

// failure is an error that fails a command whatever it wraps.
type failure struct{ error }

// Unwrap is the error that fails it.
func (f failure) Unwrap() error { return f.error }

func exitCode(err error) int {
	var (
		failed  failure
		used    *misuse
		value   *planner.InputError
		inPath  *path.Error
		unknown = errors.Is(err, planner.ErrNotFound) || errors.Is(err, planner.ErrNoPlan)
	)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, planner.ErrDamaged):
		return exitDamaged
	case errors.As(err, &failed):
		return exitFailed
	case errors.As(err, &used), errors.As(err, &value), errors.As(err, &inPath):
		return exitMisuse
	case unknown:
		return exitNotFound
	case errors.Is(err, planner.ErrUnchanged): // it is as it was asked to be
		return exitOK
	}
	return exitFailed
}

// report tells of an error in a line or two and gives the exit code.
func (c *call) report(err error) int {
	if err == nil {
		return exitOK
	}
	text := strings.TrimSpace(err.Error())
	switch {
	case errors.Is(err, planner.ErrNoPlan):
		text = planner.ErrNoPlan.Error() + " at " + c.file + "\nwaymark init starts one; waymark in a terminal walks you through it."
	case errors.Is(err, planner.ErrNotFound):
		text += "\nwaymark list shows what there is, waymark history what was."
	case errors.Is(err, planner.ErrExists):
		text = planner.ErrExists.Error() + " at " + c.file + "\nwaymark shows it. For another plan name another file with --file."
	case errors.Is(err, planner.ErrUnchanged):
		text = strings.TrimSuffix(text, ": "+planner.ErrUnchanged.Error())
	}
	c.say("waymark: %s", text)
	return exitCode(err)
}

// failUnchanged makes a failure of an error that says that nothing changed.
func failUnchanged(err error) error {
	if errors.Is(err, planner.ErrUnchanged) {
		return failure{err}
	}
	return err
}
