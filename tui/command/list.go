package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newList(c *call) *cobra.Command {
	var f filter
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List what is in the plan",
		Long: `List what is in the plan: what is still to be done, unless --state says
otherwise. Several flags narrow the list together.

--json gives one object a line in an array, with id, kind (action, milestone,
check or capture), phase (null for captures), title, state (todo, doing, done,
waiting, hold, dropped; "" for captures), due (null if none; for a check its
next time) and focus. A check is done from its tick until it comes round again.`,
		Example: `waymark list
waymark list --phase 2 --kind action,milestone
waymark list --due
waymark list --state done --json | jq -r '.[].title'`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			p, err := c.load()
			if err != nil {
				return err
			}
			found, err := f.find(p, c.today)
			if err != nil {
				return err
			}
			if asJSON {
				return c.listJSON(found)
			}
			c.list(p, found, f.due)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.phase, "phase", "", "only of phase `N`")
	flags.StringSliceVar(&f.kinds, "kind", nil, "only these `KINDS`: action, milestone, check, capture")
	flags.StringSliceVar(&f.states, "state", nil, "only in these `STATES`: todo, doing, done, waiting, hold, dropped; open or all")
	flags.BoolVar(&f.due, "due", false, "only what is overdue or due within a week, by date")
	flags.BoolVar(&f.stale, "stale", false, "only what was not touched for long")
	flags.BoolVar(&f.stuck, "stuck", false, "only milestones without an open action")
	flags.BoolVar(&f.focus, "focus", false, "only this week's focus")
	flags.BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// found is what a list shows.
type found struct {
	items    []planner.Listed
	captures []*planner.Capture
}

func (c *call) listJSON(f found) error {
	list := &listJSON{c: c}
	for _, it := range f.items {
		if err := list.add(toJSON(it, c.today)); err != nil {
			return err
		}
	}
	for _, r := range f.captures {
		if err := list.add(captureJSON(r)); err != nil {
			return err
		}
	}
	list.end()
	return nil
}

// list prints what was found by phase, or in one list if it is by date.
func (c *call) list(p *planner.Plan, f found, byDate bool) {
	if len(f.items)+len(f.captures) == 0 {
		c.say("Nothing to list.")
		return
	}
	g := grid{wide: 2}
	flush := func() {
		g.print(c)
		g.rows = nil
	}
	phase := 0
	for _, it := range f.items {
		if n := it.Base().Phase; !byDate && n != phase {
			flush()
			c.group(p, n, phase == 0)
			g.indent, phase = 1, n
		}
		g.add(c.itemRow(it)...)
	}
	flush()
	if len(f.captures) == 0 {
		return
	}
	if len(f.items) > 0 {
		c.print("\n")
	}
	c.line(c.paint.bold("Inbox"))
	g.indent = 1
	for _, r := range f.captures {
		g.add(planner.ToDo.Glyph(r.ID.Kind), r.ID.String(), planner.ShowLine(r.Text), day(r.Created, c.today))
	}
	flush()
}

// group prints the title of a phase.
func (c *call) group(p *planner.Plan, n int, first bool) {
	if !first {
		c.print("\n")
	}
	c.line(c.paint.bold(phaseTitle(p, n)) + c.paint.faint("  "+phaseWords(p, n)))
}

// phaseTitle names a phase, "Phase 2 · Lead without the title".
func phaseTitle(p *planner.Plan, n int) string {
	ph := p.Phase(n)
	if ph == nil {
		return "No phase"
	}
	return "Phase " + ph.ID.String()[1:] + " · " + planner.ShowLine(ph.Title)
}

func phaseWords(p *planner.Plan, n int) string {
	ph := p.Phase(n)
	if ph == nil {
		return ""
	}
	words := []string{ph.State.String()}
	if ph.Optional {
		words = append(words, "optional")
	}
	return strings.Join(words, ", ")
}

// listed is the order of kinds within a phase.
var listed = []planner.Kind{planner.KindMilestone, planner.KindAction, planner.KindCheck}

// inOrder sorts items by phase, kind and the user's order.
func inOrder(items []planner.Listed) {
	planner.SortByOrder(items)
	slices.SortStableFunc(items, func(a, b planner.Listed) int {
		x, y := a.Base(), b.Base()
		if x.Phase != y.Phase {
			return x.Phase - y.Phase
		}
		return slices.Index(listed, x.ID.Kind) - slices.Index(listed, y.ID.Kind)
	})
}
