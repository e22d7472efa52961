package command

import (
	"errors"
	"fmt"
	"strings"

	"cloud.google.com/go/civil"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newShow(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one thing with everything known about it",
		Long: `Show an action, a milestone, a check, a capture or a phase with everything
known about it; or evidence (e), a reading of energy (n), an answer (q), an
open matter (o), days off (v), a review (r) or a week (w).

--json gives what list --json gives, and reason (why it is in the plan), note,
why (of its state), since (when it came into that), done (when it was), rough
(only the year of that is known), created, touched, optional, private, entry and
topic (of the career path). Of an action, milestone: the one it serves. Of a
milestone, criterion and evidence, a list of ids. Of a check, every, last (when
it was ticked or skipped) and skipped (the last time was a skip). Every key is
always there: "", null, false or an empty list where there is nothing.

For a phase it gives what status --json gives, and id, purpose, from and to
(years of a career; to is 0 for an open end), opened, closed and why. Of a review
it gives what review --json gives, of a week what reviews --json gives of one.
Of evidence it gives id, kind, date, title, evidence (its kind), outcome, from,
phase, review and private; of a reading date, work, value (-2 to 2, null for a
note), note and review; of an answer date, phase, probe, question, answer and
review; of a matter sort (peer, conflict or delegation), title, opened, talked,
closed, taken_back and outcome; of days off from, to and why.`,
		Example: `waymark show a12
waymark show m3 --json
waymark show p2`,
		Args: needs(1, 1, "one id"),
		RunE: func(_ *cobra.Command, args []string) error {
			ids, err := idsOf(args, shown, showCalled)
			if err != nil {
				return err
			}
			p, err := c.load()
			if err != nil {
				return err
			}
			return c.show(p, ids[0], asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

func (c *call) show(p *planner.Plan, id planner.ID, asJSON bool) error {
	r, err := c.record(p, id)
	if err != nil {
		return err
	}
	switch r := r.(type) {
	case *planner.Phase:
		if asJSON {
			return c.printJSON(phaseDetails(p, r))
		}
		c.showPhase(p, r)
	case *planner.Capture:
		if asJSON {
			return c.printJSON(detailJSON{itemJSON: captureJSON(r), Created: orNull(r.Created), Evidence: []string{}})
		}
		c.line(c.paint.bold(planner.ShowLine(r.Text)))
		c.fact("Captured", day(r.Created, c.today))
	case planner.Listed:
		if asJSON {
			return c.printJSON(details(r, c.today))
		}
		c.showItem(p, r)
	default:
		return c.showNoted(p, r, asJSON)
	}
	return nil
}

// record finds a record, of state or of history, that is not removed.
func (c *call) record(p *planner.Plan, id planner.ID) (planner.Record, error) {
	r := p.Find(id)
	if info, _ := id.Kind.Info(); info.History {
		k, err := c.keeper()
		if err != nil {
			return nil, err
		}
		r, err = k.Get(id)
		if errors.Is(err, planner.ErrNotFound) {
			return nil, notFound(id)
		}
		if err != nil {
			return nil, err
		}
	}
	if r == nil || r.Gone() {
		return nil, notFound(id)
	}
	return r, nil
}

func (c *call) showItem(p *planner.Plan, it planner.Listed) {
	b := it.Base()
	c.line(c.paint.accent(b.State.Glyph(b.ID.Kind)) + " " + b.ID.String() + "  " + c.paint.bold(planner.ShowLine(b.Title)))
	c.line(planner.Capital(b.ID.Kind.String()) + " of " + phaseTitle(p, b.Phase))
	c.print("\n")
	c.fact("State", stateWords(b, c.today))
	switch it := it.(type) {
	case *planner.Action:
		if m := p.Item(it.Milestone); m != nil {
			c.fact("Serves", m.Key().String()+"  "+m.Base().Title)
		}
		c.fact("Due", day(b.Due, c.today))
	case *planner.Milestone:
		c.fact("Target", day(b.Due, c.today))
		c.fact("Reached if", it.Criterion)
	case *planner.Check:
		due, _ := it.Next(c.today)
		c.fact("Comes round", it.Every.String())
		c.fact("Next", day(due, c.today))
		c.fact("Last", lastTick(it, c.today))
	}
	if b.Focus {
		c.fact("Focus", "this week")
	}
	if b.Optional {
		c.fact("Optional", "yes")
	}
	if b.Private {
		c.fact("Private", "only in what you write for yourself")
	}
	c.fact("Reason", b.Reason)
	c.fact("Added", day(b.Created, c.today))
	c.note(b.Note)
	c.serving(p, b.ID)
}

// stateWords says in which state an item is, since when and why.
func stateWords(b *planner.Item, today civil.Date) string {
	words := b.State.String()
	switch {
	case b.State == planner.Done && b.Rough:
		words += fmt.Sprintf(", in %d", b.Done.Year)
	case b.State == planner.Done && !b.Done.IsZero():
		words += ", " + day(b.Done, today)
	case b.State != planner.ToDo && !b.Since.IsZero():
		words += ", since " + day(b.Since, today)
	}
	if b.Why != "" {
		words += ": " + b.Why
	}
	return words
}

func lastTick(k *planner.Check, today civil.Date) string {
	if k.Last.IsZero() {
		return ""
	}
	if k.Skipped {
		return day(k.Last, today) + ", skipped"
	}
	return day(k.Last, today)
}

// serving lists the actions towards a milestone.
func (c *call) serving(p *planner.Plan, milestone planner.ID) {
	var actions []planner.Listed
	for a := range p.Actions() {
		if a.Milestone == milestone && milestone.Kind == planner.KindMilestone {
			actions = append(actions, a)
		}
	}
	inOrder(actions)
	c.items("Actions towards it", actions)
}

func (c *call) showPhase(p *planner.Plan, ph *planner.Phase) {
	c.line(c.paint.bold(phaseTitle(p, ph.Number())))
	c.line(phaseWords(p, ph.Number()))
	c.print("\n")
	done := p.Progress(ph.Number())
	c.fact("Done", fmt.Sprintf("%d of %d", done.Done, done.Total))
	c.fact("Opened", day(ph.Opened, c.today))
	c.fact("Closed", day(ph.Closed, c.today))
	c.fact("Why", ph.Why)
	c.fact("Purpose", ph.Purpose)
	for _, gate := range ph.Gate {
		c.fact("Gate", gate.Title)
	}
}

// factCells is the width of the names of facts.
const factCells = 13

// fact prints a name and its value, wrapped on a terminal; nothing if the
// value is empty.
func (c *call) fact(name, value string) {
	if value = planner.ShowLine(value); value == "" {
		return
	}
	if w := c.width(); w > factCells+10 {
		value = ansi.Wrap(value, w-factCells, " ")
	}
	for i, line := range strings.Split(value, "\n") {
		if i > 0 {
			name = ""
		}
		c.line(c.paint.faint(pad(name, factCells)) + line)
	}
}

// note prints the user's own text as it is.
func (c *call) note(text string) {
	if text == "" {
		return
	}
	c.heading("Note")
	text = planner.ShowBlock(text)
	if w := c.width(); w > 10 {
		text = ansi.Wrap(text, w-1, " ")
	}
	for line := range strings.SplitSeq(text, "\n") {
		c.line(" " + line)
	}
}
