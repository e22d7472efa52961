package tui

import "os"

// plainly asks for nothing more: the file is looked at before it is opened.
const plainly = 0

// own is true: the folder for temporary files is the user's own.
func own(os.FileInfo) bool { return true }

// alive can't be told from a number that may have been given again.
func alive(int) bool { return false }
