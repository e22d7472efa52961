package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// sheet is a page of lines, some of which belong to rows that the cursor can
// be on. What stands above the first row scrolls with the rows.
type sheet struct {
	lines []string
	rows  []span
}

// span is the lines of a row: from up to but without to.
type span struct{ from, to int }

func (s *sheet) add(lines ...string) { s.lines = append(s.lines, lines...) }

func (s *sheet) row(lines ...string) {
	s.rows = append(s.rows, span{len(s.lines), len(s.lines) + len(lines)})
	s.add(lines...)
}

// roll is the place in a sheet: the cursor's row, and the first line drawn.
// As long as the words above the rows fill the window no row has the cursor,
// and at is -1.
type roll struct{ at, top int }

// hold keeps the cursor on a row and in view.
func (r *roll) hold(s sheet, h int) {
	most := max(0, len(s.lines)-h)
	if len(s.rows) == 0 {
		r.at, r.top = -1, max(0, min(r.top, most))
		return
	}
	r.at = max(-1, min(r.at, len(s.rows)-1))
	if r.at < 0 {
		if r.top == 0 && s.rows[0].to <= h {
			r.at = 0
		}
		r.top = min(r.top, most)
		return
	}
	row := s.rows[r.at]
	switch {
	case r.at == 0 && row.to <= h:
		r.top = 0
	case r.at == len(s.rows)-1:
		r.top = min(most, row.from)
	default:
		r.top = window(row.to-1, r.top, len(s.lines), h)
		r.top = min(r.top, row.from)
	}
}

// move moves the cursor by rows. Above the first row it moves by lines, so
// that all the words there can be read.
func (r *roll) move(s sheet, by, h int) {
	switch {
	case len(s.rows) == 0:
		r.top += by
	case r.at < 0 && by > 0:
		if need := s.rows[0].to - r.top - h; need > h-1 {
			r.top += h - 1
		} else {
			r.at, r.top = 0, r.top+max(0, need)
			r.at += min(by, len(s.rows)) - 1
		}
	case r.at < 0:
		r.top = max(0, r.top-max(1, h-1))
	case r.at+by < 0 && s.rows[0].to > h:
		r.at, r.top = -1, max(0, s.rows[0].to-h-(h-1))
	default:
		r.at = max(0, r.at+by)
	}
	r.hold(s, h)
}

// arrow is what an arrow at the right of a sheet takes, with the space before
// it. Rows leave it free.
const arrow = 2

// viewSheet draws the part of a sheet that is in view. Arrows at the right say
// that there is more.
func (e *env) viewSheet(s sheet, r roll, w, h int) []string {
	out := make([]string, 0, h)
	for i := r.top; i < min(len(s.lines), r.top+h); i++ {
		l, mark := s.lines[i], ""
		switch {
		case i == r.top && r.top > 0:
			mark = "↑"
		case i == r.top+h-1 && i < len(s.lines)-1:
			mark = "↓"
		}
		if mark != "" {
			l = fit(l, w-arrow) + " " + e.styles.subtle.Render(mark)
		}
		out = append(out, l)
	}
	return strings.Split(block(out, w, h), "\n")
}

// moves are the keys that move the cursor; here gives the sheet and its height.
func (r *roll) moves(here func() (sheet, int)) []action {
	by := func(rows, pages int) func() tea.Cmd {
		return doing(func() { s, h := here(); r.move(s, rows+pages*max(1, h/2), h) })
	}
	to := func(at, top int) func() tea.Cmd {
		return doing(func() { r.at, r.top = at, top; r.hold(here()) })
	}
	const end = 1 << 20
	return []action{
		{keys: []string{"j", "down"}, label: "down", do: by(1, 0)},
		{keys: []string{"k", "up"}, label: "up", do: by(-1, 0)},
		{keys: []string{"g", "home"}, label: "to the top", do: to(-1, 0)},
		{keys: []string{"G", "end"}, label: "to the end", do: to(end, end)},
		{keys: []string{"ctrl+d", "pgdown"}, label: "half a page down", do: by(0, 1)},
		{keys: []string{"ctrl+u", "pgup"}, label: "half a page up", do: by(0, -1)},
	}
}

// clip shortens text of several lines to n, with an ellipsis where some is
// missing.
func clip(lines []string, n, w int) []string {
	if len(lines) <= n || n < 1 {
		return lines[:max(0, min(n, len(lines)))]
	}
	out := append([]string{}, lines[:n]...)
	if out[n-1] += " …"; width(out[n-1]) > w {
		out[n-1] = cut(out[n-1], w)
	}
	return out
}
