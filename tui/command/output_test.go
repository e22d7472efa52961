package command

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/planner/export"
)

func TestGoldens(t *testing.T) {
	for name, args := range map[string][]string{
		"status":        {"status"},
		"status-json":   {"status", "--json"},
		"list":          {"list"},
		"list-all":      {"list", "--state", "all", "--kind", "action,milestones"},
		"list-due":      {"list", "--due"},
		"list-json":     {"list", "--json"},
		"show-action":   {"show", "a2"},
		"show-check":    {"show", "k1"},
		"show-phase":    {"show", "p2"},
		"show-json":     {"show", "m1", "--json"},
		"history":       {"history"},
		"history-json":  {"history", "--json", "-n", "3"},
		"export":        {"export"},
		"export-silent": {"export", "--no-notes"},
		"review":        {"review", "--print"},
		"help":          {"help"},
		"help-add":      {"add", "--help"},
		"help-review":   {"review", "--help"},
		"man":           {"man"},
	} {
		t.Run(name, func(t *testing.T) {
			w := planned(t)
			r := w.run(args...)
			if r.code != exitOK || r.err != "" {
				t.Errorf("exit %d, stderr %q", r.code, r.err)
			}
			golden(t, name, r.out)
		})
	}
}

// A terminal's width is kept at every width, with and without colour, and
// colour adds nothing but itself.
func TestTerminalWidth(t *testing.T) {
	for _, args := range [][]string{{"status"}, {"list"}, {"list", "--due"}, {"show", "a2"}, {"show", "p2"}, {"history"}, {"energy"}, {"reviews"}} {
		for _, width := range []int{20, 40, 60, 80, 132} {
			w := planned(t)
			w.must("add", strings.Repeat("語👩‍👩‍👧‍👦e\u0301 ", 60), "--due", "+3d")
			w.tty, w.width = true, width
			coloured := w.must(args...)
			plain := w.must(append(args, "--no-color")...)
			if coloured == plain || ansi.Strip(coloured) != plain {
				t.Errorf("%q at %d: colour changes the text", args, width)
			}
			for line := range strings.Lines(plain) {
				if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("%q at %d: %d cells: %s", args, width, n, line)
				}
			}
		}
	}
}

// However long a title, its day is seen.
func TestTitlesGiveWay(t *testing.T) {
	w := planned(t)
	w.must("add", strings.Repeat("long ", 100), "--due", "+3d")
	w.tty = true
	for _, width := range []int{60, 80} {
		w.width = width
		if out := w.must("list", "--due"); !strings.Contains(out, "Mon 23 Nov") {
			t.Errorf("at %d:\n%s", width, out)
		}
	}
}

// Items of another form of the role are not listed.
func TestListApplies(t *testing.T) {
	w := planned(t)
	id := planner.ID{Kind: planner.KindAction, N: 4}
	edit := planner.EditItem(id, w.item("a4").Created, func(it planner.Listed) error {
		it.Base().Forms = []string{"outside"}
		return nil
	})
	role := planner.SetProfile("Role form", func(p *planner.Profile) { p.Form = "inside" })
	for _, e := range []planner.Edit{edit, role} {
		if _, err := w.keeper.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	if out := w.must("list"); strings.Contains(out, "a4") || !strings.Contains(out, "a5") {
		t.Error(out)
	}
}

func TestNoColor(t *testing.T) {
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		want bool
	}{
		"a terminal":          {nil, nil, true},
		"NO_COLOR":            {map[string]string{"NO_COLOR": "no"}, nil, false},
		"NO_COLOR empty":      {map[string]string{"NO_COLOR": ""}, nil, true},
		"TERM=dumb":           {map[string]string{"TERM": "dumb"}, nil, false},
		"--no-color":          {nil, []string{"--no-color"}, false},
		"--no-color for help": {nil, []string{"--no-color", "--help"}, false},
		"help on a terminal":  {nil, []string{"--help"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := planned(t)
			w.tty, w.width, w.env = true, 80, c.env
			if got := strings.Contains(w.must(append([]string{"status"}, c.args...)...), "\x1b["); got != c.want {
				t.Errorf("colour: %v, want %v", got, c.want)
			}
		})
	}
}

func TestStatusJSON(t *testing.T) {
	w := planned(t)
	var got struct {
		Today  string
		Year   *int
		Phases []struct {
			Number      int
			Title       string
			State       string
			Done, Total int
		}
		Focus, Due []struct{ ID string }
		Review     struct{ Due string }
		Inbox      int
	}
	decode(t, w.must("status", "--json"), &got)
	if got.Today != "2026-11-20" || got.Year == nil || *got.Year != 5 || got.Review.Due != "2026-11-22" || got.Inbox != 1 {
		t.Errorf("%+v", got)
	}
	if len(got.Phases) != 3 || got.Phases[0].Done != 1 || got.Phases[0].Total != 3 || got.Phases[0].State != "open" {
		t.Errorf("phases: %+v", got.Phases)
	}
	if len(got.Focus) != 1 || got.Focus[0].ID != "a3" || len(got.Due) == 0 || got.Due[0].ID != "a2" {
		t.Errorf("focus %+v, due %+v", got.Focus, got.Due)
	}
}

// Every object has every documented field, whatever is in it.
func TestListJSONFields(t *testing.T) {
	w := planned(t)
	var got []map[string]any
	decode(t, w.must("list", "--json"), &got)
	kinds := map[any]bool{}
	for _, row := range got {
		kinds[row["kind"]] = true
		for _, field := range []string{"id", "kind", "phase", "title", "state", "due", "focus"} {
			if _, ok := row[field]; !ok {
				t.Errorf("%v lacks %s", row["id"], field)
			}
		}
		if len(row) != 7 {
			t.Errorf("fields that the help doesn't name: %v", row)
		}
	}
	if len(kinds) != 4 {
		t.Errorf("kinds: %v", kinds)
	}
	if out := w.must("list", "--json", "--state", "dropped"); out != "[]\n" {
		t.Errorf("an empty list: %q", out)
	}
}

// What JSON gives is what was kept, and is safe to show.
func TestJSONEscapes(t *testing.T) {
	w := planned(t)
	const title = "a<b> \u007f\u0085\u202E\u2066x\u2028 \U000E0041 👩‍👧 ümlaut"
	text, err := export.JSON(title)
	if err != nil {
		t.Fatal(err)
	}
	if bad := regexp.MustCompile(`[\x00-\x1f\x7f-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{2028}<>&]`).FindString(string(text)); bad != "" {
		t.Errorf("%+q is raw in %s", bad, text)
	}
	var back string
	decode(t, string(text), &back)
	if back != title {
		t.Errorf("got %+q, want %+q", back, title)
	}
	if !strings.Contains(string(text), "👩‍👧 ümlaut") {
		t.Errorf("needlessly escaped: %s", text)
	}
	w.must("add", "<b>\u202Ebold\u2066 👩‍👧")
	if out := w.must("list", "--json"); !strings.Contains(out, `\u003cb\u003ebold 👩‍👧`) {
		t.Errorf("the door lets bidi through, or JSON changes it:\n%s", out)
	}
}

func TestHistoryJSON(t *testing.T) {
	w := planned(t)
	w.must("undo")
	var got []struct {
		Seq    uint64
		At     string
		What   string
		Undone bool
		Undoes uint64
	}
	decode(t, w.must("history", "--json", "-n", "0"), &got)
	var what []string
	for _, e := range got[:3] {
		what = append(what, e.What)
	}
	want := []string{"Undone: Captured: ask how she plans her week", "Captured: ask how she plans her week", "Changed: Write the runbook"}
	if diff := cmp.Diff(want, what); diff != "" {
		t.Error(diff)
	}
	if got[0].Undoes != got[1].Seq || !got[1].Undone || got[0].At != "2026-11-20T08:30:00Z" || got[len(got)-1].Seq != 1 {
		t.Errorf("%+v", got)
	}
}

// Paging through a long journal gives every entry once.
func TestHistoryIsWhole(t *testing.T) {
	w := newWorld(t)
	w.must("init", "--path", "testdata/small.yaml")
	for range historyPage + 20 {
		if _, err := w.keeper.Apply(captured("x")); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ n, want int }{{0, historyPage + 21}, {historyPage + 1, historyPage + 1}, {1, 1}} {
		var got []struct{ Seq int }
		decode(t, w.must("history", "--json", "-n", itoa(c.n)), &got)
		if len(got) != c.want {
			t.Errorf("-n %d: %d entries, want %d", c.n, len(got), c.want)
		}
		for i, e := range got {
			if e.Seq != historyPage+21-i {
				t.Fatalf("entry %d has number %d", i, e.Seq)
			}
		}
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}
