package tui

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"cloud.google.com/go/civil"
	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
)

// moment is when something was done, "Fri 20 Nov 2026, 09:00".
func (e *env) moment(at time.Time) string {
	return at.In(e.Now().Location()).Format("Mon 2 Jan 2006, 15:04")
}

// ago is how long something is past, "yesterday".
func (e *env) ago(at time.Time) string {
	return planner.Away(civil.DateOf(at.In(e.Now().Location())), e.today)
}

// lacking says how many changes a backup lacks; -1: not known.
func lacking(changes int64) string {
	switch {
	case changes < 0:
		return "how many changes came after it can't be told"
	case changes == 0:
		return "nothing was changed after it"
	case changes == 1:
		return "1 change came after it"
	}
	return fmt.Sprintf("%d changes came after it", changes)
}

// since is lacking where there is little room.
func since(changes int64) string {
	switch {
	case changes < 0:
		return "changes since: not known"
	case changes == 0:
		return "nothing since"
	}
	return planner.Counted(int(changes), "change") + " since"
}

// short writes a file's name with ~ for the home folder.
func (e *env) short(file string) string {
	file = planner.ShowLine(file)
	if home := e.Getenv("HOME"); home != "" {
		if rest, ok := strings.CutPrefix(file, home+string(filepath.Separator)); ok {
			return "~" + string(filepath.Separator) + rest
		}
	}
	return file
}

// tail shortens text at its start: the end of a file's name tells most.
func tail(s string, w int) string {
	if over := width(s) - w; over > 0 && w > 0 {
		return ansi.TruncateLeft(s, over+1, "…")
	}
	return cut(s, w)
}
