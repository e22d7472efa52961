package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// The way through an empty review and through one with everything, in both
// forms; each stage's place is kept.
func TestWayThroughAReview(t *testing.T) {
	for _, tt := range []struct {
		name  string
		full  bool
		short bool
		want  string
	}{
		{"empty", false, false, "energy question focus close"},
		{"empty, short", false, true, "energy focus close"},
		{"with everything", true, false, managesToo},
		{"with everything, short", true, true, shortAgenda},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := begin(t)
			if tt.full {
				w, _ = agenda(t)
				w.do(t, planner.SetPhase(3, planner.Open, "", today))
				w.do(t, planner.CaptureLine("a thought", today))
				w.do(t, w.plan.WaitFor("An answer", "", today))
				w.do(t, planner.SetState(ids(w.add(t, action("done"))), planner.Done, "", today))
			}
			w.do(t, w.plan.StartReview(tt.short, today))
			var way []string
			for at := w.plan.First(w.review(), today); ; at = w.plan.After(w.review(), at, today) {
				way = append(way, at)
				w.do(t, planner.EnterStage(w.plan.Profile().Review, at, today))
				if got := w.plan.StageAt(w.review()); got != at {
					t.Errorf("left at %s, it is taken up at %s", at, got)
				}
				if at == planner.StageClose {
					break
				}
			}
			if got := strings.Join(way, " "); got != tt.want {
				t.Errorf("it goes by %s, want %s", got, tt.want)
			}
			back, at := "", planner.StageClose
			for at = w.plan.Before(w.review(), at); at != ""; at = w.plan.Before(w.review(), at) {
				back = at + " " + back
			}
			if got := back + planner.StageClose; got != w.stages(w.review()) {
				t.Errorf("back it goes by %s, want the whole agenda", got)
			}
		})
	}
}

// A stage that has left the agenda, as by the short form or with the phase
// that manages, leads on to what comes after it and back to what comes before.
func TestStageThatIsNotOnTheAgenda(t *testing.T) {
	for _, tt := range []struct{ stage, at, after, before string }{
		{"", planner.StageChecks, planner.StageEnergy, ""},
		{planner.StageInbox, planner.StageChecks, planner.StageEnergy, ""},
		{planner.StageStuck, planner.StageEnergy, planner.StageEnergy, planner.StageChecks},
		{planner.StageTripwires, planner.StageFocus, planner.StageFocus, planner.StageEnergy},
		{planner.StageProbe, planner.StageFocus, planner.StageFocus, planner.StageEnergy},
		{planner.StagePhases, planner.StageClose, planner.StageClose, planner.StageFocus},
		{planner.StageClose, planner.StageClose, planner.StageClose, planner.StageFocus},
	} {
		t.Run(tt.stage, func(t *testing.T) {
			w := begin(t)
			rid := w.start(t, today)
			if tt.stage != "" {
				w.do(t, planner.EnterStage(rid, tt.stage, today))
			}
			w.do(t, planner.SetForm(rid, true))
			r := w.review()
			if got := w.plan.StageAt(r); got != tt.at {
				t.Errorf("taken up at %q, want %q", got, tt.at)
			}
			if tt.stage == "" {
				return
			}
			if got := w.plan.After(r, tt.stage, today); got != tt.after {
				t.Errorf("it leads on to %q, want %q", got, tt.after)
			}
			if got := w.plan.Before(r, tt.stage); got != tt.before {
				t.Errorf("it leads back to %q, want %q", got, tt.before)
			}
		})
	}
	w := begin(t)
	_, _, err := w.apply(planner.EnterStage(w.start(t, today), "lunch", today))
	wantInput(t, err, "stage")
	if words := fmt.Sprint(err); !strings.Contains(words, `"lunch"`) {
		t.Errorf("the error says %q", words)
	}
}
