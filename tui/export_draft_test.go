package tui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner/export"
)

// written are the names of the files in a folder.
func written(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// content is what was written into a file.
func content(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatalf("%v; there is %q", err, written(t, folder))
	}
	return string(text)
}

// onRow moves the cursor of a menu to a row.
func (r *rig) onRow(text string) *rig {
	r.t.Helper()
	r.press("g")
	for range 40 {
		if strings.Contains(r.text(), "▸ "+text) {
			return r
		}
		r.press("j")
	}
	r.t.Fatalf("there is no row %q:\n%s", text, r.text())
	return r
}

// A name that was only proposed follows the choice after a draft came back, so
// that nothing is written under another audience's name.
func TestExportDraftFollows(t *testing.T) {
	r := confided(t, fixture{})
	home := writing(t, r)
	r.command("export the plan").press("right", "right", "esc")
	r.shows("What you chose is kept as a draft")
	r.command("export the plan")
	r.shows("‹ your manager ›")
	r.shows("what you chose before is back")
	r.shows("~/ada-summary-for-manager-2026-11-20.md")
	r.press("right")
	r.shows("~/ada-summary-2026-11-20.md")
	r.press("enter")
	if got := written(t, home); !slices.Equal(got, []string{"ada-summary-2026-11-20.md"}) {
		t.Errorf("written is %q", got)
	}
	r.command("export the plan")
	r.shows("‹ yourself ›") // what was written is no draft
}

// What was held back by hand stays so when the dialog is left and opened again.
func TestExportDraftHoldsBack(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("export the plan").press("right", "ctrl+o").onRow("[x] evidence (1)").press("space")
	r.onRow("Dana → D.").press("space").onRow("Vexley").press("space", "esc", "esc")
	r.command("export the plan").press("ctrl+o")
	r.shows("[ ] evidence (2)") // with the private one
	r.shows("Dana: left as it is")
	r.shows("Vexley → V.")
	r.press("esc", "enter")
	if text := content(t, home, "ada-summary-for-mentor-2026-11-20.md"); strings.Contains(text, "Led the upgrade") || !strings.Contains(text, "Dana") {
		t.Error(text)
	}
}

// A draft that can't be understood whole is no draft: what it said to hold back
// would be lost.
func TestExportDraftUnknown(t *testing.T) {
	for _, lines := range [][]string{
		{"your manager", "Markdown", "everything", "~/x.md"},
		{"for manager", "as papyrus"},
		{"for manager", "phase 12 No such phase"},
		{"for manager", "of 1999"},
		{"for"},
		{""},
	} {
		r := confided(t, fixture{})
		writing(t, r)
		r.drafts.put("export", lines)
		r.command("export the plan")
		r.shows("‹ yourself ›")
		r.shows("Held back   nothing")
		r.lacks("is back")
	}
}

// A draft is all that differs from the beginning, and gives the same again.
func TestExportDraftWhole(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	writing(t, r)
	lines := []string{"as csv", "file ~/a b.csv", "for mentor", "given mentor notes", "held evidence", "hide Tom", "keep Dana", "of since", "phase 2 Lead without the title", "since 1 oct", "table energy"}
	d, _ := newExport(r.env, lines...).(*exporter)
	if got := d.kept(); !slices.Equal(got, lines) {
		t.Errorf("it keeps %q", got)
	}
	if _, got := d.Draft(); got != nil { // it began so
		t.Errorf("its draft is %q", got)
	}
	c, err := d.chosen()
	if err != nil || c.For.Name != export.Mentor || c.Table != "energy" || c.Phase != 2 || c.Period.From.Month != 10 ||
		!slices.Equal(c.With, []string{"notes"}) || !slices.Equal(c.Without, []string{"evidence"}) ||
		!slices.Equal(c.Hide, []string{"Tom"}) || !slices.Equal(c.Keep, []string{"Dana"}) {
		t.Errorf("%+v, %v", c, err)
	}
}

// What is given by hand is given to that audience alone; what is held back is
// held back from all.
func TestExportGivenToOneAudience(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("export the plan").press("right", "ctrl+o").onRow("[ ] notes (2)").press("space")
	r.onRow("[x] what changed").press("space", "esc", "right")
	r.shows("‹ your manager ›")
	r.press("enter")
	text := content(t, home, "ada-summary-for-manager-2026-11-20.md")
	if strings.Contains(text, "She was cross") || strings.Contains(text, "No downtime") {
		t.Error(text)
	}
	// Nor does turning something off and on for yourself give it to others.
	r.command("export the plan").press("ctrl+o").onRow("[x] notes (2)").press("space", "space", "esc", "right", "right", "enter")
	if text := content(t, home, "ada-summary-for-manager-2026-11-20-2.md"); strings.Contains(text, "She was cross") {
		t.Error(text)
	}
}

// A name that was typed stays; where it tells of another audience or format,
// that is said.
func TestExportTypedName(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	writing(t, r)
	r.command("export the plan").press("shift+tab", "ctrl+u").write("~/for-manager.html")
	r.shows("The name says for your manager, and it is for yourself.")
	r.press("tab")
	r.shows("The name says for your manager, and it is for yourself.")
	r.press("right")
	r.shows("and it is for your mentor.")
	r.press("right")
	r.lacks("The name says")
	r.press("tab", "left")
	r.shows("The name says HTML, and it is Markdown.")
	r.press("esc").command("export the plan")
	r.shows("~/for-manager.html")
	r.press("right")
	r.shows("The name says for your manager, and it is for yourself.")
	r.press("shift+tab", "ctrl+u", "tab") // emptied, it is proposed again
	r.shows("~/ada-summary-2026-11-20.md")
	r.press("shift+tab", "ctrl+u").write("~/for-mentors.md")
	r.lacks("The name says")
}
