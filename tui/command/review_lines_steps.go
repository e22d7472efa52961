package command

import (
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// steps goes over the checklists and what is due, overdue or untouched, or
// over the milestones that are stuck: one thing at a time.
func (w *lineReview) steps(stuck bool) (move, error) {
	at := firstOpen(w.plan.Part(w.now, stuck, w.today), nil)
	var passed []planner.ID // in this run: what stays open for whatever reason is not asked about without an end
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
		if m == onward {
			passed = append(passed, was.Item)
		}
		open := firstOpen(now, passed)
		switch {
		case m == backward && at == 0:
			return backward, nil
		case m == backward:
			at--
		case m == onward && was.Outcome != "" && at < len(now)-1: // it was decided before
			at++
		case m == onward && open == len(now):
			return onward, nil
		case m == onward:
			at = open
		default:
			at, passed = w.reopened(steps, now, at), nil
		}
	}
}

// firstOpen is the first step that has no outcome and was not passed;
// len(steps) where there is none.
func firstOpen(steps []planner.Step, passed []planner.ID) int {
	for i, s := range steps {
		if s.Outcome == "" && !slices.Contains(passed, s.Item) {
			return i
		}
	}
	return len(steps)
}

// reopened is the step whose decision was undone, or else the one it was at.
func (w *lineReview) reopened(before, now []planner.Step, at int) int {
	if len(w.undone) == 0 {
		return at
	}
	w.undone = nil
	for _, was := range before {
		i := slices.IndexFunc(now, func(s planner.Step) bool { return s.Item == was.Item })
		if i >= 0 && was.Outcome != "" && now[i].Outcome != was.Outcome {
			return i
		}
	}
	if i := slices.IndexFunc(now, func(s planner.Step) bool {
		return !slices.ContainsFunc(before, func(was planner.Step) bool { return was.Item == s.Item })
	}); i >= 0 { // it had left the list with its decision
		return i
	}
	return at
}

// step shows one thing and takes what is decided about it.
func (w *lineReview) step(s planner.Step, at, of int) (move, error) {
	it := w.plan.Item(s.Item)
	if it == nil {
		return onward, nil
	}
	b := it.Base()
	w.say("%d of %d: %s  %s", at, of, b.ID, planner.ShowLine(b.Title))
	facts := []string{"Why now: " + s.Reason(it, w.dayOf(it))}
	if b.State != planner.ToDo {
		facts = append(facts, stateWords(b, w.today))
	}
	if due := planner.Due(it, w.dayOf(it)); !due.IsZero() {
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
		skips:   "leaves it as it is",
		settled: func() string { return w.settledStep(s, it) },
		enter: func() (move, error) {
			if s.Outcome != "" {
				return onward, nil
			}
			return onward, w.keep(w.reviewed(s, planner.OutcomeSeen, planner.Edit{}))
		},
		choices: []choice{
			{key: "d", word: "done", tell: "done; a check is ticked", why: why.done, do: func() (move, error) {
				return onward, w.tell(w.reviewed(s, planner.OutcomeDone, planner.SetState(ids, planner.Done, "", w.dayOf(it))))
			}},
			{key: "x", word: "not this time", tell: "skip a check this time, with a reason", why: why.skip, asks: true, do: func() (move, error) {
				return onward, w.fill("Why not this time? [enter for no reason]", "The reason, kept with the check.", func(text string) error {
					return w.tell(w.reviewed(s, planner.OutcomeSkipped, planner.Skip(it.Key(), text, w.dayOf(it))))
				})
			}},
			{key: "a", word: "add action", tell: "add an action that serves the milestone", why: why.serve, asks: true, do: func() (move, error) { return w.serve(s, it) }},
			{key: "f", word: "next week", tell: "do it next week: it is offered for the focus", why: why.next, do: func() (move, error) {
				return onward, w.tell(w.reviewed(s, planner.OutcomeNext, planner.Edit{}))
			}},
			{key: "t", word: "date", tell: "another date", asks: true, do: func() (move, error) { return w.date(s, it) }},
			{key: "[", word: "or ] moves it a day", tell: "its date a day earlier", do: func() (move, error) { return w.shift(s, -1) }},
			{key: "]", tell: "its date a day later", do: func() (move, error) { return w.shift(s, 1) }},
			{key: "w", word: "waiting", tell: "it waits for somebody or something", why: why.wait, asks: true, do: w.putAside(s, planner.Waiting)},
			{key: "h", word: "hold", tell: "on hold", asks: true, do: w.putAside(s, planner.OnHold)},
			{key: "r", word: drop, tell: "drop it, with a reason: not for you", asks: true, do: w.putAside(s, planner.Dropped)},
			w.evidence(it, func(e planner.Evidence) planner.Edit {
				return w.reviewed(s, planner.OutcomeDone, planner.DoneWithEvidence(e, w.dayOf(it)))
			}),
			{key: "e", word: "title", tell: "another title", asks: true, do: func() (move, error) { return w.retitle(it) }},
		},
	}
}

// reviewed is the edit of a decision, with what came of the step.
func (w *lineReview) reviewed(s planner.Step, outcome string, change planner.Edit) planner.Edit {
	return planner.Reviewed(w.now.ID, s, outcome, change, w.today)
}

// dayOf is the day that decides about an item: of a check, that of the
// occurrence which the review asks about.
func (w *lineReview) dayOf(it planner.Listed) civil.Date {
	if it.Key().Kind == planner.KindCheck {
		return planner.CheckDay(w.now, w.today)
	}
	return w.today
}

// settledStep says that a step was decided or its item removed in another
// window since it was asked about; "" where it was not.
func (w *lineReview) settledStep(s planner.Step, was planner.Listed) string {
	title := planner.ShowLine(was.Base().Title)
	it := w.plan.Item(s.Item)
	if it == nil {
		return "Removed elsewhere: " + title
	}
	day := w.dayOf(it)
	for _, now := range w.now.Steps {
		if now.Item == s.Item && now.Stuck() == s.Stuck() && now.Outcome != s.Outcome {
			_, words := planner.OutcomeWords(now.Outcome)
			return "Decided elsewhere: " + title + ", " + words
		}
	}
	if state := it.Base().State; state != was.Base().State && !w.plan.Asks(s, day) {
		return "Settled elsewhere: " + title + ", " + state.String()
	}
	if k, ok := was.(*planner.Check); ok && k.Last != it.(*planner.Check).Last && !w.plan.Asks(s, day) {
		return "Settled elsewhere: " + title
	}
	return ""
}

// whyNot says which decisions an item doesn't take, and why.
func (w *lineReview) whyNot(it planner.Listed) (why struct{ done, skip, serve, wait, next string }) {
	const notCheck = "It comes round by itself; x skips it this time."
	k, check := it.(*planner.Check)
	_, milestone := it.(*planner.Milestone)
	if check {
		why.serve, why.wait, why.next = notCheck, notCheck, notCheck
		if _, open := k.Next(w.dayOf(it)); !open {
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
