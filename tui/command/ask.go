package command

import (
	"bufio"
	"fmt"
	"os/signal"
	"strings"
	"syscall"

	"waymark/planner"
)

// asks reports whether there is somebody to ask.
func (c *call) asks() bool { return c.IsTTY(Stdin) && c.IsTTY(Stderr) }

// confirm asks a question that only a yes answers with yes.
func (c *call) confirm(question string) bool {
	_ = c.out.Flush() // what was printed stands above the question; its error is kept
	if c.answers == nil {
		c.answers = bufio.NewReader(c.Stdin)
	}
	_, _ = fmt.Fprint(c.Stderr, planner.ShowLine(question)+" [y/N] ")
	signal.Ignore(syscall.SIGQUIT) // a quit here is a no, and leaves no traces of the program's inside
	defer signal.Reset(syscall.SIGQUIT)
	answer, err := c.answers.ReadString('\n')
	if err != nil { // the end of input leaves the cursor behind the question
		_, _ = fmt.Fprintln(c.Stderr)
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true
	}
	return false
}
