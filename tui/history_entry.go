package tui

import (
	"fmt"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// clock is when a change was made, in the time of the user's own place.
func (e *env) clock(at time.Time) string {
	at = at.In(e.Now().Location())
	return shortDay(civil.DateOf(at), e.today) + at.Format(" 15:04")
}

// entryDialog shows what one change did, and can take it back.
type entryDialog struct {
	*env
	entry   planner.Entry
	refused string // why it could not be taken back
	from    int
}

// Title is the number that the line commands know the change by.
func (d *entryDialog) Title() string { return fmt.Sprintf("Change %d", d.entry.Seq) }

// Actions are taking it back, closing and scrolling.
func (d *entryDialog) Actions() []action {
	why, foot := "", "undo this one"
	switch {
	case d.entry.Undone:
		why = "It is undone already."
	case d.entry.Undoes != 0:
		why, foot = fmt.Sprintf("This is itself an undo; undo or redo the change it is about, change %d.", d.entry.Undoes), ""
	case d.entry.Redoes != 0:
		why, foot = fmt.Sprintf("This is itself a redo; undo or redo the change it is about, change %d.", d.entry.Redoes), ""
	case d.entry.Seq == 1:
		why = "It is the start of the plan."
	}
	acts := []action{
		{keys: []string{"enter", "d"}, label: "undo this one", foot: foot, why: why, do: doing(d.takeBack)},
		{keys: []string{"esc", "q"}, label: "close", foot: "close", do: doing(d.answer)},
	}
	return append(acts, cursorActions(d.scroll, func() int { _, h := d.Size(d.w-6, d.h-4); return h })...)
}

// takeBack undoes the change. A refusal is said in the dialog as well, which
// may hide the line where toasts appear.
func (d *entryDialog) takeBack() {
	rev := d.plan.Revision
	d.undo(d.entry.Seq)
	if d.plan.Revision == rev {
		d.refused, d.from = d.toast.text, 0
		return
	}
	d.answer()
}

// Follow keeps the scroll within what there is in a window of another size.
func (d *entryDialog) Follow() { d.scroll(0) }

func (d *entryDialog) scroll(by int) {
	w, h := d.Size(d.w-6, d.h-4)
	d.from = max(0, min(d.from+by, len(d.lines(w))-h))
}

func (d *entryDialog) lines(w int) []string {
	lines := d.entryLines(d.entry, w)
	if d.refused != "" {
		lines = append(append(styled(d.styles.warn, wrap("Not undone: "+d.refused, w)), ""), lines...)
	}
	return lines
}

// Size is a comfortable page.
func (d *entryDialog) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, len(d.lines(w)))
}

// View draws the change.
func (d *entryDialog) View(w, h int) string {
	lines := d.lines(w)
	return block(lines[min(d.from, len(lines)):], w, h)
}

// entryLines tells of a change field by field.
func (e *env) entryLines(entry planner.Entry, w int) []string {
	s := e.styles
	at := entry.At.In(e.Now().Location())
	lines := styled(s.bold, wrap(entry.Label, w))
	lines = append(lines, s.subtle.Render(line(at.Format("Mon 2 Jan 2006, 15:04")+", from the "+entry.Origin, w)))
	switch {
	case entry.Undone:
		lines = append(lines, s.accent.Render("↶ undone since"))
	case entry.Undoes != 0:
		lines = append(lines, s.subtle.Render(fmt.Sprintf("↶ takes back change %d", entry.Undoes)))
	case entry.Redoes != 0:
		lines = append(lines, s.subtle.Render(fmt.Sprintf("↷ repeats change %d", entry.Redoes)))
	}
	const most = 40 // of the records that an import or the start touched
	for i, c := range entry.Changes {
		if i == most {
			return append(lines, "", s.subtle.Render(fmt.Sprintf("and %d more", len(entry.Changes)-most)))
		}
		name := c.ID.String()
		if _, listed := e.plan.Find(c.ID).(planner.Listed); listed {
			name += " " + e.titleOf(c.ID)
		} else {
			name = c.ID.Kind.String() + " " + name
		}
		if c.Created {
			name += " · added"
		}
		lines = append(lines, "", s.accent.Render(cut(name, w)))
		if !c.Created || len(entry.Changes) <= 12 {
			lines = append(lines, e.fieldLines(c, w)...)
		}
	}
	return lines
}
