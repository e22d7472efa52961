package export

import (
	"strings"

	"waymark/planner"
)

// Where the readings of one kind of work are drawn, below its label.
const (
	traceRow    = 78
	traceTop    = 26
	traceHeight = 40
	traceLeft   = 60  // the scale and the first reading stand before it
	traceRight  = 322 // the last reading stands after it
	traceFoot   = 16  // the names of the first and the last week
	mostDots    = 60  // of more readings only those that stand alone get a dot
)

// traces are lines of readings, a small chart for each kind of work.
type traces struct {
	Lines
	count int // weeks
}

func newTraces(l Lines) traces {
	t := traces{l, len(l.Weeks)}
	for _, row := range l.Rows {
		t.count = max(t.count, len(row.Points))
	}
	return t
}

func (t traces) height() int {
	if len(t.Rows) == 0 || t.count == 0 {
		return 0
	}
	return traceRow*len(t.Rows) + traceFoot
}

// x is where a week stands.
func (t traces) x(week int) float64 {
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

func (traces) figures() bool { return false }

func (t traces) draw(p *htmlPage) {
	for i, row := range t.Rows {
		t.row(p, row, float64(i*traceRow))
	}
	if len(t.Weeks) == 0 {
		return
	}
	y := float64(traceRow*len(t.Rows) + 10)
	first, last := t.Weeks[0], t.Weeks[len(t.Weeks)-1]
	if len(t.Weeks) == 1 {
		p.write(t.x(0), y, fitted(first, chartWidth/2, smallSize), "small", "middle")
		return
	}
	p.write(traceLeft, y, fitted(first, chartWidth/3, smallSize), "small", "")
	p.write(traceRight, y, fitted(last, chartWidth/3, smallSize), "small", "end")
}

func (t traces) row(p *htmlPage, row Line, top float64) {
	p.write(0, top+14, fitted(row.Label, chartWidth, labelSize), "", "")
	top += traceTop
	for _, value := range []int{planner.MostEnergy, 0, planner.LeastEnergy} {
		y := top + depth(float64(value))
		class := "rule dots"
		if value == 0 {
			class = "rule"
		}
		p.stroke(traceLeft, y, traceRight, y, class)
		p.write(18, y+4, planner.Signed(value), "small", "end")
	}
	p.shape("path", "class", "trace", "d", t.path(row.Points, top))
	first, last := -1, -1
	for i, point := range row.Points {
		if !point.OK {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		if len(row.Points) <= mostDots || standsAlone(row.Points, i) {
			p.shape("circle", "cx", unit(t.x(i)), "cy", unit(top+depth(point.Value)), "r", "2.2", "class", "full")
		}
	}
	if first < 0 {
		p.write((traceLeft+traceRight)/2, top+depth(0)-5, "no reading", "small halo", "middle")
		return
	}
	said := func(i int, x float64, anchor string) {
		p.write(x, top+depth(row.Points[i].Value)+4, planner.SignedMean(row.Points[i].Value), "small halo", anchor)
	}
	said(last, t.x(last)+7, "")
	if first != last {
		said(first, t.x(first)-7, "end")
	}
}

// path joins the readings of weeks that follow one another. Over a week
// without one there is no line: nobody knows what it was.
func (t traces) path(points []planner.Point, top float64) string {
	var b strings.Builder
	for i, point := range points {
		if !point.OK {
			continue
		}
		step := "M"
		if i > 0 && points[i-1].OK {
			step = "L"
		}
		b.WriteString(step + unit(t.x(i)) + " " + unit(top+depth(point.Value)))
	}
	return b.String()
}

// standsAlone reports a reading that no line leads to or from.
func standsAlone(points []planner.Point, i int) bool {
	return (i == 0 || !points[i-1].OK) && (i+1 == len(points) || !points[i+1].OK)
}
