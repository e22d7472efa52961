package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
)

// wild draws edits from the whole of what people can do, sensible or not.
type wild struct {
	*rand.Rand
	day civil.Date
}

func (w wild) id(kind planner.Kind, p *planner.Plan) planner.ID {
	return planner.ID{Kind: kind, N: 1 + w.Uint32N(p.Given()[kind]+1)}
}

func (w wild) item(p *planner.Plan) planner.ID {
	return w.id([]planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck}[w.IntN(3)], p)
}

func (w wild) words() string {
	return fmt.Sprintf("%s %d", []string{"Ask for feedback", "Über den Plan reden", "读书 📚", "e\u0301 combining"}[w.IntN(4)], w.IntN(1000))
}

func (w wild) added() planner.Edit {
	base := planner.Item{Phase: 1 + w.IntN(5), Title: w.words(), Note: w.words() + "\n" + w.words(), Focus: w.IntN(10) == 0}
	switch w.IntN(3) {
	case 0:
		return planner.AddItem(&planner.Action{Item: base, Milestone: planner.ID{Kind: planner.KindMilestone, N: 1}}, w.day)
	case 1:
		return planner.AddItem(&planner.Milestone{Item: base, Criterion: w.words()}, w.day)
	}
	base.Focus = false
	rules := []string{"week", "every friday", "3 months after", "2 quarters", "10 days"}
	rule, err := planner.ParseRule(rules[w.IntN(len(rules))])
	if err != nil {
		panic(err)
	}
	return planner.AddItem(&planner.Check{Item: base, Every: rule}, w.day)
}

func (w wild) edit(p *planner.Plan) planner.Edit {
	ids := []planner.ID{w.item(p), w.item(p)}[:1+w.IntN(2)]
	switch w.IntN(16) {
	case 0:
		return planner.CaptureLine(w.words(), w.day)
	case 1:
		return planner.SetState(ids, planner.State(w.IntN(6)), w.words(), w.day)
	case 2, 3:
		if it := p.Item(ids[0]); it != nil {
			return planner.Toggle(it, w.day)
		}
	case 4:
		return planner.Skip(w.id(planner.KindCheck, p), w.day)
	case 5:
		return planner.SetDue(ids, w.day.AddDays(w.IntN(40)-10), w.day)
	case 6:
		return planner.SetFocus(ids, w.IntN(3) > 0, w.day)
	case 7:
		return planner.SetNote(ids[0], w.words(), w.day)
	case 8:
		return planner.MoveTo(ids, 1+w.IntN(5), w.day)
	case 9:
		return planner.Reorder(ids[0], 2*w.IntN(2)-1, w.day)
	case 10:
		return planner.Remove(append(ids, w.id(planner.KindCapture, p))[:1+w.IntN(2)], w.day)
	case 11:
		return planner.SetPhase(1+w.IntN(5), planner.PhaseState(w.IntN(3)), w.words(), w.day)
	case 12:
		return planner.SetProfile("Profile", func(pr *planner.Profile) { pr.Role = "Role " + fmt.Sprint(p.Revision) })
	case 13:
		return w.review(p)
	}
	return w.added()
}

// review takes the review a step further: history that changes its day.
func (w wild) review(p *planner.Plan) planner.Edit {
	under := p.Profile().Review
	switch w.IntN(4) {
	case 0, 1:
		return planner.StartReview(under, w.day)
	case 2:
		return planner.Reviewed(under, w.item(p), "done", planner.Edit{}, w.day)
	}
	return planner.CloseReview(under, []planner.ID{w.item(p)}, w.words(), w.day)
}

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
			for range 200 {
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
	for _, kind := range []planner.Kind{planner.KindTick, planner.KindReview} {
		for _, days := range [][2]int{{-4000, 4000}, {0, 20}, {5, 5}, {10, 3}} {
			from, to := today.AddDays(days[0]), today.AddDays(days[1])
			x, errA := a.Range(kind, from, to)
			y, errB := b.Range(kind, from, to)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			same(t, fmt.Sprintf("%ss of days %v", kind, days), x, y)
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
