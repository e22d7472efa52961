package command

import (
	"encoding/json"
	"slices"

	"waymark/planner"
)

// undo takes back the newest change of this review, and goes back to what it
// was about. Its beginning and what was before it stay.
func (w *lineReview) undo() error {
	entry, ok, err := w.newest()
	if err != nil {
		return err
	}
	if !ok {
		w.say("Nothing to undo in this review.")
		return nil
	}
	k, err := w.keeper()
	if err != nil {
		return err
	}
	res, err := k.Undo(entry.Seq, w.stamp(planner.Edit{}))
	if err != nil {
		w.say("%s", planner.ShowLine(err.Error()))
		return w.follow()
	}
	w.edited = true
	w.say("%s", planner.ShowLine(res.Entry.Label))
	w.plan, w.undone = res.Plan, nil
	for _, change := range entry.Changes {
		w.undone = append(w.undone, change.ID)
	}
	if err := w.read(); err != nil {
		return err
	}
	here := w.plan.StageAt(w.now)
	w.turnTo = stageOf(entry, w.now)
	inAgenda := func(s planner.Stage) bool { return s.Name == w.turnTo }
	if w.turnTo != "" && w.turnTo != here && slices.ContainsFunc(w.plan.Agenda(w.now), inAgenda) {
		return errUndone
	}
	return nil
}

// newest is the change that undo takes: the newest since the review was begun
// that is not undone. ok is false where there is none.
func (w *lineReview) newest() (entry planner.Entry, ok bool, err error) {
	k, err := w.keeper()
	if err != nil {
		return planner.Entry{}, false, err
	}
	for before := uint64(0); ; {
		entries, err := k.History(before, historyPage)
		if err != nil || len(entries) == 0 {
			return planner.Entry{}, false, err
		}
		for _, e := range entries {
			switch {
			case e.First != 0 || begins(e, w.now.ID):
				return planner.Entry{}, false, nil
			case e.Undoes != 0 || e.Redoes != 0 || e.Undone || e.Quiet || slices.ContainsFunc(e.Changes, func(c planner.Change) bool { return c.Erased }):
			default:
				return e, true, nil
			}
			before = e.Seq
		}
	}
}

// begins reports whether an entry began a review or opened it again.
func begins(e planner.Entry, review planner.ID) bool {
	return slices.ContainsFunc(e.Changes, func(c planner.Change) bool {
		var set planner.ID
		text, ok := c.After["review"]
		return c.ID.Kind == planner.KindProfile && ok && json.Unmarshal(text, &set) == nil && set == review
	})
}

// stageOf is the part of the review in which a change is made; "" where it may
// be any.
func stageOf(e planner.Entry, r *planner.Review) string {
	has := func(kind planner.Kind) bool {
		return slices.ContainsFunc(e.Changes, func(c planner.Change) bool { return c.ID.Kind == kind })
	}
	for _, change := range e.Changes {
		if _, stepped := change.After["steps"]; stepped && change.ID == r.ID {
			return stageOfSteps(change)
		}
		_, before := change.Before["share"]
		if _, after := change.After["share"]; before || after {
			return planner.StageTripwires
		}
	}
	for _, row := range []struct {
		kind  planner.Kind
		stage string
	}{
		{planner.KindCapture, planner.StageInbox},
		{planner.KindEnergy, planner.StageEnergy},
		{planner.KindMatter, planner.StageTripwires},
		{planner.KindReflection, planner.StageProbe},
	} {
		if has(row.kind) {
			return row.stage
		}
	}
	return ""
}

// stageOfSteps is the part that the first step belongs to which a change of a
// review's steps was about.
func stageOfSteps(change planner.Change) string {
	var before, after []planner.Step
	if json.Unmarshal(change.After["steps"], &after) != nil {
		return ""
	}
	_ = json.Unmarshal(change.Before["steps"], &before) // none before
	for i, s := range after {
		if i >= len(before) || before[i] != s {
			if s.Stuck() {
				return planner.StageStuck
			}
			return planner.StageChecks
		}
	}
	return ""
}
