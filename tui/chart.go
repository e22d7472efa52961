package tui

import (
	"math"
	"slices"
	"strings"

	"waymark/planner"
)

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
		var run strings.Builder
		for _, m := range marks[:n] {
			run.WriteString(m.Glyph())
		}
		b.WriteString(st.Render(run.String()))
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
