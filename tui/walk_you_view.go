package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// youWords stand above the fields where there is room.
const youWords = "A short walk through the phases between the work you do now and leading people. " +
	"Nothing on this page is needed, all of it can be changed later, and none of it leaves this computer."

// widestField keeps the fields together in a wide window.
const widestField = 90

// intro is what stands above the fields.
func (y *youPage) intro(w, h int) []string {
	lines := wrap(youWords, min(w, widestField))
	if h < len(lines)+len(y.form.fields)+5 {
		return nil
	}
	return append(styled(y.styles.subtle, lines), "")
}

func (y *youPage) fieldWidth(w int) int { return max(1, min(w, widestField)-y.form.labelWidth()-2) }

// View draws the fields and what the current one was understood as, and where
// there is room what is to come.
func (y *youPage) View(w, h int) string {
	if w < wideWalk {
		return y.page(w, h)
	}
	list, detail := walkPanes(w)
	return beside(y.page(list, h), block(y.ahead(detail), detail, h), y.styles.faint.Render(" │ "))
}

// ahead lists the steps of the walk.
func (y *youPage) ahead(w int) []string {
	s := y.styles
	lines := []string{s.subtle.Render("What comes"), "", s.selected.Render("1  You"), "2  The honest part: what you would trade"}
	step := stepHonest
	add := func(title, note string) {
		step++
		lines = append(lines, ends(fmt.Sprintf("%d  %s", step, planner.ShowLine(title)), s.subtle.Render(" "+note), w))
	}
	if y.walk.path != nil {
		for _, ph := range y.walk.path.Phases {
			add(fmt.Sprintf("Phase %d · %s", ph.Number, ph.Title), "years "+years(&planner.Phase{From: ph.From, To: ph.To}))
		}
	}
	add("Dates, if you like", "")
	add("Your plan", "")
	words := "Each step is kept as you go. Close the window whenever you want: the next start goes on where you were."
	return append(append(lines, ""), styled(s.subtle, wrap(words, w))...)
}

func (y *youPage) page(w, h int) string {
	s, f := y.styles, y.form
	lines := y.intro(w, h)
	for i, fd := range f.fields {
		st := s.subtle
		if i == f.at {
			st = s.selected
		}
		lines = append(lines, st.Render(fit(fd.label, f.labelWidth()))+"  "+f.draw(fd, i == f.at, y.fieldWidth(w)))
	}
	return block(append(append(lines, ""), y.talk(min(w, widestField))...), w, h)
}

// talk says below the fields what was understood, or shows all options.
func (y *youPage) talk(w int) []string {
	fd := y.form.fields[y.form.at]
	if y.form.err != "" || fd.options == nil {
		return y.form.talk(w)
	}
	var lines []string
	used := 0
	for i, name := range fd.options {
		st := y.styles.subtle
		if i == fd.at {
			st = y.styles.selected
		}
		part := st.Render(cut(name, w))
		if n := len(lines); n == 0 || used+3+width(part) > w {
			lines, used = append(lines, part), width(part)
		} else {
			lines[n-1] += y.styles.faint.Render(" · ") + part
			used += 3 + width(part)
		}
	}
	return lines
}

// Cursor is the terminal's, in the field.
func (y *youPage) Cursor() *tea.Cursor {
	fd := y.form.fields[y.form.at]
	if fd.options != nil {
		return nil
	}
	w, h := y.walk.here()
	w, _ = walkPanes(w)
	in := fd.input
	in = within(in, max(1, y.fieldWidth(w)-1))
	c := cursorIn(in)
	if c != nil {
		c.X += y.form.labelWidth() + 2
		c.Y += len(y.intro(w, h)) + y.form.at
	}
	return c
}
