package command

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
)

// Every command that needs the plan says what is wrong with its file, what
// there is to go back to and what can be done, in three lines.
func TestDamageIsSaid(t *testing.T) {
	torn := fmt.Errorf("read the plan: action a12: its checksum doesn't fit: %w", planner.ErrDamaged)
	for _, args := range []string{
		"", "status", "status --short", "status --json", "list", "show a1", "add x", "done a1", "state a1 doing", "edit a1 --title x",
		"rm a1", "capture x", "undo", "redo", "history", "export", "review --print", "init",
	} {
		w, f := cared(t)
		f.loadErr = torn
		r := w.run(strings.Fields(args)...)
		want := "waymark: " + filepath.Join(w.dir, "data", "waymark", "plan.db") + ": read the plan: action a12: its checksum doesn't fit: the plan's file is damaged\n" +
			"The newest backup that loads (number 12) is of Fri 20 Nov 08:30; 2 changes came after it.\n" +
			"waymark restore --latest puts it back; waymark salvage NEW.db saves what can be read; waymark check tells more.\n"
		if r.code != exitDamaged || r.out != "" || r.err != want {
			t.Errorf("%q: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
}

// What is said fits what is wrong.
func TestDamageWords(t *testing.T) {
	of := func(err error) error { return fmt.Errorf("%w: %w", err, planner.ErrDamaged) }
	for name, c := range map[string]struct {
		err  error
		with func(*planner.Trouble)
		says []string
		not  []string
	}{
		"no backup":    {planner.ErrDamaged, func(t *planner.Trouble) { t.Backup = nil }, []string{"There is no backup that loads.", "waymark salvage NEW.db"}, []string{"--latest"}},
		"nothing lost": {planner.ErrDamaged, func(t *planner.Trouble) { t.Between = 0 }, []string{"nothing was changed after it"}, nil},
		"one lost":     {planner.ErrDamaged, func(t *planner.Trouble) { t.Between = 1 }, []string{"1 change came after it"}, nil},
		"not known":    {planner.ErrDamaged, func(t *planner.Trouble) { t.Between = -1 }, []string{"how many changes came after it is not known"}, nil},
		"older":        {of(planner.ErrOlder), func(t *planner.Trouble) { t.Usable, t.Revision, t.Changed = true, 5, t.Backup.Changed }, []string{"The file's newest change is number 5, of Fri 20 Nov 07:30. The newest backup", "plan.db takes the file as it is"}, nil},
		"another":      {of(planner.ErrAnother), func(t *planner.Trouble) { t.Usable, t.Revision, t.Changed = true, 30, t.Backup.Changed }, []string{"The file's newest change is number 30, of Fri 20 Nov 07:30. The newest backup", "plan.db takes the file as it is"}, nil},
		"missing":      {of(planner.ErrMissing), nil, []string{"waymark restore --latest", "waymark init --new begins another plan"}, []string{"salvage", "waymark check"}},
		"missing, and nothing else": {of(planner.ErrMissing), func(t *planner.Trouble) {
			t.Backup = nil
		}, []string{"There is no backup that loads.\nwaymark init --new begins another plan."}, []string{"restore"}},
		"missing and no plan": {errors.Join(planner.ErrNoPlan, of(planner.ErrMissing)), nil, []string{"init --new"}, []string{"walks you through"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			f.loadErr = c.err
			if c.with != nil {
				c.with(&f.trouble)
			}
			r := w.run("status")
			if r.code != exitDamaged || strings.Count(r.err, "\n") > 3 {
				t.Errorf("exit %d", r.code)
			}
			for _, want := range c.says {
				if !strings.Contains(r.err, want) {
					t.Errorf("%q lacks %q", r.err, want)
				}
			}
			for _, not := range c.not {
				if strings.Contains(r.err, not) {
					t.Errorf("%q has %q", r.err, not)
				}
			}
		})
	}
}

// The commands that are offered are about the plan that they were offered for.
func TestDamageOfNamedFile(t *testing.T) {
	w, f := cared(t)
	f.loadErr = planner.ErrDamaged
	file := filepath.Join(w.dir, "my plan.db")
	r := w.run("status", "--short", "--file", file)
	if r.code != exitDamaged || strings.Count(r.err, "waymark --file '"+file+"' ") != 3 {
		t.Errorf("%+v", r)
	}
	w.env["WAYMARK_FILE"] = file // which stays as it is for the next command
	if r := w.run("status"); strings.Contains(r.err, "--file") || !strings.Contains(r.err, file) {
		t.Errorf("%+v", r)
	}
}

// Errors that aren't damage are said as what they are.
func TestOtherFaults(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		says string
	}{
		{fmt.Errorf("read the plan: %w (format 2, this one knows up to 1)", planner.ErrNewer), 1, "format 2"},
		{fmt.Errorf("%w: %w", planner.ErrNewer, planner.ErrDamaged), 1, "newer waymark"},
		{fmt.Errorf("keep the change: %w", planner.ErrUnknown), 1, "it is not known whether the change was kept\nwaymark history shows whether it was."},
		{planner.ErrBusy, 1, "busy"},
		{planner.ErrNoBackup, 3, "no backup that can be used"},
	} {
		w, f := cared(t)
		f.loadErr = c.err
		if r := w.run("add", "x"); r.code != c.code || !strings.Contains(r.err, c.says) || strings.Contains(r.err, "salvage") {
			t.Errorf("%v: %+v", c.err, r)
		}
	}
}

// A plan in memory has nothing to go back to.
func TestDamageWithoutCare(t *testing.T) {
	w, f := cared(t)
	f.loadErr = planner.ErrDamaged
	w.keeper = struct{ planner.Keeper }{f}
	if r := w.run("status"); r.code != exitDamaged || strings.Count(r.err, "\n") != 1 {
		t.Errorf("%+v", r)
	}
}

// Where a plan has been, only --new begins another one.
func TestCase06InitWhereAPlanHasBeen(t *testing.T) {
	w, f := cared(t)
	f.loadErr = fmt.Errorf("%w: %w", planner.ErrMissing, planner.ErrDamaged)
	if r := w.run("init"); r.code != exitDamaged || !strings.Contains(r.err, "init --new") || len(f.did) != 0 {
		t.Errorf("%+v, %v", r, f.did)
	}
	if r := w.run("init", "--new"); r.code != exitOK || f.did[0] != "renew" || !strings.Contains(r.err, "Your plan is in") {
		t.Errorf("%+v, %v", r, f.did)
	}
	if r := newWorld(t).run("init", "--new"); r.code != exitFailed || !strings.Contains(r.err, "not kept in a file") {
		t.Errorf("%+v", r)
	}
}
