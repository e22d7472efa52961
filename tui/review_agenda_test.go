package tui

import (
	"strings"
	"testing"
	"time"

	"waymark/planner"
)

// lineWith is the first line of the screen that has a text.
func (r *rig) lineWith(text string) string {
	r.t.Helper()
	for l := range strings.Lines(r.text()) {
		if strings.Contains(l, text) {
			return strings.TrimSpace(l)
		}
	}
	r.t.Fatalf("the screen lacks %q:\n%s", text, r.text())
	return ""
}

// Beside the page, parts behind are ticked, also those with nothing in them;
// only those ahead say that they have nothing.
func TestReviewAgendaBeside(t *testing.T) {
	r := emptyWeek(t).open("Review", 120, 36).atStage(planner.StageWaiting)
	var beside []string
	for l := range strings.Lines(r.text()) {
		if _, right, ok := strings.Cut(l, "│"); ok {
			beside = append(beside, strings.TrimSpace(right))
		}
	}
	here := false
	for _, l := range beside {
		behind := strings.HasPrefix(l, "✓")
		switch {
		case strings.HasPrefix(l, "▸"):
			here = true
			if strings.Contains(l, "nothing") {
				t.Errorf("the part on screen says %q", l)
			}
		case strings.HasSuffix(l, "nothing") && !here:
			t.Errorf("a part behind says %q", l)
		case behind && here:
			t.Errorf("a part ahead says %q", l)
		}
	}
	if !here {
		t.Fatalf("no part is marked:\n%s", r.text())
	}
}

// A toast over an open dialog leaves the dialog whole.
func TestToastBelowDialogs(t *testing.T) {
	for _, size := range reviewSizes {
		r := newWeek(t).open("Home", size.w, size.h)
		r.press("?")
		before := r.text()
		r.say("Something was kept")
		after := r.text()
		cutOff := func(text string) string { return strings.Join(strings.Split(text, "\n")[:size.h-1], "\n") }
		if cutOff(before) != cutOff(after) || !strings.HasSuffix(after, " Something was kept\n") {
			t.Errorf("%s:\n%s", size.name, after)
		}
	}
}

// Below an item the line of further keys stays, however long its text is, and
// an arrow says that there is more to read.
func TestReviewWalkNamesItsKeys(t *testing.T) {
	for _, size := range reviewSizes[:2] {
		k := newWeek(t)
		k.apply(planner.SetNote(actionID(1), strings.Repeat("A long line of a long note.\n", 40), k.today))
		r := k.open("Review", size.w, size.h).toItem(3, false)
		if itemOf(r) != actionID(1) {
			t.Fatalf("item 3 is %v", itemOf(r))
		}
		lines := strings.Split(r.text(), "\n")
		if also := lines[size.h-3]; !strings.HasPrefix(also, " also") {
			t.Errorf("%s: %q:\n%s", size.name, also, r.text())
		}
		if more := lines[size.h-4]; !strings.HasSuffix(more, "↓") {
			t.Errorf("%s: nothing says there is more: %q", size.name, more)
		}
		for range 60 {
			r.press("ctrl+d")
		}
		lines = strings.Split(r.text(), "\n")
		if last := lines[size.h-4]; !strings.Contains(r.text(), "↑") || strings.HasSuffix(last, "↓") || strings.TrimSpace(last) == "" {
			t.Errorf("%s: the end is not reached:\n%s", size.name, r.text())
		}
		r.fits()
	}
}

// The closing part says when the next review is, the same day that the page
// after it says, and what waits in the inbox.
func TestReviewCloseLooksAhead(t *testing.T) {
	for name, prepare := range map[string]func(*someWeek){
		"on":   func(*someWeek) {},
		"away": func(k *someWeek) { k.apply(planner.BeAway(friday.AddDays(5), friday.AddDays(11), "")) },
		"late": func(k *someWeek) { k.today = friday.AddDays(4) },
	} {
		t.Run(name, func(t *testing.T) {
			k := newWeek(t)
			prepare(k)
			k.apply(planner.CaptureLine("One", k.today))
			r := k.open("Review", 80, 24).atStage(planner.StageClose)
			next := strings.TrimSpace(strings.TrimPrefix(r.lineWith("Next  "), "Next"))
			if got := r.lineWith("Inbox "); got != "Inbox     1 line waits; it keeps until next week" {
				t.Errorf("the inbox says %q", got)
			}
			k.apply(planner.CaptureLine("Two", k.today))
			r.send(tickMsg{})
			r.shows("2 lines wait; they keep until next week")
			r.press("enter")
			r.shows("Next review " + next)
		})
	}
}

// What was noted about energy in the week is on the page of its review.
func TestReviewPageHasEnergyNotes(t *testing.T) {
	k := feltWeek(t)
	k.open("Review", 80, 24).atStage(planner.StageClose).press("enter")
	r := k.open("Review", 80, 40)
	r.press("j", "enter")
	r.shows("• Slept badly after the roadmap talk")
	r.lacks("• two days of slides")
}

// The share begins where the last one was.
func TestReviewShareBeginsAtTheLast(t *testing.T) {
	k := leadingWeek(t)
	k.heldWeek(friday.AddDays(-5), 1)
	percent := 55
	k.apply(planner.SetShare(&planner.Review{Week: planner.Week(friday.AddDays(-5))}, &percent))
	r := k.open("Review", 80, 24).atStage(planner.StageTripwires).press("right")
	note := r.plan.WeekNamed(r.current.(*review).now.Week)
	if note == nil || note.Share == nil || *note.Share != 55 {
		t.Errorf("the share begins at %+v", note)
	}
	r.press("j", "x").shows("Nothing is noted there; a notes something.")
	r.press("space").shows("Nothing is noted there; a notes something.")
}

// Home tells calmly of a conflict that was left open.
func TestHomeConflict(t *testing.T) {
	for level, want := range map[planner.Level]string{
		planner.Fine:  "",
		planner.Amber: "△ conflict open for 14 days",
		planner.Loud:  "▲ conflict open for 30 days: act on it",
	} {
		k := leadingWeek(t)
		k.matters(level)
		r := k.open("Home", 60, 15)
		if want == "" {
			r.lacks("conflict")
		} else {
			r.shows(want)
		}
		r.fits()
	}
	k := emptyWeek(t)
	k.matters(planner.Loud)
	k.open("Home", 80, 24).lacks("conflict open") // of who manages nobody
}

func TestHomeReviewKey(t *testing.T) {
	k := emptyWeek(t)
	k.open("Home", 120, 36).shows("r reviews")
	k.today = friday.AddDays(2)
	r := k.open("Home", 120, 36)
	r.shows("r review ")
	r.lacks("r reviews")
	k.today = friday
	k.apply(k.plan().StartReview(false, k.today))
	k.open("Home", 120, 36).lacks("r reviews")
}

// The weekday of the review is chosen on screen, and taken back by u.
func TestReviewDayPick(t *testing.T) {
	k := emptyWeek(t)
	r := k.open("Review", 80, 24).press("d")
	r.shows("Sunday  now")
	checkKeys(t, r.top().Actions())
	r.fits()
	r.press("5").shows("Reviews are on Friday now")
	if got := k.plan().Profile().ReviewDay; got != time.Friday {
		t.Errorf("reviews are on %v", got)
	}
	entries := notQuiet(t, k.keeper)
	if got := entries[0].Label; got != "Review day: friday" {
		t.Errorf("the change is called %q", got)
	}
	r.press("d", "enter")
	if len(notQuiet(t, k.keeper)) != len(entries) {
		t.Error("the same day is a change")
	}
	r.press("u")
	if got := k.plan().Profile().ReviewDay; got != time.Sunday {
		t.Errorf("after u reviews are on %v", got)
	}
}

// A quarter's look has thirteen weeks on each side, whatever the calendar says.
func TestReviewPhasesThirteenWeeks(t *testing.T) {
	r := standingWeek(t, 12).open("Review", 80, 40).atStage(planner.StagePhases)
	r.send(nil)
	sums := r.current.(*review).page.(*phasesPage).sums
	for i, sum := range sums {
		if days := sum.To.DaysSince(sum.From) + 1; days != 91 {
			t.Errorf("side %d has %d days", i, days)
		}
	}
	if sums[1].To != friday || sums[0].To.AddDays(1) != sums[1].From {
		t.Errorf("they are %v to %v and %v to %v", sums[0].From, sums[0].To, sums[1].From, sums[1].To)
	}
}

// Without a row, the part for what you wait for names the key that adds one.
func TestReviewWaitingEmptyAdds(t *testing.T) {
	emptyWeek(t).open("Review", 80, 24).atStage(planner.StageWaiting).shows("a add")
}

// The hint for who manages is read whole in a window of 80 columns.
func TestReviewFocusHint(t *testing.T) {
	leadingWeek(t).open("Review", 80, 24).atStage(planner.StageFocus).shows("the rest gets what is left.")
}

// Evidence is accepted from its first field.
func TestEvidenceFormIsQuick(t *testing.T) {
	k := doneWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack).press("v")
	r.shows("enter accept  tab more")
	r.write("2 pages fewer").press("enter")
	if es := k.evidence(); len(r.dialogs) > 0 || len(es) != 1 || es[0].Outcome != "2 pages fewer" {
		t.Errorf("evidence is %+v:\n%s", es, r.text())
	}
}

// Notes about energy are read before the scales where there is room.
func TestReviewEnergyNotesFirst(t *testing.T) {
	k := feltWeek(t)
	text := k.open("Review", 80, 24).atStage(planner.StageEnergy).text()
	note, row := strings.Index(text, "Slept badly"), strings.Index(text, "Coaching")
	if note < 0 || row < 0 || note > row {
		t.Errorf("the notes do not come first:\n%s", text)
	}
}

// Nothing acts on an "until when", so nothing asks for it.
func TestOnHoldAsksWhy(t *testing.T) {
	r := newWeek(t).open("Review", 80, 24).toItem(3, false).press("h")
	r.shows("Why ")
	r.lacks("until when")
	r.press("esc")
	r.show("Home")
	r.press("s", "h")
	r.shows("State: on hold")
	r.lacks("until when")
}
