package command

import (
	"errors"
	"fmt"
	"strings"

	"waymark/planner"
)

// damage tells of a plan's file that can't be used, in three lines: what is
// wrong, what there is to go back to, and what can be done.
func (c *call) damage(err error) string {
	text := planner.ShowLine(strings.TrimSpace(err.Error()))
	if c.file != "" && !strings.Contains(err.Error(), c.file) {
		text = planner.ShowLine(c.file) + ": " + text
	}
	k, failed := c.keeper()
	care, ok := k.(planner.Care)
	if failed != nil || !ok {
		return text
	}
	t := care.Trouble(err)
	lines := []string{text, c.wayBack(t)}
	if ways := c.waysOut(err, t); ways != "" {
		lines = append(lines, ways)
	}
	return strings.Join(lines, "\n")
}

// wayBack says what there is besides the file, and how far it goes.
func (c *call) wayBack(t planner.Trouble) string {
	file := ""
	if t.Usable {
		file = fmt.Sprintf("The file's newest change is number %d, of %s. ", t.Revision, c.clock(t.Changed))
	}
	if t.Backup == nil {
		return file + c.noBackup()
	}
	number := ""
	if t.Backup.Number > 0 {
		number = fmt.Sprintf(" (number %d)", t.Backup.Number)
	}
	after := "how many changes came after it is not known"
	switch {
	case t.Between == 0:
		after = "nothing was changed after it"
	case t.Between > 0:
		after = planner.Counted(int(t.Between), "change") + " came after it"
	}
	return fmt.Sprintf("%sThe newest backup that loads%s is of %s; %s.", file, number, c.clock(t.Backup.Taken), after)
}

// noBackup says that there is none, or that they can't be looked at.
func (c *call) noBackup() string {
	if k, err := c.keeper(); err == nil {
		if care, ok := k.(planner.Care); ok {
			if _, err := care.Backups(); err != nil {
				return "Whether there is a backup can't be told: " + planner.ShowLine(err.Error())
			}
		}
	}
	return "There is no backup that loads."
}

// waysOut says what can be done.
func (c *call) waysOut(err error, t planner.Trouble) string {
	var ways []string
	if t.Backup != nil {
		ways = append(ways, c.typed("restore --latest")+" puts it back")
	}
	if t.Usable {
		ways = append(ways, c.typed("restore "+shellWord(c.file))+" takes the file as it is")
	}
	var found checked
	looked := errors.As(err, &found)
	if errors.Is(err, planner.ErrMissing) {
		ways = append(ways, c.typed("init --new")+" begins another plan")
		looked = true // there is nothing to look at
	} else if !t.Usable && !errors.Is(err, planner.ErrNoBackup) { // which a salvage says that got nothing
		ways = append(ways, c.typed("salvage NEW.db")+" saves what can be read")
	}
	if !looked {
		ways = append(ways, c.typed("check")+" tells more")
	}
	return strings.Join(ways, "; ") + "."
}
