package command

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// Every part of the review in lines: what is asked and what answers do.
func TestLineStages(t *testing.T) {
	for _, c := range []struct {
		stage   string
		answers []string
		check   func(w *world)
	}{
		{planner.StageInbox, []string{"?", "z", "n", "a", "b", "q"}, func(w *world) {
			if e := w.get("n1").(*planner.Energy); e.Note != "ask how she plans her week" || e.Work != "" {
				w.t.Errorf("%+v", e)
			}
			if w.item("a6").Title != "meetings ate the week" {
				w.t.Errorf("%+v", w.item("a6"))
			}
		}},
		{planner.StageLookBack, []string{"v", "?", "People ask me first now", "?", "sport", "led", "q"}, func(w *world) {
			e := w.get("e1").(*planner.Evidence)
			if e.Kind != "led" || e.From != mustID(w.t, "a1") || e.Outcome != "People ask me first now" || e.Date != date(w.t, "2026-11-18") || !slices.Equal(w.held().Evidence, []planner.ID{e.ID}) {
				w.t.Errorf("%+v", e)
			}
		}},
		{planner.StageChecks, []string{"?", "w", "x", "busy week", "d", "[", "]", "]", "t", "31 feb", "b", "t", "fri", "b", "e", "Write the whole runbook", "f", "q"}, func(w *world) {
			if b := w.item("a2"); b.Title != "Write the whole runbook" || b.Due != date(w.t, "fri") {
				w.t.Errorf("%+v", b)
			}
			want := map[string]string{"k1": planner.OutcomeSkipped, "k2": planner.OutcomeDone, "a2": planner.OutcomeNext}
			for _, s := range w.held().Steps {
				if want[s.Item.String()] != s.Outcome {
					w.t.Errorf("%s: %q", s.Item, s.Outcome)
				}
			}
			if tick := w.get("t1").(*planner.Tick); tick.Note != "busy week" || !tick.Skipped {
				w.t.Errorf("%+v", tick)
			}
		}},
		{planner.StageStuck, []string{"x", "a", "", "a", "Name three things I own", "q"}, func(w *world) {
			if a := w.plan().Item(mustID(w.t, "a6")).(*planner.Action); a.Milestone != mustID(w.t, "m1") || a.Phase != 1 {
				w.t.Errorf("%+v", a)
			}
		}},
		{planner.StageEnergy, []string{"?", "3", "+2", "", "-1", "b", "x", "\u22121", "", "", "", "", "1", "0", "q"}, func(w *world) {
			want := map[string]int{"coaching": 2, "stakeholders": -1, "leading": 1, "response": 0}
			if diff := cmp.Diff(want, values(w)); diff != "" {
				w.t.Error(diff)
			}
		}},
		{planner.StageTripwires, []string{"?", "120", "60%", "a", "C.", "-3d", "", "t", "d", "we talked", "", "a", "the rota, to D.", "tomorrow", "", "k", "", "a", "chapter 3", "", "q"}, func(w *world) {
			if n := w.plan().WeekNamed("2026-W47"); n == nil || n.Share == nil || *n.Share != 60 {
				w.t.Errorf("%+v", n)
			}
			today := date(w.t, "2026-11-22")
			if n := len(w.plan().Matters(planner.Conflict, today)); n != 0 || w.plan().TakenBack(91, today) != 1 || w.plan().Profile().Grown != today {
				w.t.Errorf("%d conflicts, %d taken back, grown %s", n, w.plan().TakenBack(91, today), w.plan().Profile().Grown)
			}
		}},
		{planner.StageProbe, []string{"?", "v", "n", "The backups, as I said.", "b", "x", "n", "q"}, func(w *world) {
			if r := w.get("q1").(*planner.Reflection); !r.Removed || r.Answer != "The backups, as I said." {
				w.t.Errorf("%+v", r)
			}
		}},
		{planner.StageWaiting, []string{"?", "w", "Sam and Kim", "d", "a", "1", "a", "The result", "the board", "b", "v", "Well led", "t", "q"}, func(w *world) {
			if b := w.item("a5"); b.State != planner.Done || b.Why == "Sam" {
				w.t.Errorf("%+v", b)
			}
			if e := w.get("e1").(*planner.Evidence); e.Kind != "feedback" || e.Outcome != "Well led" || w.item("a6").State != planner.Done || w.item("a7").State != planner.ToDo {
				w.t.Errorf("%+v", e)
			}
		}},
		{planner.StageFocus, []string{"?", "9", "one", "1", "1 2", "a", "Thank the team", "a", "Call the auditor", "4 4", "q"}, func(w *world) {
			var focus []string
			for _, it := range w.plan().Focus() {
				focus = append(focus, it.Key().String())
			}
			if !slices.Equal(focus, []string{"a3", "a4"}) {
				w.t.Errorf("%v", focus)
			}
		}},
		{planner.StageClose, []string{"?", "A calm week"}, func(w *world) {
			if r := w.held(); r.Line != "A calm week" || r.Closed.IsZero() || !w.plan().Profile().Review.IsZero() {
				w.t.Errorf("%+v", r)
			}
		}},
	} {
		t.Run(c.stage, func(t *testing.T) {
			w := walked(t).at(c.stage)
			got := w.plainly(c.answers...)
			golden(t, "lines-"+c.stage, got)
			c.check(w)
		})
	}
}

func values(w *world) map[string]int {
	out := map[string]int{}
	if n := w.plan().WeekNamed("2026-W47"); n != nil {
		for work, reading := range n.Energy {
			out[work] = reading.Value
		}
	}
	return out
}

// The phases come up every fourth time.
func TestLinePhases(t *testing.T) {
	w := walked(t)
	for i := range 13 {
		due := date(t, "2026-11-22").AddDays(-7 * (13 - i))
		glance := ""
		if i == 0 {
			glance = planner.Quarterly
		}
		w.change(planner.Edit{Label: "Week", Run: func(d *planner.Draft) error {
			id := d.Add(planner.KindReview, &planner.Review{Week: planner.Week(due), Due: due, Started: due, Closed: due})
			d.Add(planner.KindWeek, &planner.WeekNote{Week: planner.Week(due), Due: due, Held: due, Review: id, Glance: glance, Focus: planner.Kept{Done: 1, Of: 2}})
			return nil
		}})
	}
	w.at(planner.StagePhases)
	golden(t, "lines-phases", w.plainly("?", "o", "c", "a", "q"))
	if p := w.plan(); p.Phase(1).State != planner.Closed || p.Phase(2).State != planner.Ahead {
		t.Errorf("%s, %s", p.Phase(1).State, p.Phase(2).State)
	}
}
