package tui

import (
	"slices"
	"strings"

	"waymark/planner"
)

// listCursor is a place in a list that other windows may change at any moment:
// it stays with its row, where that goes with its place, and goes back to the
// row when an undo brings that back.
type listCursor struct {
	ids     []planner.ID
	at, top int
	rows    int          // how many have room
	gone    []planner.ID // rows that went from under the cursor, the last one last
}

// follow takes the list as it is now.
func (c *listCursor) follow(ids []planner.ID, rows int) {
	was := c.on()
	c.ids, c.rows = ids, max(1, rows)
	at := slices.Index(ids, was)
	if at < 0 && !was.IsZero() {
		c.gone = append(c.gone, was)
	} else if n := len(c.gone); n > 0 {
		if back := slices.Index(ids, c.gone[n-1]); back >= 0 {
			at, c.gone = back, c.gone[:n-1]
		}
	}
	if at >= 0 {
		c.at = at
	}
	c.move(0)
}

// on is the row under the cursor; zero where the list is empty.
func (c *listCursor) on() planner.ID {
	if c.at < len(c.ids) {
		return c.ids[c.at]
	}
	return planner.ID{}
}

// goTo puts the cursor on a row that is in the list.
func (c *listCursor) goTo(id planner.ID) {
	if at := slices.Index(c.ids, id); at >= 0 {
		c.at = at
	}
	c.move(0)
}

func (c *listCursor) move(by int) {
	c.at = max(0, min(c.at+by, len(c.ids)-1))
	c.top = window(c.at, c.top, len(c.ids), c.rows)
}

// moves are the keys that move the cursor.
func (c *listCursor) moves() []action {
	return cursorActions(c.move, func() int { return c.rows })
}

// still takes in what other windows did a moment ago, and reports whether the
// cursor is where it was, so that a key decides about what was read.
func (c *listCursor) still(e *env) bool {
	was := c.on()
	if e.watch(); c.on() == was && !was.IsZero() {
		return true
	}
	e.say("That was changed in another window; nothing was done here")
	return false
}

// draw gives the rows that have room, and below them, in what is left of h
// lines, what there is to say of the one under the cursor; without that, rows
// have that room too.
func (c *listCursor) draw(h int, row func(i int) string, below []string) []string {
	room := c.rows
	if len(below) == 0 {
		room = h
	}
	var out []string
	for i := max(0, min(c.top, len(c.ids)-room)); i < len(c.ids) && len(out) < room; i++ {
		out = append(out, row(i))
	}
	if left := h - len(out) - 1; len(below) > 0 && left > 0 {
		out = append(append(out, ""), below[:min(len(below), left)]...)
	}
	return out
}

// tailRoom is how many of h lines a list of items leaves for what is said of
// the one under the cursor.
func tailRoom(h int) int {
	if h < 12 {
		return 3
	}
	return 4
}

// rowOf begins a row of a list: the cursor's mark, a glyph and the id, and the
// title in the cursor's style.
func (e *env) rowOf(here bool, left, title, right string, w int) string {
	s := e.styles
	mark, st := "  ", s.text
	if here {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	left = mark + left
	return ends(left+st.Render(line(title, w-width(left)-width(right)-1)), right, w)
}

// legend names the keys of a list, on a line of w cells.
func (e *env) legend(acts []action, w int) string {
	out := ""
	for _, act := range acts {
		if act.foot == "" {
			continue
		}
		key, word := e.styles.key.Render(act.key()), e.styles.subtle.Render(act.foot)
		if act.why != "" {
			key, word = e.styles.faint.Render(act.key()), e.styles.faint.Render(act.foot)
		}
		if part := " " + key + " " + word; width(out+part) <= w {
			out += part + " "
		}
	}
	return strings.TrimSuffix(out, " ")
}
