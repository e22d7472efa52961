package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"waymark/planner"
)

// levels are the shapes of the levels, which are told apart without colour.
var levels = map[planner.Level]string{planner.Unknown: "·", planner.Fine: "✓", planner.Amber: "△", planner.Loud: "▲"}

func (s styles) level(l planner.Level) lipgloss.Style {
	switch l {
	case planner.Fine:
		return s.good
	case planner.Amber, planner.Loud:
		return s.warn
	default:
		return s.subtle
	}
}

// sheet lays out the tripwires with their open matters.
func (p *tripwirePage) sheet(w int) sheet {
	var out sheet
	if p.h >= 20 {
		out.add(" "+p.styles.subtle.Render(cut("What most new managers run into, and where it stands with you.", w-2)), "")
	}
	for i, row := range p.rows {
		if row.matter != nil {
			out.row(p.matterRow(row.matter, i == p.at, w-arrow))
			continue
		}
		if p.h >= 30 && i > 0 {
			out.add("")
		}
		out.row(p.wireLines(row.Tripwire, i == p.at, w-arrow)...)
	}
	return out
}

// wireLines are a tripwire: title, level, measure, and with the cursor on it
// the advice.
func (p *tripwirePage) wireLines(wire planner.Tripwire, here bool, w int) []string {
	const indent = 4
	s := p.styles
	mark, st := s.rowMark(here)
	level := s.level(wire.Level)
	head := mark + level.Render(levels[wire.Level]) + " " + st.Render(wire.Title)
	lines := []string{ends(head, level.Render(wire.Level.Words()), w)}
	text := styled(s.subtle, wrap(planner.Capital(unbroken(wire.Measure)), w-indent))
	if here {
		text = append(text, wrap(wire.Advice, w-indent)...)
	}
	for _, l := range text {
		lines = append(lines, strings.Repeat(" ", indent)+l)
	}
	return lines
}

// unbroken keeps a number and its unit on one line.
func unbroken(text string) string { return strings.ReplaceAll(text, " %", "\u00a0%") }

// leastTitle is how many cells of a title are left beside its age.
const leastTitle = 16

// matterRow is an open matter with its age.
func (p *tripwirePage) matterRow(m *planner.Matter, here bool, w int) string {
	s := p.styles
	mark, st := s.rowMark(here)
	level, glyph, note := m.Level(p.today), s.subtle.Render("○"), ""
	if level > planner.Fine {
		glyph, note = s.warn.Render(levels[level]), s.subtle.Render(" · ")+s.warn.Render(level.Words())
	}
	left, right := mark+"  "+glyph+" ", s.subtle.Render(p.ageWords(m))+note
	if talked := s.subtle.Render("talked " + planner.Away(m.Talked, p.today) + " · "); m.Sort != planner.FormerPeer && !m.Talked.IsZero() &&
		w-width(left)-width(talked+right) >= min(leastTitle, width(line(m.Title, w))+1) {
		right = talked + right
	}
	return ends(left+st.Render(line(m.Title, w-width(left)-width(right)-1)), right, w)
}

// ageWords say how long a matter has been open or, of a former peer, since when
// you have not talked plainly.
func (p *tripwirePage) ageWords(m *planner.Matter) string {
	days := m.Age(p.today)
	age := planner.Counted(days, "day")
	switch {
	case m.Sort == planner.FormerPeer && !m.Talked.IsZero():
		return "talked " + planner.Away(m.Talked, p.today)
	case days == 0:
		return "since today"
	case m.Sort == planner.FormerPeer:
		return "no plain talk for " + age
	case m.Sort == planner.Delegation:
		return "for " + age
	}
	return "open " + age
}

// View draws the tripwires.
func (p *tripwirePage) View(w, h int) string {
	return strings.Join(p.viewSheet(p.sheet(w), p.roll, w, h), "\n")
}
