package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"waymark/planner"
)

// itemRow draws one item in a list, w cells wide: the cursor's mark, the
// state's glyph, the title, and a note at the right. Moving the cursor changes
// only the mark and the title's style, so it costs few bytes.
func (e *env) itemRow(it planner.Listed, note string, w int, here, withID bool) string {
	s, b := e.styles, it.Base()
	mark := "  "
	if here {
		mark = s.accent.Render("▸ ")
	}
	glyph := b.State.Glyph(b.ID.Kind)
	if k, ok := it.(*planner.Check); ok && k.State.Open() && k.Ticked(e.today) {
		glyph = "✓"
	}
	st, gst := s.text, s.subtle
	switch {
	case b.State == planner.Done || glyph == "✓":
		st, gst = s.subtle, s.good
	case b.State == planner.Dropped || b.State == planner.OnHold:
		st = s.subtle
	case b.State == planner.Doing:
		gst = s.accent
	}
	if here {
		st = s.selected
	}
	left := mark + gst.Render(glyph) + " "
	if withID {
		left += s.subtle.Render(fitLeft(b.ID.String(), 4)) + " "
	}
	if b.Focus {
		left += s.accent.Render("• ")
	}
	if note != "" {
		note = " " + note
	}
	room := w - width(left) - width(note)
	return left + e.title(b, st, room) + note
}

// title draws a title exactly w cells wide.
func (e *env) title(b *planner.Item, st lipgloss.Style, w int) string {
	text := line(b.Title, w)
	return st.Render(text) + strings.Repeat(" ", max(0, w-width(text)))
}

func fitLeft(s string, w int) string {
	return strings.Repeat(" ", max(0, w-width(s))) + s
}

// dueWords is an item's day in words. Only what was due before today is set
// off, and a milestone never is: nobody is late.
func (e *env) dueWords(it planner.Listed) string {
	d := planner.Due(it, e.today)
	words := due(d, e.today)
	switch {
	case d.IsZero():
		return ""
	case d.Before(e.today) && it.Key().Kind == planner.KindAction:
		return e.styles.warn.Render(words)
	case d == e.today:
		return e.styles.accent.Render(words)
	}
	return e.styles.subtle.Render(words)
}

// stateNote is what a list says at the right of an item: its date, or a word
// for its state where the glyph needs one.
func (e *env) stateNote(it planner.Listed) string {
	s, b := e.styles, it.Base()
	switch b.State {
	case planner.Done:
		if b.Rough {
			return s.subtle.Render(b.Done.In(utc).Format("2006"))
		}
		return s.subtle.Render(day(b.Done, e.today))
	case planner.OnHold, planner.Dropped:
		return s.subtle.Render(b.State.String())
	default:
	}
	if k, ok := it.(*planner.Check); ok && k.Ticked(e.today) {
		return s.good.Render("ticked")
	}
	note := e.dueWords(it)
	if b.State == planner.Waiting {
		return s.accent.Render("waiting") + strings.TrimRight(" "+note, " ")
	}
	if note == "" && b.Optional {
		return s.subtle.Render("optional")
	}
	return note
}
