package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/path"
)

func newPathCheck(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "check FILE",
		SuggestFor: []string{"verify", "lint", "validate"},
		Short:      "List every mistake in a path",
		Long: `List every mistake in a path, one a line, with the file, line and column and what
was expected there, as editors can jump to. What may be so but is odd, such as a
phase without milestones, is a warning. Where there are no mistakes, what the
path holds is printed. With - it reads standard input.

It exits with 0 where the path can be used, warnings or not, with 1 where it
can't, and with 3 where there is no such file.

--json gives an object with file, usable, path (its name), title and version
("" and 0 where it can't be used), mistakes and warnings (each with line, column,
problem and expected), and how many phases, milestones, actions, checks and
questions it has.`,
		Example: `waymark path check my-path.yaml
waymark path check - < my-path.yaml
waymark path check my-path.yaml --json | jq .mistakes`,
		Args: needs(1, 1, "a path's file, or -"),
		RunE: func(_ *cobra.Command, args []string) error { return c.pathCheck(args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

func (c *call) pathCheck(file string, asJSON bool) error {
	name, src, err := c.pathSource(file, "waymark path check takes a YAML file, or - for standard input.")
	var mistake *path.Error
	if err != nil && !errors.As(err, &mistake) {
		return err
	}
	var p *path.Path
	var odd []*path.Error
	if err == nil {
		p, odd, err = path.Check(name, src)
	}
	if asJSON {
		if err := c.printJSON(toPathCheckJSON(name, p, odd, err)); err != nil {
			return err
		}
	}
	switch {
	case err != nil && !asJSON:
		for line := range strings.SplitSeq(err.Error(), "\n") {
			c.print("%s\n", planner.ShowLine(line))
		}
	case err == nil && !asJSON:
		c.pathFits(p, odd)
	}
	if err != nil {
		_ = c.out.Flush() // what is said stands below; its error is kept
		return failure{fmt.Errorf("%s can't be used yet; the lines above say why", name)}
	}
	return nil
}

// pathFits says what a path that can be used holds, and what is odd about it.
func (c *call) pathFits(p *path.Path, odd []*path.Error) {
	for _, e := range odd {
		where := fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
		c.print("%s%s: %s\n", where, c.paint.notice("warning"), planner.ShowLine(strings.TrimPrefix(e.Error(), where)))
	}
	n := countedIn(p)
	c.print("%s\n%s\n", planner.ShowLine(called(p.Title, p.Name, p.Version)), strings.Join([]string{
		planner.Counted(n.Phases, "phase"), planner.Counted(n.Milestones, "milestone"), planner.Counted(n.Actions, "action"),
		planner.Counted(n.Checks, "check"), planner.Counted(n.Questions, "question"),
	}, ", "))
}

// pathCheckJSON is what `path check --json` prints.
type pathCheckJSON struct {
	File     string        `json:"file"`
	Usable   bool          `json:"usable"`
	Path     string        `json:"path"` // its name; "" where it can't be used
	Title    string        `json:"title"`
	Version  int           `json:"version"` // 0 where it can't be used
	Mistakes []mistakeJSON `json:"mistakes"`
	Warnings []mistakeJSON `json:"warnings"` // what may be so and is odd
	pathCountsJSON
}

// pathCountsJSON counts what a path holds.
type pathCountsJSON struct {
	Phases     int `json:"phases"`
	Milestones int `json:"milestones"`
	Actions    int `json:"actions"`
	Checks     int `json:"checks"`
	Questions  int `json:"questions"`
}

type mistakeJSON struct {
	Line     int    `json:"line"`   // from 1
	Column   int    `json:"column"` // from 1, in characters
	Problem  string `json:"problem"`
	Expected string `json:"expected"` // "" where the problem says it all
}

func toPathCheckJSON(name string, p *path.Path, odd []*path.Error, err error) pathCheckJSON {
	out := pathCheckJSON{File: name, Usable: err == nil, Mistakes: mistakesIn(err), Warnings: []mistakeJSON{}}
	for _, e := range odd {
		out.Warnings = append(out.Warnings, toMistakeJSON(e))
	}
	if p != nil {
		out.Path, out.Title, out.Version, out.pathCountsJSON = p.Name, p.Title, p.Version, countedIn(p)
	}
	return out
}

// mistakesIn are the mistakes that an error joins.
func mistakesIn(err error) []mistakeJSON {
	out := []mistakeJSON{}
	var one *path.Error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range joined.Unwrap() {
			out = append(out, mistakesIn(err)...)
		}
	} else if errors.As(err, &one) {
		out = append(out, toMistakeJSON(one))
	}
	return out
}

func toMistakeJSON(e *path.Error) mistakeJSON {
	return mistakeJSON{e.Line, e.Column, e.Problem, e.Expected}
}

func countedIn(p *path.Path) pathCountsJSON {
	n := pathCountsJSON{Phases: len(p.Phases)}
	for _, ph := range p.Phases {
		n.Milestones, n.Actions, n.Checks = n.Milestones+len(ph.Milestones), n.Actions+len(ph.Actions), n.Checks+len(ph.Checks)
		n.Questions += len(ph.Probes)
	}
	return n
}
