package command

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"waymark/planner"
)

// carer is a keeper with a file to look after, which does as a test says and
// notes what it was asked to do.
type carer struct {
	planner.Keeper
	loadErr error // what every use of the plan gives
	did     []string

	trouble    planner.Trouble
	checkup    planner.Checkup
	checkErr   error
	choresErr  error
	backups    []planner.Backup
	backupErr  error
	spoilt     map[string]error // by file: what loading it gives
	others     map[string]planner.Backup
	restoreErr error
	aside      string
	salvaged   planner.Salvaged
	salvageErr error
	bound      []planner.Record // goes along with what is named
	holding    []string
	eraseErr   error
	eraseFrom  map[string]error
	notes      []string
}

// The compiler holds the fake to what the store has to do.
var _ interface {
	planner.Keeper
	planner.Care
} = (*carer)(nil)

func (f *carer) note(format string, args ...any) { f.did = append(f.did, fmt.Sprintf(format, args...)) }

func (f *carer) Load() (*planner.Plan, error) {
	if f.loadErr != nil {
		return nil, f.loadErr
	}
	return f.Keeper.Load()
}

func (f *carer) Whole(kinds ...planner.Kind) (planner.Whole, error) {
	if f.loadErr != nil {
		return planner.Whole{}, f.loadErr
	}
	return f.Keeper.Whole(kinds...)
}

func (f *carer) Create(id string, start planner.Edit) (planner.Result, error) {
	if f.loadErr != nil {
		return planner.Result{}, f.loadErr
	}
	return f.Keeper.Create(id, start)
}

func (f *carer) Apply(e planner.Edit) (planner.Result, error) {
	if f.loadErr != nil {
		return planner.Result{}, f.loadErr
	}
	return f.Keeper.Apply(e)
}

func (f *carer) Undo(seq uint64, e planner.Edit) (planner.Result, error) {
	if f.loadErr != nil {
		return planner.Result{}, f.loadErr
	}
	return f.Keeper.Undo(seq, e)
}

func (f *carer) Redo(e planner.Edit) (planner.Result, error) {
	if f.loadErr != nil {
		return planner.Result{}, f.loadErr
	}
	return f.Keeper.Redo(e)
}

func (f *carer) History(before uint64, n int) ([]planner.Entry, error) {
	if f.loadErr != nil {
		return nil, f.loadErr
	}
	return f.Keeper.History(before, n)
}

// Renew begins another plan where the file is missing.
func (f *carer) Renew(id string, start planner.Edit) (planner.Result, error) {
	f.note("renew")
	return planner.NewMemory().Create(id, start)
}

func (f *carer) NoBackups() { f.note("no backups") }

func (f *carer) Trouble(cause error) planner.Trouble {
	t := f.trouble
	t.Cause = cause
	return t
}

func (f *carer) Check() (planner.Checkup, error) { return f.checkup, f.checkErr }

func (f *carer) Chores(time.Time) error {
	f.note("chores")
	return f.choresErr
}

func (f *carer) Backup(now time.Time, why string) (planner.Backup, error) {
	f.note("backup %s", why)
	return planner.Backup{File: "/data/plan.db.backups/13.db", Number: 13, Taken: now, Why: why, Revision: 7, Size: 32 << 10, Records: map[string]int{"action": 6, "phase": 3}}, f.backupErr
}

func (f *carer) BackupTo(file string) (planner.Backup, error) {
	f.note("backup to %s", file)
	return planner.Backup{File: file, Revision: 7, Size: 32 << 10}, f.backupErr
}

func (f *carer) Backups() ([]planner.Backup, error) { return f.backups, f.backupErr }

func (f *carer) Verify(file string) (planner.Backup, error) {
	f.note("verify %s", filepath.Base(file))
	if err := f.spoilt[filepath.Base(file)]; err != nil {
		return planner.Backup{}, fmt.Errorf("load the backup %s: %w", file, err)
	}
	b, ok := f.others[filepath.Base(file)]
	for _, listed := range f.backups {
		if listed.File == file {
			b, ok = listed, true
		}
	}
	if !ok {
		return planner.Backup{}, &fs.PathError{Op: "open", Path: file, Err: fs.ErrNotExist}
	}
	b.File = file
	return b, nil
}

func (f *carer) Restore(_ time.Time, file string) (planner.Restored, error) {
	f.note("restore %s", filepath.Base(file))
	return planner.Restored{Aside: f.aside}, f.restoreErr
}

func (f *carer) Salvage(_ time.Time, file string) (planner.Salvaged, error) {
	f.note("salvage %s", filepath.Base(file))
	s := f.salvaged
	s.File = file
	return s, f.salvageErr
}

func (f *carer) Bound(ids []planner.ID) ([]planner.Record, error) {
	var out []planner.Record
	for _, id := range ids {
		r, err := f.Get(id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return append(out, f.bound...), nil
}

func (f *carer) Erase(ids []planner.ID) ([]string, error) {
	f.note("erase %s", join(ids))
	return f.holding, f.eraseErr
}

func (f *carer) EraseFrom(file string, ids []planner.ID) error {
	f.note("erase %s from %s", join(ids), filepath.Base(file))
	return f.eraseFrom[filepath.Base(file)]
}

func (f *carer) Notices() []string {
	notes := f.notes
	f.notes = nil
	return notes
}

// cared is a planned world whose keeper has a file to look after and three
// backups: of this morning, of yesterday and of last year. The plan is at
// change 7.
func cared(t *testing.T) (*world, *carer) {
	t.Helper()
	w := planned(t)
	f := &carer{Keeper: w.keeper, aside: "/data/plan.db.aside/1.db", spoilt: map[string]error{}, others: map[string]planner.Backup{}, eraseFrom: map[string]error{}}
	id := w.plan().ID
	for i, b := range []planner.Backup{
		{Number: 12, Taken: w.now.Add(-time.Hour), Why: "daily", Revision: 7, Size: 48 << 10},
		{Number: 11, Taken: w.now.AddDate(0, 0, -1), Why: "before restore", Revision: 3, Size: 32 << 10},
		{Number: 4, Taken: w.now.AddDate(-1, 0, -3), Why: "daily", Revision: 1, Size: 3 << 20},
	} {
		b.Plan, b.Changed = id, b.Taken.Add(-time.Hour)
		b.File = fmt.Sprintf("/data/plan.db.backups/%d.db", b.Number)
		f.backups = append(f.backups, b)
		if i == 0 {
			f.checkup.Backup, f.trouble.Backup = &f.backups[0], &b
		}
	}
	f.checkup.File = filepath.Join(w.dir, "plan.db")
	f.checkup.Sound, f.checkup.Revision, f.checkup.Journal, f.checkup.Size = true, 7, 7, 48<<10
	f.checkup.Records = map[string]int{"action": 6, "milestone": 3, "phase": 3, "profile": 1}
	f.trouble.Seen, f.trouble.Between = 9, 2
	w.keeper, f.did = f, nil
	return w, f
}

// file makes a file in the world's folder.
func (w *world) file(name, text string) string {
	w.t.Helper()
	file := filepath.Join(w.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return file
}
