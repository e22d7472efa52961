package tui

import (
	"runtime"
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
					if where == "walk" {
						a.review()
					}
					a.View()
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
				if !a.plan.Manages() { // so that all parts are there
					a.apply(planner.SetPhase(1, planner.Open, "", a.today))
				}
				rev := a.current.(*review)
				rev.begin(false)
				rev.enter(st.Name)
				if rev.stage != st.Name {
					b.Skipf("this plan has no part %s: %s", st.Name, a.toast.text)
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
