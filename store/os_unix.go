//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// noFollow makes opening a symbolic link fail, and noWait keeps opening a
// named pipe from waiting for its other end.
const (
	noFollow = syscall.O_NOFOLLOW
	noWait   = syscall.O_NONBLOCK
)

const readOnlyDisk = syscall.EROFS

// noRoom are the errors of a full disk, a full quota and a file size limit.
var noRoom = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// strange refuses the file of another user: what waymark made beside it would
// be in that user's way.
func strange(info os.FileInfo) error {
	if sys, ok := info.Sys().(*syscall.Stat_t); ok && int(sys.Uid) != os.Geteuid() {
		return fmt.Errorf("it belongs to another user (number %d), and you are number %d; run waymark as that user, or name a file of your own with --file", sys.Uid, os.Geteuid())
	}
	return nil
}

// fileNumber tells files of a disk apart, also when one takes another's name.
func fileNumber(info os.FileInfo) uint64 {
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		return sys.Ino
	}
	return 0
}

// names is how many names a file has.
func names(info os.FileInfo) int {
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(sys.Nlink)
	}
	return 1
}

// cpuTime is how long this process has computed; it rises.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

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

// mapAhead costs addresses only: nothing is read or written for it.
const mapAhead = 256 << 20
