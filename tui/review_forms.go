package tui

import "waymark/planner"

// The forms of a review's step differ from those of lists in one thing: what
// they change and what came of the step are kept as one edit.

// newMoveForm asks for another date.
func (r *review) newMoveForm(it planner.Listed) dialog {
	now, label := planner.Due(it, r.today), "Due"
	switch it.(type) {
	case *planner.Check:
		label = "This time on"
	case *planner.Milestone:
		label = "Target"
	}
	date := r.dateField(label, now)
	return r.newStepForm("date", it, date, func(text string) error {
		d, err := r.typedDate(text)
		if err != nil {
			return err
		}
		return r.decide(planner.OutcomeMoved, planner.SetDue([]planner.ID{it.Key()}, d, r.today))
	})
}

// newStateForm asks why an item is put aside; the reason may stay empty.
func (r *review) newStateForm(it planner.Listed, state planner.State) dialog {
	outcome, label := planner.OutcomeDropped, "Why it is not for you"
	switch state {
	case planner.Waiting:
		outcome, label = planner.OutcomeWaiting, "For whom or what"
	case planner.OnHold:
		outcome, label = planner.OutcomeHeld, "Why, and until when"
	default:
	}
	value := ""
	if it.Base().State == state {
		value = it.Base().Why
	}
	return r.newStepForm(state.Name(), it, r.textField(label, value, "optional"), func(text string) error {
		return r.decide(outcome, planner.SetState([]planner.ID{it.Key()}, state, text, r.today))
	})
}

// newServeForm asks for an action that serves a milestone.
func (r *review) newServeForm(it planner.Listed) dialog {
	return r.newStepForm("serve", it, r.textField("Next action", "", "the smallest step towards it"), func(text string) error {
		action := &planner.Action{Item: planner.Item{Title: planner.CleanLine(text), Phase: it.Base().Phase}, Milestone: it.Key()}
		return r.decide(planner.OutcomeServed, planner.AddItem(action, r.today))
	})
}

// newStepForm is a form of one field about the step shown.
func (r *review) newStepForm(name string, it planner.Listed, fd *field, accept func(string) error) dialog {
	title := planner.Shorten(planner.ShowLine(it.Base().Title), 50)
	return newForm(r.env, "review "+name+" "+it.Key().String(), title, []*field{fd}, func(v []string) error { return accept(v[0]) })
}

// lineDraft is the name of the draft of the closing line.
func (r *review) lineDraft() string { return "review line " + r.wordsOf.String() }

// Draft is the closing line, while the review it is for is under way.
func (r *review) Draft() (string, []string) {
	switch {
	case r.now == nil || r.wordsOf != r.now.ID:
		return "", nil
	case r.words.Value() == "":
		return r.lineDraft(), nil
	}
	return r.lineDraft(), []string{r.words.Value()}
}
