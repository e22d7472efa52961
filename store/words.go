package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"waymark/planner"
)

// damaged says what is wrong inside of a file.
func damaged(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, planner.ErrDamaged)...)
}

// refused says why a file is not taken for the plan that was here, which
// counts as damage.
func refused(kind error, format string, args ...any) error {
	return &refusedError{kind, fmt.Sprintf(format, args...)}
}

type refusedError struct {
	kind  error
	words string
}

func (e *refusedError) Error() string { return e.kind.Error() + ": " + e.words }

func (e *refusedError) Unwrap() []error { return []error{e.kind, planner.ErrDamaged} }

// about says what was being done to which file, but for errors that say all
// there is to say by themselves. That there was no room is said in a way that
// callers can tell.
func about(doing, path string, err error) error {
	if errors.Is(err, planner.ErrNoPlan) || errors.Is(err, planner.ErrNotFound) {
		return err
	}
	return fmt.Errorf("%s %s: %w", doing, planner.ShowLine(path), roomless(err))
}

// roomless makes an error of there being no room a planner.ErrFull.
func roomless(err error) error {
	if full(err) && !errors.Is(err, planner.ErrFull) {
		return fmt.Errorf("%w: %w", planner.ErrFull, err)
	}
	return err
}

// goneError is about a plan that was there before.
type goneError struct{ path string }

func (e *goneError) Error() string { return "the plan's file is gone: " + e.path }

// Unwrap makes it an error of there being no plan.
func (e *goneError) Unwrap() error { return planner.ErrNoPlan }

// gone tells a plan that is no longer there from one that never was.
func (k known) gone(path string, err error) error {
	if k.plan != nil && errors.Is(err, planner.ErrNoPlan) {
		return &goneError{path}
	}
	return err
}

// look refuses whatever can't be a plan before it is opened: opening a named
// pipe would wait for ever, and bbolt makes a new plan of an empty file.
func look(path string) (os.FileInfo, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if traces(path) {
			return nil, refused(planner.ErrMissing, "there has been a plan, and what is kept beside it is still there")
		}
		return nil, fmt.Errorf("%w at %s", planner.ErrNoPlan, planner.ShowLine(path))
	}
	if err != nil {
		return nil, err
	}
	return info, fitting(path, info)
}

// firstLook makes sure that a file is a plan before anything is made beside
// it. A plan that has its lock was one before.
func firstLook(path string) error {
	if _, err := os.Lstat(LockPath(path)); err == nil || traces(path) {
		return nil
	}
	return looksLikePlan(path)
}

// looksLikePlan refuses files of other programs and newer formats.
func looksLikePlan(path string) error {
	_, _, err := visit(&use{path: path, copy: true}, func(v *view) (struct{}, error) {
		err := v.check()
		if errors.Is(err, errOldFormat) {
			err = nil
		}
		return struct{}{}, err
	})
	return err
}

// traces reports that a plan has been here: its note or its backups are.
func traces(path string) bool {
	if _, ok := noted(path); ok {
		return true
	}
	backups, err := listBackups(path)
	return err == nil && len(backups) > 0
}

func fitting(path string, info os.FileInfo) error {
	mode := info.Mode()
	switch {
	case mode&fs.ModeSymlink != 0:
		target, err := os.Readlink(path)
		if err != nil {
			return fmt.Errorf("it is a symbolic link that can't be followed: %w", err)
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(folder(path), target)
		}
		return fmt.Errorf("it is a symbolic link; to use the file that it points to, name that with --file %s", planner.ShowLine(target))
	case mode.IsDir():
		return fmt.Errorf("it is a folder; name a file in it, like --file %s", planner.ShowLine(filepath.Join(path, "plan.db")))
	case !mode.IsRegular():
		return fmt.Errorf("it is not a file that can hold a plan but %s; name another with --file", oddFile(mode))
	}
	if err := strange(info); err != nil {
		return err
	}
	if info.Size() == 0 {
		return refused(planner.ErrMissing, "it is empty, which a plan never is; it was left as it is")
	}
	return nil
}

func oddFile(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// full reports that there was no room for a change. bbolt keeps only the
// words of an error that came while its file grew.
func full(err error) bool {
	if err == nil {
		return false
	}
	for _, errno := range noRoom {
		if errors.Is(err, errno) || strings.Contains(err.Error(), errno.Error()) {
			return true
		}
	}
	return false
}

// unwritable reports that the user may not write, which is no fault of the disk.
func unwritable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, readOnlyDisk)
}
