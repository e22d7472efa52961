package command

import (
	"slices"
	"strings"
	"testing"
)

// offered runs the program as a shell's completion does.
func offered(w *world, args ...string) []string {
	w.t.Helper()
	r := w.run(append([]string{"__complete"}, args...)...)
	if r.code != exitOK {
		w.t.Errorf("%q: %+v", args, r)
	}
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	return lines[:len(lines)-1] // the last tells the shell what to do with them
}

// TestCompleteIDs offers ids with what they name.
func TestCompleteIDs(t *testing.T) {
	w := planned(t)
	w.must("away", "2026-12-24", "2026-12-26")
	for _, c := range []struct {
		args      string
		has, lack []string
	}{
		{"show a", []string{"a1\tPick one area", "a2\tWrite the runbook"}, []string{"m1", "c1"}},
		{"show ", []string{"a2\t", "m1\t", "k1\t", "c1\task how she plans her week", "p1\tBuild credibility", "v1\tdays off: 2026-12-24 to 2026-12-26"}, nil},
		{"show a2 ", nil, []string{"a"}},
		{"done ", []string{"a2\t", "m2\t"}, []string{"a1\t", "c1\t", "p1\t"}},
		{"done k", []string{"k2\t"}, nil},
		{"done a2 a", []string{"a3\t"}, []string{"a2\t"}},
		{"done A", []string{"a2\t"}, nil},
		{"state a2 ", []string{"doing\tdoing", "hold\ton hold"}, nil},
		{"state p1 ", []string{"ahead", "closed"}, []string{"doing"}},
		{"rm ", []string{"a1\t", "c1\t", "v1\t"}, []string{"p1\t"}},
		{"export --format ", []string{"md\t", "html\t", "ics\t", "todo\t"}, nil},
		{"export --for ", []string{"me\t", "mentor\t", "manager\t"}, nil},
		{"export --for mentor --with ", []string{"notes\tnotes"}, nil},
		{"export --table ", []string{"actions", "evidence"}, nil},
	} {
		got := offered(w, strings.Split(c.args, " ")...)
		for _, want := range c.has {
			if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) }) {
				t.Errorf("%q offers no %q:\n%s", c.args, want, strings.Join(got, "\n"))
			}
		}
		for _, never := range c.lack {
			if slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, never) }) {
				t.Errorf("%q offers %q:\n%s", c.args, never, strings.Join(got, "\n"))
			}
		}
	}
}

// Without a plan, or with one that can't be read, a shell is offered nothing
// and told nothing.
func TestCompleteWithoutPlan(t *testing.T) {
	w := newWorld(t)
	if got := offered(w, "done", ""); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
