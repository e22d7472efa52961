package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// inbox lists the captured lines, oldest first, to be sorted into the plan or
// dropped.
type inbox struct {
	*env
	lines   []*planner.Capture
	at, top int
}

func newInbox(e *env) dialog { return &inbox{env: e} }

// Title counts the lines.
func (i *inbox) Title() string { return fmt.Sprintf("Inbox · %d", len(i.lines)) }

// Follow reads the lines anew.
func (i *inbox) Follow() {
	i.lines = i.lines[:0:0]
	for c := range i.plan.Inbox() {
		i.lines = append(i.lines, c)
	}
	i.move(0)
}

func (i *inbox) move(by int) {
	_, h := i.Size(i.w-6, i.h-4)
	i.at = max(0, min(i.at+by, len(i.lines)-1))
	i.top = window(i.at, i.top, len(i.lines), h)
}

// Actions sort the line under the cursor.
func (i *inbox) Actions() []action {
	why := ""
	if len(i.lines) == 0 {
		why = "The inbox is empty. c captures a line."
	}
	return []action{
		{keys: []string{"enter", "a"}, label: "sort it: make it an action, milestone or check", foot: "sort", why: why, do: i.sort},
		{keys: []string{"x", "delete"}, label: "drop it; u brings it back", foot: "drop", why: why, do: doing(func() {
			i.apply(planner.Remove([]planner.ID{i.lines[i.at].ID}, i.today))
		})},
		{keys: []string{"c"}, label: "capture another line", foot: "capture", do: func() tea.Cmd { return i.ask(newCapture(i.env)) }},
		{keys: []string{"u"}, label: "undo the last change", do: doing(func() { i.undo(0) })},
		{keys: []string{"esc", "q", "i"}, label: "close", foot: "close", do: doing(i.answer)},
		{keys: []string{"j", "down"}, label: "down", do: doing(func() { i.move(1) })},
		{keys: []string{"k", "up"}, label: "up", do: doing(func() { i.move(-1) })},
	}
}

func (i *inbox) sort() tea.Cmd {
	c := i.lines[i.at]
	return i.ask(newItemForm(i.env, "sort "+c.ID.String(), c.Text, i.firstOpen(), planner.KindAction, func(it planner.Listed) planner.Edit {
		return planner.Sort(c.ID, it, i.today)
	}))
}

// Size is a line for each, as far as the window goes.
func (i *inbox) Size(w, h int) (int, int) { return min(w, 76), min(h, max(3, len(i.lines))) }

// View draws the lines with the day they came.
func (i *inbox) View(w, h int) string {
	s := i.styles
	var out []string
	for n := i.top; n < min(len(i.lines), i.top+h); n++ {
		c, mark, st := i.lines[n], "  ", s.text
		if n == i.at {
			mark, st = s.accent.Render("▸ "), s.selected
		}
		when := " " + s.subtle.Render(day(c.Created, i.today))
		out = append(out, ends(mark+st.Render(line(c.Text, w-2-width(when))), when, w))
	}
	if len(i.lines) == 0 {
		out = append(out, s.subtle.Render("Nothing to sort. c captures a line from any screen."))
	}
	return block(out, w, h)
}
