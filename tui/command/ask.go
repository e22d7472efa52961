package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"

	"waymark/planner"
)

// asks reports whether there is somebody to ask.
func (c *call) asks() bool { return c.IsTTY(Stdin) && c.IsTTY(Stderr) }

// confirm asks a question that only a yes answers with yes.
func (c *call) confirm(question string) bool {
	answer, err := c.prompt(question + " [y/N]")
	if err != nil {
		return false
	}
	return isYes(answer)
}

func isYes(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true
	}
	return false
}

// prompt asks a question on standard error and reads the line that answers it,
// io.EOF where there is none any more.
func (c *call) prompt(question string) (string, error) {
	_ = c.out.Flush() // what was printed stands above the question; its error is kept
	if c.answers == nil {
		c.answers = bufio.NewReader(c.Stdin)
	}
	_, _ = fmt.Fprint(c.Stderr, planner.ShowLine(question)+" ")
	signal.Ignore(syscall.SIGQUIT) // a quit here is a no, and leaves no traces of the program's inside
	defer signal.Reset(syscall.SIGQUIT)
	answer, err := readLine(c.answers)
	if err != nil || !c.IsTTY(Stdin) { // nobody ended the line behind the question
		_, _ = fmt.Fprintln(c.Stderr)
	}
	return answer, err
}

// maxAnswer is how much of a line is taken, in bytes. It is more than anything
// in a plan may have, so what was cut is refused for its length.
const maxAnswer = 4 * planner.MaxText

// readLine reads a line, also a last one that nothing ends.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= maxAnswer {
			line = append(line, part...)
		}
		switch {
		case err == nil, errors.Is(err, io.EOF) && len(line) > 0:
			return strings.TrimRight(string(line), "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}
