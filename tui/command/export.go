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
		Long: `Give the plan as a document for a mentor, a manager or yourself: where you are,
the open phases with their milestones and action items, and what is done.

--output writes a file that only you can read; it appears whole or not at all,
and takes the place of another file only with --force. In a folder it gets a
name from yours and the day, like dana-summary-2026-11-22.md. Without --output,
or with -, the document goes to standard output.`,
		Example: `waymark export
waymark export --output plan.md
waymark export --output ~/Documents/
waymark export --no-notes --output for-my-manager.md`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error { return c.export(o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "md", "the `FORMAT`: md")
	flags.StringVarP(&o.output, "output", "o", "-", "write to `FILE`, or to one in a folder")
	flags.BoolVar(&o.force, "force", false, "replace the file if there is one")
	flags.BoolVar(&o.noNotes, "no-notes", false, "leave out your notes and reasons")
	return cmd
}

type exportOptions struct {
	format, output string
	force, noNotes bool
}

func (c *call) export(o exportOptions) error {
	format, err := export.Named(o.format)
	if err != nil {
		return err
	}
	if o.output == "" {
		return &misuse{say: "--output needs a file", hint: "For example: waymark export --output plan" + format.Extension}
	}
	p, err := c.load()
	if err != nil {
		return err
	}
	choice := export.Choice{For: export.Audiences[0]}
	if o.noNotes {
		choice.Without = []string{export.PartNotes, export.PartReasons}
	}
	in, err := export.Share(export.Source{Whole: planner.Whole{Plan: p}, Today: c.today}, choice)
	if err != nil {
		return err
	}
	if o.output == "-" {
		return format.Write(c.out, in)
	}
	file, err := o.file(in, format)
	if err != nil {
		return err
	}
	err = store.WriteFile(file, o.force, func(w io.Writer) error { return format.Write(w, in) })
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure{fmt.Errorf("%s is there already\nTake another name, or replace it with --force", planner.ShowLine(file))}
	case err != nil:
		return fileError{err, file}
	}
	c.say("Written to %s", planner.ShowLine(file))
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
// the folder that was, one that is named after the user and the day.
func (o exportOptions) file(in *export.Shared, format export.Format) (string, error) {
	info, err := os.Stat(o.output)
	folder := err == nil && info.IsDir()
	switch {
	case !folder && os.IsPathSeparator(o.output[len(o.output)-1]):
		return "", failure{fmt.Errorf("there is no folder %s\nMake it first, or name another", planner.ShowLine(o.output))}
	case !folder:
		return o.output, nil
	}
	name := planner.FileName(in.Plan.Profile().Name) + "-summary-" + in.Today.String() + format.Extension
	return filepath.Join(o.output, name), nil
}
