package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
	"waymark/store"
)

// What is refused is refused in words that help.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		err  string
		not  string
	}{
		{"add x --for a1", 2, `id "a1": expected a milestone, and this is an action`, ""},
		{"done c1", 2, "and this is a capture", ""},
		{"list --state bogus", 2, "todo, doing, done, waiting, hold, dropped, open, all", ""},
		{"state a1 bogus", 2, "todo, doing, done, waiting, hold, dropped", "open"},
		{"status --today 9999-01-01", 2, "like 2027-01-30", "fri"},
		{"status --today 2026-02-31", 2, "like 2027-01-30", "tomorrow"},
		{"edit a2 --due 2026-12-06", 0, "Date 6 Dec 2026: Write the runbook", ""},
		{"edit a2 --phase cred --due 2026-12-06", 0, "Changed", ""},
		{"edit a3 --phase cred", 0, "Moved to phase 1", ""},
		{"redo", 1, "waymark: there is nothing to redo\n", ""},
	} {
		r := planned(t).run(strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.err, c.err) || c.not != "" && strings.Contains(r.err, c.not) {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
	w := newWorld(t)
	w.must("init")
	w.must("capture", "x")
	w.must("undo")
	if r := w.run("undo"); r.code != exitFailed || strings.Contains(r.err, "nothing to change") {
		t.Errorf("%+v", r)
	}
}

// The fourth thing in focus is refused by the names of the three.
func TestFullFocus(t *testing.T) {
	w := planned(t)
	w.must("edit", "a4", "--focus")
	w.must("edit", "a5", "--focus")
	if r := w.run("edit", "a6", "--focus"); r.code != exitFailed || !strings.Contains(r.err, "(a3, a4, a5)") {
		t.Errorf("%+v", r)
	}
}

// Where the terminal doesn't tell how wide it is, COLUMNS does.
func TestColumns(t *testing.T) {
	for _, args := range [][]string{{"status"}, {"list"}, {"list", "--due"}, {"history"}, {"show", "a2"}, {"show", "p2"}} {
		w := planned(t)
		w.must("add", strings.Repeat("long ", 60), "--due", "+3d")
		w.tty, w.env["COLUMNS"] = true, "50"
		for line := range strings.Lines(w.must(append(args, "--no-color")...)) {
			if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > 50 {
				t.Errorf("%q: %d cells: %s", args, n, line)
			}
		}
	}
	w := planned(t)
	w.tty = true
	for text, want := range map[string]int{"": 0, "x": 0, "-1": 0, "0": 0, "60": 60} {
		w.env["COLUMNS"] = text
		if c := (&call{Env: w.environment(nil, nil)}); c.width() != want {
			t.Errorf("COLUMNS=%s: %d, want %d", text, c.width(), want)
		}
	}
	w.width = 70
	if c := (&call{Env: w.environment(nil, nil)}); c.width() != 70 {
		t.Error("COLUMNS overrides the terminal")
	}
}

// A command that is refused leaves nothing beside what it was refused for.
func TestRefusedLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t)
	var err error
	if w.keeper, err = store.Open(filepath.Join(dir, "plan")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "plan"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"init", "status", "add x", "undo", "history"} {
		if r := w.run(strings.Fields(args)...); r.code != exitFailed || !strings.Contains(r.err, "it is a folder") {
			t.Errorf("%s: %+v", args, r)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// Help names every key of what --json gives.
func TestJSONIsDocumented(t *testing.T) {
	w := planned(t)
	w.must("away", "2026-12-24")
	w.must("energy", "meetings", "-1")
	for _, c := range []struct {
		args string
		also []string // whose help the text refers to
	}{
		{"status --json", []string{"list"}},
		{"show a1 --json", []string{"list"}},
		{"show m1 --json", []string{"list"}},
		{"show k1 --json", []string{"list"}},
		{"show c1 --json", []string{"list"}},
		{"show p1 --json", []string{"status"}},
		{"list --json", nil},
		{"history --json", nil},
		{"files --json", nil},
		{"review --json", nil},
		{"reviews --json", nil},
		{"show v1 --json", nil},
		{"show n1 --json", nil},
		{"show w1 --json", []string{"reviews"}},
	} {
		words := map[string]bool{}
		for _, name := range append(c.also, strings.Fields(c.args)[0]) {
			for _, word := range strings.FieldsFunc(w.must("help", name), func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) {
				words[word] = true
			}
		}
		var got any
		decode(t, w.must(strings.Fields(c.args)...), &got)
		for _, key := range keys(got) {
			if !words[key] {
				t.Errorf("%s: the help doesn't name %q", c.args, key)
			}
		}
	}
}

// keys lists the keys of a JSON value and of all in it.
func keys(v any) []string {
	var out []string
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			out = append(append(out, key), keys(inner)...)
		}
	case []any:
		for _, inner := range v {
			out = append(out, keys(inner)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestEvidenceJSON(t *testing.T) {
	w := planned(t)
	edit := planner.EditItem(mustID(t, "m1"), w.item("m1").Created, func(it planner.Listed) error {
		it.(*planner.Milestone).Evidence = []planner.ID{mustID(t, "a1"), mustID(t, "a2")}
		return nil
	})
	if _, err := w.keeper.Apply(edit); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"m1": `["a1","a2"]`, "m2": "[]", "a1": "[]", "k1": "[]", "c1": "[]"} {
		var got struct{ Evidence json.RawMessage }
		decode(t, w.must("show", id, "--json"), &got)
		if text := strings.Join(strings.Fields(string(got.Evidence)), ""); text != want {
			t.Errorf("%s: evidence %s, want %s", id, text, want)
		}
	}
}

func TestInitLikeTheWalk(t *testing.T) {
	for args, want := range map[string]string{"other": "other", "something else": "other", "NETWORK": "network"} {
		w := newWorld(t)
		w.must("init", "--path", "testdata/small.yaml", "--foundation", args)
		if got := w.plan().Profile().Foundation; got != want {
			t.Errorf("--foundation %s: %q, want %q", args, got, want)
		}
	}
	w := newWorld(t)
	w.must("init", "--years", "60")
	if w.plan().Profile().Since != 1966 {
		t.Errorf("since %d", w.plan().Profile().Since)
	}
	if r := newWorld(t).run("init", "--years", "61"); r.code != exitMisuse || !strings.Contains(r.err, "from 0 to 60") {
		t.Errorf("%+v", r)
	}
	if r := newWorld(t).run("init", "--foundation", "cooking"); !strings.Contains(r.err, ", other") {
		t.Errorf("%+v", r)
	}
}

func TestNoDataFolder(t *testing.T) {
	w := newWorld(t)
	env := w.environment(nil, nil)
	env.DataDir = ""
	c := &call{Env: env}
	if err := c.settle(); exitCode(err) != exitMisuse || !strings.Contains(err.Error(), "WAYMARK_FILE") || !strings.Contains(err.Error(), "--file") {
		t.Errorf("%v", err)
	}
}

func TestReviewHelp(t *testing.T) {
	if out := newWorld(t).must("help", "review"); !strings.Contains(strings.Join(strings.Fields(out), " "), "opens the review; begins or resumes it when one is due") {
		t.Error(out)
	}
}
