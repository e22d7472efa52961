package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// detail shows everything about one item. Its keys are those of lists, so
// what is seen can be changed where it is seen.
type detail struct {
	*env
	id      planner.ID
	history []string
	read    *planner.Plan // that history was read for
	top     int
}

func newDetail(e *env, id planner.ID) *detail { return &detail{env: e, id: id} }

func (d *detail) item() planner.Listed { return d.plan.Item(d.id) }

// Title is the item's id and kind.
func (d *detail) Title() string { return d.id.String() + " · " + d.id.Kind.String() }

// Item is what help tells of.
func (d *detail) Item() (id, title, reason string) { return itemHelp(d.item()) }

func itemHelp(it planner.Listed) (id, title, reason string) {
	if it == nil {
		return "", "", ""
	}
	b := it.Base()
	reason = b.Reason
	if reason == "" {
		reason = "You added it yourself."
	}
	return b.ID.String(), b.Title, reason
}

// Actions are those of the item, and scrolling.
func (d *detail) Actions() []action {
	it := d.item()
	more := ""
	if w, h := d.Size(d.w-6, d.h-4); len(d.body(w)) > h+d.top {
		more = "more"
	}
	acts := []action{
		{keys: []string{"esc", "enter", "q"}, label: "close", foot: "close", do: doing(d.answer)},
		{keys: []string{"j", "down"}, label: "further down", foot: more, do: doing(func() { d.scroll(1) })},
		{keys: []string{"k", "up"}, label: "further up", do: doing(func() { d.scroll(-1) })},
		{keys: []string{"u"}, label: "undo the last change", do: doing(func() { d.undo(0) })},
	}
	if it == nil {
		return acts
	}
	for _, act := range d.itemActions(it) {
		if act.keys[0] != "enter" {
			acts = append(acts, act)
		}
	}
	return acts
}

// itemHistoryMsg brings what happened to an item lately.
type itemHistoryMsg struct {
	of    *detail
	lines []string
}

// Follow has the item's history read anew when the plan has moved. Entries of
// imports and the like are long, so that is not waited for.
func (d *detail) Follow() {
	if d.read != d.plan {
		d.read = d.plan
		keeper, id, today := d.Keeper, d.id, d.today
		d.later = append(d.later, func() tea.Msg { return itemHistoryMsg{d, itemHistory(keeper, id, today)} })
	}
	d.scroll(0)
}

func (d *detail) scroll(by int) {
	w, h := d.Size(d.w-6, d.h-4)
	d.top = max(0, min(d.top+by, len(d.body(w))-h))
}

// Size is a comfortable page.
func (d *detail) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, max(8, len(d.body(w))))
}

// View draws the item.
func (d *detail) View(w, h int) string {
	lines := d.body(w)
	return block(lines[min(d.top, len(lines)):], w, h)
}

func (d *detail) body(w int) []string {
	it := d.item()
	if it == nil {
		return []string{d.styles.subtle.Render("It is gone. u brings it back.")}
	}
	lines := d.describe(it, w)
	if len(d.history) > 0 {
		lines = append(lines, "", d.styles.subtle.Render("History"))
		for _, h := range d.history {
			lines = append(lines, line(h, w))
		}
	}
	return lines
}

// describe is what the detail dialog and the detail pane say of an item.
func (e *env) describe(it planner.Listed, w int) []string {
	s, b := e.styles, it.Base()
	lines := styled(s.bold, wrap(b.Title, w))
	lines = append(lines, e.facts(it, w)...)
	if b.Private {
		lines = append(lines, styled(s.subtle, wrap("Private: only in what you write for yourself", w))...)
	}
	section := func(head, text string) {
		if text != "" {
			lines = append(lines, "")
			if head != "" {
				lines = append(lines, s.subtle.Render(head))
			}
			lines = append(lines, wrap(text, w)...)
		}
	}
	section("", b.Reason)
	if m, ok := it.(*planner.Milestone); ok {
		section("You are there when", m.Criterion)
		lines = append(lines, e.servedBy(m, w)...)
	}
	section("Note", b.Note)
	return lines
}

// facts are the short lines under an item's title.
func (e *env) facts(it planner.Listed, w int) []string {
	s, b := e.styles, it.Base()
	state := b.State.Glyph(b.ID.Kind) + " " + b.State.String()
	if !b.Done.IsZero() && b.Rough {
		state += fmt.Sprintf(", in %d", b.Done.Year)
	} else if !b.Done.IsZero() {
		state += ", " + longDay(b.Done)
	} else if b.State != planner.ToDo && !b.Since.IsZero() {
		state += " since " + day(b.Since, e.today)
	}
	if b.Why != "" {
		state += ": " + b.Why
	}
	phase := fmt.Sprintf("Phase %d", b.Phase)
	if ph := e.plan.Phase(b.Phase); ph != nil {
		phase += " · " + ph.Title
	}
	if b.Optional {
		phase += " · optional"
	}
	if b.Focus {
		phase += " · in focus this week"
	}
	lines := append(styled(s.subtle, wrap(phase, w)), wrap(state, w)...)
	if k, ok := it.(*planner.Check); ok {
		lines = append(lines, e.rhythm(k))
	} else if !b.Due.IsZero() {
		word := "Due "
		if b.ID.Kind == planner.KindMilestone {
			word = "Target "
		}
		lines = append(lines, word+longDay(b.Due)+", "+planner.Away(b.Due, e.today))
	}
	if !b.Created.IsZero() {
		since := "In your plan since " + day(b.Created, e.today)
		if b.Touched != b.Created && !b.Touched.IsZero() {
			since += ", last touched " + day(b.Touched, e.today)
		}
		lines = append(lines, styled(s.subtle, wrap(since, w))...)
	}
	if a, ok := it.(*planner.Action); ok {
		if m := e.plan.Item(a.Milestone); m != nil {
			lines = append(lines, line("Serves "+a.Milestone.String()+" "+m.Base().Title, w))
		}
	}
	return lines
}

func (e *env) rhythm(k *planner.Check) string {
	next, open := k.Next(e.today)
	word := "next "
	if open {
		word = "due "
	}
	text := planner.Capital(k.Every.String()) + ", " + word + day(next, e.today)
	if !k.Last.IsZero() {
		text += ", last " + day(k.Last, e.today)
	}
	return text
}

func (e *env) servedBy(m *planner.Milestone, w int) []string {
	var lines []string
	for a := range e.plan.Actions() {
		if a.Milestone == m.ID && e.plan.Applies(&a.Item) {
			lines = append(lines, line(a.State.Glyph(planner.KindAction)+" "+a.ID.String()+" "+a.Title, w))
		}
	}
	if len(lines) > 0 {
		lines = append([]string{"", e.styles.subtle.Render("Actions towards it")}, lines...)
	}
	return lines
}

// historyDepth is how many journal entries the detail looks back over: enough
// for months of weekly use, read in a millisecond.
const historyDepth = 300

// itemHistory reads what happened to an item lately.
func itemHistory(keeper planner.Keeper, id planner.ID, today civil.Date) []string {
	entries, err := keeper.History(0, historyDepth)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, entry := range entries {
		for _, c := range entry.Changes {
			if c.ID == id && len(out) < 12 {
				out = append(out, day(civil.DateOf(entry.At.Local()), today)+"  "+entry.Label)
			}
		}
	}
	return out
}
