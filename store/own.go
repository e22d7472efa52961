package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/planner"
)

// own refuses a file that a plan is kept in or that belongs to one: this plan,
// or one that is there by that name. Neither another spelling of the name nor a
// link leads around it.
func own(plan, name string) error {
	info, err := os.Lstat(name)
	there := err == nil
	for _, row := range []struct{ file, is string }{
		{plan, "is the plan itself"},
		{LockPath(plan), "is the plan's lock"},
		{HeadPath(plan), "is the note on the plan's newest change"},
		{DraftsPath(plan), "has what was typed and not yet accepted"},
		{freshPath(plan), "is where a new plan is made"},
		{BackupsPath(plan), "is the folder of the plan's backups"},
	} {
		other, err := os.Lstat(row.file)
		if there && err == nil && os.SameFile(info, other) || samePlace(name, row.file) {
			return belongs(name, row.is)
		}
	}
	if within(name, BackupsPath(plan)) {
		return belongs(name, "is among the plan's backups")
	}
	if _, err := os.Lstat(HeadPath(name)); there && err == nil {
		return belongs(name, "is another plan")
	}
	return nil
}

func belongs(name, is string) error {
	return fmt.Errorf("%s %s, which nothing else may take the place of; name another file", planner.ShowLine(name), is)
}

// samePlace reports whether two names are of one place, whether a file is there
// or not. Some systems take small and capital letters for the same.
func samePlace(a, b string) bool {
	if !strings.EqualFold(filepath.Base(a), filepath.Base(b)) {
		return false
	}
	in, err := os.Stat(dirOf(a))
	other, otherErr := os.Stat(dirOf(b))
	return err == nil && otherErr == nil && os.SameFile(in, other)
}

// within reports whether a name is of a place in a folder, at any depth.
func within(name, folder string) bool {
	outer, err := os.Stat(folder)
	if err != nil {
		return false
	}
	dir, err := filepath.EvalSymlinks(dirOf(name))
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	for ; err == nil; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, outer) {
			return true
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return false
}

// dirOf is the folder of a name, which is not tidied first: behind a link, ".."
// leads elsewhere than it seems to.
func dirOf(name string) string {
	dir, _ := filepath.Split(name)
	if dir == "" {
		return "."
	}
	return dir
}
