package command

import (
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

var everies = []string{
	"day", "10 days", "week", "2 weeks", "friday", "sunday", "monday", "2 weeks on friday", "month", "2 months", "quarter",
	"2 quarters", "year", "366 years", "1 week after", "3 months after",
}

// A check is due on the day asked for first, whatever its rule and however far
// the day is, and stays due on it until then.
func TestFirstTime(t *testing.T) {
	for today := (civil.Date{Year: 2026, Month: 11, Day: 16}); today.Day <= 22; today = today.AddDays(1) {
		for _, every := range everies {
			rule, err := planner.ParseRule(every)
			if err != nil {
				t.Fatal(err)
			}
			for _, ahead := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14, 15, 30, 31, 45, 100, 400, 1000} {
				first := today.AddDays(ahead)
				k := firstOn(&planner.Check{Every: rule}, first, today)
				for _, day := range []civil.Date{today, today.AddDays(ahead / 2), first.AddDays(-1), first} {
					if day.Before(today) {
						continue
					}
					if due, _ := k.Next(day); due != first {
						t.Fatalf("every %s, first in %d days from %s: on %s due %s", every, ahead, today, day, due)
					}
				}
				if due, open := k.Next(first); !open {
					t.Fatalf("every %s, first in %d days from %s: not open on %s", every, ahead, today, due)
				}
			}
		}
	}
}

// After its first time a check comes round as its rule says.
func TestSecondTime(t *testing.T) {
	for _, c := range []struct{ every, first, second string }{
		{"week", "wed", "2026-12-02"}, // every Wednesday from then on
		{"friday", "wed", "2026-12-04"},
		{"friday", "sat", "2026-11-27"}, // the Saturday of this week, after its Friday
		{"2 weeks", "wed", "2026-12-09"},
		{"2 weeks on friday", "wed", "2026-12-11"},
		{"10 days", "+3d", "2026-12-03"},
		{"month", "fri", "2026-12-31"},
		{"2 months", "fri", "2027-01-31"},
		{"quarter", "fri", "2027-03-31"},
		{"3 months after", "+30d", "2027-03-20"},
		{"week", "+30d", "2026-12-27"},
	} {
		w := planned(t)
		id := strings.TrimSpace(w.must("add", "Look", "--every", c.every, "--due", c.first))
		day := planner.Due(w.plan().Item(mustID(t, id)), civil.DateOf(w.now))
		want, err := planner.ParseDate(c.first, civil.DateOf(w.now))
		if err != nil || day != want {
			t.Errorf("%s: first %s, want %s", c.every, day, want)
		}
		w.must("done", id, "--today", day.String())
		if due := planner.Due(w.plan().Item(mustID(t, id)), day); due.String() != c.second {
			t.Errorf("%s from %s: then %s, want %s", c.every, day, due, c.second)
		}
	}
}

// A first day that is past counts the periods, as long as it can.
func TestFirstTimePast(t *testing.T) {
	for _, c := range []struct{ every, first, due string }{
		{"week", "2026-11-17", "2026-11-17"},
		{"week", "2026-11-10", "2026-11-22"},
		{"friday", "2026-11-10", "2026-11-20"},
		{"2 weeks", "2026-11-10", "2026-11-22"},
		{"month", "2025-01-01", "2026-11-30"},
		{"1 week after", "2026-11-10", "2026-11-10"},
	} {
		w := planned(t)
		r := w.run("add", "Look", "--every", c.every, "--due", c.first)
		if got := planner.Due(w.plan().Item(mustID(t, strings.TrimSpace(r.out))), civil.DateOf(w.now)); got.String() != c.due {
			t.Errorf("every %s from %s: due %s, want %s", c.every, c.first, got, c.due)
		}
	}
}

func mustID(t *testing.T, text string) planner.ID {
	t.Helper()
	id, err := planner.ParseID(text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}
