package command

import (
	"fmt"

	"waymark/planner"
	"waymark/planner/export"
)

// notedFact is one thing known about a record, by its name.
type notedFact struct{ Name, Value string }

// showNoted shows what reviews note: evidence, readings, answers, matters,
// days off, weeks and reviews themselves.
func (c *call) showNoted(p *planner.Plan, r planner.Record, asJSON bool) error {
	switch r := r.(type) {
	case *planner.Review:
		return c.showReview(p, r, asJSON)
	case *planner.WeekNote:
		return c.showWeek(p, r, asJSON)
	}
	if asJSON {
		return c.printJSON(notedJSON(r))
	}
	title, facts := c.notedFacts(r)
	c.line(r.Key().String() + "  " + c.paint.bold(planner.ShowLine(title)))
	for _, f := range facts {
		c.fact(f.Name, f.Value)
	}
	return nil
}

// notedFacts are the title of a record and what else is known of it.
func (c *call) notedFacts(r planner.Record) (title string, facts []notedFact) {
	switch r := r.(type) {
	case *planner.Evidence:
		private := ""
		if r.Private {
			private = "yes"
		}
		kind := ""
		if r.Kind != "" {
			kind = planner.EvidenceWords(r.Kind)
		}
		return r.Title, []notedFact{
			{"Evidence", kind},
			{"Day", day(r.Date, c.today)},
			{"Outcome", r.Outcome},
			{"Came of", r.From.String()},
			{"Logged in", r.Review.String()},
			{"Private", private},
		}
	case *planner.Energy:
		if r.Work == "" {
			return r.Note, []notedFact{{"Energy", "a note"}, {"Day", day(r.Date, c.today)}}
		}
		work, _ := planner.WorkNamed(r.Work)
		return work.Words, []notedFact{
			{"Energy", planner.Signed(r.Value) + ", " + work.Means(r.Value)},
			{"Day", day(r.Date, c.today)},
			{"Note", r.Note},
			{"Logged in", r.Review.String()},
		}
	case *planner.Reflection:
		return r.Question, []notedFact{{"Answer", r.Answer}, {"Day", day(r.Date, c.today)}, {"Logged in", r.Review.String()}}
	case *planner.Matter:
		back := ""
		if r.TakenBack {
			back = "yes"
		}
		return r.Title, []notedFact{
			{"Matter", r.Sort},
			{"Opened", day(r.Opened, c.today)},
			{"Talked", day(r.Talked, c.today)},
			{"Closed", day(r.Closed, c.today)},
			{"Taken back", back},
			{"Outcome", r.Outcome},
		}
	case *planner.TimeOff:
		return "Days off", []notedFact{{"From", longDay(r.From)}, {"To", longDay(r.To)}, {"Why", r.Why}}
	}
	return r.Key().String(), nil
}

// showReview shows a review that was held as its page, and one under way by
// where it stands.
func (c *call) showReview(p *planner.Plan, r *planner.Review, asJSON bool) error {
	if r.Closed.IsZero() {
		if asJSON {
			written, err := c.written(p, r)
			if err != nil {
				return err
			}
			return c.printJSON(c.sheetJSON(p, written))
		}
		c.line(r.ID.String() + "  " + c.paint.bold("Review of week "+planner.ShowLine(r.Week)))
		c.fact("Under way", "since "+longDay(r.Started))
		c.fact("Stands at", stageTitle(p.StageAt(r)))
		return nil
	}
	held, err := c.heldReview(p, r.ID)
	if err != nil {
		return err
	}
	if asJSON {
		return c.printJSON(heldJSON(p, held))
	}
	return export.Held(c.out, export.Input{Plan: p, Today: c.today}, held)
}

func stageTitle(name string) string {
	for _, s := range planner.Stages {
		if s.Name == name {
			return s.Title
		}
	}
	return name
}

// showWeek shows what a week came to.
func (c *call) showWeek(p *planner.Plan, w *planner.WeekNote, asJSON bool) error {
	cell := planner.Cell{Day: w.Due, Note: w}
	for _, one := range p.Cells(allWeeks, c.today) {
		if one.Note == w {
			cell = one
		}
	}
	if asJSON {
		lines, err := c.closingLines([]planner.Cell{cell})
		if err != nil {
			return err
		}
		return c.printJSON(toWeekJSON(cell, lines))
	}
	c.line(w.ID.String() + "  " + c.paint.bold("Week "+planner.ShowLine(w.Week)))
	c.fact("Review", cell.Mark.Word())
	c.fact("Held", day(w.Held, c.today))
	c.fact("Its page", w.Review.String())
	if !w.Held.IsZero() {
		c.fact("Done", planner.Counted(w.Done, "thing"))
	}
	if w.Focus.Of > 0 {
		c.fact("Focus kept", fmt.Sprintf("%d of %d", w.Focus.Done, w.Focus.Of))
	}
	if w.Checks.Of > 0 {
		c.fact("Checks kept", fmt.Sprintf("%d of %d", w.Checks.Done, w.Checks.Of))
	}
	for _, work := range planner.AllWorks() {
		if reading, ok := w.Energy[work.Name]; ok {
			c.fact("Energy", work.Words+" "+planner.Signed(reading.Value))
		}
	}
	if w.Share != nil {
		c.fact("Hands-on", fmt.Sprintf("%d %% of the week", *w.Share))
	}
	return nil
}
