package planner_test

import (
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

func (w world) check(id planner.ID) *planner.Check { return w.plan.Find(id).(*planner.Check) }

// ticks lists a check's times that weren't taken back.
func (w world) ticks(id planner.ID) (done, skipped []civil.Date) {
	for n := uint32(1); n <= w.plan.Given()[planner.KindTick]; n++ {
		switch tick := w.history[planner.ID{Kind: planner.KindTick, N: n}].(*planner.Tick); {
		case tick.Check != id || tick.Removed:
		case tick.Skipped:
			skipped = append(skipped, tick.Date)
		default:
			done = append(done, tick.Date)
		}
	}
	return done, skipped
}

func TestTicking(t *testing.T) {
	w := begin(t)
	id := w.add(t, check("Read the logs", "week"))

	w.do(t, planner.SetState(ids(id), planner.Done, "", today))
	if k := w.check(id); !k.Ticked(today) || k.State != planner.ToDo || k.Last != today {
		t.Fatalf("after done: %+v", k)
	}
	_, _, err := w.apply(planner.SetState(ids(id), planner.Done, "", today))
	wantIs(t, err, planner.ErrUnchanged)
	_, _, err = w.apply(planner.SetState(ids(id), planner.Done, "", today.AddDays(2)))
	wantIs(t, err, planner.ErrUnchanged) // the same week
	if _, _, err = w.apply(planner.Skip(id, "", today.AddDays(2))); err == nil {
		t.Error("what is done can't be skipped as well")
	}

	w.do(t, planner.Toggle(w.check(id), today.AddDays(1)))
	if k := w.check(id); k.Ticked(today) || !k.Last.IsZero() {
		t.Fatalf("after taking it back: %+v", k)
	}
	if done, _ := w.ticks(id); len(done) != 0 {
		t.Errorf("ticks %v left after taking it back", done)
	}
	w.do(t, planner.Toggle(w.check(id), today.AddDays(1)))
	w.do(t, planner.SetState(ids(id), planner.Done, "", today.AddDays(7)))
	if done, _ := w.ticks(id); len(done) != 2 {
		t.Errorf("ticks %v, want two", done)
	}
	w.do(t, planner.Toggle(w.check(id), today.AddDays(7)))
	if k := w.check(id); k.Last != today.AddDays(1) || k.Ticked(today.AddDays(7)) {
		t.Errorf("taking back doesn't lead to the time before: %+v", k)
	}
}

func TestSkipping(t *testing.T) {
	w := begin(t)
	id := w.add(t, check("Read the logs", "friday"))
	w.do(t, planner.Skip(id, "", today))
	if k := w.check(id); k.Ticked(today) {
		t.Error("a skip counts as done")
	} else if due, open := k.Next(today); open || due != on("2026-12-04") {
		t.Errorf("after a skip due %v, open %v", due, open)
	}
	_, _, err := w.apply(planner.Skip(id, "", today.AddDays(1)))
	wantIs(t, err, planner.ErrUnchanged)

	// Done after all, taken back, done again: by the key, in the same week.
	for _, want := range []bool{true, false, true} {
		w.do(t, planner.Toggle(w.check(id), today.AddDays(1)))
		if got := w.check(id).Ticked(today.AddDays(1)); got != want {
			t.Fatalf("ticked = %v, want %v", got, want)
		}
	}
	_, _, err = w.apply(planner.Skip(w.add(t, action("Not a check")), "", today))
	if err == nil {
		t.Error("an action was skipped")
	}
}

// A check ticked before its first period keeps that tick, and still begins when
// it was to begin.
func TestTickingBeforeTheBeginning(t *testing.T) {
	w := begin(t)
	id := w.add(t, &planner.Check{Item: item("Look"), Every: rule("quarter"), Start: on("2027-02-10")})
	w.do(t, planner.Toggle(w.check(id), on("2026-12-05")))
	if k := w.check(id); !k.Ticked(on("2026-12-31")) || k.Ticked(on("2027-01-01")) {
		t.Error("ticked in December doesn't count for that quarter")
	}
	if got, open := w.check(id).Next(on("2026-12-05")); got != on("2027-03-31") || open {
		t.Errorf("due %v, open %v", got, open)
	}
	w.do(t, planner.Toggle(w.check(id), on("2026-12-06")))
	if k := w.check(id); !k.Last.IsZero() {
		t.Errorf("not taken back: %+v", k)
	}
}

func TestMovingAnOccurrence(t *testing.T) {
	w := begin(t)
	id := w.add(t, check("Read the logs", "week"))
	w.do(t, planner.ShiftDue(id, 2, today)) // from Sunday to Tuesday
	if due, _ := w.check(id).Next(today); due != on("2026-12-01") {
		t.Fatalf("moved to %v", due)
	}
	if w.plan.IsDue(w.check(id), on("2026-11-23")) || !w.plan.IsDue(w.check(id), today) {
		t.Error("a moved occurrence isn't due by its new day")
	}
	w.do(t, planner.ShiftDue(id, 7, today))
	if due, _ := w.check(id).Next(today); due != on("2026-12-08") {
		t.Errorf("moved again to %v", due)
	}
	w.do(t, planner.SetDue(ids(id), civil.Date{}, today))
	if due, _ := w.check(id).Next(today); due != on("2026-11-29") {
		t.Errorf("given back to the rule it is due %v", due)
	}
	_, _, err := w.apply(planner.SetDue(ids(id), on("2026-11-22"), today))
	wantInput(t, err, "date")
	w.do(t, planner.SetDue(ids(id), on("2026-11-26"), today))
	w.do(t, planner.SetState(ids(id), planner.Done, "", today))
	if k := w.check(id); !k.Moved.IsZero() {
		t.Error("the next occurrence keeps the last one's moved day")
	}
	_, _, err = w.apply(planner.ShiftDue(id, 400_000, today))
	wantInput(t, err, "date")
}

// Two windows that show the same open check: the second key doesn't take back
// the first one's tick.
func TestToggleGoesByWhatWasSeen(t *testing.T) {
	w := begin(t)
	k, a := w.add(t, check("Read the logs", "week")), w.add(t, action("Ask"))
	for _, id := range ids(k, a) {
		seen := w.plan.Item(id)
		w.do(t, planner.Toggle(seen, today))
		_, _, err := w.apply(planner.Toggle(seen, today))
		wantIs(t, err, planner.ErrUnchanged)
		done := w.plan.Item(id)
		w.do(t, planner.Toggle(done, today))
		_, _, err = w.apply(planner.Toggle(done, today))
		wantIs(t, err, planner.ErrUnchanged)
	}
}

// Over five years of ticking at random, a check has never more than one open
// occurrence, none of its periods is ticked twice, and none is lost.
func TestOccurrencesNeverDouble(t *testing.T) {
	rules := []string{"week", "2 weeks", "friday", "2 weeks on friday", "month", "quarter", "10 days", "3 weeks after", "1 month after"}
	rapid.Check(t, func(rt *rapid.T) {
		every := rapid.SampledFrom(rules).Draw(rt, "every")
		chained := rule(every).After
		w := begin(t)
		id := w.add(t, check("Look", every))
		due, open := w.check(id).Next(today)
		periods := map[civil.Date]bool{} // due days that were ticked or skipped
		skipped := false                 // the last time was a skip
		for day := today; day.Before(today.AddDays(5 * 365)); day = day.AddDays(rapid.IntRange(1, 40).Draw(rt, "wait")) {
			k := w.check(id)
			before, wasOpen := due, open
			due, open = k.Next(day)
			if due.Before(before) {
				rt.Fatalf("%v: due day went back from %v to %v", day, before, due)
			}
			if again, _ := k.Next(day); again != due {
				rt.Fatalf("%v: reading twice gives %v and %v", day, due, again)
			}
			if wasOpen && !open && due != before {
				rt.Fatalf("%v: an open occurrence (%v) closed by itself", day, before)
			}
			edit, skip := planner.SetState(ids(id), planner.Done, "", day), rapid.IntRange(0, 4).Draw(rt, "skip") == 0
			if skip {
				edit = planner.Skip(id, "", day)
			}
			next, _, err := w.apply(edit)
			switch {
			case !chained && !open && skipped && !skip: // done after all
				if err != nil {
					rt.Fatalf("%v: %v", day, err)
				}
				w, skipped = next, false
				continue
			case err == nil && !chained && !open:
				rt.Fatalf("%v: ticked a second time", day)
			case err != nil && (open || chained):
				rt.Fatalf("%v: %v", day, err)
			case err != nil:
				continue
			}
			if !chained && periods[due] {
				rt.Fatalf("%v: the occurrence of %v twice", day, due)
			}
			periods[due] = true
			w, skipped = next, skip
			if due, open = w.check(id).Next(day); open {
				rt.Fatalf("%v: still open after ticking, due %v", day, due)
			}
		}
		if done, passed := w.ticks(id); len(done) > len(periods) || len(done)+len(passed) < len(periods) {
			rt.Fatalf("%d times done and %d skipped for %d occurrences", len(done), len(passed), len(periods))
		}
	})
}
