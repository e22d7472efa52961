package command

import (
	"strings"

	"waymark/planner"
)

// steps goes over the checklists and what is due, overdue or untouched, or
// over the milestones that are stuck: one thing at a time.
func (w *lineReview) steps(stuck bool) (move, error) {
	at := firstOpen(w.plan.Part(w.now, stuck, w.today))
	for {
		steps := w.plan.Part(w.now, stuck, w.today)
		if len(steps) == 0 {
			return w.pause("Nothing is left to look at here.")
		}
		at = min(at, len(steps)-1)
		was := steps[at]
		m, err := w.step(was, at+1, len(steps))
		if err != nil {
			return stay, err
		}
		now := w.plan.Part(w.now, stuck, w.today)
		_, open := planner.NextOpen(now)
		switch {
		case m == backward && at == 0:
			return backward, nil
		case m == backward:
			at--
		case m == onward && was.Outcome != "" && at < len(now)-1: // it was decided before
			at++
		case m == onward && !open:
			return onward, nil
		case m == onward:
			at = firstOpen(now)
		}
	}
}

// firstOpen is which step to begin with: the first without an outcome, else
// the last.
func firstOpen(steps []planner.Step) int {
	for i, s := range steps {
		if s.Outcome == "" {
			return i
		}
	}
	return max(0, len(steps)-1)
}

// step shows one thing and takes what is decided about it.
func (w *lineReview) step(s planner.Step, at, of int) (move, error) {
	it := w.plan.Item(s.Item)
	if it == nil {
		return onward, nil
	}
	b := it.Base()
	w.say("%d of %d: %s  %s", at, of, b.ID, planner.ShowLine(b.Title))
	facts := []string{"Why now: " + s.Reason(it, w.today)}
	if b.State != planner.ToDo {
		facts = append(facts, stateWords(b, w.today))
	}
	if due := planner.Due(it, w.today); !due.IsZero() {
		facts = append(facts, "on "+day(due, w.today))
	}
	if s.Outcome != "" {
		_, words := planner.OutcomeWords(s.Outcome)
		facts = append(facts, "so far: "+words)
	}
	w.say("  %s", planner.ShowLine(strings.Join(facts, " · ")))
	if note, _, _ := strings.Cut(b.Note, "\n"); note != "" {
		w.say("  Note: %s", planner.ShowLine(planner.Shorten(note, 200)))
	}
	return w.choose(w.decisions(s, it))
}

// decisions are those about one thing, a letter each.
func (w *lineReview) decisions(s planner.Step, it planner.Listed) lineQuestion {
	why := w.whyNot(it)
	ids := []planner.ID{it.Key()}
	drop := "drop"
	if it.Key().Kind == planner.KindCheck {
		drop = "not for me"
	}
	return lineQuestion{
		skips: "leaves it as it is",
		enter: func() (move, error) {
			if s.Outcome != "" {
				return onward, nil
			}
			return onward, w.keep(w.reviewed(s, planner.OutcomeSeen, planner.Edit{}))
		},
		choices: []choice{
			{key: "d", word: "done", tell: "done; a check is ticked", why: why.done, do: func() (move, error) {
				return onward, w.tell(w.reviewed(s, planner.OutcomeDone, planner.SetState(ids, planner.Done, "", w.today)))
			}},
			{key: "x", word: "not this time", tell: "skip a check this time, with a reason", why: why.skip, do: func() (move, error) {
				return onward, w.fill("Why not this time? [enter for no reason]", "The reason, kept with the check.", func(text string) error {
					return w.tell(w.reviewed(s, planner.OutcomeSkipped, planner.Skip(it.Key(), text, w.today)))
				})
			}},
			{key: "a", word: "add action", tell: "add an action that serves the milestone", why: why.serve, do: func() (move, error) { return w.serve(s, it) }},
			{key: "f", word: "next week", tell: "do it next week: it is offered for the focus", why: why.next, do: func() (move, error) {
				return onward, w.tell(w.reviewed(s, planner.OutcomeNext, planner.Edit{}))
			}},
			{key: "t", word: "date", tell: "another date", do: func() (move, error) { return w.date(s, it) }},
			{key: "[", word: "or ] moves it a day", tell: "its date a day earlier", do: func() (move, error) { return w.shift(s, -1) }},
			{key: "]", tell: "its date a day later", do: func() (move, error) { return w.shift(s, 1) }},
			{key: "w", word: "waiting", tell: "it waits for somebody or something", why: why.wait, do: w.putAside(s, planner.Waiting)},
			{key: "h", word: "hold", tell: "on hold", do: w.putAside(s, planner.OnHold)},
			{key: "r", word: drop, tell: "drop it, with a reason: not for you", do: w.putAside(s, planner.Dropped)},
			w.evidence(it, func(e planner.Evidence) planner.Edit {
				return w.reviewed(s, planner.OutcomeDone, planner.DoneWithEvidence(e, w.today))
			}),
			{key: "e", word: "title", tell: "another title", do: func() (move, error) { return w.retitle(it) }},
		},
	}
}

// reviewed is the edit of a decision, with what came of the step.
func (w *lineReview) reviewed(s planner.Step, outcome string, change planner.Edit) planner.Edit {
	return planner.Reviewed(w.now.ID, s, outcome, change, w.today)
}

// whyNot says which decisions an item doesn't take, and why.
func (w *lineReview) whyNot(it planner.Listed) (why struct{ done, skip, serve, wait, next string }) {
	const notCheck = "It comes round by itself; x skips it this time."
	k, check := it.(*planner.Check)
	_, milestone := it.(*planner.Milestone)
	if check {
		why.serve, why.wait, why.next = notCheck, notCheck, notCheck
		if _, open := k.Next(w.today); !open {
			why.done = "It is settled for this time; u takes back the last change."
			why.skip = why.done
		}
	} else {
		why.skip = "Only checks come round again; enter leaves it as it is, r drops it."
	}
	if !check && !milestone {
		why.serve = "Only a milestone is served by actions."
	}
	if it.Base().State == planner.Done {
		why.done = "It is done; u takes back the last change."
		why.next = why.done
	}
	return why
}
