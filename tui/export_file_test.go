package tui

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner/export"
)

// to opens the dialog and types a file's name.
func (r *rig) to(name string) *rig {
	return r.command("export the plan").press("shift+tab", "ctrl+u").write(name)
}

// A file that is there is replaced with ctrl+r only, and a free name is said.
func TestExportReplaces(t *testing.T) {
	r := confided(t, fixture{})
	home := writing(t, r)
	for _, name := range []string{"plan.md", "plan-2.md"} {
		if err := os.WriteFile(filepath.Join(home, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.to("~/none.md").press("ctrl+r")
	r.shows("There is no such file yet; enter writes it.")
	r.press("ctrl+u").write("~/plan.md")
	r.shows("~/plan.md is there already · ctrl+r replaces it, or take ~/plan-3.md")
	r.shows("ctrl+r replace")
	r.press("enter")
	if text := content(t, home, "plan.md"); text != "mine" || len(r.dialogs) != 1 {
		t.Fatalf("%d dialogs; it holds %.80q", len(r.dialogs), text)
	}
	r.press("ctrl+r")
	if text := content(t, home, "plan.md"); !strings.Contains(text, "Led the upgrade") || len(r.dialogs) != 0 {
		t.Errorf("%d dialogs; it holds %.80q", len(r.dialogs), text)
	}
	// One that was made a moment ago is not replaced either.
	r.to("~/late.md")
	if err := os.WriteFile(filepath.Join(home, "late.md"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.press("enter")
	r.shows("~/late.md is there already · ctrl+r replaces it, or take ~/late-2.md")
}

// In a folder the document gets the name that would have been proposed.
func TestExportIntoFolder(t *testing.T) {
	r := confided(t, fixture{})
	home := writing(t, r)
	if err := os.Mkdir(filepath.Join(home, "docs"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"~/docs/", "~/docs"} {
		r.to(name)
		number := []string{"", "-2"}[i]
		r.shows("→ ~/docs/ada-summary-2026-11-20" + number + ".md · Markdown")
		r.press("enter")
		if text := content(t, home, "docs/ada-summary-2026-11-20"+number+".md"); !strings.Contains(text, "Led the upgrade") {
			t.Errorf("%s: %.80q", name, text)
		}
	}
}

// Names that nothing can be written to are refused before anything is read,
// with the reason first.
func TestExportNoSuchPlace(t *testing.T) {
	r := confided(t, fixture{w: 60, h: 15})
	home := writing(t, r)
	if err := os.WriteFile(filepath.Join(home, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r.WriteFile = func(string, bool, func(io.Writer) error) error {
		t.Error("it tried to write")
		return nil
	}
	for name, why := range map[string]string{
		"-": "- is no file's name; ctrl+y copies", "~/nope/x.md": "the folder ~/nope is not there", "~/nope/": "the folder ~/nope is not there",
		"~/file/": "~/file is a file, and no folder", "~/file/x.md": "the folder ~/file is not there",
	} {
		r.to(name)
		r.shows(why)
		r.press("enter")
		r.shows(why)
		r.press("esc")
	}
	r.command("export the plan").press("tab", "c", "shift+tab", "shift+tab", "ctrl+u").write("~/x.csv").press("enter")
	r.shows("all tables go into a folder; name one, or choose one")
}

// A long name hides no reason.
func TestExportSaysWhyFirst(t *testing.T) {
	long := strings.Repeat("/a-folder-with-a-long-name", 12) + "/plan.md"
	e := newRig(t, fixture{}).env
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("write %s: %w", long, fs.ErrPermission), "permission denied · " + long},
		{fmt.Errorf("write %s: %w", long, fs.ErrNotExist), "the folder " + filepath.Dir(long) + " is not there"},
		{fs.ErrExist, long + " is there already; take another name, as " + long},
		{errors.New("odd"), "odd"},
	} {
		if got := e.notWritten(unwritten{long, c.err}); got != c.want {
			t.Errorf("%v: %q", c.err, got)
		}
	}
}

// All tables go into a folder, one file each; none is replaced unasked.
func TestExportAllTables(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	csv := func() *rig { return r.command("export the plan").press("tab", "c") }
	csv().press("shift+tab", "shift+tab")
	r.shows(fmt.Sprintf("%d tables in a new folder", len(export.TableNames())))
	r.press("ctrl+y")
	r.shows("All tables are a file for each")
	r.press("enter")
	r.shows(fmt.Sprintf("Written to %d files in ~/ada-tables-2026-11-20", len(export.TableNames())))
	folder := filepath.Join(home, "ada-tables-2026-11-20")
	if got := written(t, folder); len(got) != len(export.TableNames()) {
		t.Fatalf("written is %q", got)
	}
	if text := content(t, folder, "ada-evidence-2026-11-20.csv"); !strings.Contains(text, "Led the upgrade") {
		t.Error(text)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	evidence := filepath.Join(folder, "ada-evidence-2026-11-20.csv")
	if err := os.WriteFile(evidence, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	csv()
	r.shows("~/ada-tables-2026-11-20-2/")
	r.press("shift+tab", "shift+tab", "ctrl+u").write("~/ada-tables-2026-11-20").press("enter")
	r.shows(fmt.Sprintf("%d of its files are there already · ctrl+r replaces them", len(export.TableNames())))
	if text := content(t, folder, "ada-evidence-2026-11-20.csv"); text != "mine" {
		t.Errorf("it was replaced by %.80q", text)
	}
	r.press("ctrl+r")
	if text := content(t, folder, "ada-evidence-2026-11-20.csv"); !strings.Contains(text, "Led the upgrade") {
		t.Error(text)
	}
}

// Where it was written is shown whole, or by its end.
func TestExportSaysWhere(t *testing.T) {
	r := newRig(t, fixture{plan: true, w: 60, h: 15})
	file := "/home/ada" + strings.Repeat("/a-folder", 5) + "/ada-summary-for-manager-2026-11-20.md"
	r.sayWhole("Written to ", file, "")
	if text := strings.ReplaceAll(strings.ReplaceAll(r.text(), "\n", ""), " ", ""); !strings.Contains(text, "Writtento"+file) {
		t.Errorf("it lacks %s:\n%s", file, r.text())
	}
	r.fits()
	r.sayWhole("Written to ", strings.Repeat("/x", 100)+file, " · without reviews: the plan's file can't be read")
	r.fits()
	r.shows("Written to …")
	r.shows("20.md · without")
	r.shows("can't be read")
}

// The cursor stands behind a long name, too.
func TestExportCursor(t *testing.T) {
	for _, size := range sizes {
		r := confided(t, fixture{w: size[0], h: size[1]})
		writing(t, r)
		r.to("~/" + strings.Repeat("a-folder/", 20) + "末")
		if at, before := r.cursor(); at >= r.w || !strings.HasSuffix(strings.TrimSuffix(before, " "), "末") {
			t.Errorf("%v: the cursor is at %d, behind %q", size, at, before)
		}
	}
}
