package planner_test

import (
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// stages are the names of a review's agenda.
func (w world) stages(r *planner.Review) string {
	var out []string
	for _, s := range w.plan.Agenda(r) {
		out = append(out, s.Name)
	}
	return strings.Join(out, " ")
}

const (
	fullAgenda  = "inbox look-back checklists stuck energy question waiting focus close"
	shortAgenda = "checklists energy focus close"
	managesToo  = "inbox look-back checklists stuck energy tripwires question waiting focus close"
)

// weeksOf closes n reviews in n weeks, the first on a day, and gives the day a
// week after the last one.
func (w *world) weeksOf(t *testing.T, n int, short bool, day civil.Date) civil.Date {
	t.Helper()
	for range n {
		w.do(t, w.plan.StartReview(short, day))
		w.do(t, planner.CloseReview(w.plan.Profile().Review, nil, "", day))
		day = day.AddDays(7)
	}
	return day
}

func TestAgenda(t *testing.T) {
	sunday := on("2026-11-29")
	for _, tt := range []struct {
		name        string
		open        int // a phase to open too
		full, short int // reviews held before, first the full ones
		want        string
	}{
		{"the first", 2, 0, 0, fullAgenda},
		{"for who manages people", 3, 0, 0, managesToo},
		{"the third", 2, 2, 0, fullAgenda},
		{"the fourth", 2, 3, 0, "inbox look-back checklists stuck energy question waiting focus phases close"},
		{"the fifth, the fourth having been a short one", 2, 3, 1, "inbox look-back checklists stuck energy question waiting focus phases close"},
		{"the fourth for who manages people", 4, 3, 0, "inbox look-back checklists stuck energy tripwires question waiting focus phases close"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := begin(t)
			w.do(t, planner.SetPhase(tt.open, planner.Open, "", today))
			day := w.weeksOf(t, tt.full, false, sunday)
			day = w.weeksOf(t, tt.short, true, day)
			r := w.start(t, day)
			if got := w.stages(w.review()); got != tt.want {
				t.Errorf("in full\n%s, want\n%s", got, tt.want)
			}
			w.do(t, planner.SetForm(r, true))
			if got := w.stages(w.review()); got != shortAgenda {
				t.Errorf("in five minutes\n%s, want\n%s", got, shortAgenda)
			}
			w.do(t, planner.SetForm(r, false))
			if got := w.stages(w.review()); got != tt.want {
				t.Errorf("in full again\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

// Every fourth review glances at the phases, every thirteenth looks at them at
// length, and what a short one passed over comes at the next.
func TestPhaseGlance(t *testing.T) {
	const m, q, s = planner.Monthly, planner.Quarterly, "short"
	for _, tt := range []struct {
		name  string
		short map[int]bool // which reviews are held in five minutes
		want  map[int]string
	}{
		{"all in full", nil, map[int]string{4: m, 8: m, 12: m, 13: q, 17: m, 21: m, 25: m, 26: q}},
		{"the fourth in short", map[int]bool{4: true}, map[int]string{5: m, 9: m, 13: q, 17: m, 21: m, 25: m, 26: q}},
		{"the thirteenth in short", map[int]bool{13: true}, map[int]string{4: m, 8: m, 12: m, 14: q, 18: m, 22: m, 26: m}},
		{"four of them in short", map[int]bool{4: true, 5: true, 6: true, 7: true}, map[int]string{8: m, 12: m, 13: q, 17: m, 21: m, 25: m, 26: q}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, day := begin(t), on("2026-11-29")
			for n := 1; n <= 26; n++ {
				w.do(t, w.plan.StartReview(tt.short[n], day))
				r := w.review()
				offered := w.plan.PhaseGlance(r)
				want := tt.want[n]
				w.do(t, planner.CloseReview(r.ID, nil, "", day))
				kept := w.history[r.ID].(*planner.Review).Glance
				if kept != want || !tt.short[n] && offered != want {
					t.Errorf("review %d: offered %q and kept %q, want %q", n, offered, kept, want)
				}
				if note := w.plan.WeekNamed(r.Week); note.Glance != kept {
					t.Errorf("review %d: its week has %q", n, note.Glance)
				}
				if again := w.plan.PhaseGlance(r); again != offered {
					t.Errorf("review %d: opened again it offers %q, and it was %q", n, again, offered)
				}
				day = day.AddDays(7)
			}
		})
	}
}

// In an empty week most stages are passed by.
func TestNothingToAsk(t *testing.T) {
	w := begin(t)
	w.start(t, today)
	for _, s := range planner.Stages {
		want := map[string]bool{planner.StageInbox: true, planner.StageLookBack: true, planner.StageChecks: true, planner.StageStuck: true, planner.StageWaiting: true}
		if got := w.plan.Nothing(w.review(), s.Name, today); got != want[s.Name] {
			t.Errorf("%s: nothing is %v", s.Name, got)
		}
	}
}

// Each stage asks until all of it is answered.
func TestNothingLeftToAsk(t *testing.T) {
	settled := func(w *world, step planner.Step, change planner.Edit) {
		w.do(t, planner.Reviewed(w.plan.Profile().Review, step, "done", change, today))
	}
	set := func(state planner.State) func(*world, planner.ID) {
		return func(w *world, id planner.ID) { w.do(t, planner.SetState(ids(id), state, "", today)) }
	}
	capture := func(w *world) planner.ID { return w.do(t, planner.CaptureLine("a thought", today))[0] }
	stuck := func(w *world) planner.ID { return w.add(t, milestone("m")) }
	for _, tt := range []struct {
		name, stage string
		ask         func(w *world) planner.ID // before the review begins
		done        func(w *world, id planner.ID)
	}{
		{"a capture that is sorted", planner.StageInbox, capture, func(w *world, id planner.ID) { w.do(t, planner.Sort(id, action("a thought"), today)) }},
		{"a capture that is dropped", planner.StageInbox, capture, func(w *world, id planner.ID) { w.do(t, planner.Remove(ids(id), today)) }},
		{"something done that isn't any more", planner.StageLookBack, func(w *world) planner.ID {
			id := w.add(t, action("a"))
			set(planner.Done)(w, id)
			return id
		}, set(planner.ToDo)},
		{"a check that is ticked", planner.StageChecks, func(w *world) planner.ID { return w.add(t, check("k", "week")) }, func(w *world, id planner.ID) {
			settled(w, w.step(id), planner.SetState(ids(id), planner.Done, "", today))
		}},
		{"an action that is done in another window", planner.StageChecks, func(w *world) planner.ID { return w.add(t, action("a", due("2026-11-20"))) }, set(planner.Done)},
		{"a milestone that gets an action", planner.StageStuck, stuck, func(w *world, id planner.ID) {
			serves := action("a")
			serves.Milestone = id
			w.add(t, serves)
		}},
		{"a milestone that is left as it is", planner.StageStuck, stuck, func(w *world, _ planner.ID) {
			settled(w, w.plan.Part(w.review(), true, today)[0], planner.Edit{})
		}},
		{"a milestone that goes on hold", planner.StageStuck, stuck, set(planner.OnHold)},
		{"an answer that isn't waited for any more", planner.StageWaiting, func(w *world) planner.ID {
			return w.do(t, w.plan.WaitFor("An answer", "Dana", today))[0]
		}, set(planner.OnHold)},
	} {
		w := begin(t)
		id := tt.ask(&w)
		w.start(t, today)
		if w.plan.Nothing(w.review(), tt.stage, today) {
			t.Errorf("%s: it is passed by", tt.name)
		}
		tt.done(&w, id)
		if !w.plan.Nothing(w.review(), tt.stage, today) {
			t.Errorf("%s: it isn't passed by when all is answered", tt.name)
		}
	}
}

// The question of a review is passed by when all were asked lately.
func TestNoQuestionLeft(t *testing.T) {
	w := begin(t)
	rid := w.start(t, today)
	for range 8 {
		if w.plan.Nothing(w.review(), planner.StageProbe, today) {
			t.Fatal("there are questions left")
		}
		w.do(t, planner.AskNext(rid, today))
	}
	if w.plan.Nothing(w.review(), planner.StageProbe, today) {
		t.Error("the one it shows is passed by")
	}
	_, _, err := w.apply(planner.AskNext(rid, today))
	wantIs(t, err, planner.ErrUnchanged)
	w.do(t, planner.CloseReview(rid, nil, "", today))
	later := today.AddDays(7)
	rid = w.start(t, later)
	if !w.plan.Nothing(w.review(), planner.StageProbe, later) {
		t.Error("all were asked a week ago")
	}
	w.do(t, planner.EnterStage(rid, planner.StageProbe, later))
	if r := w.review(); len(r.Probes) != 0 || !w.plan.Nothing(r, planner.StageProbe, later) {
		t.Errorf("entered by hand it asks %v", r.Probes)
	}
}
