package tui

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// carer is a keeper in memory that plays one on a disk: what its calls give is
// set by the test.
type carer struct {
	*planner.Memory
	load, since, change error // why the plan can't be read, followed and changed
	reads               error // why history can't be read
	trouble             planner.Trouble
	list                []planner.Backup
	broken              map[string]error // by file: why it can't be used
	restore             error
	salvaged            planner.Salvaged
	salvage             error
	checkup             planner.Checkup
	chores              error
	notices             []string
	calls               []string // of what looks after the file
}

var _ planner.Care = (*carer)(nil)

func (c *carer) note(format string, args ...any) {
	c.calls = append(c.calls, fmt.Sprintf(format, args...))
}

func (c *carer) Load() (*planner.Plan, error) {
	if c.load != nil {
		return nil, c.load
	}
	return c.Memory.Load()
}

func (c *carer) Since(uint64) (planner.Delta, error) { return planner.Delta{}, c.since }

func (c *carer) Apply(e planner.Edit) (planner.Result, error) {
	if c.change != nil {
		return planner.Result{}, c.change
	}
	return c.Memory.Apply(e)
}

func (c *carer) Whole(kinds ...planner.Kind) (planner.Whole, error) {
	if c.reads != nil {
		return planner.Whole{}, c.reads
	}
	return c.Memory.Whole(kinds...)
}

func (c *carer) Range(k planner.Kind, from, to civil.Date) ([]planner.Record, error) {
	if c.reads != nil {
		return nil, c.reads
	}
	return c.Memory.Range(k, from, to)
}

func (c *carer) Trouble(cause error) planner.Trouble {
	c.note("trouble")
	c.trouble.Cause = cause
	return c.trouble
}

func (c *carer) Check() (planner.Checkup, error) {
	c.note("check")
	return c.checkup, nil
}

func (c *carer) Chores(time.Time) error {
	c.note("chores")
	return c.chores
}

func (c *carer) Backup(at time.Time, why string) (planner.Backup, error) {
	c.note("backup %s", why)
	return planner.Backup{Taken: at, Why: why, Revision: c.Last()}, c.chores
}

func (*carer) BackupTo(string) (planner.Backup, error) { return planner.Backup{}, nil }

func (c *carer) Backups() ([]planner.Backup, error) {
	c.note("backups")
	return c.list, nil
}

func (c *carer) Verify(file string) (planner.Backup, error) {
	c.note("verify %s", file)
	return planner.Backup{File: file, Records: map[string]int{"action": 40, "milestone": 2}}, c.broken[file]
}

// Restore mends the file.
func (c *carer) Restore(_ time.Time, file string) (planner.Restored, error) {
	c.note("restore %s", file)
	if c.restore != nil {
		return planner.Restored{}, c.restore
	}
	c.load, c.since, c.change = nil, nil, nil
	return planner.Restored{From: planner.Backup{File: file}, Aside: planFile + ".backups/aside/20261120T100000-1.db"}, nil
}

func (c *carer) Salvage(_ time.Time, file string) (planner.Salvaged, error) {
	c.note("salvage %s", file)
	c.salvaged.File = file
	return c.salvaged, c.salvage
}

func (*carer) Bound([]planner.ID) ([]planner.Record, error) { return nil, nil }
func (*carer) Erase([]planner.ID) ([]string, error)         { return nil, nil }
func (*carer) EraseFrom(string, []planner.ID) error         { return nil }

func (c *carer) Notices() []string {
	said := c.notices
	c.notices = nil
	return said
}

const planFile = "/home/ada/.local/share/waymark/plan.db"

// read is an error as the store gives one.
func read(kind error, words string) error {
	if kind == nil {
		return fmt.Errorf("read the plan %s: %s: %w", planFile, words, planner.ErrDamaged)
	}
	return fmt.Errorf("read the plan %s: %w: %s%w", planFile, kind, words, mute{planner.ErrDamaged})
}

// mute is an error without words.
type mute struct{ error }

func (mute) Error() string   { return "" }
func (m mute) Unwrap() error { return m.error }

var errPage = read(nil, "page 17 is not what it should be")

func backupOf(number int, taken time.Time, why string, revision uint64) planner.Backup {
	return planner.Backup{
		File: fmt.Sprintf("%s.backups/%05d-%s.db", planFile, number, taken.UTC().Format("20060102T150405Z")), Number: number,
		Taken: taken, Why: why, Revision: revision, Size: 212 << 10,
	}
}

func newCarer(t *testing.T) *carer {
	t.Helper()
	k := &carer{Memory: planner.NewMemory(), broken: map[string]error{}}
	somePlan(t, k.Memory)
	morning := friday.In(time.UTC).Add(8 * time.Hour)
	for n := range 12 {
		why := "daily"
		if n == 3 {
			why = "before restore"
		}
		k.list = append(k.list, backupOf(40-n, morning.AddDate(0, 0, -1-n*n*3), why, uint64(300-n*20)))
	}
	k.trouble = planner.Trouble{File: planFile, Seen: 312, Backup: &k.list[0], Between: 12}
	return k
}

// damaged is a rig whose plan can't be read at the start.
func damaged(t *testing.T, k *carer, f fixture) *rig {
	t.Helper()
	if f.w == 0 {
		f.w, f.h = 80, 24
	}
	c := Config{
		Keeper: k,
		Now:    func() time.Time { return friday.In(time.UTC).Add(10 * time.Hour) },
		Today:  func() civil.Date { return friday },
		Getenv: func(name string) string { return map[string]string{"HOME": "/home/ada"}[name] },
		Path:   func() (*path.Path, error) { return path.Builtin(), nil },
		Dark:   !f.light,
		WriteFile: func(string, bool, func(io.Writer) error) error {
			return errors.New("no file is written in this test")
		},
	}
	r := &rig{newApp(c, func() loadedMsg { p, err := k.Load(); return loadedMsg{p, err} }), t}
	r.send(tea.WindowSizeMsg{Width: f.w, Height: f.h})
	r.send(r.loaded())
	return r
}

func (r *rig) ticks(n int) {
	for range n {
		r.send(tickMsg{})
	}
}

// command does something by its name in the palette.
func (r *rig) command(name string) *rig {
	return r.press(":").write(name).press("enter")
}
