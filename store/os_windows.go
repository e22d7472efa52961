package store

import (
	"os"
	"syscall"
)

// noFollow has no counterpart: links are refused by the look beforehand.
const noFollow = 0

const readOnlyDisk = syscall.Errno(19) // ERROR_WRITE_PROTECT

// noRoom are ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var noRoom = []syscall.Errno{39, 112}

// abandon gives up a file; its lock goes with the handle.
func abandon(f *os.File) { _ = f.Close() }

// syncFolder has no counterpart: NTFS keeps new names in its own journal.
func syncFolder(string) error { return nil }
