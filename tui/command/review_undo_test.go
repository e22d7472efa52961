package command

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// u takes back what this review decided and goes back to it, and stops at its
// beginning.
func TestLineReviewUndo(t *testing.T) {
	w := walked(t).at(planner.StageChecks)
	w.plainly("u", "d", "", "u", "q")
	out := w.plainly("d", "u", "q")
	if strings.Count(out, "2 of 3: k2") != 2 {
		t.Errorf("it doesn't go back to the step:\n%s", out)
	}
	if out := w.plainly("u", "u", "u", "u", "q"); !strings.Contains(out, "Nothing to undo in this review.") || w.plan().Profile().Review.IsZero() || w.item("a5").State != planner.Waiting {
		t.Errorf("its beginning, or what was before, is undone:\n%s", out)
	}
}

// What was decided in another part is undone there.
func TestLineReviewUndoInAnotherPart(t *testing.T) {
	for _, c := range []struct {
		stage  string
		typed  []string
		undone string
		back   string
	}{
		{planner.StageInbox, []string{"n", "", "u", "q"}, "Undone: Sorted into energy", "1 of 2: c1"},
		{planner.StageStuck, []string{"a Name it", "u", "q"}, "Undone: Added: Name it", "1 of 1: m1"},
		{planner.StageEnergy, []string{"2", "", "u", "q"}, "Undone: Energy: Coaching +2", "Coaching ["},
		{planner.StageTripwires, []string{"60", "", "u", "q"}, "Undone: Hands-on share: 60 %", "Hands-on share of the week"},
		{planner.StageTripwires, []string{"", "", "t", "", "u", "q"}, "Undone: Talked: A. and B.", "Avoiding conflict"},
		{planner.StageProbe, []string{"Ada", "u", "q"}, "Undone: Answered", "Who asked for your judgment?"},
	} {
		t.Run(c.stage, func(t *testing.T) {
			w := walked(t).at(c.stage)
			before := kept(w)
			out := w.plainly(c.typed...)
			_, after, found := strings.Cut(out, c.undone)
			if !found || !strings.Contains(after, c.back) {
				t.Errorf("no %q after %q in\n%s", c.back, c.undone, out)
			}
			if c.stage == planner.StageTripwires && before["w1"] != kept(w)["w1"] {
				t.Errorf("the week is %s, and was %s", kept(w)["w1"], before["w1"])
			}
		})
	}
}

// A closed review that is opened again keeps what it decided before.
func TestLineReviewUndoReopened(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	evidence := slices.Clone(w.held().Evidence)
	out := w.plainly("y", "u", "u", "q")
	if strings.Count(out, "Nothing to undo in this review.") != 2 || !slices.Equal(evidence, w.held().Evidence) {
		t.Errorf("%s", out)
	}
}
