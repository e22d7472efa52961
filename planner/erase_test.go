package planner_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/planner"
)

func erasure(t *testing.T, list ...planner.ID) *planner.Erasure {
	t.Helper()
	x, err := planner.NewErasure(list)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestErasedRecord erases one record of each kind: what stays holds no words
// of theirs, has what others need of it, and would be taken by an edit.
func TestErasedRecord(t *testing.T) {
	w := begin(t)
	secret := func(i *planner.Item) { i.Note, i.Why, i.Reason, i.Entry = "secret", "secret", "secret", "secret" }
	m := w.add(t, milestone("secret", secret, due("2026-12-01")))
	a := action("secret", secret, due("2026-12-01"), phase(2))
	a.Milestone = m
	records := []planner.ID{m, w.add(t, a)}
	k := w.add(t, check("secret", "week", secret))
	w.do(t, planner.SetState(ids(k), planner.Done, "", today))
	tick := w.plan.Find(k).(*planner.Check).Tick
	c := w.do(t, planner.CaptureLine("secret", today))[0]
	w.do(t, planner.Sort(c, action("secret"), today))
	became := w.plan.Find(c).(*planner.Capture).Became
	r := w.start(t, today)
	w.do(t, w.plan.Feel(w.review(), "coaching", 1, "secret", today))
	w.do(t, planner.EnterStage(r, planner.StageProbe, today))
	q, _ := w.plan.Probe(w.review())
	answer := w.do(t, w.plan.Reflect(w.review(), q, "secret", today))[0]
	evidence := w.do(t, planner.LogEvidence(planner.Evidence{Title: "secret", Outcome: "secret", From: m, Review: r}, today))[0]
	w.do(t, planner.CloseReview(r, nil, "secret", today))
	energy := w.plan.WeekNamed(w.plan.HeldWeeks()[0].Week).Energy["coaching"].Of
	records = append(records, k, tick, c, became, r, evidence, energy, answer,
		w.do(t, planner.BeAway(today, today, "secret"))[0], w.do(t, planner.OpenMatter(planner.Conflict, "secret", today))[0])

	for _, id := range records {
		t.Run(id.Kind.String(), func(t *testing.T) {
			before, err := w.read(id)
			if err != nil {
				before = w.plan.Find(id)
			}
			rest := erasure(t, records...).Record(before)
			text, err := json.Marshal(rest)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "secret") || rest.Key() != id || !rest.Gone() || rest.Day() != before.Day() {
				t.Errorf("of %+v stays %s", before, text)
			}
			if planner.Belongs(rest) != planner.Belongs(before) {
				t.Errorf("it belonged to %s, and now to %s", planner.Belongs(before), planner.Belongs(rest))
			}
			if again := erasure(t, id).Record(rest); cmp.Diff(rest, again) != "" {
				t.Errorf("erased again: %+v", again)
			}
			other := planner.ID{Kind: id.Kind, N: 99}
			if kept := erasure(t, other).Record(before); kept != before {
				t.Errorf("erasing %s altered %s", other, id)
			}
			_, _, err = w.apply(planner.Edit{Label: "put", On: ids(id), Run: func(d *planner.Draft) error {
				_, err := d.Get(id)
				d.Put(rest)
				return err
			}})
			if err != nil {
				t.Errorf("what stays is refused: %v", err)
			}
		})
	}
	for _, info := range planner.Kinds {
		_, err := planner.NewErasure(ids(planner.ID{Kind: info.Kind, N: 1}))
		if erasable := slices.ContainsFunc(records, func(id planner.ID) bool { return id.Kind == info.Kind }); erasable != (err == nil) {
			t.Errorf("erasing a %s: %v", info.Name, err)
		}
	}
	_, err := planner.NewErasure(ids(planner.ID{Kind: planner.KindProfile, N: 1}))
	wantInput(t, err, "id")
}

func TestErasedEntry(t *testing.T) {
	a1, a2 := planner.ID{Kind: planner.KindAction, N: 1}, planner.ID{Kind: planner.KindAction, N: 2}
	change := func(id planner.ID) planner.Change {
		return planner.Change{ID: id, Before: fields(`{"title":"Old name"}`), After: fields(`{"title":"New name"}`)}
	}
	long := strings.Repeat("word ", 40)
	erased, created := planner.Change{ID: a1, Erased: true}, planner.Change{ID: a1, Created: true, After: fields(`{"title":"x"}`)}
	for _, tt := range []struct {
		name    string
		in      planner.Entry
		label   string
		changes []planner.Change
		stays   bool
	}{
		{"about it", planner.Entry{Label: "Done: x", Changes: []planner.Change{change(a1)}}, "Erased", []planner.Change{erased}, false},
		{"about it and another", planner.Entry{Label: "Done: x", Changes: []planner.Change{change(a2), change(a1)}}, "Erased", []planner.Change{change(a2), erased}, false},
		{"its beginning", planner.Entry{Label: "Added: x", Changes: []planner.Change{created}}, "Erased", []planner.Change{{ID: a1, Created: true, Erased: true}}, false},
		{"about another", planner.Entry{Label: "Done: y", Changes: []planner.Change{change(a2)}}, "Done: y", []planner.Change{change(a2)}, true},
		{"another, called so once", planner.Entry{Label: "Done: Old name too", Changes: []planner.Change{change(a2)}}, "Erased", []planner.Change{change(a2)}, false},
		{"another, called so at the end", planner.Entry{Label: "Added: " + planner.Shorten(long, 60), Changes: []planner.Change{change(a2)}}, "Erased", []planner.Change{change(a2)}, false},
		{"a word of three letters", planner.Entry{Label: "Done: tea", Changes: []planner.Change{change(a2)}}, "Done: tea", []planner.Change{change(a2)}, true},
		{"put together", planner.Entry{First: 1, Label: "9 changes in March 2024", Changes: []planner.Change{change(a1)}}, "9 changes in March 2024", []planner.Change{erased}, false},
		{"put together, of another", planner.Entry{First: 1, Label: "9 changes in March 2024", Changes: []planner.Change{change(a2)}}, "9 changes in March 2024", []planner.Change{change(a2)}, true},
		{"erased before", planner.Entry{Label: "Erased", Changes: []planner.Change{erased}}, "Erased", []planner.Change{erased}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := erasure(t, a1)
			x.Learn(planner.Entry{Changes: []planner.Change{change(a1), {ID: a1, After: fields(`{"title":"March"}`)}, {ID: a1, After: fields(`{"title":"tea"}`)}}})
			x.Learn(planner.Entry{Changes: []planner.Change{{ID: a2, After: fields(`{"title":"Done"}`)}}}) // of another
			x.LearnRecord(action(long, func(i *planner.Item) { i.ID = a1 }))
			x.LearnRecord(action("Done", func(i *planner.Item) { i.ID = a2 }))
			got, changed := x.Entry(tt.in)
			if got.Label != tt.label || changed == tt.stays {
				t.Errorf("label %q, changed %v", got.Label, changed)
			}
			if diff := cmp.Diff(tt.changes, got.Changes, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUndoPassesOverErased erases the newest of three changes.
func TestUndoPassesOverErased(t *testing.T) {
	k := keep(t)
	k.do(planner.AddItem(action("a"), today))
	k.do(planner.AddItem(action("b"), today))
	log := erasedIn{k, erasure(t, planner.ID{Kind: planner.KindAction, N: 2})}
	if e, err := planner.ToUndo(log, 0); err != nil || e.Seq != 2 {
		t.Errorf("undo takes change %d, %v", e.Seq, err)
	}
	if _, err := planner.ToUndo(log, 3); err == nil || !strings.Contains(err.Error(), "erased") {
		t.Errorf("undo of what was erased: %v", err)
	}
	if _, err := k.Undo(3, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	_, err := planner.ToRedo(log)
	wantIs(t, err, planner.ErrUnchanged)
}

type erasedIn struct {
	planner.Log
	x *planner.Erasure
}

func (j erasedIn) Entry(seq uint64) (planner.Entry, error) {
	e, err := j.Log.Entry(seq)
	e, _ = j.x.Entry(e)
	return e, err
}
