package command

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

func itoa(n int) string { return strconv.Itoa(n) }

func captured(text string) planner.Edit {
	return planner.CaptureLine(text, civil.Date{Year: 2026, Month: 11, Day: 20})
}

// Each row runs after those before it, on one plan.
func TestCommandsInTurn(t *testing.T) {
	w := planned(t)
	for _, c := range []struct {
		args     string
		code     int
		out, err string // parts of what is printed
	}{
		{"add Ask Dana", 0, "a7\n", "Phase 1 · Build credibility (the lowest open phase"},
		{"add Ask Sam --phase 2 --due fri", 0, "a8\n", "Phase 2 · Lead without the title, due Friday 27 November 2026"},
		{"add Serve it --for m2", 0, "a9\n", "Phase 2"},
		{"add Reach it --milestone --phase lead", 0, "m4\n", "Phase 2"},
		{"add Look back --every month", 0, "k4\n", "Phase 1"},
		{"add Later --every friday --due 2026-12-04", 0, "k5\n", "due Friday 4 December 2026"},
		{"add", 2, "", "needs a title"},
		{"add x --phase 9", 2, "", `phase "9": expected a phase's number (1, 2, 3)`},
		{"add x --for m99", 3, "", "m99"},
		{"add x --for a1", 2, "", "expected a milestone"},
		{"add x --for m2 --phase 1", 2, "", "m2 is in Phase 2"},
		{"add x --milestone --every week", 2, "", "exclude"},
		{"add x --every sometimes", 2, "", `interval "sometimes"`},
		{"done a7 a8 k5", 0, "", "Done: Ask Dana and 2 more"},
		{"done a7 a8", 0, "", "a7, a8: done already"},
		{"done a7 a9", 0, "", "Done: Serve it"},
		{"done a7 a99", 3, "", "a99: not found"},
		{"done k4", 0, "", "Done: Look back"},
		{"list --state done --kind check", 0, "k4", ""},
		{"state k4 todo", 0, "", "Not done: Look back"},
		{"state k4 todo", 0, "", "to do already"},
		{"done k4 k1", 0, "", "Done"},
		{"state k4 a9 k1 todo", 0, "", "Changed: Look back"},
		{"list --state done --kind check", 0, "k5", ""},
		{"done c1", 2, "", "this is a capture"},
		{"done x7", 2, "", `id "x7"`},
		{"done", 2, "", "waymark done a12"},
		{"state a2 on hold --why later", 0, "", "On hold: Write the runbook"},
		{"state a2 k1 dropped", 0, "", "Dropped: Write the runbook and 1 more"},
		{"state a2", 2, "", "needs an id and a state"},
		{"state a2 a3", 2, "", "the state is missing"},
		{"state doing a2", 2, "", `id "doing"`},
		{"state a2 dun", 2, "", "expected one of todo"},
		{"state p3 open", 0, "", "Phase 3 open"},
		{"state p1 p3 open", 2, "", "one at a time"},
		{"state p3 doing", 2, "", "ahead, open, closed"},
		{"edit a8 --title Ask-Sam --due none --phase 1", 0, "", "Changed: Ask-Sam"},
		{"edit a8", 2, "", "nothing to change"},
		{"edit a8 --title Ask-Sam", 0, "", "nothing to change"},
		{"edit a8 --phase 7", 2, "", `phase "7"`},
		{"edit a9 m2 --focus", 2, "", "one too many"},
		{"edit m2 --focus", 0, "", "In focus"},
		{"edit m2 --focus=false", 0, "", "Out of focus"},
		{"edit m2 --focus=maybe", 2, "", "true or false"},
		{"rm a8 c1", 0, "", "Removed: Ask-Sam and 1 more"},
		{"show a8", 3, "", "not found"},
		{"rm a8", 3, "", "not found"},
		{"undo", 0, "", "Undone: Removed: Ask-Sam and 1 more, from the shell, Fri 20 Nov 09:30"},
		{"show a8", 0, "Ask-Sam", ""},
		{"redo", 0, "", "Redone: Removed: Ask-Sam"},
		{"redo", 1, "", "nothing to redo"},
		{"undo 1", 1, "", "start of the plan"},
		{"undo 999", 3, "", "change 999"},
		{"undo x", 2, "", "a number that waymark history shows"},
		{"undo 2 3", 2, "", "one too many"},
		{"c one more thought", 0, "c2\n", "Captured: one more thought"},
		{"capture", 2, "", "a few words"},
		{"list --kind capture", 0, "one more thought", ""},
		{"list --state dropped --kind check", 0, "k1", ""},
		{"list --kind person", 2, "", `kind "person"`},
		{"list --phase nine", 2, "", `phase "nine"`},
		{"list x", 2, "", "takes no words"},
		{"list --stuck", 0, "m4", ""},
		{"list --stale", 0, "", "Nothing to list"},
		{"history -n -1", 2, "", "how many to show"},
		{"history -n x", 2, "", "whole number"},
		{"export --format pdf", 2, "", "expected one of md"},
		{"export --output=", 2, "", "needs a value"},
		{"status --short --json", 2, "", "exclude"},
		{"init", 1, "", "there is a plan already"},
		{"help nonsense", 2, "", "there is no command"},
		{"completion bash", 0, "waymark", ""},
		{"completion tcsh", 2, "", "bash, zsh, fish"},
		{"--version", 0, "waymark v1.2.3\n", ""},
	} {
		r := w.run(strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.out, c.out) || !strings.Contains(r.err, c.err) {
			t.Errorf("%s: exit %d, want %d\nout: %.200s\nerr: %s", c.args, r.code, c.code, r.out, r.err)
		}
		if c.code != 0 && r.out != "" {
			t.Errorf("%s: failed, and printed %.100q", c.args, r.out)
		}
	}
}

// Several ids are one change: all or none, and undone together.
func TestSeveralIDsAreOneEdit(t *testing.T) {
	w := planned(t)
	before := w.plan().Revision
	if r := w.run("done", "a2", "a3", "a99"); r.code != exitNotFound || w.plan().Revision != before || w.item("a2").State != planner.ToDo {
		t.Errorf("half done: exit %d, %s", r.code, r.err)
	}
	w.must("done", "a2", "A3", "a2", "k2")
	if got := w.plan().Revision; got != before+1 {
		t.Errorf("%d edits", got-before)
	}
	w.must("undo")
	for _, id := range []string{"a2", "a3"} {
		if w.item(id).State != planner.ToDo {
			t.Errorf("%s is still %s", id, w.item(id).State)
		}
	}
}

// All flags of edit together are one change.
func TestEditIsOneEdit(t *testing.T) {
	w := planned(t)
	before := w.plan().Revision
	w.stdin = "from\r\nelsewhere\x1b[31m\x00\n"
	w.must("edit", "a6", "--title", "New  title", "--due", "+1w", "--note", "-", "--phase", "2", "--focus")
	b := w.item("a6")
	if w.plan().Revision != before+1 || b.Title != "New title" || b.Due.String() != "2026-11-27" || b.Phase != 2 || !b.Focus || b.Note != "from\nelsewhere[31m" {
		t.Errorf("%+v", b)
	}
	if r := w.run("edit", "a6", "--title", "Other", "--due", "31 feb"); r.code != exitMisuse || w.item("a6").Title != "New title" {
		t.Errorf("half changed: %+v", r)
	}
	w.must("edit", "a6", "--note", "", "--focus=false")
	if b := w.item("a6"); b.Note != "" || b.Focus || b.Due.IsZero() {
		t.Errorf("%+v", b)
	}
}

// An edit of several names all the history that they need.
func TestTogetherNamesHistory(t *testing.T) {
	item, tick := planner.ID{Kind: planner.KindCheck, N: 1}, planner.ID{Kind: planner.KindTick, N: 7}
	got := together([]planner.ID{item}, []planner.Edit{{On: []planner.ID{item, tick}}, {}}).On
	if !slices.Contains(got, tick) || !slices.Contains(got, item) {
		t.Error(got)
	}
}

// --today moves today and nothing else: journal times are the clock's.
func TestTodayMovesOnlyToday(t *testing.T) {
	w := planned(t)
	w.must("done", "a2", "--today", "2027-05-01")
	if got := w.item("a2").Done.String(); got != "2027-05-01" {
		t.Errorf("done on %s", got)
	}
	entries, err := w.keeper.History(0, 1)
	if err != nil || !entries[0].At.Equal(w.now) || entries[0].Origin != "shell" || entries[0].Nonce == 0 {
		t.Errorf("%+v, %v", entries, err)
	}
}

func TestInit(t *testing.T) {
	for name, c := range map[string]struct {
		args  string
		since int
		open  []int
		day   time.Weekday
	}{
		"nothing said":     {"", 0, []int{1}, time.Sunday},
		"no full year":     {"--years 0", 2026, []int{1}, time.Sunday},
		"four years":       {"--years 4 --review-day fri", 2022, []int{2}, time.Friday},
		"two years":        {"--years 2", 2024, []int{1, 2}, time.Sunday},
		"since":            {"--since 2020", 2020, []int{2}, time.Sunday},
		"past all windows": {"--years 30", 1996, []int{2}, time.Sunday},
		"opened":           {"--open 3,1 --open 1", 0, []int{1, 3}, time.Sunday},
		"a trade":          {"--foundation NETWORK", 0, []int{1}, time.Sunday},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			r := w.run(append([]string{"init", "--path", "testdata/small.yaml"}, strings.Fields(c.args)...)...)
			if r.code != exitOK {
				t.Fatal(r.err)
			}
			var open []int
			for _, ph := range w.plan().OpenPhases() {
				open = append(open, ph.Number())
			}
			pr := w.plan().Profile()
			if pr.Since != c.since || pr.ReviewDay != c.day || len(open) != len(c.open) || open[0] != c.open[0] {
				t.Errorf("since %d, review %s, open %v", pr.Since, pr.ReviewDay, open)
			}
		})
	}
}

// Whatever init refuses leaves no plan behind.
func TestInitRefuses(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.yaml")
	if err := os.WriteFile(broken, []byte("name: x\nphases: 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		err  string
	}{
		{[]string{"--years", "-3"}, `years "-3": expected full years in IT, from 0 to 60`},
		{[]string{"--years", "200"}, `years "200"`},
		{[]string{"--years", "four"}, "whole number"},
		{[]string{"--years", "4", "--since", "2020"}, "the same thing"},
		{[]string{"--since", "0"}, `start year "0"`},
		{[]string{"--since", "2027"}, "from 1950 to 2026"},
		{[]string{"--since", "9999"}, `start year "9999"`},
		{[]string{"--review-day", "someday"}, `weekday "someday"`},
		{[]string{"--open", "0"}, `phase "0"`},
		{[]string{"--open", "1,x"}, `phase "x"`},
		{[]string{"--foundation", "cooking"}, `foundation "cooking": expected one of sysadmin`},
		{[]string{"--path", t.TempDir()}, "is a folder"},
		{[]string{"--path", "a\x00b\x1b[31m"}, "the path of a file"},
		{[]string{"--path", broken}, "broken.yaml:"},
		{[]string{"--name", strings.Repeat("x", 1001)}, "at most 1000 characters"},
		{[]string{"--today", "2026-02-31"}, "February 2026 has 28 days"},
		{[]string{"extra"}, "takes no words"},
	} {
		w := newWorld(t)
		r := w.run(append([]string{"init"}, c.args...)...)
		if r.code != exitMisuse || !strings.Contains(r.err, c.err) {
			t.Errorf("%.60q: exit %d: %s", c.args, r.code, r.err)
		}
		if _, err := w.keeper.Load(); !errors.Is(err, planner.ErrNoPlan) {
			t.Errorf("%.60q: a plan was made", c.args)
		}
	}
}

// Without a plan every command that needs one says so, and status --short is
// silent in the prompt.
func TestNoPlan(t *testing.T) {
	for _, args := range []string{
		"", "status", "status --json", "list", "show a1", "add x", "done a1", "state a1 doing", "state p1 open",
		"edit a1 --title x", "rm a1", "capture x", "undo", "redo", "history", "history --json", "export", "review --print",
		"review --json", "review --plain", "review --due", "reviews", "reviews --json", "energy", "energy coaching 1", "away", "away fri",
	} {
		if r := newWorld(t).run(strings.Fields(args)...); r.code != exitNotFound || r.out != "" || !strings.Contains(r.err, "waymark init") {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if r := newWorld(t).run("status", "--short"); r != (result{}) {
		t.Errorf("status --short: %+v", r)
	}
}
