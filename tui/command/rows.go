package command

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// items prints a list under a heading; nothing if it is empty.
func (c *call) items(heading string, p *planner.Plan, items []planner.Listed) {
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

// itemRow is one item as every list prints it: glyph, id, title, day, words.
func (c *call) itemRow(it planner.Listed) []string {
	b := it.Base()
	var words []string
	k, check := it.(*planner.Check)
	if check {
		words = append(words, k.Every.String())
	}
	if b.State != planner.ToDo {
		words = append(words, b.State.String())
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
		words = append(words, plural(c.today.DaysSince(date), "day")+" over")
	}
	glyph := b.State.Glyph(b.ID.Kind)
	if check && b.State.Open() && k.Ticked(c.today) {
		glyph = planner.Done.Glyph(b.ID.Kind)
	}
	title := planner.ShowLine(b.Title)
	if b.State == planner.Done || b.State == planner.Dropped {
		title = c.paint.faint(title)
	}
	return []string{c.paint.accent(glyph), b.ID.String(), title, when, c.paint.faint(strings.Join(words, ", "))}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
