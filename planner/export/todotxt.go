package export

import (
	"errors"
	"io"
)

// TodoTxt writes the open items as todo.txt.
func TodoTxt(io.Writer, *Shared) error { return errors.New("not yet") }
