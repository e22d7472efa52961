package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"waymark/planner"
)

// drawing draws a chart with characters in lines that are at most so wide.
// figures reports that the lines have all that there is to know as figures.
func drawing(d Drawing, width int) (lines []string, figures bool) {
	switch d := d.(type) {
	case Timeline:
		lines, figures = drawTimeline(d, width), true
	case Bars:
		lines, figures = drawBars(d, width), true
	case Lines:
		lines, figures = drawLines(d, width), true
	case Weeks:
		lines = drawWeeks(d, width)
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines, figures
}

// mostLabel is how wide the labels of a drawing may be.
const mostLabel = 34

// labels are texts as they stand before the rows of a drawing, all as wide.
func labels[T any](rows []T, of func(T) string) []string {
	out := make([]string, len(rows))
	widest := 0
	for i, row := range rows {
		out[i] = shorten(planner.ShowLine(of(row)), mostLabel)
		widest = max(widest, displaywidth.String(out[i]))
	}
	for i := range out {
		out[i] = pad(out[i], widest, false)
	}
	return out
}

// shorten cuts a line to a width.
func shorten(s string, width int) string {
	s = strings.TrimSpace(s)
	if displaywidth.String(s) <= width {
		return s
	}
	return strings.TrimRight(displaywidth.TruncateString(s, width-1, ""), " ") + "…"
}

// pad fills a line to a width.
func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-displaywidth.String(s)))
	if right {
		return space + s
	}
	return s + space
}

// mostYears bounds what years a drawing takes seriously.
const mostYears = 99

func drawTimeline(t Timeline, width int) []string {
	if len(t.Spans) == 0 {
		return nil
	}
	const suffix, each = 10, 3 // cells for the years in figures, and for a year
	year := func(y int) int { return max(0, min(y, mostYears)) }
	first, last := mostYears, year(t.You)
	for _, s := range t.Spans {
		first = min(first, year(s.From))
		last = max(last, year(s.To), year(s.From))
		if s.To == 0 {
			last = max(last, year(s.From+2))
		}
	}
	if t.You > 0 {
		first = min(first, year(t.You))
	}
	names := labels(t.Spans, func(s Span) string { return s.State.Glyph() + " " + s.Label })
	left := displaywidth.String(names[0]) + 2
	n := last - first + 1
	cells := min(n*each, max(1, width-left-suffix))
	place := func(y int) int { return (year(y) - first) * cells / n }
	lines := make([]string, 0, len(t.Spans)+1)
	for i, s := range t.Spans {
		from, to, mark := place(s.From), cells, "━"
		if s.To != 0 {
			to = place(s.To + 1)
		}
		if s.Optional {
			mark = "┄"
		}
		bar := strings.Repeat(mark, max(1, to-from))
		lines = append(lines, names[i]+"  "+pad(strings.Repeat(" ", from)+bar, cells, false)+"  "+years(s.From, s.To))
	}
	if t.You > 0 {
		words := fmt.Sprintf("I am in year %d", t.You)
		at := left + (place(t.You)+place(t.You+1))/2
		you := strings.Repeat(" ", at) + "▲ " + words
		if at+len(words)+2 > width && at > len(words) {
			you = strings.Repeat(" ", at-len(words)-1) + words + " ▲"
		}
		lines = append(lines, you)
	}
	return lines
}

func drawBars(b Bars, width int) []string {
	const most, figures = 24, 16
	names := labels(b.Rows, func(row Bar) string { return row.Label })
	lines := make([]string, len(b.Rows))
	for i, row := range b.Rows {
		cells := max(1, min(most, width-displaywidth.String(names[i])-figures))
		done := 0
		if row.Of > 0 {
			done = max(0, min(cells, row.Done*cells/row.Of))
		}
		lines[i] = fmt.Sprintf("%s  %s%s  %d of %d", names[i], strings.Repeat("━", done), strings.Repeat("─", cells-done), row.Done, row.Of)
	}
	return lines
}

// drawLines draws a row for each kind of work, with its mean and trend. Where
// there are more weeks than cells, a cell has the mean of several.
func drawLines(l Lines, width int) []string {
	const figures = len("  ") + len("  ") + len("+1.5, falling")
	if len(l.Rows) == 0 || len(l.Weeks) == 0 {
		return nil
	}
	names := labels(l.Rows, func(row Line) string { return row.Label })
	cells := max(1, width-displaywidth.String(names[0])-figures)
	each := (len(l.Weeks) + cells - 1) / cells
	lines := make([]string, 0, len(l.Rows)+1)
	for i, row := range l.Rows {
		var points []planner.Point
		for group := range slices.Chunk(row.Points, each) {
			some := slices.ContainsFunc(group, func(p planner.Point) bool { return p.OK })
			points = append(points, planner.Point{Value: mean(group), OK: some})
		}
		lines = append(lines, names[i]+"  "+planner.Spark(points)+"  "+clauseOf(row.Points))
	}
	scale := fmt.Sprintf("%s to %s, %s is %s and %s is %s", planner.ShowLine(l.Weeks[0]), planner.ShowLine(l.Weeks[len(l.Weeks)-1]),
		lowest, planner.Signed(planner.LeastEnergy), highest, planner.Signed(planner.MostEnergy))
	if each > 1 {
		scale += fmt.Sprintf(", %d weeks each", each)
	}
	return append(lines, wrap(scale+"; on the right the means", width)...)
}

// The marks of the least and of the most reading.
var (
	lowest  = planner.Spark(planner.Points([]float64{planner.LeastEnergy}))
	highest = planner.Spark(planner.Points([]float64{planner.MostEnergy}))
)

// drawWeeks draws a cell for each week, a year in a row, and says what the
// cells mean.
func drawWeeks(w Weeks, width int) []string {
	var lines []string
	used := map[planner.Mark]bool{}
	for row := range slices.Chunk(w.Cells, max(1, min(width, 52))) {
		var line strings.Builder
		for _, c := range row {
			line.WriteString(c.Mark.Glyph())
			used[c.Mark] = true
		}
		lines = append(lines, line.String())
	}
	var legend []string
	for _, row := range planner.Marks {
		if used[row.Mark] && strings.TrimSpace(row.Glyph) != "" {
			legend = append(legend, row.Glyph+" "+row.Word)
		}
	}
	return append(lines, strings.Join(legend, "  "))
}
