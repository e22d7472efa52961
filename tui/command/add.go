package command

import (
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newAdd(c *call) *cobra.Command {
	var a addition
	cmd := &cobra.Command{
		Use:   "add TITLE…",
		Short: "Add an action, a milestone or a check",
		Long: `Add an action, or with --milestone a milestone, or with --every a check that
comes round. It goes to the end of its phase: the one of --phase, else the one
of the milestone it serves, else the lowest open phase.

Prints the new id.`,
		Example: `waymark add Ask Dana for feedback --due fri
waymark add "Lead one project end to end" --milestone --phase 2 --due 2027-01-30
waymark add Write down a win --every week
waymark add Draft the plan --for m3 --note - < plan.txt`,
		Args: needs(1, 0, "a title"),
		RunE: func(_ *cobra.Command, args []string) error {
			a.title = strings.Join(args, " ")
			return c.add(a)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.phase, "phase", "", "the phase, by number `N` or by the start of its title")
	flags.BoolVar(&a.milestone, "milestone", false, "add a milestone")
	flags.StringVar(&a.due, "due", "", "the `DATE`: fri, +2w, 30 jan, 2027-01-30; of a check the first time")
	flags.StringVar(&a.every, "every", "", "add a check that comes round each `PERIOD`: week, friday, \"3 months after\"")
	flags.StringVar(&a.serves, "for", "", "the milestone that the action serves, by its `ID`")
	flags.StringVar(&a.note, "note", "", "a note as `TEXT`, or - to read it from standard input")
	flags.BoolVar(&a.private, "private", false, "keep it out of documents for others")
	return cmd
}

// addition is what `add` is asked to add.
type addition struct {
	title, phase, due, every, serves, note string
	milestone, private                     bool
}

func (c *call) add(a addition) error {
	it, err := c.newItem(a)
	if err != nil {
		return err
	}
	var serves planner.ID
	if a.serves != "" {
		if serves, err = milestoneID(a.serves); err != nil {
			return err
		}
	}
	res, err := c.apply(addTo(it, a.phase, serves, c))
	if err != nil {
		return err
	}
	added := res.Plan.Item(res.New[0])
	c.print("%s\n", added.Key())
	words := phaseTitle(res.Plan, added.Base().Phase)
	if a.phase == "" && serves.IsZero() {
		words += " (the lowest open phase; --phase names another)"
	}
	if due := planner.Due(added, c.today); a.due != "" && !due.IsZero() {
		words += ", due " + longDay(due)
	}
	c.say("Added to %s.", words)
	return nil
}

// newItem makes what is to be added, but for its phase.
func (c *call) newItem(a addition) (planner.Listed, error) {
	switch {
	case a.milestone && a.every != "":
		return nil, &misuse{say: "--milestone and --every exclude each other", hint: "A milestone is reached once; a check comes round."}
	case a.serves != "" && (a.milestone || a.every != ""):
		return nil, &misuse{say: "--for is for actions: only they serve a milestone", hint: "Leave out --for, or leave out --milestone and --every."}
	}
	note, err := c.noteFrom(a.note)
	if err != nil {
		return nil, err
	}
	item := planner.Item{Title: a.title, Note: note, Private: a.private}
	if a.due != "" {
		if item.Due, err = planner.ParseDate(a.due, c.today); err != nil {
			return nil, err
		}
	}
	switch {
	case a.milestone:
		return &planner.Milestone{Item: item}, nil
	case a.every != "":
		rule, err := planner.ParseRule(a.every)
		if err != nil {
			return nil, err
		}
		first := item.Due // a check's dates come from its rule
		item.Due.Year, item.Due.Month, item.Due.Day = 0, 0, 0
		return firstOn(&planner.Check{Item: item, Every: rule}, first, c.today), nil
	}
	return &planner.Action{Item: item}, nil
}

func milestoneID(text string) (planner.ID, error) {
	ids, err := idsOf([]string{text}, []planner.Kind{planner.KindMilestone}, "a milestone")
	if err != nil {
		return planner.ID{}, err
	}
	return ids[0], nil
}

// addTo adds an item to the phase that is meant, which is worked out on the
// newest plan.
func addTo(it planner.Listed, phase string, serves planner.ID, c *call) planner.Edit {
	edit := planner.AddItem(it, c.today)
	edit.Run = func(d *planner.Draft) error {
		next := planner.CopyItem(it)
		n, err := phaseFor(d.Plan(), phase, serves)
		if err != nil {
			return err
		}
		next.Base().Phase = n
		if a, ok := next.(*planner.Action); ok {
			a.Milestone = serves
		}
		return planner.AddItem(next, c.today).Run(d)
	}
	return edit
}

func phaseFor(p *planner.Plan, named string, serves planner.ID) (int, error) {
	n := 0
	if named != "" {
		ph, err := namedPhase(p, named)
		if err != nil {
			return 0, err
		}
		n = ph.Number()
	}
	if !serves.IsZero() {
		m := p.Item(serves)
		if m == nil {
			return 0, notFound(serves)
		}
		if n != 0 && n != m.Base().Phase {
			return 0, &misuse{say: serves.String() + " is in " + phaseTitle(p, m.Base().Phase), hint: "Leave out --phase, or name a milestone of that phase."}
		}
		return m.Base().Phase, nil
	}
	if n != 0 {
		return n, nil
	}
	if open := p.OpenPhases(); len(open) > 0 {
		return open[0].Number(), nil
	}
	return 0, &misuse{say: "no phase is open, so the phase must be named", hint: "Add --phase 1, or open a phase: waymark state p1 open."}
}
