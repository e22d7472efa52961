package planner_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// TestFiveYears lives with a plan for five years, several times over: reviews
// are held on their day, late, after weeks without one, and not in time off;
// they are interrupted and taken up on later days; the review day changes, and
// the clock goes back a month. After each week all that the review promises
// still holds.
func TestFiveYears(t *testing.T) {
	starts := []string{"2026-11-25", "2020-12-27", "2024-02-29", "2026-12-31"} // over week 53, leap days and year ends
	lives := len(starts)
	if os.Getenv("WAYMARK_LONG") != "" {
		lives = 24
	}
	for n := range lives {
		start := on(starts[n%len(starts)])
		t.Run(fmt.Sprintf("%d from %v", n, start), func(t *testing.T) {
			t.Parallel()
			l := startLife(t, start, uint64(n))
			for week := range 5 * 52 {
				l.week(week)
				l.promises()
			}
			l.wantUsed()
		})
	}
}

// week is seven days of it.
func (l *life) week(n int) {
	l.t.Helper()
	switch {
	case n%20 == 19:
		day := time.Weekday(l.dice.IntN(7))
		l.try(planner.SetProfile("Review day", func(p *planner.Profile) { p.ReviewDay = day }))
	case n%13 == 9:
		from := l.day.AddDays(l.dice.IntN(10))
		l.try(planner.BeAway(from, from.AddDays(l.dice.IntN(25)), "away"))
	case n%60 == 45: // for two weeks the clock is a month behind, and then it is right again
		right := l.day
		l.day = l.day.AddDays(-30)
		for range 14 {
			l.use()
			if l.oneIn(6) {
				l.walk(l.oneIn(3))
			}
			l.day = l.day.AddDays(1)
			l.oneReviewAWeek()
		}
		l.day = right
	}
	missed, late, leave := l.oneIn(8), l.dice.IntN(5), l.oneIn(6)
	for range 7 {
		l.use()
		p := l.plan()
		underWay := !p.Profile().Review.IsZero()
		due := p.ReviewDue(l.day)
		switch {
		case underWay && l.oneIn(3):
			l.walk(false)
			l.afterClose()
		case missed || underWay:
		case !due.After(l.day) && (late > 3 || l.day.DaysSince(due) >= late):
			l.walk(leave)
			if !leave {
				l.afterClose()
			}
		}
		l.day = l.day.AddDays(1)
	}
}

// wantUsed fails where a life was too short to show anything.
func (l *life) wantUsed() {
	l.t.Helper()
	if l.held < 150 {
		l.t.Errorf("only %d reviews were held", l.held)
	}
	want := []string{"taken up", "merged"}
	for _, s := range planner.Stages {
		want = append(want, s.Name)
	}
	for _, what := range want {
		if l.seen[what] < 5 {
			l.t.Errorf("%s came up %d times", what, l.seen[what])
		}
	}
	marks := map[planner.Mark]int{}
	for _, c := range l.plan().Cells(1<<20, l.day) {
		marks[c.Mark]++
	}
	for _, m := range []planner.Mark{planner.Held, planner.MergedIn, planner.WasAway} {
		if marks[m] < 5 {
			l.t.Errorf("%d weeks are %s", marks[m], m.Word())
		}
	}
}

// Stamps are instants in UTC, and days are civil: an edit made in the hour that
// a summer time skips or has twice changes the same, and nothing else.
func TestStampsAroundSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones here:", err)
	}
	for _, at := range []time.Time{
		time.Date(2027, 3, 28, 0, 59, 59, 0, time.UTC), time.Date(2027, 3, 28, 1, 0, 0, 0, time.UTC),
		time.Date(2027, 10, 31, 0, 30, 0, 0, time.UTC), time.Date(2027, 10, 31, 1, 30, 0, 0, time.UTC),
		time.Date(2027, 12, 31, 23, 30, 0, 0, time.UTC),
	} {
		day := civil.DateOf(at.In(berlin))
		hold := func(zone *time.Location) (*planner.Plan, []planner.Entry) {
			k := keep(t)
			for range 3 {
				for _, make := range []func(*planner.Plan) planner.Edit{
					func(p *planner.Plan) planner.Edit { return p.StartReview(false, day) },
					func(p *planner.Plan) planner.Edit { return p.Feel(nil, "coaching", 1, "", day) },
					func(p *planner.Plan) planner.Edit {
						return planner.CloseReview(p.Profile().Review, nil, day.String(), day)
					},
				} {
					if _, err := k.Apply(make(k.plan()).Stamp(at.In(zone), "test", 1)); err != nil {
						t.Fatal(err)
					}
				}
				day = day.AddDays(7)
			}
			day = day.AddDays(-21)
			entries, err := k.History(0, 99)
			if err != nil {
				t.Fatal(err)
			}
			return k.plan(), entries
		}
		there, entries := hold(berlin)
		here, same := hold(time.UTC)
		for i := range entries {
			if entries[i].At != same[i].At || entries[i].At.Location() != time.UTC {
				t.Errorf("stamped %v and %v", entries[i].At, same[i].At)
			}
		}
		for n := range 40 {
			if d := day.AddDays(n); there.ReviewDue(d) != here.ReviewDue(d) || there.ReviewDue(d).Weekday() != time.Sunday {
				t.Errorf("on %v due %v and %v", d, there.ReviewDue(d), here.ReviewDue(d))
			}
		}
		if held := there.HeldWeeks(); len(held) != 3 || held[0].Due.DaysSince(held[2].Due) != 14 {
			t.Errorf("held %+v", held)
		}
	}
}
