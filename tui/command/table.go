package command

import (
	"github.com/spf13/cobra"
)

// The groups that help shows commands in.
const (
	groupLook   = "See where you are"
	groupChange = "Change the plan"
	groupBack   = "Go back"
	groupKeep   = "Start, share and find it"
	groupCare   = "Look after the file"
)

// table is every command, in the order of help. A new command is one file
// and one row here.
var table = []struct {
	group string // "" hides it from the overview
	build func(*call) *cobra.Command
}{
	{groupLook, newStatus},
	{groupLook, newList},
	{groupLook, newShow},
	{groupLook, newReview},
	{groupLook, newReviews},
	{groupChange, newAdd},
	{groupChange, newDone},
	{groupChange, newState},
	{groupChange, newEdit},
	{groupChange, newRemove},
	{groupChange, newCapture},
	{groupChange, newEnergy},
	{groupChange, newAway},
	{groupBack, newUndo},
	{groupBack, newRedo},
	{groupBack, newHistory},
	{groupKeep, newInit},
	{groupKeep, newPath},
	{groupKeep, newExport},
	{groupKeep, newPeople},
	{groupKeep, newImport},
	{groupKeep, newFiles},
	{groupCare, newCheck},
	{groupCare, newBackup},
	{groupCare, newBackups},
	{groupCare, newRestore},
	{groupCare, newSalvage},
	{groupCare, newErase},
	{"", newCompletion},
	{"", newMan},
	{"", newSchema},
	{"", newHelp},
}

const rootLong = `waymark walks an engineer through the four phases of the road into IT
management: what to do in each, which milestones to reach, and a short review
every week. Staying technical is a good outcome too.

Without a command it opens the screens; where there is no terminal it prints
the status.

What you ask for goes to standard output, the rest to standard error. Exit
codes: 0 all is well, 1 it failed or the plan is busy, 2 the command was not
used as it can be, 3 what you named is not there (an id, a backup, a file to
read) or there is no plan yet, 4 the plan's file, or the backup asked for, is
damaged, 6 a review is due.`

// newRoot builds the whole program's command, with its global flags.
func newRoot(c *call) *cobra.Command {
	cobra.MousetrapHelpText = ""       // a double click may open the screens
	cobra.EnableCommandSorting = false // the table's order means something
	root := &cobra.Command{
		Use:   "waymark",
		Short: "A career planner for engineers who think about managing",
		Long:  rootLong,
		Example: `waymark
waymark init --years 4
waymark capture "ask Dana how she plans her week"
waymark list --due`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			c.opts.fileGiven = cmd.Flags().Changed(flagFile)
			if err := c.settle(); err != nil {
				return err
			}
			return filled(cmd)
		},
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&c.opts.file, flagFile, "", "use the plan in `PATH` (or set WAYMARK_FILE)")
	flags.StringVar(&c.opts.today, flagToday, "", "take `YYYY-MM-DD` for today, to try things out")
	flags.BoolVar(&c.opts.noColor, flagNoColor, false, "print without colour (or set NO_COLOR)")
	flags.BoolP("help", "h", false, "show this help")
	version := root.Flags().Bool("version", false, "print the version")
	root.RunE = func(*cobra.Command, []string) error {
		if *version {
			c.print("waymark %s\n", c.Version())
			return nil
		}
		return c.home()
	}
	root.SetOut(c.out)
	root.SetErr(c.Stderr)
	root.SetFlagErrorFunc(flagFault)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { c.help(cmd) })
	for _, row := range table {
		cmd := row.build(c)
		cmd.GroupID, cmd.Hidden = row.group, row.group == ""
		if !cmd.Hidden && !root.ContainsGroup(row.group) {
			root.AddGroup(&cobra.Group{ID: row.group, Title: row.group})
		}
		if cmd.Name() == "help" {
			root.SetHelpCommand(cmd)
		}
		root.AddCommand(cmd)
	}
	return root
}

// home opens the screens, or prints the status where nothing can be drawn.
func (c *call) home() error {
	if !c.IsTTY(Stdout) || c.Getenv("TERM") == "dumb" {
		return c.status(false)
	}
	return c.screens(StartHome, false)
}

func (c *call) screens(start string, short bool) error {
	k, err := c.keeper()
	if err != nil {
		return err
	}
	config := ScreensConfig{Keeper: k, File: c.file, StartAt: start, Short: short, NoColor: c.plain()}
	if c.opts.today != "" {
		config.Today = c.today
	}
	return c.Screens(config)
}
