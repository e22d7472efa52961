package command

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// Which backup is restored, and what is said about it. A terminal is needed
// for nothing.
func TestCase38Restore(t *testing.T) {
	older := fmt.Errorf("%w: %w", planner.ErrOlder, planner.ErrDamaged)
	torn := fmt.Errorf("its pages are torn: %w", planner.ErrDamaged)
	newer := fmt.Errorf("%w (format 2)", planner.ErrNewer)
	for name, c := range map[string]struct {
		args string
		with func(*world, *carer)
		code int
		did  string
		says []string
	}{
		"the newest":           {"--latest", nil, 0, "verify 12.db, restore 12.db", []string{"Backup 12, of Fri 20 Nov 08:30, loads; it ends with change 7", "Nothing was changed after it; the present file is kept aside.", "is now /data/plan.db.aside/1.db"}},
		"by its number":        {"11", nil, 0, "verify 11.db, restore 11.db", []string{"Backup 11, of Thu 19 Nov 09:30,", "4 changes came after it"}},
		"of a day":             {"--at 2026-11-19", nil, 0, "verify 11.db, restore 11.db", []string{"Backup 11"}},
		"of a day before":      {"--at yesterday", nil, 0, "verify 11.db, restore 11.db", []string{"Backup 11"}},
		"of days after one":    {"--at 2026-11-18", nil, 0, "verify 4.db, restore 4.db", []string{"Backup 4, of 17 Nov 2025 09:30,", "6 changes"}},
		"of a day too early":   {"--at 2020-01-01", nil, 3, "", []string{"no backup of Wednesday 1 January 2020 or before"}},
		"of a day to come":     {"--at fri", nil, 2, "", []string{"Friday 27 November 2026"}},
		"of no day":            {"--at 31-feb", nil, 2, "", []string{"expected a day"}},
		"no choice":            {"", nil, 2, "", []string{"FILE, NUMBER, --latest or --at DATE"}},
		"two choices":          {"12 --latest", nil, 2, "", []string{"exclude each other"}},
		"two others":           {"--at yesterday --latest", nil, 2, "", []string{"exclude each other"}},
		"two files":            {"12 11", nil, 2, "", []string{"one too many"}},
		"no such number":       {"99", nil, 3, "", []string{"no backup of number 99", "./99"}},
		"no such file":         {"DIR/none.db", nil, 3, "", []string{"there is no file"}},
		"no backups":           {"--latest", func(_ *world, f *carer) { f.backups = nil }, 3, "", []string{"there is no backup"}},
		"damaged":              {"12", func(_ *world, f *carer) { f.spoilt["12.db"] = torn }, 4, "verify 12.db", []string{"12.db: its pages are torn", "waymark backups lists"}},
		"of a newer waymark":   {"12", func(_ *world, f *carer) { f.spoilt["12.db"] = newer }, 1, "verify 12.db", []string{"format 2"}},
		"damaged ones skipped": {"--latest", func(_ *world, f *carer) { f.spoilt["12.db"] = torn }, 0, "verify 12.db, verify 11.db, restore 11.db", []string{"Passed over 1 newer backup that can't be used", "torn", "Backup 11"}},
		"all of them damaged": {"--latest", func(_ *world, f *carer) {
			f.spoilt["12.db"], f.spoilt["11.db"], f.spoilt["4.db"] = torn, torn, torn
		}, 4, "verify 12.db, verify 11.db, verify 4.db", []string{"none of 3 backups can be used"}},
		"a file of one's own": {"DIR/usb.db", func(w *world, f *carer) {
			w.file("usb.db", "plan")
			f.others["usb.db"] = planner.Backup{Plan: w.plan().ID, Revision: 6}
		}, 0, "verify usb.db, restore usb.db", []string{"usb.db loads; it ends with change 6.", "1 change came after it"}},
		"of another plan": {"DIR/other.db", func(w *world, f *carer) {
			w.file("other.db", "plan")
			f.others["other.db"] = planner.Backup{Plan: "another", Revision: 6}
		}, 0, "verify other.db, restore other.db", []string{"It is of another plan than the present one; the present file is kept aside."}},
		"that goes further": {"DIR/far.db", func(w *world, f *carer) {
			w.file("far.db", "plan")
			f.others["far.db"] = planner.Backup{Revision: 60}
		}, 0, "verify far.db, restore far.db", []string{"The present plan ends before it, with change 7"}},
		"over a damaged plan": {"--latest", func(_ *world, f *carer) { f.loadErr = torn }, 0, "verify 12.db, restore 12.db", []string{"2 changes came after it; the present file is kept aside."}},
		"over one that nothing is known of": {"--latest", func(_ *world, f *carer) {
			f.loadErr, f.trouble.Seen = torn, 0
		}, 0, "verify 12.db, restore 12.db", []string{"How many changes came after it is not known"}},
		"over a missing one": {"--latest", func(_ *world, f *carer) {
			f.loadErr, f.aside = fmt.Errorf("%w: %w", planner.ErrMissing, planner.ErrDamaged), ""
		}, 0, "verify 12.db, restore 12.db", []string{"2 changes came after it.", "Restored."}},
		"where there was none": {"DIR/usb.db", func(w *world, f *carer) {
			w.file("usb.db", "plan")
			f.others["usb.db"] = planner.Backup{Revision: 6}
			f.loadErr, f.aside = planner.ErrNoPlan, ""
		}, 0, "verify usb.db, restore usb.db", []string{"There is no plan here yet."}},
		"while it is busy": {"--latest", func(_ *world, f *carer) { f.loadErr = planner.ErrBusy }, 1, "verify 12.db", []string{"busy"}},
		"that fails":       {"--latest", func(_ *world, f *carer) { f.restoreErr = errFull }, 1, "verify 12.db, restore 12.db", []string{"no space left"}},
		"the plan's own file, refused as older": {"PLAN", func(_ *world, f *carer) {
			f.others["plan.db"] = planner.Backup{Revision: 5}
			f.loadErr, f.trouble.Usable = older, true
		}, 0, "verify plan.db, restore plan.db", []string{"plan.db loads; it ends with change 5.", "The plan had 4 changes more than it.\n", "The file is the plan now."}},
		"the plan's own file, refused as another": {"PLAN", func(_ *world, f *carer) {
			f.others["plan.db"] = planner.Backup{Revision: 5}
			f.loadErr, f.trouble.Usable = fmt.Errorf("%w: %w", planner.ErrAnother, planner.ErrDamaged), true
		}, 0, "verify plan.db, restore plan.db", []string{"It is another plan than the one that was here.\n"}},
		"over a plan of another's": {"--latest", func(_ *world, f *carer) {
			f.loadErr, f.trouble.Between = fmt.Errorf("%w: %w", planner.ErrAnother, planner.ErrDamaged), -1
		}, 0, "verify 12.db, restore 12.db", []string{"How many changes came after it is not known; the present file is kept aside."}},
		"another's over a damaged one": {"DIR/other.db", func(w *world, f *carer) {
			w.file("other.db", "plan")
			f.others["other.db"] = planner.Backup{Plan: "another", Revision: 6}
			f.loadErr = torn
		}, 0, "verify other.db, restore other.db", []string{"How many changes came after it is not known"}},
		"the plan's own file, not refused": {"PLAN", func(_ *world, f *carer) {
			f.others["plan.db"] = planner.Backup{Revision: 5}
		}, 0, "verify plan.db", []string{"is the plan as it is"}},
		"the plan's own file, torn": {"PLAN", func(_ *world, f *carer) {
			f.spoilt["plan.db"] = errFull // what the plan itself says is said
			f.loadErr = torn
		}, 4, "verify plan.db", []string{"torn", "waymark --file", "restore --latest"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			plan := w.file("plan.db", "a plan")
			w.lines = 4
			if c.with != nil {
				c.with(w, f)
			}
			args := strings.NewReplacer("DIR", w.dir, "PLAN", plan).Replace("restore " + c.args)
			r := w.run(append(strings.Fields(args), "--file", plan)...)
			if got := strings.Join(f.did, ", "); r.code != c.code || got != c.did || r.out != "" {
				t.Errorf("exit %d, want %d; did %q, want %q\n%s%s", r.code, c.code, got, c.did, r.out, r.err)
			}
			for _, want := range c.says {
				if !strings.Contains(r.err, want) {
					t.Errorf("%q lacks %q", r.err, want)
				}
			}
		})
	}
}

// It asks on a terminal only, and anything but a yes is a no.
func TestCase38RestoreAsks(t *testing.T) {
	for name, c := range map[string]struct {
		asked    bool
		stdin    string
		args     string
		question bool
		code     int
	}{
		"yes":                 {true, "y\n", "", true, 0},
		"yes, in full":        {true, " YES \r\n", "", true, 0},
		"no":                  {true, "n\n", "", true, 1},
		"nothing":             {true, "\n", "", true, 1},
		"the end of input":    {true, "", "", true, 1},
		"yes and the end":     {true, "y", "", true, 0},
		"something else":      {true, "yn\ny\n", "", true, 1},
		"not to be asked":     {true, "n\n", "--yes", false, 0},
		"no terminal":         {false, "n\n", "", false, 0},
		"no terminal, --yes":  {false, "", "--yes", false, 0},
		"no terminal, no end": {false, strings.Repeat("n", 1<<16), "", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w, f := cared(t)
			w.asked, w.stdin, w.lines = c.asked, c.stdin, 4
			r := w.run(strings.Fields("restore --latest " + c.args)...)
			restored := len(f.did) == 2 && f.did[1] == "restore 12.db"
			if r.code != c.code || restored != (c.code == 0) || strings.Contains(r.err, "Restore it? [y/N] ") != c.question {
				t.Errorf("exit %d, did %q\n%s", r.code, f.did, r.err)
			}
			if c.code != 0 && !strings.Contains(r.err, "nothing was restored") {
				t.Errorf("%q", r.err)
			}
		})
	}
	w, f := cared(t) // standard error alone is a terminal: there is nobody to type
	w.stdin = "n\n"
	env := w.environment(&strings.Builder{}, &strings.Builder{})
	env.IsTTY = func(s Stream) bool { return s != Stdin }
	if code := Main([]string{"restore", "--latest"}, env); code != exitOK || len(f.did) != 2 {
		t.Errorf("exit %d, did %q", code, f.did)
	}
}
