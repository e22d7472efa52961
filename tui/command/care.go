package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/planner"
)

// care gives what looks after the plan's file.
func (c *call) care() (planner.Care, error) {
	k, err := c.keeper()
	if err != nil {
		return nil, err
	}
	care, ok := k.(planner.Care)
	if !ok {
		return nil, errNoFile
	}
	return care, nil
}

var errNoFile = errors.New("this plan is not kept in a file, so there is none to look after")

// chores does what falls due by itself once a change was kept: the backup of
// the day. Trying things out under --today leaves none behind.
func (c *call) chores() {
	care, ok := c.kept.(planner.Care)
	if !ok || !c.edited || c.opts.today != "" {
		return
	}
	if err := care.Chores(c.Now()); err != nil {
		hint := ""
		if errors.Is(err, planner.ErrDamaged) {
			hint = "\n" + c.typed("check") + " tells what is wrong and what can be done."
		}
		c.say("waymark: the change is kept; today's backup failed: %s%s", planner.ShowLine(err.Error()), hint)
	}
}

// notices says what the keeper has to say once.
func (c *call) notices() {
	care, ok := c.kept.(planner.Care)
	if !ok {
		return
	}
	for _, notice := range care.Notices() {
		c.say("waymark: %s", planner.ShowLine(notice))
	}
}

// fileNamed is the absolute name of a file that an argument means.
func fileNamed(arg string) (string, error) {
	if arg == "" || strings.ContainsRune(arg, 0) {
		return "", &planner.InputError{What: "file", Value: arg, Expected: "the path of a file", Example: "/media/usb/plan.db"}
	}
	return filepath.Abs(arg)
}

// noFile says that a file that was to be read is not there. It counts as any
// other thing that is named and not found.
func noFile(arg, hint string) error {
	return &worded{"there is no file " + planner.ShowLine(arg) + "\n" + hint, planner.ErrNotFound}
}

// newFile is the absolute name of a file that is to be made. Who makes it
// refuses again what is there by then.
func newFile(arg string) (string, error) {
	file, err := fileNamed(arg)
	if err != nil {
		return "", err
	}
	if info, err := os.Lstat(file); err == nil {
		if info.IsDir() {
			return "", failure{fmt.Errorf("%s is a folder\nName a file in it, like %s", planner.ShowLine(file), shellWord(filepath.Join(file, "plan.db")))}
		}
		return "", taken(file)
	}
	return file, nil // if something else is wrong with it, whoever makes it says so
}

// taken says that a file that was to be made is there.
func taken(file string) error {
	return failure{fmt.Errorf("%s is there already\nTake another name", planner.ShowLine(file))}
}

// typed is a command as the user types it for this very plan: without --file
// it would be about another one.
func (c *call) typed(words string) string {
	if !c.opts.fileGiven {
		return "waymark " + words
	}
	return "waymark --file " + shellWord(c.file) + " " + words
}

// shellWord writes a file's name as a shell takes it for one word.
func shellWord(name string) string {
	name = planner.ShowLine(name)
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./+:,@%=", r)
	}
	if name != "" && strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
