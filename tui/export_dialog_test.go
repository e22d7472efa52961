package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// confided is a plan with something of what is held back from others.
func confided(t *testing.T, f fixture) *rig {
	t.Helper()
	f.plan = true
	r := newRig(t, f)
	for _, edit := range []planner.Edit{
		planner.AddItem(&planner.Action{Item: planner.Item{Title: "Ask Priya for feedback", Phase: 2, Note: "She was cross with Tom about the Vexley matter"}}, r.today),
		planner.LogEvidence(planner.Evidence{Title: "Led the upgrade", Kind: "led", Outcome: "No downtime"}, r.today),
		planner.LogEvidence(planner.Evidence{Title: "Looked elsewhere", Private: true}, r.today),
	} {
		if _, err := r.keep(edit); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// TestExportDialogGolden shows what a document for a manager would hold.
func TestExportDialogGolden(t *testing.T) {
	for _, size := range sizes {
		r := confided(t, fixture{w: size[0], h: size[1]})
		writing(t, r)
		r.command("export the plan").press("right", "right", "tab", "right")
		r.golden(fmt.Sprintf("export/manager-%dx%d", size[0], size[1]))
		checkKeys(t, r.dialogs[0].Actions())
		r.press("ctrl+o")
		r.golden(fmt.Sprintf("export/held-back-%dx%d", size[0], size[1]))
		checkKeys(t, r.dialogs[1].Actions())
	}
}

// TestExportDialogHoldsBack gives and holds back parts by hand.
func TestExportDialogHoldsBack(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("export the plan").press("right") // a mentor
	r.shows("Priya → P.")
	r.press("ctrl+o")
	r.shows("[ ] notes (2)")
	for range 20 {
		if strings.Contains(r.text(), "▸ [ ] notes (2)") {
			break
		}
		r.press("j")
	}
	r.press("space", "esc", "enter")
	text, err := os.ReadFile(filepath.Join(home, "ada-summary-for-mentor-2026-11-20.md"))
	if err != nil {
		t.Fatal(err)
	}
	for want, is := range map[string]bool{"She was cross with": true, "Priya": false, "Looked elsewhere": false, "No downtime": true} {
		if strings.Contains(string(text), want) != is {
			t.Errorf("%q is in it: %v, want %v\n%s", want, !is, is, text)
		}
	}
}

// TestExportDialogCopies sends the document to the terminal's clipboard, unless
// it is too long for one.
func TestExportDialogCopies(t *testing.T) {
	r := confided(t, fixture{})
	writing(t, r)
	r.command("export the plan").route(keyPress("ctrl+y"))
	r.shows("Copying…")
	var sent string
	for len(r.later) > 0 {
		next := r.later[0]
		r.later = r.later[1:]
		msg := next()
		if text := fmt.Sprint(msg); strings.Contains(text, "# Career plan") {
			sent = text
			continue
		}
		r.route(msg) // what it begins is seen by this loop, too
	}
	if !strings.Contains(sent, "Led the upgrade") {
		t.Errorf("the clipboard got %.200q", sent)
	}
	r.shows("Sent ")
	r.shows(" KiB for yourself to the clipboard, where your terminal allows that")
	long := strings.Repeat("long ", 12_000)
	for range 2 {
		if _, err := r.keep(planner.AddItem(&planner.Action{Item: planner.Item{Title: "Write", Phase: 2, Note: long}}, r.today)); err != nil {
			t.Fatal(err)
		}
	}
	r.command("export the plan").press("ctrl+y")
	r.shows("it is too long for a")
	if len(r.dialogs) != 1 {
		t.Error("the dialog is gone")
	}
}

// TestExportDialogNames follows what is chosen with the file's name, and what
// is typed with the format.
func TestExportDialogNames(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("export the plan").press("tab").write("c")
	r.shows("all tables")
	r.shows("~/ada-tables-2026-11-20/")
	r.press("tab", "right", "right", "right", "right")
	r.shows("~/ada-evidence-2026-11-20.csv")
	r.press("tab", "right", "right", "right")
	r.shows("2026 in review")
	r.shows("~/ada-evidence-2026-2026-11-20.csv")
	r.press("shift+tab", "shift+tab", "m") // Markdown
	r.shows("~/ada-2026-2026-11-20.md")
	r.press("shift+tab", "shift+tab", "ctrl+u").write("~/year.html")
	r.shows("~/year.html · HTML, as the name says")
	r.press("enter")
	text, err := os.ReadFile(filepath.Join(home, "year.html"))
	if err != nil || !strings.Contains(string(text), "Year in review 2026") {
		t.Errorf("%v\n%.300s", err, text)
	}
}

// TestExportDialogFollows counts anew when another window changes the plan.
func TestExportDialogFollows(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	writing(t, r)
	r.command("export the plan").press("right")
	marked := func() (n int) {
		_, count, _ := strings.Cut(r.text(), "entries marked private (")
		if _, err := fmt.Sscanf(count, "%d", &n); err != nil {
			t.Errorf("%q: %v", count, err)
		}
		return n
	}
	before := marked()
	if _, err := r.keep(planner.LogEvidence(planner.Evidence{Title: "Another", Private: true}, r.today)); err != nil {
		t.Fatal(err)
	}
	r.send(tea.FocusMsg{})
	if now := marked(); before == 0 || now != before+1 {
		t.Errorf("it counts %d private entries, and then %d", before, now)
	}
}
