package tui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
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
	why := ""
	switch {
	case d.entry.Undone:
		why = "It is undone already."
	case d.entry.Undoes != 0 || d.entry.Redoes != 0:
		why = fmt.Sprintf("It is itself an undo or a redo; open change %d, which it is about.", max(d.entry.Undoes, d.entry.Redoes))
	case d.entry.Seq == 1:
		why = "It is the start of the plan."
	}
	acts := []action{
		{keys: []string{"enter", "d"}, label: "undo this one", foot: "undo this one", why: why, do: doing(d.takeBack)},
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
	if entry.Undone {
		lines = append(lines, s.accent.Render("↶ undone since"))
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

func (e *env) fieldLines(c planner.Change, w int) []string {
	var lines []string
	if slices.Equal(c.Fields(), []string{"touched"}) {
		return []string{e.styles.subtle.Render("  looked at, not changed")}
	}
	for _, name := range c.Fields() {
		switch name {
		case "id", "touched", "order", "created":
			continue // bookkeeping
		}
		was, now := fieldValue(name, c.Before[name]), fieldValue(name, c.After[name])
		label := e.styles.subtle.Render(fieldName(name) + ": ")
		if c.Created {
			lines = append(lines, "  "+label+line(now, w-width(label)-2))
			continue
		}
		room := max(8, (w-width(label)-5)/2)
		if wide := w - width(label) - 5 - width(now); wide > room {
			room = wide
		}
		was = line(was, room)
		lines = append(lines, "  "+label+e.styles.subtle.Render(was)+" → "+line(now, w-width(label)-width(was)-5))
	}
	return lines
}

// fieldNames are the fields whose names in the file say too little.
var fieldNames = map[string]string{
	"due": "date", "why": "reason for it", "since": "so since", "done": "done on", "last": "last time", "prev": "time before",
	"tick": "record of it", "line": "closing line", "steps": "things looked at", "moved": "this time on", "review": "review under way",
	"settled": "reviewed up to", "milestone": "serves",
}

func fieldName(name string) string {
	if words, ok := fieldNames[name]; ok {
		return words
	}
	return planner.ShowLine(strings.ReplaceAll(name, "_", " "))
}

// fieldValue is a field's JSON as a person would say it.
func fieldValue(name string, raw json.RawMessage) string {
	var text string
	var list []json.RawMessage
	var steps []planner.Step
	switch {
	case len(raw) == 0:
		return "none"
	case string(raw) == "true":
		return "yes"
	case string(raw) == "false":
		return "no"
	case json.Unmarshal(raw, &text) == nil:
		return spokenField(name, text)
	case name == "steps" && json.Unmarshal(raw, &steps) == nil:
		seen := slices.DeleteFunc(steps, func(s planner.Step) bool { return s.Outcome == "" })
		return fmt.Sprintf("%d of %d", len(seen), len(steps))
	case json.Unmarshal(raw, &list) == nil:
		var words []string
		for _, v := range list {
			words = append(words, strings.Trim(string(v), `"`))
		}
		return strings.Join(words, ", ")
	}
	return string(raw)
}

func spokenField(name, text string) string {
	if d, err := civil.ParseDate(text); err == nil {
		return longDay(d)
	}
	if state, err := planner.ParseState(text); err == nil && name == "state" {
		return state.String()
	}
	if text == "" {
		return "none"
	}
	return text
}
