package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// inbox is the list of captured lines outside of the review, with the keys
// that sort them there.
type inbox struct{ captures }

func newInbox(e *env) dialog { return &inbox{captures{env: e}} }

// Title counts the lines.
func (i *inbox) Title() string { return fmt.Sprintf("Inbox · %d", len(i.lines)) }

// Follow reads the lines anew.
func (i *inbox) Follow() {
	w, h := min(i.w-6, inboxWidth), i.h-4
	i.read(w, h)
}

// inboxWidth is how wide the dialog is at most.
const inboxWidth = 76

// Actions sort the line under the cursor.
func (i *inbox) Actions() []action {
	acts := i.sortActions()
	form := &acts[len(acts)-1]
	form.keys = append(form.keys, "enter")
	acts = append(
		acts,
		action{keys: []string{"esc", "q", "i"}, label: "close", foot: "close", do: doing(i.answer)},
		action{keys: []string{"c"}, label: "capture another line", foot: "capture", do: func() tea.Cmd { return i.ask(newCapture(i.env)) }},
		action{keys: []string{"u"}, label: "undo the last change", do: doing(func() { i.undo(0) })},
		action{keys: []string{"U", "ctrl+r"}, label: "redo what was undone", do: doing(i.redo)},
	)
	return append(acts, i.list.moves()...)
}

// Size is a line for each and room for the text of a long one, as far as the
// window goes.
func (i *inbox) Size(w, h int) (int, int) {
	return min(w, inboxWidth), min(h, max(3, len(i.lines)+i.below(h)))
}

// View draws the lines with the day they came.
func (i *inbox) View(w, h int) string {
	if len(i.lines) == 0 {
		return block([]string{i.styles.subtle.Render("Nothing to sort. c captures a line from any screen.")}, w, h)
	}
	return block(i.draw(w, h), w, h)
}

// captures are the lines of the inbox, oldest first, with a key for each thing
// that one can become.
type captures struct {
	*env
	list   listCursor
	lines  []*planner.Capture
	review planner.ID // the one that evidence is logged in; zero: none
	long   int        // the most lines that a text takes that is cut in its row; 0: none is
	width  int
	tall   map[*planner.Capture]int // lines that texts take at that width; records never change
}

// read lists what is to be sorted, drawn in w×h cells.
func (c *captures) read(w, h int) {
	if c.lines, c.long = nil, 0; c.width != w {
		c.width, c.tall = w, map[*planner.Capture]int{}
	}
	var ids []planner.ID
	for l := range c.plan.Inbox() {
		c.lines, ids = append(c.lines, l), append(ids, l.ID)
		if _, known := c.tall[l]; !known {
			c.tall[l] = 0
			if c.isCut(l, w) {
				c.tall[l] = len(c.whole(l, w))
			}
		}
		c.long = max(c.long, c.tall[l])
	}
	c.list.follow(ids, h-c.below(h))
}

// below is how many of h lines are for the whole text of a long line.
func (c *captures) below(h int) int {
	const fewest = 3 // of the list
	if c.long == 0 {
		return 0
	}
	return max(0, min(c.long+1, h-min(fewest, len(c.lines))))
}

func (c *captures) when(l *planner.Capture) string {
	return c.styles.subtle.Render(day(l.Created, c.today)) + " "
}

// isCut reports whether the text of a line has no room in a row of w cells.
func (c *captures) isCut(l *planner.Capture, w int) bool {
	room := w - 3 - width(c.when(l))
	return len(l.Text) > room && width(planner.ShowLine(l.Text)) > room
}

// whole is the text of a line, broken into lines.
func (c *captures) whole(l *planner.Capture, w int) []string {
	return wrap(planner.ShowLine(l.Text), w-3)
}

// sortActions make the line under the cursor what it is, a key each; the last
// one asks for more.
func (c *captures) sortActions() []action {
	why := ""
	if len(c.lines) == 0 {
		why = "The inbox is empty. c captures a line."
	}
	become := func(edit func(l *planner.Capture) planner.Edit) func() tea.Cmd {
		return doing(func() {
			if c.list.still(c.env) {
				c.become(edit(c.lines[c.list.at]))
			}
		})
	}
	item := func(l *planner.Capture) planner.Item { return planner.Item{Title: l.Text, Phase: c.firstOpen()} }
	return []action{
		{keys: []string{"a"}, label: "make it an action of the lowest open phase", foot: "action", why: why, do: become(func(l *planner.Capture) planner.Edit {
			return planner.Sort(l.ID, &planner.Action{Item: item(l)}, c.today)
		})},
		{keys: []string{"m"}, label: "make it a milestone of the lowest open phase", foot: "milestone", why: why, do: become(func(l *planner.Capture) planner.Edit {
			return planner.Sort(l.ID, &planner.Milestone{Item: item(l)}, c.today)
		})},
		{keys: []string{"v"}, label: "make it evidence, of the day it was captured", foot: "evidence", why: why, do: become(func(l *planner.Capture) planner.Edit {
			return planner.SortEvidence(l.ID, c.plan.EvidenceFrom(l, c.review), c.today)
		})},
		{keys: []string{"n"}, label: "make it a note about your energy", foot: "energy", why: why, do: become(func(l *planner.Capture) planner.Edit {
			return planner.SortEnergy(l, c.review, c.today)
		})},
		{keys: []string{"x", "delete"}, label: "drop it; u brings it back", foot: "drop", why: why, do: become(func(l *planner.Capture) planner.Edit {
			return planner.Remove([]planner.ID{l.ID}, c.today)
		})},
		{keys: []string{"space"}, label: "read a long one whole", why: why, do: c.readWhole},
		{keys: []string{"t", "s"}, label: "sort it with more: its phase, date and kind", foot: "more", why: why, do: c.askMore},
	}
}

// become keeps what a line becomes, and names it.
func (c *captures) become(edit planner.Edit) {
	res, err := c.keep(edit)
	if err != nil {
		c.fail(err)
		return
	}
	name := ""
	if len(res.New) > 0 {
		name = res.New[0].String() + ": "
	}
	c.say(name + res.Entry.Label + " · u undoes")
}

// askMore sorts the line with a form.
func (c *captures) askMore() tea.Cmd {
	if !c.list.still(c.env) {
		return nil
	}
	l := c.lines[c.list.at]
	return c.ask(newItemForm(c.env, "sort "+l.ID.String(), l.Text, c.firstOpen(), planner.KindAction, func(it planner.Listed) planner.Edit {
		return planner.Sort(l.ID, it, c.today)
	}))
}

// readWhole shows a line in a dialog, for what is too long for the list.
func (c *captures) readWhole() tea.Cmd {
	l := c.lines[c.list.at]
	title := "Captured " + shortDay(l.Created, c.today)
	return c.ask(&report{env: c.env, title: title, lines: func(w int) []string { return wrap(planner.ShowLine(l.Text), w) }})
}

// draw gives the rows, and the whole text of the one under the cursor where
// its row cuts it.
func (c *captures) draw(w, h int) []string {
	var below []string
	if l := c.lines[c.list.at]; c.isCut(l, w) {
		below = c.whole(l, w)
		if room := c.below(h) - 1; len(below) > room && room > 0 {
			below = append(below[:room-1:room-1], cut(below[room-1]+" …", w-3))
		}
	}
	return c.list.draw(h, func(i int) string {
		l := c.lines[i]
		return c.rowOf(i == c.list.at, "", l.Text, c.when(l), w)
	}, insetBy(2, below))
}

// insetBy sets lines off from the edge by n cells.
func insetBy(n int, lines []string) []string {
	for range n {
		lines = inset(lines)
	}
	return lines
}
