//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"
	"unsafe"
)

// whyNotSuspend says why the program can't be set aside; "": it can. Only a
// shell that gave it a process group of its own waits to bring it back. A
// stopped program that nobody waits for would hang.
func whyNotSuspend() string {
	parent := os.Getppid()
	theirs, err := getsid(parent)
	ours, err2 := getsid(0)
	if err != nil || err2 != nil || theirs != ours {
		return noShell
	}
	if group, err := syscall.Getpgid(parent); err != nil || group == syscall.Getpgrp() {
		return noShell
	}
	return ""
}

const noShell = "No shell waits behind waymark, so nothing could bring it back."

// aside stops the program, as Bubble Tea runs a command. Its own way takes the
// terminal back at once, also from a shell that only wants to end the program.
type aside struct {
	breath
	desk *desk
}

// Run returns when the program is in the foreground again, or is to end.
func (a aside) Run() error {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	for {
		if err := stopGroup(); err != nil {
			return err
		}
		<-continued
		breathe() // what was sent with it comes first
		if a.desk.ending() || foreground(a.desk.tty) {
			return nil
		}
	}
}

// stopGroup stops the program, and what else the shell started with it.
func stopGroup() error { return syscall.Kill(0, syscall.SIGTSTP) }

// foreground reports whether the terminal is the program's to use.
func foreground(t *tty) bool {
	if t == nil || t.in == nil {
		return true
	}
	var group int32
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, t.in.Fd(), syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group)))
	return errno != 0 || int(group) == syscall.Getpgrp()
}
