package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// closePage is the last part: what the review came to on one page, and a line
// to close with.
type closePage struct {
	*env
	r     *review
	words textinput.Model
}

func newClosePage(r *review) part {
	c := &closePage{env: r.env, r: r, words: r.textField("", "", "what the week came to, if you like").input}
	if r.now != nil {
		c.words.SetValue(typable(r.now.Line)) // of one that was opened again
		if draft := r.drafts.of(c.draft()); len(draft) == 1 {
			c.words.SetValue(draft[0])
			c.say(backAgain)
		}
	}
	c.words.Focus() // its command only starts a blink
	c.words.CursorEnd()
	return c
}

// draft is the name of the draft of the closing line.
func (c *closePage) draft() string { return "review line " + c.r.now.ID.String() }

// Draft is the closing line, while the review it is for is under way.
func (c *closePage) Draft() (string, []string) {
	switch {
	case c.r.now == nil:
		return "", nil
	case c.words.Value() == typable(c.r.now.Line):
		return c.draft(), nil
	}
	return c.draft(), []string{c.words.Value()}
}

// Typing is always: the line has the letters.
func (*closePage) Typing() bool { return true }

// Update gives text to the line.
func (c *closePage) Update(msg tea.Msg) tea.Cmd {
	c.words, _ = c.words.Update(msg)
	return nil
}

// Follow takes up another theme.
func (c *closePage) Follow() { c.words.SetStyles(c.inputStyles()) }

// Actions close the review.
func (c *closePage) Actions() []action {
	return []action{{keys: []string{"enter"}, label: "close the review; the line may stay empty", foot: "close the review", do: doing(c.close)}}
}

// close ends the review. What was typed stays until it is kept.
func (c *closePage) close() {
	r, id, draft := c.r, c.r.now.ID, c.draft()
	_, err := r.keep(planner.CloseReview(id, r.plan.InFocus(), planner.CleanLine(c.words.Value()), r.today))
	if err != nil {
		r.fail(err)
		return
	}
	r.drafts.drop(draft)
	r.toast = toast{} // u now opens the review again
	rec, err := r.Keeper.Get(id)
	if held, ok := rec.(*planner.Review); ok && err == nil {
		r.stage, r.page = "", &endPage{env: r.env, r: r, ended: r.withTexts(held)}
		r.page.Follow()
	}
}

// View draws the line, and below it what it closes.
func (c *closePage) View(w, h int) string {
	s := c.styles
	lines := []string{
		" One line to close with, if you like",
		" " + s.accent.Render("› ") + c.input(w).View(),
		"",
	}
	if c.r.now == nil {
		return block(nil, w, h)
	}
	return block(append(lines, inset(c.sofar(w-2))...), w, h)
}

// sofar is what the review comes to as it stands.
func (c *closePage) sofar(w int) []string {
	r, s := c.r.now, c.styles
	var lines []string
	row := func(head, text string) {
		if text != "" {
			lines = append(lines, s.subtle.Render(fit(head, 10))+line(text, w-10))
		}
	}
	row("Done", titles(c.plan.Completed(r, c.today)))
	row("Decided", strings.Join(tally(r), " · "))
	if n := len(r.Evidence); n > 0 {
		row("Evidence", fmt.Sprintf("%d logged", n))
	}
	if note := c.plan.WeekNamed(r.Week); note != nil {
		row("Energy", strings.Join(planner.EnergyWords(note.Values()), " · "))
	}
	focus := c.plan.InFocus()
	if len(focus) == 0 {
		row("Focus", "none for next week, which is fine")
	}
	for i, id := range focus {
		head := ""
		if i == 0 {
			head = "Focus"
		}
		row(head, c.titleOf(id))
	}
	row("Inbox", c.waitingWords())
	next := c.nextDue()
	row("Next", longDay(next)+", "+planner.Away(next, c.today))
	return lines
}

// nextDue is when the review after this one is due once this is closed.
func (c *closePage) nextDue() civil.Date {
	due := c.r.now.Due
	if due.IsZero() {
		due = c.today
	}
	if next := c.plan.ReviewDue(due.AddDays(8)); next.After(due) { // by then this one is over, held or not
		return next
	}
	return due.AddDays(7)
}

// waitingWords tell of lines that were not sorted.
func (c *closePage) waitingWords() string {
	n := 0
	for range c.plan.Inbox() {
		n++
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 line waits; it keeps until next week"
	}
	return fmt.Sprintf("%d lines wait; they keep until next week", n)
}

// titles are those of items on one line, the rest counted.
func titles(items []planner.Listed) string {
	var out []string
	for _, it := range items {
		out = append(out, planner.ShowLine(it.Base().Title))
	}
	if len(out) == 0 {
		return ""
	}
	return fmt.Sprintf("%d · ", len(out)) + strings.Join(out, " · ")
}

// lineAtX and lineAtY are where the closing line is drawn in the page.
const lineAtX, lineAtY = 3, 1

func (c *closePage) input(w int) *textinput.Model {
	in := within(c.words, max(1, w-lineAtX-2))
	return &in
}

// Cursor is the terminal's, in the closing line.
func (c *closePage) Cursor() *tea.Cursor {
	w, _ := c.r.room()
	cursor := cursorIn(*c.input(w))
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+lineAtX, cursor.Y+lineAtY
	}
	return cursor
}

// endPage is the page a review ends with: what it came to, and when the next
// one is due.
type endPage struct {
	*env
	r     *review
	ended heldTexts
	from  int
}

// Follow keeps the scroll within a window of another size.
func (e *endPage) Follow() { e.scroll(0) }

func (e *endPage) scroll(by int) {
	e.from = max(0, min(e.from+by, len(e.lines(e.w-2))-e.bodyHeight()))
}

// Actions go back to the list; so does any other key.
func (e *endPage) Actions() []action {
	moves := cursorActions(e.scroll, e.bodyHeight)[:2]
	if len(e.lines(e.w-2)) > e.bodyHeight()+e.from {
		moves[0].foot = "more"
	}
	return append([]action{
		{keys: []string{"enter", "esc", "space"}, label: "back to the list of reviews", foot: "back", do: doing(e.r.toList)},
	}, moves...)
}

// Update goes back with any key.
func (e *endPage) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		e.r.toList()
	}
	return nil
}

func (e *endPage) lines(w int) []string {
	s := e.styles
	lines := []string{s.bold.Render(cut("Review of "+weekOf(e.ended.Review)+", closed", w)), ""}
	if e.h < minHeight+5 {
		lines = lines[:1]
	}
	due := e.plan.ReviewDue(e.today)
	lines = append(lines, "Next review "+longDay(due)+", "+planner.Away(due, e.today)+".")
	lines = append(lines, e.reviewLines(e.ended, w)...)
	if e.h >= minHeight+5 {
		lines = append(append([]string{""}, lines...), "", s.subtle.Render("Any key goes back to the list; u opens the review again."))
	}
	return lines
}

// View draws the page.
func (e *endPage) View(w, h int) string {
	lines := e.lines(w - 2)
	return block(inset(lines[min(e.from, len(lines)):]), w, h)
}
