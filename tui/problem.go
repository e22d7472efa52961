package tui

import (
	"errors"

	"waymark/planner"
)

// meet notes what an error means for what follows, and says so where it is not
// only about the one thing that failed. It gives the error in the words that
// forms show.
func (e *env) meet(err error) error {
	if spoilt(err) && e.plan != nil {
		e.damage = err
	}
	e.stuck(err)
	switch {
	case errors.Is(err, planner.ErrUnknown):
		e.problem = "it is not known whether the change was kept"
	case errors.Is(err, planner.ErrFull):
		e.problem = "disk full: changes can't be kept"
		e.say("Disk full: the change was not kept · : export saves a copy")
		return refusal{"The disk is full, so the change was not kept. What you typed stays here.", err}
	case e.damage != nil && spoilt(err):
		e.problem = standing(err)
		e.say("Nothing was changed: " + e.problem + " · : rescue")
		return refusal{"Nothing was changed: " + e.problem + ". What you typed stays here.", err}
	}
	return err
}

// refusal puts an error about more than an edit in words for whoever made it.
type refusal struct {
	words string
	cause error
}

func (r refusal) Error() string { return r.words }
func (r refusal) Unwrap() error { return r.cause }

// spoilt reports errors about the plan's file as a whole, which something can
// be done about.
func spoilt(err error) bool {
	return errors.Is(err, planner.ErrDamaged) || errors.Is(err, planner.ErrNoPlan)
}

// well forgets what was wrong with the plan's file.
func (e *env) well() { e.problem, e.lost, e.damage = "", "", nil }

// standing says in few words, for the top line, why the plan can't be read.
func standing(err error) string {
	switch {
	case errors.Is(err, planner.ErrMissing), errors.Is(err, planner.ErrNoPlan):
		return "the plan's file is gone"
	case errors.Is(err, planner.ErrOlder):
		return "the plan's file is an older one"
	case errors.Is(err, planner.ErrAnother):
		return "the plan's file is another one"
	case errors.Is(err, planner.ErrDamaged):
		return "the plan's file is damaged"
	case errors.Is(err, planner.ErrBusy):
		return "the plan is busy"
	}
	return err.Error()
}
