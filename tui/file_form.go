package tui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/planner"
)

// fileForm is a form that asks for the name of a new file and has it written.
type fileForm struct {
	name, title string
	proposal    string
	doing       string                   // while it is written
	hint        func(file string) string // what will be in it
	// write gives the work that writes the file, which runs beside the screens.
	write func(file string) func() error
	done  func(file string)
}

// errWriting is what the form says until the file is written.
type errWriting string

func (e errWriting) Error() string { return string(e) }

// unused is a proposed name, with a number where there is such a file already.
func (e *env) unused(proposal string) string {
	ext := filepath.Ext(proposal)
	name := proposal
	for n := 2; n < 100; n++ {
		file, err := e.fileNamed(name)
		if err != nil {
			break
		}
		if _, err := os.Lstat(file); err != nil {
			break
		}
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(proposal, ext), n, ext)
	}
	return name
}

// newFileForm makes the form. It stays, with what was typed, until the file is
// written.
func newFileForm(e *env, ff fileForm) dialog {
	fd := e.textField("File", e.unused(ff.proposal), "a name, as ~/plan.md")
	fd.hint = func(text string) (string, bool) {
		file, err := e.fileNamed(text)
		if err != nil {
			return err.Error(), false
		}
		return e.short(file) + " · " + ff.hint(file), true
	}
	var f *form
	writing := false
	f = newForm(e, ff.name, ff.title, []*field{fd}, func(v []string) error {
		file, err := e.fileNamed(v[0])
		switch {
		case writing:
			return errWriting(ff.doing)
		case err != nil:
			return err
		}
		writing = true
		write := ff.write(file)
		e.work(func() func() {
			err := write()
			return func() {
				writing = false
				if err != nil {
					e.stuck(err)
					if f.err = e.notWritten(unwritten{file, err}); !slices.Contains(e.dialogs, dialog(f)) { // it was left meanwhile
						e.say("Not written: " + f.err)
					}
					return
				}
				e.drafts.drop(ff.name)
				e.close(f)
				ff.done(file)
			}
		})
		return errWriting(ff.doing)
	})
	return f
}

// unwritten is why a file could not be written.
type unwritten struct {
	file  string
	cause error
}

func (u unwritten) Error() string { return u.cause.Error() }
func (u unwritten) Unwrap() error { return u.cause }

// notWritten puts it in words: the reason comes first, since a file's name may
// be long.
func (e *env) notWritten(err error) string {
	var u unwritten
	if !errors.As(err, &u) {
		return err.Error()
	}
	name := e.short(u.file)
	switch {
	case errors.Is(err, fs.ErrExist):
		return name + " is there already; take another name, as " + planner.ShowLine(e.short(e.unused(u.file)))
	case errors.Is(err, fs.ErrNotExist):
		return "the folder " + e.short(filepath.Dir(u.file)) + " is not there"
	}
	long := planner.ShowLine(u.file)
	reason, ok := strings.CutPrefix(err.Error(), "write "+long+": ")
	if ok {
		return reason + " · " + name
	}
	return strings.ReplaceAll(reason, long, name)
}

// close takes away a dialog, wherever it is.
func (e *env) close(d dialog) {
	e.dialogs = slices.DeleteFunc(e.dialogs, func(other dialog) bool { return other == d })
}

// atHome proposes a name in the home folder, where that is known.
func (e *env) atHome(name string) string {
	if e.Getenv("HOME") == "" {
		return name
	}
	return "~/" + name
}

// fileNamed is the absolute name of the file that a text means.
func (e *env) fileNamed(text string) (string, error) {
	text = strings.TrimSpace(text)
	rest, home := strings.CutPrefix(text, "~/")
	switch {
	case text == "":
		return "", errors.New("it needs the name of a file")
	case home && e.Getenv("HOME") == "":
		return "", errors.New("your home folder is not known; write the name out")
	case home:
		text = filepath.Join(e.Getenv("HOME"), rest)
	}
	file, err := filepath.Abs(text)
	if err != nil {
		return "", fmt.Errorf("that name can't be used: %w", err)
	}
	return file, nil
}
