package export

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

func summarized(tb testing.TB, src Source, c Choice) *Document {
	tb.Helper()
	s, err := Share(src, c)
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := Summary(s)
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

func rendered(tb testing.TB, doc *Document, render func(io.Writer, *Document) error) string {
	tb.Helper()
	var b bytes.Buffer
	if err := render(&b, doc); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// plainFormats are the formats of this file's tests.
var plainFormats = map[string]func(io.Writer, *Document) error{"md": Markdown, "txt": Text}

func TestSummaries(t *testing.T) {
	for _, c := range choices {
		for ending, render := range plainFormats {
			name := "summary-" + c.name + "." + ending
			t.Run(name, func(t *testing.T) { golden(t, name, rendered(t, summarized(t, career(""), c.choice), render)) })
		}
	}
}

// golden compares a text with the file that has it as it should be.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// headings of a document, those of sections under others with a dash.
func headings(doc *Document) []string {
	var out []string
	for _, s := range doc.Sections {
		out = append(out, strings.Repeat("-", s.Level-2)+s.Heading)
	}
	return out
}

// Each part that is left out takes what tells it from the document.
func TestSummaryWithout(t *testing.T) {
	for part, gone := range map[string][]string{
		PartItems:    {"-Milestones", "-Action items", "Done", "Waiting for", "2 of 2"},
		PartEvidence: {"Led the database upgrade"},
		PartOutcomes: {"No downtime"},
		PartReviews:  {"Reviews", "weekly reviews held", "A calm week"},
		PartProfile:  {"of Dana", "engineer", "a bank", "Year 5"},
		PartReasons:  {"Sam is away", "Waiting for", "Dropped, and why", "My manager asked"},
		PartNotes:    {"First line"},
		PartLines:    {"A calm week", "-The weeks in one line"},
		PartDraw:     {"What draws me", "Seeing people grow"},
		PartEnergy:   {"What work gave", "Gave me most"},
		PartFelt:     {"Slept badly", "Sam solved it alone"},
		PartAnswers:  {"Questions and answers", "Sam's."},
		PartSigns:    {"-Signs for managing"},
		PartTalks:    {"Between me and others", "Said no to a date", "Two ways to deploy"},
		PartAway:     {"Days off", "winter"},
		PartInbox:    {"Inbox", "a thought"},
		PartPrivate:  {"Thought about leaving"},
	} {
		t.Run(part, func(t *testing.T) {
			whole := outlined(t, Choice{For: Audiences[0]})
			cut := outlined(t, Choice{For: Audiences[0], Without: []string{part}})
			for _, text := range gone {
				if !strings.Contains(whole, text) {
					t.Errorf("the whole summary has no %q", text)
				}
				if strings.Contains(cut, text) {
					t.Errorf("%q is still in\n%s", text, cut)
				}
			}
		})
	}
}

// outlined is a summary as text with its headings as headings gives them.
func outlined(t *testing.T, c Choice) string {
	t.Helper()
	doc := summarized(t, career(""), c)
	return strings.Join(headings(doc), "\n") + "\n" + rendered(t, doc, Text)
}

// What is done before a period is not listed in it and counts all the same.
func TestSummaryCountsWhatIsOutside(t *testing.T) {
	got := rendered(t, summarized(t, career(""), Choice{For: Audiences[2], Period: Since(on(11, 1))}), Markdown)
	if !strings.Contains(got, "| 2 of 2 |") || strings.Contains(got, "Long ago") {
		t.Errorf("the closed phase should be 2 of 2 and its items not listed:\n%s", got)
	}
}

// Who isn't told of days off sees which weeks had no review for them, and the
// same figures as who is told.
func TestSummaryDaysOffHeldBack(t *testing.T) {
	for _, period := range []Period{{}, Year(2026)} {
		var reviews [2][]string
		for i, audience := range []int{0, 2} {
			doc := summarized(t, career(""), Choice{For: Audiences[audience], Period: period})
			reviews[i] = under(t, doc, "Reviews")
			if all := strings.Join(strings.Fields(strings.Join(reviews[i], " ")), " "); !strings.Contains(all, "–") || !strings.Contains(all, "1 merged, 2 away.") {
				t.Errorf("for %s:\n%s", Audiences[audience].Name, all)
			}
			if i == 1 && strings.Contains(rendered(t, doc, Text), "summer") {
				t.Error("why they were off is told")
			}
		}
		if diff := cmp.Diff(reviews[0], reviews[1]); diff != "" {
			t.Errorf("(-me +manager):\n%s", diff)
		}
	}
}

// Of few reviews others get no steadiness.
func TestSummaryOfFewReviews(t *testing.T) {
	week := func(n int) *planner.WeekNote {
		day := on(11, 15).AddDays(-7 * n)
		return &planner.WeekNote{ID: planner.ID{Kind: planner.KindWeek, N: uint32(n + 1)}, Week: planner.Week(day), Due: day, Held: day}
	}
	for due := 3; due <= 4; due++ {
		p := planner.NewPlan("x", 1, nil).With(1, &planner.Profile{ID: planner.ID{Kind: planner.KindProfile, N: 1}, Started: on(11, 15).AddDays(-7*due + 1)})
		for n := range due {
			p = p.With(1, week(n))
		}
		for _, a := range Audiences {
			got := rendered(t, summarized(t, Source{Whole: planner.Whole{Plan: p}, Today: today}, Choice{For: a}), Markdown)
			if want := due > 3 || a.Name == Me; strings.Contains(got, "steadiness") != want || !strings.Contains(got, "weekly reviews held") {
				t.Errorf("%d due, for %s: a steadiness should be there: %t\n%s", due, a.Name, want, got)
			}
		}
	}
}

// A chart of figures that stand in a table too is for pages only.
func TestTabledCharts(t *testing.T) {
	doc := summarized(t, career(""), Choice{For: Audiences[0]})
	const title = "Actions and milestones done"
	for ending, render := range plainFormats {
		if strings.Contains(rendered(t, doc, render), title) {
			t.Errorf("%s has the figures twice", ending)
		}
	}
	if !strings.Contains(rendered(t, doc, HTML), title) {
		t.Error("the page has no bars")
	}
}

// A chart's lines all have a point for each of its weeks, and its words name
// every row.
func TestSummaryCharts(t *testing.T) {
	charts := 0
	for _, c := range choices {
		for _, s := range summarized(t, career(""), c.choice).Sections {
			for _, block := range s.Blocks {
				chart, ok := block.(Chart)
				if !ok {
					continue
				}
				charts++
				if chart.Title == "" || chart.Words == "" {
					t.Errorf("%s: %q says %q", c.name, chart.Title, chart.Words)
				}
				lines, _ := chart.Draw.(Lines)
				for _, row := range lines.Rows {
					if len(row.Points) != len(lines.Weeks) || !strings.Contains(chart.Words, row.Label+" ") {
						t.Errorf("%s: %s has %d points of %d weeks in %q", c.name, row.Label, len(row.Points), len(lines.Weeks), chart.Words)
					}
				}
			}
		}
	}
	if charts != 4*len(choices)-3 { // a manager gets no lines of energy, and a phase has no weeks
		t.Errorf("%d charts", charts)
	}
}

func TestTrend(t *testing.T) {
	for _, row := range []struct {
		values []float64
		want   string
	}{
		{[]float64{1, 2, 2}, ""},
		{[]float64{0, 0, 1, 1}, "rising"},
		{[]float64{1, 1, 0, 0}, "falling"},
		{[]float64{1, 0, 1, 0}, "steady"},
		{[]float64{-2, -2, 2, 2, 2}, "rising"},
	} {
		if got := trend(planner.Points(row.values)); got != row.want {
			t.Errorf("%v is %q, not %q", row.values, got, row.want)
		}
	}
}

func TestPreviousPeriod(t *testing.T) {
	for name, want := range map[string]string{"2026": "2025", "2026-Q1": "2025-Q4", "2026-Q3": "2026-Q2"} {
		p, err := ParseYear(name, civil.Date{Year: 2027, Month: 1, Day: 1})
		if strings.Contains(name, "Q") {
			p, err = ParseQuarter(name, today)
		}
		if got := previous(p); err != nil || got.Name != want {
			t.Errorf("before %s is %s, %v", name, got.Name, err)
		}
	}
}

// A fault in the history is said, and no half document given.
func TestSummaryFault(t *testing.T) {
	broken := errors.New("checksum")
	src := career("")
	src.History = func(planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) { yield(nil, broken) }
	}
	s, err := Share(src, Choice{For: Audiences[0]})
	if err != nil {
		t.Fatal(err)
	}
	if doc, err := Summary(s); !errors.Is(err, broken) || doc != nil {
		t.Errorf("%v, %v", doc, err)
	}
}

// A plan of nothing gives a document all the same.
func TestSummaryOfLittle(t *testing.T) {
	empty := summarized(t, Source{Whole: planner.Whole{Plan: planner.NewPlan("x", 0, nil)}, Today: today}, Choice{For: Audiences[0]})
	if got := rendered(t, empty, Markdown); got != "# Career plan\n\n20 November 2026\n\n## Where I am\n\nNo phase is open at present.\n\n---\n\nWritten with waymark on 20 November 2026.\n" {
		t.Errorf("%q", got)
	}
}

// A title of nothing that could be seen says so.
func TestUntitled(t *testing.T) {
	src := career("")
	a := *src.Plan.Item(planner.ID{Kind: planner.KindAction, N: 3}).(*planner.Action)
	a.Title = "\u202e \u200b"
	src.Plan = src.Plan.With(3, &a)
	for ending, render := range plainFormats {
		if got := rendered(t, summarized(t, src, Choice{For: Audiences[0]}), render); !strings.Contains(got, "[ ] (untitled) — optional") {
			t.Errorf("%s: %s", ending, got)
		}
	}
}

// The first error of the writer comes back, wherever it happens.
func TestSummaryWriteErrors(t *testing.T) {
	doc := summarized(t, career(strings.Repeat("long ", 300)), Choice{For: Audiences[0]})
	for ending, render := range plainFormats {
		for _, room := range []int{0, 5000} {
			if err := render(&full{room}, doc); !errors.Is(err, errFull) {
				t.Errorf("%s, %d bytes: %v", ending, room, err)
			}
		}
	}
}

// Whoever it is for, the charts are drawn within the width they are given.
func TestDrawingsFit(t *testing.T) {
	points := planner.Points(make([]float64, 300))
	draws := []Drawing{
		Timeline{You: 40, Spans: []Span{{Label: strings.Repeat("職", 30), From: -5, To: 3}, {Label: "b", From: 39, Optional: true}, {From: 10000, To: -1}}},
		Bars{Rows: []Bar{{Label: strings.Repeat("x", 99), Done: 7, Of: 3}, {Done: -1}}},
		Lines{Weeks: make([]string, 300), Rows: []Line{{strings.Repeat("wide ", 20), points}, {"b", points}}},
		Weeks{Cells: make([]planner.Cell, 300)},
		Timeline{},
		Bars{},
		Lines{},
		Weeks{},
	}
	for _, width := range []int{68, 76} {
		for _, d := range draws {
			lines, _ := drawing(d, width)
			for _, line := range lines {
				if n := cellsOf(line); n > width {
					t.Errorf("%T: %d of %d cells: %s", d, n, width, line)
				}
			}
		}
	}
	if got, _ := drawing(Timeline{You: 2, Spans: []Span{{Label: "1 A", From: 1, To: 2, State: planner.Open}, {Label: "2 B", From: 2}}}, 76); strings.Join(got, "\n") != ""+
		"▸ 1 A  ━━━━━━        1–2\n"+
		"· 2 B     ━━━━━━━━━  from 2\n"+
		"           ▲ I am in year 2" {
		t.Error(strings.Join(got, "\n"))
	}
}
