package command

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
)

// statusWeeks is how many weeks the status looks back on.
const statusWeeks = 16

func newReviews(c *call) *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "reviews",
		Short: "The reviews held, week by week",
		Long: `The reviews held, week by week, the newest first: the week, the day it was
held, what was done, how much of the focus was kept, the energy of leading and
of hands-on work, and the closing line. Weeks without a review stand between
them: merged into the next one, away, or missed.

Steadiness counts the last year, each week the less the longer ago; a missed
week costs some and comes back.

--json gives an object with held, of (the weeks that had a review due) and
steadiness (in percent, null before the first week counts) of the weeks listed,
and weeks: week, week_id ("" where nothing is noted), mark (done, merged, away, missed, due; "not due" where there
are only readings), due, day (it was held on, null), id, merged (weeks it took
up), completed, evidence, kept and focus (so much of the focus was kept),
ticked and checks, leading and hands_on (mean readings, null where there are
none), share (hands-on in percent, null), line.`,
		Example: `waymark reviews
waymark reviews --limit 0
waymark reviews --json | jq .steadiness`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			if limit < 0 {
				return &planner.InputError{What: "limit", Value: fmt.Sprint(limit), Expected: "how many weeks to list, or 0 for all"}
			}
			return c.reviews(limit, asJSON)
		},
	}
	cmd.Flags().IntVarP(&limit, "limit", "n", statusWeeks, "list the last `N` weeks, 0 for all")
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// reviewsJSON is what `reviews --json` prints.
type reviewsJSON struct {
	Held       int        `json:"held"`
	Of         int        `json:"of"`
	Steadiness *int       `json:"steadiness"`
	Weeks      []weekJSON `json:"weeks"`
}

type weekJSON struct {
	Week      string      `json:"week"`
	WeekID    string      `json:"week_id"` // "" where nothing is noted of it
	Mark      string      `json:"mark"`
	Due       civil.Date  `json:"due"`
	Day       *civil.Date `json:"day"`
	ID        string      `json:"id"`
	Merged    int         `json:"merged"`
	Completed int         `json:"completed"`
	Evidence  int         `json:"evidence"`
	Kept      int         `json:"kept"`
	Focus     int         `json:"focus"`
	Ticked    int         `json:"ticked"`
	Checks    int         `json:"checks"`
	Leading   *float64    `json:"leading"`
	HandsOn   *float64    `json:"hands_on"`
	Share     *int        `json:"share"`
	Line      string      `json:"line"`
}

const allWeeks = 1 << 20 // more than there are; a plan's weeks begin with it

func (c *call) reviews(limit int, asJSON bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	if limit == 0 {
		limit = allWeeks
	}
	cells := p.Cells(limit, c.today)
	lines, err := c.closingLines(cells)
	if err != nil {
		return err
	}
	kept := planner.HeldOf(cells)
	slices.Reverse(cells)
	if asJSON {
		out := reviewsJSON{Held: kept.Done, Of: kept.Of, Weeks: []weekJSON{}}
		if percent, ok := p.Steadiness(c.today); ok {
			out.Steadiness = &percent
		}
		for _, cell := range cells {
			out.Weeks = append(out.Weeks, toWeekJSON(cell, lines))
		}
		return c.printJSON(out)
	}
	if len(cells) == 0 {
		c.say("No reviews yet. The first is due on %s.", longDay(p.ReviewDue(c.today)))
		return nil
	}
	c.line(c.paint.bold(heldWords(p, kept, "weeks", c.today)))
	c.print("\n")
	g := grid{wide: 7}
	for _, cell := range cells {
		g.add(c.weekRow(cell, lines)...)
	}
	g.print(c)
	return nil
}

// heldWords says how many reviews were held, and how steadily: "14 of 16
// weeks, steadiness 91 %".
func heldWords(p *planner.Plan, kept planner.Kept, what string, today civil.Date) string {
	switch {
	case kept.Of == 0:
		return "No week had a review due yet."
	case kept.Done == 0: // what comes of it says more than a figure
		return "None held lately; the next review takes these weeks up."
	}
	if what == "weeks" && kept.Of == 1 {
		what = "week"
	}
	words := fmt.Sprintf("%d of %d %s", kept.Done, kept.Of, what)
	if percent, ok := p.Steadiness(today); ok {
		words += fmt.Sprintf(", steadiness %d %%", percent)
	}
	return words
}

// closingLines reads the closing lines of the weeks' reviews.
func (c *call) closingLines(cells []planner.Cell) (map[planner.ID]string, error) {
	out := map[planner.ID]string{}
	var from, to civil.Date
	for _, cell := range cells {
		if cell.Note == nil || cell.Note.Review.IsZero() {
			continue
		}
		due := cell.Note.Due
		if from.IsZero() || due.Before(from) {
			from = due
		}
		if due.After(to) {
			to = due
		}
	}
	if from.IsZero() {
		return out, nil
	}
	k, err := c.keeper()
	if err != nil {
		return nil, err
	}
	records, err := k.Range(planner.KindReview, from, to)
	for _, rec := range records {
		if r, ok := rec.(*planner.Review); ok {
			out[r.ID] = r.Line
		}
	}
	return out, err
}

// weekRow is one week: its mark in shape and word, and what came of it.
func (c *call) weekRow(cell planner.Cell, lines map[planner.ID]string) []string {
	shape := c.paint.accent(cell.Mark.Glyph())
	if c.inWords() { // the word stands beside it
		shape = ""
	}
	row := []string{shape, planner.Week(cell.Day), cell.Mark.Word(), "", "", "", "", ""}
	w := cell.Note
	if w == nil {
		return row
	}
	if cell.Mark == planner.Held {
		row[3] = w.Held.In(utc).Format("Mon 2 Jan 2006") // one form, however far back the list goes
		row[4] = fmt.Sprintf("%d done", w.Done)
		if w.Focus.Of > 0 {
			row[5] = fmt.Sprintf("focus %d of %d", w.Focus.Done, w.Focus.Of)
		}
		row[7] = planner.ShowLine(lines[w.Review])
	}
	if mean, ok := w.LeadingEnergy(); ok {
		row[6] = "leading " + planner.SignedMean(mean)
	}
	if mean, ok := w.HandsOnEnergy(); ok {
		if row[6] != "" {
			row[6] += ", "
		}
		row[6] += "hands-on " + planner.SignedMean(mean)
	}
	return row
}

func toWeekJSON(cell planner.Cell, lines map[planner.ID]string) weekJSON {
	out := weekJSON{Week: planner.Week(cell.Day), Mark: cell.Mark.Word(), Due: cell.Day}
	w := cell.Note
	if w == nil {
		return out
	}
	out.Week, out.WeekID = w.Week, w.ID.String()
	out.Day, out.ID, out.Merged, out.Line = orNull(w.Held), w.Review.String(), w.Merged, lines[w.Review]
	out.Completed, out.Evidence, out.Share = w.Done, w.Evidence, w.Share
	out.Kept, out.Focus, out.Ticked, out.Checks = w.Focus.Done, w.Focus.Of, w.Checks.Done, w.Checks.Of
	if mean, ok := w.LeadingEnergy(); ok {
		out.Leading = &mean
	}
	if mean, ok := w.HandsOnEnergy(); ok {
		out.HandsOn = &mean
	}
	return out
}
