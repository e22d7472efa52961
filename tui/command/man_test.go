package command

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestManualTables finds in the manual page what the program asks of its
// environment, the files it makes and its exit codes.
func TestManualTables(t *testing.T) {
	page := strings.ReplaceAll(newWorld(t).must("man"), `\&`, "")
	want := []string{".SH ENVIRONMENT", ".SH FILES", ".SH EXIT STATUS", "WAYMARK_FILE", "NO_COLOR", "ACCESSIBLE", "TERM", "VISUAL, EDITOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}
	for _, path := range []func(string) string{store.LockPath, store.HeadPath, store.DraftsPath, store.BackupsPath} {
		want = append(want, path("plan.db"))
	}
	for _, code := range []int{exitOK, exitFailed, exitMisuse, exitNotFound, exitDamaged, exitDue} {
		want = append(want, "\\fB"+strconv.Itoa(code)+"\\fP")
		if !regexp.MustCompile(`\b` + strconv.Itoa(code) + `\b`).MatchString(rootLong) {
			t.Errorf("the help doesn't tell of exit code %d", code)
		}
	}
	for _, text := range want {
		if !strings.Contains(page, text) {
			t.Errorf("the manual page has no %s", text)
		}
	}
}

// TestTitleOf says what a record is called once, where its kind is told beside
// it.
func TestTitleOf(t *testing.T) {
	e := &planner.Evidence{ID: mustID(t, "e1"), Title: "Led the upgrade", Outcome: "No downtime", Phase: 2}
	if got := titleOf(e); got != "Led the upgrade" {
		t.Errorf("%q", got)
	}
	if got := nameOf(e); got != "evidence: Led the upgrade — No downtime" {
		t.Errorf("%q", got)
	}
	row := changeOf(e, planner.Change{Created: true})
	if row.Title != "Led the upgrade" || row.Phase == nil || *row.Phase != 2 {
		t.Errorf("%+v", row)
	}
	if row := changeOf(&planner.Capture{ID: mustID(t, "c1"), Text: "x"}, planner.Change{Created: true}); row.Phase != nil {
		t.Errorf("%+v", row)
	}
}
