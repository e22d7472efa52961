package command

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newHelp makes `waymark help`, which knows when there is no such command.
func newHelp(c *call) *cobra.Command {
	return &cobra.Command{
		Use:               "help [COMMAND]",
		Short:             "Show what a command does",
		Example:           "waymark help add",
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			switch {
			case len(args) > 0 && (err != nil || found == cmd.Root()):
				return unknownCommand(cmd.Root(), args[0])
			case len(rest) > 0 && found.HasSubCommands():
				return unknownPart(found, rest[0])
			}
			c.help(found)
			return nil
		},
	}
}

// moreHelp is what help tells of some commands besides their own text, worked
// out only when it is asked for.
var moreHelp = map[string]func() string{"export": exportHelp}

// longOf is what there is to say of a command at length.
func longOf(cmd *cobra.Command) string {
	if more := moreHelp[cmd.Name()]; more != nil {
		return cmd.Long + "\n\n" + more()
	}
	return cmd.Long
}

// help prints what a command does. It asks nothing of the terminal.
func (c *call) help(cmd *cobra.Command) {
	c.paint = paint{on: c.IsTTY(Stdout) && !c.plain()}
	about := longOf(cmd)
	if about == "" {
		about = cmd.Short + "."
	}
	c.print("%s\n", about)
	c.section("Usage")
	c.print("  %s\n", useLine(cmd))
	if len(cmd.Aliases) > 0 {
		c.print("  also: waymark %s\n", strings.Join(cmd.Aliases, ", waymark "))
	}
	if cmd.Example != "" {
		c.section("Examples")
		for line := range strings.Lines(cmd.Example) {
			c.print("  %s\n", strings.TrimSpace(line))
		}
	}
	if !cmd.HasParent() {
		c.overview(cmd)
	}
	c.flags("Flags", cmd.LocalNonPersistentFlags())
	c.flags("Global flags", cmd.Root().PersistentFlags())
}

// useLine is how a command is called. The words stand before the flags.
func useLine(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return "waymark [COMMAND] [flags]"
	}
	return strings.TrimSuffix(cmd.UseLine(), " [flags]") + " [flags]"
}

// overview lists all commands by group.
func (c *call) overview(root *cobra.Command) {
	for _, group := range root.Groups() {
		c.section(group.Title)
		g := grid{wide: 1, indent: 2}
		for _, cmd := range root.Commands() {
			if cmd.GroupID == group.ID {
				g.add(c.paint.accent(pad(cmd.Name(), 8)), cmd.Short)
			}
		}
		g.print(c)
	}
	c.print("\nwaymark help COMMAND tells more about one of them.\n")
}

func (c *call) section(title string) { c.print("\n%s\n", c.paint.bold(title)) }

func (c *call) flags(title string, flags *pflag.FlagSet) {
	if usage := flags.FlagUsages(); usage != "" {
		c.section(title)
		c.print("%s", usage)
	}
}
