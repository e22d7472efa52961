package export

import (
	"errors"
	"io"
)

// Plain writes every record as JSON.
func Plain(io.Writer, *Shared) error { return errors.New("not yet") }
