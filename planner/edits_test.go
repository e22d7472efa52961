package planner_test

import (
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/planner"

	"pgregory.net/rapid"
)

var digits = regexp.MustCompile("[0-9]+( [A-Z][a-z]{2} [0-9]+)?")

// drawnEdits are the edits that drawing has to come to, by their labels.
var drawnEdits = []string{
	"Added", "Done", "Waiting", "Not done", "To do", "Skipped", "Date #", "Date taken away", "In focus", "Out of focus",
	"Note", "Changed", "Moved to phase #", "Moved", "Removed", "Captured", "Phase # open", "Profile", "Review begun",
	"Review taken up", "Review goes on", "Looked at", "Review closed", "Another question", "Answered",
	"Energy", "Energy noted", "Sorted into energy", "Hands-on share", "Evidence", "Sorted into evidence", "Away # to #", "Review day", "Imported",
}

// Whatever is done to a plan, earlier values of it stay as they were, an edit
// that fails leaves no trace, and each is undone and redone exactly. A rare edit
// may not come up at once, so it is drawn on until each has.
func TestEditsAreValuesAndUndone(t *testing.T) {
	used := map[string]int{}
	unused := func(word string) bool { return used[word] == 0 }
	for round := 0; round == 0 || round < 5 && slices.ContainsFunc(drawnEdits, unused); round++ {
		drawEdits(t, used)
	}
	for _, word := range slices.DeleteFunc(slices.Clone(drawnEdits), func(word string) bool { return !unused(word) }) {
		t.Errorf("no edit %q succeeded, so the test shows nothing of it: %v", word, used)
	}
}

// drawEdits makes plans and edits, and counts those that succeed by label.
func drawEdits(t *testing.T, used map[string]int) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		w := begin(t)
		for _, it := range []planner.Listed{milestone("m"), action("a"), action("b", due("2026-12-01")), check("k", "week")} {
			w.add(t, it)
		}
		for range 2 { // what the items drawn refer to
			w.do(t, planner.CaptureLine("a thought", today))
		}
		day := today
		var worlds []world
		var texts []map[planner.ID]string
		for range rapid.IntRange(30, 70).Draw(rt, "steps") {
			worlds, texts = append(worlds, w), append(texts, w.snapshot(t))
			day = day.AddDays(rapid.IntRange(0, 4).Draw(rt, "wait"))
			next, out, err := w.apply(anyEdit(rt, w, day))
			if err != nil {
				continue
			}
			word, _, _ := strings.Cut(out.Entry.Label, ":")
			used[digits.ReplaceAllString(word, "#")]++
			checkUndo(t, rt, w, next, out)
			w = next
		}
		wantResolved(rt, w)
		for i, old := range worlds {
			if now := old.snapshot(t); !maps.Equal(now, texts[i]) {
				rt.Fatalf("the plan before edit %d changed:\n%v\n%v", i, texts[i], now)
			}
		}
	})
}

// wantResolved fails if a record refers to one that never was.
func wantResolved(t *rapid.T, w world) {
	look := func(r planner.Record) {
		for _, id := range planner.References(r) {
			if _, err := w.read(id); err != nil && w.plan.Find(id) == nil {
				t.Fatalf("%s refers to %s, which there is not", r.Key(), id)
			}
		}
	}
	for r := range w.plan.Records() {
		look(r)
	}
	for _, r := range w.history {
		look(r)
	}
}

// checkUndo takes an edit back and repeats it, its journal entry having been
// stored meanwhile.
func checkUndo(t *testing.T, rt *rapid.T, before, after world, out *planner.Outcome) {
	t.Helper()
	text, err := json.Marshal(out.Entry)
	if err != nil {
		rt.Fatal(err)
	}
	var entry planner.Entry
	if err := json.Unmarshal(text, &entry); err != nil {
		rt.Fatal(err)
	}
	was, is := before.snapshot(t), after.snapshot(t)
	undone, _, err := after.apply(planner.Takeback(entry))
	if err != nil {
		rt.Fatalf("undo of %q: %v", entry.Label, err)
	}
	for id, text := range undone.snapshot(t) {
		if old, existed := was[id]; existed && text != old {
			rt.Fatalf("undo of %q gives\n%s, before it was\n%s", entry.Label, text, old)
		} else if !existed && !strings.Contains(text, `"removed":true`) {
			rt.Fatalf("undo of %q leaves %s", entry.Label, text)
		}
	}
	redone, _, err := undone.apply(planner.Repeat(entry))
	if err != nil {
		rt.Fatalf("redo of %q: %v", entry.Label, err)
	}
	if got := redone.snapshot(t); !maps.Equal(got, is) {
		rt.Fatalf("redo of %q gives\n%v, it was\n%v", entry.Label, got, is)
	}
}

func TestNothingToChange(t *testing.T) {
	w := begin(t)
	a := w.add(t, action("Ask", due("2026-12-01"), focused))
	c := w.do(t, planner.CaptureLine("a thought", today))[0]
	later := today.AddDays(30)
	for name, e := range map[string]planner.Edit{
		"same state":      planner.SetState(ids(a), planner.ToDo, "", later),
		"same date":       planner.SetDue(ids(a), on("2026-12-01"), later),
		"no shift":        planner.ShiftDue(a, 0, later),
		"in focus":        planner.SetFocus(ids(a), true, later),
		"not private":     planner.SetPrivate(ids(a), false, later),
		"same note":       planner.SetNote(a, " \n", later),
		"form left alone": planner.EditItem(a, later, func(planner.Listed) error { return nil }),
		"same phase":      planner.MoveTo(ids(a), 1, later),
		"phase as it is":  planner.SetPhase(1, planner.Open, "", later),
		"same profile":    planner.SetProfile("Profile", func(p *planner.Profile) { p.Name = " " }),
		"no ids":          planner.SetState(nil, planner.Done, "", later),
		"nothing":         {Run: func(*planner.Draft) error { return nil }},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := w.apply(e)
			wantIs(t, err, planner.ErrUnchanged)
		})
	}
	w.do(t, planner.Remove(ids(a, c), today))
	for _, e := range []planner.Edit{planner.Remove(ids(a), today), planner.Remove(ids(c), today), planner.SetNote(a, "x", today)} {
		_, _, err := w.apply(e)
		wantIs(t, err, planner.ErrNotFound)
	}
}

func TestApplyMakesAJournalEntry(t *testing.T) {
	w := begin(t)
	before := w.plan.Revision
	e := planner.AddItem(action("Ask \x1b[31mfor\x07 feedback"), today).Stamp(stampTime.Add(123456), "shell", 77)
	_, out, err := w.apply(e)
	if err != nil {
		t.Fatal(err)
	}
	got := out.Entry
	if got.Seq != before+1 || out.Plan.Revision != got.Seq || got.Nonce != 77 || got.Origin != "shell" || !got.At.Equal(stampTime) {
		t.Errorf("entry %+v", got)
	}
	if got.Label != "Added: Ask [31mfor feedback" {
		t.Errorf("label %q", got.Label)
	}
	if len(got.Changes) != 1 || !got.Changes[0].Created || len(out.Touched) != 1 || len(out.New) != 1 {
		t.Errorf("changes %+v, new %v", got.Changes, out.New)
	}
}

func TestSeveralIdsAreOneEdit(t *testing.T) {
	w := begin(t)
	a, b := w.add(t, action("a")), w.add(t, action("b"))
	k := w.add(t, check("k", "week"))
	_, out, err := w.apply(planner.SetState(ids(a, b, a), planner.Done, "", today))
	if err != nil || len(out.Entry.Changes) != 2 || out.Entry.Label != "Done: a and 1 more" {
		t.Errorf("entry %+v, %v", out, err)
	}
	missing := planner.ID{Kind: planner.KindAction, N: 50}
	_, _, err = w.apply(planner.SetState(ids(a, missing), planner.Done, "", today))
	wantIs(t, err, planner.ErrNotFound)
	if !strings.Contains(err.Error(), "a50") {
		t.Errorf("error %q doesn't name the id", err)
	}
	if w.plan.Item(a).Base().State == planner.Done {
		t.Error("half of an edit was kept")
	}
	w.do(t, planner.SetState(ids(k, k), planner.Done, "", today))
	w.do(t, planner.SetState(ids(k, a), planner.Done, "", today)) // ticked already: the other is done
	if w.plan.Item(a).Base().State != planner.Done {
		t.Error("a ticked check kept the other from being done")
	}
	_, _, err = w.apply(planner.SetState(ids(planner.ID{Kind: planner.KindPhase, N: 1}), planner.Done, "", today))
	wantInput(t, err, "id")
}

func TestStateDates(t *testing.T) {
	w := begin(t)
	a := w.add(t, action("Ask"))
	get := func() *planner.Item { return w.plan.Item(a).Base() }
	w.do(t, planner.SetState(ids(a), planner.Waiting, " for\nthe answer ", today.AddDays(1)))
	if b := get(); b.Since != today.AddDays(1) || b.Why != "for the answer" || b.Touched != today.AddDays(1) {
		t.Errorf("waiting: %+v", b)
	}
	w.do(t, planner.Toggle(w.plan.Item(a), today.AddDays(2)))
	if b := get(); b.State != planner.Done || b.Done != today.AddDays(2) || b.Why != "" {
		t.Errorf("done: %+v", b)
	}
	w.do(t, planner.DoneIn(ids(a), 2019, today))
	if b := get(); b.Done != on("2019-07-01") || !b.Rough {
		t.Errorf("done in 2019: %+v", b)
	}
	w.do(t, planner.DoneIn(ids(a), 2026, on("2026-03-01")))
	if b := get(); b.Done != on("2026-03-01") {
		t.Errorf("done this year: on %v, which is still to come", b.Done)
	}
	w.do(t, planner.SetState(ids(a), planner.ToDo, "", today))
	if b := get(); !b.Done.IsZero() || b.Rough {
		t.Errorf("reopened: %+v", b)
	}
	for _, year := range []int{0, -3, 1949, 2027, 9999} {
		_, _, err := w.apply(planner.DoneIn(ids(a), year, today))
		wantInput(t, err, "year")
	}
	if _, _, err := w.apply(planner.DoneIn(ids(w.add(t, check("k", "week"))), 2019, today)); err == nil || errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("a check done for good: %v", err)
	}
}

func TestNumbersAreNeverReused(t *testing.T) {
	w := begin(t)
	first := w.add(t, action("a"))
	w.do(t, planner.Remove(ids(first), today))
	if second := w.add(t, action("b")); second == first {
		t.Errorf("%v was given twice", first)
	}
	_, out, err := w.apply(planner.AddItem(action("c"), today))
	if err != nil {
		t.Fatal(err)
	}
	w.plan = out.Plan
	w.do(t, planner.Takeback(out.Entry))
	if third := w.add(t, action("d")); third == out.New[0] {
		t.Errorf("%v was given again after an undo", third)
	}
}
