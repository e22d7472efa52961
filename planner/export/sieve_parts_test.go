package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/path"
)

// started is a plan of the built-in path as an earlier version began it, where
// version isn't the present one: without the marks that came later.
func started(t *testing.T, version int) *planner.Plan {
	t.Helper()
	m := planner.NewMemory()
	if _, err := m.Create("x", path.Start(path.Builtin(), planner.Profile{Name: "Alex Kern"}, []int{1, 2, 3, 4}, today)); err != nil {
		t.Fatal(err)
	}
	p, err := m.Load()
	if err != nil {
		t.Fatal(err)
	}
	if version == path.Builtin().Version {
		return p
	}
	pr := *p.Profile()
	pr.PathVersion = version
	p = p.With(p.Revision, &pr)
	for it := range p.Items() {
		next := planner.CopyItem(it)
		next.Base().Private = false
		p = p.With(p.Revision, next)
	}
	return p
}

// Whatever version of the built-in path a plan began with, what is private in
// it reaches nobody else, though it is all asked for and begun.
func TestPrivateEntriesStay(t *testing.T) {
	private := map[string]bool{}
	for _, ph := range path.Builtin().Phases {
		for _, e := range slices.Concat(ph.Milestones, ph.Actions, ph.Checks) {
			if e.Private {
				private[e.Title] = true
			}
		}
	}
	if len(private) < 15 {
		t.Fatalf("only %d entries are private", len(private))
	}
	for _, version := range []int{1, 2, path.Builtin().Version} {
		p := started(t, version)
		for it := range p.Items() { // begun, so that nothing else holds them back
			next := planner.CopyItem(it)
			next.Base().State = planner.Doing
			p = p.With(p.Revision, next)
		}
		for _, a := range Audiences {
			var asked []string
			for _, part := range Parts {
				if part.Rule(a) == Asked {
					asked = append(asked, part.Name)
				}
			}
			for _, f := range Formats {
				out, err := writeAll(f, Source{Whole: planner.Whole{Plan: p}, Today: today}, Choice{For: a, With: asked})
				if err != nil {
					t.Fatal(err)
				}
				for title := range private {
					if a.Name != Me && strings.Contains(out, title) {
						t.Errorf("version %d, %s for %s: has %q", version, f.Name, a.Name, title)
					}
					if a.Name == Me && f.Name == "json" && !strings.Contains(out, title) {
						t.Errorf("version %d: your own has no %q", version, title)
					}
				}
			}
		}
	}
}

// Where the path had the marks when the plan took it, what its user gave free
// is given.
func TestGivenFree(t *testing.T) {
	p := started(t, path.Builtin().Version)
	var terms planner.Listed
	for it := range p.Items() {
		if it.Base().Entry == "p3-terms" {
			terms = planner.CopyItem(it)
		}
	}
	terms.Base().Private, terms.Base().State = false, planner.Doing
	s, err := Share(Source{Whole: planner.Whole{Plan: p.With(p.Revision, terms)}}, Choice{For: Audiences[2]})
	if err != nil {
		t.Fatal(err)
	}
	if s.Plan.Item(terms.Key()) == nil {
		t.Error("it is held back")
	}
}

// Of a path just begun others get nothing but what was begun.
func TestUntouchedStays(t *testing.T) {
	p := started(t, path.Builtin().Version)
	begun := 0
	for it := range p.Items() {
		if b := it.Base(); b.Entry == "p1-runbook" || b.Entry == "p1-go-to" {
			next := planner.CopyItem(it)
			next.Base().Focus = true
			p = p.With(p.Revision, next)
			begun++
		}
	}
	for _, a := range Audiences[1:] {
		s, err := Share(Source{Whole: planner.Whole{Plan: p}}, Choice{For: a})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(slices.Collect(s.Plan.Items())); n != begun {
			t.Errorf("%s gets %d items, want %d", a.Name, n, begun)
		}
	}
}

// counts are those of a preview by part: given, held back.
func counts(t *testing.T, src Source, c Choice, f Format) string {
	t.Helper()
	s, err := Share(src, c)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := s.Contents(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range contents {
		out = append(out, fmt.Sprintf("%s %d %d", row.Part.Name, row.Given, row.Held))
	}
	return strings.Join(out, ", ")
}

// What the preview counts is what it says: entries not begun by themselves,
// reviews that were held once each, and removed records where they are given.
func TestCounts(t *testing.T) {
	id := func(k planner.Kind, n uint32) planner.ID { return planner.ID{Kind: k, N: n} }
	entry := func(n uint32, set func(*planner.Item)) planner.Record {
		a := &planner.Action{Item: planner.Item{ID: id(planner.KindAction, n), Title: "x", Entry: "x"}}
		set(&a.Item)
		return a
	}
	p := planner.NewPlan("x", 1, nil).With(1,
		&planner.Profile{ID: id(planner.KindProfile, 1), Review: id(planner.KindReview, 3)},
		entry(1, func(b *planner.Item) { b.Forms = []string{"inside"} }),
		entry(2, func(b *planner.Item) { b.Forms, b.State = []string{"inside"}, planner.Doing }),
		entry(3, func(b *planner.Item) { b.Private, b.State = true, planner.Doing }),
		entry(4, func(b *planner.Item) { b.State = planner.Doing }),
		entry(5, func(b *planner.Item) { b.Removed = true }),
		&planner.WeekNote{ID: id(planner.KindWeek, 1), Week: "2026-W20", Held: today},
		&planner.WeekNote{ID: id(planner.KindWeek, 2), Week: "2026-W21"},
	)
	src := Source{Whole: planner.WholeOf(p,
		&planner.Evidence{ID: id(planner.KindEvidence, 1), Title: "x"}, &planner.Evidence{ID: id(planner.KindEvidence, 2), Title: "x", Removed: true},
		&planner.Review{ID: id(planner.KindReview, 1), Week: "2026-W19"}, &planner.Review{ID: id(planner.KindReview, 2), Week: "2026-W20"},
		&planner.Review{ID: id(planner.KindReview, 3), Week: "2026-W22"}, // under way
	)}
	markdown, json, csv := Formats[0], Formats[3], Formats[4]
	for _, c := range []struct {
		name   string
		choice Choice
		format Format
		want   string
	}{
		{"yours", Choice{For: Audiences[0]}, markdown, "profile 1 0, items 3 0, untouched 1 0, evidence 1 0, reviews 2 0, private 1 0"},
		{"all of yours", Choice{For: Audiences[0]}, json, "profile 1 0, items 3 0, untouched 1 0, evidence 1 0, reviews 2 0, private 1 0, removed 2 0"},
		{"yours in tables", Choice{For: Audiences[0]}, csv, "profile 1 0, items 3 0, untouched 1 0, evidence 1 0, reviews 2 0, private 1 0"},
		{"without what was removed", Choice{For: Audiences[0], Without: []string{PartRemoved}}, json, "profile 1 0, items 3 0, untouched 1 0, evidence 1 0, reviews 2 0, private 1 0, removed 0 2"},
		{"a manager's", Choice{For: Audiences[2]}, json, "profile 1 0, items 1 0, untouched 0 1, evidence 1 0, reviews 2 0, draw 0 1, private 0 1"},
		{"a table of reviews", Choice{For: Audiences[0], Table: "reviews"}, csv, "reviews 2 0"},
	} {
		if got := counts(t, src, c.choice, c.format); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", c.name, got, c.want)
		}
	}
}
