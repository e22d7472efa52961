package tui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// sharing is work beside the screens that cuts the plan to what was chosen.
// Where its file can't be read it is cut as it is in memory, without history,
// and lacks says what that leaves out.
func (e *env) sharing(format export.Format, choice export.Choice) func() (s *export.Shared, lacks []string, err error) {
	keeper, plan, src, kinds := e.Keeper, e.plan, export.Source{Today: e.today, Version: e.Version}, choice.Reads(format)
	return func() (*export.Shared, []string, error) {
		whole, fault := keeper.Whole(kinds...)
		switch {
		case errors.Is(fault, planner.ErrBusy): // it can be read in a moment
			return nil, nil, fault
		case fault != nil:
			whole = planner.Whole{Plan: plan}
		}
		src.Whole = whole
		s, err := export.Share(src, choice)
		if err != nil || fault == nil {
			return s, nil, err
		}
		return s, missing(s, choice.Kinds(format)), nil
	}
}

// histories are the kinds of history by the part that they belong to, in words.
var histories = []struct {
	kind        planner.Kind
	part, words string
}{
	{planner.KindEvidence, export.PartEvidence, "evidence"},
	{planner.KindEnergy, export.PartEnergy, "energy"},
	{planner.KindReflection, export.PartAnswers, "answers"},
	{planner.KindReview, export.PartReviews, "reviews"},
	{planner.KindTick, export.PartItems, "when checks were ticked"},
	{planner.KindIntake, export.PartIntakes, "what was imported"},
}

// missing lists what a document would be made from besides, and the plan has
// some of.
func missing(s *export.Shared, kinds []planner.Kind) []string {
	var out []string
	for _, row := range histories {
		if slices.Contains(kinds, row.kind) && s.Gives(row.part) && s.Plan.Given()[row.kind] > 0 {
			out = append(out, row.words)
		}
	}
	return out
}

// cantRead is why something is missing.
const cantRead = ": the plan's file can't be read"

// without says what is missing in what was written; "": nothing.
func without(lacks []string) string {
	if len(lacks) == 0 {
		return ""
	}
	return " · without " + series(lacks) + cantRead
}

// write begins to write the files; the form stays until they are there.
func (d *exporter) write(force bool) error {
	choice, err := d.chosen()
	d.goal = d.aim(choice, err) // as things are now
	switch {
	case d.working != "":
		return errWriting(d.working)
	case errors.Is(err, errNoDate):
		d.focus(exportSince)
		return err
	case d.goal.err != nil:
		return d.goal.err
	case d.goal.there > 0 && !force:
		return errWriting(d.taken())
	}
	format, g, sharing, writeFile := d.format(), d.goal, d.sharing(d.format(), choice), d.WriteFile
	to := d.short(g.files[0])
	if len(g.files) > 1 {
		to = fmt.Sprintf("%d files in ", len(g.files)) + d.short(filepath.Dir(g.files[0]))
	}
	d.begin("Writing…", func() (said saying, then tea.Cmd, err error) {
		s, lacks, err := sharing()
		if err == nil && g.folder != "" {
			err = makeFolder(g.folder)
		}
		for i, file := range g.files {
			if err != nil {
				break
			}
			one := *s
			if g.tables[i] != "" {
				one.Choice.Table = g.tables[i]
			}
			if err = writeFile(file, force, func(w io.Writer) error { return format.Write(w, &one) }); err != nil {
				err = unwritten{file, err}
			}
		}
		return saying{"Written to ", to, without(lacks)}, nil, err
	})
	return errWriting(d.working)
}

// makeFolder makes a folder that only its owner can look into.
func makeFolder(name string) error {
	if err := os.Mkdir(name, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return unwritten{name, err}
	}
	return nil
}

// mostCopied is how many bytes a terminal's clipboard is given: many take no
// more than 100,000 as they are sent, which is four for three.
const mostCopied = 74_000

// notToCopy says why nothing can be copied; "": it can.
func (d *exporter) notToCopy() string {
	if d.everyTable() {
		return "All tables are a file for each; choose one of them to copy it."
	}
	return ""
}

// copy sends the document to the terminal's clipboard. Whether the terminal
// takes it, none of them tells.
func (d *exporter) copy() {
	choice, err := d.chosen()
	if d.working != "" {
		return
	}
	if err != nil {
		d.focus(exportSince)
		d.err = err.Error()
		return
	}
	format, sharing := d.format(), d.sharing(d.format(), choice)
	d.begin("Copying…", func() (saying, tea.Cmd, error) {
		s, lacks, err := sharing()
		if err != nil {
			return saying{}, nil, err
		}
		var b bytes.Buffer
		if err := format.Write(&b, s); err != nil {
			return saying{}, nil, err
		}
		size := planner.Size(int64(b.Len()))
		if b.Len() > mostCopied {
			return saying{}, nil, fmt.Errorf("with %s it is too long for a terminal's clipboard; write it to a file", size)
		}
		said := fmt.Sprintf("Sent %s %s to the clipboard, where your terminal allows that", size, choice.For.Title)
		return saying{said, "", without(lacks)}, tea.SetClipboard(b.String()), nil
	})
}

// saying is what is said in the end: words around a file's name, which gives
// way where there is little room.
type saying struct{ before, file, after string }

// begin runs work beside the screens. Once it is done the form closes; where it
// failed, it says why.
func (d *exporter) begin(doing string, work func() (said saying, then tea.Cmd, err error)) {
	d.working, d.err = doing, doing
	d.work(func() func() {
		said, then, err := work()
		return func() {
			d.working, d.err = "", ""
			if err != nil {
				d.stuck(err)
				d.Follow()                                                            // what was in the way is known now
				if d.err = d.unwritten(err); !slices.Contains(d.dialogs, dialog(d)) { // it was left meanwhile
					d.sayWhole("Not written: "+d.err, "", "")
				}
				return
			}
			d.drafts.drop(d.name)
			d.close(d)
			d.sayWhole(said.before, said.file, said.after)
			if then != nil {
				d.later = append(d.later, then)
			}
		}
	})
}

// unwritten says why a document was not written.
func (d *exporter) unwritten(err error) string {
	if errors.Is(err, os.ErrExist) && d.goal.there > 0 { // it was made a moment ago
		return d.taken()
	}
	return d.notWritten(err)
}
