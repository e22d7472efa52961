package export

import (
	"slices"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// A table is made from its own rows alone: nothing else is counted for it, and
// without initials to find nothing else is read.
func TestContentsOfTable(t *testing.T) {
	csv, err := Named("csv")
	if err != nil {
		t.Fatal(err)
	}
	src := career("x")
	total := 0
	for _, name := range append([]string{""}, TableNames()...) {
		choice := Choice{For: Audiences[0], Table: name}
		s, err := Share(src, choice)
		if err != nil {
			t.Fatal(err)
		}
		contents, err := s.Contents(csv)
		if err != nil {
			t.Fatal(err)
		}
		given := 0
		for _, c := range contents {
			given += c.Given
		}
		if name == "" {
			total = given
			continue
		}
		if total -= given; total < 0 {
			t.Errorf("%s: %d parts of records more than there are", name, -total)
		}
		table, err := tableNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		var want []planner.Kind
		if info, _ := table.kind.Info(); info.History {
			want = []planner.Kind{table.kind}
		}
		if got := choice.Reads(csv); !slices.Equal(got, want) {
			t.Errorf("%s reads %v", name, got)
		}
	}
	if total != 0 {
		t.Errorf("%d parts of records are in no table", total)
	}
}

// A file is named after what is in it, for whom and of when.
func TestFileNameOfChoice(t *testing.T) {
	s, err := Share(career("x"), Choice{For: Audiences[0]})
	if err != nil {
		t.Fatal(err)
	}
	for want, c := range map[string]Choice{
		"summary":                      {For: Audiences[0]},
		"2026":                         {For: Audiences[0], Period: Year(2026)},
		"2026-q4-for-mentor":           {For: Audiences[1], Period: QuarterOf(civil.Date{Year: 2026, Month: 11, Day: 1})},
		"since-2026-07-01-for-manager": {For: Audiences[2], Period: Since(civil.Date{Year: 2026, Month: 7, Day: 1})},
		"phase-2":                      {For: Audiences[0], Phase: 2},
		"2026-phase-2":                 {For: Audiences[0], Phase: 2, Period: Year(2026)},
	} {
		one := *s
		one.Choice = c
		if got := one.FileName(Formats[0], ""); got != planner.FileName(s.Plan.Profile().Name)+"-"+want+"-"+s.Today.String()+".md" {
			t.Errorf("%s: %s", want, got)
		}
	}
}
