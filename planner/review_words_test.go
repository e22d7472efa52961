package planner

import (
	"slices"
	"testing"
	"time"

	"cloud.google.com/go/civil"
)

// Every outcome has its row, and is told apart from the others in words.
func TestOutcomeWords(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{
		OutcomeDone, OutcomeSeen, OutcomeSkipped, OutcomeMoved, OutcomeNext, OutcomeWaiting, OutcomeHeld, OutcomeDropped,
		OutcomeServed, OutcomeElsewhere, OutcomeGone,
	} {
		if !slices.ContainsFunc(Outcomes, func(row struct{ Name, Glyph, Words string }) bool { return row.Name == name }) {
			t.Errorf("%s has no row", name)
		}
		glyph, words := OutcomeWords(name)
		if seen[words] || len([]rune(glyph)) != 1 {
			t.Errorf("%s is called %q %q", name, glyph, words)
		}
		seen[words] = true
	}
	if glyph, words := OutcomeWords("later\x1b[2J"); glyph != "·" || words != ShowLine("later\x1b[2J") {
		t.Errorf("an unknown outcome is called %q %q", glyph, words)
	}
}

func TestStepReason(t *testing.T) {
	today := civil.Date{Year: 2026, Month: time.November, Day: 22}
	action := func(due int, state State) Listed {
		a := &Action{Item: Item{ID: ID{KindAction, 1}, State: state, Touched: today.AddDays(-20)}}
		if due != 0 {
			a.Due = today.AddDays(due)
		}
		return a
	}
	check := &Check{Item: Item{ID: ID{KindCheck, 1}, Created: today.AddDays(-30)}, Every: Rule{N: 1, Unit: WeekUnit}, Start: today}
	fresh := action(0, ToDo)
	fresh.Base().Touched = today
	for _, row := range []struct {
		because string
		it      Listed
		want    string
	}{
		{dueNow, action(3, ToDo), "it is due in 3 days"},
		{overdue, action(-3, ToDo), "its day has passed, 3 days ago"},
		{overdue, action(-1, Doing), "its day has passed, yesterday"},
		{overdue, action(4, ToDo), "it is due in 4 days"}, // moved since
		{dueNow, action(0, ToDo), "it was due; it has no date now"},
		{dueNow, action(-3, Done), "it was due"},
		{dueNow, check, "it comes round every week"},
		{untouched, action(0, ToDo), "you have not touched it for 2 weeks"},
		{untouched, fresh, "it lay untouched until this week"},
		{stuck, &Milestone{Item: Item{ID: ID{KindMilestone, 1}}}, "it is stuck: no open action serves it"},
	} {
		if got := (Step{Item: row.it.Key(), Because: row.because}).Reason(row.it, today); got != row.want {
			t.Errorf("%s, %v due %v: %q instead of %q", row.because, row.it.Key(), Due(row.it, today), got, row.want)
		}
	}
}

func TestReviewWords(t *testing.T) {
	for _, row := range []struct{ got, want string }{
		{WeekWords("2026-W47"), "week 47"},
		{WeekWords("2027-W03"), "week 3"},
		{WeekWords("some\nday"), ShowLine("some\nday")},
		{Counted(0, "thing"), "0 things"},
		{Counted(1, "thing"), "1 thing"},
		{Counted(12, "thing"), "12 things"},
	} {
		if row.got != row.want {
			t.Errorf("%q instead of %q", row.got, row.want)
		}
	}
	got := EnergyWords(map[string]int{HandsOn: -1, "coaching": 2, "response": 0, "unknown": 1})
	if want := []string{"Coaching +2", "Hands-on work −1", "People's response 0"}; !slices.Equal(got, want) {
		t.Errorf("readings are told as %q, expected %q", got, want)
	}
}
