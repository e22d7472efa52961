package store

import (
	"os"
	"syscall"
	"time"
)

// noFollow and noWait have no counterparts: links are refused by the look
// beforehand.
const (
	noFollow = 0
	noWait   = 0
)

const readOnlyDisk = syscall.Errno(19) // ERROR_WRITE_PROTECT

// noRoom are ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var noRoom = []syscall.Errno{39, 112}

// strange has no counterpart: the folder of a user is the user's own.
func strange(os.FileInfo) error { return nil }

// fileNumber has no counterpart in what a look at a file tells.
func fileNumber(os.FileInfo) uint64 { return 0 }

// names has no counterpart in what a look at a file tells.
func names(os.FileInfo) int { return 1 }

// cpuTime is how long this process has computed; it rises.
func cpuTime() time.Duration {
	self, err := syscall.GetCurrentProcess()
	if err != nil {
		return 0
	}
	var created, ended, kernel, user syscall.Filetime
	if syscall.GetProcessTimes(self, &created, &ended, &kernel, &user) != nil {
		return 0
	}
	const tick = 100 // nanoseconds
	ticks := func(f syscall.Filetime) int64 { return int64(f.HighDateTime)<<32 | int64(f.LowDateTime) }
	return time.Duration(tick * (ticks(kernel) + ticks(user)))
}

// abandon gives up a file; its lock goes with the handle.
func abandon(f *os.File) { _ = f.Close() }

// syncFolder has no counterpart: NTFS keeps new names in its own journal.
func syncFolder(string) error { return nil }

// mapAhead is nothing here, where a map makes its file as large as itself.
const mapAhead = 0
