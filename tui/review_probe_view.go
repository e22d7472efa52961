package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// The field takes from leastArea to mostArea lines, and begins areaAt cells
// from the left.
const (
	leastArea = 3
	mostArea  = 10
	areaAt    = 3
)

func (p *probePage) areaStyles() textarea.Styles {
	st := textarea.DefaultStyles(p.styles.dark)
	st.Focused.CursorLine, st.Focused.Text = p.styles.text, p.styles.text
	st.Focused.Placeholder = p.styles.faint
	return st
}

// layOut gives the field the room that is left.
func (p *probePage) layOut() {
	w, h := p.r.room()
	p.area.SetWidth(max(1, w-areaAt-2))
	p.area.SetHeight(max(1, min(h-len(p.above(w, h)), mostArea)))
}

// above is what stands above the field: the question with its phase, and your
// last answer. The answer gives way, then the question.
func (p *probePage) above(w, h int) []string {
	s := p.styles
	gap := []string{""}
	if p.h < 20 {
		gap = nil
	}
	from := ""
	if ph := p.plan.Phase(p.probe.Phase); ph != nil {
		from = fmt.Sprintf("Phase %d · %s", ph.Number(), planner.ShowLine(ph.Title))
	}
	lines := append([]string{s.subtle.Render(cut(from, w-2))}, gap...)
	lines = append(lines, styled(s.bold, excerpt(p.probe.Text, max(1, h-leastArea-3-len(lines)), w-2))...)
	lines = append(lines, gap...)
	room := h - len(lines) - leastArea - 1 - len(gap)
	switch {
	case p.lost:
		lines = append(lines, s.subtle.Render(cut("Your last answer can't be read now.", w-2)))
	case p.last == nil:
		lines = append(lines, s.subtle.Render(cut("You have not been asked this before, or left it open.", w-2)))
	default:
		lines = append(lines, s.subtle.Render("Your last answer, "+shortDay(p.last.Date, p.today)))
		lines = append(lines, excerpt(p.last.Answer, max(1, room), w-2)...)
	}
	return inset(append(lines, gap...))
}

// excerpt is the first n lines of what a person wrote, however long it is.
func excerpt(text string, n, w int) []string {
	return clip(wrap(planner.Shorten(text, (n+1)*w), w), n, w)
}

// View draws the question, the last answer and the field.
func (p *probePage) View(w, h int) string {
	s := p.styles
	if !p.asked {
		return block(inset(styled(s.subtle, wrap(p.noQuestion(), w-2))), w, h)
	}
	lines := p.above(w, h)
	for i, l := range strings.Split(p.area.View(), "\n") {
		mark := "   "
		if i == 0 {
			mark = " " + s.accent.Render("›") + " "
		}
		lines = append(lines, mark+l)
	}
	return block(lines, w, h)
}

// noQuestion says why there is none.
func (p *probePage) noQuestion() string {
	switch {
	case p.r.now == nil:
		return ""
	case len(p.plan.OpenPhases()) == 0:
		return "No phase is open, so there is no question. enter goes on."
	}
	return "There is no question this time: each of your open phases' questions was asked in the last six weeks. enter goes on."
}

// Cursor is the terminal's, in the field.
func (p *probePage) Cursor() *tea.Cursor {
	if !p.asked || p.r.now == nil {
		return nil
	}
	c := p.area.Cursor()
	if c != nil {
		w, h := p.r.room()
		c.X, c.Y = c.X+areaAt, c.Y+len(p.above(w, h))
	}
	return c
}
