package command

import (
	"errors"
	"fmt"
	"strings"

	"waymark/planner"
	"waymark/planner/path"
)

// Exit codes, the same for every command.
const (
	exitOK       = 0
	exitFailed   = 1 // it failed, or another process holds the plan
	exitMisuse   = 2 // the command was not used as it can be
	exitNotFound = 3 // no such record or file to read, or no plan yet
	exitDamaged  = 4 // the plan's file, or the backup asked for, is damaged
	exitDue      = 6 // review --due: a review is due
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

// worded is an error in words of its own that counts as another one.
type worded struct {
	say string
	as  error
}

// Error is what there is to say, the hint included.
func (e *worded) Error() string { return e.say }

// Unwrap is the error that it counts as.
func (e *worded) Unwrap() error { return e.as }

// besides is an error about a file that is not the plan's own: its damage is
// none of the plan's.
type besides struct{ error }

// Unwrap is what is wrong with the file.
func (e besides) Unwrap() error { return e.error }

// ofFile makes an error that tells of another file than the plan's.
func ofFile(err error) error { return besides{err} }

func exitCode(err error) int {
	var (
		failed  failure
		used    *misuse
		value   *planner.InputError
		inPath  *path.Error
		unknown = errors.Is(err, planner.ErrNotFound) || errors.Is(err, planner.ErrNoPlan) || errors.Is(err, planner.ErrNoBackup)
	)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errReviewDue):
		return exitDue
	case errors.Is(err, planner.ErrNewer): // the file is sound, for another program
		return exitFailed
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

// report tells of an error in up to three lines and gives the exit code.
func (c *call) report(err error) int {
	if err == nil || errors.Is(err, errReviewDue) { // what there is to say was printed
		return exitCode(err)
	}
	text := strings.TrimSpace(err.Error())
	var other besides
	switch {
	case errors.As(err, &other):
		text = planner.ShowLine(text) + "\nwaymark backups lists what there is."
	case errors.Is(err, planner.ErrDamaged) && !errors.Is(err, planner.ErrNewer):
		text = c.damage(err)
	case errors.Is(err, planner.ErrUnknown):
		text += "\nwaymark history shows whether it was."
	case errors.Is(err, planner.ErrNoBackup): // said already
	case errors.Is(err, planner.ErrNoPlan):
		text = planner.ErrNoPlan.Error() + " at " + planner.ShowLine(c.file) + "\nwaymark init starts one; waymark in a terminal walks you through it."
	case errors.Is(err, planner.ErrNotFound) && strings.Contains(text, "\n"): // with a hint of its own
	case errors.Is(err, planner.ErrNotFound):
		text += "\nwaymark list shows what there is, waymark history what was."
	case errors.Is(err, planner.ErrExists):
		text = planner.ErrExists.Error() + " at " + planner.ShowLine(c.file) + "\nwaymark shows it. For another plan name another file with --file."
	case errors.Is(err, planner.ErrUnchanged):
		text = strings.TrimSuffix(text, ": "+planner.ErrUnchanged.Error())
	}
	// What was typed and is nowhere else must not be lost behind another error.
	var unkept interface {
		error
		Typed() string
	}
	if errors.As(err, &unkept) {
		if text != unkept.Error() {
			c.say("waymark: %s", text)
		}
		text = fmt.Sprintf("%s; here it is.\n%s", unkept, unkept.Typed())
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
