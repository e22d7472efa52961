package planner_test

import (
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

// ask shows a review's question on a day, and gives its id.
func (w *world) ask(t *testing.T, day civil.Date) string {
	t.Helper()
	w.do(t, planner.AskNext(w.plan.Profile().Review, day))
	q, _ := w.plan.Probe(w.review())
	return q.ID
}

// The questions of the open phases come in turn, and each phase's own in their
// order.
func TestProbesRotate(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetPhase(2, planner.Open, "", today))
	day := today
	var asked []string
	for range 18 {
		rid := w.start(t, day)
		asked = append(asked, w.ask(t, day))
		w.do(t, planner.CloseReview(rid, nil, "", day))
		day = day.AddDays(7)
	}
	want := "q1-1 q2-1 q1-2 q2-2 q1-3 q2-3 q1-4 q2-4 q1-5 q2-5 q1-6 q2-6 q1-7 q2-7 q1-8 q2-8 q1-1 q2-1"
	if got := strings.Join(asked, " "); got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	w.do(t, planner.SetPhase(3, planner.Open, "", day))
	w.do(t, planner.SetPhase(1, planner.Closed, "", day))
	w.start(t, day)
	if got := w.ask(t, day); got != "q3-1" {
		t.Errorf("a phase that was just opened is asked about by %s", got)
	}
	if q, ok := w.plan.ProbeNamed("q1-3"); !ok || q.Phase != 1 || q.Text != "What of 3 in phase 1?" {
		t.Errorf("the question is %+v", q)
	}
	if _, ok := w.plan.ProbeNamed("q9-1"); ok {
		t.Error("there is a question q9-1")
	}
}

func TestProbesWithoutAnOpenPhase(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetPhase(1, planner.Closed, "", today))
	w.start(t, today)
	if q, ok := w.plan.NextProbe(today); ok {
		t.Errorf("it asks %+v", q)
	}
}

// A question rests for six weeks, to the day, and whichever way the clock went.
func TestProbeRest(t *testing.T) {
	for days, want := range map[int]bool{0: false, 1: false, 42: false, 43: true, -42: false, -43: true} {
		w := begin(t)
		w.start(t, today)
		for range 8 {
			w.ask(t, today)
		}
		if _, ok := w.plan.NextProbe(today.AddDays(days)); ok != want {
			t.Errorf("%d days on: %v", days, ok)
		}
	}
	w := begin(t) // all asked long ahead of time; then the clock is put right
	w.start(t, today.AddDays(300))
	for range 8 {
		w.ask(t, today.AddDays(300))
	}
	seen := map[string]bool{}
	for range 8 {
		q := w.ask(t, today)
		if seen[q] {
			t.Fatalf("%s is asked twice on a day", q)
		}
		seen[q] = true
	}
}

// Over a year with reviews now and then, often several in a week, with more than
// one question and phases opened and closed, none is asked twice in six weeks.
func TestNoProbeTwiceInSixWeeks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := begin(t)
		asked := map[string][]civil.Date{}
		for day := today; day.Before(today.AddDays(365)); day = day.AddDays(rapid.IntRange(0, 12).Draw(rt, "wait")) {
			if rapid.IntRange(0, 9).Draw(rt, "phase too") == 0 {
				n, state := rapid.IntRange(1, 4).Draw(rt, "phase"), rapid.SampledFrom([]planner.PhaseState{planner.Open, planner.Closed}).Draw(rt, "state")
				if next, _, err := w.apply(planner.SetPhase(n, state, "", day)); err == nil {
					w = next
				}
			}
			back := day.AddDays(-rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 0, 30, 90}).Draw(rt, "back"))
			w.start(t, back)
			for range rapid.IntRange(1, 4).Draw(rt, "questions") {
				next, _, err := w.apply(planner.AskNext(w.plan.Profile().Review, back))
				if err != nil {
					break
				}
				w = next
				q, ok := w.plan.Probe(w.review())
				if !ok || w.plan.Phase(q.Phase).State != planner.Open {
					rt.Fatalf("%v: asked %+v, of a phase that isn't open", back, q)
				}
				for _, other := range asked[q.ID] {
					if d := back.DaysSince(other); d <= planner.ProbeRest && d >= -planner.ProbeRest {
						rt.Fatalf("%s is asked on %v and on %v", q.ID, other, back)
					}
				}
				asked[q.ID] = append(asked[q.ID], back)
			}
			w.do(t, planner.CloseReview(w.plan.Profile().Review, nil, "", back))
		}
	})
}

// An answer is replaced within its review, taken back by an empty one, and is
// the last answer when the question comes round.
func TestAnswers(t *testing.T) {
	w := begin(t)
	first := w.start(t, today)
	w.ask(t, today)
	q, _ := w.plan.Probe(w.review())
	answer := func(text string, day civil.Date) {
		t.Helper()
		w.do(t, w.plan.Reflect(w.review(), q, text, day))
	}
	said := func(r *planner.Review) (now, before string) {
		a, b := w.plan.Answered(r, q.ID)
		for id, text := range map[planner.ID]*string{a: &now, b: &before} {
			if !id.IsZero() {
				*text = w.history[id].(*planner.Reflection).Answer
			}
		}
		return now, before
	}
	_, _, err := w.apply(w.plan.Reflect(w.review(), q, " \n", today))
	wantIs(t, err, planner.ErrUnchanged)
	answer("at\x1b first", today)
	answer("on second thought", today)
	if now, before := said(w.review()); now != "on second thought" || before != "" || w.plan.Given()[planner.KindReflection] != 1 {
		t.Errorf("now %q, before %q, %d answers", now, before, w.plan.Given()[planner.KindReflection])
	}
	if r := w.history[planner.ID{Kind: planner.KindReflection, N: 1}].(*planner.Reflection); r.Question != q.Text || r.Phase != 1 || r.Review != first || r.Date != today {
		t.Errorf("kept %+v", r)
	}
	w.do(t, planner.CloseReview(first, nil, "", today))

	later := today.AddDays(70)
	second := w.start(t, later)
	w.do(t, w.plan.Reflect(w.review(), q, "a year older", later)) // it was not shown, and counts as asked
	if now, before := said(w.review()); now != "a year older" || before != "on second thought" {
		t.Errorf("then now %q, before %q", now, before)
	}
	if now, before := said(w.kept(first)); now != "on second thought" || before != "" {
		t.Errorf("in the first review now %q, before %q", now, before)
	}
	answer("", later)
	if now, before := said(w.review()); now != "" || before != "on second thought" {
		t.Errorf("taken back: now %q, before %q", now, before)
	}
	answer("after all", later)
	if now, _ := said(w.review()); now != "after all" {
		t.Errorf("answered again: %q", now)
	}
	w.do(t, planner.CloseReview(second, nil, "", later))
	if asked := w.plan.WeekNamed(w.kept(second).Week).Asked; len(asked) != 1 {
		t.Errorf("asked %+v", asked)
	}
}
