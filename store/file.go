package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"waymark/planner"
)

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

// WriteFile writes a file that its owner alone can read, which appears whole
// or not at all: it is written beside its place, forced to the disk and moved
// there. Without force a file that is there stays, with fs.ErrExist. The files
// of the plan stay, with force as well.
func WriteFile(plan, name string, force bool, write func(io.Writer) error) error {
	if err := own(plan, name); err != nil {
		return err
	}
	return writeFile(name, force, write)
}

// FileWriter is WriteFile beside a plan.
func FileWriter(plan string) func(name string, force bool, write func(io.Writer) error) error {
	return func(name string, force bool, write func(io.Writer) error) error {
		return WriteFile(plan, name, force, write)
	}
}

func writeFile(name string, force bool, write func(io.Writer) error) error {
	err := writeWhole(name, force, write)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return fmt.Errorf("write %s: %w", planner.ShowLine(name), roomless(plainCause(err)))
}

func writeWhole(name string, force bool, write func(io.Writer) error) error {
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
	// An odd umask may have taken too much of its mode.
	if err := errors.Join(temp.Chmod(privateFile), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := giveName(temp.Name(), name, force); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// giveName gives a finished file its name. A link, other than a rename, never
// replaces what another process has put there meanwhile.
func giveName(temp, name string, force bool) error {
	if !force {
		err := os.Link(temp, name)
		if err == nil || errors.Is(err, fs.ErrExist) {
			return err
		} // some file systems have no links
	}
	return os.Rename(temp, name)
}
