package path

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// road is a path to start from; cases change a piece of it.
const road = `name: road
version: 1
title: A road
forms:
  - {id: inside, title: Promoted, hands-on: 30}
  - {id: outside, title: Hired}
phases:
  - number: 1
    title: Begin
    years: {from: 1, to: 4}
    purpose: To begin.
    milestones:
      - {id: owner, title: Own one system, criterion: People ask you.}
      - {id: known, title: Be known, criterion: Others name you.}
    actions:
      - {id: pick, title: Pick one area, why: Depth first., milestone: owner}
      - {id: write, title: Write the runbook, milestone: owner}
      - {id: talk, title: Give a talk, milestone: known}
    checks:
      - {id: win, title: Write down a win, every: week}
    gate:
      - {kind: shipped, title: Something shipped}
    probes:
      - {id: q-one, text: What broke?}
  - number: 2
    title: Lead
    years: {from: 3}
    actions:
      - {id: shadow, title: Shadow a manager}
    checks:
      - {id: listen, title: Listen, every: month}
`

// changed is the road with pieces replaced, pair by pair, and its version
// raised.
func changed(t *testing.T, pairs ...string) *Path {
	t.Helper()
	src := strings.Replace(road, "version: 1", "version: 2", 1)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(src, pairs[i]) {
			t.Fatalf("the road has no %q", pairs[i])
		}
		src = strings.Replace(src, pairs[i], pairs[i+1], 1)
	}
	return loaded(t, src)
}

func loaded(t *testing.T, src string) *Path {
	t.Helper()
	p, err := Load("road.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// traveller is a plan that was started from the road.
type traveller struct {
	*testing.T
	k     *planner.Memory
	nonce uint64
}

func travels(t *testing.T) *traveller {
	t.Helper()
	return &traveller{t, begun(t, loaded(t, road)), 10}
}

func (v *traveller) plan() *planner.Plan { return planOf(v.T, v.k) }

func (v *traveller) apply(e planner.Edit) {
	v.Helper()
	v.nonce++
	if _, err := v.k.Apply(stamped(e, v.nonce)); err != nil {
		v.Fatal(err)
	}
}

// edit changes an item by the id of its entry.
func (v *traveller) edit(entry string, set func(planner.Listed)) {
	v.Helper()
	v.apply(planner.EditItem(v.item(entry).Key(), startDay, func(it planner.Listed) error { set(it); return nil }))
}

// item finds an item by its entry, or by its title where it has none any more.
func (v *traveller) item(entry string) planner.Listed {
	v.Helper()
	for r := range v.plan().Records() {
		if it, ok := r.(planner.Listed); ok && (it.Base().Entry == entry || it.Base().Title == entry) {
			return it
		}
	}
	v.Fatalf("the plan has no %s", entry)
	return nil
}

func (v *traveller) taken() []*planner.Intake {
	v.Helper()
	taken, err := planner.Takes(v.k)
	if err != nil {
		v.Fatal(err)
	}
	return taken
}

// offers are what a path offers, one line each: what, key, texts, default.
func (v *traveller) offers(p *Path) []string {
	v.Helper()
	var out []string
	for _, o := range Compare(p, v.plan(), v.taken()) {
		var line strings.Builder
		line.WriteString(o.What + " " + o.Key)
		for _, f := range o.Fields {
			line.WriteString(" " + f.Name)
		}
		if o.Take {
			line.WriteString(" yes")
		}
		if o.Before {
			line.WriteString(" before")
		}
		out = append(out, line.String())
	}
	return out
}

func (v *traveller) wantOffers(p *Path, want ...string) {
	v.Helper()
	if got := v.offers(p); !slices.Equal(got, want) {
		v.Errorf("offers\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func (v *traveller) update(p *Path, keys ...string) {
	v.Helper()
	v.apply(Update(p, v.taken(), func(o Offer) bool {
		return slices.Contains(keys, o.Key) || slices.Contains(keys, "defaults") && o.Take
	}, later))
}

const lastAction = "      - {id: talk, title: Give a talk, milestone: known}\n"

func TestCompare(t *testing.T) {
	mine := func(v *traveller) {
		v.edit("pick", func(it planner.Listed) { it.Base().Title = "Pick storage" })
	}
	for _, c := range []struct {
		name  string
		pairs []string
		did   func(*traveller)
		want  []string
	}{
		{"nothing", nil, nil, nil},
		{"nothing but the user's own words", nil, mine, []string{"changed pick.title title before"}},
		{"new entry", []string{lastAction, lastAction + "      - {id: dig, title: Dig}\n"}, nil, []string{"new dig yes"}},
		{"new words", []string{"Depth first.", "Depth comes first."}, nil, []string{"changed pick why yes"}},
		{"kept from others from now on", []string{"title: Give a talk", "title: Give a talk, private: true"}, nil, []string{"changed talk private yes"}},
		{"kept from others by the user", nil, func(v *traveller) {
			v.edit("talk", func(it planner.Listed) { it.Base().Private = true })
		}, []string{"changed talk.private private before"}},
		{"new words beside the user's", []string{"Pick one area, why: Depth first.", "Choose one area, why: Depth comes first."}, mine, []string{"changed pick.title title", "changed pick why yes"}},
		{"the path comes to the user's words", []string{"Pick one area", "Pick storage"}, mine, nil},
		{"how often", []string{"every: week", "every: 2 weeks"}, nil, []string{"changed win every yes"}},
		{"the same interval in other words", []string{"every: week", "every: 1 week"}, nil, nil},
		{"gone entry", []string{lastAction, ""}, nil, []string{"gone talk"}},
		{"gone entry that the user dropped", []string{lastAction, ""}, func(v *traveller) {
			v.edit("talk", func(it planner.Listed) { it.Base().State = planner.Dropped })
		}, nil},
		{"gone entry that the user removed", []string{lastAction, ""}, func(v *traveller) {
			v.apply(planner.Remove([]planner.ID{v.item("talk").Key()}, startDay))
		}, nil},
		{"removed entry that stays", nil, func(v *traveller) {
			v.apply(planner.Remove([]planner.ID{v.item("talk").Key()}, startDay))
		}, []string{"new talk before"}},
		{"another phase", []string{lastAction, "", "    actions:\n      - {id: shadow", "    actions:\n      - {id: talk, title: Give a talk}\n      - {id: shadow"}, nil, []string{"changed talk phase milestone yes"}},
		{"another phase than the user's", []string{"      - {id: shadow, title: Shadow a manager}\n", "      - {id: other, title: Other}\n", "    actions:\n      - {id: pick", "    actions:\n      - {id: shadow, title: Shadow a manager}\n      - {id: pick"}, nil, []string{"changed shadow phase yes", "new other yes"}},
		{"moved by the user", nil, func(v *traveller) {
			v.apply(planner.MoveTo([]planner.ID{v.item("talk").Key()}, 2, startDay))
		}, []string{"changed talk.phase phase before", "changed talk.milestone milestone before"}},
		{"another kind", []string{lastAction, "", "    checks:\n      - {id: win", "    checks:\n      - {id: talk, title: Give a talk, every: quarter}\n      - {id: win"}, nil, []string{"new talk yes", "gone talk"}},
		{"a phase's words", []string{"To begin.", "To begin well.", "What broke?", "What held?", "title: Something shipped", "title: Things shipped"}, nil, []string{"changed phase:1 purpose gate questions yes"}},
		{"a phase's years and flags", []string{"{from: 1, to: 4}", "{from: 2, to: 4}", "    years: {from: 3}", "    years: {from: 3}\n    optional: true\n    manages: true"}, nil, []string{"changed phase:1 years yes", "changed phase:2 optional manages yes"}},
		{"new phase", []string{road[strings.Index(road, "      - {id: listen"):], "      - {id: listen, title: Listen, every: month}\n  - number: 3\n    title: End\n    years: {from: 9}\n    actions:\n      - {id: rest, title: Rest}\n"}, nil, []string{"new phase:3 yes", "new rest yes"}},
		{"gone phase", []string{road[strings.Index(road, "  - number: 2"):], ""}, nil, []string{"gone shadow", "gone listen", "gone phase:2"}},
		{"ways into the role", []string{"  - {id: outside, title: Hired}\n", ""}, nil, []string{"changed path:forms forms yes"}},
		{"a way's share", []string{"hands-on: 30", "hands-on: 40"}, nil, []string{"changed path:forms forms yes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := travels(t)
			if c.did != nil {
				c.did(v)
			}
			v.wantOffers(changed(t, c.pairs...), c.want...)
		})
	}
}

// What was left is not pressed upon its user again, and what was taken isn't
// offered.
func TestUpdateAsksOnce(t *testing.T) {
	v := travels(t)
	v.edit("write", func(it planner.Listed) { it.Base().Title = "Write it all down" })
	next := changed(t, lastAction, "      - {id: dig, title: Dig}\n", "Write the runbook", "Write a runbook", "Depth first.", "Depth comes first.")
	v.wantOffers(next, "changed pick why yes", "changed write.title title", "new dig yes", "gone talk")
	v.update(next)
	v.wantOffers(next, "changed pick.why why before", "changed write.title title before", "new dig before", "gone talk before")
	if pr := v.plan().Profile(); pr.PathVersion != 2 {
		t.Errorf("version %d", pr.PathVersion)
	}
	if _, err := v.k.Apply(stamped(Update(next, v.taken(), func(o Offer) bool { return o.Take }, later), 99)); !errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("nothing new is a change: %v", err)
	}
	v.update(next, "pick.why", "write.title", "dig", "talk")
	v.wantOffers(next)
	if v.item("write").Base().Title != "Write a runbook" || v.item("pick").Base().Reason != "Depth comes first." || v.item("talk").Base().State != planner.Dropped {
		t.Error("not all that was chosen was taken")
	}
}

// Whatever is not named stays as it is, to the last letter.
func TestUpdateLeavesTheRest(t *testing.T) {
	v := travels(t)
	v.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: "My own", Phase: 1}}, startDay))
	v.edit("pick", func(it planner.Listed) {
		b := it.Base()
		b.State, b.Done, b.Note, b.Due, b.Order = planner.Done, startDay, "A note.", startDay, 7
	})
	was := records(t, v.plan())
	next := changed(t, "Depth first.", "Depth comes first.", "To begin.", "To begin well.", lastAction, lastAction+"      - {id: dig, title: Dig, milestone: known}\n")
	v.update(next, "defaults")
	now := records(t, v.plan())
	var moved []string
	for id, text := range now {
		if text != was[id] {
			moved = append(moved, id.String())
		}
	}
	slices.Sort(moved)
	if want := []string{"a1", "a6", "p1", "u1"}; !slices.Equal(moved, want) {
		t.Errorf("changed %v, want %v", moved, want)
	}
	b := v.item("pick").Base()
	if b.Reason != "Depth comes first." || b.State != planner.Done || b.Note != "A note." || b.Due != startDay || b.Order != 7 {
		t.Errorf("%+v", b)
	}
	dig := v.item("dig").(*planner.Action)
	if dig.Order != 8 || dig.Created != later || dig.Milestone != v.item("known").Key() {
		t.Errorf("%+v", dig)
	}
	if len(v.taken()) != 2 {
		t.Errorf("%d intakes", len(v.taken()))
	}
	v.nonce++
	if _, err := v.k.Undo(0, stamped(planner.Edit{}, v.nonce)); err != nil {
		t.Fatal(err)
	}
	back := records(t, v.plan())
	delete(back, dig.ID)
	if !maps.Equal(back, was) {
		t.Error("undo doesn't bring back what there was")
	}
	v.wantOffers(next, "changed phase:1 purpose yes", "changed pick why yes", "new dig yes")
	v.update(next, "defaults")
	if got := v.item("dig").Key(); got != dig.ID || v.plan().Item(got) == nil {
		t.Errorf("taken again it is %s", got)
	}
}

// What the path has no longer is dropped where nothing was done with it, and
// becomes the user's own where there was.
func TestUpdateGivesUp(t *testing.T) {
	for name, c := range map[string]struct {
		did  func(planner.Listed)
		kept bool
	}{
		"untouched":   {func(it planner.Listed) { it.Base().Order = 9 }, false},
		"begun":       {func(it planner.Listed) { it.Base().State = planner.Doing }, true},
		"done":        {func(it planner.Listed) { it.Base().State = planner.Done }, true},
		"a note":      {func(it planner.Listed) { it.Base().Note = "x" }, true},
		"a date":      {func(it planner.Listed) { it.Base().Due = startDay }, true},
		"evidence":    {func(it planner.Listed) { it.Base().Evidence = []planner.ID{{Kind: planner.KindAction, N: 1}} }, true},
		"focus":       {func(it planner.Listed) { it.Base().Focus = true }, true},
		"other words": {func(it planner.Listed) { it.Base().Title = "Mine" }, true},
	} {
		t.Run(name, func(t *testing.T) {
			v := travels(t)
			id := v.item("talk").Key()
			v.edit("talk", c.did)
			v.update(changed(t, lastAction, ""), "talk")
			b := v.plan().Item(id).Base()
			if dropped := b.State == planner.Dropped; dropped == c.kept || c.kept == (b.Entry != "") || dropped && b.Why != noLonger {
				t.Errorf("%+v", b)
			}
			// Once the path has it again, it is the same thing.
			again := loaded(t, strings.Replace(road, "version: 1", "version: 3", 1))
			v.update(again, "defaults")
			b = v.plan().Item(id).Base()
			if b.Entry != "talk" || b.State == planner.Dropped || len(slices.Collect(v.plan().Actions())) != 4 {
				t.Errorf("back in the path: %+v", b)
			}
			for _, line := range v.offers(again) {
				if !strings.HasSuffix(line, "before") {
					t.Errorf("still offered: %s", line)
				}
			}
		})
	}
}

func TestUpdatePhases(t *testing.T) {
	two := road[strings.Index(road, "  - number: 2"):]
	third := "  - number: 3\n    title: End\n    years: {from: 9}\n    actions:\n      - {id: rest, title: Rest}\n"
	t.Run("a new one comes with what is taken of it", func(t *testing.T) {
		v := travels(t)
		v.update(changed(t, two, two+third), "rest")
		if v.plan().Phase(3) == nil || v.plan().Phase(3).State != planner.Ahead || v.item("rest").Base().Phase != 3 {
			t.Error("it is not there")
		}
	})
	t.Run("undo takes a new one back", func(t *testing.T) {
		v := travels(t)
		v.update(changed(t, two, two+third), "defaults")
		if _, err := v.k.Undo(0, stamped(planner.Edit{}, 50)); err != nil || v.plan().Phase(3) != nil {
			t.Fatalf("it is still there: %v", err)
		}
		v.update(changed(t, two, two+third), "defaults")
		v.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: "Mine", Phase: 3}}, startDay))
		if _, err := v.k.Undo(3, stamped(planner.Edit{}, 51)); err == nil && v.plan().Phase(3) == nil {
			t.Error("it was taken from under an item of the user's")
		}
	})
	t.Run("a new one that is left stays out", func(t *testing.T) {
		v := travels(t)
		v.update(changed(t, two, two+third))
		if v.plan().Phase(3) != nil {
			t.Error("it is there")
		}
		v.wantOffers(changed(t, two, two+third), "new phase:3 before", "new rest before")
	})
	t.Run("one that is gone goes with what it held", func(t *testing.T) {
		v := travels(t)
		v.update(changed(t, two, two+third), "defaults")
		last := loaded(t, strings.Replace(road, "version: 1", "version: 3", 1))
		v.update(last, "rest", "phase:3")
		if v.plan().Phase(3) != nil {
			t.Error("it is still there")
		}
		v.update(changed(t, two, two+third), "defaults")
		if ph := v.plan().Phase(3); ph == nil || v.plan().Item(v.item("rest").Key()) == nil {
			t.Error("it doesn't come back")
		}
	})
	for name, did := range map[string]func(*traveller){
		"an own item": func(v *traveller) {
			v.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: "Mine", Phase: 2}}, startDay))
		},
		"a note":  func(v *traveller) { v.edit("shadow", func(it planner.Listed) { it.Base().Note = "x" }) },
		"nothing": func(*traveller) {}, // but it was opened
	} {
		t.Run("one that is gone stays for "+name, func(t *testing.T) {
			v := travels(t)
			did(v)
			short := changed(t, two, "")
			v.update(short, "shadow", "listen", "phase:2")
			if v.plan().Phase(2) == nil {
				t.Error("it is gone")
			}
			for _, line := range v.offers(short) {
				if line != "gone phase:2 before" {
					t.Errorf("offered: %s", line)
				}
			}
		})
	}
	t.Run("its words", func(t *testing.T) {
		v := travels(t)
		v.update(changed(t, "title: Begin", "title: Start\n    short: Start\n    manages: true\n    optional: true", "{from: 1, to: 4}", "{from: 2}", "To begin.", "To start.",
			"title: Something shipped", "title: Things, why: Since they count.", "- {id: q-one, text: What broke?}", "- {id: q-two, text: What held?}"), "defaults")
		if got, want := fmt.Sprint(phaseTexts(v.plan().Phase(1))), "[{title Start} {short Start} {purpose To start.} {years from 2 on} {optional yes} {manages yes} {gate shipped: Things. Since they count.} {questions q-two: What held?}]"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// The user's own way into the role stays a choice.
func TestUpdateForms(t *testing.T) {
	v := travels(t)
	v.apply(planner.SetProfile("Hired", func(pr *planner.Profile) { pr.Form = "outside" }))
	next := changed(t, "  - {id: outside, title: Hired}\n", "  - {id: hybrid, title: Half, hands-on: 60}\n")
	v.update(next, "defaults")
	pr := v.plan().Profile()
	if got := fmt.Sprint(pr.Forms); got != "[{inside Promoted 30} {hybrid Half 60} {outside Hired 0}]" || pr.Form != "outside" {
		t.Errorf("%s, %q", got, pr.Form)
	}
	v.wantOffers(next, "changed path:forms.forms forms before")
}

// A milestone and what serves it move together, and new actions find theirs.
func TestUpdateMoves(t *testing.T) {
	v := travels(t)
	next := changed(t, "      - {id: known, title: Be known, criterion: Others name you.}\n", "", lastAction, "",
		"    actions:\n      - {id: shadow", "    milestones:\n      - {id: known, title: Be known, criterion: Others name you.}\n    actions:\n      - {id: more, title: More, milestone: known}\n      - {id: talk, title: Give a talk, milestone: known}\n      - {id: shadow")
	v.wantOffers(next, "changed known phase yes", "new more yes", "changed talk phase yes")
	v.update(next, "defaults")
	known := v.item("known").Key()
	for _, entry := range []string{"talk", "more"} {
		if a := v.item(entry).(*planner.Action); a.Phase != 2 || a.Milestone != known {
			t.Errorf("%s: phase %d, milestone %s", entry, a.Phase, a.Milestone)
		}
	}
	if got := v.item("talk").Base().Order; got != 3 { // behind the one that was there and the new one before it
		t.Errorf("order %d", got)
	}

	v = travels(t)
	v.update(next, "talk")
	if a := v.item("talk").(*planner.Action); a.Phase != 2 || !a.Milestone.IsZero() {
		t.Errorf("it serves %s of another phase", a.Milestone)
	}
}

// Another path's entries of the same ids are the same things; those of the old
// one go.
func TestUseAnotherPath(t *testing.T) {
	v := travels(t)
	v.edit("write", func(it planner.Listed) { it.Base().State = planner.Done })
	other := loaded(t, `name: other
version: 4
title: Another
phases:
  - number: 1
    title: First steps
    years: {from: 1}
    actions:
      - {id: pick, title: Pick two areas}
      - {id: brand-new, title: Brand new}
`)
	v.wantOffers(other, "changed path:forms forms yes", "changed phase:1 title short years purpose gate questions yes", "changed pick title why milestone yes", "new brand-new yes",
		"gone owner yes", "gone known yes", "gone write yes", "gone talk yes", "gone shadow yes", "gone win yes", "gone listen yes", "gone phase:2 yes")
	v.update(other, "defaults")
	pr := v.plan().Profile()
	if pr.Path != "other" || pr.PathTitle != "Another" || pr.PathVersion != 4 || len(pr.Forms) != 0 {
		t.Errorf("%+v", pr)
	}
	if b := v.item("Write the runbook").Base(); b.Entry != "" || b.State != planner.Done {
		t.Errorf("%+v", b)
	}
	if v.plan().Phase(2) == nil { // it is open
		t.Error("an open phase is gone")
	}
	v.wantOffers(other, "gone phase:2 before")

	// And back again: everything is found, nothing doubled.
	first := loaded(t, road)
	v.update(first, "defaults")
	if got := len(slices.Collect(v.plan().Actions())); got != 5 {
		t.Errorf("%d actions, want the four of old and the new one", got)
	}
	if b := v.item("write").Base(); b.State != planner.Done || b.Title != "Write the runbook" {
		t.Errorf("%+v", b)
	}
	if b := v.item("talk").Base(); b.State != planner.ToDo || b.Why != "" {
		t.Errorf("%+v", b)
	}
}

// A plan from before there were intakes keeps its words where they differ.
func TestUpdateOldPlan(t *testing.T) {
	v := travels(t)
	v.apply(planner.Edit{Label: "As of old", On: []planner.ID{v.taken()[0].ID}, Run: func(d *planner.Draft) error {
		in := *v.taken()[0]
		in.Removed = true
		d.Put(&in)
		return nil
	}})
	v.edit("pick", func(it planner.Listed) { it.Base().Title = "Pick storage" })
	v.wantOffers(loaded(t, road), "changed pick.title title before")
	next := changed(t, "Depth first.", "Depth comes first.", lastAction, "      - {id: dig, title: Dig}\n")
	v.wantOffers(next, "changed pick.title title", "changed pick.why why", "new dig yes", "gone talk")
	v.update(next, "defaults")
	v.wantOffers(next, "changed pick.title title before", "changed pick.why why before", "gone talk before")
}

// An update that was worked out on an older plan keeps what came between.
func TestUpdateOnANewerPlan(t *testing.T) {
	v := travels(t)
	next := changed(t, "Pick one area", "Choose one area")
	edit := Update(next, v.taken(), func(o Offer) bool { return o.Take }, later)
	v.edit("pick", func(it planner.Listed) { it.Base().Title = "Pick storage" })
	v.apply(edit)
	if got := v.item("pick").Base().Title; got != "Pick storage" {
		t.Errorf("the user's words became %q", got)
	}
}

func TestUpdateLabels(t *testing.T) {
	v := travels(t)
	next := changed(t, "Pick one area", "Choose one area", "Depth first.", "Depth comes first.", lastAction, "      - {id: dig, title: Dig}\n")
	v.update(next, "defaults", "talk")
	entries, err := v.k.History(0, 1)
	if want := "Path updated to version 2: A road (1 new, 1 changed, 1 gone)"; err != nil || entries[0].Label != want {
		t.Errorf("%q, want %q (%v)", entries[0].Label, want, err)
	}
}
