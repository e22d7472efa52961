package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/planner"
	"waymark/planner/intake"
)

// intakeOf reads a file that is to be taken in, or standard input for "-".
// What has no end, or would keep us waiting, is only read from there.
func (c *call) intakeOf(arg string) (intake.Input, error) {
	in := intake.Input{Name: "standard input", Today: c.today, Zone: c.Now().Location()}
	if arg == "-" {
		if c.IsTTY(Stdin) {
			c.say("Type or paste the list, then ctrl+d on an empty line.")
		}
		return in, c.fill(&in, c.Stdin)
	}
	file, err := fileNamed(arg)
	if err != nil {
		return in, err
	}
	in.Name = planner.CleanLine(planner.ShowLine(filepath.Base(file)))
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return in, noFile(arg, "waymark import takes a file, or - for standard input.")
	case err != nil:
		return in, failure{fileError{err, file}}
	case info.IsDir():
		return in, &misuse{say: planner.ShowLine(arg) + " is a folder", hint: "Name a file in it."}
	case !info.Mode().IsRegular():
		return in, failure{fmt.Errorf("%s is no file, but a pipe or device\nTo read from it: waymark import - < %s", planner.ShowLine(arg), shellWord(arg))}
	case info.Size() > intake.MaxBytes:
		return in, tooLarge(in.Name)
	}
	f, err := os.Open(file)
	if err != nil {
		return in, failure{fileError{err, file}}
	}
	defer func() { _ = f.Close() }() // it was only read
	if err := c.fill(&in, f); err != nil {
		return in, fileError{err, file}
	}
	return in, nil
}

// fill reads all there is, up to the limit: a file may grow, and standard
// input may have no end.
func (c *call) fill(in *intake.Input, r io.Reader) error {
	text, err := io.ReadAll(io.LimitReader(r, intake.MaxBytes+1))
	switch {
	case err != nil:
		return failure{fmt.Errorf("read %s: %w", in.Name, err)}
	case len(text) > intake.MaxBytes:
		return tooLarge(in.Name)
	}
	in.Bytes = text
	return nil
}

func tooLarge(name string) error {
	return failure{fmt.Errorf("%s has more than %d MiB, and no plan is as large", name, intake.MaxBytes>>20)}
}

// chooseFormat settles what kind of file it is: as you say, else by how it
// begins and by its name.
func (i *importing) chooseFormat() error {
	if i.from != "" {
		f, err := intake.Named(i.from)
		i.format = f
		return err
	}
	f, ok := intake.Guess(i.in)
	if !ok || f.Name == planner.FromTodoTxt { // which anything could be
		if err := i.document(); err != nil {
			return err
		}
	}
	if !ok {
		return &misuse{
			say:  "what kind of file " + planner.ShowLine(i.in.Name) + " is can't be told by its name or how it begins",
			hint: "Name it: --from " + strings.Join(intakeNames(), ", --from "),
		}
	}
	i.format = f
	return nil
}

// document refuses what was made for people to read.
func (i *importing) document() error {
	what, ours := intake.Document(i.in)
	name := planner.ShowLine(i.in.Name)
	switch {
	case ours:
		return failure{fmt.Errorf("%s is waymark's %s, which can't be read back\nA file that can: waymark export --format json", name, what)}
	case what != "":
		return &misuse{
			say:  fmt.Sprintf("%s looks like a %s, not like a list of tasks", name, what),
			hint: "If each of its lines is a task: --from " + planner.FromTodoTxt,
		}
	}
	return nil
}
