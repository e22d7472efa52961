package planner_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

// reviewOn holds a review on a day.
func (w *world) reviewOn(t *testing.T, day civil.Date) {
	t.Helper()
	w.do(t, w.plan.StartReview(false, day))
	w.do(t, planner.CloseReview(w.plan.Profile().Review, nil, "", day))
}

func (w *world) reviewDay(t *testing.T, day time.Weekday) {
	t.Helper()
	next, _, err := w.apply(planner.SetProfile("Review day", func(p *planner.Profile) { p.ReviewDay = day }))
	if err == nil {
		*w = next
	}
}

func TestReviewDue(t *testing.T) {
	for _, tt := range []struct {
		name string
		day  time.Weekday
		held string // days of reviews
		on   string
		want string
	}{
		{"the first", time.Sunday, "", "2026-11-25", "2026-11-29"},
		{"the first, a week from the start on its weekday", time.Wednesday, "", "2026-11-25", "2026-12-02"},
		{"the first, missed by 3 days", time.Sunday, "", "2026-12-02", "2026-11-29"},
		{"the first, missed by 4 days", time.Sunday, "", "2026-12-03", "2026-12-06"},
		{"the first, missed for long", time.Sunday, "", "2026-12-14", "2026-12-13"},
		{"on the day of the start", time.Wednesday, "2026-11-25", "2026-11-25", "2026-12-02"},
		{"held on time", time.Sunday, "2026-11-29", "2026-11-29", "2026-12-06"},
		{"held a day late", time.Sunday, "2026-11-30", "2026-11-30", "2026-12-06"},
		{"held 3 days late", time.Sunday, "2026-12-02", "2026-12-02", "2026-12-06"},
		{"held 3 days early", time.Sunday, "2026-11-26", "2026-11-26", "2026-12-06"},
		{"held, and the next one six days early", time.Sunday, "2026-11-29 2026-11-30", "2026-11-30", "2026-12-13"},
		{"early and again", time.Sunday, "2026-11-27 2026-11-29", "2026-11-30", "2026-12-06"},
		{"then missed for a year", time.Sunday, "2026-11-29", "2027-11-30", "2027-11-28"},
		{"in week 53", time.Thursday, "2026-12-24", "2026-12-28", "2026-12-31"},
		{"after week 53", time.Thursday, "2026-12-31", "2027-01-01", "2027-01-07"},
		{"held with the clock six weeks ahead", time.Sunday, "2027-01-10", "2026-11-29", "2026-11-29"},
		{"held with the clock six weeks ahead, when that week has come", time.Sunday, "2027-01-10", "2027-01-07", "2027-01-17"},
		{"held with the clock six weeks ahead, the week before that", time.Sunday, "2027-01-10 2027-01-01", "2027-01-02", "2027-01-17"},
		{"years late, then held", time.Sunday, "2026-11-29 2029-03-06", "2029-03-07", "2029-03-11"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := begin(t)
			w.reviewDay(t, tt.day)
			for day := range strings.FieldsSeq(tt.held) {
				w.reviewOn(t, on(day))
			}
			if got := w.plan.ReviewDue(on(tt.on)); got != on(tt.want) {
				t.Errorf("due %v, want %s", got, tt.want)
			}
		})
	}
}

func TestChangingTheReviewDay(t *testing.T) {
	w := begin(t)
	w.reviewOn(t, on("2026-11-29")) // a Sunday
	for day, want := range map[time.Weekday]string{
		time.Sunday: "2026-12-06", time.Monday: "2026-12-07", time.Wednesday: "2026-12-09", time.Thursday: "2026-12-03", time.Saturday: "2026-12-05",
	} {
		v := w
		v.reviewDay(t, day)
		if got := v.plan.ReviewDue(on("2026-11-29")); got != on(want) {
			t.Errorf("on %v: next due %v, want %s", day, got, want)
		}
	}
	v := begin(t) // one held on the very day of the start
	v.reviewDay(t, time.Wednesday)
	v.reviewOn(t, today)
	v.reviewDay(t, time.Thursday)
	if got := v.plan.ReviewDue(today); got != on("2026-12-03") {
		t.Errorf("reviewed today, and due again on %v", got)
	}
}

// Five years of reviews held early, late or not at all, with the review day
// changed and the clock put back now and then.
func TestReviewRhythmOverYears(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := begin(t)
		for day := today; day.Before(today.AddDays(5 * 365)); day = day.AddDays(rapid.IntRange(1, 30).Draw(rt, "wait")) {
			pr := w.plan.Profile()
			due := w.plan.ReviewDue(day)
			switch {
			case due.Weekday() != pr.ReviewDay:
				rt.Fatalf("%v: due on %v, a %v; chosen is %v", day, due, due.Weekday(), pr.ReviewDay)
			case !due.After(pr.Settled) || pr.Settled.IsZero() && !due.After(pr.Started):
				rt.Fatalf("%v: due %v, though %v is settled", day, due, pr.Settled)
			case day.DaysSince(due) >= 7:
				rt.Fatalf("%v: due %v, but missed ones merge", day, due)
			case due.DaysSince(day) > 14 && due.DaysSince(pr.Settled) > 14:
				rt.Fatalf("%v: not due before %v, %v being settled", day, due, pr.Settled)
			}
			if next := w.plan.ReviewDue(day.AddDays(1)); next.Before(due) {
				rt.Fatalf("%v: due %v, and a day later %v", day, due, next)
			}
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				w.reviewDay(t, time.Weekday(rapid.IntRange(0, 6).Draw(rt, "day")))
			case 1: // once, with the clock put back
				w.reviewOn(t, day.AddDays(-rapid.IntRange(1, 500).Draw(rt, "back")))
			case 2, 3: // missed
			default:
				w.reviewOn(t, day)
				// At most 13 days after the last one settled, which may have been
				// held three days early for a review day that was changed since.
				if next := w.plan.ReviewDue(day); next.DaysSince(day) < 1 || next.DaysSince(day) > 16 {
					rt.Fatalf("%v: reviewed, and the next is due %v", day, next)
				}
			}
		}
	})
}

// short is what Glance.Short says, worked out from the plan itself.
func short(p *planner.Plan, day civil.Date) string {
	over, dueNow := 0, 0
	for it := range p.Items() {
		d := planner.Due(it, day)
		switch _, check := it.(*planner.Check); {
		case !p.IsDue(it, day) || d.After(day):
		case !check && p.IsOverdue(it, day):
			over++
		default:
			dueNow++
		}
	}
	var parts []string
	if over > 0 {
		parts = append(parts, fmt.Sprintf("%d over", over))
	}
	if dueNow > 0 {
		parts = append(parts, fmt.Sprintf("%d due", dueNow))
	}
	if !p.ReviewDue(day).After(day) {
		parts = append(parts, "review due")
	}
	return strings.Join(parts, " · ")
}

func stored(t *testing.T, g planner.Glance) planner.Glance {
	t.Helper()
	text, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var back planner.Glance
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

// A glance written by the last edit says on any later day what the plan says.
func TestGlanceAgreesWithThePlan(t *testing.T) {
	said := map[string]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		w := begin(t)
		for _, it := range []planner.Listed{
			milestone("m", due("2026-12-20")), action("a", due("2026-12-01")), action("held", due("2026-11-26"), in(planner.OnHold)),
			action("another form", due("2026-11-26"), onlyFor("outside")), check("k", "week"), check("of phase 2", "day", phase(2)),
			check("friday", "friday"), check("after", "10 days after"),
		} {
			w.add(t, it)
		}
		day := today
		for range rapid.IntRange(1, 20).Draw(rt, "steps") {
			day = day.AddDays(rapid.IntRange(0, 9).Draw(rt, "wait"))
			if next, _, err := w.apply(anyEdit(rt, w, day)); err == nil {
				w = next
			}
			g := stored(t, w.plan.Glance())
			for n := range 40 {
				got, want := g.Short(day.AddDays(n)), short(w.plan, day.AddDays(n))
				if got != want {
					rt.Fatalf("on %v, %d days on: %q, the plan says %q", day, n, got, want)
				}
				said[got] = true
			}
		}
	})
	if len(said) < 8 {
		t.Errorf("only %d different lines came up", len(said))
	}
}

func TestGlanceLines(t *testing.T) {
	w := begin(t)
	if got := w.plan.Glance().Short(today); got != "" {
		t.Errorf("nothing is due, and it says %q", got)
	}
	w.do(t, planner.CaptureLine("a thought", today))
	w.add(t, action("a", due("2026-11-26")))
	w.add(t, action("b", due("2026-11-27")))
	w.add(t, check("k", "friday"))
	g := w.plan.Glance()
	if g.Inbox != 1 {
		t.Errorf("inbox %d", g.Inbox)
	}
	for day, want := range map[string]string{
		"2026-11-26": "1 due", "2026-11-27": "1 over · 2 due", "2026-11-29": "2 over · 1 due · review due", "2026-11-30": "2 over · review due",
	} {
		if got := g.Short(on(day)); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
}

// Time off counts in a glance also where a clock ran ahead and settled a day
// behind it.
func TestGlanceWithAClockAhead(t *testing.T) {
	w := begin(t)
	w.do(t, planner.BeAway(on("2026-11-28"), on("2026-12-07"), ""))
	w.reviewOn(t, on("2027-05-02"))
	if got, want := stored(t, w.plan.Glance()).ReviewDue(today), w.plan.ReviewDue(today); got != want || want != on("2026-12-13") {
		t.Errorf("the glance has %v, the plan %v", got, want)
	}
}

// A glance is read long after it was written: whatever was done before, it
// knows the day of the next review as the plan does, for years ahead.
func TestGlanceKnowsTheReviewDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, day := begin(t), today
		for range rapid.IntRange(0, 25).Draw(rt, "steps") {
			var edit planner.Edit
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				edit = reviewEdits["review day"](rt, w, day)
			case 1:
				edit = reviewEdits["away"](rt, w, day)
			case 2: // with the clock put forward or back for once
				w.start(t, day)
				edit = planner.CloseReview(w.plan.Profile().Review, nil, "", day.AddDays(rapid.IntRange(-30, 30).Draw(rt, "off")))
			default:
				w.start(t, day)
				edit = planner.CloseReview(w.plan.Profile().Review, nil, "", day)
			}
			if next, _, err := w.apply(edit); err == nil {
				w = next
			}
			day = day.AddDays(rapid.IntRange(0, 14).Draw(rt, "wait"))
		}
		g := stored(t, w.plan.Glance())
		for n := range 3 * 366 {
			if got, want := g.ReviewDue(day.AddDays(n)), w.plan.ReviewDue(day.AddDays(n)); got != want {
				rt.Fatalf("%d days on: %v, the plan says %v", n, got, want)
			}
		}
	})
}
