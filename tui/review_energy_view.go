package tui

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"waymark/planner"
)

// How many cells the parts of a row take.
const (
	workCells  = 28 // the longest name of a kind of work
	scaleCells = 9
	meantCells = 14 // the longest meaning of a value of a kind of work
)

// mostNoted is how many notes are shown, the newest ones.
const mostNoted = 3

// sheet lays out the kinds of work, the questions and the notes of the week.
func (p *energyPage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	if p.h >= 20 {
		out.add(" "+s.subtle.Render(cut("What gave you energy, what took it? Only what happened counts.", w-2)), "")
	}
	noted := p.notedLines(w - arrow - 1)
	if len(noted) > 0 && p.h >= 24 { // what one is to remember comes before the answer
		out.add(inset(noted)...)
		out.add("")
		noted = nil
	}
	for i, work := range planner.Works {
		out.row(p.workRow(work, i == p.at, w-arrow))
	}
	for i, work := range planner.Questions {
		if p.h >= 20 {
			out.add("")
		}
		out.row(p.questionRow(work, i+len(planner.Works) == p.at, w-arrow)...)
	}
	if len(noted) > 0 {
		out.add("")
		out.add(inset(noted)...)
	}
	return out
}

// workRow is a kind of work with its value.
func (p *energyPage) workRow(work planner.Work, here bool, w int) string {
	mark, st := p.styles.rowMark(here)
	return p.withLast(work, mark+st.Render(fit(work.Words, workCells))+" "+p.value(work, meantCells), w)
}

// questionRow is a question with its value below.
func (p *energyPage) questionRow(work planner.Work, here bool, w int) []string {
	mark, st := p.styles.rowMark(here)
	var out []string
	for i, l := range wrap(work.Ask, w-2) {
		if i > 0 {
			mark = "  "
		}
		out = append(out, mark+st.Render(l))
	}
	return append(out, p.withLast(work, "  "+p.value(work, 0), w))
}

// rowMark is what stands before a row, and the style of its title.
func (s styles) rowMark(here bool) (mark string, st lipgloss.Style) {
	if here {
		return s.accent.Render("▸ "), s.selected
	}
	return "  ", s.text
}

// value is the scale with what is chosen on it, in words too.
func (p *energyPage) value(work planner.Work, words int) string {
	s := p.styles
	value, ok := p.now[work.Name]
	if !ok {
		return s.scale(value, ok) + "    " + s.subtle.Render(atLeast("not this week", words))
	}
	return s.scale(value, ok) + " " + s.bold.Render(fitLeft(planner.Signed(value), 2)) + " " + atLeast(work.Means(value), words)
}

// atLeast pads our own words.
func atLeast(words string, w int) string { return fit(words, max(w, width(words))) }

// scale draws the values from −2 to 2 with the chosen one on it. Nothing is
// chosen where ok is false.
func (s styles) scale(value int, ok bool) string {
	var cells []string
	for at := planner.LeastEnergy; at <= planner.MostEnergy; at++ {
		switch {
		case !ok:
			cells = append(cells, s.faint.Render("·"))
		case at == value:
			cells = append(cells, s.accent.Render("●"))
		case at == 0:
			cells = append(cells, s.faint.Render("┼"))
		default:
			cells = append(cells, s.faint.Render("─"))
		}
	}
	return strings.Join(cells, " ")
}

// withLast says at the right what the week before was, where there is room.
func (p *energyPage) withLast(work planner.Work, left string, w int) string {
	value, ok := p.last[work.Name]
	if !ok {
		return cut(left, w)
	}
	for _, word := range []string{"last week ", "last "} {
		if last := word + planner.Signed(value); width(left)+2+width(last) <= w {
			return ends(left, p.styles.subtle.Render(last), w)
		}
	}
	return cut(left, w)
}

// notedLines are the notes about energy since the review before.
func (p *energyPage) notedLines(w int) []string {
	s := p.styles
	if p.broken {
		return []string{s.subtle.Render(cut("What you noted can't be read now.", w))}
	}
	if len(p.noted) == 0 {
		return nil
	}
	lines := []string{s.subtle.Render("You noted")}
	more := max(0, len(p.noted)-mostNoted)
	for _, e := range p.noted[more:] {
		head := shortDay(e.Date, p.today) + ": "
		if work, ok := planner.WorkNamed(e.Work); ok {
			head += work.Words + ": "
		}
		lines = append(lines, excerpt(head+e.Note, 2, w)...)
	}
	if more > 0 {
		lines = append(lines, s.subtle.Render(fmt.Sprintf("and %d before these", more)))
	}
	return lines
}
