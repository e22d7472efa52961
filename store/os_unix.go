//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// noFollow makes opening a symbolic link fail.
const noFollow = syscall.O_NOFOLLOW

const readOnlyDisk = syscall.EROFS

// noRoom are the errors of a full disk, a full quota and a file size limit.
var noRoom = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// abandon gives up a file whose handle can't be closed in the usual way. The
// memory map keeps the file's lock alive after a close, so it is let go first.
func abandon(f *os.File) {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	_ = f.Close()
}

// syncFolder makes a new name in a folder last. File systems that can't sync
// a folder need not.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, dir.Close())
}
