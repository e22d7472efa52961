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
		})
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
