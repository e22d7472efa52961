package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// talked is a world in which people were talked about.
func talked(t *testing.T) *world {
	t.Helper()
	w := planned(t)
	w.must("add", "Ask Priya for feedback on the talk", "--note", "She was cross with Tom")
	w.log(planner.Evidence{Title: "Led the upgrade with Priya", Kind: "led", Outcome: "No downtime"})
	w.log(planner.Evidence{Title: "Told Tom what is missing", Kind: "hard-conversation"})
	w.log(planner.Evidence{Title: "Looked elsewhere", Kind: "learned", Private: true})
	return w
}

func (w *world) log(e planner.Evidence) {
	w.t.Helper()
	e.Date = civil.DateOf(w.now)
	if _, err := w.keeper.Apply(planner.LogEvidence(e, civil.DateOf(w.now)).Stamp(w.now, "test", uint64(len(e.Title))+w.plan().Revision<<8)); err != nil {
		w.t.Fatal(err)
	}
}

// TestExportForOthers holds back what is private, in every format.
func TestExportForOthers(t *testing.T) {
	w := talked(t)
	for _, f := range export.Formats {
		for _, whom := range []string{"mentor", "manager"} {
			args := []string{"export", "--format", f.Name, "--for", whom}
			if f.Tables != nil {
				args = append(args, "--table", "evidence")
			}
			out := w.must(args...)
			for _, never := range []string{"Priya", "Tom", "Looked elsewhere", "cross with", "plans her week"} {
				if strings.Contains(out, never) {
					t.Errorf("%s for a %s says %q:\n%.800s", f.Name, whom, never, out)
				}
			}
		}
	}
	mine := w.must("export", "--format", "json")
	for _, given := range []string{"Priya", "Told Tom", "Looked elsewhere", "cross with", "plans her week"} {
		if !strings.Contains(mine, given) {
			t.Errorf("the whole export lacks %q", given)
		}
	}
	if out := w.must("export", "--for", "mentor", "--with", "notes,conversations"); !strings.Contains(out, "She was cross") || strings.Contains(out, "Tom") {
		t.Errorf("with notes: %s", out)
	}
}

// TestExportPreview tells what a document would hold, and writes nothing.
func TestExportPreview(t *testing.T) {
	w := talked(t)
	file := filepath.Join(w.dir, "plan.html")
	out := w.must("export", "--for", "manager", "--preview", "--output", file)
	for _, want := range []string{
		"HTML, for your manager\n", "  evidence\n", "Held back\n",
		"  entries marked private · never leave\n", "hard conversations, conflicts, delegations and former peers · never leave\n",
		"  notes · --with notes\n", "Priya → P.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if _, err := os.Lstat(file); !os.IsNotExist(err) {
		t.Errorf("it was written: %v", err)
	}
	if out := w.must("export", "--preview"); !strings.Contains(out, "Nothing is held back") {
		t.Error(out)
	}
}

// TestExportFormatOfFile takes the format from the file's name.
func TestExportFormatOfFile(t *testing.T) {
	w := talked(t)
	for name, begins := range map[string]string{
		"a.md": "# ", "a.html": "<!doctype html>", "a.JSON": "{", "a.ics": "BEGIN:VCALENDAR", "a.todo.txt": "", "a.txt": "", "a": "# ",
	} {
		file := filepath.Join(w.dir, "of-"+name)
		w.must("export", "-o", file)
		text, err := os.ReadFile(file)
		if err != nil || len(text) == 0 || !strings.HasPrefix(strings.ToLower(string(text)), strings.ToLower(begins)) {
			t.Errorf("%s: %v\n%.200s", name, err, text)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
	}
}

// TestExportTables writes a file for each table of CSV.
func TestExportTables(t *testing.T) {
	w := talked(t)
	w.lines = 30
	if r := w.run("export", "--format", "csv"); r.code != exitMisuse || !strings.Contains(r.err, "--table") {
		t.Errorf("%+v", r)
	}
	folder := filepath.Join(w.dir, "tables")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	w.must("export", "--format", "csv", "--output", folder)
	files, err := filepath.Glob(filepath.Join(folder, "dana-*-2026-11-20.csv"))
	if err != nil || len(files) != len(export.TableNames()) {
		t.Errorf("%d files for %d tables: %v", len(files), len(export.TableNames()), err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "dana-evidence-2026-11-20.csv"))
	if err != nil || string(text) != w.must("export", "--format", "csv", "--table", "evidence") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestExportRefuses what was asked for wrongly, before it writes.
func TestExportRefuses(t *testing.T) {
	w := talked(t)
	for args, want := range map[string]string{
		"export --for boss":                                `audience "boss": expected one of me, mentor, manager`,
		"export --for manager --with private":              "never leave",
		"export --for manager --with energy":               "never leave",
		"export --with nonsense":                           `part "nonsense"`,
		"export --quarter 2026-Q5":                         `quarter "2026-Q5"`,
		"export --year 20266":                              `year "20266"`,
		"export --since 2026-01-01 --year 2026":            "--since and --year exclude each other",
		"export --phase 9":                                 `phase "9"`,
		"export --table evidence":                          "has no tables",
		"export --format csv --table people":               `table "people"`,
		"export --format csv --output " + w.dir + "/x.csv": "Name one with --table",
	} {
		if r := w.run(strings.Fields(args)...); r.code == exitOK || r.out != "" || !strings.Contains(r.err, want) {
			t.Errorf("%s: %+v, want %q", args, r, want)
		}
	}
}

// TestExportTellsWhatIsHeldBack says so before a document for others is
// written, wherever it goes, and nothing of it for one's own.
func TestExportTellsWhatIsHeldBack(t *testing.T) {
	w := talked(t)
	w.must("add", "Plan the handover", "--note", "Zuzka may know")
	file := filepath.Join(w.dir, "for-them.md")
	for _, args := range [][]string{{"export", "--for", "mentor", "--with", "notes"}, {"export", "--for", "mentor", "--with", "notes", "-o", file}} {
		r := w.run(args...)
		for _, want := range []string{"For your mentor. Held back: ", "private (1)", "names (2)", " --preview tells more.", "May be names, and stay as they are: Zuzka. --hide makes initials of them."} {
			if r.code != exitOK || !strings.Contains(r.err, want) {
				t.Errorf("%q says no %q: %+v", args, want, r)
			}
		}
	}
	if r := w.run("export"); r.err != "" {
		t.Errorf("for yourself it says %q", r.err)
	}
}
