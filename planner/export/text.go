package export

import (
	"errors"
	"io"
)

// Text writes a document.
func Text(io.Writer, *Document) error { return errors.New("not yet") }
