package command

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// Changes that were kept are backed up when the day asks for it, after all
// was said; reading and trying out are not.
func TestChores(t *testing.T) {
	for args, want := range map[string]bool{
		"add x": true, "done a2": true, "undo": true, "capture x": true, "edit a2 --focus": true,
		"status": false, "list": false, "check": false, "history": false, "export": false, "backups": false, "status --short": false,
		"add x --today 2027-01-01": false, "undo --today 2027-01-01": false,
		"done a99": false, "done a1": false, "add": false, "redo": false,
	} {
		w, f := cared(t)
		w.run(strings.Fields(args)...)
		if slices.Contains(f.did, "chores") != want {
			t.Errorf("%s: %v", args, f.did)
		}
		if slices.Contains(f.did, "no backups") != strings.Contains(args, "--today") {
			t.Errorf("%s: %v", args, f.did)
		}
	}
	w, f := cared(t)
	f.choresErr = errors.New("\x1b[31mno\nroom")
	if r := w.run("add", "x"); r.code != exitOK || r.out != "a7\n" || !strings.HasSuffix(r.err, "waymark: the change is kept; today's backup failed: ␛[31mno room\n") {
		t.Errorf("%+v", r)
	}
	w, f = cared(t)
	w.stdout = &full{}
	if r := w.run("add", "x"); r.code != exitFailed || slices.Contains(f.did, "chores") {
		t.Errorf("%+v %v", r, f.did)
	}
}

// Starting a plan is a change, too.
func TestChoresOfInit(t *testing.T) {
	w, f := cared(t)
	f.Keeper = planner.NewMemory()
	w.must("init")
	if !slices.Equal(f.did, []string{"chores"}) {
		t.Error(f.did)
	}
}

// Notices are said after every command, once.
func TestNotices(t *testing.T) {
	w, f := cared(t)
	f.notes = []string{"the folder was open to others\nand is yours now", "\u202eagain"}
	if r := w.run("status"); r.err != "waymark: the folder was open to others and is yours now\nwaymark: again\n" {
		t.Errorf("%q", r.err)
	}
	if r := w.run("status"); r.err != "" {
		t.Errorf("%q", r.err)
	}
	f.notes = []string{"once"}
	if r := w.run("show", "a99"); !strings.Contains(r.err, "once") || r.code != exitNotFound {
		t.Errorf("%+v", r)
	}
}
