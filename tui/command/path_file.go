package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/path"
	"waymark/store"
)

// careerPath reads the path in a file, "-" being standard input; without one
// it is the built-in path. The hint tells what would have been right.
func (c *call) careerPath(file, hint string) (*path.Path, error) {
	if file == "" {
		return path.Builtin(), nil
	}
	name, src, err := c.pathSource(file, hint)
	if err != nil {
		return nil, err
	}
	return path.Load(name, src)
}

// pathSource reads a file that should hold a path, and gives its name for
// messages.
func (c *call) pathSource(file, hint string) (name string, src []byte, err error) {
	from, name := c.Stdin, "stdin"
	if file != "-" {
		if _, err := fileNamed(file); err != nil {
			return "", nil, err
		}
		opened, err := os.Open(file)
		if err != nil {
			return "", nil, unreadable(file, hint, err)
		}
		defer func() { _ = opened.Close() }() // it was only read
		from, name = opened, planner.ShowLine(file)
	} else if c.IsTTY(Stdin) {
		c.say("Type or paste the path, then ctrl+d on an empty line.")
	}
	src, err = path.Source(name, from)
	var mistake *path.Error
	if err != nil && !errors.As(err, &mistake) {
		return "", nil, unreadable(file, hint, err)
	}
	return name, src, err
}

func unreadable(file, hint string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return noFile(file, hint)
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	if info, statErr := os.Stat(file); statErr == nil && info.IsDir() {
		return &misuse{say: planner.ShowLine(file) + " is a folder", hint: hint}
	}
	return failure{fmt.Errorf("read the career path %s: %w", quote(file), err)}
}

func newPathNew(c *call) *cobra.Command {
	var force, builtin bool
	cmd := &cobra.Command{
		Use:        "new FILE",
		SuggestFor: []string{"create", "init", "write", "start"},
		Short:      "Write a short path to begin with",
		Long: `Write a path to begin with: short, complete, and with a comment on every key.
Change it piece by piece; waymark path check names every mistake. With - it goes
to standard output.

--builtin writes a copy of the built-in path instead, of four phases and some
ninety entries. Give the copy a name of its own, or what a newer version of the
program brings would be taken for yours.`,
		Example: `waymark path new my-path.yaml
waymark path new --builtin my-path.yaml
waymark path new - | less`,
		Args: needs(1, 1, "a file to write, or -"),
		RunE: func(_ *cobra.Command, args []string) error {
			src := path.Starter()
			if builtin {
				src = path.BuiltinSource()
			}
			return c.pathNew(args[0], src, force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace the file if there is one")
	cmd.Flags().BoolVar(&builtin, "builtin", false, "copy the built-in path")
	return cmd
}

func (c *call) pathNew(file string, src []byte, force bool) error {
	if file == "-" {
		if c.shut(Stdout) {
			return errShut
		}
		c.print("%s", src)
		return nil
	}
	if _, err := fileNamed(file); err != nil {
		return err
	}
	err := store.WriteFile(c.file, file, force, func(w io.Writer) error {
		_, err := w.Write(src)
		return err
	})
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure{fmt.Errorf("%s is there already\nTake another name, or replace it with --force", planner.ShowLine(file))}
	case err != nil:
		return fileError{err, file}
	}
	c.say("Written to %s\nChange it, then run waymark path check %s", planner.ShowLine(file), shellWord(file))
	return nil
}
