package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// backups lists the plan's backups, newest first. Each can be loaded back, to
// see that it can be used, and be restored.
type backups struct {
	*env
	seen  uint64 // number of the plan's newest change; 0: not known
	list  []planner.Backup
	said  map[string]string // by file: what came of loading it back
	doing string            // what is under way, in words
	err   string
	at    int
	from  int
}

// newBackups begins to read the list. seen is the number of the newest change
// that the plan is known to have had, where no plan could be read.
func newBackups(e *env, seen uint64) dialog {
	if e.plan != nil {
		seen = max(seen, e.plan.Revision)
	}
	d := &backups{env: e, seen: seen, said: map[string]string{}, doing: "Looking for backups…"}
	care := e.care()
	e.work(func() func() {
		list, err := care.Backups()
		return func() {
			d.doing, d.list = "", list
			if err != nil {
				d.err = "The backups can't be listed: " + err.Error()
			}
			d.move(0)
		}
	})
	return d
}

// Title counts them.
func (d *backups) Title() string {
	if len(d.list) == 0 {
		return "Backups"
	}
	return fmt.Sprintf("Backups · %d", len(d.list))
}

// Actions are restoring and loading back the one under the cursor.
func (d *backups) Actions() []action {
	why := d.doing
	if why == "" && len(d.list) == 0 {
		why = "There is no backup yet."
	}
	acts := []action{
		{keys: []string{"enter", "r"}, label: "restore it; asks first", foot: "restore", why: why, do: d.restoreThis},
		{keys: []string{"v"}, label: "load it back, to see that it can be used", foot: "verify", why: why, do: doing(d.verify)},
		{keys: []string{"esc", "q"}, label: "close", foot: "close", do: doing(d.answer)},
	}
	return append(acts, cursorActions(d.move, func() int { _, h := d.Size(d.w-6, d.h-4); return d.rows(h) })...)
}

func (d *backups) move(by int) {
	_, h := d.Size(d.w-6, d.h-4)
	d.at = max(0, min(d.at+by, len(d.list)-1))
	d.from = window(d.at, d.from, len(d.list), d.rows(h))
}

// Follow keeps the cursor in view.
func (d *backups) Follow() { d.move(0) }

func (d *backups) restoreThis() tea.Cmd {
	b := d.list[d.at]
	between := int64(-1)
	if d.seen >= b.Revision && d.seen > 0 {
		between = int64(d.seen - b.Revision)
	}
	return d.ask(d.confirmRestore(b, between, func() {
		d.doing, d.err = "Loading it back and putting it in place…", ""
		d.restore(b.File, "Restored", func(words string) { d.doing, d.err = "", words })
	}))
}

// confirmRestore asks before a backup takes the plan's place.
func (e *env) confirmRestore(b planner.Backup, between int64, do func()) dialog {
	return &confirm{
		env: e, title: "Restore this backup?", yes: "restore it", do: do,
		about: []string{
			fmt.Sprintf("It was taken %s, %s, and ends with change %d: %s.", e.moment(b.Taken), e.ago(b.Taken), b.Revision, lacking(between)),
			"It is loaded back first, whole. The file that is there now is kept aside.",
		},
	}
}

func (d *backups) verify() {
	b, care := d.list[d.at], d.care()
	d.doing, d.err = "Loading it back…", ""
	d.work(func() func() {
		got, err := care.Verify(b.File)
		return func() {
			d.doing = ""
			if err != nil {
				d.said[b.File] = "✗ It can't be used: " + err.Error()
				d.stuck(err)
				return
			}
			d.said[b.File] = "✓ It loads back: " + planner.Counted(planner.Total(got.Records), "record")
		}
	})
}

// below is how many lines stand under the list.
const below = 4

func (*backups) rows(h int) int { return max(1, h-below) }

// Size is a line for each, and some for what there is to say.
func (d *backups) Size(w, h int) (int, int) { return min(w, 76), min(h, max(1, len(d.list))+below) }

// View draws the list, and below it what there is to say of the one selected.
func (d *backups) View(w, h int) string {
	s := d.styles
	var lines []string
	for i := d.from; i < min(len(d.list), d.from+d.rows(h)); i++ {
		lines = append(lines, d.row(i, w))
	}
	if len(d.list) == 0 && d.doing == "" && d.err == "" {
		lines = append(lines, "There is no backup yet. One is taken each day on which something changes.")
	}
	lines = append(lines, "")
	if d.at < len(d.list) {
		lines = append(lines, s.subtle.Render(tail(d.short(d.list[d.at].File), w)))
	}
	switch {
	case d.doing != "":
		lines = append(lines, s.accent.Render(cut(d.doing, w)))
	case d.err != "":
		lines = append(lines, styled(s.warn, wrap(d.err, w))...)
	case d.at < len(d.list):
		lines = append(lines, wrap(d.said[d.list[d.at].File], w)...)
	}
	return block(lines, w, h)
}

func (d *backups) row(i, w int) string {
	s, b := d.styles, d.list[i]
	mark, st := "  ", s.text
	if i == d.at {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	left := mark + st.Render(fit(d.clock(b.Taken), clockWidth)) + "  " + s.subtle.Render(line(b.Why, 18))
	right := s.subtle.Render(fmt.Sprintf("change %d  %8s", b.Revision, planner.Size(b.Size)))
	return ends(left, right, w)
}
