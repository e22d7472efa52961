package store_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
)

// decade is ten years of daily use in small steps.
type decade struct {
	perDay  int    // changes on every every-th day
	every   int    // days
	chores  int    // months between looking after the file
	beyond  uint64 // how many of the newest changes stay single
	largest int64  // bytes
}

// TestCase39TenYears lives through ten years of small changes, with chores as
// they fall due, and finds the file small and quick to load.
func TestCase39TenYears(t *testing.T) {
	d := decade{perDay: 5, every: 3, chores: 3, beyond: 500, largest: 5 << 19}
	if long() {
		d = decade{perDay: 20, every: 1, chores: 1, beyond: 5_000, largest: 40 << 20}
	} else {
		t.Log("6,000 changes; 73,000 where WAYMARK_LONG is set")
	}
	store.SquashBeyond(t, d.beyond)
	s := open(t, inMemory(t))
	largest := d.live(t, s)
	info, err := os.Stat(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, s.Path())
	t.Logf("%d changes: %d KiB at the end, %d KiB at most", p.Revision, info.Size()>>10, largest>>10)
	if largest > d.largest {
		t.Errorf("the file grew to %d bytes", largest)
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
	entries := history(t, s)
	single := 0
	for _, e := range entries {
		if e.First == 0 {
			single++
		}
	}
	if single == len(entries) || uint64(single) < d.beyond {
		t.Errorf("the journal has %d entries, %d of them single", len(entries), single)
	}
	if n := len(snapshots(t, s)); n < 9 || n > 10 {
		t.Errorf("there are %d yearly snapshots", n)
	}
	old, young := loadTime(t, s.Path()), loadTime(t, begunWith(t, s))
	t.Logf("loads in %s, a new plan with the same records in %s (%.2f times)", old, young, float64(old)/float64(young))
}

// live makes the changes and gives the size of the file when it was largest.
func (d decade) live(t *testing.T, s *store.Store) (largest int64) {
	t.Helper()
	day := today.AddDays(-3650)
	if _, err := s.Create("decade", dated(start(), day)); err != nil {
		t.Fatal(err)
	}
	n, month := 0, 0
	for ; day.Before(today); day = day.AddDays(d.every) {
		for range d.perDay {
			n++
			if _, err := s.Apply(dated(d.step(n, day), day)); err != nil && !errors.Is(err, planner.ErrUnchanged) {
				t.Fatalf("change %d: %v", n, err)
			}
		}
		if m := day.Year*12 + int(day.Month); m >= month+d.chores {
			month = m
			if err := s.Chores(day.In(time.UTC).Add(10 * time.Hour)); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			largest = max(largest, info.Size())
		}
	}
	return largest
}

// step is what is done at a time: one in ten adds something, one in ten ticks
// a check, the others change this and that.
func (decade) step(n int, day civil.Date) planner.Edit {
	if n <= 20 {
		return planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: fmt.Sprint("Look at it again, ", n)}, Every: planner.Rule{N: 1, Unit: planner.Day, After: true}}, day)
	}
	id := planner.ID{Kind: planner.KindAction, N: uint32(1 + n*7%max(n/20, 1))}
	if n <= 60 { // so that there is something to change
		return planner.AddItem(&planner.Action{Item: planner.Item{Phase: 1 + n%2, Title: fmt.Sprint("Begin with the first step of number ", n)}}, day)
	}
	switch n % 10 {
	case 0:
		return planner.AddItem(&planner.Action{Item: planner.Item{Phase: 1 + n%2, Title: fmt.Sprint("Write down what came of conversation number ", n), Reason: "Few do it unasked."}}, day)
	case 1:
		return planner.Edit{Label: "Ticked", Run: func(d *planner.Draft) error {
			d.Add(planner.KindTick, &planner.Tick{Check: planner.ID{Kind: planner.KindCheck, N: uint32(1 + n/10%20)}, Date: day})
			return nil
		}}
	case 2:
		return planner.CaptureLine(fmt.Sprintf("A thought on the way home, number %d", n), day)
	case 3, 4:
		return planner.SetNote(id, fmt.Sprintf("Note %d: talked to Mira about it; she would join in the second half. Ask again after the holidays.", n), day)
	case 5, 6:
		return planner.SetDue([]planner.ID{id}, day.AddDays(1+n%30), day)
	case 7:
		return planner.EditItem(id, day, func(it planner.Listed) error {
			title, _, _ := strings.Cut(it.Base().Title, ", round")
			it.Base().Title = fmt.Sprintf("%s, round %d", title, n)
			return nil
		})
	}
	return planner.SetState([]planner.ID{id}, planner.State(n/10%5), fmt.Sprint("as of step ", n), day)
}

// begunWith is a new plan with all the records of another.
func begunWith(t *testing.T, s *store.Store) (path string) {
	t.Helper()
	p := load(t, s.Path())
	records := slices.Collect(p.Records())
	for n := range p.Given()[planner.KindTick] {
		r, err := s.Get(planner.ID{Kind: planner.KindTick, N: n + 1})
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	path = inMemory(t)
	_, err := open(t, path).Create("same", stamped(planner.Edit{Label: "Same", Run: func(d *planner.Draft) error {
		for _, r := range records {
			d.Add(r.Key().Kind, r)
		}
		return nil
	}}))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "records", records[:10], slices.Collect(load(t, path).Records())[:10])
	return path
}

// loadTime is how long a start waits for a plan, at best of many.
func loadTime(t *testing.T, path string) time.Duration {
	t.Helper()
	best := time.Hour
	for range 20 {
		begun := time.Now()
		load(t, path)
		best = min(best, time.Since(begun))
	}
	return best
}
