package command

import (
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newCapture(c *call) *cobra.Command {
	return &cobra.Command{
		Use:        "capture TEXT…",
		Aliases:    []string{"c"},
		SuggestFor: []string{"note", "inbox"},
		Short:      "Put a line into the inbox, to be sorted at the review",
		Long: `Put a line into the inbox. Nothing about it has to be decided now; the weekly
review sorts it. Prints the new id.`,
		Example: `waymark capture ask Dana how she plans her week
waymark c "read about one-on-ones"`,
		Args: needs(1, 0, "a few words"),
		RunE: func(_ *cobra.Command, args []string) error {
			res, err := c.apply(planner.CaptureLine(strings.Join(args, " "), c.today))
			if err != nil {
				return err
			}
			c.print("%s\n", res.New[0])
			c.say("%s", res.Entry.Label)
			return nil
		},
	}
}
