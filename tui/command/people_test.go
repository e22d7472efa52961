package command

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	hostiles "waymark/planner/hostile"
)

func TestPeople(t *testing.T) {
	w := newWorld(t)
	for _, args := range [][]string{{"people"}, {"people", "--json"}, {"people", "Dana"}, {"people", "--remove", "Dana"}} {
		if r := w.run(args...); r.code != exitNotFound || !strings.Contains(r.err, "waymark init") {
			t.Errorf("without a plan, %q: %+v", args, r)
		}
	}
	w.must("init", "--path", "testdata/small.yaml", "--name", "Alex Kern")
	for _, c := range []struct {
		args []string
		code int
		out  string
		err  string
	}{
		{[]string{"people"}, 0, "", "No names are known."},
		{[]string{"people", "--json"}, 0, "{\n  \"people\": [],\n  \"unsure\": []\n}\n", ""},
		{[]string{"people", "Dana", "Sam Lee"}, 0, "", "People: Dana, Sam Lee"},
		{[]string{"people", "dana"}, 0, "", "dana: named already"},
		{[]string{"people"}, 0, "D.     Dana     you named them\nS. L.  Sam Lee  you named them\n", ""},
		{[]string{"people", "alex kern"}, 2, "", "somebody else's"},
		{[]string{"people", "D"}, 2, "", "a whole name"},
		{[]string{"people", "…"}, 2, "", "expected a name, like Dana"},
		{[]string{"people", "--remove", "Robin"}, 2, "", `name "Robin": expected one that you named`},
		{[]string{"people", "--remove", "dana", "--remove", "Sam Lee"}, 0, "", "People taken back: dana, Sam Lee"},
		{[]string{"people"}, 0, "", "No names are known."},
		{[]string{"undo"}, 0, "", "Undone: People taken back"},
		{[]string{"people"}, 0, "Sam Lee", ""},
		{[]string{"people", "Robin", "--remove", "Dana"}, 2, "", "Do one after the other"},
		{[]string{"people", "Robin", "--json"}, 2, "", "--json is for the list of people"},
		{[]string{"people", "--remove", "Dana", "--json"}, 2, "", "--json is for the list of people"},
	} {
		r := w.run(c.args...)
		if r.code != c.code || !strings.Contains(r.out, c.out) || !strings.Contains(r.err, c.err) {
			t.Errorf("%q: %+v", c.args, r)
		}
	}
}

// The list says how each name was found, in the plan and in its history.
func TestPeopleFound(t *testing.T) {
	w := walked(t)
	w.must("people", "Robin Wu")
	w.must("state", "a1", "waiting", "--why", "Mira is away")
	w.must("capture", "ask Jonas about Zephyr")
	w.must("energy", "coaching", "2", "--note", "1:1 with Toni")
	k := w.keeper
	if _, err := k.Apply(planner.OpenMatter(planner.FormerPeer, "Ines", w.plan().Profile().Started)); err != nil {
		t.Fatal(err)
	}
	golden(t, "people", w.must("people"))
	golden(t, "people-json", w.must("people", "--json"))
	w.width, w.tty = 60, true
	for row := range strings.SplitSeq(w.must("people"), "\n") {
		if len([]rune(row)) > 60 {
			t.Errorf("%q is longer than the terminal is wide", row)
		}
	}
	w.tty = false
	var out strings.Builder
	Main([]string{"__complete", "people", "--remove", ""}, w.environment(&out, io.Discard))
	if !strings.Contains(out.String(), "Robin Wu") {
		t.Errorf("names that were noted aren't completed: %s", out.String())
	}
}

// A name that only the history tells is an initial in every format, also in
// those that are made without it.
func TestPeopleInEveryFormat(t *testing.T) {
	w := walked(t)
	w.must("energy", "coaching", "2", "--note", "1:1 with Toni")
	w.must("add", "--due", "2026-11-28", "Plan the move with Toni")
	for _, f := range export.Formats {
		args := []string{"export", "--for", export.Manager, "--format", f.Name}
		if f.Tables != nil {
			args = append(args, "--table", "actions")
		}
		if out := w.must(args...); strings.Contains(out, "Toni") || !strings.Contains(out, "move with T.") {
			t.Errorf("%s:\n%s", f.Name, out)
		}
	}
}

// Whatever is called a name is kept and shown harmlessly, or refused.
func TestHostilePeople(t *testing.T) {
	for _, text := range slices.Concat(hostiles.Texts, hostiles.Long) {
		w := planned(t)
		r := w.run("people", "--", text.Text)
		if r.code != exitOK && r.code != exitMisuse {
			t.Errorf("%s: %+v", text.Name, r)
		}
		w.must("capture", "ask Dana, "+planner.Shorten(text.Text, 500))
		w.lines = 4
		w.must("people")
		var got peopleJSON
		if err := json.Unmarshal([]byte(w.must("people", "--json")), &got); err != nil {
			t.Errorf("%s: %v", text.Name, err)
		}
		if r := w.run("people", "--remove="+text.Text); r.code != exitOK && r.code != exitMisuse {
			t.Errorf("%s: %+v", text.Name, r)
		}
	}
}
