package seed

import (
	"fmt"
	"strings"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

var phases = []planner.Phase{
	{Title: "Build technical credibility", Short: "Credibility", Purpose: "Become someone whose technical word counts.", From: 1, To: 5},
	{Title: "Lead without the title", Short: "Lead", Purpose: "Take responsibility for more than your own work.", From: 3, To: 7},
	{Title: "First management role", Short: "Manage", Purpose: "Answer for a team's work and for its people.", From: 5, To: 10},
	{Title: "Growing scope", Short: "Scope", Purpose: "Lead through others who lead.", From: 8, Optional: true},
}

var (
	verbs   = []string{"Run", "Write", "Review", "Lead", "Prepare", "Present", "Ask for", "Document", "Measure", "Plan", "Propose", "Explain"}
	objects = []string{"one retrospective", "the on-call handbook", "a design for billing", "feedback on my talks", "the budget draft", "a hiring loop", "the incident timeline", "an honest estimate", "the migration plan", "two mentoring sessions", "the quarterly goals", "the vendor choice"}
	endings = []string{"for the platform team", "with the product owner", "before the summer", "and publish it", "für das ganze Büro", "in plain words", "with Mira and Jonas", "without slides", "and keep the notes"}
	reasons = []string{
		"People who can be relied on for this are the ones asked to lead the next thing.",
		"It shows that you see the work as a whole and not only your part of it.",
		"Few do it unasked, and those who gain from it remember who did.",
	}
	notes = []string{
		"Talked to Mira about it; she would join in the second half.",
		"Start small: one team, one month.\nThen ask whether it helped.",
		"Blocked by the reorganisation until the new lead is named. Ask again after the holidays, and bring figures.",
	}
)

func (f *filler) pick(list []string) string { return list[f.rand.IntN(len(list))] }

// title has 20 to 60 runes and is not like any other.
func (f *filler) title(n int) string {
	title := fmt.Sprintf("%s %s %s", f.pick(verbs), f.pick(objects), f.pick(endings))
	if n > 50 {
		title += fmt.Sprintf(" (%d)", n)
	}
	return planner.Shorten(title, 60)
}

// plan decides on the items and captures of state: for each 20, two
// milestones, one check and one capture; the others are actions.
func (f *filler) plan(n int, ticked bool) {
	f.orders, f.doneIn = map[[2]int]int{}, map[string][]*planner.Item{}
	ms := max(n/10, 1)
	for range ms {
		f.milestone()
	}
	for range max(n/20, 1) {
		f.check(ticked)
	}
	for i := range max(n/20, 1) {
		f.items = append(f.items, record(planner.KindCapture, planner.Capture{Text: f.title(i), Created: f.today.AddDays(-f.rand.IntN(30)), Removed: i%7 == 6}))
	}
	for len(f.items) < n {
		f.action(uint32(ms))
	}
}

// item gives what all kinds of item have, in a phase drawn with more weight
// on the first ones.
func (f *filler) item(kind planner.Kind, n int) planner.Item {
	phase := 1 + min(f.rand.IntN(5), 3)
	key := [2]int{int(kind), phase}
	f.orders[key]++
	created := f.today.AddDays(-f.rand.IntN(365 * years))
	it := planner.Item{
		ID: planner.ID{Kind: kind, N: uint32(n)}, Phase: phase, Title: f.title(n), Order: f.orders[key], Created: created,
		Since: created, Touched: f.today.AddDays(-f.rand.IntN(120)),
	}
	if n%2 == 0 {
		it.Reason, it.Topic, it.Entry = f.pick(reasons), "phase-"+fmt.Sprint(phase), fmt.Sprintf("p%d-%c%d", phase, kind, n)
	}
	if f.rand.IntN(5) == 0 {
		it.Note = strings.Repeat(f.pick(notes)+"\n", f.rand.IntN(3)) + f.pick(notes)
	}
	if f.rand.IntN(8) == 0 {
		it.Due = f.today.AddDays(f.rand.IntN(60) - 15)
	}
	it.Optional = f.rand.IntN(25) == 0
	f.stand(&it)
	return it
}

// stand gives an item its state: one in three is done.
func (f *filler) stand(it *planner.Item) {
	switch draw := f.rand.IntN(20); {
	case draw < 7:
		it.State, it.Done = planner.Done, it.Since.AddDays(f.rand.IntN(max(f.today.DaysSince(it.Since), 1)))
		it.Since = it.Done
	case draw == 7:
		it.State, it.Why = planner.Dropped, "it went to another team"
	case draw == 8:
		it.State, it.Why = planner.Waiting, "for the budget"
	case draw == 9:
		it.State = planner.OnHold
	case draw < 13:
		it.State = planner.Doing
	}
}

func (f *filler) action(milestones uint32) {
	f.actions++
	a := planner.Action{Item: f.item(planner.KindAction, int(f.actions))}
	if f.rand.IntN(3) > 0 {
		a.Milestone = planner.ID{Kind: planner.KindMilestone, N: 1 + f.rand.Uint32N(milestones)}
	}
	a.Focus = f.actions <= planner.MaxFocus
	f.items = append(f.items, added{planner.KindAction, func() planner.Record { next := a; return &next }})
	f.shown(&a.Item)
}

// shown notes when an item was done, for the evidence of it.
func (f *filler) shown(it *planner.Item) {
	if it.State == planner.Done {
		week := planner.Week(it.Done)
		f.doneIn[week] = append(f.doneIn[week], it)
	}
}

func (f *filler) milestone() {
	f.milestones++
	m := planner.Milestone{Item: f.item(planner.KindMilestone, int(f.milestones)), Criterion: "Someone outside of the team says so unasked."}
	f.items = append(f.items, added{planner.KindMilestone, func() planner.Record { next := m; return &next }})
	f.shown(&m.Item)
}

func (f *filler) check(ticked bool) {
	rules := []planner.Rule{
		{N: 1, Unit: planner.WeekUnit},
		{N: 1, Unit: planner.WeekUnit, On: true, Day: 5},
		{N: 1, Unit: planner.Month},
		{N: 1, Unit: planner.Quarter},
		{N: 3, Unit: planner.Month, After: true},
	}
	f.checks++
	k := planner.Check{Item: f.item(planner.KindCheck, int(f.checks)), Every: rules[int(f.checks)%len(rules)]}
	k.State, k.Done, k.Due, k.Why = planner.ToDo, civil.Date{}, civil.Date{}, ""
	k.Start = k.Created
	if ticked {
		k.Last = f.today.AddDays(-f.rand.IntN(40))
	}
	f.items = append(f.items, record(planner.KindCheck, k))
}
