package planner_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// review is the review under way.
func (w world) review() *planner.Review {
	return w.history[w.plan.Profile().Review].(*planner.Review)
}

// start begins a review, or takes up the one under way where that changes
// something.
func (w *world) start(t *testing.T, day civil.Date) planner.ID {
	t.Helper()
	next, _, err := w.apply(w.plan.StartReview(false, day))
	if err == nil {
		*w = next
	} else if !errors.Is(err, planner.ErrUnchanged) {
		t.Fatal(err)
	}
	return w.plan.Profile().Review
}

// since sets back the day that the plan was started.
func (w *world) since(t *testing.T, day string) {
	t.Helper()
	w.do(t, planner.SetProfile("Started", func(p *planner.Profile) { p.Started = on(day) }))
}

// step is the step of the review under way that looks at an item.
func (w world) step(id planner.ID) planner.Step {
	for _, s := range w.review().Steps {
		if s.Item == id {
			return s
		}
	}
	return planner.Step{Item: id}
}

func (w world) steps(steps []planner.Step) string {
	var out []string
	for _, s := range steps {
		word := w.plan.Find(s.Item).(planner.Listed).Base().Title + ": " + s.Because
		if s.Outcome != "" {
			word += " = " + s.Outcome
		}
		out = append(out, word)
	}
	return strings.Join(out, ", ")
}

// agenda is a plan with something of each kind to look at.
func agenda(t *testing.T) (w world, ids map[string]planner.ID) {
	t.Helper()
	w, ids = begin(t), map[string]planner.ID{}
	for _, it := range []planner.Listed{
		action("late", due("2026-11-20")),
		action("soon", due("2026-11-30")),
		milestone("late and stuck", due("2026-11-10")),
		milestone("stuck"),
		check("weekly", "week"),
		check("friday", "friday"),
		check("yearly", "year"),
		action("fresh"),
	} {
		ids[it.Base().Title] = w.add(t, it)
	}
	for i, title := range []string{"old", "older", "oldest"} {
		id := w.do(t, planner.AddItem(action(title), today.AddDays(-60-i)))[0]
		ids[title] = id
	}
	return w, ids
}

func TestToReview(t *testing.T) {
	w, _ := agenda(t)
	steps := w.plan.ToReview(today)
	want := "friday: due, weekly: due, late and stuck: overdue, late: overdue, soon: due, oldest: untouched, older: untouched, old: untouched"
	if got := w.steps(steps); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for n := range 400 { // on no day does anything come twice
		seen := map[planner.ID]bool{}
		for _, s := range w.plan.ToReview(today.AddDays(n)) {
			if seen[s.Item] {
				t.Fatalf("day %d: %v comes twice", n, s.Item)
			}
			seen[s.Item] = true
		}
	}
}

func TestReviewStaysShortAfterAnAbsence(t *testing.T) {
	w := begin(t)
	for n := range 50 {
		w.do(t, planner.AddItem(action(fmt.Sprint(n)), today.AddDays(n%7)))
	}
	steps := w.plan.ToReview(today.AddDays(700))
	if len(steps) != 12 || w.plan.Item(steps[0].Item).Base().Touched != today {
		t.Errorf("%d steps, the first touched %v", len(steps), w.plan.Item(steps[0].Item).Base().Touched)
	}
}

func TestStartReview(t *testing.T) {
	w, _ := agenda(t)
	first := w.plan.StartReview(true, today)
	id := w.do(t, first)[0]
	r := w.review()
	if w.plan.Profile().Review != id || r.Started != today || r.Due != on("2026-11-29") || r.Week != "2026-W48" || len(r.Steps) != 8 || !r.Short || r.Stage != "" {
		t.Errorf("review %+v", r)
	}
	_, _, err := w.apply(first) // the same key in another window
	wantIs(t, err, planner.ErrUnchanged)
	again := w.plan.StartReview(false, today)
	_, _, err = w.apply(again) // nothing has moved since
	wantIs(t, err, planner.ErrUnchanged)
	w.do(t, planner.CloseReview(id, nil, "", today))
	for _, e := range []planner.Edit{first, again} { // closed in another window
		_, _, err = w.apply(e)
		wantIs(t, err, planner.ErrUnchanged)
	}
}

func TestReviewIsTakenUpOnALaterDay(t *testing.T) {
	w, id := agenda(t)
	rid := w.start(t, today)
	w.do(t, planner.Reviewed(rid, w.step(id["late"]), "done", planner.SetState(ids(id["late"]), planner.Done, "", today), today))
	w.do(t, planner.Reviewed(rid, w.step(id["friday"]), "skipped", planner.Skip(id["friday"], "on leave", today), today))
	w.do(t, planner.Reviewed(rid, w.step(id["soon"]), "seen", planner.Edit{}, today))
	w.do(t, planner.EnterStage(rid, planner.StageStuck, today))
	later := today.AddDays(2) // a Friday, nearer to the next Sunday
	w.do(t, planner.SetState(ids(id["weekly"]), planner.Done, "", later))
	w.do(t, planner.AddItem(action("new and late", due("2026-11-26")), later))
	w.start(t, later)
	r := w.review()
	want := "friday: due = skipped, late and stuck: overdue, late: overdue = done, soon: due = seen, oldest: untouched, older: untouched, old: untouched, new and late: overdue"
	if got := w.steps(w.plan.Part(r, false, later)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := w.steps(w.plan.Part(r, true, later)); got != "late and stuck: stuck, stuck: stuck" {
		t.Errorf("stuck: %s", got)
	}
	if r.Count("done") != 1 || r.Stage != planner.StageStuck || r.Due != on("2026-11-29") || r.Week != "2026-W48" {
		t.Errorf("review %+v", r)
	}
}

func TestReviewedIsOneEntry(t *testing.T) {
	w, id := agenda(t)
	rid := w.start(t, today)
	late := id["late"]
	step := w.step(late)
	for _, tt := range []struct {
		name    string
		edit    planner.Edit
		outcome string
		label   string
	}{
		{"done", planner.SetState(ids(late), planner.Done, "", today), "done", "Done: late"},
		{"new date", planner.SetDue(ids(late), on("2027-01-01"), today), "moved", "Date 1 Jan 2027: late"},
		{"looked at", planner.Edit{}, "seen", "Looked at: late"},
		{"for next week", planner.Edit{}, planner.OutcomeNext, "For next week: late"},
		{"own words", planner.Edit{Label: "Thought about", Run: func(*planner.Draft) error { return nil }}, "seen", "Thought about"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := w.plan.Revision
			next, out, err := w.apply(planner.Reviewed(rid, step, tt.outcome, tt.edit, today.AddDays(1)))
			if err != nil || next.plan.Revision != before+1 || out.Entry.Label != tt.label {
				t.Fatalf("entry %+v, %v", out, err)
			}
			if got := next.review().Steps[3]; got.Item != late || got.Outcome != tt.outcome {
				t.Errorf("step %+v", got)
			}
			if tt.edit.Run == nil && next.plan.Item(late).Base().Touched != today.AddDays(1) {
				t.Error("looking at it doesn't count as touching")
			}
			undone, _, err := next.apply(planner.Takeback(out.Entry))
			if err != nil || undone.review().Steps[3].Outcome != "" || undone.plan.Item(late).Base().State != planner.ToDo {
				t.Errorf("undo doesn't reopen the step: %+v, %v", undone.review().Steps, err)
			}
		})
	}
	w.do(t, planner.Reviewed(rid, step, "seen", planner.Edit{}, today))
	_, _, err := w.apply(planner.Reviewed(rid, step, "seen", planner.Edit{}, today))
	wantIs(t, err, planner.ErrUnchanged)
	w.do(t, planner.Reviewed(rid, step, planner.OutcomeNext, planner.Edit{}, today)) // decided again
	if got := w.step(late).Outcome; got != planner.OutcomeNext {
		t.Errorf("decided again for next week, it is %q", got)
	}
	_, _, err = w.apply(planner.Reviewed(planner.ID{Kind: planner.KindReview, N: 9}, step, "seen", planner.Edit{}, today))
	wantIs(t, err, planner.ErrNotFound)
}

// A review looks at nothing that never was.
func TestReviewedOfNothing(t *testing.T) {
	w := begin(t)
	rid := w.start(t, today)
	_, _, err := w.apply(planner.Reviewed(rid, planner.Step{Item: planner.ID{Kind: planner.KindAction, N: 9}, Because: "due"}, "seen", planner.Edit{}, today))
	wantIs(t, err, planner.ErrNotFound)
}

// What another window removed doesn't stop the review.
func TestReviewedOfSomethingRemoved(t *testing.T) {
	w, id := agenda(t)
	rid := w.start(t, today)
	w.do(t, planner.Remove(ids(id["late"]), today))
	w.do(t, planner.Reviewed(rid, w.step(id["late"]), "gone", planner.Edit{}, today))
	if got := w.review().Count("gone"); got != 1 {
		t.Errorf("%d steps gone, want 1", got)
	}
}

func TestCloseReview(t *testing.T) {
	w, id := agenda(t)
	w.do(t, planner.SetFocus(ids(id["late"], id["soon"]), true, today))
	w.do(t, planner.SetState(ids(id["soon"]), planner.Dropped, "", today))
	rid := w.start(t, today)
	day := today.AddDays(2) // Friday
	focus := ids(id["late"], id["fresh"], id["stuck"])
	w.do(t, planner.CloseReview(rid, focus, "a good\x1b week\n", day))
	focus[0] = planner.ID{}

	r := w.history[rid].(*planner.Review)
	if r.Closed != day || r.Line != "a good week" || r.Focus[0] != id["late"] || r.Due != on("2026-11-29") || r.Week != "2026-W48" {
		t.Errorf("review %+v", r)
	}
	if got := titles(w.plan.Focus()); got != "stuck, late, fresh" {
		t.Errorf("focus: %s", got)
	}
	if w.plan.Item(id["soon"]).Base().Focus {
		t.Error("what was dropped is still marked for the focus")
	}
	pr := w.plan.Profile()
	if !pr.Review.IsZero() || pr.Settled != on("2026-11-29") || w.plan.ReviewDue(day) != on("2026-12-06") {
		t.Errorf("settled %v, next %v", pr.Settled, w.plan.ReviewDue(day))
	}
	_, _, err := w.apply(planner.CloseReview(rid, nil, "", day))
	wantIs(t, err, planner.ErrUnchanged)

	// Opened and closed again, also after the review day was changed, it
	// doesn't bring the next one nearer.
	w.reviewDay(t, time.Tuesday)
	next := w.plan.ReviewDue(day)
	w.reviewOn(t, day)
	if got := w.plan.ReviewDue(day); got != next || len(w.plan.Focus()) != 0 {
		t.Errorf("next %v, it was %v; focus %s", got, next, titles(w.plan.Focus()))
	}
}

func TestCloseReviewRefuses(t *testing.T) {
	w, id := agenda(t)
	rid := w.start(t, today)
	_, _, err := w.apply(planner.CloseReview(rid, ids(id["late"], id["soon"], id["stuck"], id["fresh"]), "", today))
	wantInput(t, err, "focus")
	_, _, err = w.apply(planner.CloseReview(rid, nil, strings.Repeat("x", planner.MaxText+1), today))
	wantInput(t, err, "closing line")
	_, _, err = w.apply(planner.CloseReview(rid, ids(planner.ID{Kind: planner.KindAction, N: 99}), "", today))
	wantIs(t, err, planner.ErrNotFound)
	if _, _, err = w.apply(planner.CloseReview(rid, ids(id["weekly"]), "", today)); err == nil {
		t.Error("a check in focus")
	}
	_, _, err = w.apply(planner.CloseReview(planner.ID{}, nil, "", today))
	wantIs(t, err, planner.ErrNotFound)
}

// The whole way of one review, each step undone and redone.
func TestReviewUndoneToItsBeginning(t *testing.T) {
	k := keep(t)
	a := k.do(planner.AddItem(action("late", due("2026-11-20")), today)).New[0]
	p, _ := k.Load()
	rid := k.do(p.StartReview(false, today)).New[0]
	k.do(planner.Reviewed(rid, planner.Step{Item: a, Because: "overdue"}, "done", planner.SetState(ids(a), planner.Done, "", today), today))
	k.do(planner.CloseReview(rid, nil, "", today))
	get := func() *planner.Review {
		r, err := k.Get(rid)
		if err != nil {
			t.Fatal(err)
		}
		return r.(*planner.Review)
	}
	type stage struct {
		closed  civil.Date
		outcome string
		gone    bool
	}
	stages := []stage{{today, "done", false}, {civil.Date{}, "done", false}, {civil.Date{}, "", false}, {civil.Date{}, "", true}}
	see := func(n int) {
		t.Helper()
		r := get()
		if got := (stage{r.Closed, r.Steps[0].Outcome, r.Removed}); got != stages[n] {
			t.Errorf("stage %d: %+v, want %+v", n, got, stages[n])
		}
	}
	for n := range 3 {
		see(n)
		if _, err := k.Undo(0, planner.Edit{}); err != nil {
			t.Fatal(err)
		}
	}
	see(3)
	for n := range slices.Backward(stages[:3]) {
		if _, err := k.Redo(planner.Edit{}); err != nil {
			t.Fatal(err)
		}
		see(n)
	}
}
