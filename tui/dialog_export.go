package tui

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// exporter asks for whom the plan is to be written, as what and where, and
// shows what the document would hold and what is held back. It needs nothing
// of the plan's own file but its history, and does without where that can't
// be read.
type exporter struct {
	*form
	preview
	file, table *field
	proposed    string // the file's name as it was proposed last
	working     string // what it is at, while it writes
}

// The fields of the dialog, in their order.
const (
	exportFor = iota
	exportAs
	_ // the table
	exportOf
	exportFile
)

// newExport makes the dialog.
func newExport(e *env) dialog {
	d := &exporter{}
	var audiences, formats, periods []string
	for _, a := range export.Audiences {
		audiences = append(audiences, strings.TrimPrefix(a.Title, "for "))
	}
	for _, f := range export.Formats {
		formats = append(formats, f.Title)
	}
	for _, p := range exportPeriods(e) {
		periods = append(periods, p.words)
	}
	d.table = choiceField("Table", export.TableNames(), 0)
	d.table.when = func() bool { return d.format().Tables != nil }
	d.file = e.textField("File", "", "a name, as ~/plan.md")
	fields := []*field{choiceField("For", audiences, 0), choiceField("As", formats, 0), d.table, choiceField("Of", periods, 0), d.file}
	d.form = newForm(e, "export", "Export the plan", fields, func([]string) error { return d.write() })
	d.quick = true
	d.file.hint = func(text string) (string, bool) {
		file, err := e.fileNamed(text)
		if err != nil {
			return err.Error(), false
		}
		return e.short(file) + " · " + d.format().Title, true
	}
	d.propose()
	if d.initial = d.values(); !d.back {
		d.focus(0)
	}
	d.Follow()
	return d
}

func (d *exporter) format() export.Format { return export.Formats[d.fields[exportAs].at] }

// chosen is what the fields say.
func (d *exporter) chosen() export.Choice {
	c := export.Choice{
		For:    export.Audiences[d.fields[exportFor].at],
		Period: exportPeriods(d.env)[d.fields[exportOf].at].period,
	}
	if d.format().Tables != nil {
		c.Table = d.table.value()
	}
	for name, given := range d.turned {
		part, err := export.PartNamed(name)
		switch {
		case err != nil || part.Rule(c.For) == export.Never:
		case given:
			c.With = append(c.With, name)
		default:
			c.Without = append(c.Without, name)
		}
	}
	slices.Sort(c.With)
	slices.Sort(c.Without)
	return c
}

// propose gives the file the name that fits what was chosen, as long as its
// user has not written another.
func (d *exporter) propose() {
	if d.plan == nil || d.file.value() != d.proposed {
		return
	}
	s, err := export.Share(export.Source{Whole: planner.Whole{Plan: d.plan}, Today: d.today}, d.chosen())
	if err != nil {
		return
	}
	d.proposed = d.unused(d.atHome(s.FileName(d.format(), d.chosen().Table)))
	d.file.set(d.proposed)
}

// Actions are the form's, and what else can be done with the document.
func (d *exporter) Actions() []action {
	acts := d.form.Actions()
	for i, act := range acts { // each may turn a field
		acts[i].do = func() tea.Cmd {
			cmd := act.do()
			d.Follow()
			return cmd
		}
	}
	return append(acts,
		action{keys: []string{"ctrl+y"}, label: "copy it to the clipboard of your terminal", foot: "copy", do: doing(d.copy)},
		action{keys: []string{"ctrl+o"}, label: "choose what is given and what is held back", foot: "hold back", why: d.nothingToHold(), do: func() tea.Cmd { return d.ask(newHoldBack(d)) }},
	)
}

// Update turns fields, and looks at what that would give.
func (d *exporter) Update(msg tea.Msg) tea.Cmd {
	cmd := d.form.Update(msg)
	if f, ok := export.OfFile(d.file.value()); ok && d.at == exportFile { // its ending says what it is to be
		d.fields[exportAs].set(f.Title)
	}
	d.Follow()
	return cmd
}

// Follow brings the file's name and the preview up to the choice.
func (d *exporter) Follow() {
	d.propose()
	d.look(d.env, d.format(), d.chosen())
}

// source reads the plan with its history, or without where that fails.
func (d *exporter) source() func() (export.Source, bool) {
	return sourceOf(d.env, d.chosen().Reads(d.format()))
}

func sourceOf(e *env, kinds []planner.Kind) func() (src export.Source, whole bool) {
	keeper, plan, today, version := e.Keeper, e.plan, e.today, e.Version
	return func() (export.Source, bool) {
		src := export.Source{Today: today, Version: version}
		var err error
		if src.Whole, err = keeper.Whole(kinds...); err == nil {
			return src, true
		}
		src.Whole = planner.Whole{Plan: plan}
		return src, false
	}
}

// write begins to write the file; the form stays until it is there.
func (d *exporter) write() error {
	file, err := d.fileNamed(d.file.value())
	switch {
	case d.working != "":
		return errWriting(d.working)
	case err != nil:
		return err
	}
	format, choice, source, writeFile := d.format(), d.chosen(), d.source(), d.WriteFile
	d.begin("Writing…", func() (said string, then tea.Cmd, err error) {
		src, whole := source()
		s, err := export.Share(src, choice)
		if err != nil {
			return "", nil, err
		}
		err = writeFile(file, false, func(w io.Writer) error { return format.Write(w, s) })
		without := ""
		if !whole && len(format.History) > 0 {
			without = " · without its history, which can't be read"
		}
		return "Written to " + tail(d.short(file), d.w-13-width(without)) + without, nil, err
	})
	return errWriting(d.working)
}

// mostCopied is how many bytes a terminal's clipboard is given: many take no
// more than 100,000 as they are sent, which is four for three.
const mostCopied = 74_000

// copy sends the document to the terminal's clipboard. Whether the terminal
// takes it, none of them tells.
func (d *exporter) copy() {
	if d.working != "" {
		return
	}
	format, choice, source := d.format(), d.chosen(), d.source()
	d.begin("Copying…", func() (string, tea.Cmd, error) {
		src, _ := source()
		s, err := export.Share(src, choice)
		if err != nil {
			return "", nil, err
		}
		var b bytes.Buffer
		if err := format.Write(&b, s); err != nil {
			return "", nil, err
		}
		if b.Len() > mostCopied {
			return "", nil, fmt.Errorf("with %s it is too long for a terminal's clipboard; write it to a file", planner.Size(int64(b.Len())))
		}
		return "Sent to the clipboard, where your terminal allows that", tea.SetClipboard(b.String()), nil
	})
}

// begin runs work beside the screens. Once it is done the form closes; where it
// failed, it says why.
func (d *exporter) begin(doing string, work func() (said string, then tea.Cmd, err error)) {
	d.working, d.err = doing, doing
	d.work(func() func() {
		said, then, err := work()
		return func() {
			d.working, d.err = "", ""
			if err != nil {
				d.stuck(err)
				file, _ := d.fileNamed(d.file.value())
				if d.err = notWritten(d.short(file), err); !slices.Contains(d.dialogs, dialog(d)) { // it was left meanwhile
					d.say("Not written: " + d.err)
				}
				return
			}
			d.drafts.drop(d.name)
			d.close(d)
			d.say(said)
			if then != nil {
				d.later = append(d.later, then)
			}
		}
	})
}

// exportPeriod is a choice of days.
type exportPeriod struct {
	words  string
	period export.Period
}

// exportPeriods are the days that can be chosen: all, and those of the last
// quarters and years.
func exportPeriods(e *env) []exportPeriod {
	quarter := export.QuarterOf(e.today)
	before := export.QuarterOf(quarter.From.AddDays(-1))
	return []exportPeriod{
		{"everything", export.Period{}},
		{"this quarter, " + quarter.Name, quarter},
		{"the quarter before, " + before.Name, before},
		{fmt.Sprintf("this year, %d in review", e.today.Year), export.Year(e.today.Year)},
		{fmt.Sprintf("last year, %d in review", e.today.Year-1), export.Year(e.today.Year - 1)},
	}
}

// Size has room for the preview.
func (d *exporter) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, d.rows(w)+1+len(d.lines(d.styles, w)))
}

// rows are the lines of the fields, with what there is to say of them.
func (d *exporter) rows(w int) int {
	return d.above(len(d.fields)) + 1 + len(d.talk(w))
}

// View draws the fields, and what they would give.
func (d *exporter) View(w, h int) string {
	lines := strings.Split(d.form.View(w, min(h, d.rows(w))), "\n")
	return block(append(append(lines, ""), d.lines(d.styles, w)...), w, h)
}
