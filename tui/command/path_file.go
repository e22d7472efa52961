package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

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
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return &misuse{say: "read the career path " + quote(file) + ": " + err.Error(), hint: hint}
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
		c.print("%s", src)
		return nil
	}
	if _, err := fileNamed(file); err != nil {
		return err
	}
	err := store.WriteFile(file, force, func(w io.Writer) error {
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

func newPathCheck(c *call) *cobra.Command {
	return &cobra.Command{
		Use:        "check FILE",
		SuggestFor: []string{"verify", "lint", "validate"},
		Short:      "List every mistake in a path",
		Long: `List every mistake in a path, one a line, with the file, line and column and what
was expected there, as editors can jump to. What may be so but is odd, such as a
phase without milestones, is a warning. Where there are no mistakes, what the
path holds is printed. With - it reads standard input.

It exits with 0 where the path can be used, warnings or not, and with 1 where it
can't.`,
		Example: `waymark path check my-path.yaml
waymark path check - < my-path.yaml`,
		Args: needs(1, 1, "a path's file, or -"),
		RunE: func(_ *cobra.Command, args []string) error { return c.pathCheck(args[0]) },
	}
}

func (c *call) pathCheck(file string) error {
	name, src, err := c.pathSource(file, "waymark path check takes a YAML file, or - for standard input.")
	var mistake *path.Error
	if err != nil && !errors.As(err, &mistake) {
		return err
	}
	var p *path.Path
	var odd []*path.Error
	if err == nil {
		p, odd, err = path.Check(name, src)
	}
	if err != nil {
		lines := strings.SplitSeq(err.Error(), "\n")
		for line := range lines {
			c.print("%s\n", planner.ShowLine(line))
		}
		_ = c.out.Flush() // what is said stands below; its error is kept
		return failure{fmt.Errorf("%s can't be used yet; the lines above say why", name)}
	}
	for _, e := range odd {
		where := fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
		c.print("%s%s: %s\n", where, c.paint.notice("warning"), planner.ShowLine(strings.TrimPrefix(e.Error(), where)))
	}
	c.print("%s\n%s\n", planner.ShowLine(called(p.Title, p.Name, p.Version)), contents(p))
	return nil
}

// contents counts what a path holds.
func contents(p *path.Path) string {
	var milestones, actions, checks, questions int
	for _, ph := range p.Phases {
		milestones, actions, checks = milestones+len(ph.Milestones), actions+len(ph.Actions), checks+len(ph.Checks)
		questions += len(ph.Probes)
	}
	return strings.Join([]string{
		planner.Counted(len(p.Phases), "phase"), planner.Counted(milestones, "milestone"), planner.Counted(actions, "action"),
		planner.Counted(checks, "check"), planner.Counted(questions, "question"),
	}, ", ")
}
