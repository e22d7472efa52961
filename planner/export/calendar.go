package export

import (
	"errors"
	"io"
)

// Calendar writes an iCalendar.
func Calendar(io.Writer, *Shared) error { return errors.New("not yet") }
