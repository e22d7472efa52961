package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waymark/planner"
)

// sparks are the heights of a reading, the least first.
var sparks = []rune("▁▂▃▄▅▆▇█")

// noReading is the cell of a week without a reading.
const noReading = '·'

// point is one place of a line of readings; ok is false where there is none.
type point struct {
	value float64
	ok    bool
}

// spark draws readings from −2 to 2, a cell for each.
func spark(points []point) string {
	const least, most = planner.LeastEnergy, planner.MostEnergy
	cells := make([]rune, len(points))
	for i, p := range points {
		cells[i] = noReading
		if p.ok {
			height := math.Round((p.value - least) / (most - least) * float64(len(sparks)-1))
			cells[i] = sparks[max(0, min(int(height), len(sparks)-1))]
		}
	}
	return string(cells)
}

// allPoints are readings that have no gaps.
func allPoints(values []float64) []point {
	out := make([]point, len(values))
	for i, v := range values {
		out[i] = point{v, true}
	}
	return out
}

// signed writes a mean as readings are written, "+1.3", and a whole one
// without a fraction.
func signed(mean float64) string {
	tenths := int(math.Round(mean * 10))
	if tenths%10 == 0 {
		return planner.Signed(tenths / 10)
	}
	text := fmt.Sprintf("%+.1f", float64(tenths)/10)
	return strings.ReplaceAll(text, "-", "−")
}

// zeroBar draws a mean from −2 to 2 as a bar to the left or the right of zero,
// over w cells, an odd number; its ends are in halves of a cell.
func (s styles) zeroBar(mean float64, w int) string {
	side := max(1, (w-1)/2)
	halves := int(math.Round(math.Min(math.Abs(mean)/planner.MostEnergy, 1) * float64(2*side)))
	full, rest := strings.Repeat("━", halves/2), strings.Repeat("─", side-(halves+1)/2)
	right, left := "", ""
	if halves%2 == 1 {
		right, left = "╸", "╺"
	}
	empty := s.faint.Render(strings.Repeat("─", side))
	axis := s.subtle.Render("│")
	if mean < 0 {
		return s.faint.Render(rest) + s.warn.Render(left+full) + axis + empty
	}
	return empty + axis + s.good.Render(full+right) + s.faint.Render(rest)
}

// marks draws what became of weeks, a cell for each.
func (s styles) marks(marks []planner.Mark) string {
	var b strings.Builder
	for len(marks) > 0 {
		held, st := marks[0] == planner.Held, s.subtle
		if held {
			st = s.good
		}
		n := slices.IndexFunc(marks, func(m planner.Mark) bool { return (m == planner.Held) != held })
		if n < 0 {
			n = len(marks)
		}
		run := ""
		for _, m := range marks[:n] {
			run += m.Glyph()
		}
		b.WriteString(st.Render(run))
		marks = marks[n:]
	}
	return b.String()
}

// legend says what the marks of weeks are.
func legend() string {
	var out []string
	for _, row := range planner.Marks {
		if row.Mark != planner.NoMark {
			out = append(out, row.Glyph+" "+row.Word)
		}
	}
	return strings.Join(out, "  ")
}
