package export

import (
	"fmt"

	"waymark/planner"
)

// Weeks stand in rows of half a year, with the months beneath.
const (
	weeksInRow = 26
	weekStep   = 13.8
	weekRow    = 34
	weekSize   = 10.5
	legendRow  = 18
)

// weekCells is what became of each week's review, a square for each week.
type weekCells struct{ cells []planner.Cell }

func (w weekCells) rows() int { return (len(w.cells) + weeksInRow - 1) / weeksInRow }

func (w weekCells) height() int {
	if len(w.cells) == 0 {
		return 0
	}
	legend := w.legend()
	return w.rows()*weekRow + int(legend[len(legend)-1].y) + 8
}

func (weekCells) figures() bool { return false }

func (w weekCells) draw(p *htmlPage) {
	for i, c := range w.cells {
		p.weekMark(c.Mark, float64(i%weeksInRow)*weekStep+1, float64(i/weeksInRow*weekRow)+1)
	}
	for row := range w.rows() {
		from := row * weeksInRow
		months(p, w.cells[from:min(from+weeksInRow, len(w.cells))], float64(row*weekRow)+24)
	}
	for _, key := range w.legend() {
		y := key.y + float64(w.rows()*weekRow)
		p.weekMark(key.mark, key.x+1, y-weekSize+1)
		p.write(key.x+16, y, key.words, "small", "")
	}
}

// weekMark draws a mark with a shape of its own, so that none needs a colour.
func (p *htmlPage) weekMark(mark planner.Mark, x, y float64) {
	const half = weekSize / 2
	switch mark {
	case planner.Held:
		p.box(x, y, weekSize, weekSize, "full")
	case planner.MergedIn:
		p.box(x+2.5, y+2.5, weekSize-5, weekSize-5, "full")
	case planner.WasAway:
		p.stroke(x+1, y+half, x+weekSize-1, y+half, "now")
	case planner.Missed:
		p.box(x, y, weekSize, weekSize, "hollow")
	case planner.DueNow:
		p.shape("path", "class", "hollow", "d", fmt.Sprintf("M%s %sl%[3]s %[3]sl-%[3]s %[3]sl-%[3]s -%[3]sz", unit(x+half), unit(y-1), unit(half+1)))
	default:
		p.shape("circle", "cx", unit(x+half), "cy", unit(y+half), "r", "1.3", "class", "past")
	}
}

// months writes the names of the months under the weeks that they begin in,
// with the year at the first one and at each January.
func months(p *htmlPage, cells []planner.Cell, y float64) {
	const room = 4 // weeks that a name with its year takes
	named := false
	for i, c := range cells {
		begins := i > 0 && c.Day.Month != cells[i-1].Day.Month
		if i == 0 { // a month that ends soon leaves its room to the next
			ahead := cells[min(room, len(cells))-1]
			begins = ahead.Day.Month == c.Day.Month
		}
		if !begins {
			continue
		}
		name := c.Day.Month.String()[:3]
		if !named || c.Day.Month == 1 {
			name += fmt.Sprintf(" ’%02d", c.Day.Year%100)
		}
		named = true
		x := float64(i) * weekStep
		if x+wide(name, smallSize) <= chartWidth {
			p.write(x, y, name, "small", "")
		}
	}
}

// weekKey is one entry of the legend.
type weekKey struct {
	mark  planner.Mark
	words string
	x, y  float64
}

// legend explains the marks that occur and counts them.
func (w weekCells) legend() []weekKey {
	count := map[planner.Mark]int{}
	for _, c := range w.cells {
		count[c.Mark]++
	}
	var keys []weekKey
	x, y := 0.0, 14.0
	for _, m := range planner.Marks {
		if count[m.Mark] == 0 {
			continue
		}
		words := fmt.Sprintf("%d %s", count[m.Mark], m.Word)
		width := 16 + wide(words, smallSize)
		if x > 0 && x+width > chartWidth {
			x, y = 0, y+legendRow
		}
		keys = append(keys, weekKey{m.Mark, words, x, y})
		x += width + 14
	}
	return keys
}
