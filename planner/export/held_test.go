package export

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

// heldFixture is a closed review whose every text begins with a mark.
func heldFixture(mark string) HeldReview {
	return HeldReview{
		Review: &planner.Review{
			ID: planner.ID{Kind: planner.KindReview, N: 1}, Week: "2026-W47", Due: on(11, 22), Started: on(11, 22), Closed: on(11, 23), Merged: 2,
			Done: []planner.ID{{Kind: planner.KindAction, N: 1}, {Kind: planner.KindAction, N: 99}}, Focus: []planner.ID{{Kind: planner.KindAction, N: 2}},
			Energy: map[string]int{"coaching": 2, "meetings": -1}, Line: mark + "A calm week", Next: on(11, 29),
		},
		Evidence: []*planner.Evidence{
			{Title: mark + "Led the upgrade", Kind: "led", Outcome: mark + "No downtime\n" + mark + "and no calls"},
			{Title: mark + "Something of another kind", Kind: mark + "later"},
			{Title: mark + "Bare"},
		},
		Answers: []*planner.Reflection{{Question: mark + "What broke?", Answer: mark + "The backups\n\n" + mark + "again"}},
	}
}

func heldPage(t *testing.T, in Input, r HeldReview) string {
	t.Helper()
	return write(t, in, func(b *bytes.Buffer, in Input) error { return Held(b, in, r) })
}

func TestHeld(t *testing.T) {
	got := heldPage(t, Input{Plan: plan(""), Today: today}, heldFixture(""))
	for _, want := range []string{
		"# Review of week 2026-W47\n\nheld on Monday, 23 November 2026, for Sunday, 22 November 2026 — 2 weeks merged into it\n",
		"> A calm week\n",
		"- a99\n",
		"- Led the upgrade — led\n\n  > No downtime  \n  > and no calls\n",
		"- Coaching: +2, gave you a lot\n- Meetings: −1, cost you\n",
		"What broke?\n\n> The backups\n>\n> again\n",
		"Next review: Sunday, 29 November 2026.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	silent := heldPage(t, Input{Plan: plan(""), Today: today, NoNotes: true}, heldFixture(""))
	if strings.Contains(silent, "No downtime") || strings.Contains(silent, "The backups") {
		t.Errorf("what was written is in what is to be without notes:\n%s", silent)
	}
	bare := heldPage(t, Input{Plan: plan(""), Today: today}, HeldReview{Review: &planner.Review{Week: "2026-W47", Due: on(11, 22), Closed: on(11, 22)}})
	if bare != "# Review of week 2026-W47\n\nheld on Sunday, 22 November 2026\n" {
		t.Errorf("%q", bare)
	}
}

// Whatever was written in a review, its page keeps its own shape.
func TestHeldKeepsItsShape(t *testing.T) {
	in := Input{Plan: plan("x"), Today: today}
	shape := lineStarts(heldPage(t, in, heldFixture("x")))
	marks := []string{"# ", "- [x] ", "1. ", "> ", "| ", "<b>", "![a](b)", "---", "\x1b[31m", "&lt;", "~~~", "\\", "$x$ "}
	for _, mark := range marks {
		got := heldPage(t, Input{Plan: plan(mark), Today: today}, heldFixture(mark))
		if diff := cmp.Diff(shape, lineStarts(got)); diff != "" {
			t.Errorf("%q (-plain +got):\n%s", mark, diff)
		}
	}
	for _, text := range hostiles.Texts {
		got := heldPage(t, Input{Plan: hostiles.Soil(plan("x"), text.Text), Today: today}, heldFixture(text.Text))
		if strings.ContainsAny(got, "\x1b\x00\x07\r\u202e\u2066") {
			t.Errorf("%s: %q", text.Name, got)
		}
	}
}

// TestHeldWriteErrors gives back the error of the writer.
func TestHeldWriteErrors(t *testing.T) {
	if err := Held(&full{100}, Input{Plan: plan(""), Today: today}, heldFixture(strings.Repeat("long ", 2000))); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}

// TestSheetParts has what each part of a review asks for, of who manages
// people too.
func TestSheetParts(t *testing.T) {
	ph := *plan("").Phase(2)
	ph.Manages, ph.Probes = true, []planner.Probe{{ID: "q1", Text: "*Who* asked?"}}
	share := 60
	p := plan("").With(9, &ph,
		&planner.Matter{ID: planner.ID{Kind: planner.KindMatter, N: 1}, Sort: planner.Conflict, Title: "*A.* and B.", Opened: on(10, 20)},
		&planner.WeekNote{ID: planner.ID{Kind: planner.KindWeek, N: 1}, Week: "2026-W47", Share: &share, Energy: map[string]planner.Reading{"coaching": {Value: 2}}},
	)
	if !p.Manages() {
		t.Fatal("the fixture's second phase is not open")
	}
	got := write(t, Input{Plan: p, Today: today}, printed)
	for _, want := range []string{
		"| Coaching | ☐ | ☐ | ☐ | ☐ | ☒ |\n",
		"60 % of the week",
		"  - [ ] o1 · \\*A.\\* and B. — 31 days\n",
		"## One question\n\n\\*Who\\* asked?\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	shown := &planner.Review{ID: planner.ID{Kind: planner.KindReview, N: 1}, Week: "2026-W46", Probes: []string{"q1"}}
	if got := write(t, Input{Plan: p, Today: today, Review: shown}, printed); !strings.HasPrefix(got, "# Review of week 2026-W46\n") || !strings.Contains(got, "| Coaching | ☐ | ☐ | ☐ | ☐ | ☐ |") {
		t.Errorf("the sheet is not of the review under way:\n%s", got)
	}
}

// TestReadHeld leaves out what was removed or erased since, and gives what
// can't be read beside the rest.
func TestReadHeld(t *testing.T) {
	evidence := func(n uint32) planner.ID { return planner.ID{Kind: planner.KindEvidence, N: n} }
	answer := func(n uint32) planner.ID { return planner.ID{Kind: planner.KindReflection, N: n} }
	there := map[planner.ID]planner.Record{
		evidence(1): &planner.Evidence{Title: "Led the upgrade"},
		evidence(2): &planner.Evidence{Title: "Taken back", Removed: true},
		evidence(4): &planner.Evidence{Title: "Wrote the runbook"},
		answer(1):   &planner.Reflection{Answer: "The backups"},
		answer(2):   &planner.Reflection{Answer: "Taken back", Removed: true},
	}
	broken := errors.New("checksum")
	get := func(id planner.ID) (planner.Record, error) {
		if rec, ok := there[id]; ok {
			return rec, nil
		}
		if id == evidence(5) {
			return nil, broken
		}
		return nil, planner.ErrNotFound
	}
	note := &planner.WeekNote{ID: planner.ID{Kind: planner.KindWeek, N: 1}, Week: "2026-W47", Asked: []planner.Asked{{Probe: "passed over"}, {Answer: answer(2)}, {Answer: answer(3)}, {Answer: answer(1)}}}
	p := planner.NewPlan("x", 1, nil).With(1, note)
	r := &planner.Review{Week: note.Week, Evidence: []planner.ID{evidence(1), evidence(2), evidence(3)}}
	for _, row := range []struct {
		also planner.ID
		err  error
	}{{evidence(4), nil}, {evidence(5), broken}} {
		with := *r
		with.Evidence = append(r.Evidence[:3:3], row.also, evidence(4))
		got, err := ReadHeld(p, &with, get)
		if !errors.Is(err, row.err) || got.Review != &with {
			t.Errorf("with %s: %v, expected %v", row.also, err, row.err)
		}
		if n := len(got.Evidence); n < 2 || got.Evidence[0].Title != "Led the upgrade" || got.Evidence[n-1].Title != "Wrote the runbook" {
			t.Errorf("with %s the evidence is %v", row.also, got.Evidence)
		}
		if len(got.Answers) != 1 || got.Answers[0].Answer != "The backups" {
			t.Errorf("with %s the answers are %v", row.also, got.Answers)
		}
	}
}

// TestReadHeldOfAnErasedReview finds nothing of it.
func TestReadHeldOfAnErasedReview(t *testing.T) {
	get := func(planner.ID) (planner.Record, error) { return nil, errors.New("nothing of it is to be read") }
	r := &planner.Review{Week: "2026-W47", Evidence: []planner.ID{{Kind: planner.KindEvidence, N: 1}}, Removed: true}
	held, err := ReadHeld(planner.NewPlan("x", 1, nil), r, get)
	if !errors.Is(err, planner.ErrNotFound) || !strings.Contains(err.Error(), "the review of 2026-W47 was erased") || len(held.Evidence) != 0 {
		t.Errorf("%+v, %v", held, err)
	}
}
