package command

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newDone(c *call) *cobra.Command {
	return &cobra.Command{
		Use:   "done ID…",
		Short: "Mark things as done: actions, milestones, checks",
		Long: `Mark actions as done and milestones as reached, and tick checks for their
present period. Several ids are one change: all or none, undone together.`,
		Example: `waymark done a12
waymark done a12 a13 k2`,
		Args: needs(1, 0, "an id"),
		RunE: func(_ *cobra.Command, args []string) error {
			ids, err := idsOf(args, itemKinds, itemsCalled)
			if err != nil {
				return err
			}
			return c.change(putInto(ids, planner.Done, "", c.today))
		},
	}
}

func newState(c *call) *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:   "state ID… STATE",
		Short: "Say where things stand: doing, waiting, on hold…",
		Long: `Put things into a state: todo, doing, done, waiting, hold or dropped. A phase
is ahead, open or closed. Several ids are one change.`,
		Example: `waymark state a12 doing
waymark state a12 waiting --why "Dana is back on Monday"
waymark state p2 open`,
		Args: needs(2, 0, "an id and a state"),
		RunE: func(_ *cobra.Command, args []string) error { return c.state(args, why) },
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason, as `TEXT`")
	return cmd
}

// state takes ids as long as they look like ids; the rest is the state, which
// may be two words.
func (c *call) state(args []string, why string) error {
	n := slices.IndexFunc(args, func(arg string) bool {
		_, err := planner.ParseID(arg)
		return err != nil
	})
	switch n {
	case -1:
		return &misuse{say: "the state is missing", hint: "For example: waymark state " + planner.ShowLine(planner.Shorten(args[0], 12)) + " doing"}
	case 0:
		n = 1 // let the id be complained about
	}
	word := strings.Join(args[n:], " ")
	if id, err := planner.ParseID(args[0]); err == nil && id.Kind == planner.KindPhase {
		return c.phaseState(args[:n], id, word, why)
	}
	ids, err := idsOf(args[:n], itemKinds, itemsCalled)
	if err != nil {
		return err
	}
	state, err := planner.ParseState(word)
	if err != nil {
		return err
	}
	if state == planner.ToDo {
		return c.backToDo(ids, why)
	}
	return c.change(putInto(ids, state, why, c.today))
}

// backToDo puts items back to do; of checks it takes back the tick of their
// present period, which has to be known by then.
func (c *call) backToDo(ids []planner.ID, why string) error {
	edit := putInto(ids, planner.ToDo, why, c.today)
	if !slices.ContainsFunc(ids, func(id planner.ID) bool { return id.Kind == planner.KindCheck }) {
		return c.change(edit)
	}
	p, err := c.load()
	if err != nil {
		return err
	}
	var parts []planner.Edit
	var rest []planner.ID
	for _, id := range ids {
		if k, ok := p.Item(id).(*planner.Check); ok && k.State == planner.ToDo && k.Ticked(c.today) {
			parts = append(parts, planner.Toggle(k, c.today))
		} else {
			rest = append(rest, id)
		}
	}
	if len(rest) > 0 {
		parts = append(parts, putInto(rest, planner.ToDo, why, c.today))
	}
	return c.change(together(ids, parts))
}

func (c *call) phaseState(ids []string, id planner.ID, word, why string) error {
	if len(ids) > 1 {
		return &misuse{say: "phases change one at a time", hint: "For example: waymark state p2 open"}
	}
	var state planner.PhaseState
	if err := state.UnmarshalText([]byte(strings.ToLower(word))); err != nil {
		return err
	}
	return c.change(planner.SetPhase(int(id.N), state, why, c.today))
}

// putInto puts items into a state, leaving alone those that are in it: asking
// twice changes nothing and adds nothing to the history.
func putInto(ids []planner.ID, state planner.State, why string, today civil.Date) planner.Edit {
	edit := planner.SetState(ids, state, why, today)
	edit.Run = func(d *planner.Draft) error {
		var left []planner.ID
		for _, id := range ids {
			if it := d.Plan().Item(id); it == nil || !stands(it, state, why, today) {
				left = append(left, id)
			}
		}
		if len(left) == 0 {
			return fmt.Errorf("%s: %s already: %w", join(ids), state, planner.ErrUnchanged)
		}
		return planner.SetState(left, state, why, today).Run(d)
	}
	return edit
}

// stands reports whether an item is in a state already. A check that is done
// is one that was ticked in this period.
func stands(it planner.Listed, state planner.State, why string, today civil.Date) bool {
	if k, ok := it.(*planner.Check); ok && state == planner.Done {
		return k.Ticked(today)
	}
	b := it.Base()
	return b.State == state && (why == "" || b.Why == planner.CleanLine(why))
}

func join(ids []planner.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = id.String()
	}
	return strings.Join(words, ", ")
}

// notFound says that no record has an id.
func notFound(id planner.ID) error {
	if id.Kind == planner.KindReview || id.Kind == planner.KindWeek {
		return &worded{say: id.Kind.String() + " " + id.String() + ": not found" + reviewsHint, as: planner.ErrNotFound}
	}
	return fmt.Errorf("%s %s: %w", id.Kind, id, planner.ErrNotFound)
}
