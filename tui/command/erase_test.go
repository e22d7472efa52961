package command

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// What is erased, from where, and what is asked before.
func TestErase(t *testing.T) {
	files := []string{"/data/12.db", "/data/11.db"}
	for name, c := range map[string]struct {
		args    string
		asked   bool
		stdin   string
		holding []string
		with    func(*carer)
		code    int
		did     string
		says    string
	}{
		"yes":                     {"a1", true, "y\n", nil, nil, 0, "erase a1", "Erased: a1"},
		"no":                      {"a1", true, "n\n", files, nil, 1, "", "nothing was erased"},
		"the end of input":        {"a1", true, "", files, nil, 1, "", "nothing was erased"},
		"yes, and the backups":    {"a1", true, "y\ny\n", files, nil, 0, "erase a1, erase a1 from 12.db, erase a1 from 11.db", "Erased from 2 files."},
		"yes, but not them":       {"a1", true, "y\nn\n", files, nil, 0, "erase a1", "the same with --backups erases it there"},
		"yes, then the end":       {"a1", true, "y\n", files, nil, 0, "erase a1", "the same with --backups erases it there"},
		"asked for":               {"a1 --yes --backups", false, "", files, nil, 0, "erase a1, erase a1 from 12.db, erase a1 from 11.db", "Erased from 2 files."},
		"asked for, but for them": {"a1 --yes", false, "", files, nil, 0, "erase a1", "2 files beside the plan still hold something of it"},
		"asked for on a terminal": {"a1 --yes", true, "y\n", files[:1], nil, 0, "erase a1", "1 file beside the plan still holds something of it"},
		"backups without a yes":   {"a1 --backups", true, "y\n", files[:1], nil, 0, "erase a1, erase a1 from 12.db", "Erased from 1 file."},
		"no terminal":             {"a1 --backups", false, "y\n", files, nil, 2, "", "there is no terminal to ask on"},
		"what is bound goes along": {"a1 --yes", false, "", nil, func(f *carer) {
			f.bound = []planner.Record{must(f.Get(planner.ID{Kind: planner.KindTick, N: 1}))}
		}, 0, "erase a1, t1", "t1     tick of k1 on 2026-11-10  (goes along, since it holds words of the others)"},
		"one file fails": {"a1 --yes --backups", false, "", files, func(f *carer) {
			f.eraseFrom["12.db"] = fmt.Errorf("torn: %w", planner.ErrDamaged)
		}, 4, "erase a1, erase a1 from 12.db, erase a1 from 11.db", "1 of 2 files could not be rewritten"},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			w.asked, w.stdin, w.lines = c.asked, c.stdin, 8
			f.holding = c.holding
			if c.with != nil {
				c.with(f)
			}
			r := w.run(strings.Fields("erase " + c.args)...)
			if got := strings.Join(f.did, ", "); r.code != c.code || got != c.did || !strings.Contains(r.err, c.says) {
				t.Errorf("exit %d, want %d; did %q, want %q\n%s", r.code, c.code, got, c.did, r.err)
			}
			if !strings.Contains(r.err, "a1     ") {
				t.Errorf("not shown before: %s", r.err)
			}
			want := "" // the files that still held something when the user was told
			switch {
			case c.code == 1 || c.code == 2 || len(c.holding) == 0:
			case c.code == exitDamaged:
				want = c.holding[0] + "\n"
			case !strings.Contains(c.args, "--backups"):
				want = strings.Join(c.holding, "\n") + "\n"
			}
			if r.out != want {
				t.Errorf("printed %q, want %q", r.out, want)
			}
		})
	}
}

// A long list is cut.
func TestEraseMany(t *testing.T) {
	w, f := cared(t)
	w.lines = 30
	for n := range 40 {
		f.bound = append(f.bound, &planner.Tick{ID: planner.ID{Kind: planner.KindTick, N: uint32(n + 100)}})
	}
	r := w.run("erase", "a1", "--yes")
	if !strings.Contains(r.err, "  and 21 more\n") || !strings.Contains(r.err, "Erased: a1, t100, ") || strings.Count(r.err, "\n") != 22 {
		t.Error(r.err)
	}
}
