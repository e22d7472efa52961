package command

import (
	"waymark/planner"
)

// question asks the review's question; what was answered the last time comes
// first.
func (w *lineReview) question() (move, error) {
	for {
		q, ok := w.plan.Probe(w.now)
		if !ok {
			return w.pause("Every question of your open phases was asked in the last six weeks.")
		}
		now, before := w.plan.Answered(w.now, q.ID)
		w.say("%s", planner.ShowLine(q.Text))
		if err := w.lastAnswer("Your last answer", before); err != nil {
			return stay, err
		}
		if err := w.lastAnswer("Your answer so far", now); err != nil {
			return stay, err
		}
		m, err := w.choose(w.answering(q, !now.IsZero()))
		if err != nil || m != stay {
			return m, err
		}
	}
}

// lastAnswer shows an answer that was given; none for the zero id.
func (w *lineReview) lastAnswer(head string, id planner.ID) error {
	if id.IsZero() {
		return nil
	}
	k, err := w.keeper()
	if err != nil {
		return err
	}
	rec, err := k.Get(id)
	if err != nil {
		return err
	}
	if a, ok := rec.(*planner.Reflection); ok && !a.Removed {
		w.say("  %s, %s: %s", head, day(a.Date, w.today), planner.ShowBlock(a.Answer))
	}
	return nil
}

func (w *lineReview) answering(q planner.PhaseProbe, answered bool) lineQuestion {
	none, skips := "There is no answer to take back.", "passes it by"
	if answered {
		none, skips = "", "leaves that"
	}
	return lineQuestion{
		ask: "Your answer", value: "a line", skips: skips, other: "your answer",
		choices: []choice{
			{key: "n", word: "another question", tell: "another question", do: func() (move, error) { return stay, w.keep(planner.AskNext(w.now.ID, w.today)) }},
			{key: "x", word: "take it back", tell: "take the answer back", why: none, do: func() (move, error) {
				return stay, w.tell(w.plan.Reflect(w.now, q, "", w.today))
			}},
		},
		free: func(text string) (move, error) { return onward, w.tell(w.plan.Reflect(w.now, q, text, w.today)) },
	}
}
