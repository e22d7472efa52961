package command

import (
	"strconv"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newUndo(c *call) *cobra.Command {
	return &cobra.Command{
		Use:   "undo [SEQ]",
		Short: "Take back the last change, or one by its number",
		Long: `Take back the newest change that is not undone, whoever made it and whenever,
or the one with the number that waymark history shows. An older change can't be
taken back by itself once something else changed the same thing.`,
		Example: `waymark undo
waymark undo 41`,
		Args: needs(0, 1, "at most one number"),
		RunE: func(_ *cobra.Command, args []string) error {
			var seq uint64
			if len(args) > 0 {
				n, err := strconv.ParseUint(args[0], 10, 64)
				if err != nil || n == 0 {
					return &planner.InputError{What: "change", Value: args[0], Expected: "a number that waymark history shows", Example: "41"}
				}
				seq = n
			}
			k, err := c.keeper()
			if err != nil {
				return err
			}
			res, err := k.Undo(seq, c.stamp(planner.Edit{}))
			return c.tellBack(k, res, err, "waymark redo brings it back.")
		},
	}
}

func newRedo(c *call) *cobra.Command {
	return &cobra.Command{
		Use:     "redo",
		Short:   "Do again what was undone last",
		Long:    "Do again what was undone last. A new change leaves nothing to redo.",
		Example: "waymark redo",
		Args:    alone,
		RunE: func(*cobra.Command, []string) error {
			k, err := c.keeper()
			if err != nil {
				return err
			}
			res, err := k.Redo(c.stamp(planner.Edit{}))
			return c.tellBack(k, res, err, "waymark undo takes it back.")
		},
	}
}

// tellBack says what was undone or redone, from where it came and when. Here,
// nothing to do is a failure: whoever undoes expects something to change.
func (c *call) tellBack(k planner.Keeper, res planner.Result, err error, hint string) error {
	if err != nil {
		return failUnchanged(err)
	}
	c.edited = true
	about := res.Entry.Undoes + res.Entry.Redoes // one of them is 0
	from := ""
	if was, err := k.History(about+1, 1); err == nil && len(was) == 1 && was[0].Seq == about {
		from = ", from the " + was[0].Origin + ", " + c.clock(was[0].At)
	}
	c.say("%s%s\n%s", res.Entry.Label, from, hint)
	return nil
}
