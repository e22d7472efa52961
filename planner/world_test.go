package planner_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// today is a Wednesday, of week 2026-W48.
var today = on("2026-11-25")

func on(text string) civil.Date {
	d, err := civil.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// world is a plan with its history as a value, so that a test can go back to
// what was before.
type world struct {
	plan    *planner.Plan
	history map[planner.ID]planner.Record
}

func (w world) read(id planner.ID) (planner.Record, error) {
	if r, ok := w.history[id]; ok {
		return r, nil
	}
	return nil, planner.ErrNotFound
}

// apply gives the world after an edit; w stays as it was.
func (w world) apply(e planner.Edit) (world, *planner.Outcome, error) {
	out, err := w.plan.Apply(e, w.read)
	if err != nil {
		return w, nil, err
	}
	next := world{out.Plan, maps.Clone(w.history)}
	for _, r := range out.Touched {
		if info, _ := r.Key().Kind.Info(); info.History {
			next.history[r.Key()] = r
		}
	}
	return next, out, nil
}

// do applies an edit that must succeed, and gives what it added.
func (w *world) do(t *testing.T, e planner.Edit) []planner.ID {
	t.Helper()
	next, out, err := w.apply(e)
	if err != nil {
		t.Fatalf("%s: %v", e.Label, err)
	}
	*w = next
	return out.New
}

// add adds an item that must be right, and gives its id.
func (w *world) add(t *testing.T, it planner.Listed) planner.ID {
	t.Helper()
	return w.do(t, planner.AddItem(it, today))[0]
}

// snapshot is every record as JSON by id.
func (w world) snapshot(t *testing.T) map[planner.ID]string {
	t.Helper()
	out := map[planner.ID]string{}
	note := func(r planner.Record) {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out[r.Key()] = string(text)
	}
	for r := range w.plan.Records() {
		note(r)
	}
	for _, r := range w.history {
		note(r)
	}
	return out
}

// startEdit is the edit that begins the plan of these tests: the four phases
// of the built-in path, the first one open.
func startEdit() planner.Edit {
	return planner.Edit{Label: "Plan started", Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{Path: "test", Forms: []planner.RoleForm{{ID: planner.Hybrid, Title: "Hybrid"}}, Since: 2020, Started: today, Signs: map[string]string{"a": "yes"}})
		for _, ph := range fourPhases() {
			d.Add(planner.KindPhase, ph)
		}
		return nil
	}}
}

func fourPhases() []*planner.Phase {
	phases := []*planner.Phase{
		{Title: "Build credibility", From: 1, To: 4, State: planner.Open, Opened: today},
		{Title: "Lead without the title", Short: "Untitled lead", From: 3, To: 6},
		{Title: "First management role", From: 5, To: 8},
		{Title: "Growing scope", From: 7, Optional: true},
	}
	for i, ph := range phases {
		ph.ID = planner.ID{Kind: planner.KindPhase, N: uint32(i + 1)}
		ph.Manages = i >= 2
		for n := range 8 {
			ph.Probes = append(ph.Probes, planner.Probe{ID: fmt.Sprintf("q%d-%d", i+1, n+1), Text: fmt.Sprintf("What of %d in phase %d?", n+1, i+1)})
		}
	}
	return phases
}

func begin(t *testing.T) world {
	t.Helper()
	w := world{planner.NewPlan("test", 0, nil), map[planner.ID]planner.Record{}}
	w.do(t, startEdit())
	return w
}

func item(title string, set ...func(*planner.Item)) planner.Item {
	it := planner.Item{Phase: 1, Title: title}
	for _, f := range set {
		f(&it)
	}
	return it
}

func action(title string, set ...func(*planner.Item)) *planner.Action {
	return &planner.Action{Item: item(title, set...)}
}

func milestone(title string, set ...func(*planner.Item)) *planner.Milestone {
	return &planner.Milestone{Item: item(title, set...)}
}

func check(title, every string, set ...func(*planner.Item)) *planner.Check {
	return &planner.Check{Item: item(title, set...), Every: rule(every)}
}

func rule(text string) planner.Rule {
	r, err := planner.ParseRule(text)
	if err != nil {
		panic(err)
	}
	return r
}

func due(text string) func(*planner.Item) { return func(i *planner.Item) { i.Due = on(text) } }

func in(s planner.State) func(*planner.Item) { return func(i *planner.Item) { i.State = s } }

func phase(n int) func(*planner.Item) { return func(i *planner.Item) { i.Phase = n } }

func optional(i *planner.Item) { i.Optional = true }

func focused(i *planner.Item) { i.Focus = true }

func onlyFor(forms ...string) func(*planner.Item) {
	return func(i *planner.Item) { i.Forms = forms }
}

func ids(list ...planner.ID) []planner.ID { return list }

func titles[L planner.Listed](list []L) string {
	var out []string
	for _, it := range list {
		out = append(out, it.Base().Title)
	}
	return strings.Join(out, ", ")
}

// wantInput fails unless err is an InputError about what, and says the value
// and what was expected.
func wantInput(t *testing.T, err error, what string) {
	t.Helper()
	var bad *planner.InputError
	if !errors.As(err, &bad) {
		t.Fatalf("got %v, want an InputError about %s", err, what)
	}
	if bad.What != what || bad.Expected == "" || !strings.Contains(err.Error(), bad.Expected) {
		t.Fatalf("got %q about %q, want it about %q with what was expected", err, bad.What, what)
	}
}

func wantIs(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
}

var stampTime = time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC)
