package planner

import (
	"fmt"
	"math"
	"strings"
)

// NoReading is the cell of a week without a reading.
const NoReading = "·"

// sparks are the heights of a reading, the least first.
var sparks = [...]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

// Point is one place of a line of readings; OK is false where there is none.
type Point struct {
	Value float64
	OK    bool
}

// Points are readings that have no gaps.
func Points(values []float64) []Point {
	out := make([]Point, len(values))
	for i, v := range values {
		out[i] = Point{v, true}
	}
	return out
}

// LinePoints are the readings of some weeks, from the first that has one on;
// nil where none has.
func LinePoints(cells []Cell, of func(*WeekNote) (float64, bool)) []Point {
	var out []Point
	for _, c := range cells {
		var p Point
		if c.Note != nil {
			p.Value, p.OK = of(c.Note)
		}
		if p.OK || len(out) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// Newest is the last reading of a line; ok is false where there is none.
func Newest(points []Point) (value float64, ok bool) {
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].OK {
			return points[i].Value, true
		}
	}
	return 0, false
}

// Spark draws readings from −2 to 2, a cell for each.
func Spark(points []Point) string {
	const least, most = LeastEnergy, MostEnergy
	var b strings.Builder
	for _, p := range points {
		if !p.OK {
			b.WriteString(NoReading)
			continue
		}
		height := math.Round((p.Value - least) / (most - least) * float64(len(sparks)-1))
		b.WriteString(sparks[max(0, min(int(height), len(sparks)-1))])
	}
	return b.String()
}

// SignedMean writes a mean as readings are written, "+1.3", and a whole one
// without a fraction.
func SignedMean(mean float64) string {
	tenths := int(math.Round(mean * 10))
	if tenths%10 == 0 {
		return Signed(tenths / 10)
	}
	return strings.ReplaceAll(fmt.Sprintf("%+.1f", float64(tenths)/10), "-", "−")
}
