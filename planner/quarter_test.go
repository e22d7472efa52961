package planner_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

func TestQuarters(t *testing.T) {
	for day, want := range map[string]string{
		"2026-01-01": "2026-01-01 2026-03-31 2026 Q1", "2028-02-29": "2028-01-01 2028-03-31 2028 Q1", "2026-06-30": "2026-04-01 2026-06-30 2026 Q2",
		"2026-07-01": "2026-07-01 2026-09-30 2026 Q3", "2026-12-31": "2026-10-01 2026-12-31 2026 Q4",
	} {
		first, last := planner.QuarterOf(on(day))
		if got := first.String() + " " + last.String() + " " + planner.QuarterName(on(day)); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

func TestParseWeek(t *testing.T) {
	for text, want := range map[string]string{
		"2026-W47": "2026-11-16", " 2026-w53 ": "2026-12-28", "2027-W01": "2027-01-04", "2025-W01": "2024-12-30", "2020-W53": "2020-12-28",
	} {
		if got, err := planner.ParseWeek(text); err != nil || got != on(want) {
			t.Errorf("ParseWeek(%q) = %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "47", "2026", "2026-47", "2026-W", "2026-W00", "2026-W54", "2027-W53", "2026-W4", "2026-W047", "2026-W47x", "2026-W-1", "-2026-W4", "1949-W10", "2200-W10", "2026-W47 2026-W48", "2026-W४७"} {
		_, err := planner.ParseWeek(text)
		wantInput(t, err, "week")
	}
	for day := on("2019-12-20"); day.Before(on("2038-01-20")); day = day.AddDays(1) { // any day's week is read back
		if monday, err := planner.ParseWeek(planner.Week(day)); err != nil || monday != planner.Monday(day) {
			t.Fatalf("%v: %v, %v", day, monday, err)
		}
	}
}

// recount sums a quarter the slow way, day by day from the notes of weeks.
func recount(p *planner.Plan, day civil.Date) planner.QuarterSum {
	first, last := planner.QuarterOf(day)
	q := planner.QuarterSum{From: first, To: last, Energy: map[string]float64{}}
	sums, shares := map[string][]float64{}, []float64{}
	mean := func(list []float64) float64 {
		sum := 0.0
		for _, v := range list {
			sum += v
		}
		return sum / float64(len(list))
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		if d.Weekday() != time.Thursday {
			continue
		}
		note := p.WeekNamed(planner.Week(d))
		if note == nil {
			continue
		}
		q.Focus.Done, q.Focus.Of = q.Focus.Done+note.Focus.Done, q.Focus.Of+note.Focus.Of
		q.Checks.Done, q.Checks.Of = q.Checks.Done+note.Checks.Done, q.Checks.Of+note.Checks.Of
		q.Done += note.Done
		var leading []float64
		for _, work := range planner.AllWorks() {
			r, ok := note.Energy[work.Name]
			if !ok {
				continue
			}
			sums[work.Name] = append(sums[work.Name], float64(r.Value))
			if work.Leading {
				leading = append(leading, float64(r.Value))
			}
			if work.Name == planner.HandsOn {
				q.HandsOn = append(q.HandsOn, float64(r.Value))
			}
		}
		if len(leading) > 0 {
			q.Leading = append(q.Leading, mean(leading))
		}
		if note.Share != nil {
			shares = append(shares, float64(*note.Share))
		}
	}
	for name, list := range sums {
		q.Energy[name] = mean(list)
	}
	if len(shares) > 0 {
		share := int(math.Floor(mean(shares) + 0.5))
		q.Share = &share
	}
	return q
}

func near(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-9 })
}

// Over two years of reviews, each quarter's sums are those of a slow recount,
// and the quarters together hold every review.
func TestSumQuarter(t *testing.T) {
	reviews, shares := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		w, day := begin(t), on("2026-11-29")
		id := w.add(t, check("k", "week"))
		held := 0
		for range rapid.IntRange(1, 60).Draw(rt, "weeks") {
			if rapid.IntRange(0, 4).Draw(rt, "missed") > 0 {
				w.start(t, day)
				for range rapid.IntRange(0, 3).Draw(rt, "readings") {
					work := rapid.SampledFrom(planner.AllWorks()).Draw(rt, "work").Name
					if next, _, err := w.apply(w.plan.Feel(w.review(), work, rapid.IntRange(-2, 2).Draw(rt, "value"), "", day)); err == nil {
						w = next
					}
				}
				if percent := rapid.IntRange(-60, 100).Draw(rt, "share"); percent >= 0 {
					w.do(t, planner.SetShare(w.review(), &percent))
				}
				var focus []planner.ID
				if rapid.Bool().Draw(rt, "focus") {
					focus = append(focus, w.do(t, planner.AddItem(action("a"), day))...)
				}
				if next, _, err := w.apply(planner.SetState(ids(id), planner.Done, "", day)); err == nil && rapid.Bool().Draw(rt, "ticked") {
					w = next
				}
				w.do(t, planner.CloseReview(w.plan.Profile().Review, focus, "", day))
				held++
				if len(focus) > 0 && rapid.Bool().Draw(rt, "kept") {
					w.do(t, planner.SetState(focus, planner.Done, "", day.AddDays(1)))
				}
			}
			day = day.AddDays(7)
		}
		all := 0
		for q := on("2026-10-01"); q.Before(day); q = q.AddMonths(3) {
			got, want := w.plan.SumQuarter(q.AddDays(40), day), recount(w.plan, q)
			all += got.Held.Done
			if got.From != want.From || got.To != want.To || got.Focus != want.Focus || got.Checks != want.Checks || got.Done != want.Done || len(got.Energy) != len(want.Energy) || !near(got.Leading, want.Leading) || !near(got.HandsOn, want.HandsOn) {
				rt.Fatalf("got  %+v\nwant %+v", got, want)
			}
			for name, v := range want.Energy {
				if math.Abs(got.Energy[name]-v) > 1e-9 {
					rt.Fatalf("%s: %v, want %v", name, got.Energy[name], v)
				}
			}
			if (got.Share == nil) != (want.Share == nil) || got.Share != nil && *got.Share != *want.Share {
				rt.Fatalf("share %v, want %v", got.Share, want.Share)
			}
			if got.Share != nil {
				shares++
			}
			if got.Held.Of < got.Held.Done || got.Held.Of > 14 {
				rt.Fatalf("%+v held", got.Held)
			}
		}
		if all != held {
			rt.Fatalf("the quarters hold %d reviews of %d", all, held)
		}
		reviews += held
	})
	if reviews < 500 || shares < 50 {
		t.Errorf("only %d reviews and %d shares were summed", reviews, shares)
	}
}

// A reading that moved with its review counts once, in the week it moved to.
func TestMovedReadingCountsOnce(t *testing.T) {
	w := begin(t)
	rid := w.start(t, on("2026-12-27")) // of the year's last quarter
	w.do(t, w.plan.Feel(w.review(), "coaching", 2, "", on("2026-12-27")))
	w.do(t, planner.CloseReview(rid, nil, "", on("2027-01-10")))
	later := on("2027-01-11")
	last, next := w.plan.SumQuarter(on("2026-12-01"), later), w.plan.SumQuarter(later, later)
	if len(last.Energy) != 0 || len(last.Leading) != 0 || next.Energy["coaching"] != 2 || last.Held.Done != 0 || next.Held != (planner.Kept{Done: 1, Of: 1}) {
		t.Errorf("last quarter %+v\nthis one %+v", last, next)
	}
}
