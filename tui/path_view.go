package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// pathPanes is how the Path screen divides its width; a pane of 0 cells is
// not there.
type pathPanes struct{ phases, list, detail int }

func (p *pathScreen) panes(w int) pathPanes {
	switch {
	case w < 76:
		return pathPanes{0, w, 0}
	case w < 110:
		return pathPanes{25, w - 26, 0}
	}
	detail := min(60, (w-28)*2/5)
	return pathPanes{25, w - 27 - detail, detail}
}

// listTop is how many lines stand above the rows: the phase's title, and its
// purpose where there is room.
func (p *pathScreen) listTop(w int) []string {
	s, ph := p.styles, p.plan.Phase(p.phase)
	if ph == nil {
		return nil
	}
	pr := p.progress[p.phase]
	right := fmt.Sprintf("%d/%d ", pr.Done, pr.Total)
	title := fmt.Sprintf(" Phase %d · %s", p.phase, planner.ShowLine(ph.Title))
	lines := []string{ends(s.bold.Render(title)+s.subtle.Render(" · "+ph.State.String()), s.subtle.Render(right), w)}
	if p.w < 76 {
		lines = append([]string{p.strip(w)}, lines...)
	}
	if p.finding || p.find.Value() != "" {
		in := p.find
		in = within(in, max(1, w-6))
		return append(lines, " "+s.accent.Render("/ ")+in.View())
	}
	if p.h >= 20 {
		purpose := wrap(ph.Purpose, w-2)
		if room := max(2, p.h/8); len(purpose) > room {
			purpose = append(purpose[:room-1:room-1], cut(purpose[room-1]+" …", w-2))
		}
		for _, l := range purpose {
			lines = append(lines, " "+s.subtle.Render(l))
		}
	}
	return append(lines, "")
}

// bodyHeight is the room of a screen within the frame.
func (e *env) bodyHeight() int { return max(1, e.h-headHeight-footHeight) }

func (p *pathScreen) listHeight() int {
	return max(1, p.bodyHeight()-len(p.listTop(p.panes(p.w).list)))
}

// View draws the panes.
func (p *pathScreen) View(w, h int) string {
	if p.plan == nil {
		return block(nil, w, h)
	}
	panes := p.panes(w)
	out := block(p.list(panes.list, h), panes.list, h)
	rule := p.styles.faint.Render("│")
	if panes.phases > 0 {
		out = beside(block(p.phaseLines(panes.phases, h), panes.phases, h), out, rule)
	}
	if panes.detail > 0 {
		out = beside(out, block(p.detailLines(panes.detail), panes.detail, h), rule)
	}
	return out
}

// detailLines is the third pane. The title has two lines whatever it needs, so
// that what follows keeps its place, and most of its cells, from item to item.
func (p *pathScreen) detailLines(w int) []string {
	it := p.item()
	if it == nil {
		return nil
	}
	lines := p.describe(it, w-2)
	if len(wrap(it.Base().Title, w-2)) == 1 {
		lines = slices.Insert(lines, 1, "")
	}
	for i, l := range lines {
		lines[i] = " " + l
	}
	return lines
}

func (p *pathScreen) list(w, h int) []string {
	lines := p.listTop(w)
	room := h - len(lines)
	for i := p.top; i < min(len(p.rows), p.top+room); i++ {
		lines = append(lines, p.row(i, w))
	}
	if len(p.items) == 0 {
		words := "Nothing here yet. a adds something."
		if p.find.Value() != "" {
			words = "Nothing matches. esc shows everything again."
		}
		lines = append(lines, p.styles.subtle.Render("   "+words))
	}
	return lines
}

func (p *pathScreen) row(i, w int) string {
	s, r := p.styles, p.rows[i]
	switch {
	case r.item != nil:
		here := len(p.items) > 0 && p.items[p.at] == i
		return p.itemRow(r.item, p.stateNote(r.item)+" ", w, here, true)
	case r.style == rowHead:
		return " " + s.subtle.Render(r.words)
	case r.style == rowNote:
		return s.subtle.Render("         " + line(r.words, w-10))
	}
	return s.subtle.Render(line(r.words, w))
}

// strip is the phases on one line, for narrow windows.
func (p *pathScreen) strip(w int) string {
	s, progress, skipped := p.styles, p.progress, 0
	var parts []string
	for ph := range p.plan.Phases() {
		pr := progress[ph.Number()]
		text := fmt.Sprintf("%s%d %d/%d", ph.State.Glyph(), ph.Number(), pr.Done, pr.Total)
		if ph.Number() == p.phase {
			parts = append(parts, s.selected.Render(text))
		} else {
			parts = append(parts, s.subtle.Render(text))
		}
	}
	// The chosen phase must show: those before it give way.
	for len(parts) > 1 && width(strings.Join(parts[:p.phase-skipped], "   "))+1 > w {
		parts, skipped = parts[1:], skipped+1
	}
	return fit(" "+strings.Join(parts, "   "), w)
}

// phaseLines is the left pane: each phase with its bar and years, and below
// them the years as an axis with "you".
func (p *pathScreen) phaseLines(w, h int) []string {
	if 3*phaseCount(p.plan) > h {
		return p.phasesInBrief(w, h)
	}
	s, progress := p.styles, p.progress
	var lines []string
	for ph := range p.plan.Phases() {
		n, mark, st := ph.Number(), " ", s.text
		if n == p.phase {
			mark, st = s.accent.Render("›"), s.selected
		} else if ph.State == planner.Ahead {
			st = s.subtle
		}
		pr := progress[n]
		lines = append(
			lines,
			mark+ph.State.Glyph()+" "+st.Render(cut(fmt.Sprintf("%d %s", n, planner.ShowLine(ph.Short)), w-4)),
			"   "+s.bar(pr.Done, pr.Total, w-12)+fmt.Sprintf(" %3d/%-3d", pr.Done, pr.Total),
			"   "+s.subtle.Render(cut(phaseNote(ph), w-4)),
		)
	}
	if axis := p.axis(w); len(lines)+len(axis)+1 <= h {
		lines = append(append(lines, ""), axis...)
	}
	return lines
}

// phasesInBrief is the left pane of a path with many phases: a line for each,
// and those around the chosen one where there are still too many.
func (p *pathScreen) phasesInBrief(w, h int) []string {
	s := p.styles
	var lines []string
	for ph := range p.plan.Phases() {
		n, mark, st := ph.Number(), " ", s.text
		if n == p.phase {
			mark, st = s.accent.Render("›"), s.selected
		}
		pr := p.progress[n]
		count := s.subtle.Render(fmt.Sprintf("%d/%d ", pr.Done, pr.Total))
		lines = append(lines, ends(mark+ph.State.Glyph()+" "+st.Render(fmt.Sprintf("%d %s", n, planner.ShowLine(ph.Short))), count, w))
	}
	top := window(p.phase-1, 0, len(lines), h)
	return lines[top:]
}

// axis draws the phases' usual years, which overlap, and where the user is.
func (p *pathScreen) axis(w int) []string {
	s := p.styles
	you, last := p.plan.Year(p.today), 12
	for ph := range p.plan.Phases() {
		last = max(last, ph.From, ph.To)
	}
	last = min(max(last, you), 40)
	cells := w - 5
	at := func(year int) int { return (year - 1) * cells / last }
	lines := []string{"   " + s.subtle.Render("usual years")}
	for ph := range p.plan.Phases() {
		to := ph.To
		if to == 0 {
			to = last
		}
		from := at(ph.From)
		length := max(1, at(min(to, last)+1)-from)
		bar := strings.Repeat("━", length)
		if ph.To == 0 {
			bar = strings.Repeat("━", length-1) + "→"
		}
		st := s.faint
		if ph.State == planner.Open {
			st = s.accent
		}
		lines = append(lines, fmt.Sprintf(" %d ", ph.Number())+strings.Repeat(" ", from)+st.Render(bar))
	}
	if you > 0 {
		place := min(at(min(you, last)), cells-1)
		label := fmt.Sprintf("▲ you, year %d", you)
		if place+width(label) > cells+2 {
			label = fmt.Sprintf("you, year %d ▲", you)
			place = max(0, place-width(label)+1)
		}
		lines = append(lines, "   "+strings.Repeat(" ", place)+s.subtle.Render(label))
	}
	return lines
}

// Cursor is the terminal's, in the filter.
func (p *pathScreen) Cursor() *tea.Cursor {
	if !p.finding {
		return nil
	}
	c := cursorIn(p.find)
	if c != nil {
		x := p.panes(p.w).phases
		if x > 0 {
			x++
		}
		c.X += x + 3
		c.Y += len(p.listTop(p.panes(p.w).list)) - 1
	}
	return c
}
