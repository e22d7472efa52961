//go:build unix && !linux

package tui

import "syscall"

// getsid gives the session of a process, 0 for this one.
func getsid(pid int) (int, error) { return syscall.Getsid(pid) }
