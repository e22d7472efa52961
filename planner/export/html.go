package export

import (
	"errors"
	"io"
)

// HTML writes a document.
func HTML(io.Writer, *Document) error { return errors.New("not yet") }
