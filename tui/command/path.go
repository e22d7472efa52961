package command

import (
	"strconv"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/path"
)

func newPath(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "path",
		SuggestFor: []string{"ladder", "template", "career"},
		Short:      "Write a career path of your own, or follow a newer one",
		Long: `Tell which career path the plan is from, and whether this program has a newer
version of it. A path is a text file: its phases, and the milestones, actions,
checks and questions of each. You can write your own:

  waymark path new FILE       write a short path to begin with, each key explained
  waymark path check FILE     list every mistake in a path, with its line
  waymark path use FILE       lead your plan along another path
  waymark path update [FILE]  take over what a newer version of its path changed

waymark init --path FILE starts a plan from a path. A plan keeps its own copy,
so nothing changes until you say so; what you added yourself, states, dates and
notes always stay.

--json gives an object with path (its name), title and version, as the plan has
them, and built_in: the version of that path in this program, or null where it
has none.`,
		Example: `waymark path
waymark path new my-path.yaml
waymark path check my-path.yaml
waymark path update`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownPart(cmd, args[0])
		},
		RunE: func(*cobra.Command, []string) error { return c.path(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	cmd.AddCommand(newPathNew(c), newPathCheck(c), newPathUse(c), newPathUpdate(c))
	return cmd
}

// unknownPart says that a command has no such part and which may be meant.
func unknownPart(cmd *cobra.Command, typed string) error {
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	hint := cmd.CommandPath() + " --help lists what there is."
	if meant := closest(typed, names); meant != "" {
		hint = "Did you mean " + cmd.CommandPath() + " " + meant + "? " + hint
	}
	return &misuse{say: "there is no command " + quote(cmd.Name()+" "+typed), hint: hint}
}

// pathJSON is what `path --json` prints.
type pathJSON struct {
	Path    string `json:"path"`
	Title   string `json:"title"`
	Version int    `json:"version"`
	BuiltIn *int   `json:"built_in"` // null: the program has no path of that name
}

func (c *call) path(asJSON bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	pr := p.Profile()
	out := pathJSON{Path: pr.Path, Title: pr.PathTitle, Version: pr.PathVersion}
	builtin := path.Builtin()
	if pr.Path == builtin.Name {
		out.BuiltIn = &builtin.Version
	}
	if asJSON {
		return c.printJSON(out)
	}
	c.print("%s\n", planner.ShowLine(called(pr.PathTitle, pr.Path, pr.PathVersion)))
	switch {
	case out.BuiltIn == nil:
		c.print("It is a path of your own: waymark path update FILE takes over what you changed in it.\n")
	case *out.BuiltIn > pr.PathVersion:
		c.print("Version %d comes with this program: waymark path update shows what is new in it.\n", *out.BuiltIn)
	default:
		c.print("It comes with the program, and this is the newest version.\n")
	}
	_ = c.out.Flush() // what is said stands below; its error is kept
	c.say("waymark path --help tells how to write one of your own.")
	return nil
}

// called is what a path is called, "Into IT management (it-management), version 2".
func called(title, name string, version int) string {
	if title == "" {
		title = name
	}
	return title + " (" + name + "), version " + strconv.Itoa(version)
}
