package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// What was completed since the last review, which was held on Sunday the 29th
// and looked at "same day, before".
func TestCompleted(t *testing.T) {
	w := begin(t)
	sunday := on("2026-11-29")
	done := func(title string, day civil.Date) planner.ID {
		id := w.add(t, action(title))
		w.do(t, planner.SetState(ids(id), planner.Done, "", day))
		return id
	}
	weekly, skipped, twice := w.add(t, check("ticked", "week")), w.add(t, check("skipped", "week")), w.add(t, check("ticked before and after", "week"))
	w.do(t, planner.SetState(ids(twice), planner.Done, "", sunday))
	done("before", on("2026-11-28"))
	done("same day, before", sunday)
	rid := w.start(t, sunday)
	w.do(t, planner.CloseReview(rid, nil, "", sunday))
	if got, want := titles(w.items(w.kept(rid).Done)), "same day, before, ticked before and after, before"; got != want {
		t.Errorf("the first review looked back on %q, want %q", got, want)
	}

	done("same day, after", sunday)
	next := on("2026-12-06")
	done("a day after", sunday.AddDays(1))
	done("today", next)
	done("tomorrow", next.AddDays(1)) // by another window's clock
	w.do(t, planner.DoneIn(ids(w.add(t, action("some time"))), 2026, next))
	w.do(t, planner.SetState(ids(done("taken back", next)), planner.ToDo, "", next))
	w.do(t, planner.Remove(ids(done("removed", next)), next))
	w.do(t, planner.SetState(ids(w.add(t, action("dropped"))), planner.Dropped, "", next))
	w.do(t, planner.SetState(ids(weekly), planner.Done, "", on("2026-12-01")))
	w.do(t, planner.Skip(skipped, "holiday", on("2026-12-01")))
	rid = w.start(t, next)
	if got, want := titles(w.plan.Completed(w.review(), next)), "today, ticked, a day after, same day, after"; got != want {
		t.Errorf("it looks back on %q, want %q", got, want)
	}
	w.do(t, planner.SetState(ids(twice), planner.Done, "", next))
	if got, want := titles(w.plan.Completed(w.review(), next)), "today, ticked before and after, ticked, a day after, same day, after"; got != want {
		t.Errorf("ticked again, it looks back on %q, want %q", got, want)
	}
	w.do(t, planner.CloseReview(rid, nil, "", next))
	if note := w.plan.WeekNamed("2026-W49"); note.Done != 5 || note.Checks != (planner.Kept{Done: 2, Of: 2}) {
		t.Errorf("its week has %+v", note)
	}
}

// A review that was held while the clock ran ahead is not the one before.
func TestCompletedWithAClockAhead(t *testing.T) {
	w := begin(t)
	w.reviewOn(t, on("2027-05-02"))
	w.do(t, planner.SetState(ids(w.add(t, action("a"))), planner.Done, "", on("2026-11-27")))
	day := on("2026-11-29")
	w.start(t, day)
	if got := titles(w.plan.Completed(w.review(), day)); got != "a" {
		t.Errorf("it looks back on %q", got)
	}
}

// items are the records of some ids.
func (w world) items(list []planner.ID) []planner.Listed {
	var out []planner.Listed
	for _, id := range list {
		out = append(out, w.plan.Item(id))
	}
	return out
}

// Of the checks that a review looked at, those skipped and those passed over
// count as not ticked.
func TestChecksKept(t *testing.T) {
	w := begin(t)
	ticked, skipped := w.add(t, check("a", "week")), w.add(t, check("b", "week"))
	w.add(t, check("passed over", "week"))
	w.do(t, planner.SetState(ids(w.add(t, check("before the review", "week"))), planner.Done, "", today))
	rid := w.start(t, today)
	w.do(t, planner.Reviewed(rid, w.step(ticked), planner.OutcomeDone, planner.SetState(ids(ticked), planner.Done, "", today), today))
	w.do(t, planner.Reviewed(rid, w.step(skipped), planner.OutcomeSkipped, planner.Skip(skipped, "", today), today))
	taken := w.add(t, check("ticked, and taken back in another window", "week"))
	w.do(t, planner.Reviewed(rid, planner.Step{Item: taken, Because: "due"}, planner.OutcomeDone, planner.SetState(ids(taken), planner.Done, "", today), today))
	w.do(t, planner.Toggle(w.check(taken), today))
	w.do(t, planner.CloseReview(rid, nil, "", today))
	if note := w.plan.HeldWeeks()[0]; note.Checks != (planner.Kept{Done: 2, Of: 5}) {
		t.Errorf("its week has %+v", note.Checks)
	}
}

func TestWaitingFor(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetState(ids(w.add(t, milestone("third"))), planner.Waiting, "", on("2026-11-27")))
	w.do(t, planner.SetState(ids(w.add(t, action("first"))), planner.Waiting, "Dana", today))
	second := w.do(t, w.plan.WaitFor("second\x1b", "my\nmentor", on("2026-11-26")))[0]
	w.do(t, planner.Remove(ids(w.do(t, w.plan.WaitFor("removed", "", today))[0]), today))
	if got := titles(w.plan.WaitingFor()); got != "first, second, third" {
		t.Errorf("waiting for %s", got)
	}
	if b := w.plan.Item(second).Base(); b.Why != "my mentor" || b.Since != on("2026-11-26") || b.Phase != 1 {
		t.Errorf("%+v", b)
	}
	w.do(t, planner.SetPhase(1, planner.Closed, "", today)) // none is open
	if id := w.do(t, w.plan.WaitFor("later", "", today))[0]; w.plan.Item(id).Base().Phase != 1 {
		t.Errorf("without an open phase it is in phase %d", w.plan.Item(id).Base().Phase)
	}
	_, _, err := w.apply(w.plan.WaitFor(" ", "", today))
	wantInput(t, err, "title")
}

func suggested(list []planner.Suggestion) string {
	var out strings.Builder
	for _, s := range list {
		out.WriteString(s.Item.Base().Title + ": " + s.Why + "\n")
	}
	return out.String()
}

func TestFocusChoices(t *testing.T) {
	w, id := agenda(t)
	w.do(t, planner.SetFocus(ids(id["fresh"], id["old"], id["stuck"]), true, today))
	w.do(t, planner.SetState(ids(id["old"]), planner.Done, "", today))
	rid := w.start(t, today)
	for _, title := range []string{"oldest", "weekly", "fresh"} {
		w.do(t, planner.Reviewed(rid, planner.Step{Item: id[title], Because: "due"}, planner.OutcomeNext, planner.Edit{}, today))
	}
	want := "stuck: in focus until now\nfresh: picked for next week\noldest: picked for next week\nlate: overdue\nsoon: due in 5 days\nolder: next in phase\nlate and stuck: overdue\n"
	if got := suggested(w.plan.FocusChoices(w.review(), today)); got != want {
		t.Errorf("offered\n%swant\n%s", got, want)
	}
}

// For who manages people, their management work is offered first, however much
// technical work is due.
func TestFocusChoicesOfAManager(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetPhase(3, planner.Open, "", today))
	for n := range 30 {
		w.add(t, action(fmt.Sprintf("ticket %d", n), due("2026-11-20")))
	}
	w.add(t, action("one-on-ones", phase(3)))
	w.add(t, action("delegate the on-call plan", phase(3)))
	w.start(t, today)
	offered := w.plan.FocusChoices(w.review(), today)
	if len(offered) != 9 || titles(w.items(ids(offered[0].Item.Key(), offered[1].Item.Key(), offered[2].Item.Key()))) != "one-on-ones, delegate the on-call plan, ticket 0" {
		t.Errorf("offered\n%s", suggested(offered))
	}
}
