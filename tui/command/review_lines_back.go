package command

import (
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// lookBack goes over what was completed since the review before, to make
// evidence of it.
func (w *lineReview) lookBack() (move, error) {
	done := w.plan.Completed(w.now, w.today)
	return through(w, done, func(at int, it planner.Listed) (bool, move, error) {
		it = w.plan.Item(it.Key())
		if it == nil || w.logged(it) {
			return false, onward, nil
		}
		b := it.Base()
		w.say("%d of %d: %s  %s, done %s", at+1, len(done), b.ID, planner.ShowLine(b.Title), day(planner.CompletedOn(it), w.today))
		m, err := w.choose(lineQuestion{ask: "Make it evidence?", skips: "passes it by", settled: func() string {
			if now := w.plan.Item(it.Key()); now == nil || w.logged(now) {
				return "Settled elsewhere: " + planner.ShowLine(b.Title)
			}
			return ""
		}, choices: []choice{
			w.evidence(it, func(e planner.Evidence) planner.Edit { return planner.LogEvidence(e, w.today) }),
			nothingMore,
		}})
		return true, m, err
	})
}

// logged reports whether this review has made evidence of an item.
func (w *lineReview) logged(it planner.Listed) bool { return !export.LoggedAs(w.now, it).IsZero() }

// evidence is the answer that makes evidence of an item. keep makes the change
// of it.
func (w *lineReview) evidence(it planner.Listed, keep func(planner.Evidence) planner.Edit) choice {
	return choice{key: "v", word: "evidence", tell: "make it evidence; then you say what changed because of it", asks: true, do: func() (move, error) {
		return onward, w.witness(w.plan.EvidenceOf(it, w.now.ID, w.today), func(e planner.Evidence) error { return w.tell(keep(e)) })
	}}
}

// witness asks what changed because of something, and where its words don't
// tell, which kind of evidence it is; then it keeps that.
func (w *lineReview) witness(e planner.Evidence, keep func(planner.Evidence) error) error {
	return w.fill(askOutcome, tellOutcome, func(text string) error {
		e.Outcome = text
		if e.Kind != "" {
			return keep(e)
		}
		return w.fill(askKind, "One of "+kindsOfEvidence()+"; the beginning of a name will do.", func(text string) error {
			if text != "" {
				kind, err := planner.ParseEvidenceKind(text)
				if err != nil {
					return err
				}
				e.Kind = kind
			}
			return keep(e)
		})
	})
}

func kindsOfEvidence() string {
	var names []string
	for _, kind := range planner.EvidenceKinds {
		names = append(names, kind.Name)
	}
	return strings.Join(names, ", ")
}

// What evidence is asked for besides its title.
const (
	askKind     = "Which kind of evidence? [its name, enter for none]"
	askOutcome  = "What changed because of it? [enter for no words]"
	tellOutcome = "One line on the outcome; it is what makes evidence worth reading in five years."
)
