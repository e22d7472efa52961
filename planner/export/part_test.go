package export

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// Who gets which record: everyone (the mentor and the manager), the mentor
// only, whoever asks for its part, or nobody but you.
func TestWhoGetsWhat(t *testing.T) {
	id := func(k planner.Kind) planner.ID { return planner.ID{Kind: k, N: 1} }
	check := &planner.Check{Item: planner.Item{ID: id(planner.KindCheck), Title: "x"}}
	p := planner.NewPlan("x", 1, nil).With(1, check)
	for _, c := range []struct {
		name            string
		record          planner.Record
		mentor, manager string // "yes", "asked" or "no"
	}{
		{"profile", &planner.Profile{ID: id(planner.KindProfile)}, "yes", "yes"},
		{"phase", &planner.Phase{ID: id(planner.KindPhase)}, "yes", "yes"},
		{"action", &planner.Action{Item: planner.Item{ID: id(planner.KindAction)}}, "yes", "yes"},
		{"milestone", &planner.Milestone{Item: planner.Item{ID: id(planner.KindMilestone)}}, "yes", "yes"},
		{"check", check, "yes", "yes"},
		{"item for one way into the role", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Forms: []string{"outside"}}}, "yes", "no"},
		{"private item", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Private: true}}, "no", "no"},
		{"private entry, not begun", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x", Private: true}}, "no", "no"},
		{"entry not begun", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x"}}, "asked", "asked"},
		{"entry begun", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x", State: planner.Doing}}, "yes", "yes"},
		{"entry with a day", &planner.Milestone{Item: planner.Item{ID: id(planner.KindMilestone), Entry: "x", Due: today}}, "yes", "yes"},
		{"entry in focus", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x", Focus: true}}, "yes", "yes"},
		{"entry with a note", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x", Note: "x"}}, "yes", "yes"},
		{"check never ticked", &planner.Check{Item: planner.Item{ID: id(planner.KindCheck), Entry: "x"}}, "asked", "asked"},
		{"check ticked", &planner.Check{Item: planner.Item{ID: id(planner.KindCheck), Entry: "x"}, Last: today}, "yes", "yes"},
		{"check put off", &planner.Check{Item: planner.Item{ID: id(planner.KindCheck), Entry: "x"}, Moved: today}, "yes", "yes"},
		{"entry not begun, for one way into the role", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Entry: "x", Forms: []string{"outside"}}}, "asked", "no"},
		{"removed", &planner.Action{Item: planner.Item{ID: id(planner.KindAction), Removed: true}}, "no", "no"},
		{"tick", &planner.Tick{ID: id(planner.KindTick), Check: check.ID}, "yes", "yes"},
		{"tick of nothing", &planner.Tick{ID: id(planner.KindTick)}, "no", "no"},
		{"capture", &planner.Capture{ID: id(planner.KindCapture)}, "no", "no"},
		{"review", &planner.Review{ID: id(planner.KindReview)}, "yes", "yes"},
		{"week", &planner.WeekNote{ID: id(planner.KindWeek)}, "yes", "yes"},
		{"days off", &planner.TimeOff{ID: id(planner.KindAway)}, "asked", "asked"},
		{"matter", &planner.Matter{ID: id(planner.KindMatter), Sort: planner.Conflict}, "asked", "no"},
		{"evidence", &planner.Evidence{ID: id(planner.KindEvidence), Kind: "led"}, "yes", "yes"},
		{"private evidence", &planner.Evidence{ID: id(planner.KindEvidence), Private: true}, "no", "no"},
		{"hard conversation", &planner.Evidence{ID: id(planner.KindEvidence), Kind: "hard-conversation"}, "asked", "no"},
		{"private hard conversation", &planner.Evidence{ID: id(planner.KindEvidence), Kind: "hard-conversation", Private: true}, "no", "no"},
		{"evidence of energy", &planner.Evidence{ID: id(planner.KindEvidence), Kind: "energy"}, "yes", "no"},
		{"reading", &planner.Energy{ID: id(planner.KindEnergy), Work: planner.HandsOn}, "yes", "no"},
		{"energy note", &planner.Energy{ID: id(planner.KindEnergy)}, "asked", "no"},
		{"answer", &planner.Reflection{ID: id(planner.KindReflection)}, "asked", "no"},
		{"import", &planner.Intake{ID: id(planner.KindIntake)}, "no", "no"},
	} {
		for _, a := range Audiences {
			want := map[string]string{Me: "yes", Mentor: c.mentor, Manager: c.manager}[a.Name]
			var asked []string
			for _, part := range Parts {
				if part.Rule(a) == Asked {
					asked = append(asked, part.Name)
				}
			}
			got := "no"
			switch {
			case given(t, p, c.record, Choice{For: a}):
				got = "yes"
			case given(t, p, c.record, Choice{For: a, With: asked}):
				got = "asked"
			}
			if got != want {
				t.Errorf("%s for %s: %s, want %s", c.name, a.Name, got, want)
			}
		}
	}
}

func given(t *testing.T, p *planner.Plan, r planner.Record, c Choice) bool {
	t.Helper()
	s, err := Share(Source{Whole: planner.Whole{Plan: p}}, c)
	if err != nil {
		t.Fatal(err)
	}
	return s.sieve().record(r) != nil
}

// What is between you and other people, and whether managing is for you,
// reaches no manager whatever is asked for.
func TestNeverForManagers(t *testing.T) {
	manager, err := AudienceNamed(Manager)
	if err != nil {
		t.Fatal(err)
	}
	var barred []string
	for _, p := range Parts {
		if p.Rule(manager) == Never {
			barred = append(barred, p.Name)
		}
	}
	want := []string{PartDraw, PartEnergy, PartFelt, PartAnswers, PartSigns, PartTalks, PartInbox, PartPrivate, PartNames, PartIntakes, PartRemoved}
	if !slices.Equal(barred, want) {
		t.Errorf("barred are %v", barred)
	}
	for _, a := range Audiences {
		if a.Name != Me {
			for _, name := range []string{PartPrivate, PartNames, PartInbox, PartIntakes, PartRemoved} {
				if part, err := PartNamed(name); err != nil || part.Rule(a) != Never {
					t.Errorf("%s gets %s (%v)", a.Name, name, err)
				}
			}
		}
	}
}

// The tables are whole, and names in them are found however they are typed.
func TestTablesOfParts(t *testing.T) {
	for i, a := range Audiences {
		got, err := AudienceNamed(" " + strings.ToUpper(a.Name))
		if err != nil || got != a || a.at != i || a.Title == "" || a.About == "" {
			t.Errorf("%+v: got %+v, %v", a, got, err)
		}
	}
	for _, p := range Parts {
		got, err := PartNamed(" " + strings.ToUpper(p.Name))
		if err != nil || got != p || p.Words == "" {
			t.Errorf("%+v: got %+v, %v", p, got, err)
		}
		if p.rules[0] != Given {
			t.Errorf("%s isn't given to yourself", p.Name)
		}
	}
	for _, bad := range []string{"", "boss", "\x1b[2J"} {
		if _, err := AudienceNamed(bad); err == nil {
			t.Errorf("there is an audience %q", bad)
		}
		if _, err := PartNamed(bad); err == nil {
			t.Errorf("there is a part %q", bad)
		}
	}
}
