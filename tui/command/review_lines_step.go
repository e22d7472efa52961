package command

import (
	"waymark/planner"
)

// serve asks for an action that serves a milestone.
func (w *lineReview) serve(s planner.Step, it planner.Listed) (move, error) {
	return w.need("Its next action? [enter for none]", "The smallest step towards the milestone.", func(text string) error {
		a := &planner.Action{Item: planner.Item{Title: text, Phase: it.Base().Phase}, Milestone: it.Key()}
		return w.tell(w.reviewed(s, planner.OutcomeServed, planner.AddItem(a, w.today)))
	})
}

// date asks for another date.
func (w *lineReview) date(s planner.Step, it planner.Listed) (move, error) {
	return w.need("When? [a date, none, enter leaves it]", "A day like fri, +2w, 30 jan or 2027-01-30; none takes the date away.", func(text string) error {
		due, err := w.dueFrom(text)
		if err != nil {
			return err
		}
		return w.tell(w.reviewed(s, planner.OutcomeMoved, planner.SetDue([]planner.ID{it.Key()}, due, w.today)))
	})
}

// shift moves the date and stays, since one day is seldom all.
func (w *lineReview) shift(s planner.Step, days int) (move, error) {
	return stay, w.tell(w.reviewed(s, planner.OutcomeMoved, planner.ShiftDue(s.Item, days, w.today)))
}

// asides are the ways to put something aside, with what they ask.
var asides = []struct {
	state     planner.State
	outcome   string
	ask, tell string
}{
	{planner.Waiting, planner.OutcomeWaiting, "For whom or what? [enter for no words]", "Whom it waits for; the review asks after it."},
	{planner.OnHold, planner.OutcomeHeld, "Why, and until when? [enter for no reason]", "The reason, kept with it."},
	{planner.Dropped, planner.OutcomeDropped, "Why is it not for you? [enter for no reason]", "The reason, kept with it."},
}

// putAside asks why something is put aside; the reason may stay empty.
func (w *lineReview) putAside(s planner.Step, state planner.State) func() (move, error) {
	return func() (move, error) {
		for _, row := range asides {
			if row.state == state {
				return onward, w.fill(row.ask, row.tell, func(text string) error {
					return w.tell(w.reviewed(s, row.outcome, planner.SetState([]planner.ID{s.Item}, state, text, w.today)))
				})
			}
		}
		return again, nil
	}
}

// retitle asks for another title.
func (w *lineReview) retitle(it planner.Listed) (move, error) {
	m, err := w.need("Its title? [enter leaves it]", "What it is to be called from now on.", func(text string) error {
		return w.tell(planner.EditItem(it.Key(), w.today, func(l planner.Listed) error {
			l.Base().Title = text
			return nil
		}))
	})
	if m == onward {
		m = stay
	}
	return m, err
}
