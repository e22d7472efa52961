package command

import (
	"slices"

	"waymark/planner"
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
		m, err := w.choose(lineQuestion{ask: "Make it evidence?", skips: "passes it by", choices: []choice{
			w.evidence(it, func(e planner.Evidence) planner.Edit { return planner.LogEvidence(e, w.today) }),
		}})
		return true, m, err
	})
}

// logged reports whether this review has made evidence of an item.
func (w *lineReview) logged(it planner.Listed) bool {
	return slices.ContainsFunc(it.Base().Evidence, func(id planner.ID) bool { return slices.Contains(w.now.Evidence, id) })
}

// evidence is the answer that makes evidence of an item. keep makes the change
// of it.
func (w *lineReview) evidence(it planner.Listed, keep func(planner.Evidence) planner.Edit) choice {
	return choice{key: "v", word: "evidence", tell: "make it evidence; then you say what changed because of it", do: func() (move, error) {
		e := w.plan.EvidenceOf(it, w.now.ID, w.today)
		return onward, w.fill(askOutcome, tellOutcome, func(text string) error {
			e.Outcome = text
			return w.tell(keep(e))
		})
	}}
}

// What evidence is asked for besides its title.
const (
	askOutcome  = "What changed because of it? [enter for no words]"
	tellOutcome = "One line on the outcome; it is what makes evidence worth reading in five years."
)
