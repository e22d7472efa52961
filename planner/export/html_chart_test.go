package export

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cloud.google.com/go/civil"
	"golang.org/x/net/html"

	"waymark/planner"
)

// Whatever a chart is of, nothing of it stands outside of the picture, and
// what it has to say is there.
func TestHTMLOddCharts(t *testing.T) {
	points := func(values ...float64) []planner.Point { return planner.Points(values) }
	day := civil.Date{Year: 2026, Month: 1, Day: 30}
	cells := func(n int) Weeks {
		var w Weeks
		for i := range n {
			w.Cells = append(w.Cells, planner.Cell{Day: day.AddDays(7 * i), Mark: planner.Mark(i % len(planner.Marks))})
		}
		return w
	}
	for _, row := range []struct {
		name string
		draw Drawing
		says []string
	}{
		{"one phase of one year", Timeline{Spans: []Span{{Label: "a", From: 1, To: 1}}}, []string{"year 1, ahead", "year 1"}},
		{"no year known", Timeline{Spans: []Span{{Label: "a", From: 2, To: 4, State: planner.Open}}}, []string{"▸ a", "years 2–4, open"}},
		{"a year beyond all phases", Timeline{You: 40, Spans: []Span{{Label: "a", From: 1, To: 4}}}, []string{"I am in year 40"}},
		{"a year beyond all careers", Timeline{You: 1 << 40, Spans: []Span{{Label: "a", From: 1, To: 4}}}, []string{"year 10", "100"}},
		{"from before the first year on", Timeline{You: 1, Spans: []Span{{Label: "a", Optional: true}}}, []string{"from year 0 on, optional", "year 0"}},
		{"years that run backwards", Timeline{Spans: []Span{{Label: "a", From: 9, To: 4}, {Label: "b", From: -5, To: -1}}}, nil},
		{"the longest", Timeline{Spans: []Span{{Label: "a", From: 0, To: 60}, {Label: "b", From: 60}, {Label: "c", From: 500, To: 600}}}, []string{"from year 60 on, ahead"}},
		{"a long label", Timeline{Spans: []Span{{Label: strings.Repeat("Wide ", 60), From: 1, To: 2}}}, []string{"· Wide"}},

		{"more done than there is", Bars{[]Bar{{"a", 30, 20}, {"b", 1, 0}, {"c", -1, 4}}}, []string{"30 of 20", "1 of 0"}},
		{"one week", Lines{Weeks: []string{"W1"}, Rows: []Line{{"a", points(1)}}}, []string{"W1", "+1"}},
		{"no names of weeks", Lines{Rows: []Line{{"a", points(1, 2)}}}, []string{"+1", "+2"}},
		{"more names than readings", Lines{Weeks: []string{"W1", "W2", "W3"}, Rows: []Line{{"a", nil}, {"b", points(-2)}}}, []string{"no reading", "W1", "W3", "−2"}},
		{"readings off the scale", Lines{Rows: []Line{{"a", points(-9, 9)}}}, []string{"−9", "+9"}},
		{"many weeks", Lines{Rows: []Line{{"a", make([]planner.Point, 900)}, {"b", planner.Points(make([]float64, 900))}}}, []string{"no reading"}},
		{"a week of a review", cells(1), []string{"Jan ’26", "1 not due"}},
		{"a month that ends at once", cells(6), []string{"Feb ’26", "1 merged"}},
		{"ten years of reviews", cells(522), []string{"Feb ’35", "87 done", "87 due"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			doc := oneBlock(Chart{Title: "t", Words: "w", Draw: row.draw})
			page := htmlOf(t, &doc)
			wantSoundHTML(t, page)
			var words strings.Builder
			words.WriteString("\n")
			for n := range parseHTML(t, page).Descendants() {
				if n.Data == "text" {
					words.WriteString(textOf(n) + "\n")
				}
				wantInside(t, n)
			}
			for _, says := range row.says {
				if !strings.Contains(words.String(), "\n"+says) {
					t.Errorf("%q isn't in %q", says, words.String())
				}
			}
		})
	}
}

// wantInside asks of a shape that it is inside of its picture.
func wantInside(t *testing.T, n *html.Node) {
	t.Helper()
	if n.Parent == nil || n.Parent.Data != "svg" {
		return
	}
	size := strings.Fields(attribute(n.Parent, "viewBox"))
	within := func(most string, values ...float64) {
		limit, err := strconv.ParseFloat(most, 64)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			if v < 0 || v > limit || math.IsNaN(v) {
				t.Errorf("%s %v stands at %v of %v", n.Data, n.Attr, v, limit)
			}
		}
	}
	at := func(key string) float64 {
		v, err := strconv.ParseFloat(attribute(n, key), 64)
		if err != nil {
			return math.NaN()
		}
		return v
	}
	switch n.Data {
	case "text":
		within(size[2], at("x"))
		within(size[3], at("y"))
	case "rect":
		within(size[2], at("x"), at("x")+at("width"), at("width")-1)
		within(size[3], at("y"), at("y")+at("height"))
	case "line":
		within(size[2], at("x1"), at("x2"))
		within(size[3], at("y1"), at("y2"))
	case "circle":
		within(size[2], at("cx"))
		within(size[3], at("cy"))
	}
}

// The line of the year that one is in goes through no words, and a long name
// has a line to itself.
func TestHTMLTimelineWords(t *testing.T) {
	long := "Engineering manager of several teams and more"
	for _, row := range []struct {
		labels []string
		height string
	}{
		{[]string{"1 Build technical credibility", "4 Growing scope"}, "120"},
		{[]string{"1 " + long, "4 Growing scope"}, "156"},
	} {
		draw := Timeline{You: 6, Spans: []Span{{Label: row.labels[0], From: 1, To: 4}, {Label: row.labels[1], From: 7, Optional: true}}}
		doc := oneBlock(Chart{Title: "t", Words: "w", Draw: draw})
		var said []string
		var lines [][2]float64 // from, to
		x := 0.0
		for n := range parseHTML(t, htmlOf(t, &doc)).Descendants() {
			switch {
			case n.Data == "svg":
				if got := strings.Fields(attribute(n, "viewBox"))[3]; got != row.height {
					t.Errorf("%q is %s high, not %s", row.labels[0], got, row.height)
				}
			case n.Data == "text":
				said = append(said, textOf(n))
			case n.Data == "path" && attribute(n, "class") == "now" && strings.Contains(attribute(n, "d"), "V"):
				for _, part := range strings.Split(attribute(n, "d"), "M")[1:] {
					var from, to float64
					if _, err := fmt.Sscanf(part, "%f %fV%f", &x, &from, &to); err != nil {
						t.Fatal(part, err)
					}
					lines = append(lines, [2]float64{from, to})
				}
			}
		}
		if len(lines) < 2 || x == 0 {
			t.Fatalf("the line is %v", lines)
		}
		for n := range parseHTML(t, htmlOf(t, &doc)).Descendants() {
			y, err := strconv.ParseFloat(attribute(n, "y"), 64)
			from, _ := strconv.ParseFloat(attribute(n, "x"), 64)
			if n.Data != "text" || err != nil || y > lines[len(lines)-1][1] {
				continue
			}
			to := from + wide(textOf(n), smallSize)
			if attribute(n, "text-anchor") == "end" {
				from, to = from-wide(textOf(n), smallSize), from
			}
			for _, line := range lines {
				if x > from && x < to && line[0] < y && line[1] > y-10 {
					t.Errorf("the line at %v goes from %v to %v, through %q at %v", x, line[0], line[1], textOf(n), y)
				}
			}
		}
		for _, label := range row.labels {
			if !slices.Contains(said, "· "+label) {
				t.Errorf("%q isn't in %q", label, said)
			}
		}
	}
}

// Each kind of work has a picture of its own, with its own words.
func TestHTMLLinesApart(t *testing.T) {
	doc := oneBlock(energyChart())
	var titles, words []string
	for n := range parseHTML(t, htmlOf(t, &doc)).Descendants() {
		switch {
		case n.Data == "title" && n.Parent.Data == "svg":
			titles = append(titles, textOf(n))
		case n.Data == "desc":
			words = append(words, textOf(n))
		}
	}
	if !slices.Equal(titles, []string{"Leading, all in all", "Hands-on work", "Meetings"}) {
		t.Errorf("%q", titles)
	}
	if !slices.Equal(words, []string{"On average, from −2 to +2: +0.3, rising.", "On average, from −2 to +2: +1.3, falling.", "No reading in these weeks."}) {
		t.Errorf("%q", words)
	}
}

func TestFitted(t *testing.T) {
	for _, row := range []struct{ label, want string }{
		{"", ""},
		{"Short", "Short"},
		{"Lead without the title", "Lead without the t…"},
		{"Lead without title", "Lead without title"},
		{strings.Repeat("i", 24), strings.Repeat("i", 24)},
		{strings.Repeat("W", 24), strings.Repeat("W", 11) + "…"},
		{strings.Repeat("語", 24), strings.Repeat("語", 9) + "…"},
		{"\x1b" + strings.Repeat("\u202ea\n", 60), "␛a a a a a a a a a…"},
	} {
		if got := fitted(row.label, 10*labelSize, labelSize); got != row.want {
			t.Errorf("%q became %q, not %q", row.label, got, row.want)
		}
	}
}

// The pages of real plans keep what every page promises, and their charts say
// in words what they show.
func TestHTMLOfSummaries(t *testing.T) {
	for _, c := range choices {
		t.Run(c.name, func(t *testing.T) {
			page := htmlOf(t, summarized(t, career(""), c.choice))
			wantSoundHTML(t, page)
			charts := 0
			for n := range parseHTML(t, page).Descendants() {
				wantInside(t, n)
				if n.Data == "svg" {
					charts++
				}
				if n.Data == "desc" && len(strings.Fields(textOf(n))) < 4 {
					t.Errorf("a chart that says %q", textOf(n))
				}
			}
			if charts == 0 {
				t.Error("no chart, so this shows nothing")
			}
		})
	}
}
