// Package command is waymark's command line. Each command is one file and
// one row of the table of commands; all of them make the very edits that the
// screens make. What was asked for goes to standard output, what there is to
// say about it to standard error.
package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
)

// Stream is one of a process's three standard streams.
type Stream int

// The standard streams.
const (
	Stdin Stream = iota
	Stdout
	Stderr
)

// Env is all that the commands know of the world around them.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	IsTTY          func(Stream) bool
	Shut           func(Stream) bool // it was closed before the program began; nil: none was
	Width          func() int        // columns of the terminal on Stdout; 0 if not known
	Now            func() time.Time  // in the user's time zone
	Draw           func() uint64     // a random number

	// DataDir and ConfigDir are the user's own folders for data and for
	// configuration; "" if the platform names none.
	DataDir, ConfigDir string

	// Open gives the keeper of the plan in a file, which need not exist yet.
	Open func(file string) (planner.Keeper, error)
	// Glance reads what a shell prompt needs; planner.ErrNoPlan if there is
	// no plan.
	Glance func(file string) (planner.Glance, error)
	// Screens shows the plan on the terminal until the user leaves.
	Screens func(ScreensConfig) error
	// Version is the program's version.
	Version func() string
}

// Where the screens may start.
const (
	StartHome   = "home"
	StartReview = "review"
)

// ScreensConfig is what the screens are started with.
type ScreensConfig struct {
	Keeper  planner.Keeper
	File    string     // where the plan is, absolute
	Today   civil.Date // from --today; zero to follow the clock
	StartAt string     // StartHome or StartReview
	Short   bool       // a review that begins is the 5-minute form
	NoColor bool
}

// call is one run of the program.
type call struct {
	Env
	out  *bufio.Writer // Stdout; the first error is kept until the end
	opts options

	file  string     // where the plan is, absolute
	today civil.Date // the day the run takes for today
	paint paint

	kept    planner.Keeper // once it was opened
	edited  bool           // a change was kept
	answers *bufio.Reader  // to questions, from Stdin
}

// options are the global flags as given.
type options struct {
	file, today string
	fileGiven   bool
	noColor     bool
}

// Main runs the program with its arguments, the program's name left out, and
// returns its exit code.
func Main(args []string, env Env) int {
	c := &call{Env: env, out: bufio.NewWriter(env.Stdout)}
	err := c.run(args)
	if flushed := c.out.Flush(); flushed != nil && (err == nil || errors.Is(err, errReviewDue)) {
		err = fmt.Errorf("write to standard output: %w", flushed)
	}
	if err == nil {
		c.chores()
	}
	c.notices()
	return c.report(err)
}

func (c *call) run(args []string) error {
	if opts, answer := promptLine(args); answer != nil {
		c.opts = opts
		if err := c.settle(); err != nil {
			return err
		}
		return answer(c)
	}
	root := newRoot(c)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		c.completing(root)
	}
	root.SetArgs(append([]string{}, minusSigns(root, args)...)) // nil would mean those of the process
	return root.Execute()
}

// keeper opens the plan's file, once in a run.
func (c *call) keeper() (planner.Keeper, error) {
	if c.kept != nil {
		return c.kept, nil
	}
	k, err := c.Open(c.file)
	if err != nil {
		return nil, err
	}
	if k, ok := k.(interface{ NoBackups() }); ok && c.opts.today != "" {
		k.NoBackups()
	}
	c.kept = k
	return k, nil
}

// load reads the plan.
func (c *call) load() (*planner.Plan, error) {
	k, err := c.keeper()
	if err != nil {
		return nil, err
	}
	return k.Load()
}

// stamp completes an edit. This is the only place where line commands do so:
// journal times are real, whatever --today says.
func (c *call) stamp(e planner.Edit) planner.Edit { return e.Stamp(c.Now(), "shell", c.Draw()) }

// apply keeps an edit.
func (c *call) apply(e planner.Edit) (planner.Result, error) {
	k, err := c.keeper()
	if err != nil {
		return planner.Result{}, err
	}
	res, err := k.Apply(c.stamp(e))
	c.edited = c.edited || err == nil
	return res, err
}

// change keeps an edit and says what it did.
func (c *call) change(e planner.Edit) error {
	res, err := c.apply(e)
	if err != nil {
		return err
	}
	c.say("%s", res.Entry.Label)
	return nil
}

// print writes to standard output; an error shows when the run ends.
func (c *call) print(format string, args ...any) { _, _ = fmt.Fprintf(c.out, format, args...) }

// say tells the user something on standard error. Nothing can be done if that
// fails, and nothing depends on it.
func (c *call) say(format string, args ...any) {
	_, _ = fmt.Fprintln(c.Stderr, planner.ShowBlock(fmt.Sprintf(format, args...)))
}
