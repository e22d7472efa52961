package export

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// lookBack is the document of a period: figures first, then what was done by
// month and what shows it, then what is open now.
func (b *summary) lookBack() {
	b.figures()
	b.byMonth()
	b.evidence()
	b.energy()
	b.reviews()
	b.answers()
	b.matters()
	b.whereIAm("Where I am now")
	b.open()
	b.direction()
	b.aside()
	b.dropped()
}

// figures is what the period came to, in numbers.
func (b *summary) figures() {
	t := Table{Columns: []Column{{Name: "What"}, {Name: "How many", Right: true}}}
	row := func(what string, count string) { t.Rows = append(t.Rows, []string{what, count}) }
	q := b.sumShown()
	for _, kept := range []struct {
		what string
		planner.Kept
	}{{"Weekly reviews held", q.Held}, {"Things in focus done", q.Focus}, {"Checks kept", q.Checks}} {
		if kept.Of > 0 {
			row(kept.what, of(kept.Kept))
		}
	}
	actions, milestones, byPhase := b.completed()
	if actions > 0 {
		row("Actions done", fmt.Sprint(actions))
	}
	if milestones > 0 {
		row("Milestones reached", fmt.Sprint(milestones))
	}
	for _, ph := range b.phases {
		if n := byPhase[ph.Number()]; n > 0 {
			row("Done in "+inSentence(ph), fmt.Sprint(n))
		}
	}
	if all := planner.Total(b.past.kinds); all > 0 {
		row("Evidence", fmt.Sprint(all))
	}
	for _, kind := range kindsOf(b.past.kinds) {
		row("Evidence, "+kindWords(kind), fmt.Sprint(b.past.kinds[kind]))
	}
	b.add("In figures", []Block{t})
}

// completed counts what was done in the period.
func (b *summary) completed() (actions, milestones int, byPhase map[int]int) {
	byPhase = map[int]int{}
	for it := range b.Plan.Items() {
		i := it.Base()
		switch kind := it.Key().Kind; {
		case i.State != planner.Done || kind == planner.KindCheck:
			continue
		case kind == planner.KindMilestone:
			milestones++
		default:
			actions++
		}
		byPhase[i.Phase]++
	}
	return actions, milestones, byPhase
}

// byMonth is what was done, the newest month first, and last that of which
// only the year is known.
func (b *summary) byMonth() {
	var items []planner.Listed
	for it := range b.Plan.Items() {
		if i := it.Base(); i.State == planner.Done && it.Key().Kind != planner.KindCheck {
			items = append(items, it)
		}
	}
	slices.SortStableFunc(items, func(x, y planner.Listed) int { return monthOf(y).Compare(monthOf(x)) })
	newestIn := items
	var under []Section
	for len(newestIn) > 0 {
		first := newestIn[0]
		n := slices.IndexFunc(newestIn, func(it planner.Listed) bool { return monthOf(it) != monthOf(first) })
		if n < 0 {
			n = len(newestIn)
		}
		group := newestIn[:n]
		newestIn = newestIn[n:]
		newestFirst(group)
		var t Tasks
		for _, it := range group {
			t.Items = append(t.Items, Task{Done: true, Title: titled(it.Base().Title), Details: said(reached(it), b.inPhase(it)), Note: it.Base().Note})
		}
		under = append(under, Section{Heading: monthHeading(first), Blocks: []Block{t}})
	}
	b.add("Done, by month", nil, under...)
}

// monthOf is the first day of the month an item was done in; of one with only
// a year the last of the year before, so that it sorts behind the months.
func monthOf(it planner.Listed) civil.Date {
	d := it.Base().Done
	switch {
	case d.IsZero():
		return d
	case it.Base().Rough:
		return civil.Date{Year: d.Year - 1, Month: 12, Day: 31}
	}
	return civil.Date{Year: d.Year, Month: d.Month, Day: 1}
}

func monthHeading(it planner.Listed) string {
	switch i := it.Base(); {
	case i.Done.IsZero():
		return "Not known when"
	case i.Rough:
		return fmt.Sprintf("%d, month not known", i.Done.Year)
	default:
		return month(i.Done)
	}
}

func (b *summary) inPhase(it planner.Listed) string {
	if b.Choice.Phase != 0 {
		return ""
	}
	return fmt.Sprintf("phase %d", it.Base().Phase)
}
