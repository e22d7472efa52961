package command

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// grid prints rows in aligned columns. The wide column gives way on a
// terminal; in a pipe nothing is cut, and what is longer than wideLimit pushes
// the rest of its own row aside only.
type grid struct {
	rows   [][]string
	wide   int // number of the column that gives way
	indent int
}

const (
	wideLimit = 60
	gapCells  = 2
)

func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// widths measures the columns; room is the terminal's width, or 0.
func (g *grid) widths(room int) []int {
	var widths []int
	limit := wideLimit
	if room > 0 {
		limit = room
	}
	for _, row := range g.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			w := ansi.StringWidth(cell)
			if i == g.wide {
				w = min(w, limit)
			}
			widths[i] = max(widths[i], w)
		}
	}
	if room == 0 || g.wide >= len(widths) {
		return widths
	}
	others := g.indent
	for i, w := range widths {
		if i != g.wide && w > 0 {
			others += w + gapCells
		}
	}
	widths[g.wide] = min(widths[g.wide], max(room/2, room-others))
	return widths
}

// print writes the rows. Columns that are empty everywhere take no room.
func (g *grid) print(c *call) {
	room := c.width()
	widths := g.widths(room)
	for _, row := range g.rows {
		var b strings.Builder
		gap := g.indent
		for i, cell := range row {
			if widths[i] == 0 {
				continue
			}
			if i == g.wide && room > 0 {
				cell = ansi.Truncate(cell, widths[i], "…")
			}
			b.WriteString(strings.Repeat(" ", gap))
			b.WriteString(cell)
			gap = gapCells + max(0, widths[i]-ansi.StringWidth(cell))
		}
		c.line(b.String())
	}
}
