package tui

import (
	"fmt"

	"waymark/planner"
)

// newCheckup looks at everything in the plan's file and shows what was found.
func newCheckup(e *env) dialog {
	var found *planner.Checkup
	var failed error
	d := &report{env: e, title: "Check of the plan's file"}
	d.lines = func(w int) []string {
		switch {
		case failed != nil:
			return styled(e.styles.warn, wrap("The check could not be made: "+failed.Error(), w))
		case found == nil:
			return []string{"Looking at every record, every change and the newest backup…"}
		}
		return e.checkupLines(*found, w)
	}
	care := e.care()
	e.work(func() func() {
		got, err := care.Check()
		return func() {
			if failed = err; err != nil {
				e.stuck(err)
				return
			}
			if found = &got; !got.Sound {
				d.then = []action{{keys: []string{"r"}, label: "rescue: what can be done about it", foot: "rescue", do: doing(func() {
					e.answer()
					e.damage = fmt.Errorf("read the plan %s: a check found that something is wrong in it: %w", got.File, planner.ErrDamaged)
					e.rescue()
				})}}
			}
		}
	})
	return d
}

// checkupLines tells what a check found.
func (e *env) checkupLines(c planner.Checkup, w int) []string {
	s := e.styles
	lines := []string{s.good.Render("✓ Sound: nothing is wrong")}
	if !c.Sound {
		lines = []string{s.warn.Render("✗ Something is wrong; the file was left as it is")}
	}
	lines = append(lines, styled(s.subtle, wrap(joined(
		planner.Counted(planner.Total(c.Records), "record"), planner.Counted(c.Journal, "change"), planner.Size(c.Size)), w))...)
	lines = append(lines, s.subtle.Render(tail(e.short(c.File), w)), "")
	if c.Backup != nil {
		lines = append(lines, wrap("The newest backup loads back: "+e.moment(c.Backup.Taken)+", "+e.ago(c.Backup.Taken)+".", w)...)
	} else {
		lines = append(lines, wrap("There is no backup that loads back.", w)...)
	}
	for i, f := range c.Findings {
		if i == 0 {
			lines = append(lines, "")
		}
		glyph := "✗ "
		if f.Warning {
			glyph = "! Harmless by itself: "
		}
		lines = append(lines, wrap(glyph+f.Where+": "+f.What, w)...)
	}
	return lines
}
