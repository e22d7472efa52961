package tui

import "os"

// terminalSignals don't exist here.
var terminalSignals []os.Signal

func isContinued(os.Signal) bool { return false }

func foreground(*tty) bool { return true }

func stopGroup() error { return nil }

func standBehind() {}
