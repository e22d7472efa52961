package planner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

func TestPlanWithAndFind(t *testing.T) {
	w := begin(t)
	a := w.add(t, action("Ask for feedback"))
	old := w.plan
	changed := *old.Find(a).(*planner.Action)
	changed.Title = "Ask again"
	far := &planner.Milestone{Item: planner.Item{ID: planner.ID{Kind: planner.KindMilestone, N: 7}, Phase: 1, Title: "Far"}}
	tick := &planner.Tick{ID: planner.ID{Kind: planner.KindTick, N: 40}, Date: today}
	next := old.With(99, &changed, far, tick, &planner.Action{})

	if old.Revision == 99 || old.Item(a).Base().Title != "Ask for feedback" || old.Find(far.ID) != nil {
		t.Error("With changed the plan it was called on")
	}
	if next.Revision != 99 || next.Item(a).Base().Title != "Ask again" || next.Item(far.ID) == nil {
		t.Error("With doesn't hold what was put in")
	}
	if next.Find(tick.ID) != nil || next.Given()[planner.KindTick] != 40 {
		t.Error("history is to be passed over and its number kept")
	}
	if old.Given()[planner.KindTick] != 0 {
		t.Error("With changed the numbers of the plan it was called on")
	}
	for _, id := range ids(planner.ID{}, planner.ID{Kind: planner.KindAction}, planner.ID{Kind: planner.KindAction, N: 4_000_000_000}, planner.ID{Kind: planner.KindMilestone, N: 3}, planner.ID{Kind: 'z', N: 1}) {
		if r := next.Find(id); r != nil {
			t.Errorf("Find(%+v) = %v, want nil", id, r)
		}
		if it := next.Item(id); it != nil {
			t.Errorf("Item(%+v) = %v, want nil", id, it)
		}
	}
	if next.Item(planner.ID{Kind: planner.KindPhase, N: 1}) != nil {
		t.Error("a phase is no item")
	}
	var empty planner.Plan
	if empty.Profile() == nil || empty.Find(planner.ID{Kind: planner.KindProfile, N: 1}) != nil || empty.Phase(1) != nil {
		t.Error("an empty plan has an empty profile and nothing else")
	}
	if w := empty.With(1, far); w.Item(far.ID) == nil {
		t.Error("With on an empty plan loses the record")
	}
}

func TestInPhaseRoleForms(t *testing.T) {
	w := begin(t)
	w.add(t, action("for all"))
	w.add(t, action("hybrid only", onlyFor("hybrid")))
	w.add(t, action("inside only", onlyFor("inside")))
	w.add(t, action("inside and outside", onlyFor("inside", "outside")))
	w.add(t, action("elsewhere", phase(2)))
	w.add(t, milestone("milestone"))
	for form, want := range map[string]string{
		"":        "for all, hybrid only",
		"hybrid":  "for all, hybrid only",
		"inside":  "for all, inside only, inside and outside",
		"outside": "for all, inside and outside",
	} {
		v := w
		if form != "" {
			v.do(t, planner.SetProfile("Form", func(p *planner.Profile) { p.Form = form }))
		}
		if got := titles(v.plan.InPhase(1, planner.KindAction)); got != want {
			t.Errorf("form %q: %s, want %s", form, got, want)
		}
	}
}

func TestReorder(t *testing.T) {
	w := begin(t)
	var a, b, c planner.ID
	for _, it := range []struct {
		id    *planner.ID
		title string
	}{{&a, "a"}, {&b, "b"}, {&c, "c"}} {
		*it.id = w.add(t, action(it.title))
	}
	order := func() string { return titles(w.plan.InPhase(1, planner.KindAction)) }
	w.do(t, planner.Reorder(a, 1, today))
	if got := order(); got != "b, a, c" {
		t.Errorf("a down: %s", got)
	}
	w.do(t, planner.Reorder(c, -1, today))
	if got := order(); got != "b, c, a" {
		t.Errorf("c up: %s", got)
	}
	_, _, err := w.apply(planner.Reorder(a, 1, today))
	wantIs(t, err, planner.ErrUnchanged)
	_, _, err = w.apply(planner.Reorder(b, -1, today))
	wantIs(t, err, planner.ErrUnchanged)
	_, _, err = w.apply(planner.Reorder(planner.ID{Kind: planner.KindAction, N: 99}, 1, today))
	wantIs(t, err, planner.ErrNotFound)

	// Orders that are all the same, as an import may bring them.
	for _, id := range ids(a, b, c) {
		w.do(t, planner.EditItem(id, today, func(l planner.Listed) error { l.Base().Order = 7; return nil }))
	}
	w.do(t, planner.Reorder(a, 1, today))
	if got := order(); got != "b, a, c" {
		t.Errorf("equal orders, a down: %s", got)
	}
	w.do(t, planner.Reorder(c, -1, today))
	if got := order(); got != "b, c, a" {
		t.Errorf("equal orders, c up: %s", got)
	}
}

func TestMoveTo(t *testing.T) {
	w := begin(t)
	w.add(t, action("there", phase(2)))
	m := w.add(t, milestone("milestone"))
	serving := action("moving")
	serving.Milestone = m
	id := w.add(t, serving)
	_, _, err := w.apply(planner.MoveTo(ids(id), 1, today.AddDays(3)))
	wantIs(t, err, planner.ErrUnchanged)
	_, _, err = w.apply(planner.MoveTo(ids(id), 9, today))
	wantInput(t, err, "phase")
	w.do(t, planner.MoveTo(ids(id), 2, today))
	if got := titles(w.plan.InPhase(2, planner.KindAction)); got != "there, moving" {
		t.Errorf("phase 2 holds %s", got)
	}
	if a := w.plan.Find(id).(*planner.Action); !a.Milestone.IsZero() {
		t.Error("it still serves a milestone of the phase it left")
	}
}

func TestSuggestPhases(t *testing.T) {
	gap := []*planner.Phase{{From: 2, To: 3}, {From: 6, To: 8}}
	allOptional := []*planner.Phase{{From: 1, To: 3, Optional: true}, {From: 4, Optional: true}}
	for _, list := range [][]*planner.Phase{gap, allOptional} {
		for i, ph := range list {
			ph.ID = planner.ID{Kind: planner.KindPhase, N: uint32(i + 1)}
		}
	}
	for _, tt := range []struct {
		name   string
		phases []*planner.Phase
		year   int
		want   []int
	}{
		{"below zero", fourPhases(), -3, []int{1}},
		{"not said", fourPhases(), 0, []int{1}},
		{"first year", fourPhases(), 1, []int{1}},
		{"overlap of 1 and 2", fourPhases(), 3, []int{1, 2}},
		{"end of 1", fourPhases(), 4, []int{1, 2}},
		{"overlap of 2 and 3", fourPhases(), 5, []int{2, 3}},
		{"overlap with the optional one", fourPhases(), 7, []int{3}},
		{"past the last window", fourPhases(), 9, []int{3}},
		{"still normal for a first post", fourPhases(), 10, []int{3}},
		{"long past", fourPhases(), 40, []int{3}},
		{"before all windows", gap, 1, []int{1}},
		{"between windows", gap, 4, []int{1}},
		{"behind all windows", gap, 20, []int{2}},
		{"all optional", allOptional, 9, []int{2}},
		{"no phases", nil, 3, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := planner.SuggestPhases(tt.phases, tt.year); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	for year := -5; year < 100; year++ {
		if got := planner.SuggestPhases(fourPhases(), year); len(got) == 0 || len(got) > 2 {
			t.Errorf("year %d: %v", year, got)
		}
	}
}

func TestYear(t *testing.T) {
	w := begin(t)
	for since, want := range map[int]int{0: 0, 2026: 1, 2025: 2, 2027: 0, 1990: 37} {
		v := w
		v.do(t, planner.SetProfile("Year", func(p *planner.Profile) { p.Since, p.Name = since, fmt.Sprint(since) }))
		if got := v.plan.Year(today); got != want {
			t.Errorf("since %d: year %d, want %d", since, got, want)
		}
	}
}

func TestNamedPhases(t *testing.T) {
	w := begin(t)
	for text, want := range map[string]int{"1": 1, " 2 ": 2, "growing": 4, "FIRST M": 3, "": 0, "5": 0, "xyz": 0, "10": 0, "cred": 1, "ROLE": 3, "manag": 3, "unt": 2, "lead": 2, "title": 2, "the title": 2, "redib": 0, "oot": 0} {
		got := 0
		if ph := w.plan.Named(text); ph != nil {
			got = ph.Number()
		}
		if got != want {
			t.Errorf("Named(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestSetPhase(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetPhase(2, planner.Open, "", today))
	w.do(t, planner.SetPhase(3, planner.Open, "asked\x1b to\x07", today))
	if got := len(w.plan.OpenPhases()); got != 3 {
		t.Errorf("%d phases open, want 3: any number may be", got)
	}
	if ph := w.plan.Phase(3); ph.Opened != today || ph.Why != "asked to" {
		t.Errorf("opened %v because %q", ph.Opened, ph.Why)
	}
	w.do(t, planner.SetPhase(1, planner.Closed, "evidence is there", today))
	if ph := w.plan.Phase(1); ph.State != planner.Closed || ph.Closed != today || ph.Opened != today {
		t.Errorf("closed: %+v", ph)
	}
	w.do(t, planner.SetPhase(1, planner.Ahead, "", today))
	if ph := w.plan.Phase(1); !ph.Opened.IsZero() || !ph.Closed.IsZero() {
		t.Errorf("put back: %+v", ph)
	}
	_, _, err := w.apply(planner.SetPhase(1, planner.Ahead, "", today))
	wantIs(t, err, planner.ErrUnchanged)
	for _, n := range []int{0, -1, 5, 1 << 40} {
		_, _, err := w.apply(planner.SetPhase(n, planner.Open, "", today))
		wantInput(t, err, "phase")
		if !strings.Contains(err.Error(), fmt.Sprint(n)) || !strings.Contains(err.Error(), "1, 2, 3, 4") {
			t.Errorf("error %q doesn't name the value and the phases", err)
		}
	}
}

func TestParseID(t *testing.T) {
	for _, text := range []string{"a1", "m3", "k12", "c4294967295", "r7", "p2", "u1", "t9", "A12"} {
		id, err := planner.ParseID(text)
		if err != nil || !strings.EqualFold(id.String(), text) {
			t.Errorf("ParseID(%q) = %v, %v", text, id, err)
		}
	}
	for _, text := range []string{"", "a", "1", "a0", "a01", "z1", "a-1", "a+1", "a 1", "a1x", "a4294967296", "aa1", "ä1", "!1", "meta", strings.Repeat("1", 40_960)} {
		_, err := planner.ParseIDs([]string{"a1", text})
		wantInput(t, err, "id")
	}
	var id planner.ID
	if err := id.UnmarshalText(nil); err != nil || !id.IsZero() || id.String() != "" {
		t.Errorf("no id reads as %v, %v", id, err)
	}
}

func TestStates(t *testing.T) {
	for _, row := range planner.States {
		for _, text := range []string{row.Name, row.Words, strings.ToUpper(row.Name), " " + row.Words} {
			if got, err := planner.ParseState(text); err != nil || got != row.State {
				t.Errorf("ParseState(%q) = %v, %v", text, got, err)
			}
		}
		var back planner.State
		if text, err := row.State.MarshalText(); err != nil || back.UnmarshalText(text) != nil || back != row.State {
			t.Errorf("%v is written %q and reads as %v", row.State, text, back)
		}
	}
	_, err := planner.ParseState("finished")
	wantInput(t, err, "state")
	for _, s := range []planner.PhaseState{planner.Ahead, planner.Open, planner.Closed} {
		back := planner.PhaseState(9)
		if err := back.UnmarshalText([]byte(s.String())); err != nil || back != s {
			t.Errorf("%v reads as %v, %v", s, back, err)
		}
	}
	var ps planner.PhaseState
	wantInput(t, ps.UnmarshalText([]byte("half")), "phase state")
}
