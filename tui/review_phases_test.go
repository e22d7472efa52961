package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/hostile"
)

// standingWeek is a plan in its second phase after so many reviews: three make
// this one look at the phases, twelve at length.
func standingWeek(t *testing.T, held int) *someWeek {
	t.Helper()
	k := emptyWeek(t)
	k.apply(planner.Edit{Label: "Phases", Run: func(d *planner.Draft) error {
		first := *d.Plan().Phase(1)
		first.State, first.Closed = planner.Closed, friday.AddDays(-250)
		d.Put(&first)
		pr := *d.Plan().Profile()
		pr.Started, pr.Settled = friday.AddDays(-300), friday.AddDays(-5)
		d.Put(&pr)
		gates := []planner.Gate{{Kind: "led"}, {Kind: "mentored"}, {Kind: "represented"}, {Kind: "feedback"}}
		d.Add(planner.KindPhase, &planner.Phase{
			Title: "Lead without the title", Short: "Lead untitled", From: 3, To: 8, State: planner.Open, Opened: friday.AddDays(-250),
			Purpose: "Find out whether you like the work of leading, and let others find out too, while nothing is decided yet and the way back costs nothing.", Gate: gates,
		})
		d.Add(planner.KindPhase, &planner.Phase{Title: "First management role", Short: "First role", From: 5, To: 10})
		d.Add(planner.KindPhase, &planner.Phase{Title: "Wider scope", Short: "Wider scope", From: 10, Optional: true})
		return nil
	}})
	k.standing()
	for n := held; n > 0; n-- {
		k.heldWeek(friday.AddDays(2-7*n), n)
	}
	return k
}

// standing adds items and evidence to the second phase.
func (k *someWeek) standing() {
	k.t.Helper()
	item := func(title string, state planner.State, done, due civil.Date) planner.Item {
		return planner.Item{Phase: 2, Title: title, State: state, Done: done, Due: due, Touched: friday}
	}
	none := civil.Date{}
	k.apply(planner.Edit{Label: "Items", Run: func(d *planner.Draft) error {
		for _, m := range []planner.Item{
			item("What my manager needs to see", planner.ToDo, none, friday.AddDays(22)),
			item("A mentor who manages", planner.Done, friday.AddDays(-20), none),
			item("Lead one project end to end", planner.Done, friday.AddDays(-80), none),
		} {
			d.Add(planner.KindMilestone, &planner.Milestone{Item: m})
		}
		a := item("Shadow a one-on-one", planner.ToDo, none, none)
		d.Add(planner.KindAction, &planner.Action{Item: a, Milestone: milestoneID(1)})
		return nil
	}})
	for i, kind := range []string{"led", "led", "feedback", "shipped"} {
		k.apply(planner.LogEvidence(planner.Evidence{Date: friday.AddDays(-30 * (i + 1)), Kind: kind, Title: kind}, friday))
	}
	k.apply(planner.LogEvidence(planner.Evidence{Date: friday.AddDays(-280), Kind: "mentored", Title: "Before the phase"}, friday))
}

// heldWeek adds the review of a week, with readings.
func (k *someWeek) heldWeek(due civil.Date, n int) {
	k.t.Helper()
	k.apply(planner.Edit{Label: "Held", Run: func(d *planner.Draft) error {
		id := d.Add(planner.KindReview, &planner.Review{Week: planner.Week(due), Due: due, Started: due, Closed: due})
		d.Add(planner.KindWeek, &planner.WeekNote{
			Week: planner.Week(due), Due: due, Held: due, Review: id, Checks: planner.Kept{Done: 2, Of: 3},
			Energy: map[string]planner.Reading{"coaching": {Value: 2 - n%3}, planner.HandsOn: {Value: n%4 - 2}},
		})
		return nil
	}})
}

func TestReviewPhasesGolden(t *testing.T) {
	for name, k := range map[string]func() *someWeek{
		"phases":         func() *someWeek { return standingWeek(t, 3) },
		"phases-quarter": func() *someWeek { return standingWeek(t, 12) },
		"phases-empty": func() *someWeek {
			k := emptyWeek(t)
			for n := 3; n > 0; n-- {
				k.heldWeek(friday.AddDays(2-7*n), n)
			}
			return k
		},
	} {
		for _, size := range reviewSizes {
			t.Run(name+" "+size.name, func(t *testing.T) {
				r := k().open("Review", size.w, size.h).toStage(planner.StagePhases)
				r.t = t
				r.send(nil) // what is read beside is in
				r.golden("review/" + name + "-" + size.name)
			})
		}
	}
}

// Evidence is counted beside the screen: until it is in, the page says so.
func TestReviewPhasesCounting(t *testing.T) {
	k := standingWeek(t, 3)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageFocus)
	r.route(keyPress("enter"))
	r.shows("Where you stand")
	r.shows("counting…")
	r.send(nil)
	r.lacks("counting…")
	r.shows("✓ led 2")
	r.shows("· mentored 0") // what was before the phase doesn't count
	r.shows("2 of 4 kinds")
	id := k.apply(planner.LogEvidence(planner.Evidence{Date: friday, Kind: "mentored", Title: "Sam's first on-call"}, friday)).New[0]
	r.route(tickMsg{})
	r.shows("✓ led 2") // not blank meanwhile
	r.send(nil)
	r.shows("✓ mentored 1")
	k.apply(planner.Remove([]planner.ID{id}, friday))
	r.second(1)
	r.send(nil)
	r.shows("· mentored 0")
	k.keeper.broken = true
	r.press("s", "a")
	r.press("u")
	r.send(nil)
	r.fits()
}

func TestReviewPhasesState(t *testing.T) {
	k := standingWeek(t, 3)
	r := k.open("Review", 80, 24).toStage(planner.StagePhases)
	r.shows("▸ ▸ 2 Lead without the title")
	r.press("G")
	r.shows("▸ · 4 Wider scope")
	r.press("k", "s", "o")
	r.shows("Phase 3 open: First management role · u undoes")
	r.shows("▸ ▸ 3 First management role")
	if r.plan.Phase(3).State != planner.Open {
		t.Error("phase 3 is not open")
	}
	r.press("u")
	r.shows("▸ · 3 First management role")
	r.press("g")
	r.press("s", "c")
	r.shows("Phase 2 closed")
	r.shows("▸ ✓ 2 Lead without the title")
	r.press("enter")
	r.shows("One line to close with")
}

// With the cursor on it, the words about the quarter take no key.
func TestReviewPhasesQuarter(t *testing.T) {
	r := standingWeek(t, 12).open("Review", 120, 36).toStage(planner.StagePhases)
	r.send(nil)
	r.shows("the last 13 weeks")
	r.shows("the 13 weeks before")
	r.shows("Milestones reached  0")
	r.shows("◆ A mentor who manages")
	r.shows("Find out whether you like the work of leading")
	r.shows("Is this still the phase you want to be in?")
	r.press("v").shows("Quarters")
	r.press("esc")
	r.press("G", "s").shows("Choose a phase first")
	r.press("g", "s", "c")
	r.shows("No phase is open. Which one are you in?")
	r.press("u")
	r.press("G", "k", "k", "k", "s", "o")
	r.shows("Are these still the phases you want to be in?")
	r.fits()
}

// Another window opens and closes phases; the cursor stays with its own.
func TestReviewPhasesTwoWindows(t *testing.T) {
	k := standingWeek(t, 3)
	r := k.open("Review", 80, 24).toStage(planner.StagePhases)
	r.press("j", "j")
	r.shows("▸ · 3 First management role")
	k.apply(planner.SetPhase(4, planner.Open, "", friday))
	r.second(1)
	r.shows("▸ · 3 First management role")
	k.apply(planner.SetPhase(3, planner.Open, "", friday))
	r.second(1)
	r.shows("▸ ▸ 3 First management role")
	r.resize([2]int{60, 15})
	r.shows("▸ ▸ 3 First management role")
	r.fits()
}

func TestReviewPhasesHostile(t *testing.T) {
	for i, text := range hostile.Texts {
		size := sizes[i%len(sizes)]
		k := standingWeek(t, 12)
		r := k.open("Review", size[0], size[1]).toStage(planner.StagePhases)
		r.Keeper = deafKeeper{k.keeper}
		r.publish(hostile.Soil(r.plan, text.Text))
		r.send(nil)
		r.press("s")
		r.harmless(text.Name+" in the menu", hostileIn)
		r.press("esc")
		for range 3 {
			r.harmless(text.Name, hostileIn)
			r.press("j", "j")
		}
	}
}

func TestReviewPhasesEveryWindow(t *testing.T) {
	for _, held := range []int{3, 12} {
		r := standingWeek(t, held).open("Review", 80, 24).toStage(planner.StagePhases)
		r.send(nil)
		r.press("G")
		for w := 60; w <= 200; w += 7 {
			for h := 15; h <= 60; h += 5 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				if held == 12 {
					r.shows("Is this still the phase")
				}
			}
		}
	}
}

// All of the page can be reached with j in the smallest window.
func TestReviewPhasesReachable(t *testing.T) {
	r := standingWeek(t, 12).open("Review", 60, 15).toStage(planner.StagePhases)
	r.send(nil)
	var seen strings.Builder
	for range 8 {
		seen.WriteString(r.text())
		r.press("j")
	}
	for _, words := range []string{"2 Lead without", "Gate", "Next", "A mentor who", "1 Build", "3 First", "4 Wider", "Reviews held", "Energy of hands-on", "Is this still"} {
		if !strings.Contains(seen.String(), words) {
			t.Errorf("%q is never seen", words)
		}
	}
	if t.Failed() {
		t.Log(seen.String())
	}
}
