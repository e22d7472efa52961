package export

import (
	"fmt"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// What isn't as the tables have it holds as much back, or is refused.
func TestChoices(t *testing.T) {
	p := mentioning([]string{"Dana"}, "a note on Dana")
	manager := Audience{Name: Manager}
	for _, c := range []struct {
		name   string
		choice Choice
		err    string
		note   string
	}{
		{"everything", Choice{For: Audience{Name: Me}}, "", "a note on Dana"},
		{"made by hand", Choice{For: manager}, "", ""},
		{"made by hand with another's rules", Choice{For: Audience{Name: Manager, at: 0}}, "", ""},
		{"in capitals", Choice{For: Audience{Name: "MANAGER"}, With: []string{" Notes "}}, "", "a note on D."},
		{"left out in capitals", Choice{For: Audience{Name: Me}, Without: []string{"NOTES"}}, "", ""},
		{"asked for and left out", Choice{For: manager, With: []string{PartNotes}, Without: []string{"Notes"}}, "not both", ""},
		{"initials for yourself", Choice{For: Audience{Name: Me}, Without: []string{PartNames}}, "", "a note on D."},
		{"hiding for yourself", Choice{For: Audience{Name: Me}, Hide: []string{"Zoe"}}, "", "a note on D."},
		{"kept", Choice{For: manager, With: []string{PartNotes}, Keep: []string{"dana"}}, "", "a note on Dana"},
		{"nobody", Choice{}, "audience", ""},
		{"somebody else", Choice{For: Audience{Name: "boss"}}, "audience", ""},
		{"no part", Choice{For: manager, With: []string{"secrets"}}, "part", ""},
		{"no part left out", Choice{For: Audience{Name: Me}, Without: []string{"secrets"}}, "part", ""},
		{"never", Choice{For: manager, With: []string{"Energy"}}, "never leave in a document for your manager", ""},
		{"no phase", Choice{For: manager, Phase: 3}, "phase", ""},
	} {
		s, err := Share(Source{Whole: planner.Whole{Plan: p}}, c.choice)
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for a := range s.Plan.Actions() {
			if a.Note != c.note {
				t.Errorf("%s: the note is %q", c.name, a.Note)
			}
		}
	}
}

// The preview counts each entry once, where it is held back or given.
func TestContents(t *testing.T) {
	evidence := func(n uint32, kind string, private bool, year int) planner.Record {
		return &planner.Evidence{
			ID: planner.ID{Kind: planner.KindEvidence, N: n}, Kind: kind, Title: "thanked Robin", Outcome: "y", Private: private,
			Date: civil.Date{Year: year, Month: 5, Day: 1},
		}
	}
	p := mentioning([]string{"Dana"}, "one", "two").With(1,
		&planner.Phase{ID: planner.ID{Kind: planner.KindPhase, N: 1}, Title: "x"},
		&planner.Capture{ID: planner.ID{Kind: planner.KindCapture, N: 1}, Text: "x"},
		&planner.Capture{ID: planner.ID{Kind: planner.KindCapture, N: 2}, Text: "x", Became: planner.ID{Kind: planner.KindEvidence, N: 1}},
		&planner.Matter{ID: planner.ID{Kind: planner.KindMatter, N: 1}, Sort: planner.Conflict, Title: "x", Outcome: "y"},
	)
	whole := func(planner.Kind) planner.Whole {
		return planner.WholeOf(p,
			evidence(1, "led", false, 2026), evidence(2, "led", true, 2026), evidence(3, "hard-conversation", false, 2026), evidence(4, "", true, 2020),
		)
	}
	for _, c := range []struct {
		choice Choice
		want   string
	}{
		{Choice{For: Audience{Name: Me}}, "profile 1 0 0, items 2 0 0, evidence 3 0 0, outcomes 5 0 0, notes 2 0 0, conversations 2 0 0, inbox 2 0 0, private 2 0 0"},
		{
			Choice{For: Audience{Name: Manager}, Period: Year(2026)},
			"profile 1 0 0, items 2 0 0, evidence 1 0 1, outcomes 1 0 0, notes 0 2 0, conversations 0 2 0, inbox 0 1 0, private 0 1 0, names 0 2 0",
		},
	} {
		s, err := Share(Source{Whole: whole(planner.KindEvidence)}, c.choice)
		if err != nil {
			t.Fatal(err)
		}
		contents, err := s.Contents(Format{History: []planner.Kind{planner.KindEvidence}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, part := range contents {
			got = append(got, fmt.Sprintf("%s %d %d %d", part.Part.Name, part.Given, part.Held, part.Outside))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("for %s: got %s\nwant %s", c.choice.For.Name, text, c.want)
		}
	}
}

// What a week came to says nothing of what is held back.
func TestWeeksOfOthers(t *testing.T) {
	thirty := 30
	check := planner.ID{Kind: planner.KindCheck, N: 1}
	week := &planner.WeekNote{
		ID: planner.ID{Kind: planner.KindWeek, N: 1}, Week: "2026-W20", Held: civil.Date{Year: 2026, Month: 5, Day: 17},
		Energy: map[string]planner.Reading{planner.HandsOn: {Value: 2, Of: planner.ID{Kind: planner.KindEnergy, N: 1}}},
		Share:  &thirty, Done: 2, Evidence: 3, Chosen: []planner.ID{check}, Asked: []planner.Asked{{Probe: "q"}},
	}
	p := mentioning(nil).With(1, week, &planner.Check{Item: planner.Item{ID: check, Title: "x"}})
	for _, c := range []struct {
		choice   Choice
		evidence int
		energy   int
		held     bool
	}{
		{Choice{For: Audience{Name: Manager}}, 0, 0, true},
		{Choice{For: Audience{Name: Mentor}}, 0, 1, true},
		{Choice{For: Audience{Name: Me}, Without: []string{PartLines}}, 3, 1, true},
		{Choice{For: Audience{Name: Mentor}, Without: []string{PartReviews}}, 0, 1, false},
	} {
		s, err := Share(Source{Whole: planner.Whole{Plan: p}}, c.choice)
		if err != nil {
			t.Fatal(err)
		}
		got := s.Plan.WeekNamed("2026-W20")
		if got == nil {
			t.Errorf("%+v: there is no week", c.choice)
			continue
		}
		if got.Evidence != c.evidence || len(got.Energy) != c.energy || (got.Share != nil) != (c.energy > 0) || got.Asked != nil || !got.Energy[planner.HandsOn].Of.IsZero() {
			t.Errorf("%+v: %+v", c.choice, got)
		}
		if !got.Held.IsZero() != c.held || (len(got.Chosen) == 1) != c.held || (got.Done == 2) != c.held {
			t.Errorf("%+v: %+v", c.choice, got)
		}
	}
	s, err := Share(Source{Whole: planner.Whole{Plan: p}}, Choice{For: Audience{Name: Manager}, Without: []string{PartReviews}})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Plan.WeekNamed("2026-W20"); got != nil {
		t.Errorf("without reviews: %+v", got)
	}
}

// A review under way is none yet, and the profile doesn't point to it.
func TestReviewUnderWay(t *testing.T) {
	id := planner.ID{Kind: planner.KindReview, N: 1}
	p := mentioning(nil).With(1, &planner.Profile{ID: planner.ID{Kind: planner.KindProfile, N: 1}, Review: id, Walk: 3})
	s, err := Share(Source{Whole: planner.WholeOf(p, &planner.Review{ID: id, Line: "x"})}, Choice{For: Audience{Name: Mentor}})
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range s.History(planner.KindReview) {
		t.Errorf("%+v, %v", r, err)
	}
	if pr := s.Plan.Profile(); !pr.Review.IsZero() || pr.Walk != 0 {
		t.Errorf("%+v", pr)
	}
}
