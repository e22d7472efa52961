package planner_test

import (
	"slices"
	"testing"

	"waymark/planner"
)

func TestParseEnergy(t *testing.T) {
	for text, want := range map[string]int{
		"-2": -2, "--": -2, "\u22122": -2, "-1": -1, "-": -1, "0": 0, "+0": 0, "-0": 0, "1": 1, "+1": 1, "+": 1, "2": 2, "++": 2, " +2 ": 2,
	} {
		if got, err := planner.ParseEnergy(text); err != nil || got != want {
			t.Errorf("ParseEnergy(%q) = %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "3", "-3", "1.5", "high", "+-1", "²"} {
		_, err := planner.ParseEnergy(text)
		wantInput(t, err, "energy")
	}
	for value, want := range map[int]string{-2: "−2", 0: "0", 1: "+1"} {
		if got := planner.Signed(value); got != want {
			t.Errorf("Signed(%d) = %q", value, got)
		}
		if back, err := planner.ParseEnergy(want); err != nil || back != value {
			t.Errorf("%q is read as %d, %v", want, back, err)
		}
	}
}

func TestParseWork(t *testing.T) {
	for text, want := range map[string]string{
		"coaching": "coaching", "c": "coaching", " Hands ": "hands-on", "hard conv": "hard-conversation", "Hard-Conversation": "hard-conversation",
		"lead": "leading", "s": "stakeholders", "p": "planning", "m": "meetings", "r": "response", "d": "deciding", "f": "facilitating",
	} {
		if got, err := planner.ParseWork(text); err != nil || got != want {
			t.Errorf("ParseWork(%q) = %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "h", "ha", "sleep", "coachingx"} {
		_, err := planner.ParseWork(text)
		wantInput(t, err, "kind of work")
	}
	for _, w := range planner.AllWorks() {
		got, err := planner.ParseWork(w.Name)
		if named, ok := planner.WorkNamed(w.Name); err != nil || got != w.Name || !ok || named.Words != w.Words {
			t.Errorf("%s is read as %s, %v", w.Name, got, err)
		}
		words := map[string]bool{}
		for v := planner.LeastEnergy; v <= planner.MostEnergy; v++ {
			words[w.Means(v)] = true
		}
		if len(words) != 5 || w.Means(-9) != w.Means(-2) || w.Means(9) != w.Means(2) {
			t.Errorf("%s means %v", w.Name, words)
		}
	}
	if slices.ContainsFunc(planner.AllWorks(), func(w planner.Work) bool { return w.Name == planner.HandsOn && w.Leading }) {
		t.Error("hands-on work counts as leading")
	}
}

// energies are the readings that are there, by number.
func (w world) energies() []planner.Energy {
	var out []planner.Energy
	for n := uint32(1); n <= w.plan.Given()[planner.KindEnergy]; n++ {
		if e := w.history[planner.ID{Kind: planner.KindEnergy, N: n}].(*planner.Energy); !e.Removed {
			out = append(out, *e)
		}
	}
	return out
}

// Within a review a later reading replaces the earlier one; outside of it each
// is kept, and the last one of a week counts.
func TestReadings(t *testing.T) {
	w := begin(t)
	feel := func(r *planner.Review, value int, day string) {
		t.Helper()
		w.do(t, w.plan.Feel(r, "coaching", value, "", on(day)))
	}
	counts := func(week string, want int) {
		t.Helper()
		note := w.plan.WeekNamed(week)
		if value, ok := note.EnergyOf("coaching"); !ok || value != float64(want) {
			t.Errorf("%s counts %v, want %d", week, value, want)
		}
	}
	feel(nil, -1, "2026-11-24")
	feel(nil, 0, "2026-11-25")
	counts("2026-W48", 0)
	if got := len(w.energies()); got != 2 {
		t.Errorf("%d readings kept outside of a review, want 2", got)
	}
	sunday := "2026-11-29"
	rid := w.start(t, on(sunday))
	feel(w.review(), 1, sunday)
	if list := w.energies(); len(list) != 3 || list[2].Review != rid || list[2].Date != on(sunday) {
		t.Errorf("kept %+v", list)
	}
	feel(w.review(), 2, "2026-12-01") // of the week that the review is of
	if list := w.energies(); len(list) != 3 || list[2].Value != 2 || list[2].Date != on(sunday) {
		t.Errorf("replaced: %+v", list)
	}
	counts("2026-W48", 2)
	_, _, err := w.apply(w.plan.Feel(w.review(), "coaching", 2, "", on("2026-12-01")))
	wantIs(t, err, planner.ErrUnchanged)
	feel(nil, -2, "2026-12-01") // of the week after
	counts("2026-W48", 2)
	counts("2026-W49", -2)
	feel(nil, 1, sunday) // a later one of that week, from the shell
	counts("2026-W48", 1)
	feel(w.review(), 0, sunday) // doesn't replace the shell's
	if list := w.energies(); len(list) != 6 || list[4].Value != 1 || list[5].Value != 0 {
		t.Errorf("after one from the shell: %+v", list)
	}

	w.do(t, w.plan.Unfeel(w.review(), "coaching"))
	if _, ok := w.plan.WeekNamed("2026-W48").EnergyOf("coaching"); ok || len(w.energies()) != 5 {
		t.Errorf("taken back, there are %+v", w.energies())
	}
	_, _, err = w.apply(w.plan.Unfeel(w.review(), "coaching"))
	wantIs(t, err, planner.ErrUnchanged)
	w.do(t, planner.CloseReview(rid, nil, "", on(sunday)))
	if got := w.kept(rid).Energy; len(got) != 0 {
		t.Errorf("the review has %v", got)
	}
}

func TestEnergyOfAWeek(t *testing.T) {
	w := begin(t)
	for work, value := range map[string]int{"coaching": 2, "planning": -1, planner.Leading: 2, planner.HandsOn: -2, "meetings": -2, "response": -2} {
		w.do(t, w.plan.Feel(nil, work, value, "", today))
	}
	note := w.plan.WeekNamed("2026-W48")
	if mean, ok := note.LeadingEnergy(); !ok || mean != 1 {
		t.Errorf("leading gave %v", mean)
	}
	if mean, ok := note.EnergyOf(planner.HandsOn); !ok || mean != -2 {
		t.Errorf("hands-on gave %v", mean)
	}
	if _, ok := note.EnergyOf("deciding"); ok {
		t.Error("there is a reading of what didn't happen")
	}
	w.do(t, planner.Remove(ids(note.Energy["coaching"].Of), today))
	if mean, ok := w.plan.WeekNamed("2026-W48").LeadingEnergy(); !ok || mean != 0.5 {
		t.Errorf("with coaching removed, leading gave %v", mean)
	}
}

func TestEnergyNotes(t *testing.T) {
	w := begin(t)
	c := w.do(t, planner.CaptureLine("tired after\x1b Tuesday", on("2026-11-20")))[0]
	w.do(t, planner.SortEnergy(w.plan.Find(c).(*planner.Capture), planner.ID{}, today))
	w.do(t, planner.NoteEnergy("fine again", planner.ID{}, today))
	list := w.energies()
	if len(list) != 2 || list[0].Note != "tired after Tuesday" || list[0].Date != on("2026-11-20") || list[0].Work != "" || list[1].Date != today {
		t.Errorf("kept %+v", list)
	}
	if got := w.plan.Find(c).(*planner.Capture).Became; got != list[0].ID {
		t.Errorf("the capture became %v", got)
	}
	_, _, err := w.apply(planner.SortEnergy(w.plan.Find(c).(*planner.Capture), planner.ID{}, today))
	wantIs(t, err, planner.ErrNotFound)
}
