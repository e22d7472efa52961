package intake

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/planner"
)

// another is another plan from the same path, with entries of its own.
func another(t *testing.T) *planner.Memory {
	t.Helper()
	m := started(t, "another-plan")
	do(t, m,
		planner.AddItem(&planner.Milestone{Item: planner.Item{Title: "Lead a guild", Phase: 1}, Criterion: "Ten came"}, monday),        // m22
		planner.AddItem(&planner.Action{Item: planner.Item{Title: "Find a room", Phase: 1, Focus: true, Note: "A quiet one"}}, monday), // a50
		planner.LogEvidence(planner.Evidence{Title: "Found one", From: idOf(t, "a50")}, monday),                                        // e1
		planner.CaptureLine("ask about the budget", monday),                                                                            // c1
		planner.CaptureLine("gone", monday), // c2
		planner.Remove([]planner.ID{idOf(t, "c2")}, monday),
		planner.Edit{Label: "Milestone", Run: func(d *planner.Draft) error {
			next := planner.CopyItem(d.Plan().Item(idOf(t, "a50"))).(*planner.Action)
			next.Milestone = idOf(t, "m22")
			d.Put(next)
			return nil
		}},
		planner.Toggle(itemOf(t, m, "k1"), monday),
		planner.SetState([]planner.ID{idOf(t, "a1")}, planner.Done, "", monday),
		planner.LogEvidence(planner.Evidence{Title: "Of the path's", From: idOf(t, "a2"), Private: true}, monday), // e2
		planner.OpenMatter(planner.Conflict, "M. and J.", monday), planner.BeAway(monday, monday.AddDays(3), "the sea"),
		planner.NoteEnergy("tired", planner.ID{}, monday),
	)
	p, _ := m.Load()
	do(t, m, p.Feel(nil, planner.HandsOn, 2, "", monday))
	return m
}

func itemOf(t *testing.T, m *planner.Memory, id string) planner.Listed {
	t.Helper()
	p, err := m.Load()
	if err != nil {
		t.Fatal(err)
	}
	it := p.Item(idOf(t, id))
	if it == nil {
		t.Fatalf("there is no %s", id)
	}
	return it
}

func titled(t *testing.T, m *planner.Memory, title string) planner.Listed {
	t.Helper()
	p, _ := m.Load()
	for it := range p.Items() {
		if it.Base().Title == title {
			return it
		}
	}
	t.Fatalf("there is no %q", title)
	return nil
}

// Another plan's entries come under new ids, with what they refer to.
func TestJoin(t *testing.T) {
	m := started(t, "the-plan")
	do(t, m, planner.AddItem(&planner.Action{Item: planner.Item{Title: "Mine", Phase: 1}}, monday), // a50 here too
		planner.CaptureLine("mine", monday))
	c := readCopy(t, exported(t, another(t)))
	res, err := imported(t, m, c)
	if err != nil {
		t.Fatal(err)
	}
	if res.Entry.Label != "Imported plan.json: 10 added, 3 changed" {
		t.Error(res.Entry.Label)
	}
	room := titled(t, m, "Find a room").(*planner.Action)
	guild := titled(t, m, "Lead a guild")
	mine := titled(t, m, "Mine")
	if room.Milestone != guild.Key() || room.Key() != idOf(t, "a51") || room.Note != "A quiet one" {
		t.Errorf("%+v", room)
	}
	if room.Focus || room.Order != mine.Base().Order+1 {
		t.Errorf("in focus: %v; order %d after %d", room.Focus, room.Order, mine.Base().Order)
	}
	r, err := m.Get(room.Evidence[0])
	if e, ok := r.(*planner.Evidence); err != nil || !ok || e.From != room.Key() || e.Title != "Found one" {
		t.Errorf("%+v, %v", r, err)
	}
	if it := itemOf(t, m, "a1"); it.Base().State != planner.Done || it.Base().Done != monday {
		t.Errorf("the path's own entry is %+v", it)
	}
	if it := itemOf(t, m, "a2"); len(it.Base().Evidence) != 1 {
		t.Errorf("its evidence is not linked: %+v", it)
	}
	if k := itemOf(t, m, "k1").(*planner.Check); k.Last != monday || k.Tick != idOf(t, "t1") {
		t.Errorf("%+v", k)
	}
	if strings.Contains(exported(t, m), `"gone"`) {
		t.Error("what was removed there came")
	}
	if notes := strings.Join(c.Notes(), "\n"); !strings.Contains(notes, "another plan") || !strings.Contains(notes, "0 reviews") {
		t.Errorf("it tells %q", notes)
	}
	wantNothing(t, m, exported(t, another(t)))

	if _, err := m.Undo(0, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	if res, err := imported(t, m, c); err != nil || !strings.HasSuffix(res.Entry.Label, "10 added, 3 changed") {
		t.Errorf("after the import was undone: %q, %v", res.Entry.Label, err)
	}
}

// What changed there since comes, what you changed, removed or erased stays.
func TestJoinAgain(t *testing.T) {
	m, other := started(t, "the-plan"), another(t)
	first := exported(t, other)
	if _, err := imported(t, m, readCopy(t, first)); err != nil {
		t.Fatal(err)
	}
	room, guild := titled(t, m, "Find a room").Key(), titled(t, m, "Lead a guild").Key()
	x, err := planner.NewErasure([]planner.ID{idOf(t, "e1")})
	if err != nil {
		t.Fatal(err)
	}
	do(t, m, planner.SetNote(room, "My own note", monday), planner.Remove([]planner.ID{guild}, monday),
		planner.Edit{Label: "Erased", On: []planner.ID{idOf(t, "e1")}, Run: func(d *planner.Draft) error {
			r, err := d.Get(idOf(t, "e1"))
			if err != nil {
				return err
			}
			d.Put(x.Record(r))
			return nil
		}})
	wantNothing(t, m, first)

	do(t, other, planner.SetNote(idOf(t, "a50"), "Another note there", monday), planner.SetDue([]planner.ID{idOf(t, "a50")}, monday.AddDays(9), monday),
		planner.SetState([]planner.ID{idOf(t, "a50")}, planner.Doing, "", monday), planner.CaptureLine("a new line", monday),
		planner.LogEvidence(planner.Evidence{Title: "A talk", From: idOf(t, "a50")}, monday))
	second := exported(t, other)
	c := readCopy(t, second)
	res, err := imported(t, m, c)
	if err != nil || res.Entry.Label != "Imported plan.json: 2 added, 1 changed" {
		t.Fatalf("%q, %v", res.Entry.Label, err)
	}
	b := itemOf(t, m, room.String()).Base()
	if b.Note != "My own note" || b.Due != monday.AddDays(9) || b.State != planner.Doing || len(b.Evidence) != 2 {
		t.Errorf("%+v", b)
	}
	notes := strings.Join(c.Notes(), "\n")
	if !strings.Contains(notes, "note of "+room.String()) || !strings.Contains(notes, "Removed here, and left so: "+guild.String()+", e1") {
		t.Errorf("it tells %q", notes)
	}
	wantNothing(t, m, second)
	if p, _ := m.Load(); p.Item(guild) != nil {
		t.Error("what was removed is back")
	}
	if out := exported(t, m); strings.Contains(out, "Found one") {
		t.Error("what was erased is back")
	}
}

// Where the paths differ, nothing is taken for the same entry.
func TestJoinFromAnotherPath(t *testing.T) {
	m := started(t, "the-plan")
	other := strings.Replace(exported(t, another(t)), `"path":"it-management"`, `"path":"data"`, 1)
	before := slices.Collect(mustLoad(t, m).Items())
	if _, err := imported(t, m, readCopy(t, other)); err != nil {
		t.Fatal(err)
	}
	after := slices.Collect(mustLoad(t, m).Items())
	if len(after) != 2*len(before)+2 {
		t.Errorf("%d items became %d", len(before), len(after))
	}
	wantNothing(t, m, other)
}

func mustLoad(t *testing.T, m *planner.Memory) *planner.Plan {
	t.Helper()
	p, err := m.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// An entry of a phase that the plan has not is told by its line, and nothing
// is taken.
func TestJoinMissingPhase(t *testing.T) {
	m := begun(t, readCopy(t, smallPlan))
	text := exported(t, another(t))
	before := exported(t, m)
	_, err := imported(t, m, readCopy(t, text))
	var fault *Fault
	if !errors.As(err, &fault) || fault.Line == 0 || !strings.Contains(err.Error(), "belongs to phase 2, which this plan has not") {
		t.Errorf("%v", err)
	}
	if exported(t, m) != before {
		t.Error("something was taken")
	}
}

// Two imports at once: the second one sees that something came in between.
func TestJoinInBetween(t *testing.T) {
	m := started(t, "the-plan")
	text := exported(t, another(t))
	edit, err := readCopy(t, text).Edit(wholeOf(t, m), nil, Options{Today: monday})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := imported(t, m, readCopy(t, text)); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Apply(edit); err == nil || !strings.Contains(err.Error(), "in the meantime") {
		t.Errorf("%v", err)
	}
}

// Whatever another plan holds, it is taken once, and a plan that takes it stays
// one that can be exported and imported.
func TestJoinAny(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m, other := drawPlan(rt, "the-plan"), drawPlan(rt, "another-plan")
		text := exported(rt, other)
		p, _ := m.Load()
		if p.Phase(1) == nil {
			rt.Skip("no phase to take it")
		}
		_, err := imported(rt, m, readCopy(rt, text))
		var fault *Fault
		if errors.Is(err, planner.ErrUnchanged) || errors.As(err, &fault) && strings.Contains(err.Error(), "which this plan has not") {
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		wantNothing(rt, m, text)
		mine := exported(rt, m)
		if again := exported(rt, begun(rt, readCopy(rt, mine))); again != mine {
			rt.Fatal("it doesn't come back as it was")
		}
		wantNothing(rt, m, mine)
	})
}

// Every field of what is joined is one facet's, or known to be each plan's own.
func TestFacets(t *testing.T) {
	for _, kind := range joins {
		info, _ := kind.Info()
		seen := map[string]bool{}
		for _, f := range facetsOf(info.New()) {
			if seen[f.name] || len(f.field) == 0 {
				t.Errorf("%s: %s", info.Name, f.name)
			}
			seen[f.name] = true
		}
		if len(seen) == 0 {
			t.Errorf("%s has none", info.Name)
		}
	}
}
