package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// exporter asks for whom the plan is to be written, as what and where, and
// shows what the document would be made from and what is held back. It needs
// nothing of the plan's own file but its history, and does without where that
// can't be read.
type exporter struct {
	*form
	preview
	turned
	table, since, file *field
	phases             []int // numbers, in the order of the options; 0: all
	periods            []exportPeriod
	own                bool   // the file's name was typed
	proposed           string // the name that was proposed last
	goal               goal
	naming             naming
	working            string // what it is at, while it writes
}

// The fields of the dialog, in their order.
const (
	exportFor = iota
	exportAs
	exportTable
	exportOf
	exportSince
	exportPhase
	exportFile
)

// allTables is the choice of every table, each in a file of its own.
const allTables = "all tables"

// newExport makes the dialog. What was chosen before comes back whole, or not
// at all; preset holds in either case.
func newExport(e *env, preset ...string) dialog {
	d := &exporter{turned: newTurned(), periods: exportPeriods(e.today)}
	d.form = newForm(e, "", "Export the plan", d.makeFields(e), func([]string) error { return d.write(false) })
	d.name, d.quick = "export", true // its draft has more than the fields
	d.bring(preset)
	d.initial = d.kept()
	if draft := e.drafts.of(d.name); draft != nil {
		if !d.bring(draft) {
			e.drafts.drop(d.name)
			return newExport(e, preset...)
		}
		d.bring(preset)
		d.back = true
	}
	d.Follow()
	return d
}

func (d *exporter) makeFields(e *env) []*field {
	var audiences, formats, periods []string
	for _, a := range export.Audiences {
		audiences = append(audiences, strings.TrimPrefix(a.Title, "for "))
	}
	for _, f := range export.Formats {
		formats = append(formats, f.Title)
	}
	for _, p := range d.periods {
		periods = append(periods, p.words)
	}
	phases := []string{"all phases"}
	d.phases = []int{0}
	if e.plan != nil {
		for ph := range e.plan.Phases() {
			phases = append(phases, fmt.Sprintf("%d %s", ph.Number(), planner.ShowLine(ph.Title)))
			d.phases = append(d.phases, ph.Number())
		}
	}
	d.table = choiceField("Table", append([]string{allTables}, export.TableNames()...), 0)
	d.table.when = func() bool { return d.format().Tables != nil }
	d.since = e.textField("Since", "", "1 jul, 2026-01-30")
	d.since.when = func() bool { return d.periods[d.fields[exportOf].at].name == sinceDate }
	d.since.hint = func(text string) (string, bool) {
		day, err := planner.ParsePastDate(text, e.today)
		if err != nil {
			return err.Error(), false
		}
		return longDay(day), true
	}
	d.file = e.textField("File", "", "a name, as ~/plan.md")
	return []*field{
		choiceField("For", audiences, 0), choiceField("As", formats, 0), d.table,
		choiceField("Of", periods, 0), d.since, choiceField("Phase", phases, 0), d.file,
	}
}

func (d *exporter) audience() export.Audience { return export.Audiences[d.fields[exportFor].at] }
func (d *exporter) format() export.Format     { return export.Formats[d.fields[exportAs].at] }

// everyTable reports that each table is to be written into a file of its own.
func (d *exporter) everyTable() bool { return d.table.shown() && d.table.at == 0 }

// chosen is what the fields say, or why that is nothing yet.
func (d *exporter) chosen() (export.Choice, error) {
	period, err := d.period()
	c := export.Choice{For: d.audience(), Period: period, Phase: d.phases[d.fields[exportPhase].at]}
	if d.table.shown() && !d.everyTable() {
		c.Table = d.table.value()
	}
	d.into(&c)
	return c, err
}

// Actions are what can be done with the document, and the form's own.
func (d *exporter) Actions() []action {
	more, replace := "", ""
	if d.below() {
		more = "more"
	}
	if d.nothingToReplace() == "" {
		replace = "replace"
	}
	down, up := []string{"pgdown", "ctrl+d"}, []string{"pgup", "ctrl+u"}
	if d.Typing() {
		down, up = down[:1], up[:1]
	}
	acts := []action{
		{keys: []string{"enter", "ctrl+s"}, label: "write the file", foot: "write", do: d.turning(d.submit)},
		{keys: []string{"ctrl+r"}, label: "replace the file that is there", foot: replace, why: d.nothingToReplace(), do: d.turning(d.replace)},
		{keys: []string{"ctrl+o"}, label: "choose what is given, and whose name becomes an initial", foot: "hold back", why: d.nothingToHold(), do: func() tea.Cmd { return d.ask(newHoldBack(d)) }},
		{keys: down, label: "further down in what it would be made from", foot: more, do: doing(func() { d.scroll(max(1, d.previewRoom()-1)) })},
		{keys: up, label: "further up", do: doing(func() { d.scroll(-max(1, d.previewRoom()-1)) })},
		{keys: []string{"esc"}, label: "leave; what you chose is kept as a draft", foot: "leave", do: doing(d.leave)},
		{keys: []string{"ctrl+y"}, label: "copy it to the clipboard of your terminal", foot: "copy", why: d.notToCopy(), do: doing(d.copy)},
		{keys: []string{"tab", "down"}, label: "next field", foot: "next", do: d.turning(func() { d.focus(d.at + 1) })},
		{keys: []string{"shift+tab", "up"}, label: "previous field", do: d.turning(func() { d.focus(d.at - 1) })},
	}
	if fd := d.fields[d.at]; fd.options != nil {
		acts = append(
			acts,
			action{keys: []string{"right", "space", "l"}, label: "next option", do: d.turning(func() { fd.turn(1) })},
			action{keys: []string{"left", "h"}, label: "previous option", do: d.turning(func() { fd.turn(-1) })},
		)
	}
	return acts
}

// turning wraps what may turn a field.
func (d *exporter) turning(do func()) func() tea.Cmd {
	return doing(func() {
		d.err = d.working
		do()
		d.Follow()
	})
}

// Update turns fields, and looks at what that would give.
func (d *exporter) Update(msg tea.Msg) tea.Cmd {
	was := d.file.value()
	cmd := d.form.Update(msg)
	if text := d.file.value(); text != was {
		d.own = text != "" && text != d.proposed
		if f, ok := export.OfFile(text); ok { // its ending says what it is to be
			d.fields[exportAs].set(f.Title)
		}
	}
	d.err = d.working
	d.Follow()
	return cmd
}

// Follow brings the file's name and the preview up to the choice.
func (d *exporter) Follow() {
	choice, err := d.chosen()
	d.propose(choice, err)
	d.goal = d.aim(choice, err)
	d.look(d.env, d.format(), choice, err)
	d.scroll(0)
}

// nothingToReplace says why no file is replaced; "": there is one.
func (d *exporter) nothingToReplace() string {
	if d.goal.there == 0 {
		return "There is no such file yet; enter writes it."
	}
	return ""
}

// replace writes the file in the place of the one that is there.
func (d *exporter) replace() {
	if !d.valid() {
		return
	}
	if err := d.write(true); err != nil {
		d.err = err.Error()
	}
}

// Size has room for the preview.
func (d *exporter) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, len(d.head(w))+len(d.lines(d.styles, w)))
}

// head is the fields and what there is to say of them. In a low window nothing
// sets them apart from the preview, which has more use for the lines.
func (d *exporter) head(w int) []string {
	n := d.above(len(d.fields))
	lines := strings.Split(d.form.View(w, n), "\n")
	low := d.h < 20
	if !low {
		lines = append(lines, "")
	}
	lines = append(lines, d.talk(w)...)
	if !low {
		lines = append(lines, "")
	}
	return lines
}

// previewRoom is how many lines of the preview are drawn.
func (d *exporter) previewRoom() int {
	w, h := d.Size(d.w-6, d.h-4)
	return h - len(d.head(w))
}

// below reports whether there is more below the lines that are drawn.
func (d *exporter) below() bool {
	w, _ := d.Size(d.w-6, d.h-4)
	return len(d.lines(d.styles, w)) > d.top+d.previewRoom()
}

func (d *exporter) scroll(by int) {
	w, _ := d.Size(d.w-6, d.h-4)
	d.top = max(0, min(d.top+by, len(d.lines(d.styles, w))-d.previewRoom()))
}

// View draws the fields, and what they would give.
func (d *exporter) View(w, h int) string {
	head, body := d.head(w), d.lines(d.styles, w)
	room := max(0, h-len(head))
	top := max(0, min(d.top, len(body)-room))
	body = d.styles.marked(body, top, room, w)
	return block(append(head, body...), w, h)
}

// Cursor is the terminal's, in the field.
func (d *exporter) Cursor() *tea.Cursor {
	w, _ := d.Size(d.w-6, d.h-4)
	return d.cursorAt(w)
}
