package command

import (
	"bytes"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// faulty makes what the carer knows of a plan with faults.
func faulty(f *carer) {
	f.checkup.Sound = false
	f.checkup.Findings = []planner.Finding{
		{Where: "action a12", What: "its checksum doesn't fit"},
		{Where: "journal 7", What: "it is about a99, which there is not"},
		{Where: "backup", What: "the newest is three weeks old", Warning: true},
	}
}

// wrecked makes a plan of which something was saved.
func wrecked(f *carer) {
	var many []string
	for n := range 50 {
		many = append(many, "t"+itoa(n+1))
	}
	f.salvaged = planner.Salvaged{Backup: "/data/plan.db.backups/12.db", Kinds: []planner.SalvagedKind{
		{Kind: "profile", Recovered: 1},
		{Kind: "action", Recovered: 4, FromBackup: []string{"a2", "a3"}},
		{Kind: "tick", Recovered: 300, Lost: many},
		{Kind: "review"},
		{Kind: "journal", Recovered: 6, Lost: []string{"7"}},
	}}
}

func TestCareGoldens(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
		with func(*carer)
	}{
		"check":         {[]string{"check"}, 0, nil},
		"check-found":   {[]string{"check"}, 4, faulty},
		"check-json":    {[]string{"check", "--json"}, 4, faulty},
		"backups":       {[]string{"backups"}, 0, nil},
		"backups-json":  {[]string{"backups", "--json"}, 0, nil},
		"salvage":       {[]string{"salvage", "OUT"}, 0, wrecked},
		"salvage-json":  {[]string{"salvage", "OUT", "--json"}, 0, wrecked},
		"help-check":    {[]string{"help", "check"}, 0, nil},
		"help-backup":   {[]string{"help", "backup"}, 0, nil},
		"help-restore":  {[]string{"help", "restore"}, 0, nil},
		"help-salvage":  {[]string{"help", "salvage"}, 0, nil},
		"help-erase":    {[]string{"help", "erase"}, 0, nil},
		"restore":       {[]string{"restore", "--latest"}, 0, nil},
		"erase-refused": {[]string{"erase", "a1", "c1"}, 2, func(f *carer) { f.bound = []planner.Record{must(f.Get(planner.ID{Kind: planner.KindTick, N: 1}))} }},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			if c.with != nil {
				c.with(f)
			}
			w.lines = 10
			args := slices.Clone(c.args)
			for i, arg := range args {
				if arg == "OUT" {
					args[i] = filepath.Join(w.dir, "OUT")
				}
			}
			r := w.run(args...)
			if r.code != c.code {
				t.Errorf("exit %d, want %d", r.code, c.code)
			}
			golden(t, name, strings.ReplaceAll(r.out+"--\n"+r.err, w.dir, "DIR"))
		})
	}
}

func must[T any](got T, err error) T {
	if err != nil {
		panic(err)
	}
	return got
}

// Each row runs on a world of its own.
func TestCareCommands(t *testing.T) {
	damaged := fmt.Errorf("its pages are torn: %w", planner.ErrDamaged)
	for _, c := range []struct {
		args     string
		with     func(*world, *carer)
		code     int
		out, err string // parts of what is printed
	}{
		{"check x", nil, 2, "", "takes no words"},
		{"check", nil, 0, "Sound: 13 records, 7 changes, 48 KiB; the newest backup, of Fri 20 Nov 08:30, loads", ""},
		{"check", func(_ *world, f *carer) { f.checkup.Backup = nil }, 0, "there is no backup yet", ""},
		{"check", func(_ *world, f *carer) {
			f.checkup.Backup = nil
			f.checkup.Findings = []planner.Finding{{Where: "backup 12", What: "torn", Warning: true}}
		}, 0, "warning: backup 12: torn\nSound: 13 records, 7 changes, 48 KiB\n", ""},
		{"check", func(_ *world, f *carer) { f.checkErr = errFull }, 1, "", "no space left"},
		{"check", func(_ *world, f *carer) { f.checkErr = planner.ErrNoPlan }, 3, "", "waymark init"},
		{"check", func(_ *world, f *carer) { f.checkErr = planner.ErrBusy }, 1, "", "busy"},
		{"check", func(_ *world, f *carer) { f.checkErr = damaged }, 4, "", "restore --latest"},

		{"backup", nil, 0, "/data/plan.db.backups/13.db\n", "9 records, up to change 7, 32 KiB"},
		{"backup DIR/new.db", nil, 0, "DIR/new.db\n", "Backed up"},
		{"backup DIR/there.db", func(w *world, _ *carer) { w.file("there.db", "mine") }, 1, "", "is there already"},
		{"backup DIR", nil, 1, "", "is a folder"},
		{"backup DIR/late.db", func(_ *world, f *carer) { f.backupErr = fs.ErrExist }, 1, "", "is there already"},
		{"backup", func(_ *world, f *carer) { f.backupErr = errFull }, 1, "", "no space left"},
		{"backup", func(_ *world, f *carer) { f.backupErr = planner.ErrNoPlan }, 3, "", "no plan yet"},
		{"backup", func(_ *world, f *carer) { f.backupErr = damaged }, 4, "", "waymark salvage NEW.db"},
		{"backup --today 2027-01-01", nil, 2, "", "nothing is backed up"},
		{"backup a b", nil, 2, "", "one too many"},

		{"backups", nil, 0, "12  Fri 20 Nov 08:30   change 7", "They are in"},
		{"backups", func(_ *world, f *carer) { f.backups = nil }, 0, "", "no backups yet; they will be in"},
		{"backups --json", func(_ *world, f *carer) { f.backups = nil }, 0, "[]\n", ""},
		{"backups", func(_ *world, f *carer) { f.backupErr = errFull }, 1, "", "no space left"},
		{"backups x", nil, 2, "", "takes no words"},

		{"salvage", nil, 2, "", "a file to write to"},
		{"salvage DIR/new.db", nil, 0, "nothing is lost", "waymark --file DIR/new.db shows it; waymark restore DIR/new.db puts it in place."},
		{"salvage DIR/there.db", func(w *world, _ *carer) { w.file("there.db", "mine") }, 1, "", "is there already"},
		{"salvage DIR/late.db", func(_ *world, f *carer) { f.salvageErr = fs.ErrExist }, 1, "", "is there already"},
		{"salvage DIR/new.db", func(_ *world, f *carer) { f.salvageErr = errFull }, 1, "", "no space left"},
		{"salvage DIR/new.db", func(_ *world, f *carer) { f.salvageErr = damaged }, 4, "", "its pages are torn"},

		{"erase a1", nil, 2, "", "Say --yes"},
		{"erase", nil, 2, "", "an id"},
		{"erase a99 --yes", nil, 3, "", "not found"},
		{"erase u1 --yes", nil, 2, "", "and this is a profile"},
		{"erase p1 --yes", nil, 2, "", "and this is a phase"},
		{"erase a1 A1 m1 k1 c1 t1 --yes", nil, 0, "", "Erased: a1, m1, k1, c1, t1\n"},
		{"erase a1 --yes", func(_ *world, f *carer) { f.eraseErr = errFull }, 1, "", "no space left"},
		{"erase a1 --yes", func(_ *world, f *carer) { f.eraseErr = damaged }, 4, "", "its pages are torn"},
	} {
		t.Run(c.args, func(t *testing.T) {
			w, f := cared(t)
			w.lines = 10
			if c.with != nil {
				c.with(w, f)
			}
			r := w.run(strings.Fields(strings.ReplaceAll(c.args, "DIR", w.dir))...)
			inDir := func(s string) string { return strings.ReplaceAll(s, "DIR", w.dir) }
			if r.code != c.code || !strings.Contains(r.out, inDir(c.out)) || !strings.Contains(r.err, inDir(c.err)) {
				t.Errorf("exit %d, want %d\nout: %s\nerr: %s", r.code, c.code, r.out, r.err)
			}
			if c.code != 0 && r.out != "" {
				t.Errorf("failed, and printed %q", r.out)
			}
		})
	}
}

// A plan that is kept in memory has no file to look after.
func TestNoFile(t *testing.T) {
	for _, args := range []string{"check", "backup", "backups", "restore --latest", "salvage nowhere.db", "erase a1 --yes"} {
		if r := planned(t).run(strings.Fields(args)...); r.code != exitFailed || !strings.Contains(r.err, "not kept in a file") || r.out != "" {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

// What a command made is named whole, whatever folder it was named from.
func TestFilesAreAbsolute(t *testing.T) {
	w, f := cared(t)
	t.Chdir(w.dir)
	if out := w.must("backup", "./new.db"); out != filepath.Join(w.dir, "new.db")+"\n" {
		t.Error(out)
	}
	r := w.run("salvage", "it's new.db")
	if want := "waymark restore '" + strings.ReplaceAll(filepath.Join(w.dir, "it's new.db"), "'", `'\''`) + "' puts"; !strings.Contains(r.err, want) {
		t.Errorf("%q lacks %q", r.err, want)
	}
	if f.did[0] != "backup to "+filepath.Join(w.dir, "new.db") {
		t.Error(f.did)
	}
}

// Help names every key of what --json gives.
func TestCareJSONIsDocumented(t *testing.T) {
	w, f := cared(t)
	faulty(f)
	wrecked(f)
	for i := range f.backups {
		f.backups[i].Records = map[string]int{}
	}
	f.checkup.Records = nil
	for _, args := range [][]string{{"check", "--json"}, {"backups", "--json"}, {"salvage", filepath.Join(w.dir, "new.db"), "--json"}} {
		help := w.must("help", args[0]) + w.must("help", "backups")
		words := strings.FieldsFunc(help, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })
		var got any
		decode(t, w.run(args...).out, &got)
		if len(keys(got)) < 5 {
			t.Errorf("%q: %v", args, got)
		}
		for _, key := range keys(got) {
			if !slices.Contains(words, key) {
				t.Errorf("%q: the help doesn't name %q", args, key)
			}
		}
	}
}

// What can't be printed is a failure, and never goes unsaid; what was asked
// for is done whole or not at all.
func TestCase45CareIntoAFullDisk(t *testing.T) {
	for args, did := range map[string]string{
		"check":                     "",
		"check --json":              "",
		"backup":                    "backup asked",
		"backups":                   "",
		"backups --json":            "",
		"salvage NEW":               "salvage NEW",
		"salvage NEW --json":        "salvage NEW",
		"erase a1 --yes":            "erase a1",
		"erase a1 --yes --backups":  "erase a1, erase a1 from 12.db",
		"help restore":              "",
		"backup NEW --file x.db":    "backup to NEW",
		"restore --latest --yes":    "verify 12.db, restore 12.db",
		"restore --latest --latest": "verify 12.db, restore 12.db",
	} {
		w, f := cared(t)
		w.lines, w.stdout = 10, &full{1}
		f.holding = []string{"/data/plan.db.backups/12.db"}
		f.eraseFrom["12.db"] = errFull
		out := filepath.Join(w.dir, "NEW")
		r := w.run(strings.Fields(strings.ReplaceAll(args, "NEW", out))...)
		if got := strings.ReplaceAll(strings.Join(f.did, ", "), w.dir+"/", ""); got != did {
			t.Errorf("%s: did %q, want %q", args, got, did)
		}
		if strings.HasPrefix(args, "restore") { // which prints nothing
			continue
		}
		if r.code != exitFailed || !strings.Contains(r.err, "no space left") {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

// A terminal's width is kept by lists.
func TestBackupsWidth(t *testing.T) {
	w, _ := cared(t)
	w.tty, w.width = true, 60
	var lines [][]byte
	for line := range bytes.Lines([]byte(w.must("backups", "--no-color"))) {
		lines = append(lines, line)
		if len([]rune(string(line))) > 61 {
			t.Errorf("%d cells: %s", len(line), line)
		}
	}
	if len(lines) != 3 {
		t.Errorf("%d lines", len(lines))
	}
}
