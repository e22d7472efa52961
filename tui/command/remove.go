package command

import (
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newRemove(c *call) *cobra.Command {
	return &cobra.Command{
		Use:        "rm ID…",
		Short:      "Take things out of the plan",
		SuggestFor: []string{"remove", "delete", "del"},
		Long: `Take actions, milestones, checks or captures out of the plan; or evidence,
readings of energy, answers, open matters and days off. Several ids are one
change, and waymark undo brings all of them back.

To keep something on record that you decided against, drop it instead:
waymark state a12 dropped --why "…".`,
		Example: `waymark rm a12
waymark rm c1 c2
waymark rm v1`,
		Args: needs(1, 0, "an id"),
		RunE: func(_ *cobra.Command, args []string) error {
			ids, err := idsOf(args, removable, removeCalled)
			if err != nil {
				return err
			}
			return c.change(planner.Remove(ids, c.today))
		},
	}
}
