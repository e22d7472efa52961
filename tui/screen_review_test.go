package tui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// toStep are the keys from the list to the n-th step, counted from 1.
func toStep(n int) []string {
	keys := []string{"r"}
	for range n - 1 {
		keys = append(keys, "enter")
	}
	return keys
}

func stageOf(r *rig) reviewStage { return r.current.(*review).stage }

// TestReviewGoldens draws every stage of a review in every size.
func TestReviewGoldens(t *testing.T) {
	stages := []struct {
		name string
		keys []string
	}{
		{"list", nil},
		{"check", toStep(1)},
		{"overdue", toStep(3)},
		{"moved", append(toStep(3), "]")},
		{"untouched", toStep(5)},
		{"stuck", toStep(6)},
		{"stuck-form", append(toStep(6), "a", "x")},
		{"focus", append(toStep(7), "j", "space")},
		{"line", append(toStep(7), "enter", "O", "k")},
		{"end", append(toStep(7), "enter", "O", "k", "enter")},
		{"under-way", append(toStep(3), "esc")},
		{"held", append(toStep(7), "enter", "O", "k", "enter", "enter", "j", "enter")},
	}
	for _, size := range reviewSizes {
		for _, st := range stages {
			t.Run(st.name+" "+size.name, func(t *testing.T) {
				k := newWeek(t)
				k.tenYears(3)
				r := k.open("Review", size.w, size.h)
				r.press(st.keys...)
				r.toast = toast{}
				r.golden("review/" + st.name + "-" + size.name)
			})
		}
	}
}

// TestReviewSteps makes every decision there is, each on a step that takes it.
func TestReviewSteps(t *testing.T) {
	item := func(p *planner.Plan, id planner.ID) *planner.Item { return p.Item(id).Base() }
	rows := []struct {
		name    string
		step    int
		keys    []string
		id      planner.ID
		outcome string
		stays   bool
		changed func(p *planner.Plan) bool
	}{
		{"tick a check", 1, []string{"space"}, checkID(2), "done", false, func(p *planner.Plan) bool { return p.Item(checkID(2)).(*planner.Check).Ticked(friday) }},
		{"skip a check", 1, []string{"x"}, checkID(2), "skipped", false, func(p *planner.Plan) bool {
			k := p.Item(checkID(2)).(*planner.Check)
			return k.Skipped && k.Last == friday
		}},
		{"leave a check open", 1, []string{"enter"}, checkID(2), "seen", false, func(p *planner.Plan) bool { _, open := p.Item(checkID(2)).(*planner.Check).Next(friday); return open }},
		{"done", 3, []string{"space"}, actionID(1), "done", false, func(p *planner.Plan) bool { return item(p, actionID(1)).State == planner.Done }},
		{"looked at", 3, []string{"enter"}, actionID(1), "seen", false, func(p *planner.Plan) bool { return item(p, actionID(1)).Touched == friday }},
		{"days later", 3, []string{"]", "]", "]", "["}, actionID(1), "moved", true, func(p *planner.Plan) bool { return item(p, actionID(1)).Due == friday.AddDays(-1) }},
		{"a date", 4, slices.Concat([]string{"t"}, slices.Repeat([]string{"backspace"}, 10), []string{"+", "2", "w", "enter"}), actionID(2), "moved", false, func(p *planner.Plan) bool { return item(p, actionID(2)).Due == friday.AddDays(14) }},
		{"drop", 4, []string{"r", "n", "o", "enter"}, actionID(2), "dropped", false, func(p *planner.Plan) bool {
			return item(p, actionID(2)).State == planner.Dropped && item(p, actionID(2)).Why == "no"
		}},
		{"wait", 5, []string{"w", "S", "a", "m", "enter"}, actionID(3), "waiting", false, func(p *planner.Plan) bool {
			return item(p, actionID(3)).State == planner.Waiting && item(p, actionID(3)).Why == "Sam"
		}},
		{"hold", 5, []string{"h", "enter"}, actionID(3), "held", false, func(p *planner.Plan) bool { return item(p, actionID(3)).State == planner.OnHold }},
		{"focus", 4, []string{"f"}, actionID(2), "", true, func(p *planner.Plan) bool { return item(p, actionID(2)).Focus }},
		{"edit", 4, []string{"e", "2", "ctrl+s"}, actionID(2), "", true, func(p *planner.Plan) bool { return item(p, actionID(2)).Title == "Ask Dana for feedback2" }},
		{"note", 5, []string{"n", "h", "i", "ctrl+s"}, actionID(3), "", true, func(p *planner.Plan) bool { return item(p, actionID(3)).Note == "hi" }},
		{"an action for a stuck milestone", 6, []string{"a", "G", "o", "enter"}, milestoneID(2), "served", false, func(p *planner.Plan) bool {
			a, ok := p.Item(actionID(7)).(*planner.Action)
			return ok && a.Milestone == milestoneID(2) && a.Title == "Go"
		}},
		{"drop a milestone", 6, []string{"r", "enter"}, milestoneID(2), "dropped", false, func(p *planner.Plan) bool { return item(p, milestoneID(2)).State == planner.Dropped }},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			r := k.open("Review", 80, 24)
			r.press(toStep(row.step)...)
			before := k.plan().Revision
			r.press(row.keys...)
			if len(r.dialogs) > 0 {
				t.Fatalf("a dialog stays open:\n%s", r.text())
			}
			if !row.changed(k.plan()) {
				t.Errorf("the plan is not as it should be")
			}
			step := k.held().Steps[row.step-1]
			if step.Item != row.id || step.Outcome != row.outcome {
				t.Errorf("the step is %+v, expected %v %q", step, row.id, row.outcome)
			}
			if got := r.current.(*review).step == row.id; got != row.stays {
				t.Errorf("stays on the step: %v, expected %v", got, row.stays)
			}
			if n := k.plan().Revision - before; n != 1 && row.name != "days later" {
				t.Errorf("it took %d edits", n)
			}
		})
	}
}

// TestReviewRefuses tries what a step doesn't take: it says why, and nothing
// changes.
func TestReviewRefuses(t *testing.T) {
	rows := []struct {
		step int
		key  string
		says string
	}{
		{1, "w", "comes round by itself"},
		{1, "f", "comes round by itself"},
		{1, "a", "comes round by itself"},
		{3, "x", "Only checks"},
		{3, "a", "Only a milestone"},
		{3, "j", "Nothing was decided"},
		{1, "k", "the first one"},
	}
	for _, row := range rows {
		k := newWeek(t)
		r := k.open("Review", 120, 24)
		r.press(toStep(row.step)...)
		before := k.plan()
		r.press(row.key)
		r.shows(row.says)
		if k.plan() != before {
			t.Errorf("%s on step %d changed the plan", row.key, row.step)
		}
	}
}

// TestReviewResumes leaves a review at every step, by esc and by losing the
// program, and takes it up in another one, the same day and weeks later.
func TestReviewResumes(t *testing.T) {
	for _, later := range []int{0, 1, 16} {
		for done := range 7 {
			t.Run(fmt.Sprintf("after %d of 6, %d days later", done, later), func(t *testing.T) {
				k := newWeek(t)
				r := k.open("Review", 80, 24)
				r.press(toStep(done + 1)...)
				steps := slices.Clone(k.held().Steps)
				k.today = friday.AddDays(later)
				again := k.open("Home", 80, 24)
				again.press("3")
				again.shows("under way")
				again.press("enter")
				if got := k.held().Steps[:done]; !reflect.DeepEqual(got, steps[:done]) {
					t.Errorf("what was looked at is %+v, was %+v", got, steps[:done])
				}
				if k.plan().Given()[planner.KindReview] != 1 {
					t.Error("another review was begun")
				}
				screen := again.current.(*review)
				if done == 6 && later == 0 {
					again.shows("At most three in focus")
					return
				}
				if later == 0 {
					again.shows(fmt.Sprintf("%d of 6", done+1))
				}
				if i := screen.index(); i < done && screen.stage == atStep {
					t.Errorf("it goes on at step %d, which is looked at", i+1)
				}
			})
		}
	}
}

// TestReviewKeepsWhatWasTyped leaves at the last step and comes back.
func TestReviewKeepsWhatWasTyped(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press(append(toStep(7), "enter")...).write("A calm week").press("esc")
	r.press("1", "3", "enter")
	r.shows("A calm week")
	r.press("shift+tab")
	r.shows("At most three")
	r.press("enter", "enter")
	if got := k.held().Line; got != "A calm week" {
		t.Errorf("the line kept is %q", got)
	}
}

// TestReviewWholeWeek goes through a review to its end and looks at what it
// leaves behind.
func TestReviewWholeWeek(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "space", "x", "]", "enter", "r", "enter", "enter", "a").write("Write to Kim").press("enter")
	r.shows("At most three in focus")
	r.press("space")           // Read one book on teams leaves the focus
	r.press("j", "space", "G") // the one below comes in
	r.press("enter").write("Half of it done").press("enter")
	r.shows("closed")
	r.shows("1 done · 1 dated · 1 given an action · 1 dropped · 1 skipped · 1 looked at")
	r.shows("Half of it done")
	r.shows("Next review Sun 29 Nov 2026, in 9 days")
	held := k.held()
	if held.Closed != friday || held.Week != "2026-W47" || len(held.Focus) != 1 || held.Focus[0] == actionID(4) {
		t.Errorf("the review kept is %+v", held)
	}
	if p := k.plan(); !p.Profile().Review.IsZero() || p.Item(actionID(4)).Base().Focus || !p.Item(held.Focus[0]).Base().Focus {
		t.Error("the plan's focus or review is not as the review left it")
	}
	r.press("z")
	r.shows("1 held")
	r.shows("1 of 6 done")
}

// TestReviewNotYet holds that enter begins no review before it is due, so that
// a run of enters from the end of one doesn't go into the next; r begins one.
func TestReviewNotYet(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.shows("r begin now")
	r.press("enter", "enter")
	r.shows("Your review is due Sun 22 Nov 2026, in 2 days. r begins it earlier.")
	if k.plan().Given()[planner.KindReview] != 0 {
		t.Error("enter began a review")
	}
	r.press(toStep(7)...)
	r.press("enter", "enter")
	r.shows("closed")
	r.press("enter", "enter", "enter", "enter")
	r.shows("due Sun 29 Nov 2026")
	if stageOf(r) != atList || k.plan().Given()[planner.KindReview] != 1 {
		t.Errorf("a run of enters ends in stage %d", stageOf(r))
	}
}

// TestReviewBegin comes from elsewhere: it goes into a review that is due or
// under way, and nowhere else.
func TestReviewBegin(t *testing.T) {
	rows := []struct {
		name  string
		after int
		keys  []string // before
		stage reviewStage
	}{
		{"not due", 0, nil, atList},
		{"due", 2, nil, atStep},
		{"over", 4, nil, atStep},
		{"left at a step", 0, []string{"r", "enter", "esc"}, atStep},
		{"left for another screen", 0, []string{"r", "enter", "1", "3"}, atStep},
		{"left at the focus", 0, append(toStep(7), "1", "3"), atFocus},
		{"at the end of one", 0, append(toStep(7), "enter", "enter"), atList},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			k.today = friday.AddDays(row.after)
			r := k.open("Home", 80, 24)
			r.press("3").press(row.keys...)
			r.current.(*review).Begin()
			r.fits()
			if stageOf(r) != row.stage {
				t.Errorf("it is in stage %d:\n%s", stageOf(r), r.text())
			}
		})
	}
}

// TestReviewUndoPassesOverItsPlace holds that undo meets that a review was
// begun, but not that it was taken up again.
func TestReviewUndoPassesOverItsPlace(t *testing.T) {
	k := newWeek(t)
	k.apply(planner.SetDue([]planner.ID{actionID(2)}, friday.AddDays(5), friday))
	r := k.open("Home", 80, 24)
	r.press("3", "r", "esc")
	k.today = friday.AddDays(1)
	r.send(tickMsg{})
	r.press("3", "r", "esc", "1", "u")
	if !k.plan().Profile().Review.IsZero() {
		t.Error("undo leaves the review that was begun")
	}
	r.press("u")
	if due := k.plan().Item(actionID(2)).Base().Due; due != friday.AddDays(3) {
		t.Errorf("undo leaves the date at %v", due)
	}
}

func TestReviewUndo(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "space", "space", "u")
	r.shows("2 of 6")
	r.shows("Ask someone how they are")
	if s := k.held().Steps[1]; s.Outcome != "" {
		t.Errorf("the step is still %q", s.Outcome)
	}
	if k.plan().Item(checkID(1)).(*planner.Check).Ticked(friday) {
		t.Error("its check is still ticked")
	}
	r.press("u")
	r.shows("1 of 6")
	r.press("U", "U")
	r.shows("3 of 6")
	// From the focus, the last step comes back; from the end, the last line.
	r.press("enter", "enter", "enter", "enter", "u")
	r.shows("6 of 6")
	r.press("enter", "enter", "H", "m", "enter")
	r.shows("closed")
	r.press("u")
	r.shows("last step")
	r.shows("Hm")
	if k.plan().Profile().Review.IsZero() {
		t.Error("the review is not under way again")
	}
}

// TestReviewLooksBack goes back over what was decided, and decides anew.
func TestReviewLooksBack(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "space", "enter", "enter", "k")
	r.shows("3 of 6")
	r.shows("looked at · enter goes on")
	r.press("k", "k", "space")
	r.shows("It is settled for this time")
	r.press("j", "j", "space")
	if s := k.held().Steps[2]; s.Outcome != planner.OutcomeDone {
		t.Errorf("the step decided anew is %q", s.Outcome)
	}
	r.press("enter")
	r.shows("4 of 6")
}

// TestReviewElsewhere settles things in another window during the review.
func TestReviewElsewhere(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "enter", "enter")
	r.shows("Write the incident review")
	k.apply(planner.SetState([]planner.ID{actionID(1), actionID(2)}, planner.Done, "", friday))
	k.apply(planner.Remove([]planner.ID{actionID(3)}, friday))
	r.send(tickMsg{})
	r.shows("A mentor who manages")
	r.press("enter", "enter", "enter")
	got := []string{}
	for _, s := range k.held().Steps {
		got = append(got, s.Outcome)
	}
	if want := []string{"seen", "seen", "elsewhere", "elsewhere", "gone", "seen"}; !slices.Equal(got, want) {
		t.Errorf("the outcomes are %v, expected %v", got, want)
	}
	r.shows("2 settled elsewhere · 1 removed elsewhere")
}

// TestReviewElsewhereUnseen decides on something that is gone, before the
// screen could know: a sentence says so and the review goes on.
func TestReviewElsewhereUnseen(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press(toStep(3)...)
	k.apply(planner.Remove([]planner.ID{actionID(1)}, friday))
	r.press("space")
	r.shows("not found")
	r.send(tickMsg{})
	r.shows("4 of 6")
}

// TestReviewClosedElsewhere ends the review in another window.
func TestReviewClosedElsewhere(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "enter")
	other := k.open("Review", 80, 24)
	other.press("enter", "enter", "enter", "enter", "enter", "enter", "enter")
	other.shows("closed")
	r.send(tickMsg{})
	r.shows("1 held")
	r.lacks("of 6 looked at")
}

func TestReviewFourthFocus(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press(toStep(7)...)
	r.press("j", "space", "j", "space")
	r.shows("3 of 3")
	r.press("j", "space")
	r.shows("Three are in focus already")
	r.shows("3 of 3")
	r.press("g", "space")
	r.shows("2 of 3")
	r.press("a").write("Something new").press("ctrl+s")
	r.shows("Something new")
	r.press("space")
	if !k.plan().Item(actionID(7)).Base().Focus {
		t.Errorf("what was added is not under the cursor:\n%s", r.text())
	}
}

func TestReviewNothingDue(t *testing.T) {
	k := emptyWeek(t)
	r := k.open("Review", 80, 24)
	r.shows("Nothing to look at")
	r.press("r")
	r.shows("Nothing to choose from")
	r.press("space")
	r.shows("a adds an action")
	r.press("enter", "enter")
	r.shows("Nothing was due.")
	r.shows("No focus for next week")
	if k.held().Closed != friday {
		t.Error("the review is not closed")
	}
}

// TestReviewNextDue holds reviews late: the next is due on the weekday again.
func TestReviewNextDue(t *testing.T) {
	rows := []struct {
		name  string
		after int // days after the Sunday it is due on
		next  civil.Date
		says  string
	}{
		{"on the day", 0, friday.AddDays(9), "due today"},
		{"two days late", 2, friday.AddDays(9), "Due since Sun 22 Nov 2026"},
		{"two weeks and a day late", 15, friday.AddDays(23), "2 weeks merged into this one"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			k.tenYears(1)
			k.today = friday.AddDays(2 + row.after)
			r := k.open("Home", 80, 24)
			r.press("3")
			if !strings.Contains(strings.ToLower(r.text()), strings.ToLower(row.says)) {
				t.Fatalf("the list lacks %q:\n%s", row.says, r.text())
			}
			r.press("enter")
			for range 20 {
				if stageOf(r) == atStep {
					r.press("enter")
				}
			}
			r.press("enter", "enter")
			r.shows("Next review " + longDay(row.next))
			if row.after > 7 {
				r.shows(row.says)
			}
		})
	}
}

// TestReviewManyHeld draws a list of ten years: what is drawn is what is
// visible, and the reviews are read once.
func TestReviewManyHeld(t *testing.T) {
	k := newWeek(t)
	k.tenYears(520)
	r := k.open("Review", 120, 36)
	r.shows("520 held")
	r.shows("2026-W46")
	screen := r.current.(*review)
	for i := range screen.past {
		if i > 40 {
			screen.past[i] = nil // drawing it would panic
		}
	}
	r.press("j", "j", "ctrl+d")
	r.fits()
	reads := k.keeper.reviews
	r.press("[", "enter", "esc", "k")
	if k.keeper.reviews != reads || reads != 1 {
		t.Errorf("all reviews were read %d times", k.keeper.reviews)
	}
	again := k.open("Review", 80, 24)
	again.press("G")
	again.shows("2016-W49")
	again.lacks("2026-W46")
	again.press("enter")
	again.shows("Line 1")
	again.press("esc", "g")
	again.shows("2026-W46")
}

// TestReviewStaysShort holds that a review does not grow when it is taken up:
// what lay longest untouched is asked for, the rest next week.
func TestReviewStaysShort(t *testing.T) {
	k := emptyWeek(t)
	k.apply(planner.Edit{Label: "Much untouched", Run: func(d *planner.Draft) error {
		for i := range 20 {
			d.Add(planner.KindAction, &planner.Action{Item: planner.Item{Phase: 1, Title: fmt.Sprintf("Old %d", i), Touched: friday.AddDays(-100 - i)}})
		}
		return nil
	}})
	r := k.open("Review", 80, 24)
	r.press(toStep(13)...)
	r.press("esc", "enter")
	r.shows("At most three in focus")
	if n := len(k.held().Steps); n != 12 {
		t.Errorf("the review looks at %d things", n)
	}
}

// TestReviewUnreadable holds that the screen says so when reviews can't be
// read, and goes on once they can.
func TestReviewUnreadable(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "enter")
	k.keeper.broken = true
	r.send(tea.WindowSizeMsg{Width: 90, Height: 24})
	r.shows("can't be read: the disk is gone")
	r.press("enter", "j", "space", "k")
	k.keeper.broken = false
	r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	r.shows("1 of 6 looked at")
}

// TestReviewFocusKept counts what of a review's focus was done by the next.
func TestReviewFocusKept(t *testing.T) {
	k := newWeek(t)
	k.tenYears(2)
	k.apply(planner.SetState([]planner.ID{actionID(4)}, planner.Done, "", friday))
	r := k.open("Review", 80, 24)
	r.shows("focus 1 of 1")
	r.shows("focus 0 of 1")
}

// TestReviewFitsAnyWindow draws each stage in windows of every shape, and
// scrolls a note that is longer than any.
func TestReviewFitsAnyWindow(t *testing.T) {
	stages := [][]string{nil, toStep(1), append(toStep(3), "ctrl+d"), toStep(7), append(toStep(7), "enter"), append(toStep(7), "enter", "enter"), {"j", "enter"}}
	for i, keys := range stages {
		k := newWeek(t)
		k.tenYears(30)
		k.apply(planner.SetNote(actionID(1), strings.Repeat("長い note \u202e with a bit of everything 👩‍👩‍👧 in it. ", 200), friday))
		r := k.open("Review", 80, 24)
		r.press(keys...)
		for w := 60; w <= 200; w += 20 {
			for h := 15; h <= 60; h += 9 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				r.press("ctrl+d")
				if r.fits(); i == 2 {
					r.press("ctrl+u", "ctrl+u")
				}
			}
		}
	}
}

// TestReviewKeys holds that within each stage a key means one thing.
func TestReviewKeys(t *testing.T) {
	for _, keys := range [][]string{nil, toStep(1), toStep(3), toStep(6), toStep(7), append(toStep(7), "enter", "enter")} {
		k := newWeek(t)
		r := k.open("Review", 80, 24)
		r.press(keys...)
		checkKeys(t, append(r.current.Actions(), r.global()...))
	}
}
