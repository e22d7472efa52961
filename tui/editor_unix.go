//go:build unix

package tui

import (
	"os"
	"syscall"
)

// plainly makes opening a symbolic link fail, and keeps opening a named pipe
// from waiting for its other end.
const plainly = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// own reports whether a file is the user's own.
func own(info os.FileInfo) bool {
	sys, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(sys.Uid) == os.Geteuid()
}

// alive reports whether there is a process of a number.
func alive(pid int) bool { return syscall.Kill(pid, 0) != syscall.ESRCH }
