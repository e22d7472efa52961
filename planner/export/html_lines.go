package export

import (
	"slices"
	"strings"

	"waymark/planner"
)

// Where the readings of one kind of work are drawn, below its label.
const (
	traceRow    = 72
	traceTop    = 26
	traceHeight = 40
	traceLeft   = 60  // the scale and the first reading stand before it
	traceRight  = 322 // the last reading stands after it
	traceFoot   = 16  // the names of the first and the last week
	mostDots    = 60  // of more readings only those that stand alone get a dot
)

// trace is the readings of one kind of work week by week. Each is a picture of
// its own, so that a printed page may end between two.
type trace struct {
	Line
	weeks []string
	count int
}

func newTraces(l Lines) []picture {
	count := len(l.Weeks)
	for _, row := range l.Rows {
		count = max(count, len(row.Points))
	}
	if count == 0 {
		return nil
	}
	out := make([]picture, len(l.Rows))
	for i, row := range l.Rows {
		out[i] = trace{row, l.Weeks, count}
	}
	return out
}

func (t trace) height() int {
	if len(t.weeks) == 0 {
		return traceRow
	}
	return traceRow + traceFoot
}

// x is where a week stands.
func (t trace) x(week int) float64 {
	if t.count == 1 {
		return (traceLeft + traceRight) / 2
	}
	return traceLeft + float64(week)*(traceRight-traceLeft)/float64(t.count-1)
}

// depth is how far below the best reading a reading stands.
func depth(value float64) float64 {
	value = min(max(value, planner.LeastEnergy), planner.MostEnergy)
	return (planner.MostEnergy - value) / (planner.MostEnergy - planner.LeastEnergy) * traceHeight
}

func (trace) figures() bool { return false }

// named is what the picture shows, and what that says.
func (t trace) named() (title, words string) {
	if !slices.ContainsFunc(t.Points, func(p planner.Point) bool { return p.OK }) {
		return t.Label, "No reading in these weeks."
	}
	return t.Label, "On average, from −2 to +2: " + clauseOf(t.Points) + "."
}

func (t trace) draw(p *htmlPage) {
	p.write(0, 14, fitted(t.Label, chartWidth, labelSize), "", "")
	for _, value := range []int{planner.MostEnergy, 0, planner.LeastEnergy} {
		y := traceTop + depth(float64(value))
		class := "rule dots"
		if value == 0 {
			class = "rule"
		}
		p.stroke(traceLeft, y, traceRight, y, class)
		p.write(18, y+4, planner.Signed(value), "small", "end")
	}
	t.readings(p)
	t.foot(p)
}

// foot names the first and the last week.
func (t trace) foot(p *htmlPage) {
	const y = traceRow + 10
	switch last := len(t.weeks) - 1; last {
	case -1:
	case 0:
		p.write(t.x(0), y, fitted(t.weeks[0], chartWidth/2, smallSize), "small", "middle")
	default:
		p.write(traceLeft, y, fitted(t.weeks[0], chartWidth/3, smallSize), "small", "")
		p.write(traceRight, y, fitted(t.weeks[last], chartWidth/3, smallSize), "small", "end")
	}
}

func (t trace) readings(p *htmlPage) {
	p.shape("path", "class", "trace", "d", t.path())
	first, last := -1, -1
	for i, point := range t.Points {
		if !point.OK {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		if len(t.Points) <= mostDots || standsAlone(t.Points, i) {
			p.shape("circle", "cx", unit(t.x(i)), "cy", unit(traceTop+depth(point.Value)), "r", "2.2", "class", "full")
		}
	}
	if first < 0 {
		p.write((traceLeft+traceRight)/2, traceTop+depth(0)-5, "no reading", "small halo", "middle")
		return
	}
	said := func(i int, x float64, anchor string) {
		p.write(x, traceTop+depth(t.Points[i].Value)+4, planner.SignedMean(t.Points[i].Value), "small halo", anchor)
	}
	said(last, t.x(last)+7, "")
	if first != last {
		said(first, t.x(first)-7, "end")
	}
}

// path joins the readings of weeks that follow one another. Over a week
// without one there is no line: nobody knows what it was.
func (t trace) path() string {
	var b strings.Builder
	for i, point := range t.Points {
		if !point.OK {
			continue
		}
		step := "M"
		if i > 0 && t.Points[i-1].OK {
			step = "L"
		}
		b.WriteString(step + unit(t.x(i)) + " " + unit(traceTop+depth(point.Value)))
	}
	return b.String()
}

// standsAlone reports a reading that no line leads to or from.
func standsAlone(points []planner.Point, i int) bool {
	return (i == 0 || !points[i-1].OK) && (i+1 == len(points) || !points[i+1].OK)
}
