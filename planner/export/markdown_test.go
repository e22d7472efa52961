package export

import (
	"bytes"
	"errors"
	"flag"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

var update = flag.Bool("update", false, "write the golden files anew")

var today = civil.Date{Year: 2026, Month: time.November, Day: 20}

func on(month time.Month, day int) civil.Date {
	return civil.Date{Year: 2026, Month: month, Day: day}
}

// plan is one with something in every part of the documents; mark is put into
// every text that a person may write.
func plan(mark string) *planner.Plan {
	id := func(k planner.Kind, n uint32) planner.ID { return planner.ID{Kind: k, N: n} }
	item := func(k planner.Kind, n uint32, phase int, title string) planner.Item {
		return planner.Item{ID: id(k, n), Phase: phase, Title: mark + title, Order: int(n), Touched: today}
	}
	action := func(n uint32, phase int, title string, set func(*planner.Action)) *planner.Action {
		a := &planner.Action{Item: item(planner.KindAction, n, phase, title)}
		set(a)
		return a
	}
	week := planner.Rule{N: 1, Unit: planner.WeekUnit}
	tick := func(n uint32, title string, last civil.Date, skipped bool) *planner.Check {
		return &planner.Check{Item: item(planner.KindCheck, n, 2, title), Every: week, Start: on(9, 1), Last: last, Skipped: skipped}
	}
	reached := &planner.Milestone{Item: item(planner.KindMilestone, 3, 1, "Own one system")}
	reached.State, reached.Done = planner.Done, on(3, 9)
	target := &planner.Milestone{Item: item(planner.KindMilestone, 1, 2, "Lead one project"), Criterion: mark + "It is in use."}
	target.Due = civil.Date{Year: 2027, Month: 1, Day: 30}
	return planner.NewPlan("x", 1, nil).With(1,
		&planner.Profile{ID: id(planner.KindProfile, 1), Name: mark + "Dana", Role: mark + "engineer", Since: 2022, PathTitle: mark + "Into IT management", Started: on(9, 1)},
		&planner.Phase{ID: id(planner.KindPhase, 1), Title: mark + "Build credibility", From: 1, To: 4, State: planner.Closed, Closed: on(3, 9)},
		&planner.Phase{ID: id(planner.KindPhase, 2), Title: mark + "Lead without the title", From: 3, To: 6, State: planner.Open, Purpose: mark + "Leading begins before the title. And more."},
		&planner.Phase{ID: id(planner.KindPhase, 3), Title: mark + "Wider scope", From: 7, Optional: true},
		target, &planner.Milestone{Item: item(planner.KindMilestone, 2, 2, "See someone grow")}, reached,
		action(1, 2, "Ask for feedback", func(a *planner.Action) { a.Focus, a.Due = true, on(11, 27) }),
		action(2, 2, "Draft the plan", func(a *planner.Action) { a.State, a.Why = planner.Waiting, mark+"Sam is away" }),
		action(3, 2, "Shadow a manager", func(a *planner.Action) { a.Optional, a.Note = true, mark+"First line\n\n  "+mark+"indented\nlast" }),
		action(4, 2, "Never mind", func(a *planner.Action) { a.State = planner.Dropped }),
		action(5, 1, "Long ago", func(a *planner.Action) {
			a.State, a.Done, a.Rough = planner.Done, civil.Date{Year: 2023, Month: 7, Day: 1}, true
		}),
		action(6, 3, "Read a budget", func(a *planner.Action) { a.State = planner.Doing }),
		tick(1, "Write down a win", on(11, 18), false), tick(2, "Skipped", on(11, 18), true), tick(3, "Long not kept", on(7, 1), false),
		&planner.Capture{ID: id(planner.KindCapture, 1), Text: mark + "a thought"},
	)
}

func write(t *testing.T, in Input, f func(*bytes.Buffer, Input) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func printed(b *bytes.Buffer, in Input) error { return Sheet(b, in) }

func TestSheet(t *testing.T) {
	golden(t, "sheet.md", write(t, Input{Plan: plan(""), Today: today}, printed))
}

// Whatever people write, the sheet keeps its own shape: every line begins as
// it does for a plan of plain words.
func TestSheetKeepsItsShape(t *testing.T) {
	shape := lineStarts(write(t, Input{Plan: plan("x"), Today: today}, printed))
	for _, mark := range []string{"# ", "- [x] ", "1. ", "> ", "| ", "```\n", "<b>", "![a](b)", "---\n", "===\n", "\x1b[31m", "&lt;", "~~~", "\\", "$x$ ", "a | b\n:-- | --\n"} {
		got := write(t, Input{Plan: plan(mark), Today: today}, printed)
		// Line ends in notes stay, so only the order of the kinds of line is
		// compared.
		if diff := cmp.Diff(shape, lineStarts(got)); diff != "" {
			t.Errorf("%q (-plain +got):\n%s", mark, diff)
		}
		if strings.ContainsAny(got, "\x1b\x00") {
			t.Errorf("%q is in it with its control", mark)
		}
	}
}

// lineStarts gives the structure that a document's lines begin with, without
// repeats of quotes.
func lineStarts(doc string) []string {
	var out []string
	for line := range strings.Lines(doc) {
		start := ""
		for _, s := range []string{"### ", "## ", "# ", "- [ ] ", "- [x] ", "- ", "  > ", "  >", "  How", "| ---", "| "} {
			if strings.HasPrefix(line, s) {
				start = strings.TrimSpace(s)
				break
			}
		}
		if start != "" && (start != ">" || len(out) == 0 || out[len(out)-1] != ">") {
			out = append(out, start)
		}
	}
	return out
}

var errFull = errors.New("no space left on device")

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// The first error of the writer comes back, wherever it happens.
func TestWriteErrors(t *testing.T) {
	in := Input{Plan: plan(strings.Repeat("long ", 300)), Today: today}
	for _, room := range []int{0, 5000} {
		if err := Sheet(&full{room}, in); !errors.Is(err, errFull) {
			t.Errorf("sheet, %d bytes: %v", room, err)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, name := range []string{"md", ".md", " MD "} {
		if f, err := Named(name); err != nil || f.Name != "md" {
			t.Errorf("%q: %v, %v", name, f.Name, err)
		}
	}
	var bad *planner.InputError
	if _, err := Named("pdf"); !errors.As(err, &bad) {
		t.Errorf("pdf: %v", err)
	}
}

// An empty plan gives a sheet all the same.
func TestEmptyPlan(t *testing.T) {
	in := Input{Plan: planner.NewPlan("x", 0, nil), Today: today}
	if got := write(t, in, printed); !strings.HasPrefix(got, "# Review of week") {
		t.Error(got)
	}
}

// The sheet names the week that a review held or taken up today settles.
func TestSheetWeek(t *testing.T) {
	p := plan("")
	settled := write(t, Input{Plan: p, Today: today}, printed)
	for _, row := range []struct {
		name, says string
		change     func(*planner.Profile)
	}{
		{"held early", "# Review of week 2026-W47\n\n20 November 2026 · due on Sunday, 29 November\n", func(r *planner.Profile) { r.Settled = today.AddDays(2) }},
		{"under way", "# Review of week 2026-W47\n\n20 November 2026 · under way — 11 weeks without a review merged into it\n", func(r *planner.Profile) { r.Review = planner.ID{Kind: planner.KindReview, N: 1} }},
	} {
		pr := p.Profile()
		was := *pr
		row.change(pr)
		if got := write(t, Input{Plan: p, Today: today}, printed); !strings.HasPrefix(got, row.says) {
			t.Errorf("%s: the sheet begins %q", row.name, got[:min(len(got), 100)])
		}
		*pr = was
	}
	if again := write(t, Input{Plan: p, Today: today}, printed); again != settled {
		t.Error("the plan was left changed")
	}
}
