package tui

import (
	"errors"
	"slices"

	"waymark/planner"
)

// newEvidenceForm asks what changed because of an item, and keeps that as
// evidence of the review. In the walk through the items it decides the step,
// too: what was not done yet is done by it.
func newEvidenceForm(r *review, it planner.Listed) dialog {
	ev := r.plan.EvidenceOf(it, r.now.ID, r.today)
	ask := evidenceAsk{draft: "evidence " + it.Key().String(), title: "Evidence", outcome: "what changed because of it? a number if any"}
	wk, ok := r.page.(*itemWalk)
	if !ok {
		return r.newEvidence(ask, ev, func(ev planner.Evidence) error { return r.tell(planner.LogEvidence(ev, r.today)) })
	}
	if !planner.Finished(it, wk.day(it)) {
		ask.title = "Done, and evidence"
	}
	step, _ := wk.current()
	return r.newEvidence(ask, ev, func(ev planner.Evidence) error {
		return wk.decide(step, planner.OutcomeDone, planner.DoneWithEvidence(ev, wk.day(it)))
	})
}

// evidenceAsk is the words by which places ask for evidence.
type evidenceAsk struct{ draft, title, outcome string }

// newEvidence is the form for evidence, which begins with what is known of it.
func (r *review) newEvidence(ask evidenceAsk, ev planner.Evidence, keep func(planner.Evidence) error) dialog {
	names, words := []string{""}, []string{"not said"}
	for _, k := range planner.EvidenceKinds {
		names, words = append(names, k.Name), append(words, k.Words)
	}
	private := 0
	if ev.Private {
		private = 1
	}
	fields := []*field{
		r.textField("Outcome", ev.Outcome, ask.outcome),
		r.textField("Title", ev.Title, "what happened, as you would say it"),
		choiceField("Kind", words, slices.Index(names, ev.Kind)),
		choiceField("Private", []string{"no", "yes"}, private),
	}
	f := newForm(r.env, ask.draft, ask.title, fields, func(v []string) error {
		ev := ev
		ev.Outcome, ev.Title = v[0], v[1]
		ev.Kind = names[max(0, slices.Index(words, v[2]))]
		ev.Private = v[3] == "yes"
		return keep(ev)
	})
	f.quick = true // the outcome is what matters
	return f
}

// newOutcomeForm completes evidence that is kept already, with what changed
// because of it.
func newOutcomeForm(r *review, ev *planner.Evidence) dialog {
	id, was := ev.ID, *ev
	ask := evidenceAsk{draft: "evidence " + id.String(), title: "Evidence", outcome: "what changed because of it? a number if any"}
	return r.newEvidence(ask, was, func(now planner.Evidence) error {
		err := r.tell(planner.EditEvidence(id, func(e *planner.Evidence) { e.Complete(was, now) }))
		if errors.Is(err, planner.ErrUnchanged) { // accepted as it is
			return nil
		}
		return err
	})
}
