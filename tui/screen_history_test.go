package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// longHistory is a plan with n captures, so with n+3 changes.
func longHistory(t *testing.T, n int) *someWeek {
	t.Helper()
	k := newWeek(t)
	for i := range n {
		k.apply(planner.CaptureLine(fmt.Sprintf("Thought %d", i+1), friday))
	}
	return k
}

func TestHistoryGoldens(t *testing.T) {
	states := []struct {
		name string
		keys []string
	}{
		{"list", nil},
		{"undone", []string{"u", "j"}},
		{"filter", []string{"/", "d", "a", "n", "a"}},
		{"change", []string{"j", "enter"}},
		{"added", []string{"enter"}},
		{"refused", []string{"j", "j", "enter", "enter"}},
	}
	for _, size := range reviewSizes {
		for _, st := range states {
			t.Run(st.name+" "+size.name, func(t *testing.T) {
				k := newWeek(t)
				k.apply(planner.SetDue([]planner.ID{actionID(2)}, friday.AddDays(5), friday))
				k.apply(planner.SetState([]planner.ID{actionID(2)}, planner.Waiting, "Dana is away", friday))
				k.apply(planner.SetState([]planner.ID{actionID(2)}, planner.Done, "", friday))
				k.apply(planner.CaptureLine("Talk to Sam", friday))
				r := k.open("History", size.w, size.h)
				r.press(st.keys...)
				r.toast = toast{}
				r.golden("history/" + st.name + "-" + size.name)
			})
		}
	}
}

// TestHistoryPages holds that history is read a page at a time, and only as
// the cursor comes near what was not read yet.
func TestHistoryPages(t *testing.T) {
	k := longHistory(t, 700)
	r := k.open("History", 80, 24)
	r.shows("the newest 200")
	r.shows("Thought 700")
	if n := len(k.keeper.pages); n != 1 {
		t.Fatalf("opening reads %d pages", n)
	}
	for range 150 {
		r.press("j")
	}
	if n := len(k.keeper.pages); n != 1 {
		t.Errorf("far from the end, %d pages were read", n)
	}
	r.press("G")
	r.shows("the newest 400")
	for range 4 {
		r.press("G")
	}
	r.shows("703 changes")
	r.shows("Plan begun")
	if k.keeper.asked > historyPage {
		t.Errorf("%d entries were read at once", k.keeper.asked)
	}
	read := len(k.keeper.pages)
	r.press("k", "g", "G", "ctrl+u", "ctrl+d", "pgup")
	if len(k.keeper.pages) != read {
		t.Error("it goes on reading when everything is there")
	}
	r.press("g")
	r.shows("Thought 700")
	r.fits()
}

// TestHistoryFollows holds that what happens meanwhile is taken in without
// reading everything anew, and the cursor stays on its change.
func TestHistoryFollows(t *testing.T) {
	k := longHistory(t, 30)
	r := k.open("History", 80, 24)
	r.press("j", "j")
	k.apply(planner.CaptureLine("From the shell", friday))
	r.send(tickMsg{})
	r.shows("From the shell")
	if h := r.current.(*history); h.entries[h.rows[h.at]].Label != "Captured: Thought 28" {
		t.Errorf("the cursor is on %q", h.entries[h.rows[h.at]].Label)
	}
	if k.keeper.asked != historyPage || len(k.keeper.pages) != 2 {
		t.Errorf("read %d pages", len(k.keeper.pages))
	}
	r.press("u")
	if row := rowWith(r, "Captured: From the shell"); !strings.Contains(row, "↶") || !strings.Contains(row, "undone") {
		t.Errorf("what is undone is drawn as %q", row)
	}
	r.press("U")
	if row := rowWith(r, "Captured: From the shell"); strings.Contains(row, "undone") {
		t.Errorf("what was redone is drawn as %q", row)
	}
}

// rowWith is the row of a change, not of its undo or redo.
func rowWith(r *rig, label string) string {
	for l := range strings.SplitSeq(r.text(), "\n") {
		if strings.Contains(l, label) && !strings.Contains(l, "ne: "+label) {
			return l
		}
	}
	return ""
}

// TestHistoryUndoesOlder takes back a change that is not the newest.
func TestHistoryUndoesOlder(t *testing.T) {
	k := newWeek(t)
	k.apply(planner.SetState([]planner.ID{actionID(1)}, planner.Done, "", friday))
	k.apply(planner.CaptureLine("Later", friday))
	r := k.open("History", 80, 24)
	r.press("j", "enter")
	r.shows("to do → done")
	r.press("enter")
	if k.plan().Item(actionID(1)).Base().State != planner.ToDo {
		t.Error("the action is still done")
	}
	if len(r.dialogs) != 0 {
		t.Error("the dialog stays open")
	}
	if row := rowWith(r, "Done: Write the incident review"); !strings.Contains(row, "undone") {
		t.Errorf("the row says %q", row)
	}
	// What is undone can't be undone again, nor can the undo itself, nor the start.
	for _, row := range []struct{ keys, says string }{{"", "undone already"}, {"g", "itself an undo"}, {"G", "start of the plan"}} {
		if row.keys != "" {
			r.press(row.keys)
		}
		revision := k.plan().Revision
		r.press("enter", "d")
		r.shows(row.says)
		r.press("esc")
		if k.plan().Revision != revision {
			t.Errorf("%q: something was undone", row.says)
		}
	}
}

// TestHistoryRefusal undoes what changed since: it says why, in the dialog.
func TestHistoryRefusal(t *testing.T) {
	k := newWeek(t)
	k.apply(planner.SetDue([]planner.ID{actionID(1)}, friday.AddDays(1), friday))
	k.apply(planner.SetDue([]planner.ID{actionID(1)}, friday.AddDays(2), friday))
	r := k.open("History", 80, 24)
	revision := k.plan().Revision
	r.press("j", "enter", "d")
	r.shows("Not undone")
	r.shows("changed since")
	if k.plan().Revision != revision || len(r.dialogs) != 1 {
		t.Error("a refused undo changed something, or closed the dialog")
	}
}

func TestHistoryFilter(t *testing.T) {
	k := longHistory(t, 250)
	r := k.open("History", 80, 24)
	r.press("/").write("HT 24")
	r.shows("Thought 249")
	r.lacks("Thought 250")
	r.press("enter", "j", "enter")
	r.shows("text: Thought 248")
	r.press("esc", "esc")
	r.shows("Thought 250")
	r.press("/").write("no such change")
	r.shows("Nothing among those read")
	r.press("enter", "enter")
	r.shows("Nothing is selected")
	r.press("esc")
	r.shows("Thought 250")
}

func TestHistoryUnreadable(t *testing.T) {
	k := longHistory(t, 300)
	r := k.open("History", 80, 24)
	k.keeper.broken = true
	r.press("G")
	r.press("G", "j")
	r.shows("can't be read: the disk is gone")
	r.shows("Thought 101")
	if pages := len(k.keeper.pages); pages > 3 {
		t.Errorf("a page that can't be read was tried %d times", pages-1)
	}
	k.apply(planner.CaptureLine("Meanwhile", friday))
	r.send(tickMsg{})
	k.keeper.broken = false
	r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	r.lacks("can't be read")
	r.press("g")
	r.shows("Meanwhile")
}

// TestHistoryFitsAnyWindow draws the list, the filter and a change whose text
// is meant to break the frame.
func TestHistoryFitsAnyWindow(t *testing.T) {
	for _, keys := range [][]string{nil, {"/", "x"}, {"enter"}, {"G", "enter"}} {
		k := newWeek(t)
		k.apply(planner.SetNote(actionID(1), strings.Repeat("長い\n\t\u202enote 👩‍👩‍👧 ", 300), friday))
		r := k.open("History", 80, 24)
		r.press(keys...)
		for w := 60; w <= 200; w += 20 {
			for h := 15; h <= 60; h += 9 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.fits()
				r.press("ctrl+d")
				r.fits()
			}
		}
	}
}

// TestHistoryValues reads what is kept as lists and objects, and long texts.
func TestHistoryValues(t *testing.T) {
	k := newWeek(t)
	k.apply(planner.SetProfile("Sign, yes: one", func(p *planner.Profile) { p.Signs = map[string]string{"sign-a": "yes"} }))
	k.apply(planner.SetProfile("Sign, no: two", func(p *planner.Profile) { p.Signs = map[string]string{"sign-a": "yes", "sign-b": "no"} }))
	k.apply(planner.SetNote(actionID(1), strings.Repeat("A long word or two. ", 12)+"The end.", friday))
	r := k.open("History", 80, 24)
	r.lacks("{")
	r.press("enter")
	r.shows("note: Facts first. Then what we change.")
	r.shows("→ A long word")
	r.shows("The end.")
	r.fits()
	r.press("esc", "j", "enter")
	r.shows("signs: none → sign-b: no")
	r.press("esc", "j", "enter")
	r.shows("signs: none → sign-a: yes")
	r.press("esc", "g", "u", "U", "g", "enter")
	r.shows("↷ repeats change")
	r.lacks("undo this one")
	r.press("enter")
	r.shows("This is itself a redo")
}
