package command

import (
	"github.com/spf13/cobra"

	"waymark/planner/export"
)

func newReview(c *call) *cobra.Command {
	var sheet bool
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Hold this week's review",
		Long: `Hold this week's review: a short walk over what is due, late, untouched or
stuck. It opens the review; begins or resumes it when one is due. It can be
left and taken up again on any day.

--print gives this week's sheet as Markdown instead, to be ticked by hand.`,
		Example: `waymark review
waymark review --print > review.md`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			if sheet {
				p, err := c.load()
				if err != nil {
					return err
				}
				return export.Sheet(c.out, export.Input{Plan: p, Today: c.today})
			}
			if !c.IsTTY(Stdout) || c.Getenv("TERM") == "dumb" {
				return &misuse{say: "the review needs a terminal that can be drawn on", hint: "waymark review --print gives it as Markdown."}
			}
			if _, err := c.load(); err != nil {
				return err
			}
			return c.screens(StartReview)
		},
	}
	cmd.Flags().BoolVar(&sheet, "print", false, "print this week's sheet as Markdown")
	return cmd
}
