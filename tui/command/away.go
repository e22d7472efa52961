package command

import (
	"slices"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newAway(c *call) *cobra.Command {
	var why string
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "away [FROM [TO]]",
		SuggestFor: []string{"vacation", "holiday", "holidays", "off"},
		Short:      "Note days off, which no review is due on",
		Long: `Note days off, from the first to the last one, or a single day. No review is due
on them, and their weeks count for nothing. Days that have been will do.

Alone it lists them. Prints the new id; waymark rm v1 takes the days back. Noting
the same days with another reason changes that.

--json gives a list, the latest first: id, kind (away), from, to (the last day)
and why.`,
		Example: `waymark away 2026-12-21 2027-01-03
waymark away "21 dec" "3 jan" --why skiing
waymark away mon fri
waymark away`,
		Args: needs(0, 2, "a first and a last day"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 0 && asJSON:
				return &misuse{say: "--json is for the list of days off", hint: "For example: waymark away --json"}
			case len(args) > 0:
				return c.away(args, why)
			case cmd.Flags().Changed("why"):
				return &misuse{say: "--why is for days off", hint: "For example: waymark away 2026-12-21 2027-01-03 --why skiing"}
			}
			return c.timesOff(asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	cmd.Flags().StringVar(&why, "why", "", "the reason, as `TEXT`")
	return cmd
}

// away keeps a stretch of days off. The last day is read from the first on.
func (c *call) away(args []string, why string) error {
	from, err := planner.ParseDate(args[0], c.today)
	if err != nil {
		return err
	}
	to := from
	if len(args) > 1 {
		if to, err = planner.ParseDate(args[1], from); err != nil {
			return err
		}
	}
	if to.Before(from) {
		return &planner.InputError{
			What: "last day", Value: args[1], Example: "2026-12-21 2027-01-03",
			Expected: "one from " + longDay(from) + " on, the first day; " + longDay(to) + " is before it",
		}
	}
	res, err := c.apply(planner.BeAway(from, to, why))
	if err != nil {
		return err
	}
	for _, a := range res.Plan.TimesOff() { // its reason may be all that changed
		if a.From == from && a.To == to {
			c.print("%s\n", a.ID)
			break
		}
	}
	due := res.Plan.ReviewDue(c.today)
	c.say("%s. Your review is due on %s.", res.Entry.Label, longDay(due))
	return nil
}

// timesOff lists the days off, the latest first.
func (c *call) timesOff(asJSON bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	g := grid{wide: 3}
	all := p.TimesOff()
	if asJSON {
		list := listJSON{c: c}
		for _, a := range slices.Backward(all) {
			if err := list.add(toTimeOffJSON(a)); err != nil {
				return err
			}
		}
		list.end()
		return nil
	}
	for i := len(all) - 1; i >= 0; i-- {
		a := all[i]
		until := ""
		if a.To != a.From {
			until = "to " + longDay(a.To)
		}
		g.add(a.ID.String(), longDay(a.From), until, planner.ShowLine(a.Why))
	}
	if len(g.rows) == 0 {
		c.say("No days off are noted.")
	}
	g.print(c)
	return nil
}
