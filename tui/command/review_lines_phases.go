package command

import "waymark/planner"

// phaseStates looks at the phases: where each stands and what its gate asks
// for; once a quarter the quarter as a whole.
func (w *lineReview) phaseStates() (move, error) {
	if w.plan.PhaseGlance(w.now) == planner.Quarterly {
		w.quarter()
	}
	var numbers []int
	for ph := range w.plan.Phases() {
		numbers = append(numbers, ph.Number())
	}
	return through(w, numbers, func(_, n int) (bool, move, error) {
		ph := w.plan.Phase(n)
		if ph == nil {
			return false, onward, nil
		}
		done := w.plan.Progress(n)
		w.say("Phase %d, %s: %s, %d of %d done", n, planner.ShowLine(ph.Title), ph.State, done.Done, done.Total)
		if ph.State == planner.Open {
			for _, gate := range ph.Gate {
				w.say("  asks for: %s", planner.ShowLine(gate.Title))
			}
		}
		m, err := w.choose(w.phaseQuestion(ph))
		return true, m, err
	})
}

func (w *lineReview) phaseQuestion(ph *planner.Phase) lineQuestion {
	q := lineQuestion{skips: "leaves it " + ph.State.String()}
	for _, row := range []struct {
		key, word, tell string
		state           planner.PhaseState
	}{
		{"o", "open", "you work on it now", planner.Open},
		{"c", "closed", "it is behind you", planner.Closed},
		{"a", "ahead", "it is still to come", planner.Ahead},
	} {
		why := ""
		if row.state == ph.State {
			why = "It is " + row.word + " already."
		}
		q.choices = append(q.choices, choice{key: row.key, word: row.word, tell: row.tell, why: why, do: func() (move, error) {
			return onward, w.tell(planner.SetPhase(ph.Number(), row.state, "", w.today))
		}})
	}
	return q
}

// quarter tells the quarter that is coming to its end.
func (w *lineReview) quarter() {
	q := w.plan.SumQuarter(w.today, w.today)
	w.say("%s: %d of %d reviews held, focus kept %d of %d, checks kept %d of %d, %s done",
		planner.QuarterName(w.today), q.Held.Done, q.Held.Of, q.Focus.Done, q.Focus.Of, q.Checks.Done, q.Checks.Of, planner.Counted(q.Done, "thing"))
	for _, work := range planner.AllWorks() {
		if mean, ok := q.Energy[work.Name]; ok {
			w.say("  %s %s", work.Words, planner.SignedMean(mean))
		}
	}
}
