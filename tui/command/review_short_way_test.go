package command

import (
	"strings"
	"testing"

	"waymark/planner"
)

// An empty week of who manages people takes at most twelve answers in full:
// n leaves a part at once.
func TestLineReviewEmptyInFull(t *testing.T) {
	w := newWorld(t)
	w.asked, w.lines = true, 100
	w.must("init", "--path", "testdata/managing.yaml", "--open", "3,4", "--today", "2026-11-16")
	w.now = w.now.AddDate(0, 0, 2)
	if !w.plan().Manages() {
		t.Fatal("the fixture's user manages nobody")
	}
	answers := map[string]string{"Coaching [": "n", "Hands-on share": "n"}
	typed := &answering{answers: answers}
	w.typed = typed
	code := Main([]string{"review", "--plain"}, w.environment(&typed.transcript, &typed.transcript))
	if code != exitOK || w.held().Closed.IsZero() || typed.count > 12 {
		t.Errorf("exit %d after %d answers:\n%s", code, typed.count, typed.transcript.String())
	}
	for _, part := range []string{"Energy", "Five mistakes", "One question", "Next week", "Close"} {
		if !strings.Contains(typed.transcript.String(), "\n"+part+", part ") {
			t.Errorf("it has no part %q", part)
		}
	}
}

// answering types what is right for a question, and else only enter.
type answering struct {
	answers    map[string]string // by what the question has in it
	count      int
	seen       int
	transcript strings.Builder
}

func (a *answering) Read(p []byte) (int, error) {
	asked := a.transcript.String()[a.seen:]
	asked = asked[strings.LastIndex(asked, "\n")+1:]
	a.seen = a.transcript.Len()
	a.count++
	answer := ""
	for part, text := range a.answers {
		if strings.Contains(asked, part) {
			answer = text
		}
	}
	a.transcript.WriteString(answer + "\n")
	return copy(p, answer+"\n"), nil
}

// n leaves each of the parts that go over many things.
func TestLineReviewNothingMore(t *testing.T) {
	for _, stage := range []string{planner.StageLookBack, planner.StageEnergy, planner.StageTripwires, planner.StageWaiting} {
		w := walked(t).at(stage)
		if w.plainly("n", "q"); w.held().Stage == stage || w.held().Stage == "" {
			t.Errorf("%s: it stands at %q", stage, w.held().Stage)
		}
	}
}

// A review that was left among the kinds of work goes on with those that have
// no reading, behind the last one read.
func TestLineReviewResumesEnergy(t *testing.T) {
	w := walked(t).at(planner.StageEnergy)
	w.must("energy", "deciding", "1")
	w.plainly("", "2", "", "1")
	out := w.plainly("", "", "", "", "", "q")
	for _, name := range []string{"Coaching [", "Facilitating", "Hard conversation", "Stakeholders", "Deciding"} {
		if strings.Contains(out, name) {
			t.Errorf("it asks for %s again:\n%s", name, out)
		}
	}
	if !strings.Contains(out, "half the facts") && !strings.Contains(out, "Planning [") {
		t.Errorf("%s", out)
	}
	if out := w.plainly("b", "q"); !strings.Contains(out, "part 5 of 10") {
		t.Errorf("%s", out)
	}
}

// One that was left among the five mistakes goes on with the last one noted.
func TestLineReviewResumesTripwires(t *testing.T) {
	w := walked(t).at(planner.StageTripwires)
	w.plainly("40", "")
	if out := w.plainly("q"); strings.Contains(out, "Hands-on share") || !strings.Contains(out, "Staying everyone's friend") {
		t.Errorf("%s", out)
	}
	w.plainly("", "t")
	if out := w.plainly("q"); strings.Contains(out, "Staying everyone's friend") || !strings.Contains(out, "Avoiding conflict") {
		t.Errorf("%s", out)
	}
}

// The share's question tells last week's, and its answer what comes of it.
func TestLineReviewShare(t *testing.T) {
	w := walked(t)
	share := 45
	w.change(planner.SetShare(&planner.Review{Week: "2026-W46"}, &share))
	out := w.at(planner.StageTripwires).plainly("60", "q")
	if !strings.Contains(out, "in percent; last week 45 [") {
		t.Errorf("%s", out)
	}
	_, after, _ := strings.Cut(out, "Hands-on share: 60 %\n")
	if !strings.HasPrefix(after, "Holding on to hands-on work: 60 % of the week; ") || !strings.Contains(after[:strings.Index(after, "Staying")], "(act on it)\n  Put the management hours") {
		t.Errorf("%s", after)
	}
}

// Words stand for letters, and what a letter asks for may stand behind it.
func TestLineReviewWords(t *testing.T) {
	w := walked(t).at(planner.StageChecks)
	w.plainly("Done", "not this time", "busy", "t fri", "back", "quit")
	if b := w.item("a2"); b.Due != date(t, "fri") || w.plan().Item(mustID(t, "k1")).(*planner.Check).Last.IsZero() {
		t.Errorf("%+v", b)
	}
	w.change(planner.OpenMatter(planner.Conflict, "C.", date(t, "2026-11-01")))
	w.goTo(planner.StageTripwires)
	w.plainly("next", "next", "t 2", "d 3", "1", "We talked", "quit")
	today := date(t, "2026-11-22")
	if open := w.plan().Matters(planner.Conflict, today); len(open) != 1 || open[0].Title != "C." || open[0].Talked != today {
		t.Errorf("%+v", open)
	}
}

// A review that is held late ticks the checks of its own week, so that they
// come round again in the next.
func TestLineReviewHeldLate(t *testing.T) {
	w := walked(t)
	w.now = w.now.AddDate(0, 0, 2)
	sheet := w.must("review", "--print")
	out := w.at(planner.StageChecks).plainly("d", "x", "busy", "q")
	sunday := date(t, "2026-11-22")
	for _, id := range []string{"k1", "k2"} {
		k := w.plan().Item(mustID(t, id)).(*planner.Check)
		if next, open := k.Next(sunday.AddDays(7)); k.Last != sunday || !open || next != sunday.AddDays(7) {
			t.Errorf("%s was settled on %s, and is next on %s, %v", id, k.Last, next, open)
		}
	}
	if !strings.Contains(out, "1 of 3: k1") || !strings.Contains(out, "on Sun 22 Nov") || !strings.Contains(sheet, "k1 · Write down a win — every week, 22 November 2026\n") {
		t.Errorf("%s\n%s", out, sheet)
	}
}
