package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

func stageOf(r *rig) string { return r.current.(*review).stage }

// toItem goes to the n-th thing of the checklists of newWeek, from 1, or with
// stuck to the milestone that is.
func (r *rig) toItem(n int, stuck bool) *rig {
	r.t.Helper()
	stage := planner.StageChecks
	if stuck {
		stage = planner.StageStuck
	}
	r.toStage(stage)
	for range n - 1 {
		r.press("enter")
	}
	return r
}

// TestReviewGoldens draws the walk's own pages in every size.
func TestReviewGoldens(t *testing.T) {
	stages := []struct {
		name string
		to   func(*rig)
	}{
		{"check", func(r *rig) { r.toItem(1, false) }},
		{"overdue", func(r *rig) { r.toItem(3, false) }},
		{"moved", func(r *rig) { r.toItem(3, false).press("]") }},
		{"untouched", func(r *rig) { r.toItem(5, false) }},
		{"stuck", func(r *rig) { r.toItem(1, true) }},
		{"stuck-form", func(r *rig) { r.toItem(1, true).press("a", "x") }},
		{"focus", func(r *rig) { r.toStage(planner.StageFocus).press("j", "space") }},
		{"line", func(r *rig) { r.toItem(3, false).press("space"); r.toStage(planner.StageClose).write("Ok") }},
		{"end", func(r *rig) {
			r.toItem(3, false).press("space")
			r.toStage(planner.StageClose).write("Ok").press("enter")
		}},
		{"short", func(r *rig) { r.show("Review"); r.press("s") }},
	}
	for _, size := range reviewSizes {
		for _, st := range stages {
			t.Run(st.name+" "+size.name, func(t *testing.T) {
				k := newWeek(t)
				k.tenYears(2)
				r := k.open("Review", size.w, size.h)
				st.to(r)
				r.fits()
				r.toast = toast{}
				r.golden("review/" + st.name + "-" + size.name)
			})
		}
	}
}

// decision is one that a thing of newWeek takes.
type decision struct {
	name    string
	item    int // of the checklists, from 1; 0: the stuck milestone
	keys    []string
	id      planner.ID
	outcome string
	stays   bool
	changed func(p *planner.Plan) bool
}

func decisions() []decision {
	item := func(p *planner.Plan, id planner.ID) *planner.Item { return p.Item(id).Base() }
	return []decision{
		{"tick a check", 1, []string{"space"}, checkID(2), "done", false, func(p *planner.Plan) bool { return p.Item(checkID(2)).(*planner.Check).Ticked(friday) }},
		{"skip a check", 1, []string{"x", "i", "l", "l", "enter"}, checkID(2), "skipped", false, func(p *planner.Plan) bool {
			k := p.Item(checkID(2)).(*planner.Check)
			return k.Skipped && k.Last == friday
		}},
		{"a check that is not for you", 1, []string{"r", "n", "o", "enter"}, checkID(2), "dropped", false, func(p *planner.Plan) bool {
			return item(p, checkID(2)).State == planner.Dropped && item(p, checkID(2)).Why == "no"
		}},
		{"leave a check open", 1, []string{"enter"}, checkID(2), "seen", false, func(p *planner.Plan) bool { _, open := p.Item(checkID(2)).(*planner.Check).Next(friday); return open }},
		{"done", 3, []string{"space"}, actionID(1), "done", false, func(p *planner.Plan) bool { return item(p, actionID(1)).State == planner.Done }},
		{"looked at", 3, []string{"enter"}, actionID(1), "seen", false, func(p *planner.Plan) bool { return item(p, actionID(1)).Touched == friday }},
		{"next week", 3, []string{"f"}, actionID(1), "next", false, func(p *planner.Plan) bool {
			return item(p, actionID(1)).Touched == friday && item(p, actionID(1)).State == planner.ToDo
		}},
		{"days later", 3, []string{"]", "]", "]", "["}, actionID(1), "moved", true, func(p *planner.Plan) bool { return item(p, actionID(1)).Due == friday.AddDays(-1) }},
		{"a date", 4, slices.Concat([]string{"t"}, slices.Repeat([]string{"backspace"}, 10), []string{"+", "2", "w", "enter"}), actionID(2), "moved", false, func(p *planner.Plan) bool { return item(p, actionID(2)).Due == friday.AddDays(14) }},
		{"drop", 4, []string{"r", "n", "o", "enter"}, actionID(2), "dropped", false, func(p *planner.Plan) bool {
			return item(p, actionID(2)).State == planner.Dropped && item(p, actionID(2)).Why == "no"
		}},
		{"wait", 5, []string{"w", "S", "a", "m", "enter"}, actionID(3), "waiting", false, func(p *planner.Plan) bool {
			return item(p, actionID(3)).State == planner.Waiting && item(p, actionID(3)).Why == "Sam"
		}},
		{"hold", 5, []string{"h", "enter"}, actionID(3), "held", false, func(p *planner.Plan) bool { return item(p, actionID(3)).State == planner.OnHold }},
		{"edit", 4, []string{"e", "2", "ctrl+s"}, actionID(2), "", true, func(p *planner.Plan) bool { return item(p, actionID(2)).Title == "Ask Dana for feedback2" }},
		{"note", 5, []string{"n", "h", "i", "ctrl+s"}, actionID(3), "", true, func(p *planner.Plan) bool { return item(p, actionID(3)).Note == "hi" }},
		{"an action for a stuck milestone", 0, []string{"a", "G", "o", "enter"}, milestoneID(2), "served", false, func(p *planner.Plan) bool {
			a, ok := p.Item(actionID(7)).(*planner.Action)
			return ok && a.Milestone == milestoneID(2) && a.Title == "Go"
		}},
		{"drop a milestone", 0, []string{"r", "enter"}, milestoneID(2), "dropped", false, func(p *planner.Plan) bool { return item(p, milestoneID(2)).State == planner.Dropped }},
		{"hold a milestone", 0, []string{"h", "enter"}, milestoneID(2), "held", false, func(p *planner.Plan) bool { return item(p, milestoneID(2)).State == planner.OnHold }},
	}
}

func stepOf(t *testing.T, r *planner.Review, id planner.ID) planner.Step {
	t.Helper()
	at := slices.IndexFunc(r.Steps, func(s planner.Step) bool { return s.Item == id })
	if at < 0 {
		t.Fatalf("the review doesn't look at %v: %+v", id, r.Steps)
	}
	return r.Steps[at]
}

// TestReviewDecisions makes every decision there is, each on a thing that
// takes it, and takes it back.
func TestReviewDecisions(t *testing.T) {
	for _, d := range decisions() {
		t.Run(d.name, func(t *testing.T) {
			k := newWeek(t)
			r := k.open("Review", 80, 24)
			r.toItem(d.item, d.item == 0)
			stage := stageOf(r)
			entries := func() int { return len(notQuiet(t, k.keeper)) }
			before := entries()
			r.press(d.keys...)
			if len(r.dialogs) > 0 {
				t.Fatalf("a dialog stays open:\n%s", r.text())
			}
			if !d.changed(k.plan()) {
				t.Errorf("the plan is not as it should be")
			}
			if step := stepOf(t, k.held(), d.id); step.Outcome != d.outcome {
				t.Errorf("the step is %+v, expected %q", step, d.outcome)
			}
			if got := itemOf(r) == d.id; got != d.stays {
				t.Errorf("stays on the step: %v, expected %v", got, d.stays)
			}
			if n := entries() - before; n != 1 && d.name != "days later" {
				t.Errorf("it took %d edits", n)
			}
			r.press("u")
			if d.outcome != "" && !d.stays {
				if stageOf(r) != stage || itemOf(r) != d.id || slices.ContainsFunc(k.held().Steps, func(s planner.Step) bool { return s.Item == d.id && s.Outcome != "" }) {
					t.Errorf("undo doesn't lead back to it:\n%s", r.text())
				}
			}
		})
	}
}

// itemOf is what the walk's page is about.
func itemOf(r *rig) planner.ID {
	wk, ok := r.current.(*review).page.(*itemWalk)
	if !ok {
		return planner.ID{}
	}
	now, _ := wk.current()
	return now.Item
}

func notQuiet(t *testing.T, k planner.Keeper) []planner.Entry {
	t.Helper()
	all, err := k.History(0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(e planner.Entry) bool { return e.Quiet })
}

// TestReviewRefuses tries what a step doesn't take: it says why, and nothing
// changes.
func TestReviewRefuses(t *testing.T) {
	for _, row := range []struct {
		item int
		key  string
		says string
	}{
		{1, "w", "comes round by itself"},
		{1, "f", "comes round by itself"},
		{1, "a", "comes round by itself"},
		{3, "x", "Only checks"},
		{3, "a", "Only a milestone"},
		{3, "j", "Nothing was decided"},
	} {
		k := newWeek(t)
		r := k.open("Review", 120, 24)
		r.toItem(row.item, false)
		before := k.plan()
		r.press(row.key)
		r.shows(row.says)
		if k.plan() != before {
			t.Errorf("%s on thing %d changed the plan", row.key, row.item)
		}
	}
}

// TestReviewResumes leaves a review at every stage, by esc and by losing the
// program, and takes it up in another one, the same day and later: it stands
// exactly there.
func TestReviewResumes(t *testing.T) {
	for _, leave := range []bool{true, false} {
		for _, later := range []int{0, 1, 16} {
			for _, stage := range []string{planner.StageChecks, planner.StageStuck, planner.StageEnergy, planner.StageFocus, planner.StageClose} {
				t.Run(fmt.Sprintf("%s, %d days later, leaving %v", stage, later, leave), func(t *testing.T) {
					k := newWeek(t)
					r := k.open("Review", 80, 24)
					r.toStage(stage)
					if stage == planner.StageChecks {
						r.press("enter", "enter")
					}
					if leave {
						r.press("esc")
					}
					k.today = friday.AddDays(later)
					again := k.open("Home", 80, 24)
					again.press("3")
					again.shows("under way")
					again.press("enter")
					if stageOf(again) != stage {
						t.Errorf("it goes on at %q", stageOf(again))
					}
					if stage == planner.StageChecks && itemOf(again) != actionID(1) {
						t.Errorf("it goes on with %v", itemOf(again))
					}
					if k.plan().Given()[planner.KindReview] != 1 {
						t.Error("another review was begun")
					}
				})
			}
		}
	}
}

// TestReviewKeepsWhatWasTyped leaves at the last part and comes back.
func TestReviewKeepsWhatWasTyped(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageClose).write("A calm week").press("esc")
	r.press("1", "3", "enter")
	r.shows("A calm week")
	r.press("shift+tab")
	r.shows("At most three")
	r.toStage(planner.StageClose)
	r.shows("A calm week")
	r.press("enter")
	if got := k.held().Line; got != "A calm week" {
		t.Errorf("the line kept is %q", got)
	}
}

// TestReviewWholeWeek goes through a review to its end and looks at what it
// leaves behind.
func TestReviewWholeWeek(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 36)
	r.press("r", "space", "x", "enter", "]", "enter", "r", "enter", "f", "a").write("Write to Kim").press("enter")
	if stageOf(r) != planner.StageEnergy {
		t.Fatalf("it is at %q:\n%s", stageOf(r), r.text())
	}
	r.toStage(planner.StageFocus)
	r.shows("▸ ■ a3   Shadow a one-on-one") // picked for next week
	r.press("j")
	r.shows("▸ ■ a4")
	r.press("space", "enter") // what was in focus leaves it
	r.write("Half of it done").press("enter")
	r.shows("closed")
	r.shows("Half of it done")
	r.shows("1 done · 1 dated · 1 for next week · 1 given an action · 1 dropped")
	r.shows("Next review Sun 29 Nov 2026, in 9 days")
	held := k.held()
	if held.Closed != friday || held.Week != "2026-W47" || !slices.Equal(held.Focus, []planner.ID{actionID(3)}) {
		t.Errorf("the review kept is %+v", held)
	}
	if p := k.plan(); !p.Profile().Review.IsZero() || p.Item(actionID(4)).Base().Focus || !p.Item(actionID(3)).Base().Focus {
		t.Error("the plan's focus or review is not as the review left it")
	}
	note := k.plan().WeekNamed("2026-W47")
	if note == nil || note.Held != friday || note.Checks != (planner.Kept{Done: 1, Of: 2}) || !slices.Equal(note.Chosen, held.Focus) {
		t.Errorf("its week is %+v", note)
	}
	r.press("z")
	if stageOf(r) != "" {
		t.Errorf("it is at %q", stageOf(r))
	}
}

// TestReviewAgain begins a review in a week that has one: that is opened
// again, since a week has one.
func TestReviewAgain(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageClose).write("One").press("enter", "enter")
	k.today = friday.AddDays(2)
	r.send(tickMsg{})
	r.press("r")
	if now := r.current.(*review).now; now == nil || now.ID.N != 1 || stageOf(r) == "" {
		t.Fatalf("the week's review is not open:\n%s", r.text())
	}
	r.toStage(planner.StageClose)
	r.shows("One")
	r.write(" and two").press("enter")
	if held := k.held(); held.Line != "One and two" || held.Week != "2026-W47" || k.plan().Given()[planner.KindReview] != 1 {
		t.Errorf("the review kept is %+v", held)
	}
	if due := k.plan().ReviewDue(k.today); due != friday.AddDays(9) {
		t.Errorf("the next is due %v", due)
	}
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
	r.toStage(planner.StageClose).press("enter")
	r.shows("closed")
	r.press("enter", "enter", "enter", "enter")
	r.shows("due Sun 29 Nov 2026")
	if stageOf(r) != "" || k.plan().Given()[planner.KindReview] != 1 {
		t.Errorf("a run of enters ends at %q", stageOf(r))
	}
}

// TestReviewBegin comes from elsewhere: it goes into a review that is due or
// under way, and nowhere else.
func TestReviewBegin(t *testing.T) {
	rows := []struct {
		name   string
		after  int
		before func(*rig)
		stage  string
	}{
		{"not due", 0, func(*rig) {}, ""},
		{"due", 2, func(*rig) {}, planner.StageChecks},
		{"over", 4, func(*rig) {}, planner.StageChecks},
		{"left at a step", 0, func(r *rig) { r.press("r", "enter", "esc") }, planner.StageChecks},
		{"left for another screen", 0, func(r *rig) { r.press("r", "enter", "1", "3") }, planner.StageChecks},
		{"left at the focus", 0, func(r *rig) { r.toStage(planner.StageFocus).press("1", "3") }, planner.StageFocus},
		{"at the end of one", 0, func(r *rig) { r.toStage(planner.StageClose).press("enter") }, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			k.today = friday.AddDays(row.after)
			r := k.open("Home", 80, 24)
			r.press("3")
			row.before(r)
			r.current.(*review).Begin()
			r.fits()
			if stageOf(r) != row.stage {
				t.Errorf("it is at %q:\n%s", stageOf(r), r.text())
			}
		})
	}
}

// TestReviewUndoPassesOverItsPlace holds that undo meets that a review was
// begun, but not where it stood.
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

// TestReviewUndoClose opens the review again by undoing its close, with the
// line that was typed.
func TestReviewUndoClose(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageClose).write("Hm").press("enter")
	r.shows("closed")
	r.press("u")
	if stageOf(r) != planner.StageClose || k.plan().Profile().Review.IsZero() || k.plan().WeekNamed("2026-W47") != nil && !k.plan().WeekNamed("2026-W47").Held.IsZero() {
		t.Errorf("the review is not under way again, at %q:\n%s", stageOf(r), r.text())
	}
	r.press("enter")
	r.shows("closed")
}

// TestReviewLooksBack goes back over what was decided, and decides anew.
func TestReviewLooksBack(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("r", "space", "enter", "enter", "k")
	r.shows("3 of 5 here")
	r.shows("looked at · enter goes on")
	r.press("k", "k", "space")
	r.shows("It is settled for this time")
	r.press("j", "j", "space")
	if s := k.held().Steps[2]; s.Outcome != planner.OutcomeDone {
		t.Errorf("the step decided anew is %q", s.Outcome)
	}
	r.shows("4 of 5 here")
	r.press("b", "b", "b", "b")
	if stageOf(r) == planner.StageChecks {
		t.Errorf("back from the first thing stays in the checklists:\n%s", r.text())
	}
}

// TestReviewElsewhere settles things in another window during the review.
func TestReviewElsewhere(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 36)
	r.press("r", "enter", "enter")
	r.shows("Write the incident review")
	k.apply(planner.SetState([]planner.ID{actionID(1), actionID(2)}, planner.Done, "", friday))
	k.apply(planner.Remove([]planner.ID{actionID(3)}, friday))
	r.send(tickMsg{})
	r.shows("looked at · enter goes on")
	r.toStage(planner.StageClose).press("enter")
	got := []string{}
	for _, s := range k.held().Steps {
		got = append(got, s.Outcome)
	}
	if want := []string{"seen", "seen", "elsewhere", "elsewhere", "gone", "seen"}; !slices.Equal(got, want) {
		t.Errorf("the outcomes are %v, expected %v", got, want)
	}
}

// TestReviewElsewhereUnseen decides on something that is gone, before the
// screen could know: a sentence says so and the review goes on.
func TestReviewElsewhereUnseen(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.toItem(3, false)
	k.apply(planner.Remove([]planner.ID{actionID(1)}, friday))
	r.press("space")
	r.shows("not found")
	r.send(tickMsg{})
	r.shows("Ask Dana for feedback")
}

// TestReviewClosedElsewhere ends the review in another window, at every stage
// that this one may show.
func TestReviewClosedElsewhere(t *testing.T) {
	for _, stage := range []string{planner.StageChecks, planner.StageStuck, planner.StageEnergy, planner.StageFocus, planner.StageClose} {
		k := newWeek(t)
		r := k.open("Review", 80, 24)
		r.toStage(stage)
		other := k.open("Review", 80, 24)
		other.toStage(planner.StageClose).press("enter")
		other.shows("closed")
		r.press("enter") // before it can know
		r.send(tickMsg{})
		r.fits()
		if stageOf(r) != "" || r.current.(*review).now != nil {
			t.Errorf("from %s it is at %q:\n%s", stage, stageOf(r), r.text())
		}
	}
}

func TestReviewFourthFocus(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageFocus)
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

// TestReviewEmptyWeek counts the keys of a week in which nothing is due: at
// most twelve, in the full form and in the short one.
func TestReviewEmptyWeek(t *testing.T) {
	for _, begin := range []string{"r", "s"} {
		k := emptyWeek(t)
		r := k.open("Review", 80, 24)
		r.press(begin)
		keys := 1
		for ; k.plan().Profile().Settled != friday.AddDays(2) && keys <= 30; keys++ {
			r.press("enter")
		}
		if keys > 12 {
			t.Errorf("begun with %s, an empty week takes %d keys", begin, keys)
		}
		r.shows("closed")
	}
	// The same with all that a new plan on the built-in path can ask of who
	// manages people.
	r := newRig(t, fixture{plan: true, today: friday.AddDays(2)})
	for n := 3; n <= 4; n++ {
		r.apply(planner.SetPhase(n, planner.Open, "", r.today))
	}
	settle(t, r)
	r.show("Review")
	r.press("r")
	keys := 1
	for ; !r.plan.Profile().Review.IsZero() && keys <= 30; keys++ {
		r.press("enter")
	}
	if keys > 12 || r.plan.HeldWeeks() == nil {
		t.Errorf("an empty week of a manager takes %d keys:\n%s", keys, r.text())
	}
	t.Logf("%d keys", keys)
}

// settle leaves nothing that is due, captured, stuck or waiting.
func settle(t *testing.T, r *rig) {
	t.Helper()
	for c := range r.plan.Inbox() {
		r.apply(planner.Remove([]planner.ID{c.ID}, r.today))
	}
	for it := range r.plan.Items() {
		switch {
		case it.Key().Kind == planner.KindCheck:
			r.apply(planner.SetState([]planner.ID{it.Key()}, planner.OnHold, "", r.today.AddDays(-1)))
		case it.Base().State.Open() || it.Base().State == planner.Done:
			r.apply(planner.SetState([]planner.ID{it.Key()}, planner.Dropped, "", r.today.AddDays(-1)))
		}
	}
}

// TestReviewNextDue holds reviews late: the next is due on the weekday again.
func TestReviewNextDue(t *testing.T) {
	for _, row := range []struct {
		name  string
		after int // days after the Sunday it is due on
		next  civil.Date
		says  string
	}{
		{"on the day", 0, friday.AddDays(9), "due today"},
		{"two days late", 2, friday.AddDays(9), "Due since Sun 22 Nov 2026"},
		{"two weeks and a day late", 15, friday.AddDays(23), "2 weeks merged into this one"},
	} {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			k.tenYears(1)
			k.today = friday.AddDays(2 + row.after)
			r := k.open("Home", 80, 36)
			r.press("3")
			if !strings.Contains(strings.ToLower(r.text()), strings.ToLower(row.says)) {
				t.Fatalf("the list lacks %q:\n%s", row.says, r.text())
			}
			r.toStage(planner.StageClose).press("enter")
			r.shows("Next review " + longDay(row.next))
			if row.after > 7 {
				r.shows("2 weeks merged")
			}
		})
	}
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
	r.toStage(planner.StageEnergy)
	r.press("esc", "enter")
	if n := len(k.held().Steps); n != 12 || stageOf(r) != planner.StageEnergy {
		t.Errorf("the review looks at %d things, and is at %q", n, stageOf(r))
	}
}

// TestReviewForm turns between the full form and the one of five minutes.
func TestReviewForm(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24)
	r.press("s")
	r.shows("5 minutes")
	var seen []string
	for range 20 {
		if st := stageOf(r); len(seen) == 0 || seen[len(seen)-1] != st {
			seen = append(seen, st)
		}
		if stageOf(r) == planner.StageClose {
			break
		}
		r.press("enter")
	}
	if want := []string{planner.StageChecks, planner.StageEnergy, planner.StageFocus, planner.StageClose}; !slices.Equal(seen, want) {
		t.Errorf("the short form goes %v", seen)
	}
	r.press("shift+tab", "S")
	r.lacks("5 minutes")
	r.press("b", "b")
	if k.held().Short {
		t.Error("it is still the short form")
	}
}

// TestReviewUnreadable holds that the screen says so when the review can't be
// read, and goes on once it can.
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
	r.shows("under way")
}

// TestReviewFitsAnyWindow draws each page in windows of every shape, and
// scrolls a note that is longer than any.
func TestReviewFitsAnyWindow(t *testing.T) {
	pages := []func(*rig){func(*rig) {}, func(r *rig) { r.toItem(3, false).press("ctrl+d") }}
	for _, st := range planner.Stages {
		pages = append(pages, func(r *rig) {
			r.toStage(planner.StageChecks)
			r.current.(*review).enter(st.Name)
		})
	}
	for _, open := range pages {
		k := newWeek(t)
		k.tenYears(30)
		k.apply(planner.SetNote(actionID(1), strings.Repeat("長い note \u202e with a bit of everything 👩‍👩‍👧 in it. ", 200), friday))
		r := k.open("Review", 80, 24)
		open(r)
		for w := 60; w <= 200; w += 20 {
			for h := 15; h <= 60; h += 9 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				r.press("ctrl+d")
				r.fits()
			}
		}
	}
}

// TestReviewKeys holds that within each page a key means one thing.
func TestReviewKeys(t *testing.T) {
	for _, st := range planner.Stages {
		k := newWeek(t)
		r := k.open("Review", 80, 24)
		r.toStage(planner.StageChecks)
		r.current.(*review).enter(st.Name)
		checkKeys(t, r.current.(*review).page.Actions())
	}
}

// TestReviewFormOutlastsItsStep decides with a form on a step that another
// window decided meanwhile, also where that closed the review: what was typed
// goes to the thing it was typed for.
func TestReviewFormOutlastsItsStep(t *testing.T) {
	for _, closed := range []bool{false, true} {
		k := newWeek(t)
		r := k.open("Review", 80, 24)
		r.toItem(3, false).press("w").write("Sam")
		other := k.open("Review", 80, 24)
		other.press("enter", "enter")
		if closed {
			other.toStage(planner.StageClose).press("enter")
		}
		r.send(tickMsg{})
		r.press("enter")
		b := k.plan().Item(actionID(1)).Base()
		if b.State != planner.Waiting || b.Why != "Sam" || stepOf(t, k.held(), actionID(1)).Outcome != planner.OutcomeWaiting {
			t.Errorf("closed %v: it is %v %q, %+v", closed, b.State, b.Why, k.held().Steps)
		}
		if s := stepOf(t, k.held(), actionID(2)); s.Outcome == planner.OutcomeWaiting {
			t.Errorf("closed %v: another step got it: %+v", closed, s)
		}
	}
}
