package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/store"
)

func newExport(c *call) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Give the plan as a document to share",
		Long: `Give the plan as a document for yourself, a mentor or a manager: where you are,
the open phases with their milestones and action items, what shows it, and what
is done. --preview tells what it would hold and what is held back, and writes
nothing; with --json it tells that to scripts.

A document for others has initials in place of people's names and nothing that
is private; what each audience gets is in the table below.

--output writes a file that only you can read; it appears whole or not at all,
and takes the place of another file only with --force. Its ending chooses the
format where --format doesn't. In a folder it gets a name from yours and the
day, like dana-summary-2026-11-22.md. Without --output, or with -, the document
goes to standard output. CSV is a file for each table: give it a folder, or name
one with --table.

--preview --json gives an object with format, for, from and to (the days, null
where it is open), phase (null: all), parts, a list with part, about, rule (given,
asked or never), given, held and outside (of the phase and the days; how many
records), names (name and initials) and unsure, words that may be names.`,
		Example: `waymark export
waymark export --for manager --output plan.html
waymark export --for mentor --preview
waymark export --year 2026 --output year.html
waymark export --format csv --output ~/Documents/plan/
waymark export --format csv --table evidence --since 2026-07-01
waymark export --output backup.json`,
		Args: alone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.fit(cmd); err != nil {
				return err
			}
			return c.export(o)
		},
	}
	o.flags(cmd)
	return cmd
}

// exportOptions are the flags of the command.
type exportOptions struct {
	format, output         string
	force, noNotes         bool
	preview, asJSON        bool
	audience, phase, table string
	since, quarter, year   string
	with, without          []string
	hide, keep             []string
}

func (o *exportOptions) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "", "the `FORMAT`: "+strings.Join(formatNames(), ", ")+" (md where the file's name doesn't tell)")
	flags.StringVarP(&o.output, "output", "o", "-", "write to `FILE`, or to one in a folder")
	flags.BoolVar(&o.force, "force", false, "replace the file if there is one")
	flags.StringVar(&o.audience, "for", export.Me, "for `WHOM`: "+strings.Join(audienceNames(), ", "))
	flags.BoolVar(&o.preview, "preview", false, "tell what it would hold and what is held back; write nothing")
	flags.StringVar(&o.phase, "phase", "", "of one `PHASE` only")
	flags.StringVar(&o.since, "since", "", "what was done from `DATE` on, and what is open")
	flags.StringVar(&o.quarter, "quarter", "", "of a `QUARTER`, like 2026-Q3")
	flags.StringVar(&o.year, "year", "", "the `YEAR` in review, like 2026")
	flags.StringSliceVar(&o.with, "with", nil, "also `PARTS` that are only given when asked for, like notes")
	flags.StringSliceVar(&o.without, "without", nil, "leave out `PARTS`, like notes,reviews")
	flags.StringSliceVar(&o.hide, "hide", nil, "more `NAMES` that become initials")
	flags.StringSliceVar(&o.keep, "keep", nil, "`WORDS` that are no names")
	flags.StringVar(&o.table, "table", "", "of csv: which `TABLE`")
	flags.BoolVar(&o.noNotes, "no-notes", false, "leave out your notes and reasons")
	flags.BoolVar(&o.asJSON, "json", false, "with --preview: for scripts")
}

func (c *call) export(o exportOptions) error {
	format, err := o.chosenFormat()
	if err != nil {
		return err
	}
	s, err := c.share(o, format)
	if err != nil {
		return err
	}
	if o.preview {
		return c.previewed(o, s, format)
	}
	if err := c.forOthers(s, format); err != nil {
		return err
	}
	if format.Tables != nil && o.table == "" {
		return c.exportTables(o, format, s)
	}
	if o.output == "-" {
		if c.shut(Stdout) {
			return errShut
		}
		return c.writing(s, format, func(s *export.Shared) error { return format.Write(c.out, s) })
	}
	file, err := o.file(s, format)
	if err != nil {
		return err
	}
	return c.exportFile(o, format, s, file)
}

// chosenFormat is the one that was named, or that the file's name asks for.
func (o *exportOptions) chosenFormat() (export.Format, error) {
	if o.output == "" {
		return export.Format{}, &misuse{say: "--output needs a file", hint: "For example: waymark export --output plan.md"}
	}
	if o.format != "" {
		return export.Named(o.format)
	}
	if f, ok := export.OfFile(o.output); ok {
		return f, nil
	}
	return export.Formats[0], nil
}

// exportFile writes a document into a file, and says so.
func (c *call) exportFile(o exportOptions, format export.Format, s *export.Shared, file string) error {
	err := c.writing(s, format, func(s *export.Shared) error {
		return store.WriteFile(c.file, file, o.force, func(w io.Writer) error { return format.Write(w, s) })
	})
	switch {
	case errors.Is(err, fs.ErrExist):
		return inTheWay(file)
	case err != nil:
		return fileError{err, file}
	}
	as := ""
	if asked, ok := export.OfFile(file); !ok || asked.Name != format.Name { // its name says something else
		as = " (" + format.Title + ")"
	}
	c.say("Written to %s%s", planner.ShowLine(file), as)
	return nil
}

func inTheWay(file string) error {
	return failure{fmt.Errorf("%s is there already\nTake another name, or replace it with --force", planner.ShowLine(file))}
}

// exportTables writes each table of a format into a file of its own.
func (c *call) exportTables(o exportOptions, format export.Format, s *export.Shared) error {
	info, err := os.Stat(o.output)
	if o.output == "-" || err != nil || !info.IsDir() {
		return &misuse{
			say:  format.Name + " is a file for each table: " + strings.Join(format.Tables, ", "),
			hint: "Name one with --table, or give --output a folder that is there.",
		}
	}
	tables := make([]*export.Shared, len(format.Tables))
	files := make([]string, len(format.Tables))
	for i, table := range format.Tables {
		one := *s
		one.Choice.Table = table
		if tables[i], files[i] = &one, filepath.Join(o.output, one.FileName(format, table)); o.force {
			continue
		}
		if _, err := os.Lstat(files[i]); err == nil { // before any of them is written
			return inTheWay(files[i])
		}
	}
	for i, file := range files {
		if err := c.exportFile(o, format, tables[i], file); err != nil {
			return err
		}
	}
	return nil
}

// fileError is an error that names a file. The name takes no line of its own,
// so that none can be made to look like a message.
type fileError struct {
	error
	file string
}

// Error is the error with the name on one line.
func (e fileError) Error() string {
	return strings.ReplaceAll(e.error.Error(), e.file, planner.ShowLine(e.file))
}

// Unwrap is the error itself.
func (e fileError) Unwrap() error { return e.error }

// file is where the document is written to: the file that was named, or in
// the folder that was, one that is named after the user, what it is, and the
// day.
func (o *exportOptions) file(s *export.Shared, format export.Format) (string, error) {
	info, err := os.Stat(o.output)
	folder := err == nil && info.IsDir()
	switch {
	case !folder && os.IsPathSeparator(o.output[len(o.output)-1]):
		return "", failure{fmt.Errorf("there is no folder %s\nMake it first, or name another", planner.ShowLine(o.output))}
	case !folder:
		return o.output, nil
	}
	return filepath.Join(o.output, s.FileName(format, o.table)), nil
}
