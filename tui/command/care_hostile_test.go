package command

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
)

// Hostile names and texts are refused or shown harmlessly; run checks that.
func TestHostileCare(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			t.Chdir(w.dir)
			for _, args := range [][]string{
				{"check", text},
				{"backups", text},
				{"erase", "--yes", "--", text},
				{"restore", "--at=" + text},
				{"check", "--json=" + text},
				{"restore", "--latest", "--", text},
				{"restore", "--yes=" + text, "--latest"},
			} {
				if r := w.run(args...); r.code != exitMisuse || r.out != "" {
					t.Errorf("%.80q: exit %d, %.80q, %.200q", args, r.code, r.out, r.err)
				}
			}
			if len(f.did) > 0 {
				t.Errorf("did %q", f.did)
			}
			w.lines = 4
			w.run("restore", "--", text)
			w.run("restore", "--file="+text, "--latest")
			w.run("backup", "--", text)
			w.run("salvage", "--", text)
			w.run("salvage", "--json", "--", text)
			w.run("salvage", "--file="+text, "new.db")
		})
	}
}

// What other programs left in a file or a folder is shown harmlessly, too.
func TestCareSinksClean(t *testing.T) {
	w, f := cared(t)
	w.lines = 40
	bad := fmt.Errorf("%s: %w", raw, planner.ErrDamaged)
	f.checkup.File, f.checkup.Sound = raw, false
	f.checkup.Findings = []planner.Finding{{Where: raw, What: raw}, {Where: raw, What: raw, Warning: true}}
	for i := range f.backups {
		f.backups[i].Why, f.backups[i].Plan = raw, raw
	}
	f.backups = append(f.backups, planner.Backup{Number: 1, File: "/data/" + raw, Why: raw})
	f.aside = raw
	f.salvaged = planner.Salvaged{Backup: raw, Kinds: []planner.SalvagedKind{{Kind: raw, Recovered: 1, FromBackup: []string{raw}, Lost: []string{raw}}}}
	f.bound = []planner.Record{&planner.Capture{ID: mustID(t, "c9"), Text: raw}, &planner.Review{ID: mustID(t, "r9"), Week: raw}, &planner.Action{Item: planner.Item{ID: mustID(t, "a9"), Title: raw}}}
	f.holding = []string{raw, "/data/12.db"}
	f.eraseFrom["12.db"] = bad
	f.spoilt["11.db"] = bad
	f.notes = []string{raw}
	for _, args := range []string{
		"check", "check --json", "backups", "backups --json", "restore 12", "restore 1", "restore 11", "restore --latest",
		"salvage NEW", "salvage NEW --json", "erase a1 --yes", "erase a1 --yes --backups", "erase a1",
	} {
		w.run(strings.Fields(strings.ReplaceAll(args, "NEW", filepath.Join(w.dir, "new.db")))...)
	}
	f.loadErr, f.trouble.Usable = bad, true
	f.trouble.Backup = &f.backups[3]
	for _, args := range []string{"status", "status --short", "restore --latest", "add x"} {
		if r := w.run(strings.Fields(args)...); args != "restore --latest" && r.code != exitDamaged {
			t.Errorf("%s: %+v", args, r)
		}
	}
	w, f = cared(t)
	w.lines = 6
	f.choresErr, f.backupErr, f.restoreErr, f.eraseErr, f.salvageErr, f.checkErr = bad, bad, bad, bad, bad, bad
	for _, args := range []string{"add x", "backup", "restore --latest", "restore NEW", "erase a1 --yes", "salvage NEW", "check"} {
		w.run(strings.Fields(strings.ReplaceAll(args, "NEW", filepath.Join(w.dir, "new.db")))...)
	}
}
