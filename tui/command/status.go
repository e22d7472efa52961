package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newStatus(c *call) *cobra.Command {
	var short, asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Where you are, what is next, is your review due",
		Long: `Where you are, what is next, and whether your review is due.

--short is one line for a shell prompt, empty when nothing is due or there is
no plan.

--json gives an object with today, year (of your career; null if not known),
phases (number, title, state, optional, done and total), focus, due and next
(as list --json gives them), review (due, and under_way: the id of the review
begun, or ""; held, of and steadiness in percent, null before the first week
counts; weeks: week and mark of the last sixteen, the oldest first), energy
(leading and hands_on: the mean readings of those weeks that have one, from -2
to 2), and inbox, the number of lines to sort.`,
		Example: `waymark status
PS1='$(waymark status --short) \$ '
waymark status --json | jq .review.due`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			switch {
			case short && asJSON:
				return &misuse{say: "--short and --json exclude each other", hint: "Leave one of them out."}
			case short:
				return c.statusShort()
			}
			return c.status(asJSON)
		},
	}
	cmd.Flags().BoolVar(&short, "short", false, "one line for a shell prompt")
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// statusShort answers from the glance alone, so it costs the same however
// large the plan is.
func (c *call) statusShort() error {
	g, err := c.Glance(c.file)
	if errors.Is(err, planner.ErrNoPlan) {
		return nil
	}
	if err != nil {
		return err
	}
	if line := g.Short(c.today); line != "" {
		c.print("%s\n", line)
	}
	return nil
}

// nextCount is how many milestones and suggestions the status shows.
const nextCount = 3

func (c *call) status(asJSON bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	if asJSON {
		return c.printJSON(c.statusJSON(p))
	}
	c.position(p)
	c.phases(p)
	c.items("This week", p.Focus())
	due := p.DueSoon(c.today)
	c.items("Due", due[:min(len(due), 10)])
	if more := len(due) - 10; more > 0 {
		c.line(fmt.Sprintf("  and %d more: waymark list --due", more))
	}
	var milestones []planner.Listed
	for _, m := range p.NextMilestones(nextCount, c.today) {
		milestones = append(milestones, m)
	}
	c.items("Next milestones", milestones)
	c.suggestions(p)
	inbox := 0
	for range p.Inbox() {
		inbox++
	}
	if inbox > 0 {
		c.print("\n")
		c.line(fmt.Sprintf("Inbox: %s to sort at the review.", planner.Counted(inbox, "line")))
	}
	return nil
}

// position prints the line that says where the user is, and the review's.
func (c *call) position(p *planner.Plan) {
	var at []string
	if year := p.Year(c.today); year > 0 {
		at = append(at, fmt.Sprintf("Year %d", year))
	}
	for _, ph := range p.OpenPhases() {
		at = append(at, fmt.Sprintf("Phase %d %s", ph.Number(), planner.ShowLine(ph.Title)))
	}
	at = append(at, longDay(c.today))
	c.line(c.paint.bold(strings.Join(at, " · ")))
	c.line(c.reviewLine(p))
	c.weeks(p)
	c.conflict(p)
}

// weeks prints what became of the last reviews, a cell for each and in words,
// and what leading and hands-on work gave.
func (c *call) weeks(p *planner.Plan) {
	cells := p.Cells(statusWeeks, c.today)
	kept := planner.HeldOf(cells)
	if kept.Of > 0 && !p.Profile().Settled.IsZero() { // before the first there is nothing to tell
		c.line("Reviews  " + c.marks(cells) + "  " + heldWords(p, kept, "held", c.today))
	}
	var parts []string
	for _, row := range []struct {
		name string
		of   func(*planner.WeekNote) (float64, bool)
	}{{"leading", (*planner.WeekNote).LeadingEnergy}, {"hands-on", (*planner.WeekNote).HandsOnEnergy}} {
		points := planner.LinePoints(cells, row.of)
		if newest, ok := planner.Newest(points); ok {
			line := c.paint.accent(planner.Spark(points)) + " "
			if c.inWords() {
				line = ""
			}
			parts = append(parts, row.name+" "+line+planner.SignedMean(newest))
		}
	}
	if len(parts) > 0 {
		c.line("Energy   " + strings.Join(parts, ", "))
	}
}

// marks are what became of some weeks: a cell for each or, where words are
// wanted, how many of each, "14 done, 1 merged, 1 away".
func (c *call) marks(cells []planner.Cell) string {
	if !c.inWords() {
		var marks strings.Builder
		for _, cell := range cells {
			marks.WriteString(cell.Mark.Glyph())
		}
		return c.paint.accent(strings.TrimSpace(marks.String()))
	}
	counts := map[planner.Mark]int{}
	for _, cell := range cells {
		counts[cell.Mark]++
	}
	var words []string
	for _, row := range planner.Marks {
		if n := counts[row.Mark]; n > 0 && row.Mark != planner.NoMark {
			words = append(words, fmt.Sprintf("%d %s", n, row.Word))
		}
	}
	return strings.Join(words, ", ") + ";"
}

// conflict prints how long a conflict has been open, for who manages people,
// once that asks for a word.
func (c *call) conflict(p *planner.Plan) {
	open := p.Matters(planner.Conflict, c.today)
	if !p.Manages() || len(open) == 0 {
		return
	}
	level := open[0].Level(c.today)
	if level != planner.Amber && level != planner.Loud {
		return
	}
	c.line(c.paint.notice("A conflict has been open for " + planner.Counted(open[0].Age(c.today), "day") + ": " + level.Words() + "."))
}

func (c *call) reviewLine(p *planner.Plan) string {
	due := p.ReviewDue(c.today)
	weekday := due.In(utc).Format("Monday")
	switch {
	case !p.Profile().Review.IsZero():
		return c.paint.notice("Your review is under way: waymark review goes on with it.")
	case due == c.today:
		return c.paint.notice("Your review is due today.")
	case due.Before(c.today):
		return c.paint.notice("Your review was due on " + weekday + ", " + planner.Away(due, c.today) + ".")
	}
	return "Your review is due on " + weekday + ", " + planner.Away(due, c.today) + "."
}

// barCells is the width of a phase's bar.
const barCells = 20

func (c *call) phases(p *planner.Plan) {
	progress := p.AllProgress()
	c.print("\n")
	g := grid{wide: 2}
	for ph := range p.Phases() {
		done := progress[ph.Number()]
		full := 0
		if done.Total > 0 {
			full = done.Done * barCells / done.Total
		}
		state := ph.State.String()
		if ph.State == planner.Closed && !ph.Closed.IsZero() {
			state += " " + ph.Closed.In(utc).Format("Jan 2006")
		}
		if ph.Optional && ph.State == planner.Ahead {
			state = "optional"
		}
		bar := c.paint.accent(strings.Repeat("━", full)) + c.paint.faint(strings.Repeat("─", barCells-full))
		if w := c.width(); w > 0 && w < 72 {
			bar = ""
		}
		g.add(ph.State.Glyph(), fmt.Sprint(ph.Number()), planner.ShowLine(ph.Title), bar,
			fmt.Sprintf("%2d of %d", done.Done, done.Total), state)
	}
	g.print(c)
}

func (c *call) suggestions(p *planner.Plan) {
	var fresh []planner.Suggestion // the rest stands above already
	for _, s := range p.Suggest(nextCount+planner.MaxFocus+10, c.today) {
		if b := s.Item.Base(); !b.Focus && !p.IsDue(s.Item, c.today) && len(fresh) < nextCount {
			fresh = append(fresh, s)
		}
	}
	if len(fresh) == 0 {
		return
	}
	c.heading("You could do next")
	g := grid{wide: 2, indent: 1}
	for _, s := range fresh {
		b := s.Item.Base()
		why := ansi.Truncate(planner.ShowLine(s.Why), 40, "…")
		g.add(c.paint.accent(b.State.Glyph(b.ID.Kind)), b.ID.String(), planner.ShowLine(b.Title), c.paint.faint(why))
	}
	g.print(c)
}
