package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/export"
)

func newReview(c *call) *cobra.Command {
	var r reviewing
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Hold this week's review",
		Long: `Hold this week's review: a short walk over the inbox, what you finished, what
is due, late, untouched or stuck, your energy, a question and the week to come.
It opens the review; begins or resumes it when one is due. It can be left and
taken up again on any day. --short is the 5-minute form.

With --plain, with ACCESSIBLE set or TERM=dumb it asks line by line instead:
the same parts, the same changes. It ends with the review's page.

--print gives this week's sheet as Markdown instead, to be ticked by hand; with
--week the page of a review that was held. --due prints a line when the review
is due and exits with 6, else it prints nothing and exits with 0.

--json gives an object with week, id ("" before it is begun), due, started,
held (null before it is closed), short, stage (where it stands), merged (weeks
without a review that it takes up), glance ("", month or quarter), steps (item,
title, because and outcome of what it looks at), done (id, title and day of
what was completed), evidence (id, date, kind, title, outcome, private), waiting
(id, title, why, since, days), energy (work, and value from -2 to 2, null where
there is none), share (hands-on, in percent; null if not noted), questions (id,
question, answer and last_answer), tripwires (name, title, measure, level, and
matters: id, title, opened, days), focus and inbox (id and title), line, and
next, when the review after it is due.`,
		Example: `waymark review
waymark review --plain --short
waymark review --print > review.md
waymark review --print --week 2026-W47
waymark review --json | jq .steps
waymark review --due || echo "time for the review"`,
		Args: alone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r.shortGiven, r.weekGiven = cmd.Flags().Changed("short"), cmd.Flags().Changed("week")
			return c.review(r)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&r.short, "short", false, "the 5-minute form")
	flags.BoolVar(&r.plain, "plain", false, "ask line by line, without drawing")
	flags.BoolVar(&r.print, "print", false, "print this week's sheet as Markdown")
	flags.BoolVar(&r.json, "json", false, "for scripts")
	flags.BoolVar(&r.due, "due", false, "only say whether it is due, with exit code 6")
	flags.StringVar(&r.week, "week", "", "with --print or --json: the ISO `WEEK`, like 2026-W47")
	return cmd
}

// reviewing is what `review` is asked for.
type reviewing struct {
	short, plain, print, json, due bool
	week                           string
	shortGiven, weekGiven          bool
}

func (c *call) review(r reviewing) error {
	asked := 0
	for _, flag := range []bool{r.print, r.json, r.due, r.plain || r.shortGiven} {
		if flag {
			asked++
		}
	}
	switch {
	case asked > 1:
		return &misuse{say: "--print, --json, --due and holding the review exclude each other", hint: "Leave all but one of them out."}
	case r.weekGiven && !r.print && !r.json:
		return &misuse{say: "--week is for --print and --json", hint: "For example: waymark review --print --week 2026-W47"}
	case r.due:
		return c.reviewDue()
	case r.print, r.json:
		return c.printReview(r)
	case r.plain || c.Getenv("ACCESSIBLE") != "" || c.Getenv("TERM") == "dumb":
		return c.reviewInLines(r.short, r.shortGiven)
	case !c.IsTTY(Stdout):
		return &misuse{say: "the review needs a terminal that can be drawn on", hint: "waymark review --plain asks line by line; waymark review --print gives it as Markdown."}
	}
	if _, err := c.load(); err != nil {
		return err
	}
	return c.screens(StartReview, r.short)
}

// errReviewDue is no failure: it carries the exit code of what was said.
var errReviewDue = errors.New("the review is due")

// reviewDue answers from the glance alone, so it costs the same however large
// the plan is.
func (c *call) reviewDue() error {
	g, err := c.Glance(c.file)
	if err != nil {
		return err
	}
	due := g.ReviewDue(c.today)
	switch {
	case due.After(c.today):
		return nil
	case due == c.today:
		c.print("review due today\n")
	default:
		c.print("review due since %s\n", due.Weekday())
	}
	return errReviewDue
}

// printReview prints a week's sheet, or the page of a review that was held.
func (c *call) printReview(r reviewing) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	now, err := c.underWay(p)
	if err != nil {
		return err
	}
	if r.weekGiven {
		monday, err := planner.ParseWeek(r.week)
		if err != nil {
			return err
		}
		week := planner.Week(monday)
		if note := p.WeekNamed(week); note != nil && !note.Held.IsZero() && now.ID != note.Review {
			held, err := c.heldReview(p, note.Review)
			if err != nil {
				return err
			}
			if r.json {
				return c.printJSON(heldJSON(p, held))
			}
			return export.Held(c.out, export.Input{Plan: p, Today: c.today}, held)
		}
		if week != now.Week {
			return c.noReview(p, week)
		}
	}
	if r.json {
		return c.printJSON(c.sheetJSON(p, now))
	}
	return export.Sheet(c.out, export.Input{Plan: p, Today: c.today, Review: now})
}

// noReview says that a week has no review, and what became of it.
func (c *call) noReview(p *planner.Plan, week string) error {
	fate := ""
	for _, cell := range p.Cells(allWeeks, c.today) {
		if planner.Week(cell.Day) == week {
			fate = fates[cell.Mark]
		}
	}
	return &worded{say: "there is no review of week " + week + fate + "\nwaymark reviews lists those there are.", as: planner.ErrNotFound}
}

// fates are what became of weeks that have no review.
var fates = map[planner.Mark]string{
	planner.MergedIn: ": it was merged into the one after it",
	planner.WasAway:  ": you were away",
	planner.Missed:   ": the next one takes it up",
	planner.DueNow:   " yet: it is due",
}

// underWay is the review under way or, where there is none, what one begun now
// would be.
func (c *call) underWay(p *planner.Plan) (*planner.Review, error) {
	id := p.Profile().Review
	if id.IsZero() {
		return &planner.Review{Week: p.ReviewWeek(c.today), Due: p.ReviewDue(c.today)}, nil
	}
	return c.readReview(id)
}

func (c *call) readReview(id planner.ID) (*planner.Review, error) {
	k, err := c.keeper()
	if err != nil {
		return nil, err
	}
	rec, err := k.Get(id)
	if err != nil {
		return nil, err
	}
	r, ok := rec.(*planner.Review)
	if !ok {
		return nil, fmt.Errorf("review %s: %w", id, planner.ErrNotFound)
	}
	return r, nil
}

// heldReview reads a review and what was written in it.
func (c *call) heldReview(p *planner.Plan, id planner.ID) (export.HeldReview, error) {
	r, err := c.readReview(id)
	if err != nil {
		return export.HeldReview{}, err
	}
	k, err := c.keeper()
	if err != nil {
		return export.HeldReview{}, err
	}
	return export.ReadHeld(p, r, k.Get)
}
