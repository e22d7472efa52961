package export

import (
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// busy is a plan of one open phase that has items of every urgency, those of
// the path first.
func busy() Source {
	p := planner.NewPlan("x", 1, nil).With(1,
		&planner.Profile{ID: planner.ID{Kind: planner.KindProfile, N: 1}, Started: on(9, 1)},
		&planner.Phase{ID: planner.ID{Kind: planner.KindPhase, N: 1}, Title: "First", Purpose: "To begin.", State: planner.Open},
	)
	action := func(n uint32, title, entry string, state planner.State, due civil.Date) *planner.Action {
		return &planner.Action{Item: planner.Item{
			ID: planner.ID{Kind: planner.KindAction, N: n}, Phase: 1, Title: title, Entry: entry, State: state, Due: due, Order: int(n), Created: on(9, 1),
		}}
	}
	focus := action(9, "In focus", "e9", planner.ToDo, civil.Date{})
	focus.Focus = true
	p = p.With(1,
		action(1, "Of the path", "e1", planner.ToDo, civil.Date{}),
		action(2, "Resting", "e2", planner.OnHold, civil.Date{}),
		action(3, "Own", "", planner.ToDo, civil.Date{}),
		action(4, "Under way", "e4", planner.Doing, civil.Date{}),
		action(5, "Dated", "e5", planner.ToDo, on(12, 1)),
		action(6, "Late", "", planner.Doing, on(7, 15)),
		action(7, "Of the path too", "e7", planner.ToDo, civil.Date{}),
		action(8, "Done", "e8", planner.Done, civil.Date{}),
		focus,
		&planner.Milestone{Item: planner.Item{
			ID: planner.ID{Kind: planner.KindMilestone, N: 1}, Phase: 1, Title: "Reached late", Due: on(11, 1), Order: 1, Created: on(9, 1),
		}, Criterion: "It is in use."},
	)
	return Source{Whole: planner.Whole{Plan: p}, Today: today}
}

// under are the lines of a document's text under a heading.
func under(t *testing.T, doc *Document, heading string) []string {
	t.Helper()
	at := slices.IndexFunc(doc.Sections, func(s Section) bool { return s.Heading == heading })
	if at < 0 {
		t.Fatalf("no %q in %q", heading, headings(doc))
	}
	text := rendered(t, &Document{Title: "x", Sections: doc.Sections[at : at+1]}, Text)
	_, text, _ = strings.Cut(text, heading)
	return strings.FieldsFunc(strings.TrimSpace(text), func(r rune) bool { return r == '\n' })
}

// What is to be done stands in the order of how urgent it is.
func TestSummaryOrder(t *testing.T) {
	doc := summarized(t, busy(), Choice{For: Audiences[0]})
	for heading, want := range map[string][]string{
		"In focus this week": {"[ ] In focus"},
		"Milestones":         {"[ ] Reached late — target was 1 November 2026", "        Reached when: It is in use."},
		"Action items": {
			"[ ] Late — was due 15 July 2026, doing", "    [ ] Dated — due 1 December 2026", "    [ ] Under way — doing", "    [ ] Own",
			"    [ ] Of the path", "    [ ] Of the path too", "    [ ] Resting — on hold",
		},
	} {
		if got := under(t, doc, heading); !slices.Equal(got, want) {
			t.Errorf("%s: %q, not %q", heading, got, want)
		}
	}
}

// Who looks back, or reads it for the first time, is told how much there is
// besides what was begun.
func TestSummaryOfWhatIsNotBegun(t *testing.T) {
	begun := []string{"[ ] Late — was due 15 July 2026, doing", "    [ ] Dated — due 1 December 2026", "    [ ] Under way — doing"}
	for _, c := range []struct {
		name   string
		choice Choice
		after  []string
	}{
		{"a mentor", Choice{For: Audiences[1]}, []string{"    [ ] Own", "    [ ] Resting — on hold", "  And 2 more from the path, not begun."}},
		{"a mentor who gets it", Choice{For: Audiences[1], With: []string{PartUntouched}}, []string{"    [ ] Own", "    [ ] Of the path", "    [ ] Of the path too", "    [ ] Resting — on hold"}},
		{"a year", Choice{For: Audiences[0], Period: Year(2026)}, []string{"    [ ] Resting — on hold", "  And 3 more, not begun."}},
		{"a manager's year", Choice{For: Audiences[2], Period: Year(2026)}, []string{"    [ ] Resting — on hold", "  And 3 more, not begun."}},
	} {
		want := append(slices.Clone(begun), c.after...)
		if got := under(t, summarized(t, busy(), c.choice), "Action items"); !slices.Equal(got, want) {
			t.Errorf("%s: %q, not %q", c.name, got, want)
		}
	}
	before := rendered(t, summarized(t, busy(), Choice{For: Audiences[0], Period: Period{To: on(8, 1)}}), Text)
	if strings.Contains(before, "not begun") {
		t.Errorf("what came after a period counts:\n%s", before)
	}
}

// What is held back for another reason isn't counted either: the number would
// tell of it.
func TestSummaryCountsNothingSecret(t *testing.T) {
	src := busy()
	private := planner.CopyItem(src.Plan.Item(planner.ID{Kind: planner.KindAction, N: 1}))
	private.Base().Private = true
	way := planner.CopyItem(src.Plan.Item(planner.ID{Kind: planner.KindAction, N: 7}))
	way.Base().Forms = []string{planner.Hybrid}
	src.Plan = src.Plan.With(1, private, way)
	for i, want := range []string{"", "And 1 more from the path, not begun.", ""} {
		got := rendered(t, summarized(t, src, Choice{For: Audiences[i]}), Text)
		if (want == "") == strings.Contains(got, "not begun") || !strings.Contains(got, want) {
			t.Errorf("for %s there should be %q:\n%s", Audiences[i].Name, want, got)
		}
	}
	got := rendered(t, summarized(t, src, Choice{For: Audiences[1], Without: []string{PartItems}}), Text)
	if strings.Contains(got, "not begun") {
		t.Errorf("items that are left out are counted:\n%s", got)
	}
}

// A phase of which nothing is listed says how much there is.
func TestSummaryOfAPhaseNotBegun(t *testing.T) {
	src := busy()
	plan := planner.NewPlan("x", 1, nil)
	for r := range src.Plan.Records() {
		if it, ok := r.(planner.Listed); !ok || it.Base().Entry != "" && !isBegun(it.Base()) {
			plan = plan.With(1, r)
		}
	}
	src.Plan = plan
	if got := under(t, summarized(t, src, Choice{For: Audiences[1]}), "Phase 1 · First"); !slices.Contains(got, "  From the path, 2 not begun.") {
		t.Errorf("%q", got)
	}
}

func TestWorking(t *testing.T) {
	var open []*planner.Phase
	for i, want := range []string{
		"No phase is open at present.", "Working on phase 1, First.", "Working on phases 1 and 2.", "Working on phases 1, 2 and 3.",
	} {
		if got := working(open); got != want {
			t.Errorf("%d open: %q, not %q", i, got, want)
		}
		open = append(open, &planner.Phase{ID: planner.ID{Kind: planner.KindPhase, N: uint32(i + 1)}, Title: "First"})
	}
}

// A phase has one name in all of a document, and a long one gives way only to
// one that is not cut.
func TestNumbered(t *testing.T) {
	long := "Engineering manager of several teams"
	for _, c := range []struct{ title, short, want string }{
		{"Growing scope", "Wider scope", "3 Growing scope"},
		{"Build technical credibility", "Build technic…", "3 Build technical credibility"},
		{long, "Engineering m…", "3 " + long},
		{long, "Several teams", "3 Several teams"},
		{long, "", "3 " + long},
		{"", "Short", "3 Short"},
		{"", "", "3"},
	} {
		ph := &planner.Phase{ID: planner.ID{Kind: planner.KindPhase, N: 3}, Title: c.title, Short: c.short}
		if got := numbered(ph); got != c.want {
			t.Errorf("%q, %q: %q, not %q", c.title, c.short, got, c.want)
		}
	}
}
