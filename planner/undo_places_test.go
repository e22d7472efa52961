package planner_test

import (
	"errors"
	"testing"

	"waymark/planner"
)

// reviewing is a plan in memory with a review under way, whose steps are two
// actions; its milestone is stuck.
func reviewing(t *testing.T) (k keeper, late planner.ID) {
	t.Helper()
	k = keep(t)
	k.do(planner.SetProfile("Started", func(p *planner.Profile) { p.Started = on("2026-11-01") }))
	late = k.do(planner.AddItem(action("late", due("2026-11-20")), today)).New[0]
	k.do(planner.AddItem(action("soon", due("2026-11-28")), today))
	k.do(planner.AddItem(milestone("stuck"), today))
	k.do(k.plan().StartReview(false, today))
	return k, late
}

func (k keeper) plan() *planner.Plan {
	k.t.Helper()
	p, err := k.Load()
	if err != nil {
		k.t.Fatal(err)
	}
	return p
}

// review is the review under way, or else the last one.
func (k keeper) review() *planner.Review {
	k.t.Helper()
	id := k.plan().Profile().Review
	if id.IsZero() {
		id = planner.ID{Kind: planner.KindReview, N: k.plan().Given()[planner.KindReview]}
	}
	r, err := k.Get(id)
	if err != nil {
		k.t.Fatal(err)
	}
	return r.(*planner.Review)
}

func (k keeper) enter(stage string) {
	k.t.Helper()
	_, err := k.Apply(planner.EnterStage(k.review().ID, stage, today))
	if err != nil && !errors.Is(err, planner.ErrUnchanged) {
		k.t.Fatal(err)
	}
}

func (k keeper) undo() string {
	k.t.Helper()
	res, err := k.Undo(0, planner.Edit{})
	if err != nil {
		k.t.Fatalf("undo: %v", err)
	}
	return res.Entry.Label
}

func (k keeper) redo() string {
	k.t.Helper()
	res, err := k.Redo(planner.Edit{})
	if err != nil {
		k.t.Fatalf("redo: %v", err)
	}
	return res.Entry.Label
}

// The key that undoes takes back the last decision of a review, though the
// review has gone on since.
func TestUndoAcrossStages(t *testing.T) {
	k, late := reviewing(t)
	k.enter(planner.StageChecks)
	k.do(planner.Reviewed(k.review().ID, k.review().Steps[0], "done", planner.SetState(ids(late), planner.Done, "", today), today))
	before := k.review()
	k.do(planner.Reviewed(k.review().ID, before.Steps[1], "seen", planner.Edit{}, today))
	k.enter(planner.StageStuck)
	k.enter(planner.StageProbe)

	if got := k.undo(); got != "Undone: Looked at: soon" {
		t.Errorf("first %q", got)
	}
	if r := k.review(); len(r.Steps) != 2 || r.Steps[1].Outcome != "" {
		t.Errorf("the steps are %+v", r.Steps)
	}
	if got := k.undo(); got != "Undone: Done: late" {
		t.Errorf("then %q", got)
	}
	if it := k.plan().Item(late); it.Base().State != planner.ToDo || k.review().Steps[0].Outcome != "" {
		t.Errorf("late is %v, its step %+v", it.Base().State, k.review().Steps[0])
	}
	if got := k.undo(); got != "Undone: Review begun" || !k.plan().Profile().Review.IsZero() {
		t.Errorf("at last %q, and %v is under way", got, k.plan().Profile().Review)
	}
	for _, want := range []string{"Redone: Review begun", "Redone: Done: late", "Redone: Looked at: soon"} {
		if got := k.redo(); got != want {
			t.Errorf("redone %q, want %q", got, want)
		}
	}
	if r := k.review(); len(r.Steps) != 2 || r.Steps[0].Outcome != "done" || r.Steps[1].Outcome != "seen" {
		t.Errorf("redone to the steps %+v", r.Steps)
	}
	_, err := k.Redo(planner.Edit{})
	wantIs(t, err, planner.ErrUnchanged)
}

// The places that were kept between an undo and its redo don't stand in the
// way of the redo.
func TestRedoAcrossStages(t *testing.T) {
	k, late := reviewing(t)
	k.enter(planner.StageChecks)
	k.do(planner.Reviewed(k.review().ID, k.review().Steps[0], "done", planner.SetState(ids(late), planner.Done, "", today), today))
	k.undo()
	k.enter(planner.StageStuck)
	k.enter(planner.StageProbe)
	if got := k.redo(); got != "Redone: Done: late" {
		t.Errorf("redone %q", got)
	}
	if k.plan().Item(late).Base().State != planner.Done || k.review().Steps[0].Outcome != "done" {
		t.Errorf("the step is %+v", k.review().Steps[0])
	}
	if got := k.undo(); got != "Undone: Done: late" {
		t.Errorf("undone again: %q", got)
	}
}

// A reading that was the first note of its week is undone after a question
// was noted in the same week.
func TestUndoOfAReadingAfterTheQuestion(t *testing.T) {
	k, _ := reviewing(t)
	k.do(k.plan().Feel(k.review(), "coaching", 2, "", today))
	k.enter(planner.StageProbe)
	shown, ok := k.plan().Probe(k.review())
	if !ok {
		t.Fatal("no question is shown")
	}
	if got := k.undo(); got != "Undone: Energy: Coaching +2" {
		t.Errorf("undone %q", got)
	}
	if note := k.plan().WeekNamed(k.review().Week); note != nil && len(note.Energy) != 0 {
		t.Errorf("the week has still %v", note.Energy)
	}
	if next, _ := k.plan().NextProbe(today); next.ID == shown.ID {
		t.Errorf("%s was shown, and is asked next", next.ID)
	}
	k.do(planner.AskNext(k.review().ID, today))
	k.redo()
	notes := 0
	for r := range k.plan().Records() {
		if w, ok := r.(*planner.WeekNote); ok && !w.Removed && w.Week == k.review().Week {
			notes++
		}
	}
	note := k.plan().WeekNamed(k.review().Week)
	if notes != 1 || note.Energy["coaching"].Value != 2 {
		t.Errorf("redone, there are %d notes of the week, with the energy %v", notes, note.Energy)
	}
}

// A decision that another one has built on isn't taken back by the way.
func TestOlderDecisionStaysRefused(t *testing.T) {
	k, late := reviewing(t)
	res := k.do(planner.Reviewed(k.review().ID, k.review().Steps[0], "done", planner.SetState(ids(late), planner.Done, "", today), today))
	k.do(planner.Reviewed(k.review().ID, k.review().Steps[1], "seen", planner.Edit{}, today))
	k.enter(planner.StageStuck)
	if _, err := k.Undo(res.Entry.Seq, planner.Edit{}); err == nil || k.review().Steps[1].Outcome != "seen" {
		t.Errorf("undone by its number: %v, the steps are %+v", err, k.review().Steps)
	}
}

// Where a quiet edit made a new note of a week meanwhile, bringing back the one
// that was undone is refused: a week has one.
func TestOneNoteAWeek(t *testing.T) {
	k, _ := reviewing(t)
	later := on("2026-11-29")
	k.do(k.plan().Feel(nil, "coaching", 2, "", later)) // the first note of the week after
	k.undo()
	k.do(k.plan().StartReview(false, later)) // taken up, the review moves there
	if _, err := k.Redo(planner.Edit{}); err == nil {
		t.Error("there are two notes of a week")
	}
	_, err := k.Apply(planner.Edit{Run: func(d *planner.Draft) error {
		d.Add(planner.KindWeek, &planner.WeekNote{Week: k.review().Week})
		return nil
	}})
	wantInput(t, err, "week")
}

// Taking a review up that moves to another week can be undone, and what was
// undone before is not repeated over it.
func TestUndoOfAReviewThatMoved(t *testing.T) {
	k, late := reviewing(t) // of 2026-W47
	k.do(k.plan().Feel(k.review(), "coaching", 2, "", today))
	k.do(planner.CloseReview(k.review().ID, nil, "", today))
	k.undo()
	k.do(k.plan().StartReview(false, on("2026-11-29")))
	if _, err := k.Redo(planner.Edit{}); !errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("closed again for the week it has left: %v", err)
	}
	for _, want := range []string{"Undone: Review taken up", "Undone: Energy: Coaching +2", "Undone: Review begun", "Undone: Added: stuck"} {
		if got := k.undo(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if !k.plan().Profile().Review.IsZero() || k.plan().Item(late) == nil {
		t.Error("it is still under way")
	}
}
