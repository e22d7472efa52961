package command

import (
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// items prints a list under a heading; nothing if it is empty.
func (c *call) items(heading string, items []planner.Listed) {
	if len(items) == 0 {
		return
	}
	c.heading(heading)
	g := grid{wide: 2, indent: 1}
	for _, it := range items {
		g.add(c.itemRow(it)...)
	}
	g.print(c)
}

// standing is an item's state as lists show it. A check that was ticked in its
// present period is done until it comes round again.
func standing(it planner.Listed, today civil.Date) planner.State {
	if k, ok := it.(*planner.Check); ok && k.State.Open() && k.Ticked(today) {
		return planner.Done
	}
	return it.Base().State
}

// itemRow is one item as every list prints it: glyph, id, title, day, words.
func (c *call) itemRow(it planner.Listed) []string {
	b := it.Base()
	var words []string
	k, check := it.(*planner.Check)
	if check {
		words = append(words, k.Every.String())
	}
	state := standing(it, c.today)
	if b.State != planner.ToDo {
		words = append(words, b.State.String())
	} else if state == planner.Done {
		words = append(words, "done for now")
	}
	if b.Focus {
		words = append(words, "in focus")
	}
	if b.Optional {
		words = append(words, "optional")
	}
	date := planner.Due(it, c.today)
	when := day(date, c.today)
	if b.State.Open() && !date.IsZero() && date.Before(c.today) {
		when = c.paint.notice(when)
		words = append(words, planner.Counted(c.today.DaysSince(date), "day")+" over")
	}
	title := planner.ShowLine(b.Title)
	if state == planner.Done || state == planner.Dropped {
		title = c.paint.faint(title)
	}
	return []string{c.paint.accent(state.Glyph(b.ID.Kind)), b.ID.String(), title, when, c.paint.faint(strings.Join(words, ", "))}
}
