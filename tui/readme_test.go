package tui

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// walkActions are those of each part of a review that has something on it.
func walkActions(t *testing.T) []action {
	t.Helper()
	k := standingWeek(t, 12) // so that it looks at the phases, at length
	k.apply(planner.Edit{Label: "Manages", Run: func(d *planner.Draft) error {
		ph := *d.Plan().Phase(2)
		ph.Manages = true
		d.Put(&ph)
		return nil
	}})
	k.apply(planner.CaptureLine("Led the incident call", k.today))
	k.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: "Ask Dana for feedback", Phase: 2, Due: k.today}}, k.today))
	k.matters(planner.Amber)
	var out []action
	for _, st := range planner.Stages {
		r := k.open("Review", 120, 36).atStage(st.Name)
		out = append(out, r.current.Actions()...)
	}
	return out
}

// TestReadmeKeys keeps the README's key table true: it is drawn from the same
// lists that dispatch reads. UPDATE=1 writes it anew.
func TestReadmeKeys(t *testing.T) {
	const file, begin, end = "../README.md", "<!-- keys: written by a test -->\n", "<!-- end of keys -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the keys", file)
	}
	table := keyTable(t)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(before+begin+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != table {
		t.Errorf("the README's keys are stale; UPDATE=1 go test ./tui -run ReadmeKeys\n%s", table)
	}
}

// keyTable names each key once, with all the screens on which it means the
// same.
func keyTable(t *testing.T) string {
	t.Helper()
	type row struct{ keys, label string }
	var rows []row
	where := map[row][]string{}
	add := func(screen string, a action) {
		var keys []string
		for _, k := range a.keys {
			if !strings.HasPrefix(k, "screen ") {
				keys = append(keys, "`"+keyName(k)+"`")
			}
		}
		if len(keys) == 0 {
			return
		}
		r := row{strings.Join(keys, " "), a.label}
		if where[r] == nil {
			rows = append(rows, r)
		}
		if !slices.Contains(where[r], screen) {
			where[r] = append(where[r], screen)
		}
	}
	r := newRig(t, fixture{plan: true})
	for _, a := range r.global() {
		add("everywhere", a)
	}
	add("everywhere", action{keys: []string{"ctrl+c"}, label: "quit, from anything"})
	for _, s := range screens {
		for _, a := range s.open(r.env).Actions() {
			add(s.name, a)
		}
	}
	for _, a := range walkActions(t) {
		add("Review (in the walk)", a)
	}
	var b strings.Builder
	b.WriteString("| where | key | what it does |\n| --- | --- | --- |\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", strings.Join(where[r], ", "), r.keys, r.label)
	}
	return b.String()
}
