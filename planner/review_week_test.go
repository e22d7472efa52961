package planner_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"waymark/planner"

	"pgregory.net/rapid"
)

func (w world) kept(id planner.ID) *planner.Review { return w.history[id].(*planner.Review) }

// A review begun in one week and closed in another belongs to the second, with
// the readings that were taken in its course.
func TestReviewMovesWithItsReadings(t *testing.T) {
	for _, takenUp := range []bool{true, false} {
		w := begin(t)
		w.since(t, "2026-11-01")
		rid := w.start(t, today) // of 2026-W47
		w.do(t, w.plan.Feel(nil, "meetings", -2, "", on("2026-11-18")))
		w.do(t, w.plan.Feel(w.review(), "coaching", 2, "", today))
		share := 40
		w.do(t, planner.SetShare(w.review(), &share))
		w.do(t, planner.EnterStage(rid, planner.StageProbe, today))
		q, _ := w.plan.Probe(w.review())
		answer := w.do(t, w.plan.Reflect(w.review(), q, "so far", today))[0]
		w.do(t, w.plan.Feel(nil, "planning", 1, "", on("2026-11-27"))) // of 2026-W48
		w.do(t, w.plan.Feel(nil, "coaching", -1, "", on("2026-11-27")))

		later := on("2026-11-29")
		if takenUp {
			w.start(t, later)
		}
		w.do(t, planner.CloseReview(rid, nil, "", later))
		r, note := w.kept(rid), w.plan.WeekNamed("2026-W48")
		if r.Week != "2026-W48" || r.Due != later || note.Review != rid || note.Due != later || note.Held != later {
			t.Fatalf("review %+v, week %+v", r, note)
		}
		for work, want := range map[string]int{"coaching": -1, "planning": 1} { // that week's own reading stays, and the other one where it was
			if got, ok := note.Energy[work]; !ok || got.Value != want || r.Energy[work] != want {
				t.Errorf("%s: the week has %+v, the review %d, want %d", work, got, r.Energy[work], want)
			}
		}
		if note.Share == nil || *note.Share != 40 {
			t.Errorf("the share is %v", note.Share)
		}
		if len(note.Asked) != 1 || note.Asked[0] != (planner.Asked{Probe: q.ID, On: today, Answer: answer}) {
			t.Errorf("asked %+v", note.Asked)
		}
		if now, before := w.plan.Answered(r, q.ID); now != answer || !before.IsZero() {
			t.Errorf("answered now %v, before %v", now, before)
		}
		old := w.plan.WeekNamed("2026-W47")
		if !old.Held.IsZero() || !old.Review.IsZero() || old.Energy["meetings"].Value != -2 || len(old.Energy) != 2 || old.Share != nil || len(old.Asked) != 0 {
			t.Errorf("the week it was begun in has %+v", old)
		}
	}
}

// Within its week nothing moves, also where the review day does.
func TestReviewDayChangesUnderAReview(t *testing.T) {
	w := begin(t)
	w.reviewDay(t, time.Tuesday)
	tuesday := on("2026-12-01")
	rid := w.start(t, tuesday)
	w.do(t, planner.EnterStage(rid, planner.StageProbe, tuesday))
	q, _ := w.plan.Probe(w.review())
	answer := w.do(t, w.plan.Reflect(w.review(), q, "so far", tuesday))[0]
	w.reviewDay(t, time.Saturday)
	friday := on("2026-12-04")
	w.start(t, friday)
	r, note := w.review(), w.plan.WeekNamed("2026-W49")
	if r.Due != tuesday || r.Week != "2026-W49" {
		t.Errorf("review %+v", r)
	}
	if len(note.Asked) != 1 {
		t.Errorf("the week was asked %+v", note.Asked)
	}
	if now, _ := w.plan.Answered(r, q.ID); now != answer {
		t.Errorf("the answer of this week is %v, want %v", now, answer)
	}
}

// A review that was closed is opened again in its week, and closed again.
func TestReviewOpenedAgain(t *testing.T) {
	w := begin(t)
	first, second := w.add(t, action("first")), w.add(t, action("second"))
	w.do(t, planner.SetFocus(ids(first), true, today))
	w.do(t, planner.SetState(ids(first), planner.Done, "", on("2026-11-26")))
	sunday := on("2026-11-29")
	w.weeksOf(t, 1, false, on("2026-11-22")) // chooses no focus, and clears it
	w.do(t, planner.SetFocus(ids(first), true, today))
	rid := w.start(t, sunday)
	w.do(t, planner.CloseReview(rid, ids(second), "first line", sunday))
	note := *w.plan.WeekNamed("2026-W48")
	due := w.plan.ReviewDue(sunday)

	w.do(t, planner.SetState(ids(second), planner.Done, "", sunday))
	e := w.plan.StartReview(true, sunday)
	_, out, err := w.apply(e)
	if err != nil || out.Entry.Label != "Opened again: the review of week 48" {
		t.Fatalf("%v, %v", out, err)
	}
	w.do(t, e)
	r := w.review()
	if r.ID != rid || !r.Closed.IsZero() || r.Stage != "" || r.Short || w.plan.ReviewDue(sunday) != due {
		t.Errorf("opened again: %+v, due %v", r, w.plan.ReviewDue(sunday))
	}
	if got := titles(w.plan.Completed(r, sunday)); got != "second, first" {
		t.Errorf("it looks back on %s", got)
	}
	later := on("2026-12-01")
	w.start(t, later)
	w.do(t, planner.CloseReview(rid, nil, "second line", later))
	r, again := w.kept(rid), w.plan.WeekNamed("2026-W48")
	if r.Week != "2026-W48" || r.Due != sunday || r.Closed != later || r.Line != "second line" || len(r.Done) != 2 {
		t.Errorf("closed again: %+v", r)
	}
	if again.Focus != note.Focus || again.Merged != note.Merged || again.Held != later || again.Done != 2 {
		t.Errorf("closed again the week has %+v, before it had %+v", again, note)
	}
	if got := w.plan.ReviewDue(later); got != due {
		t.Errorf("closed again the next is due %v, before on %v", got, due)
	}
}

// A check that was ticked in a review counts as ticked in its week, also when
// it has come round again by the time that the review is closed once more.
func TestTickedCheckCountsInAReviewOpenedAgain(t *testing.T) {
	w := begin(t)
	k := w.add(t, check("k", "week"))
	sunday, tuesday := on("2026-11-29"), on("2026-12-01")
	rid := w.start(t, sunday)
	w.do(t, planner.Reviewed(rid, w.step(k), planner.OutcomeDone, planner.SetState(ids(k), planner.Done, "", sunday), sunday))
	w.do(t, planner.CloseReview(rid, nil, "", sunday))
	w.do(t, w.plan.StartReview(false, sunday))
	w.do(t, planner.Skip(k, "", tuesday)) // that week's
	w.do(t, planner.CloseReview(rid, nil, "", tuesday))
	if got := w.plan.WeekNamed("2026-W48").Checks; got != (planner.Kept{Done: 1, Of: 1}) {
		t.Errorf("its week has %+v", got)
	}
}

// A review that was left open, and closed while the clock was back, takes up
// the weeks before its own.
func TestMergedWeeksOfAReviewClosedTooEarly(t *testing.T) {
	w := begin(t)
	w.reviewOn(t, on("2026-11-29"))
	w.reviewOn(t, on("2026-12-06"))
	rid := w.start(t, on("2026-12-27"))
	w.do(t, planner.CloseReview(rid, nil, "", on("2026-12-05")))
	if r := w.kept(rid); r.Week != "2026-W52" || r.Merged != 2 {
		t.Errorf("it is of %s, and took up %d weeks", r.Week, r.Merged)
	}
}

// A review that was opened again and left doesn't take the next week's place.
func TestReviewOpenedAgainAndLeft(t *testing.T) {
	w := begin(t)
	sunday, next := on("2026-11-29"), on("2026-12-06")
	rid := w.start(t, sunday)
	w.do(t, planner.CloseReview(rid, nil, "", sunday))
	w.do(t, w.plan.StartReview(false, sunday))
	second := w.start(t, next) // closes the one that was left
	if r := w.kept(rid); r.Week != "2026-W48" || r.Closed != sunday || w.plan.ReviewDue(next) != next {
		t.Errorf("it is %+v, and the next is due %v", r, w.plan.ReviewDue(next))
	}
	w.do(t, planner.CloseReview(second, nil, "", next))
	if r := w.kept(second); second == rid || r.Week != "2026-W49" || r.Merged != 0 {
		t.Errorf("then %+v", r)
	}
}

// A review that was begun while the clock ran ahead belongs to the week it is
// closed in.
func TestReviewBegunWithAClockAhead(t *testing.T) {
	w := begin(t)
	rid := w.start(t, on("2027-05-02"))
	day := on("2026-11-29")
	w.do(t, planner.CloseReview(rid, nil, "", day))
	if r := w.kept(rid); r.Week != "2026-W48" || r.Next != on("2026-12-06") || w.plan.ReviewDue(day) != on("2026-12-06") {
		t.Errorf("it belongs to %s, the next is due %v, now %v", r.Week, r.Next, w.plan.ReviewDue(day))
	}
}

// What a review took up is counted in it and in its week.
func TestMergedWeeks(t *testing.T) {
	w := begin(t)
	w.do(t, planner.BeAway(on("2026-12-18"), on("2026-12-31"), "winter"))
	rid := w.start(t, on("2027-01-10")) // due on 29 Nov, 6, 13, 20 (away), 27 Dec (away), 3 and 10 Jan
	w.do(t, planner.CloseReview(rid, nil, "", on("2027-01-10")))
	w.do(t, w.plan.StartReview(false, on("2027-01-10"))) // opened and closed again
	w.do(t, planner.CloseReview(rid, nil, "", on("2027-01-11")))
	if r, note := w.kept(rid), w.plan.WeekNamed("2027-W01"); r.Merged != 4 || note.Merged != 4 {
		t.Errorf("it merged %d, its week %d, want 4", r.Merged, note.Merged)
	}
}

// agree fails unless the weeks and the reviews of a plan tell the same, and no
// week has two.
func (w world) agree(t *rapid.T) {
	closed := map[string]planner.ID{}
	for _, r := range w.history {
		r, ok := r.(*planner.Review)
		if !ok || r.Removed {
			continue
		}
		note := w.plan.WeekNamed(r.Week)
		if !r.Closed.IsZero() {
			if other, taken := closed[r.Week]; taken {
				t.Fatalf("%v and %v are both closed for %s", r.ID, other, r.Week)
			}
			closed[r.Week] = r.ID
			if note == nil || note.Review != r.ID || note.Due != r.Due || note.Held != r.Closed || note.Merged != r.Merged || note.Done != len(r.Done) || note.Glance != r.Glance || note.Evidence != len(r.Evidence) {
				t.Fatalf("review %+v and its week %+v don't agree", r, note)
			}
		} else if r.ID != w.plan.Profile().Review {
			t.Fatalf("%v is open, and not under way", r.ID)
		}
	}
	notes := map[string]bool{}
	for r := range w.plan.Records() {
		note, ok := r.(*planner.WeekNote)
		if !ok || note.Removed {
			continue
		}
		if notes[note.Week] {
			t.Fatalf("there are two notes of %s", note.Week)
		}
		notes[note.Week] = true
		if note.Held.IsZero() != note.Review.IsZero() || planner.Week(note.Due) != note.Week && !note.Due.IsZero() {
			t.Fatalf("week %+v", note)
		}
		if id := note.Review; !id.IsZero() && closed[note.Week] != id && w.plan.Profile().Review != id {
			t.Fatalf("the review of %+v is gone", note)
		}
	}
}

// Whatever happens, a week has one review, and none is due in a week that has
// one: on random days, with the review day changed, time off, the clock moved
// back and forth, reviews closed, undone, repeated and opened again.
func TestAWeekHasOneReview(t *testing.T) {
	held := 0
	rapid.Check(t, func(rt *rapid.T) {
		k := keep(t)
		k.do(planner.AddItem(check("k", "week"), today))
		day := today
		for range rapid.IntRange(10, 80).Draw(rt, "steps") {
			p := k.plan()
			under := p.Profile().Review
			what := rapid.IntRange(0, 15).Draw(rt, "what")
			var err error
			switch {
			case what == 0:
				_, err = k.Apply(planner.SetProfile("Review day", func(pr *planner.Profile) { pr.ReviewDay = time.Weekday(rapid.IntRange(0, 6).Draw(rt, "weekday")) }))
			case what == 1:
				from := day.AddDays(rapid.IntRange(-9, 30).Draw(rt, "from"))
				_, err = k.Apply(planner.BeAway(from, from.AddDays(rapid.IntRange(0, 20).Draw(rt, "days")), ""))
			case what == 2:
				day = day.AddDays(-rapid.IntRange(1, 60).Draw(rt, "back"))
			case what == 3:
				_, err = k.Undo(0, planner.Edit{})
			case what == 4:
				_, err = k.Redo(planner.Edit{})
			case what == 5:
				_, err = k.Apply(p.Feel(nil, "coaching", rapid.IntRange(-2, 2).Draw(rt, "value"), "", day))
			case what == 6 && !under.IsZero():
				_, err = k.Apply(planner.EnterStage(under, rapid.SampledFrom(planner.Stages).Draw(rt, "stage").Name, day))
			case under.IsZero() || what == 7:
				_, err = k.Apply(p.StartReview(what%2 == 0, day))
			default:
				_, err = k.Apply(planner.CloseReview(under, nil, "", day))
				if err == nil {
					held++
				}
			}
			_ = err // what can't be done now is refused
			day = day.AddDays(rapid.IntRange(0, 9).Draw(rt, "wait"))
			w := world{k.plan(), k.histories()}
			w.agree(rt)
			due := w.plan.ReviewDue(day)
			if note := w.plan.WeekNamed(planner.Week(due)); note != nil && !note.Held.IsZero() {
				rt.Fatalf("%v: due %v, in a week that has %v", day, due, note.Review)
			}
			if due.Weekday() != w.plan.Profile().ReviewDay {
				rt.Fatalf("%v: due %v, a %v", day, due, due.Weekday())
			}
		}
	})
	if held < 100 {
		t.Errorf("only %d reviews were held", held)
	}
}

// histories is the history of a keeper by id.
func (k keeper) histories() map[planner.ID]planner.Record {
	out := map[planner.ID]planner.Record{}
	for _, info := range planner.Kinds {
		if !info.History {
			continue
		}
		for n := uint32(1); n <= k.plan().Given()[info.Kind]; n++ {
			r, err := k.Get(planner.ID{Kind: info.Kind, N: n})
			if err != nil {
				k.t.Fatal(err)
			}
			out[r.Key()] = r
		}
	}
	return out
}

// A review that was begun on its day keeps its week until the next review day
// has come, and is then that one's.
func TestReviewKeepsItsWeek(t *testing.T) {
	for _, tt := range []struct{ closed, week, next string }{
		{"2026-11-29", "2026-W48", "2026-12-06"},
		{"2026-12-03", "2026-W48", "2026-12-06"}, // nearer to the next one
		{"2026-12-05", "2026-W48", "2026-12-06"},
		{"2026-12-06", "2026-W49", "2026-12-13"},
		{"2026-12-09", "2026-W49", "2026-12-13"},
		{"2026-12-30", "2026-W52", "2027-01-03"},
	} {
		w := begin(t)
		rid := w.start(t, on("2026-11-29"))
		w.start(t, on(tt.closed)) // taken up
		w.do(t, planner.CloseReview(rid, nil, "", on(tt.closed)))
		if r := w.kept(rid); r.Week != tt.week || w.plan.ReviewDue(on(tt.closed)) != on(tt.next) {
			t.Errorf("closed on %s it is of %s, the next is due %v", tt.closed, r.Week, w.plan.ReviewDue(on(tt.closed)))
		}
	}
}

// A late review asks for the checks of its own week, and of the weeks it takes
// up; what is ticked in it is ticked for those, and the next ones come in time.
func TestLateReviewKeepsItsChecks(t *testing.T) {
	for _, late := range []int{0, 1, 2, 3} {
		w := begin(t) // on Wednesday the 25th
		weekly, month := w.add(t, check("weekly", "week")), w.add(t, check("monthly", "month"))
		day := on("2026-11-29").AddDays(late)
		rid := w.start(t, day)
		if got := w.steps(w.plan.Part(w.review(), false, day)); got != "weekly: due, monthly: due" {
			t.Errorf("%d days late it asks %s", late, got)
		}
		at := planner.CheckDay(w.review(), day)
		w.do(t, planner.Reviewed(rid, w.step(weekly), planner.OutcomeDone, planner.SetState(ids(weekly), planner.Done, "", at), day))
		w.do(t, planner.Reviewed(rid, w.step(month), planner.OutcomeDone, planner.SetState(ids(month), planner.Done, "", at), day))
		w.do(t, planner.CloseReview(rid, nil, "", day))
		if k := w.check(weekly); k.Last != on("2026-11-29") {
			t.Errorf("%d days late it is ticked for %v", late, k.Last)
		}
		sunday := on("2026-12-06")
		w.start(t, sunday)
		if got := w.steps(w.plan.Part(w.review(), false, sunday)); got != "weekly: due" {
			t.Errorf("%d days late, the next one asks %s", late, got)
		}
	}
	w := begin(t)
	w.add(t, check("monthly", "month"))
	day := on("2026-12-06") // the month's end fell to the review that was missed
	w.start(t, day)
	if got := w.steps(w.plan.Part(w.review(), false, day)); got != "monthly: due" {
		t.Errorf("what takes a week up asks %q", got)
	}
}

// What is picked for next week comes into focus while that has room, and the
// five-minute form looks at twelve things at most.
func TestPickedAndShort(t *testing.T) {
	w := begin(t)
	var picked []planner.ID
	for i := range 20 {
		picked = append(picked, w.add(t, action(fmt.Sprint("late ", i), due("2026-11-20"))))
	}
	k := w.add(t, check("weekly", "week"))
	rid := w.start(t, today)
	for _, id := range append([]planner.ID{k}, picked[:4]...) {
		w.do(t, planner.Reviewed(rid, w.step(id), planner.OutcomeNext, planner.Edit{}, today))
	}
	if got := w.plan.InFocus(); !slices.Equal(got, picked[:3]) {
		t.Errorf("in focus are %v", got)
	}
	if n := len(w.plan.Part(w.review(), false, today)); n != 21 {
		t.Errorf("the full form looks at %d", n)
	}
	w.do(t, planner.SetForm(rid, true))
	if n := len(w.plan.Part(w.review(), false, today)); n != 12 {
		t.Errorf("the short form looks at %d", n)
	}
}
