package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
	"waymark/planner/intake"
	"waymark/store"
)

const someTasks = `[{"uuid":"00000000-0000-4000-8000-000000000001","description":"Ask for feedback","status":"pending","due":"20261130T230000Z"},
{"uuid":"00000000-0000-4000-8000-000000000002","description":"Write it up","status":"completed","end":"20261118T100000Z"},
{"uuid":"00000000-0000-4000-8000-000000000003","description":"Never mind","status":"deleted"},
{"uuid":"00000000-0000-4000-8000-000000000004","description":"Write down a win","status":"recurring","recur":"weekly","due":"20261126T230000Z"}]
`

const someRows = "kind,id,title,phase,due,note\r\naction,a2,Back up first,,2026-12-01,\"First the backup.\nThen the rest.\"\r\nmilestone,,Speak at a meetup,2,,\r\n"

func TestImportGoldens(t *testing.T) {
	for name, c := range map[string]struct {
		args  []string
		stdin string
		code  int
	}{
		"import-tasks":     {[]string{"import", "-", "--dry-run"}, someTasks, 0},
		"import-table":     {[]string{"import", "-", "--dry-run"}, someRows, 0},
		"import-json":      {[]string{"import", "-", "--dry-run", "--json"}, someRows, 0},
		"import-done":      {[]string{"import", "-"}, someRows, 0},
		"import-done-json": {[]string{"import", "-", "--json"}, someTasks, 0},
		"import-refused":   {[]string{"import", "-", "--from", "todo.txt"}, "Call Sam due:soon\nok\nx 2026-02-30 no\n", 1},
		"help-import":      {[]string{"help", "import"}, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := planned(t)
			before := w.plan()
			w.stdin, w.lines = c.stdin, 10
			r := w.run(c.args...)
			if r.code != c.code {
				t.Errorf("exit %d, want %d", r.code, c.code)
			}
			if after := w.plan(); (after == before) != (!strings.HasPrefix(name, "import-done")) {
				t.Error("the plan is not as it should be")
			}
			golden(t, name, r.out+"--\n"+r.err)
		})
	}
}

// Each row runs on a world of its own, with a few files in its folder.
func TestImportCommands(t *testing.T) {
	for _, c := range []struct {
		args, stdin string
		code        int
		err         string // a part of what is said
	}{
		{"import", "", 2, "needs one file, or -"},
		{"import a b", "", 2, "one too many"},
		{"import - --from xml", "", 2, "expected one of plan, taskwarrior, csv, todo.txt"},
		{"import DIR/none.txt", "", 3, "there is no file"},
		{"import DIR", "", 2, "is a folder"},
		{"import DIR/notes.xyz", "", 2, "can't be told"},
		{"import DIR/notes.md", "", 2, "notes.md looks like a text, not like a list of tasks\nIf each of its lines is a task: --from todo.txt"},
		{"import -", "<!doctype html>", 2, "looks like a web page"},
		{"import DIR/cut.json", "", 1, "cut.json:2: the file ends in the middle"},
		{"import - --from csv", "title,phase\n,9\nx,8\n", 1, "standard input:2: title \"\": expected a few words\nstandard input:2: phase \"9\""},
		{"import DIR/notes.md --from todo.txt", "", 0, "Imported notes.md: 1 added"},
		{"import DIR/todo.txt", "", 0, "Imported todo.txt: 2 added"},
		{"import DIR/todo.txt --phase 2", "", 0, "2 added"},
		{"import DIR/todo.txt --phase 9", "", 2, "phase"},
		{"import -", "Call Sam", 0, "Imported standard input: 1 added"},
		{"import -", "", 0, "Nothing in standard input is new."},
		{"import - --dry-run", "", 0, "Nothing in standard input is new."},
		{"import -", "a\x00b", 1, "standard input:1: a byte that is no text"},
		{"import - --from taskwarrior", "[", 1, "the file ends in the middle"},
		{"import DIR/plan.json", "", 1, ""},
	} {
		t.Run(c.args, func(t *testing.T) {
			w := planned(t)
			w.stdin = c.stdin
			for name, text := range map[string]string{"notes.md": "# Notes\n", "todo.txt": "Call Sam\nCall Dana\n", "plan.json": "{}", "notes.xyz": "x", "cut.json": "[\n{\"id\":1,\"descr"} {
				if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r := w.run(strings.Fields(strings.ReplaceAll(c.args, "DIR", w.dir))...)
			if r.code != c.code || !strings.Contains(r.err, c.err) {
				t.Errorf("exit %d, want %d; said %q, want %q", r.code, c.code, r.err, c.err)
			}
		})
	}
}

// A list needs a plan to go into.
func TestImportWithoutPlan(t *testing.T) {
	w := newWorld(t)
	w.stdin = "Call Sam"
	if r := w.run("import", "-"); r.code != exitNotFound || !strings.Contains(r.err, "waymark init starts one") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// endless is a stream without an end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

// What is too large is not read to its end.
func TestImportTooLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads as much as an import may have, 256 MiB")
	}
	w := planned(t)
	w.typed = endless{}
	if r := w.run("import", "-"); r.code != exitFailed || !strings.Contains(r.err, "more than 256 MiB") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	file := filepath.Join(w.dir, "large.txt")
	f, err := os.Create(file)
	if err == nil {
		err = errors.Join(f.Truncate(intake.MaxBytes+1), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	if r := w.run("import", file); r.code != exitFailed || !strings.Contains(r.err, "more than 256 MiB") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// A backup is taken before anything is written, once, and only then. If it
// fails, nothing is imported.
func TestImportTakesABackup(t *testing.T) {
	for name, c := range map[string]struct {
		args  []string
		stdin string
		with  func(*carer)
		did   []string
		code  int
	}{
		"new":     {nil, "Call Sam", nil, []string{"backup before import", "no backups", "chores"}, 0},
		"dry":     {[]string{"--dry-run"}, "Call Sam", nil, nil, 0},
		"nothing": {nil, "", nil, nil, 0},
		"refused": {nil, "Call Sam due:x", nil, nil, 1},
		"today":   {[]string{"--today", "2027-01-01"}, "Call Sam", nil, []string{"no backups"}, 0},
		"failed":  {nil, "Call Sam", func(f *carer) { f.backupErr = errFull }, []string{"backup before import"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			if c.with != nil {
				c.with(f)
			}
			before := w.plan()
			w.stdin = c.stdin
			r := w.run(append([]string{"import", "-"}, c.args...)...)
			if r.code != c.code || !slices.Equal(f.did, c.did) {
				t.Errorf("exit %d, did %q, want %d and %q: %s", r.code, f.did, c.code, c.did, r.err)
			}
			if imported := w.plan() != before; imported != slices.Contains(c.did, "chores") && name != "today" {
				t.Errorf("imported: %v", imported)
			}
		})
	}
}

// filed is a world with a plan in a file.
func filed(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	s, err := store.Open(filepath.Join(w.dir, "plan.db"))
	if err != nil {
		t.Fatal(err)
	}
	w.keeper = s
	w.must("init", "--path", "testdata/small.yaml", "--since", "2022", "--open", "1,2")
	return w
}

// Through the file, an import is one change that undo takes back whole, and
// has one backup before it.
func TestImportAndUndoInAFile(t *testing.T) {
	w := filed(t)
	var list strings.Builder
	for n := range 60 {
		list.WriteString("Task number " + itoa(n+1) + "\n")
	}
	file := filepath.Join(w.dir, "todo.txt")
	if err := os.WriteFile(file, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	before := w.must("list", "--json")
	r := w.run("import", file)
	if r.code != 0 || r.err != "Imported todo.txt: 60 added\nwaymark undo takes it back.\n" {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	s, ok := w.keeper.(*store.Store)
	if !ok {
		t.Fatal("the plan is in no file")
	}
	backups, err := s.Backups()
	if err != nil || len(backups) != 2 || backups[0].Why != "before import" || backups[1].Why != "daily" { // of the day it began
		t.Errorf("backups: %+v %v", backups, err)
	}
	if r := w.run("import", file); r.code != 0 || !strings.Contains(r.err, "Nothing in todo.txt is new.") {
		t.Errorf("again: exit %d: %s", r.code, r.err)
	}
	w.must("undo")
	if after := w.must("list", "--json"); after != before {
		t.Errorf("undone to\n%s\nnot\n%s", after, before)
	}
	if r := w.run("import", file); r.code != 0 || !strings.Contains(r.err, "60 added") {
		t.Errorf("after undo: exit %d: %s", r.code, r.err)
	}
	w.must("undo")
	w.must("redo")
	if r := w.run("import", file); r.code != 0 || !strings.Contains(r.err, "Nothing in todo.txt is new.") {
		t.Errorf("after redo: exit %d: %s", r.code, r.err)
	}
}

// What a plan exports goes into an empty place as the same plan, and into
// itself as nothing new.
func TestImportOwnExport(t *testing.T) {
	w := filed(t)
	w.must("done", "a1", "k1")
	w.must("capture", "ask how she plans her week")
	dir := filepath.Join(w.dir, "out") + string(filepath.Separator)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, file string }{
		{"json", "plan.json"},
		{"todo", "plan.todo.txt"},
		{"csv --table actions", "actions.csv"},
		{"csv --table milestones", "milestones.csv"},
		{"csv --table checks", "checks.csv"},
		{"csv --table captures", "captures.csv"},
	} {
		args := append([]string{"export", "--output", dir + c.file, "--format"}, strings.Fields(c.args)...)
		w.must(args...)
		if r := w.run("import", dir+c.file); r.code != 0 || !strings.Contains(r.err, "Nothing in "+c.file+" is new.") {
			t.Errorf("%s: exit %d: %s", c.file, r.code, r.err)
		}
	}
	other := newWorld(t)
	if r := other.run("import", "--dry-run", dir+"plan.json"); r.code != 0 || !strings.Contains(r.out, "+ u1 · ") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := other.run("list"); r.code != exitNotFound {
		t.Error("the dry run has begun a plan")
	}
	if r := other.run("import", dir+"plan.json"); r.code != 0 || !strings.Contains(r.err, "Your plan is in ") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if a, b := w.must("list", "--json", "--state", "all"), other.must("list", "--json", "--state", "all"); a != b {
		t.Errorf("began\n%s\nnot\n%s", b, a)
	}
}

// What is written for people to read is not taken for a list, unless you say so.
func TestImportOwnDocuments(t *testing.T) {
	w := planned(t)
	for format, what := range map[string]string{"txt": "plain text", "md": "Markdown", "html": "web page", "ics": "calendar"} {
		w.stdin = w.must("export", "--format", format)
		want := "standard input is waymark's " + what + ", which can't be read back\nA file that can: waymark export --format json"
		if r := w.run("import", "-"); r.code != exitFailed || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit %d: %s", format, r.code, r.err)
		}
	}
	w.stdin = "Notes\n=====\n"
	if r := w.run("import", "-", "--from", "todo.txt"); r.code != 0 {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// A copy of the plan itself says first what it takes back, and lists in words.
func TestImportFromBefore(t *testing.T) {
	w := planned(t)
	text := w.must("export", "--format", "json")
	w.must("done", "a2", "--today", "2026-11-25")
	w.must("people", "Sam {the} Lee", "Kim")
	w.stdin = text
	r := w.run("import", "-", "--dry-run")
	if r.code != 0 || !strings.HasPrefix(r.err, "1 was changed here after this file was made, and goes back to what the file has: a2\n") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if !strings.Contains(r.out, `people "Kim, Sam {the} Lee" → none`) && !strings.Contains(r.out, `people "Sam {the} Lee, Kim" → none`) {
		t.Error(r.out)
	}
}

func TestValueWords(t *testing.T) {
	for raw, want := range map[string]string{
		"": "", `"x"`: "x", "7": "7", "true": "true", "[]": "", `["a","b"]`: "a, b", `{"b":1,"a":"x"}`: "a x, b 1", `[{"a":1},{}]`: "2 in all", `["[x"]`: "[x",
	} {
		if got := valueWords(json.RawMessage(raw)); got != want {
			t.Errorf("%s is %q, want %q", raw, got, want)
		}
	}
}

// Whatever a file holds, nothing of it is obeyed: run checks what is printed.
func TestImportHostileFiles(t *testing.T) {
	for _, text := range append(hostiles.Long, hostiles.Texts...) {
		w := planned(t)
		w.lines = 40
		cell := `"` + strings.ReplaceAll(text.Text, `"`, `""`) + `"`
		name := filepath.Join(w.dir, "x"+strings.Map(func(r rune) rune {
			if r == 0 || r == '/' {
				return -1
			}
			return r
		}, text.Text[:min(len(text.Text), 60)])+".txt")
		for _, file := range []string{text.Text, "kind,title,note\naction," + cell + "," + cell + "\n", "(A) x" + text.Text + "\n"} {
			w.stdin = file
			w.run("import", "-", "--dry-run")
			w.run("import", "-", "--from", "csv")
			w.run("import", "-")
			w.run("import", "-", "--json")
			if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
				t.Logf("no file can be called that: %v", err)
				continue
			}
			w.run("import", name)
		}
		w.must("list")
		w.must("status")
		w.must("history")
	}
}

// What --json prints is one object, whatever becomes of the file.
func TestImportJSON(t *testing.T) {
	w := planned(t)
	w.stdin = someTasks
	for _, want := range []int{3, 0} {
		var got importJSON
		if err := json.Unmarshal([]byte(w.must("import", "-", "--json")), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Changes) != want || got.Format != "taskwarrior" || got.DryRun || got.Began {
			t.Errorf("got %+v", got)
		}
	}
}

// A closed standard input or a failing one imports nothing.
func TestImportFailingInput(t *testing.T) {
	w := planned(t)
	before := w.plan()
	w.typed = io.MultiReader(bytes.NewReader([]byte("Call Sam\n")), failing{})
	if r := w.run("import", "-"); r.code != exitFailed || !strings.Contains(r.err, "read standard input") || w.plan() != before {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the line is cut") }

var _ planner.Care = (*carer)(nil)
