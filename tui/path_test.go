package tui

import (
	"fmt"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// A path of nine phases fits too: the chosen one is always marked.
func TestPathOfManyPhases(t *testing.T) {
	var src strings.Builder
	src.WriteString("name: long\nversion: 1\ntitle: A long road\nphases:\n")
	for n := 1; n <= 9; n++ {
		fmt.Fprintf(&src, "  - number: %d\n    title: The phase with number %d\n    years: {from: %d}\n    actions:\n      - {id: x%d, title: Step %d}\n", n, n, n, n, n)
	}
	p, err := path.Load("long.yaml", []byte(src.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		r := newRig(t, fixture{w: size[0], h: size[1]})
		res, err := r.Keeper.Create("long", path.Start(p, planner.Profile{}, []int{1}, civil.Date{Year: 2026, Month: 9, Day: 1}))
		if err != nil {
			t.Fatal(err)
		}
		r.publish(res.Plan)
		r.show("Path")
		for n := 1; n <= 9; n++ {
			r.fits()
			r.shows(fmt.Sprintf("Step %d", n))
			if size[0] >= 76 {
				r.shows(fmt.Sprintf("%d The phase", n))
			} else {
				r.shows(fmt.Sprintf("%d 0/1", n))
			}
			r.press("l")
		}
	}
}
