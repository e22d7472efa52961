//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"
)

// terminalSignals tell that the terminal may have changed.
var terminalSignals = []os.Signal{syscall.SIGCONT, syscall.SIGWINCH}

func isContinued(sig os.Signal) bool { return sig == syscall.SIGCONT }

// standBehind lets the terminal be restored by a program in the background,
// which would be stopped for it otherwise and never end.
func standBehind() { signal.Ignore(syscall.SIGTTOU) }
