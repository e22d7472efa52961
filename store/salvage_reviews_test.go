package store

import (
	"strings"
	"testing"

	"waymark/planner"
)

// TestSalvageWeeks loses notes of weeks: what the reviews tell of these weeks
// is noted anew, and the others are as they were.
func TestSalvageWeeks(t *testing.T) {
	s := seededStore(t, 400, 200, 0)
	before, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	week := planner.KindWeek.String()
	loseKeys(t, s, week, numberKey(2), numberKey(5))
	saved, kinds := salvageTo(t, s)
	spotless(t, saved.path)
	if lost := strings.Join(kinds[week].Lost, " "); lost != "w2 w5" {
		t.Errorf("lost are %s", lost)
	}
	after, err := saved.Load()
	if err != nil {
		t.Fatal(err)
	}
	was, is := before.HeldWeeks(), after.HeldWeeks()
	if len(was) != len(is) || len(was) < 6 {
		t.Fatalf("%d weeks became %d", len(was), len(is))
	}
	for i, w := range was {
		if w.ID.N != 2 && w.ID.N != 5 {
			compare(t, w, is[i])
			continue
		}
		r, err := saved.Get(w.Review)
		if err != nil {
			t.Fatal(err)
		}
		want := planner.NoteOf(r.(*planner.Review))
		if want.ID = is[i].ID; want.ID.N <= before.Given()[planner.KindWeek] || w.Held != want.Held {
			t.Errorf("noted anew as %s, held on %s", want.ID, want.Held)
		}
		compare(t, want, is[i])
	}
}

// TestSalvageReviewUnderWay loses the review that is under way: another one
// can be begun.
func TestSalvageReviewUnderWay(t *testing.T) {
	s := begun(t)
	stamp := func(p *planner.Plan, n uint64) planner.Edit {
		return p.StartReview(false, seedDay).Stamp(seedAt, "test", n)
	}
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(stamp(p, 2)); err != nil {
		t.Fatal(err)
	}
	loseKeys(t, s, planner.KindReview.String(), numberKey(1))
	saved, _ := salvageTo(t, s)
	spotless(t, saved.path)
	if p, err = saved.Load(); err != nil || !p.Profile().Review.IsZero() {
		t.Fatalf("under way is %s, %v", p.Profile().Review, err)
	}
	res, err := saved.Apply(stamp(p, 3))
	if err != nil || res.Plan.Profile().Review.N != 2 {
		t.Errorf("begun anew: %v, %v", res.New, err)
	}
}

// TestSalvageReferences loses the head, the note and a record that nothing but
// another record tells of: its number is not given again.
func TestSalvageReferences(t *testing.T) {
	s := begun(t)
	logged := planner.Edit{Label: "Logged", Run: func(d *planner.Draft) error {
		d.Add(planner.KindCapture, &planner.Capture{Text: "x", Became: d.Add(planner.KindEvidence, &planner.Evidence{Date: seedDay, Title: "Led it"})})
		return nil
	}}
	res, err := s.Apply(logged.Stamp(seedAt, "test", 2))
	if err != nil {
		t.Fatal(err)
	}
	loseKeys(t, s, planner.KindEvidence.String(), numberKey(1))
	loseKeys(t, s, journalBucket, seqKey(res.Entry.Seq))
	loseKeys(t, s, metaBucket, []byte(headKey))
	if err := noteHead(s.path, headNote{Plan: "id", Revision: 1}); err != nil {
		t.Fatal(err)
	}
	saved, kinds := salvageTo(t, s)
	spotless(t, saved.path)
	if lost := kinds[planner.KindEvidence.String()].Lost; len(lost) != 1 {
		t.Errorf("lost are %v", lost)
	}
}

// TestVerifiedButAdded compares files of which one has more: only in the
// buckets that were named may it differ.
func TestVerifiedButAdded(t *testing.T) {
	s := seededStore(t, 60, 60, 0)
	sum, err := survey(s.path, leavingOut(reviewKinds))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := verified(s.path, sum.Sum, reviewKinds...); err != nil {
		t.Errorf("but for what was added: %v", err)
	}
	for name, added := range map[string][]string{"nothing was added": nil, "another was added": {"week"}} {
		if _, err := verified(s.path, sum.Sum, added...); err == nil {
			t.Errorf("%s, and it passes for the same", name)
		}
	}
	if _, err := s.Apply(capture(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := verified(s.path, sum.Sum, reviewKinds...); err == nil {
		t.Error("it has one line more, and passes for the same")
	}
}
