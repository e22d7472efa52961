package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
)

// step does the same thing to two keepers and compares what they say.
func (w wild) step(t *testing.T, a, b planner.Keeper) {
	t.Helper()
	p, err := a.Load()
	if err != nil {
		t.Fatal(err)
	}
	var x, y planner.Result
	var errA, errB error
	what := "undo"
	switch w.IntN(10) {
	case 0, 1:
		var seq uint64
		if w.IntN(3) == 0 {
			seq = 1 + w.Uint64N(p.Revision+1)
		}
		e := stamped(planner.Edit{})
		x, errA = a.Undo(seq, e)
		y, errB = b.Undo(seq, e)
	case 2:
		what = "redo"
		e := stamped(planner.Edit{})
		x, errA = a.Redo(e)
		y, errB = b.Redo(e)
	default:
		e := stamped(w.edit(p))
		what = e.Label
		x, errA = a.Apply(e)
		y, errB = b.Apply(e)
	}
	if fmt.Sprint(errA) != fmt.Sprint(errB) {
		t.Fatalf("%s: %v, but the store says %v", what, errA, errB)
	}
	if errA == nil {
		same(t, what+": entry", x.Entry, y.Entry)
		same(t, what+": new ids", x.New, y.New)
		same(t, what+": plan", all(x.Plan), all(y.Plan))
	}
}

// TestSameAsMemory does random things to a plan in memory and to one on disk,
// the latter through a new Store now and then, as if by other processes, and
// finds them the same at each step: what is kept is what was meant.
func TestSameAsMemory(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			w := wild{rand.New(rand.NewPCG(seed, 7)), today}
			memory, s := planner.NewMemory(), fresh(t)
			begun, err := s.History(0, 1)
			if err != nil {
				t.Fatal(err)
			}
			e := start()
			e.At, e.Nonce = begun[0].At, begun[0].Nonce
			if _, err := memory.Create("test-plan", e); err != nil {
				t.Fatal(err)
			}
			others := []*store.Store{s, open(t, s.Path()), open(t, s.Path())}
			for range 350 {
				w.day = w.day.AddDays(w.IntN(3))
				w.step(t, memory, others[w.IntN(3)])
				if w.IntN(20) == 0 {
					others[w.IntN(3)] = open(t, s.Path())
				}
			}
			compareAll(t, memory, open(t, s.Path()))
		})
	}
}

// compareAll compares all that two keepers can tell.
func compareAll(t *testing.T, a, b planner.Keeper) {
	t.Helper()
	p, err := a.Load()
	if err != nil {
		t.Fatal(err)
	}
	q, err := b.Load()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "plan", all(p), all(q))
	for _, info := range planner.Kinds {
		if !info.History {
			continue
		}
		kind := info.Kind
		if p.Given()[kind] == 0 {
			t.Errorf("no %s came up: this shows nothing of them", info.Name)
		}
		for _, days := range [][2]int{{-4000, 4000}, {0, 20}, {5, 5}, {10, 3}} {
			from, to := today.AddDays(days[0]), today.AddDays(days[1])
			x, errA := a.Range(kind, from, to)
			y, errB := b.Range(kind, from, to)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			same(t, fmt.Sprintf("%s of days %v", info.Plural(), days), x, y)
		}
		for n := range p.Given()[kind] {
			x, errA := a.Get(planner.ID{Kind: kind, N: n + 1})
			y, errB := b.Get(planner.ID{Kind: kind, N: n + 1})
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			same(t, "record of history", x, y)
		}
	}
	for _, page := range [][2]uint64{{0, 1000}, {0, 5}, {20, 7}, {3, 10}, {1, 5}, {99999, 3}} {
		x, errA := a.History(page[0], int(page[1]))
		y, errB := b.History(page[0], int(page[1]))
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		same(t, fmt.Sprint("history ", page), x, y)
	}
}

// TestGlanceFollows compares the glance on disk with the plan's after each
// edit.
func TestGlanceFollows(t *testing.T) {
	s := fresh(t)
	w := wild{rand.New(rand.NewPCG(3, 3)), today}
	p := load(t, s.Path())
	for range 150 {
		w.day = w.day.AddDays(w.IntN(2))
		if res, err := s.Apply(stamped(w.edit(p))); err == nil {
			p = res.Plan
		}
		got, err := store.Glance(s.Path())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "glance", p.Glance(), got)
		for _, day := range []civil.Date{w.day, w.day.AddDays(30)} {
			if want := p.Glance().Short(day); got.Short(day) != want {
				t.Fatalf("glance on %s: %q, want %q", day, got.Short(day), want)
			}
		}
	}
}
