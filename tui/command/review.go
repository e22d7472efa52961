package command

import (
	"errors"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"waymark/planner"
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

--print gives this week's sheet as Markdown instead, to be ticked by hand, and
once its review was held, its page; with --week the page of another week. --due
prints a line when the review is due and exits with 6, else it prints nothing
and exits with 0. --day sets the day of the week that reviews are due on.

--json gives an object with week, id ("" before it is begun), due, started,
held (null before it is closed), short, stage (where it stands), merged (weeks
without a review that it takes up), glance ("", month or quarter), steps (item,
title, because and outcome of what it looks at), done (id, title and day of
what was completed, the day null for a check; evidence, the id of what the
review made of it), evidence (id, date, kind, title, outcome, private), waiting
(id, title, why, since, days), energy (work, and value from -2 to 2, null where
there is none), share (hands-on, in percent; null if not noted), questions (id,
question, answer and last_answer), tripwires (name, title, measure, level, and
matters: id, title, opened, days), focus, chosen (for the week after) and inbox
(id and title), line, and next, when the review after it is due.

` + reviewWords(),
		Example: `waymark review
waymark review --plain --short
waymark review --print > review.md
waymark review --print --week 2026-W47
waymark review --json | jq .steps
waymark review --due || echo "time for the review"
waymark review --day fri`,
		Args: alone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r.shortGiven, r.weekGiven, r.dayGiven = cmd.Flags().Changed("short"), cmd.Flags().Changed("week"), cmd.Flags().Changed("day")
			return c.review(r)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&r.short, "short", false, "the 5-minute form")
	flags.BoolVar(&r.plain, "plain", false, "ask line by line, without drawing")
	flags.BoolVar(&r.print, "print", false, "print this week's sheet as Markdown")
	flags.BoolVar(&r.json, "json", false, "for scripts")
	flags.BoolVar(&r.due, "due", false, "only say whether it is due, with exit code 6")
	flags.StringVar(&r.day, "day", "", "the `WEEKDAY` that reviews are due on, from now on")
	flags.StringVar(&r.week, "week", "", "with --print or --json: the ISO `WEEK`, like 2026-W47")
	return cmd
}

// reviewing is what `review` is asked for.
type reviewing struct {
	short, plain, print, json, due bool
	week, day                      string
	shortGiven, weekGiven          bool
	dayGiven                       bool
}

func (c *call) review(r reviewing) error {
	asked := 0
	for _, flag := range []bool{r.print, r.json, r.due, r.dayGiven, r.plain || r.shortGiven} {
		if flag {
			asked++
		}
	}
	switch {
	case asked > 1:
		return &misuse{say: "--print, --json, --due, --day and holding the review exclude each other", hint: "Leave all but one of them out."}
	case r.weekGiven && !r.print && !r.json:
		return &misuse{say: "--week is for --print and --json", hint: "For example: waymark review --print --week 2026-W47"}
	case r.due:
		return c.reviewDue()
	case r.dayGiven:
		return c.reviewsOn(r.day)
	case r.print, r.json:
		return c.printReview(r)
	case r.plain || c.inWords():
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

// reviewsOn sets the day of the week that reviews are due on.
func (c *call) reviewsOn(text string) error {
	day, err := planner.ParseWeekday(text)
	if err != nil {
		return err
	}
	label := "Reviews on " + day.String()
	res, err := c.apply(planner.SetProfile(label, func(p *planner.Profile) { p.ReviewDay = day }))
	p := res.Plan
	switch {
	case errors.Is(err, planner.ErrUnchanged):
		if p, err = c.load(); err != nil {
			return err
		}
		label += " already"
	case err != nil:
		return err
	}
	c.say("%s. The next is due on %s.", label, longDay(p.ReviewDue(c.today)))
	return nil
}

// inWords reports whether words are wanted where shapes could stand: by a
// screen reader, or on a terminal that can't be drawn on.
func (c *call) inWords() bool { return c.Getenv("ACCESSIBLE") != "" || c.Getenv("TERM") == "dumb" }

// helpWidth is how wide the text of help is.
const helpWidth = 79

// reviewWords says what values the words of a review may have in JSON.
func reviewWords() string {
	var stages, becauses, outcomes, kinds []string
	for _, s := range planner.Stages {
		stages = append(stages, s.Name)
	}
	for _, row := range planner.Becauses {
		becauses = append(becauses, row.Name)
	}
	for _, row := range planner.Outcomes {
		outcomes = append(outcomes, row.Name)
	}
	for _, kind := range planner.EvidenceKinds {
		kinds = append(kinds, kind.Name)
	}
	var levels []string
	for l := planner.Unknown; l <= planner.Loud; l++ {
		levels = append(levels, l.Words())
	}
	var out []string
	for _, row := range []struct {
		name  string
		words []string
	}{
		{"stage is \"\" before it is begun, else one of", stages},
		{"because is one of", becauses},
		{"outcome is \"\" as long as there is none, else one of", outcomes},
		{"kind (of evidence) is \"\" or one of", kinds},
		{"level is one of", levels},
	} {
		out = append(out, ansi.Wordwrap(row.name+" "+strings.Join(row.words, ", ")+".", helpWidth, " "))
	}
	return strings.Join(out, "\n")
}
