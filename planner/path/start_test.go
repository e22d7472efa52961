package path

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

var startDay = civil.Date{Year: 2026, Month: time.November, Day: 25}

// begun is a keeper whose plan was started from a path, its second phase open.
func begun(t *testing.T, p *Path) *planner.Memory {
	t.Helper()
	k := planner.NewMemory()
	profile := planner.Profile{Name: "Ada", Form: planner.Hybrid, Since: 2020}
	if _, err := k.Create("test", stamped(Start(p, profile, []int{2}, startDay), 1)); err != nil {
		t.Fatal(err)
	}
	return k
}

func stamped(e planner.Edit, nonce uint64) planner.Edit {
	return e.Stamp(startDay.In(time.UTC), "screen", nonce)
}

func planOf(t *testing.T, k planner.Keeper) *planner.Plan {
	t.Helper()
	p, err := k.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// before is the built-in path as it was while it had no questions.
func before() *Path {
	old := *Builtin()
	old.Version = 1
	old.Forms, old.Phases = slices.Clone(old.Forms), slices.Clone(old.Phases)
	for i := range old.Forms {
		old.Forms[i].HandsOn = 0
	}
	for i := range old.Phases {
		old.Phases[i].Probes, old.Phases[i].Manages = nil, false
	}
	return &old
}

// after is the built-in path as it may be one day, with other words in it.
func after() *Path {
	next := *Builtin()
	next.Version, next.Title = 9, "Another title"
	next.Forms, next.Phases = slices.Clone(next.Forms), slices.Clone(next.Phases)
	for i := range next.Forms {
		next.Forms[i].Title = "Another way in"
	}
	for i := range next.Phases {
		ph := &next.Phases[i]
		ph.Title, ph.Short, ph.Purpose, ph.From, ph.To, ph.Optional = "Another", "Another", "Another.", 20, 30, true
		ph.Actions, ph.Milestones, ph.Checks, ph.Gate = nil, ph.Milestones[:1], nil, nil
	}
	return &next
}

// records is every record of a plan's state as JSON, by id.
func records(t *testing.T, p *planner.Plan) map[planner.ID]string {
	t.Helper()
	out := map[planner.ID]string{}
	for r := range p.Records() {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out[r.Key()] = string(text)
	}
	return out
}

func TestStartCopiesWhatReviewsNeed(t *testing.T) {
	wantReviewKeys(t, planOf(t, begun(t, Builtin())))
}

// wantReviewKeys fails unless a plan has the built-in path's questions, the
// phases that manage people and the shares of hands-on work.
func wantReviewKeys(t *testing.T, plan *planner.Plan) {
	t.Helper()
	for _, of := range Builtin().Phases {
		ph := plan.Phase(of.Number)
		if ph.Manages != of.Manages {
			t.Errorf("phase %d manages people: %t, want %t", of.Number, ph.Manages, of.Manages)
		}
		if len(ph.Probes) != len(of.Probes) || len(ph.Probes) == 0 {
			t.Fatalf("phase %d has %d questions, want %d", of.Number, len(ph.Probes), len(of.Probes))
		}
		for i, q := range of.Probes {
			if want := (planner.Probe{ID: q.ID, Text: q.Text}); ph.Probes[i] != want {
				t.Errorf("phase %d, question %d: %v, want %v", of.Number, i, ph.Probes[i], want)
			}
		}
	}
	forms := plan.Profile().Forms
	if len(forms) != len(Builtin().Forms) {
		t.Fatalf("%d role forms, want %d", len(forms), len(Builtin().Forms))
	}
	for i, of := range Builtin().Forms {
		if forms[i].ID != of.ID || forms[i].HandsOn != of.HandsOn || of.HandsOn == 0 {
			t.Errorf("role form %v, want %s with %d percent", forms[i], of.ID, of.HandsOn)
		}
	}
}

// used is a plan of the older path with something done in it.
func used(t *testing.T) *planner.Memory {
	t.Helper()
	k := begun(t, before())
	if _, err := k.Apply(stamped(planner.Edit{Label: "Used", Run: func(d *planner.Draft) error {
		for n, state := range map[uint32]planner.State{1: planner.Done, 2: planner.Dropped} {
			a := *d.Plan().Find(planner.ID{Kind: planner.KindAction, N: n}).(*planner.Action)
			a.Title, a.State, a.Note, a.Done = "In my own words", state, "A note.", startDay
			d.Put(&a)
		}
		ph := *d.Plan().Phase(1)
		ph.Title, ph.State, ph.Closed = "My first phase", planner.Closed, startDay
		d.Put(&ph)
		return nil
	}}, 2)); err != nil {
		t.Fatal(err)
	}
	return k
}

func TestComplete(t *testing.T) {
	k := used(t)
	old := planOf(t, k)
	was := records(t, old)
	edit, ok := Complete(after(), old)
	if !ok {
		t.Fatal("not offered to a plan without questions")
	}
	if !edit.Quiet {
		t.Error("undo would stop at it")
	}
	if _, err := k.Apply(stamped(edit, 3)); err != nil {
		t.Fatal(err)
	}
	plan := planOf(t, k)
	wantReviewKeys(t, plan)
	if now := records(t, withoutReviewKeys(plan)); !maps.Equal(now, was) {
		for id, text := range now {
			if text != was[id] {
				t.Errorf("%s became\n  %s\nfrom\n  %s", id, text, was[id])
			}
		}
		t.Errorf("%d records became %d", len(was), len(now))
	}
	if !maps.Equal(records(t, old), was) {
		t.Error("the plan from before was changed in place")
	}

	if _, ok := Complete(after(), plan); ok {
		t.Error("offered twice")
	}
	if _, err := k.Apply(stamped(edit, 4)); !errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("applied twice: %v", err)
	}
	if got := planOf(t, k); got.Revision != plan.Revision {
		t.Errorf("revision %d, want %d", got.Revision, plan.Revision)
	}
	if res, err := k.Undo(0, stamped(planner.Edit{}, 5)); err != nil || res.Plan.Phase(1).State == planner.Closed {
		t.Errorf("undo did not take back what came before it: %v", err)
	}
	wantReviewKeys(t, planOf(t, k))
}

// withoutReviewKeys takes from a plan's state what Complete may give it.
func withoutReviewKeys(p *planner.Plan) *planner.Plan {
	var bare []planner.Record
	for ph := range p.Phases() {
		next := *ph
		next.Probes, next.Manages = nil, false
		bare = append(bare, &next)
	}
	pr := *p.Profile()
	pr.Forms = slices.Clone(pr.Forms)
	for i := range pr.Forms {
		pr.Forms[i].HandsOn = 0
	}
	return p.With(p.Revision, append(bare, &pr)...)
}

// A plan keeps the questions and shares it has, and gets those it lacks.
func TestCompleteInPart(t *testing.T) {
	own := before()
	own.Phases[1].Probes = []Probe{{ID: "q2-mine", Text: "Mine?"}}
	own.Forms[0].HandsOn = 45
	k := begun(t, own)
	edit, ok := Complete(Builtin(), planOf(t, k))
	if !ok {
		t.Fatal("not offered though three phases have no questions")
	}
	res, err := k.Apply(stamped(edit, 2))
	if err != nil {
		t.Fatal(err)
	}
	if got := res.Plan.Phase(2).Probes; len(got) != 1 || got[0].ID != "q2-mine" {
		t.Errorf("phase 2 has %v, want its own question", got)
	}
	if got := res.Plan.Profile().Forms[0].HandsOn; got != 45 {
		t.Errorf("the plan's own share became %d", got)
	}
	if len(res.Plan.Phase(3).Probes) == 0 || !res.Plan.Phase(3).Manages || res.Plan.Profile().Forms[1].HandsOn == 0 {
		t.Error("what was lacking is lacking still")
	}
}

// A plan may have phases that the path has no more.
func TestCompleteFromAShorterPath(t *testing.T) {
	short := *Builtin()
	short.Phases = short.Phases[:2]
	k := begun(t, before())
	edit, ok := Complete(&short, planOf(t, k))
	if !ok {
		t.Fatal("not offered")
	}
	res, err := k.Apply(stamped(edit, 2))
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Plan.Phase(2).Probes) == 0 || len(res.Plan.Phase(3).Probes) != 0 {
		t.Error("not the questions of that path")
	}
	if _, ok := Complete(&short, res.Plan); ok {
		t.Error("offered twice")
	}
}

func TestCompleteIsNotOffered(t *testing.T) {
	other := before()
	other.Name = "mine"
	short := *Builtin()
	short.Phases = short.Phases[:2]
	twoOnly := begun(t, &short)
	for _, c := range []struct {
		name string
		path *Path
		keep planner.Keeper
	}{
		{"to a plan of another path", Builtin(), begun(t, other)},
		{"to a plan started with questions", Builtin(), begun(t, Builtin())},
		{"from a path without questions", before(), begun(t, before())},
		{"for phases that the plan never had", Builtin(), twoOnly},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, ok := Complete(c.path, planOf(t, c.keep)); ok {
				t.Error("offered")
			}
		})
	}
}
