package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

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
and takes the place of another file only with --force. Without it, or with -,
the document goes to standard output.`,
		Example: `waymark export
waymark export --output plan.md
waymark export --no-notes --output for-my-manager.md`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error { return c.export(o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "md", "the `FORMAT`: md")
	flags.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
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
	in := export.Input{Plan: p, Today: c.today, NoNotes: o.noNotes}
	if o.output == "-" {
		return format.Write(c.out, in)
	}
	err = store.WriteFile(o.output, o.force, func(w io.Writer) error { return format.Write(w, in) })
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure{fmt.Errorf("%s is there already\nTake another name, or replace it with --force", o.output)}
	case err != nil:
		return err
	}
	c.say("Written to %s", o.output)
	return nil
}
