package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"waymark/planner/export"
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
	err = writeWhole(o.output, o.force, func(w io.Writer) error { return format.Write(w, in) })
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure{fmt.Errorf("%s is there already\nTake another name, or replace it with --force", o.output)}
	case err != nil:
		return fmt.Errorf("write %s: %w", o.output, plainCause(err))
	}
	c.say("Written to %s", o.output)
	return nil
}

// plainCause drops the temporary file's name from an error.
func plainCause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// writeWhole writes a file that its owner alone can read, which appears whole
// or not at all: it is written beside its place, forced to the disk and moved
// there. Without force a file that is there stays, with fs.ErrExist.
func writeWhole(name string, force bool, write func(io.Writer) error) (err error) {
	if info, err := os.Lstat(name); err == nil {
		if !info.Mode().IsRegular() {
			return errors.New("it is not a plain file")
		}
		if !force {
			return fs.ErrExist
		}
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".waymark-*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		_ = temp.Close()           // closed already unless something failed
		_ = os.Remove(temp.Name()) // gone already if it was moved
	}()
	buffered := bufio.NewWriter(temp)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return place(temp.Name(), name, force)
}

// place gives a finished file its name. A link, other than a rename, never
// replaces what another process has put there meanwhile.
func place(temp, name string, force bool) error {
	if !force {
		err := os.Link(temp, name)
		if err == nil || errors.Is(err, fs.ErrExist) {
			return err
		} // some file systems have no links
	}
	return os.Rename(temp, name)
}
