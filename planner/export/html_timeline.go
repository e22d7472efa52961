package export

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/planner"
)

// The rows of a timeline and its axis.
const (
	spanLine  = 18 // of words over a bar
	spanBar   = 11 // the bar's height
	spanGap   = 9  // beneath a bar
	yearsAxis = 44 // the years with the marker beneath
	arrowHead = 9  // of a phase that has no end
)

// longestCareer is the last year that an axis shows.
const longestCareer = 100

// timeline is one on its axis: every year of a career is a column.
type timeline struct {
	Timeline
	first, count int // columns
	lines        int // of words over each bar
}

func newTimeline(t Timeline) timeline {
	first, last := 1, max(t.You, 2)
	for _, s := range t.Spans {
		first = min(first, s.From)
		last = max(last, s.From+1, s.To)
		if s.To == 0 { // an arrow wants some room
			last = max(last, s.From+2)
		}
	}
	first = max(first, 0)
	lines := 1
	for _, s := range t.Spans { // a long name has a line to itself
		if wide(spanName(s), labelSize)+wide(spanWords(s), smallSize) > chartWidth-spanApart {
			lines = 2
		}
	}
	return timeline{t, first, min(last, longestCareer) - first + 1, lines}
}

// row is how much height a phase takes.
func (y timeline) row() int { return spanLine*y.lines + spanBar + spanGap }

func (y timeline) height() int {
	if len(y.Spans) == 0 {
		return 0
	}
	return y.row()*len(y.Spans) + yearsAxis
}

// x is where a year's column begins.
func (y timeline) x(year int) float64 {
	const margin = 2
	column := min(max(year-y.first, 0), y.count)
	return margin + float64(column)*(chartWidth-2*margin)/float64(y.count)
}

// middle is the middle of a year's column.
func (y timeline) middle(year int) float64 { return (y.x(year) + y.x(year+1)) / 2 }

func (timeline) figures() bool { return true }

func (y timeline) draw(p *htmlPage) {
	foot := float64(y.row() * len(y.Spans))
	for i, s := range y.Spans {
		y.bar(p, s, float64(i*y.row()+spanLine*y.lines+2))
	}
	if y.You > 0 {
		y.now(p)
	}
	for i, s := range y.Spans {
		top, words, room := float64(i*y.row()+14), spanWords(s), float64(chartWidth)
		if y.lines == 1 {
			room -= wide(words, smallSize) + spanApart
		}
		p.write(0, top, fitted(spanName(s), room, labelSize), "", "")
		p.write(chartWidth, top+float64(spanLine*(y.lines-1)), words, "small", "end")
	}
	y.axis(p, foot)
}

// spanApart is how far a phase's name stands at least from what is said of it.
const spanApart = 8

// spanName is a phase's name with the glyph of its state.
func spanName(s Span) string { return s.State.Glyph() + " " + s.Label }

// now draws the line of the year that you are in through all rows, but for the
// words that stand where it would go.
func (y timeline) now(p *htmlPage) {
	x, from := y.middle(y.You), 2.0
	var line strings.Builder
	stretch := func(to float64) {
		if to > from {
			line.WriteString("M" + unit(x) + " " + unit(from) + "V" + unit(to))
		}
	}
	for i, s := range y.Spans {
		for n := range y.lines {
			if top := float64(i*y.row() + spanLine*n); y.wordsAt(s, n, x) {
				stretch(top)
				from = top + spanLine
			}
		}
	}
	stretch(float64(y.row()*len(y.Spans)) + 1)
	p.shape("path", "class", "gap", "d", line.String())
	p.shape("path", "class", "now", "d", line.String())
}

// wordsAt reports whether words over a phase's bar stand at x, in the first or
// the second of their lines.
func (y timeline) wordsAt(s Span, line int, x float64) bool {
	const near = 5
	return line == 0 && x < wide(spanName(s), labelSize)+near || line == y.lines-1 && x > chartWidth-wide(spanWords(s), smallSize)-near
}

// bar draws the years of a phase, as an arrow where they have no end.
func (y timeline) bar(p *htmlPage, s Span, top float64) {
	class := "hollow"
	switch {
	case s.State == planner.Open:
		class = "full"
	case s.State == planner.Closed:
		class = "past"
	case s.Optional:
		class = "hollow dashed"
	}
	end := y.x(longestCareer + 1)
	from := min(y.x(s.From)+1, end-arrowHead)
	if s.To != 0 {
		p.box(from, top, max(1, y.x(max(s.To, s.From)+1)-1-from), spanBar, class)
		return
	}
	p.shape("path", "class", class, "d", fmt.Sprintf("M%s %sH%sL%s %sL%s %sH%sZ",
		unit(from), unit(top), unit(end-arrowHead), unit(end), unit(top+spanBar/2.0), unit(end-arrowHead), unit(top+spanBar), unit(from)))
}

// spanWords is what stands beside a phase's name: "years 3–6, open".
func spanWords(s Span) string {
	said := fmt.Sprintf("years %d–%d", s.From, s.To)
	switch s.To {
	case 0:
		said = fmt.Sprintf("from year %d on", s.From)
	case s.From:
		said = fmt.Sprintf("year %d", s.From)
	}
	if s.Optional && s.State == planner.Ahead {
		return said + ", optional"
	}
	return said + ", " + s.State.String()
}

// axis writes the years, as many as there is room for, and the one that you are in.
func (y timeline) axis(p *htmlPage, top float64) {
	p.stroke(y.x(y.first), top+1, y.x(y.first+y.count), top+1, "rule")
	step := 1
	for _, wider := range []int{2, 5, 10} { // fourteen have room
		if y.count > 14*step {
			step = wider
		}
	}
	lead := "year "
	for n := y.first; n < y.first+y.count; n++ {
		if n%step != 0 {
			continue
		}
		words := lead + strconv.Itoa(n)
		lead = ""
		p.stroke(y.middle(n), top+1, y.middle(n), top+4, "rule")
		p.write(within(y.middle(n), words, smallSize), top+15, words, "small halo", "middle")
	}
	if y.You > 0 {
		x, words := y.middle(y.You), "I am in year "+strconv.Itoa(y.You)
		p.shape("path", "class", "now", "d", fmt.Sprintf("M%s %sl-4 7h8z", unit(x), unit(top+19)))
		p.write(within(x, words, labelSize), top+38, words, "you", "middle")
	}
}
