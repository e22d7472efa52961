package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

func TestBackUpNow(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	r.command("back up the plan now")
	r.shows("Backed up and loaded back: Fri 20 Nov 2026, 10:00")
	k.chores = fmt.Errorf("copy the plan: %w", planner.ErrFull)
	r.command("back up the plan now")
	r.shows("The backup failed: copy the plan: the disk is full")
	r.lacks("changes can't be kept")
	r.Today = func() civil.Date { return friday.AddDays(30) }
	r.command("back up the plan now")
	r.shows("Under --today")
}

func TestBackupsGolden(t *testing.T) {
	for _, size := range sizes {
		k := newCarer(t)
		k.broken[k.list[1].File] = errors.New("read the backup: page 3 is not what it should be")
		r := damaged(t, k, fixture{w: size[0], h: size[1]})
		r.command("the plan's backups").press("v", "j", "v")
		r.golden(fmt.Sprintf("rescue/backups-%dx%d", size[0], size[1]))
		checkKeys(t, r.dialogs[0].Actions())
		r.press("k")
		r.shows("It loads back: 42 records")
		r.press("G", "enter")
		r.golden(fmt.Sprintf("rescue/confirm-%dx%d", size[0], size[1]))
		r.press("y")
		if want := "restore " + k.list[11].File; !slices.Contains(k.calls, want) {
			t.Errorf("%v", k.calls)
		}
		r.shows("Restored · the file before: ")
	}
}

func TestBackupsRestoreFails(t *testing.T) {
	k := newCarer(t)
	k.restore = errors.New("the plan is busy, try again")
	r := damaged(t, k, fixture{})
	r.command("the plan's backups").press("r", "y")
	r.shows("Nothing was changed: the plan is busy")
	if len(r.dialogs) != 1 || r.busy {
		t.Error("the list is gone")
	}
}

func TestCheckupGolden(t *testing.T) {
	k := newCarer(t)
	k.checkup = planner.Checkup{File: planFile, Sound: true, Records: map[string]int{"action": 40, "milestone": 2}, Journal: 312, Size: 1 << 21, Backup: &k.list[0]}
	r := damaged(t, k, fixture{})
	r.command("check the plan")
	r.golden("rescue/checkup-sound-80x24")
	r.press("enter")
	k.checkup.Sound, k.checkup.Backup = false, nil
	k.checkup.Findings = []planner.Finding{
		{Where: "action a12", What: "its checksum is not that of what it holds"},
		{Where: "pages", What: "page 7 is used by nothing", Warning: true},
	}
	r.command("check the plan")
	r.golden("rescue/checkup-unsound-80x24")
}

// Without a file there is nothing to look after, which is said.
func TestCareNeedsAFile(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	for _, name := range []string{"back up the plan now", "the plan's backups", "check the plan's file", "rescue"} {
		r.command(name)
		if !strings.Contains(r.toast.text, "in memory only") || len(r.dialogs) != 0 {
			t.Errorf("%s: %q", name, r.toast.text)
		}
	}
	r.ticks(5)
}
