package tui

import (
	"testing"
	"time"

	"cloud.google.com/go/civil"
)

// TestTimeOffForm notes days off from the list of reviews: the review that
// would fall into them is not due, and undo makes it due again.
func TestTimeOffForm(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	sunday := k.plan().ReviewDue(friday)
	r.press("o").write("21nov").press("enter").write("2026-11-24").press("enter").write("The sea").press("enter")
	r.shows("Away 21 Nov 2026 to 24 Nov 2026 · u undoes")
	off := k.plan().TimesOff()
	if len(off) != 1 || off[0].To != (civil.Date{Year: 2026, Month: time.November, Day: 24}) || off[0].Why != "The sea" {
		t.Fatalf("noted is %+v", off)
	}
	if due := k.plan().ReviewDue(friday); due != sunday.AddDays(7) {
		t.Errorf("the review is due %v", due)
	}
	r.press("o").write("fri").press("ctrl+s") // one day
	if off := k.plan().TimesOff(); len(off) != 2 || off[1].From != off[1].To {
		t.Errorf("noted are %+v", off)
	}
	r.press("u", "u")
	if due := k.plan().ReviewDue(friday); due != sunday {
		t.Errorf("after undo the review is due %v", due)
	}
	r.press("o").write("24nov").press("enter").write("21nov").press("ctrl+s")
	if len(k.plan().TimesOff()) != 0 || len(r.dialogs) != 1 {
		t.Errorf("days that run backwards were noted:\n%s", r.text())
	}
	r.press("esc", "o").press("ctrl+u", "ctrl+s")
	if len(k.plan().TimesOff()) != 0 {
		t.Error("no days at all were noted")
	}
}
