package planner

import (
	"slices"
	"testing"
)

func TestSpark(t *testing.T) {
	for _, row := range []struct {
		points []Point
		want   string
	}{
		{nil, ""},
		{Points([]float64{-2, -1, 0, 1, 2}), "▁▃▅▆█"},
		{Points([]float64{-1.75, -0.25, 0.4}), "▁▄▅"},
		{[]Point{{1, true}, {}, {1, true}}, "▆·▆"},
		{Points([]float64{-99, 99}), "▁█"}, // of a version that knows a wider scale
	} {
		if got := Spark(row.points); got != row.want {
			t.Errorf("%v is drawn as %q, expected %q", row.points, got, row.want)
		}
	}
}

func TestSignedMean(t *testing.T) {
	for mean, want := range map[float64]string{0: "0", 1: "+1", -2: "−2", 1.34: "+1.3", -0.5: "−0.5", 0.04: "0", -0.04: "0", 1.96: "+2", 0.1: "+0.1"} {
		if got := SignedMean(mean); got != want {
			t.Errorf("%v is written %q, expected %q", mean, got, want)
		}
	}
}

// A line begins with the first week that has a reading, and shows where later
// ones have none.
func TestLinePoints(t *testing.T) {
	read := func(value int) Cell {
		return Cell{Note: &WeekNote{Energy: map[string]Reading{HandsOn: {Value: value}}}}
	}
	for _, row := range []struct {
		name   string
		cells  []Cell
		want   []Point
		newest float64
	}{
		{"no weeks", nil, nil, 0},
		{"no readings", []Cell{{}, {Note: &WeekNote{}}}, nil, 0},
		{"gaps", []Cell{{}, {Note: &WeekNote{}}, read(0), {}, read(-2), {Note: &WeekNote{}}}, []Point{{0, true}, {}, {-2, true}, {}}, -2},
	} {
		got := LinePoints(row.cells, (*WeekNote).HandsOnEnergy)
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: the line is %v, expected %v", row.name, got, row.want)
		}
		if newest, ok := Newest(got); newest != row.newest || ok != (row.want != nil) {
			t.Errorf("%s: the newest is %v, %v, expected %v", row.name, newest, ok, row.newest)
		}
	}
}
