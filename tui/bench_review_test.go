package tui

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"waymark/planner"
)

// BenchmarkFirstReview loads a plan and draws the first frame of the review:
// the list of those held, and the walk, where the review was begun before.
func BenchmarkFirstReview(b *testing.B) {
	for _, where := range []string{"list", "walk"} {
		b.Run(where, func(b *testing.B) {
			eachSize(b, gcWhileStarting, func(b *testing.B, file string) {
				b.Helper()
				if where == "walk" {
					drawnApp(b, openPlan(b, file), "Review", 120, 36).Update(keyPress("r"))
				}
				for b.Loop() {
					b.StopTimer()
					runtime.GC() // the program starts without another's garbage
					b.StartTimer()
					a := drawnApp(b, openPlan(b, file), "Review", 120, 36)
					a.View()
					if walking := a.current.(*review).stage != ""; walking != (where == "walk") {
						b.Fatalf("it shows %q", a.current.(*review).stage)
					}
				}
			})
		})
	}
}

// BenchmarkReviewKey presses a key in each part of the review and draws its
// frame; in some parts that is a change of the plan, on the disk by then.
func BenchmarkReviewKey(b *testing.B) {
	keys := map[string][]string{
		planner.StageChecks: {"]", "["}, planner.StageStuck: {"]", "["}, planner.StageEnergy: {"right", "left"},
		planner.StageTripwires: {"right", "left"}, planner.StageProbe: {"x", "backspace"}, planner.StageFocus: {"j", "k"},
		planner.StageClose: {"x", "backspace"},
	}
	for _, st := range planner.Stages {
		b.Run(st.Name, func(b *testing.B) {
			eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
				b.Helper()
				a := drawnApp(b, openPlan(b, file), "Review", 120, 36)
				a.apply(everyPart())
				if st.Name == planner.StagePhases && len(a.plan.HeldWeeks()) < 3 {
					b.Skip("every fourth review has this part, and this plan has fewer; larger ones run it")
				}
				rev := a.current.(*review)
				rev.begin(false)
				rev.enter(st.Name)
				if rev.stage != st.Name {
					b.Fatalf("this plan has no part %s: %s", st.Name, a.toast.text)
				}
				pressed := keys[st.Name]
				if pressed == nil {
					pressed = []string{"j", "k"}
				}
				benchKeys(b, a, pressed...)
			})
		})
	}
}

// everyPart gives a plan what every part of a review needs: its open phases
// manage people and have a question, and no review looked at them yet.
func everyPart() planner.Edit {
	return planner.Edit{Label: "Every part", Run: func(d *planner.Draft) error {
		for _, ph := range d.Plan().OpenPhases() {
			next := *ph
			next.Manages = true
			next.Probes = append(slices.Clone(ph.Probes), planner.Probe{ID: fmt.Sprint("bench-", ph.Number()), Text: "What was it like?"})
			d.Put(&next)
		}
		for _, w := range d.Plan().HeldWeeks() {
			next := *w
			next.Glance = ""
			d.Put(&next)
		}
		return nil
	}}
}
