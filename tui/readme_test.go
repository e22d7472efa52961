package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

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
		where[r] = append(where[r], screen)
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
	var b strings.Builder
	b.WriteString("| where | key | what it does |\n| --- | --- | --- |\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", strings.Join(where[r], ", "), r.keys, r.label)
	}
	return b.String()
}
