package seed_test

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/store/seed"
)

var today = civil.Date{Year: 2026, Month: 11, Day: 22}

func filled(t *testing.T, records, state int) *planner.Memory {
	t.Helper()
	m := planner.NewMemory()
	if err := seed.Fill(m, records, state, today); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFill(t *testing.T) {
	for _, size := range [][2]int{{20, 20}, {100, 100}, {3000, 1000}} {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			m := filled(t, size[0], size[1])
			p, err := m.Load()
			if err != nil {
				t.Fatal(err)
			}
			state, history, open := 0, 0, 0
			for kind, n := range p.Given() {
				if info, _ := kind.Info(); info.History {
					history += int(n)
				} else {
					state += int(n)
				}
			}
			if state != size[1] || state+history != size[0] {
				t.Errorf("%d records of state and %d of history, want %d of %d", state, history, size[1], size[0])
			}
			for it := range p.Items() {
				if n := utf8.RuneCountInString(it.Base().Title); n < 20 || n > 72 {
					t.Errorf("the title %q has %d runes", it.Base().Title, n)
				}
				if it.Base().State.Open() {
					open++
				}
			}
			if open < state/4 {
				t.Errorf("only %d of %d items are open", open, state)
			}
			ticks, err := m.Range(planner.KindTick, today.AddDays(-365*11), today)
			if err != nil {
				t.Fatal(err)
			}
			if history > 0 && today.DaysSince(ticks[0].Day()) < 3600 {
				t.Errorf("the first tick is of %s", ticks[0].Day())
			}
			hangsTogether(t, m, p)
		})
	}
}

// hangsTogether fails where a record refers to none, or a week and its review
// tell different things.
func hangsTogether(t *testing.T, m *planner.Memory, p *planner.Plan) {
	t.Helper()
	for _, info := range planner.Kinds {
		for n := range p.Given()[info.Kind] {
			r, err := m.Get(planner.ID{Kind: info.Kind, N: n + 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, to := range planner.References(r) {
				if _, err := m.Get(to); err != nil {
					t.Fatalf("%s refers to %s: %v", r.Key(), to, err)
				}
			}
		}
	}
	weeks := p.HeldWeeks()
	if len(weeks) != int(p.Given()[planner.KindReview]) {
		t.Errorf("%d weeks of %d reviews", len(weeks), p.Given()[planner.KindReview])
	}
	for _, w := range weeks {
		got, err := m.Get(w.Review)
		if err != nil {
			t.Fatal(err)
		}
		r := got.(*planner.Review)
		if r.Week != w.Week || r.Closed != w.Held || w.Due != w.Held || w.Due.Weekday() != p.Profile().ReviewDay || w.Done != len(r.Done) || w.Evidence != len(r.Evidence) || w.Glance != r.Glance || len(r.Energy) != len(w.Energy) {
			t.Fatalf("the week %+v, the review %+v", w, r)
		}
	}
}

// TestFillDecade has the plan that the figures are of: every week of ten years
// has its review, but for those off.
func TestFillDecade(t *testing.T) {
	if testing.Short() {
		t.Skip("100,000 records: left out by -short")
	}
	m := filled(t, 100_000, 5_000)
	p, err := m.Load()
	if err != nil {
		t.Fatal(err)
	}
	hangsTogether(t, m, p)
	counts := map[planner.Mark]int{}
	for _, c := range p.Cells(1000, today) {
		counts[c.Mark]++
	}
	if counts[planner.Held] != 520 || counts[planner.Missed]+counts[planner.MergedIn] > 1 || counts[planner.WasAway] != 20 {
		t.Errorf("the weeks are %v", counts)
	}
	shown, answered, given := 0, 0, p.Given()
	for it := range p.Items() {
		shown += len(it.Base().Evidence)
	}
	for _, w := range p.HeldWeeks() {
		for _, a := range w.Asked {
			if !a.Answer.IsZero() {
				answered++
			}
		}
		if len(w.Energy) < 6 || w.Share == nil || len(w.Asked) != 1 {
			t.Fatalf("the week %+v", w)
		}
	}
	if shown < 500 || answered < 400 || answered != int(given[planner.KindReflection]) || given[planner.KindEvidence] < 5000 || given[planner.KindEnergy] < 5000 || given[planner.KindMatter] != 20 || given[planner.KindIntake] != 2 {
		t.Errorf("%d pieces of evidence of items, %d answers, in all %v", shown, answered, given)
	}
}

// TestFillTwice finds that the same size gives the same plan.
func TestFillTwice(t *testing.T) {
	a, b := filled(t, 300, 200), filled(t, 300, 200)
	x, errA := a.History(0, 1000)
	y, errB := b.History(0, 1000)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if diff := cmp.Diff(x, y); diff != "" {
		t.Error(diff)
	}
}

func TestFillRefuses(t *testing.T) {
	for _, size := range [][2]int{{10, 10}, {100, 200}} {
		if err := seed.Fill(planner.NewMemory(), size[0], size[1], today); err == nil {
			t.Errorf("a plan of %v was made", size)
		}
	}
}
