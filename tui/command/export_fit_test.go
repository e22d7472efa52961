package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/store"
)

// TestExportFlagsFit refuses what says nothing or contradicts itself, as wrong
// use and before anything is written.
func TestExportFlagsFit(t *testing.T) {
	w := talked(t)
	for args, want := range map[string]string{
		"--since 2026-01-01 --year 2026":                 "--since and --year exclude each other",
		"--since 2026-01-01 --quarter 2026-Q1 --year 26": "--since, --quarter and --year exclude each other",
		"--no-notes --with notes":                        "--no-notes leaves out",
		"--no-notes --with Reasons":                      "--no-notes leaves out",
		"--phase=":                                       "--phase needs a value",
		"--since=":                                       "--since needs a value",
		"--with=":                                        "--with needs a value",
		"--for manager --with private":                   "never leave in a document for your manager",
		"--for manager --with inbox":                     "never leave in a document for your manager",
		"--json":                                         "--json goes with --preview",
		"-xyz":                                           "there is no flag \"-x\"",
		"--=x":                                           "\"--=x\" is no flag",
	} {
		r := w.run(append([]string{"export"}, strings.Fields(args)...)...)
		if r.code != exitMisuse || r.out != "" || !strings.Contains(r.err, want) {
			t.Errorf("%s: %+v, want %q", args, r, want)
		}
	}
}

// TestExportSaysFormat says what was written where the file's name says
// something else, and that a preview writes nothing.
func TestExportSaysFormat(t *testing.T) {
	w := talked(t)
	for args, want := range map[string]string{
		"-o foo.xyz": "foo.xyz (Markdown)\n", "-o plan.html --format md": "plan.html (Markdown)\n", "-o noending": "noending (Markdown)\n",
		"-o plan.md": "plan.md\n", "-o b.todo.txt": "b.todo.txt\n", "-o b.JSON": "b.JSON\n", "-o c.txt --format todo": "c.txt (todo.txt)\n",
	} {
		words := strings.Fields(args)
		words[1] = filepath.Join(w.dir, words[1])
		if r := w.run(append([]string{"export"}, words...)...); r.code != exitOK || r.err != "Written to "+filepath.Join(w.dir, want) {
			t.Errorf("%s: %+v, want %q", args, r, want)
		}
	}
	file := filepath.Join(w.dir, "never.md")
	if r := w.run("export", "--preview", "-o", file); r.code != exitOK || !strings.Contains(r.err, "Nothing was written") {
		t.Errorf("%+v", r)
	}
	if _, err := os.Lstat(file); !os.IsNotExist(err) {
		t.Errorf("it was written: %v", err)
	}
}

// TestExportTableToFolder names a table's file after the table.
func TestExportTableToFolder(t *testing.T) {
	w := talked(t)
	for _, table := range []string{"actions", "evidence"} {
		r := w.run("export", "--format", "csv", "--table", table, "-o", w.dir)
		if want := "Written to " + filepath.Join(w.dir, "dana-"+table+"-2026-11-20.csv") + "\n"; r.err != want {
			t.Errorf("%+v, want %q", r, want)
		}
	}
	w.lines = 30
	if r := w.run("export", "--format", "csv", "-o", w.dir); r.code != exitFailed || !strings.Contains(r.err, "is there already") {
		t.Errorf("%+v", r)
	}
	if files, _ := filepath.Glob(filepath.Join(w.dir, "*.csv")); len(files) != 2 {
		t.Errorf("before it failed it wrote some: %v", files)
	}
	w.must("export", "--format", "csv", "-o", w.dir, "--force")
}

// TestExportPreviewDays says which days a period has.
func TestExportPreviewDays(t *testing.T) {
	w := talked(t)
	for args, want := range map[string]string{
		"--year 2026": "2026, 1 January 2026 to 31 December 2026\n", "--quarter 2026-Q4": "2026-Q4, 1 October 2026 to 31 December 2026\n",
		"--since 2026-11-03": "since 3 November 2026\n",
	} {
		if out := w.must(append([]string{"export", "--preview"}, strings.Fields(args)...)...); !strings.Contains(out, want) {
			t.Errorf("%s: no %q in\n%s", args, want, out)
		}
	}
	var got previewJSON
	out := w.must("export", "--preview", "--json", "--for", "manager", "--quarter", "2026-Q4", "--phase", "2")
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.From.String() != "2026-10-01" || *got.Phase != 2 || got.For != "manager" || len(got.Parts) < 3 || len(got.Names) == 0 {
		t.Errorf("%v: %s", err, out)
	}
	for _, p := range got.Parts {
		if p.Rule == "never" && p.Given > 0 {
			t.Errorf("%+v", p)
		}
	}
}

// TestOverThePlan writes over nothing that is the plan's, whichever command is
// asked to.
func TestOverThePlan(t *testing.T) {
	w := planned(t)
	file := filepath.Join(w.dir, "data", "waymark", "plan.db")
	mine := []string{file, store.HeadPath(file), filepath.Join(store.BackupsPath(file), "00001.db")}
	for _, name := range mine {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("the plan"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range mine {
		for _, args := range [][]string{{"export", "--force", "-o", name}, {"path", "new", "--force", name}, {"export", "--format", "csv", "--table", "actions", "--force", "-o", name}} {
			if r := w.run(args...); r.code != exitFailed || !strings.Contains(r.err, "name another file") {
				t.Errorf("%q: %+v", args, r)
			}
		}
		if text, err := os.ReadFile(name); string(text) != "the plan" {
			t.Errorf("%s has %q, %v", name, text, err)
		}
	}
}

// TestNotThere has one exit code for whatever was named and is not there.
func TestNotThere(t *testing.T) {
	w := planned(t)
	for _, args := range []string{"show a99", "import none", "path check none", "path use none", "path update none", "init --path none"} {
		if r := w.run(strings.Fields(args)...); r.code != exitNotFound || !strings.HasPrefix(r.err, "waymark: there is no ") && !strings.Contains(r.err, "a99") {
			t.Errorf("%s: %+v", args, r)
		}
	}
	for _, args := range [][]string{{"import", w.dir}, {"path", "check", w.dir}} {
		if r := w.run(args...); r.code != exitMisuse || !strings.Contains(r.err, "is a folder") {
			t.Errorf("%q: %+v", args, r)
		}
	}
}
