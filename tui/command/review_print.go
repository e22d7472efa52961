package command

import (
	"errors"
	"fmt"

	"waymark/planner"
	"waymark/planner/export"
)

// printReview prints a week's sheet, or the page of a review that was held.
// Once this week's was, that is its page.
func (c *call) printReview(r reviewing) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	now, err := c.underWay(p)
	if err != nil {
		return err
	}
	week := now.Week
	if r.weekGiven {
		monday, err := planner.ParseWeek(r.week)
		if err != nil {
			return err
		}
		week = planner.Week(monday)
	}
	note := p.WeekNamed(week)
	if note != nil && !note.Held.IsZero() && (now.ID.IsZero() || now.ID != note.Review) {
		err := c.printHeld(p, note, r)
		if r.weekGiven || !errors.Is(err, planner.ErrNotFound) { // one that was erased is held anew
			return err
		}
	}
	if week != now.Week {
		return c.noReview(p, week)
	}
	written, err := c.written(p, now)
	if err != nil {
		return err
	}
	if r.json {
		return c.printJSON(c.sheetJSON(p, written))
	}
	return export.Sheet(c.out, export.Input{Plan: p, Today: c.today, Review: now, Evidence: written.Evidence, Answers: written.Answers})
}

// printHeld prints the page of a week whose review was held.
func (c *call) printHeld(p *planner.Plan, note *planner.WeekNote, r reviewing) error {
	if note.Review.IsZero() {
		return erasedReview(note.Week)
	}
	held, err := c.heldReview(p, note.Review)
	switch {
	case errors.Is(err, planner.ErrNotFound):
		return erasedReview(note.Week)
	case err != nil:
		return err
	case r.json:
		return c.printJSON(heldJSON(p, held))
	case !r.weekGiven:
		c.say("This week's review was held on %s; the next is due on %s.", shortDay(note.Held), longDay(p.ReviewDue(c.today)))
	}
	return export.Held(c.out, export.Input{Plan: p, Today: c.today}, held)
}

// reviewsHint stands under what can't be found of reviews.
const reviewsHint = "\nwaymark reviews lists them."

func erasedReview(week string) error {
	return &worded{say: "the review of " + week + " was erased" + reviewsHint, as: planner.ErrNotFound}
}

// noReview says that a week has no review, and what became of it.
func (c *call) noReview(p *planner.Plan, week string) error {
	fate, taken := "", ""
	for _, cell := range p.Cells(allWeeks, c.today) {
		switch name := planner.Week(cell.Day); {
		case name == week:
			fate = fates[cell.Mark]
		case name > week && cell.Mark == planner.Held && taken == "":
			taken = name
		}
	}
	if fate == fates[planner.MergedIn] && taken != "" {
		fate += ", that of " + taken
	}
	return &worded{say: "there is no review of week " + week + fate + reviewsHint, as: planner.ErrNotFound}
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
	r, err := c.readReview(id)
	if errors.Is(err, planner.ErrNotFound) || err == nil && r.Removed { // it was erased, so the next is begun anew
		return &planner.Review{Week: p.ReviewWeek(c.today), Due: p.ReviewDue(c.today)}, nil
	}
	return r, err
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
	return c.written(p, r)
}

// written reads what was written in a review, also so far.
func (c *call) written(p *planner.Plan, r *planner.Review) (export.HeldReview, error) {
	k, err := c.keeper()
	if err != nil {
		return export.HeldReview{}, err
	}
	return export.ReadHeld(p, r, k.Get)
}
