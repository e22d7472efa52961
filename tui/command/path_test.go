package command

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/path"
	"waymark/store"
)

// smallPath is the path of testdata in a file of its own, with pieces replaced
// pair by pair.
func smallPath(t *testing.T, pairs ...string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src := string(text)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(src, pairs[i]) {
			t.Fatalf("the small path has no %q", pairs[i])
		}
		src = strings.Replace(src, pairs[i], pairs[i+1], 1)
	}
	file := filepath.Join(t.TempDir(), "small.yaml")
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// nextSmall is a later version: something new, changed, gone, and changed
// where the user of planned has done something.
func nextSmall(t *testing.T) string {
	t.Helper()
	return smallPath(t, "version: 1", "version: 2",
		"Write the runbook", "Write a runbook",
		"Depth first.", "Depth comes first.",
		"      - {id: plan, title: Draft the plan, milestone: project}\n", "      - {id: paper, title: Read a paper}\n",
	)
}

func TestPathAlone(t *testing.T) {
	w := planned(t)
	if out := w.must("path"); out != "A small path (small), version 1\nIt is a path of your own: waymark path update FILE takes over what you changed in it.\n" {
		t.Error(out)
	}
	b := newWorld(t)
	b.must("init")
	if out := b.must("path"); !strings.Contains(out, "Into IT management (it-management), version") || !strings.Contains(out, "the newest version") {
		t.Error(out)
	}
	edit := planner.SetProfile("Older", func(pr *planner.Profile) { pr.PathVersion = 1 })
	if _, err := b.keeper.Apply(edit); err != nil {
		t.Fatal(err)
	}
	if out := b.must("path"); !strings.Contains(out, "waymark path update shows what is new") {
		t.Error(out)
	}
	var got struct {
		Path     string
		Version  int
		Built_in *int //nolint:revive // as the key is spelled
	}
	decode(t, b.must("path", "--json"), &got)
	if got.Path != path.Builtin().Name || got.Version != 1 || got.Built_in == nil || *got.Built_in != path.Builtin().Version {
		t.Errorf("%+v", got)
	}
	for args, want := range map[string]string{"path updat": "Did you mean waymark path update?", "path xyz": "waymark path --help"} {
		if r := w.run(strings.Fields(args)...); r.code != exitMisuse || !strings.Contains(r.err, want) {
			t.Errorf("%s: %+v", args, r)
		}
	}
	for _, args := range []string{"path", "path update", "path use testdata/small.yaml"} {
		if r := newWorld(t).run(strings.Fields(args)...); r.code != exitNotFound || !strings.Contains(r.err, "waymark init") {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

func TestPathNew(t *testing.T) {
	w := newWorld(t)
	file := filepath.Join(w.dir, "mine.yaml")
	if r := w.run("path", "new", file); r.code != exitOK || r.out != "" || !strings.Contains(r.err, "waymark path check "+file) {
		t.Fatalf("%+v", r)
	}
	if r := w.run("path", "check", file); r.code != exitOK || !strings.HasPrefix(r.out, "Engineering manager at my company (my-path), version 1\n3 phases, ") {
		t.Errorf("%+v", r)
	}
	if r := w.run("path", "new", file, "--builtin"); r.code != exitFailed || !strings.Contains(r.err, "--force") {
		t.Errorf("%+v", r)
	}
	w.must("path", "new", file, "--builtin", "--force")
	if got, err := os.ReadFile(file); err != nil || string(got) != string(path.BuiltinSource()) {
		t.Errorf("not the built-in path: %v", err)
	}
	if out := w.must("path", "new", "-"); out != string(path.Starter()) {
		t.Error("- isn't standard output")
	}
	for _, args := range [][]string{{"path", "new"}, {"path", "new", ""}, {"path", "new", "a", "b"}} {
		if r := w.run(args...); r.code != exitMisuse {
			t.Errorf("%q: %+v", args, r)
		}
	}
	w.must("init", "--path", file)
	if n := w.plan().Profile().PathVersion; n != path.Builtin().Version {
		t.Errorf("version %d", n)
	}
}

func TestPathCheck(t *testing.T) {
	w := newWorld(t)
	broken := smallPath(t, "title: Pick one area", "titel: Pick one area", "version: 1", "version: one")
	r := w.run("path", "check", broken)
	if r.code != exitFailed || !strings.Contains(r.out, broken+`:2:10: "version" is the text "one"; expected a whole number from 1 to 9999`+"\n") ||
		!strings.Contains(r.out, `unknown key "titel" (did you mean "title"?)`) || !strings.Contains(r.err, "can't be used yet") {
		t.Errorf("%+v", r)
	}
	for line := range strings.Lines(r.out) {
		if !regexp.MustCompile(`^.*:\d+:\d+: `).MatchString(line) {
			t.Errorf("no place in %q", line)
		}
	}
	odd := smallPath(t, "title: Write the runbook", "title: pick one area")
	if r := w.run("path", "check", odd); r.code != exitOK || !strings.Contains(r.out, `: warning: the title of "write" is the same`) {
		t.Errorf("%+v", r)
	}
	w.stdin = "name: x\n"
	if r := w.run("path", "check", "-"); r.code != exitFailed || !strings.HasPrefix(r.out, "stdin:1:1: missing key") {
		t.Errorf("%+v", r)
	}
	w.stdin = strings.Repeat("# too long\n", 1<<17)
	if r := w.run("path", "check", "-"); r.code != exitFailed || !strings.Contains(r.out, "the file is too long") {
		t.Errorf("%+v", r)
	}
	for file, code := range map[string]int{"nowhere.yaml": exitNotFound, w.dir: exitMisuse, "a\x1b[31m\x00": exitMisuse, "": exitMisuse} {
		if r := w.run("path", "check", file); r.code != code || r.out != "" || !strings.Contains(r.err, "file") {
			t.Errorf("%q: %+v", file, r)
		}
	}
}

// For scripts there are the same mistakes, each with its place.
func TestPathCheckJSON(t *testing.T) {
	w := newWorld(t)
	var got pathCheckJSON
	r := w.run("path", "check", "--json", smallPath(t, "title: Pick one area", "titel: Pick one area", "version: 1", "version: one"))
	decode(t, r.out, &got)
	if r.code != exitFailed || got.Usable || len(got.Mistakes) != 3 || got.Mistakes[0] != (mistakeJSON{2, 10, `"version" is the text "one"`, "a whole number from 1 to 9999"}) {
		t.Errorf("%+v", r)
	}
	decode(t, w.must("path", "check", "--json", smallPath(t, "title: Write the runbook", "title: pick one area")), &got)
	if !got.Usable || len(got.Mistakes) != 0 || len(got.Warnings) == 0 || got.Warnings[0].Line < 10 || got.Phases != 3 || got.Actions < 5 || got.Path == "" {
		t.Errorf("%+v", got)
	}
}

// Whatever a file is called or holds, nothing of it reaches the terminal that
// acts there. The world looks at each run for that.
func TestPathHostile(t *testing.T) {
	w := planned(t)
	w.lines = 30
	file := filepath.Join(t.TempDir(), "a\x1b[2Jb\u202e.yaml")
	src := strings.ReplaceAll("name: x\ntitle: \"\x1b]0;x\x07\"\n? \x9b31m\n", "\x9b", "\u009b")
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Skipf("this system refuses such a name: %v", err)
	}
	for _, args := range [][]string{{"path", "check", file}, {"path", "use", file}, {"path", "update", file}, {"init", "--path", file}} {
		if r := w.run(args...); r.code == exitOK {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

func TestPathUpdateShows(t *testing.T) {
	w := planned(t)
	w.must("edit", "a2", "--title", "Runbook")
	before := w.plan().Revision
	out := w.must("path", "update", nextSmall(t), "--dry-run")
	golden(t, "path-update", out)
	if w.plan().Revision != before {
		t.Error("a dry run changed the plan")
	}
	r := w.run("path", "update", nextSmall(t)) // nobody to ask
	if r.code != exitOK || r.out != out || !strings.Contains(r.err, "--yes") || w.plan().Revision != before {
		t.Errorf("%+v", r)
	}
}

func TestPathUpdateChooses(t *testing.T) {
	const draft = "a5" // that is gone; it waits for Dana
	for _, c := range []struct {
		name, args      string
		paper           bool
		why, title, own string // own: the entry of what is gone; "" once it is the user's
	}{
		{"what is marked", "--yes", true, "Depth comes first.", "Runbook", "plan"},
		{"all", "--take all", true, "Depth comes first.", "Write a runbook", ""},
		{"none but one", "--leave all --take paper", true, "Depth first.", "Runbook", "plan"},
		{"all but one", "--take all --leave paper,plan", false, "Depth comes first.", "Write a runbook", "plan"},
		{"one's own words too", "--take write", true, "Depth comes first.", "Write a runbook", "plan"},
		{"one text", "--take write.title", true, "Depth comes first.", "Write a runbook", "plan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := planned(t)
			w.must("edit", "a2", "--title", "Runbook")
			w.must(append([]string{"path", "update", nextSmall(t)}, strings.Fields(c.args)...)...)
			paper := strings.Contains(w.must("list", "--kind", "action", "--state", "all"), "Read a paper")
			a1 := w.plan().Item(mustID(t, "a1")).Base()
			if paper != c.paper || a1.Reason != c.why || w.item("a2").Title != c.title || w.item(draft).Entry != c.own {
				t.Errorf("paper %t, why %q, title %q, entry %q", paper, a1.Reason, w.item("a2").Title, w.item(draft).Entry)
			}
			if n := w.plan().Profile().PathVersion; n != 2 {
				t.Errorf("version %d", n)
			}
			if r := w.run("path", "update", nextSmall(t)); r.code != exitOK || !strings.Contains(r.err, "you left it before") {
				t.Errorf("again: %+v", r)
			}
			w.must("undo")
			if n := w.plan().Profile().PathVersion; n != 1 || w.item(draft).Entry != "plan" {
				t.Error("undo doesn't take it back whole")
			}
		})
	}
	w := planned(t)
	for args, want := range map[string]string{
		"--take nothing-like-it":    `entry "nothing-like-it"`,
		"--leave write.nothing":     `entry "write.nothing"`,
		"--take paper --leave nope": `entry "nope"`,
	} {
		if r := w.run(append([]string{"path", "update", nextSmall(t)}, strings.Fields(args)...)...); r.code != exitMisuse || !strings.Contains(r.err, want) {
			t.Errorf("%s: %+v", args, r)
		}
	}
	if w.plan().Profile().PathVersion != 1 {
		t.Error("refused, and changed")
	}
}

func TestPathUpdateAsks(t *testing.T) {
	for _, c := range []struct {
		name, answers string
		code          int
		paper         bool
		title, entry  string
	}{
		{"enter goes by the marks", "\n\n\n\n", 0, true, "Runbook", "plan"},
		{"yes to all", "y\ny\ny\ny\n", 0, true, "Write a runbook", ""},
		{"no to all", "n\nn\nn\nn\n", 0, false, "Runbook", "plan"},
		{"slips and help", "x\nn\ny\n\nyes\n", 0, false, "Runbook", ""},
		{"left", "y\nq\n", 1, false, "Runbook", "plan"},
		{"end of input", "y\n", 1, false, "Runbook", "plan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := planned(t)
			w.lines = 20
			w.must("edit", "a2", "--title", "Runbook")
			w.asked, w.stdin = true, c.answers
			r := w.run("path", "update", nextSmall(t))
			w.asked = false
			paper := strings.Contains(w.must("list", "--kind", "action", "--state", "all"), "Read a paper")
			if r.code != c.code || paper != c.paper || w.item("a2").Title != c.title || w.item("a5").Entry != c.entry {
				t.Errorf("paper %t, title %q, entry %q: %+v", paper, w.item("a2").Title, w.item("a5").Entry, r)
			}
			if changed := w.plan().Profile().PathVersion == 2; changed != (c.code == 0) {
				t.Error("left, and changed")
			}
		})
	}
}

// Several of a kind are asked about together first.
func TestPathUpdateAsksByGroups(t *testing.T) {
	file := smallPath(t, "version: 1", "version: 2", "      - {id: budget", "      - {id: one, title: One}\n      - {id: two, title: Two}\n      - {id: three, title: Three}\n      - {id: budget")
	for answers, want := range map[string]string{
		"a\n": "One Two Three ", "n\n": "", "\n": "One Two Three ", "o\nn\ny\nn\n": "Two ", "?\nwhat\no\n\nn\n\n": "One Three ",
	} {
		w := planned(t)
		w.lines = 30
		w.asked, w.stdin = true, answers
		w.must("path", "update", file)
		w.asked = false
		var got strings.Builder
		for a := range w.plan().Actions() {
			if a.Phase == 3 && a.Entry != "budget" {
				got.WriteString(a.Title + " ")
			}
		}
		if got.String() != want {
			t.Errorf("%q: took %q, want %q", answers, got.String(), want)
		}
	}
}

// A phase that is left keeps what it would have held out.
func TestPathUpdateLeavesPhase(t *testing.T) {
	file := smallPath(t, "      - {id: budget, title: Read a budget}", "      - {id: budget, title: Read a budget}\n  - number: 4\n    title: Top\n    years: {from: 9}\n    actions:\n      - {id: view, title: Enjoy the view}\n      - {id: rest, title: Rest}")
	for _, c := range []struct {
		args    []string
		answers string
		phase   bool
		items   int
	}{
		{[]string{"--yes"}, "", true, 2},
		{[]string{"--leave", "phase:4"}, "", false, 0},
		{[]string{"--leave", "phase:4", "--take", "view"}, "", true, 1},
		{nil, "o\nn\n", false, 0},
		{nil, "o\ny\nn\ny\n", true, 1},
	} {
		w := planned(t)
		w.lines = 30
		w.asked, w.stdin = c.answers != "", c.answers
		w.must(append([]string{"path", "update", file}, c.args...)...)
		items := 0
		for it := range w.plan().Items() {
			if it.Base().Phase == 4 {
				items++
			}
		}
		if (w.plan().Phase(4) != nil) != c.phase || items != c.items {
			t.Errorf("%q %q: phase %v, %d items", c.args, c.answers, w.plan().Phase(4), items)
		}
	}
}

func TestPathUpdateRefuses(t *testing.T) {
	w := planned(t)
	if r := w.run("path", "update"); r.code != exitMisuse || !strings.Contains(r.err, "Name its file") {
		t.Errorf("%+v", r)
	}
	other := smallPath(t, "name: small", "name: other")
	if r := w.run("path", "update", other); r.code != exitMisuse || !strings.Contains(r.err, "waymark path use") {
		t.Errorf("%+v", r)
	}
	if r := w.run("path", "update", "testdata/small.yaml", "--yes"); r.code != exitOK || !strings.Contains(r.err, "has all that is in this path") {
		t.Errorf("%+v", r)
	}
	b := newWorld(t)
	b.must("init")
	if r := b.run("path", "update"); r.code != exitOK || !strings.Contains(r.err, "has all that is in this path") {
		t.Errorf("%+v", r)
	}
}

func TestPathUse(t *testing.T) {
	w := planned(t)
	other := smallPath(t, "name: small", "name: other", "title: A small path", "title: Another path", "      - {id: plan, title: Draft the plan, milestone: project}\n", "", "Shadow a manager", "Shadow two managers")
	golden(t, "path-use", w.must("path", "use", other, "--dry-run"))
	if w.asked, w.stdin = true, "n\nn\n"; w.run("path", "use", other).code != exitFailed || w.plan().Profile().Path != "small" {
		t.Error("nothing was taken of it, and it became the plan's path")
	}
	w.asked = false
	w.must("path", "use", other, "--yes")
	pr := w.plan().Profile()
	if pr.Path != "other" || pr.PathTitle != "Another path" || w.item("a4").Title != "Shadow two managers" || w.item("a5").Entry != "" || w.item("a1").State != planner.Done {
		t.Errorf("%+v", pr)
	}
	src, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	w.stdin = string(src)
	if r := w.run("path", "use", "-"); r.code != exitOK || !strings.Contains(r.err, "has all that is in this path") {
		t.Errorf("%+v", r)
	}
	b := newWorld(t)
	b.stdin = string(src)
	b.must("init", "--path", "-")
	if b.plan().Profile().Path != "other" {
		t.Error("init doesn't read standard input")
	}
}

// The help names every key of what --json gives.
func TestPathJSON(t *testing.T) {
	w := planned(t)
	for _, c := range []struct{ help, args string }{
		{"path", "path --json"}, {"path update", "path update " + nextSmall(t) + " --json"}, {"path use", "path use " + nextSmall(t) + " --json --dry-run --all"},
	} {
		words := map[string]bool{}
		for _, word := range strings.FieldsFunc(w.must(append([]string{"help"}, strings.Fields(c.help)...)...), func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) {
			words[word] = true
		}
		var got any
		decode(t, w.must(strings.Fields(c.args)...), &got)
		for _, key := range keys(got) {
			if !words[key] {
				t.Errorf("%s: the help doesn't name %q", c.args, key)
			}
		}
	}
	var got comparisonJSON
	decode(t, w.must("path", "update", nextSmall(t), "--json"), &got)
	if len(got.Offers) != 4 || got.From.Version != 1 || got.Version != 2 || got.Offers[0].Key != "pick" || got.Offers[0].Fields[0].Path != "Depth comes first." {
		t.Errorf("%+v", got)
	}
}

// On a disk, too, phases that an update adds come and go.
func TestPathUpdateInFile(t *testing.T) {
	w := newWorld(t)
	var err error
	if w.keeper, err = store.Open(filepath.Join(t.TempDir(), "plan.db")); err != nil {
		t.Fatal(err)
	}
	w.must("init", "--path", "testdata/small.yaml")
	more := smallPath(t, "version: 1", "version: 2", "      - {id: budget, title: Read a budget}", "      - {id: budget, title: Read a budget}\n  - number: 4\n    title: Top\n    years: {from: 9}\n    actions:\n      - {id: view, title: Enjoy the view}")
	w.must("path", "update", more, "--yes")
	if ph := w.plan().Phase(4); ph == nil || ph.Title != "Top" {
		t.Fatalf("%+v", ph)
	}
	w.must("add", "My own", "--phase", "4")
	w.must("path", "update", "testdata/small.yaml", "--take", "all")
	if w.plan().Phase(4) == nil {
		t.Error("a phase was taken from under an item of the user's")
	}
	w.must("check")
}
