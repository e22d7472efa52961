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
	all := map[string]int{}
	tables := map[string]int{}
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
		for _, c := range contents {
			if name == "" {
				all[c.Part.Name] = c.Given
				continue
			}
			if tables[c.Part.Name] += c.Given; c.Given > all[c.Part.Name] {
				t.Errorf("%s: %s counts %d of %d", name, c.Part.Name, c.Given, all[c.Part.Name])
			}
		}
		if name == "" {
			continue
		}
		if name == "captures" && (len(contents) != 1 || contents[0].Part.Name != PartInbox) {
			t.Errorf("the inbox is made from %v", contents)
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
	for part, n := range all {
		if tables[part] < n { // a week and its review are one thing in all, and two in the tables
			t.Errorf("%s: the tables count %d of %d", part, tables[part], n)
		}
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
