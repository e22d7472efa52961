package command

import (
	"errors"
	"io"
	"os"
)

// errShut keeps a document from being taken for written.
var errShut = failure{errors.New("standard output is closed, so what was asked for would be lost\nName a file for it")}

// shut reports whether a stream was closed before the program began.
func (c *call) shut(s Stream) bool { return c.Shut != nil && c.Shut(s) }

// Shut reports whether a stream was closed before the program began. The
// runtime opens the null device in its place, for reading as well, which a
// shell's > /dev/null is not.
func Shut(stream *os.File) bool {
	info, err := stream.Stat()
	if err != nil {
		return true
	}
	null, err := os.Stat(os.DevNull)
	if err != nil || !os.SameFile(info, null) {
		return false
	}
	_, err = stream.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}
