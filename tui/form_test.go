package tui

import (
	"strings"
	"testing"

	"waymark/planner"
)

func TestAddForm(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("a").write("Write the runbook").press("enter") // title
	r.press("enter", "enter")                              // kind and phase as they are
	r.write("31 feb")
	r.shows("February 2027 has 28")
	r.press("ctrl+s")
	if len(r.dialogs) != 1 {
		t.Fatal("a date that doesn't exist was accepted")
	}
	r.press("ctrl+u").write("+2w")
	r.shows("Fri 4 Dec 2026, in 14 days")
	r.press("ctrl+s")
	if len(r.dialogs) != 0 {
		t.Fatalf("the form stays:\n%s", r.text())
	}
	r.shows("Write the runbook")
	it := r.plan.Item(planner.ID{Kind: planner.KindAction, N: r.plan.Given()[planner.KindAction]})
	if b := it.Base(); b.Title != "Write the runbook" || b.Due != friday.AddDays(14) || b.Phase != 2 {
		t.Errorf("added %+v", b)
	}
}

func TestAddCheckAsksHowOften(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("a")
	r.shows("Due")
	r.lacks("Every ")
	r.write("Ask Sam how on-call went").press("enter", "c")
	r.shows("Every ")
	r.press("enter", "enter").write("every other blue moon").press("ctrl+s")
	r.shows("expected a period")
	r.press("ctrl+u").write("friday").press("ctrl+s")
	k, ok := r.plan.Item(planner.ID{Kind: planner.KindCheck, N: r.plan.Given()[planner.KindCheck]}).(*planner.Check)
	if !ok || k.Every.String() != "every friday" {
		t.Errorf("added %+v", k)
	}
}

func TestDraftComesBack(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.press("c").write("half a thou").press("esc", "2", "c")
	r.shows("half a thou")
	r.shows("What you typed before is back.")
	r.write("ght").press("enter", "c")
	r.shows("one line, sorted later")
	var lines []string
	for c := range r.plan.Inbox() {
		lines = append(lines, c.Text)
	}
	if got := strings.Join(lines, "; "); !strings.HasSuffix(got, "; half a thought") {
		t.Errorf("inbox: %s", got)
	}
}

// An edit form changes only what its user changed: another window's change of
// another field stays.
func TestEditFormLeavesOtherFields(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("j")
	id := r.current.(*pathScreen).item().Key()
	r.press("e").write(" and soon")
	if ok := r.apply(planner.SetDue([]planner.ID{id}, friday.AddDays(9), friday)); !ok {
		t.Fatal(r.toast.text)
	}
	r.press("ctrl+s")
	b := r.plan.Item(id).Base()
	if !strings.HasSuffix(b.Title, " and soon") || b.Due != friday.AddDays(9) {
		t.Errorf("title %q, due %v", b.Title, b.Due)
	}
}

func TestEmptyTitleStaysInTheForm(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.press("a", "ctrl+s")
	r.shows("expected a few words")
	r.write("\u200b").press("ctrl+s")
	if len(r.dialogs) != 1 && r.plan.Item(planner.ID{Kind: planner.KindAction, N: r.plan.Given()[planner.KindAction]}).Base().Title == "" {
		t.Error("an empty title was accepted")
	}
}

func TestStateAsksForReason(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("j", "s", "w")
	r.shows("For whom or what")
	r.write("Dana").press("enter")
	b := r.current.(*pathScreen).item().Base()
	if b.State != planner.Waiting || b.Why != "Dana" {
		t.Errorf("state %v, why %q", b.State, b.Why)
	}
	if len(r.dialogs) != 0 {
		t.Error("a dialog stays open")
	}
}

func TestPaletteRunsActionsOfOtherScreens(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.press(":").write("role form").press("enter")
	r.shows("What kind of first role")
	r.press("2")
	if got := r.plan.Profile().Form; got != "outside" {
		t.Errorf("the role form is %q", got)
	}
	if r.current.Title() != "Path" {
		t.Errorf("the palette left us on %s", r.current.Title())
	}
}

func TestHelpSearches(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.press("?").write("earlier")
	r.shows("its date a day earlier")
	r.lacks("quit")
	r.press("esc")
}

// A screen's name opens the screen, not one of its actions.
func TestPaletteNamesScreensFirst(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	for _, row := range screens {
		r.press(":").write(strings.ToLower(row.name)[:4]).press("enter")
		if r.current.Title() != row.name || typing(r.current) {
			t.Errorf("%q opens %s", row.name[:4], r.current.Title())
		}
	}
}

func TestUndoSaysWhose(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	if _, err := r.Keeper.Apply(planner.CaptureLine("from elsewhere", friday).Stamp(r.Now(), "shell", 99)); err != nil {
		t.Fatal(err)
	}
	r.press("u")
	r.shows("Undone: Captured: from elsewhere, from the shell 10:00")
	r.press("U")
	r.shows("Redone: Captured: from elsewhere")
}

func TestInboxSorts(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.press("i")
	r.shows("Inbox · 1")
	r.press("enter").write(", in person").press("ctrl+s")
	r.shows("Inbox · 0")
	got := r.plan.Item(planner.ID{Kind: planner.KindAction, N: r.plan.Given()[planner.KindAction]})
	if got.Base().Title != "Talk to Sam about the on-call handover, in person" {
		t.Errorf("sorted into %q", got.Base().Title)
	}
	r.press("enter")
	if !strings.Contains(r.toast.text, "The inbox is empty") {
		t.Errorf("an empty inbox says %q", r.toast.text)
	}
	r.press("u")
	r.shows("Inbox · 1")
	r.press("x")
	r.shows("Inbox · 0")
	r.press("q", "2")
	r.shows("Action items")
}

// What is typed past the edge of a field stays in sight, and so does the start
// when the cursor goes back there.
func TestFieldsFollowTheCursor(t *testing.T) {
	for _, size := range sizes {
		r := newRig(t, fixture{plan: true, w: size[0], h: size[1]})
		r.press("c").write("the beginning of a long thought that goes on and on and on beyond the edge of its field and so to the END")
		r.shows("to the END")
		r.lacks("the beginning")
		r.press("home")
		r.shows("the beginning")
	}
}

// The first thing typed into a date takes the old one's place.
func TestDateIsReplacedByTyping(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("j", "t").write("tomorrow")
	r.shows("Sat 21 Nov 2026, tomorrow")
	r.press("esc")
	r.shows("What you typed is kept as a draft")
}

func TestToastShowsOverADialog(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path", w: 80, h: 24})
	r.press("j", "enter", "]")
	r.shows("u undoes")
}
