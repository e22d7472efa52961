package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// damagedBy is an error of a kind that comes with damage.
func damagedBy(kind error) error {
	return fmt.Errorf("read the plan: %w: %w", kind, planner.ErrDamaged)
}

// A file that loads needs no salvage; what can be done is to take it as it is.
func TestUsableFileIsNotSalvaged(t *testing.T) {
	for name, kind := range map[string]error{"older": planner.ErrOlder, "another": planner.ErrAnother} {
		for _, backup := range []bool{true, false} {
			w, f := cared(t)
			f.loadErr, f.trouble.Usable, f.trouble.Revision, f.trouble.Changed = damagedBy(kind), true, 5, w.now
			if !backup {
				f.trouble.Backup = nil
			}
			r := w.run("status")
			if r.code != exitDamaged || strings.Contains(r.err, "salvage") || strings.Contains(r.err, "--latest") != backup || !strings.Contains(r.err, "plan.db takes the file as it is") {
				t.Errorf("%s: %+v", name, r)
			}
			f.trouble.Usable = false // as where the file can't be read, which needs it
			if r := w.run("status"); !strings.Contains(r.err, "waymark salvage NEW.db") || strings.Contains(r.err, "as it is") {
				t.Errorf("%s, torn: %+v", name, r)
			}
		}
	}
}

// What loads is no damaged plan, so nothing is salvaged from it: the offer is
// the one to make, and there is no new file.
func TestSalvageOfUsableFileIsRefused(t *testing.T) {
	for name, kind := range map[string]error{"older": planner.ErrOlder, "another": planner.ErrAnother} {
		for _, flags := range [][]string{nil, {"--json"}} {
			w, f := cared(t)
			f.loadErr, f.trouble.Usable, f.trouble.Revision, f.trouble.Changed = damagedBy(kind), true, 5, w.now
			out := filepath.Join(w.dir, "new.db")
			r := w.run(append([]string{"salvage", out}, flags...)...)
			if r.code != exitDamaged || r.out != "" {
				t.Errorf("%s %q: %+v", name, flags, r)
			}
			for _, want := range []string{kind.Error(), "waymark restore --latest puts it back", "plan.db takes the file as it is"} {
				if !strings.Contains(r.err, want) {
					t.Errorf("%s: %q lacks %q", name, r.err, want)
				}
			}
			if _, err := os.Lstat(out); !errors.Is(err, fs.ErrNotExist) || len(f.did) > 0 {
				t.Errorf("%s: it did %q; %v", name, f.did, err)
			}
		}
	}
	w, f := cared(t) // a file that can't be used is what it is for
	f.loadErr = damagedBy(errors.New("action a12"))
	if r := w.run("salvage", filepath.Join(w.dir, "new.db")); r.code != exitOK || !slices.Equal(f.did, []string{"salvage new.db"}) {
		t.Errorf("%+v, %q", r, f.did)
	}
}

// A salvage that got nothing is not offered again.
func TestFutileSalvageIsNotOfferedAgain(t *testing.T) {
	for _, backups := range []error{nil, errFull} {
		w, f := cared(t)
		f.trouble.Backup, f.backupErr = nil, backups
		f.salvageErr = fmt.Errorf("salvage: nothing of it could be read (%w), and %w", planner.ErrDamaged, planner.ErrNoBackup)
		r := w.run("salvage", filepath.Join(w.dir, "new.db"))
		if r.code != exitDamaged || !strings.Contains(r.err, "nothing of it could be read") || strings.Contains(r.err, "salvage NEW.db") || !strings.Contains(r.err, "waymark check tells more.") {
			t.Errorf("%+v", r)
		}
		f.salvageErr = planner.ErrDamaged
		if r := w.run("salvage", filepath.Join(w.dir, "new.db")); !strings.Contains(r.err, "salvage NEW.db") {
			t.Errorf("one that failed otherwise: %+v", r)
		}
	}
}

// Backups that can't be listed are not taken for none.
func TestBackupsThatCantBeListed(t *testing.T) {
	w, f := cared(t)
	f.loadErr, f.trouble.Backup = damagedBy(errors.New("action a12")), nil
	f.backupErr = errors.New("open the folder: permission\x1b denied")
	r := w.run("status")
	if r.code != exitDamaged || !strings.Contains(r.err, "\nWhether there is a backup can't be told: open the folder: permission␛ denied\n") || strings.Contains(r.err, "no backup that loads") {
		t.Errorf("%+v", r)
	}
	f.backupErr = nil
	if r := w.run("status"); !strings.Contains(r.err, "\nThere is no backup that loads.\n") || strings.Contains(r.err, "can't be told") {
		t.Errorf("%+v", r)
	}
}

// A backup of the day that fails over damage names what looks at all of the
// file, for the very plan; other failures need none.
func TestFailedChoresNameCheck(t *testing.T) {
	w, f := cared(t)
	f.choresErr = damagedBy(errors.New("tick t7"))
	const says = "waymark: the change is kept; today's backup failed: read the plan: tick t7: the plan's file is damaged\n"
	if r := w.run("add", "x"); r.code != exitOK || r.out != "a7\n" || !strings.HasSuffix(r.err, says+"waymark check tells what is wrong and what can be done.\n") {
		t.Errorf("%+v", r)
	}
	file := filepath.Join(w.dir, "my plan.db")
	if r := w.run("add", "x", "--file", file); !strings.HasSuffix(r.err, "\nwaymark --file '"+file+"' check tells what is wrong and what can be done.\n") {
		t.Errorf("%+v", r)
	}
	f.choresErr = errFull
	if r := w.run("add", "x"); r.code != exitOK || strings.Contains(r.err, "check") {
		t.Errorf("%+v", r)
	}
}

// Screens that end over damage make it known as a command does, and what was
// typed in them is not lost behind it.
func TestScreensEndWithDamage(t *testing.T) {
	for name, c := range map[string]struct {
		ends error
		code int
		says []string
	}{
		"well":    {nil, exitOK, nil},
		"damaged": {damagedBy(errors.New("action a12")), exitDamaged, []string{"action a12", "The newest backup that loads (number 12)", "waymark restore --latest puts it back"}},
		"gone":    {damagedBy(planner.ErrMissing), exitDamaged, []string{planner.ErrMissing.Error(), "waymark restore --latest puts it back"}},
		"no plan": {planner.ErrNoPlan, exitNotFound, []string{"no plan yet at"}},
		"unkept":  {unkept{}, exitFailed, []string{"what you typed is not kept; here it is.\ncapture:\nCall Dana"}},
		"damaged and unkept": {
			errors.Join(damagedBy(errors.New("action a12")), unkept{}), exitDamaged,
			[]string{"action a12", "waymark restore --latest puts it back", "what you typed is not kept; here it is.\ncapture:\nCall Dana"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := cared(t)
			w.tty = true
			var out, errs strings.Builder
			env := w.environment(&out, &errs)
			env.Screens = func(ScreensConfig) error { return c.ends }
			if code := Main(nil, env); code != c.code || out.String() != "" || (errs.String() == "") != (c.code == exitOK) {
				t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
			}
			for _, want := range c.says {
				if !strings.Contains(errs.String(), want) {
					t.Errorf("%q lacks %q", errs.String(), want)
				}
			}
			harmless(t, nil, errs.String())
		})
	}
}

// unkept is an error that gives back what was typed.
type unkept struct{}

func (unkept) Error() string { return "what you typed is not kept" }
func (unkept) Typed() string { return "capture:\nCall Dana\x1b[2J\n" }
