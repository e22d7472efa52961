package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// lost takes the plan's file away while the screens are open.
func lost(k *carer) { k.since, k.load, k.change, k.reads = errPage, errPage, errPage, errPage }

// remembered is a plan in a file, with something of what is history.
func remembered(t *testing.T, f fixture) (*carer, *rig) {
	t.Helper()
	k := newCarer(t)
	r := damaged(t, k, f)
	for _, edit := range []planner.Edit{
		planner.LogEvidence(planner.Evidence{Title: "Led the upgrade", Kind: "led"}, r.today),
		r.plan.StartReview(false, r.today),
	} {
		if _, err := r.keep(edit); err != nil {
			t.Fatal(err)
		}
	}
	return k, r
}

// What can't be read is named, in the preview and in what is said in the end,
// also where the file goes while the dialog is open.
func TestExportMissing(t *testing.T) {
	for _, size := range sizes {
		k, r := remembered(t, fixture{w: size[0], h: size[1]})
		writing(t, r)
		r.command("export the plan")
		r.shows("Held back   nothing")
		r.lacks("Missing")
		lost(k)
		r.ticks(1)
		r.shows("Missing     evidence and reviews: the plan's file")
		r.lacks("Held back")
		r.golden(fmt.Sprintf("export/missing-%dx%d", size[0], size[1]))
		r.press("right")
		for range 9 {
			r.press("pgdown")
		}
		r.press("pgup", "pgup", "pgup")
		r.shows("Missing")
		r.press("left", "enter")
		if said := strings.Join(strings.Fields(r.text()), " "); !strings.Contains(said, "2026-11-20.md · without evidence and reviews: the plan's file can't be read") {
			t.Error(r.text())
		}
	}
}

// A format that needs no history lacks nothing, and what is not given is not
// missed.
func TestExportMissingNothing(t *testing.T) {
	k, r := remembered(t, fixture{})
	home := writing(t, r)
	lost(k)
	r.ticks(1)
	r.to("~/a.ics")
	r.lacks("Missing")
	r.press("enter")
	r.lacks(" · without")
	r.shows("Written to ~/a.ics")
	content(t, home, "a.ics")
	r.to("~/a.csv").press("shift+tab", "shift+tab", "shift+tab", "right") // actions
	r.lacks("Missing")
	r.press("right", "right", "right", "right") // captures
	r.lacks("Missing")
	r.press("left") // evidence
	r.shows("Missing     evidence: the plan's file")
	r.lacks("a name that only")
	r.press("esc").command("share with your mentor")
	r.shows("a name that only")
}

// A plan that is busy can be read in a moment: nothing is written without its
// history.
func TestExportBusy(t *testing.T) {
	k, r := remembered(t, fixture{})
	home := writing(t, r)
	k.reads = fmt.Errorf("read the plan: %w", planner.ErrBusy)
	r.command("export the plan").press("enter")
	r.shows(planner.ErrBusy.Error())
	if got := written(t, home); len(got) != 0 || len(r.dialogs) != 1 {
		t.Errorf("written is %q, with %d dialogs", got, len(r.dialogs))
	}
	k.reads = nil
	r.press("enter")
	content(t, home, "ada-summary-2026-11-20.md")
}

// Every kind of history has words for when it is missing.
func TestHistoriesHaveWords(t *testing.T) {
	for _, kind := range planner.HistoryKinds() {
		n := 0
		for _, row := range histories {
			if _, err := export.PartNamed(row.part); err != nil {
				t.Error(err)
			}
			if row.kind == kind && row.words != "" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s has %d rows", kind, n)
		}
	}
}

// The preview scrolls where it has no room, and its marks say so.
func TestExportPreviewScrolls(t *testing.T) {
	r := confided(t, fixture{w: 60, h: 15})
	writing(t, r)
	r.command("export the plan").press("right", "right")
	r.shows("page↓ more")
	r.shows("ctrl+o hold back")
	r.shows("Held back")
	var seen strings.Builder
	seen.WriteString(r.text())
	for range 20 {
		r.press("pgdown")
		r.fits()
		seen.WriteString(r.text())
	}
	for _, want := range []string{"Names?", "Initials", "Made from", "checks (2", "↑"} {
		if !strings.Contains(seen.String(), want) {
			t.Errorf("%q is never shown", want)
		}
	}
	r.lacks("page↓ more")
	r.lacks("↓ │")
	r.golden("export/scrolled-60x15")
	r.send(tea.WindowSizeMsg{Width: 120, Height: 50})
	r.shows("Held back")
	r.send(tea.WindowSizeMsg{Width: 60, Height: 15})
	r.press("ctrl+d", "ctrl+d", "ctrl+d", "ctrl+d")
	r.lacks("Held back")
	r.press("ctrl+u", "ctrl+u", "ctrl+u", "ctrl+u")
	r.shows("Held back")
}

// A table is made from its own rows only.
func TestExportPreviewOfTable(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	writing(t, r)
	r.command("export the plan").press("tab", "c", "tab", "right", "right", "right", "right")
	r.shows("‹ evidence ›")
	r.shows("Made from   evidence (2) · what changed because of it (1) · entries marked")
	r.lacks("the inbox (1)")
	r.press("right")
	r.shows("‹ captures ›")
	r.shows("Made from   the inbox (1)")
}

// A date or a phase narrows what is given, and the file's name says so.
func TestExportNarrows(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("export the plan").press("tab", "tab", "left")
	r.shows("‹ since a date ›")
	r.shows("it needs the date to begin with")
	r.press("enter")
	r.shows("it needs the date to begin with")
	if got := written(t, home); len(got) != 0 {
		t.Fatalf("written is %q", got)
	}
	r.write("31 feb")
	r.shows("February")
	r.press("enter")
	if got := written(t, home); len(got) != 0 {
		t.Fatalf("written is %q", got)
	}
	r.press("ctrl+u").write("18 nov")
	r.shows("Wed 18 Nov 2026")
	r.shows("Other days")
	r.shows("~/ada-since-2026-11-18-2026-11-20.md")
	r.press("tab", "right", "right")
	r.shows("‹ 2 Lead without the title ›")
	r.shows("~/ada-since-2026-11-18-phase-2-2026-11-20.md")
	r.press("enter")
	if text := content(t, home, "ada-since-2026-11-18-phase-2-2026-11-20.md"); strings.Contains(text, "Led the upgrade") {
		t.Error(text)
	}
}
