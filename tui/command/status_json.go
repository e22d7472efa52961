package command

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// statusJSON is what `status --json` prints.
type statusJSON struct {
	Today  civil.Date  `json:"today"`
	Year   *int        `json:"year"` // of the career, from 1; null if not known
	Phases []phaseJSON `json:"phases"`
	Focus  []itemJSON  `json:"focus"`
	Due    []itemJSON  `json:"due"`  // overdue or within a week, by date
	Next   []itemJSON  `json:"next"` // suggestions
	Review reviewJSON  `json:"review"`
	Energy linesJSON   `json:"energy"`
	Inbox  int         `json:"inbox"` // lines to be sorted
}

type phaseJSON struct {
	Number   int    `json:"number"`
	Title    string `json:"title"`
	State    string `json:"state"` // ahead, open or closed
	Optional bool   `json:"optional"`
	Done     int    `json:"done"`
	Total    int    `json:"total"`
}

type reviewJSON struct {
	Due      civil.Date `json:"due"`       // in the past if it was missed
	UnderWay string     `json:"under_way"` // id of the review begun, or ""

	Held       int        `json:"held"` // of the last sixteen weeks
	Of         int        `json:"of"`   // those that had one due
	Steadiness *int       `json:"steadiness"`
	Weeks      []cellJSON `json:"weeks"` // the oldest first
}

type cellJSON struct {
	Week string `json:"week"`
	Mark string `json:"mark"` // done, merged, away, missed, due or "not due"
}

// linesJSON are mean readings of the weeks that have one, the oldest first.
type linesJSON struct {
	Leading []float64 `json:"leading"`
	HandsOn []float64 `json:"hands_on"`
}

// readingsOf are the readings of those weeks that have one.
func readingsOf(cells []planner.Cell, of func(*planner.WeekNote) (float64, bool)) []float64 {
	out := []float64{}
	for _, p := range planner.LinePoints(cells, of) {
		if p.OK {
			out = append(out, p.Value)
		}
	}
	return out
}

func (c *call) reviewsOf(p *planner.Plan, cells []planner.Cell) reviewJSON {
	kept := planner.HeldOf(cells)
	r := reviewJSON{
		Due: p.ReviewDue(c.today), UnderWay: p.Profile().Review.String(),
		Held: kept.Done, Of: kept.Of, Weeks: []cellJSON{},
	}
	if percent, ok := p.Steadiness(c.today); ok {
		r.Steadiness = &percent
	}
	for _, cell := range cells {
		r.Weeks = append(r.Weeks, cellJSON{planner.Week(cell.Day), cell.Mark.Word()})
	}
	return r
}

func (c *call) statusJSON(p *planner.Plan) statusJSON {
	cells := p.Cells(statusWeeks, c.today)
	s := statusJSON{
		Today: c.today, Phases: []phaseJSON{}, Next: []itemJSON{},
		Focus:  c.itemsJSON(p.Focus()),
		Due:    c.itemsJSON(p.DueSoon(c.today)),
		Review: c.reviewsOf(p, cells),
		Energy: linesJSON{readingsOf(cells, (*planner.WeekNote).LeadingEnergy), readingsOf(cells, (*planner.WeekNote).HandsOnEnergy)},
	}
	if year := p.Year(c.today); year > 0 {
		s.Year = &year
	}
	progress := p.AllProgress()
	for ph := range p.Phases() {
		done := progress[ph.Number()]
		s.Phases = append(s.Phases, phaseJSON{ph.Number(), ph.Title, ph.State.String(), ph.Optional, done.Done, done.Total})
	}
	for _, next := range p.Suggest(nextCount, c.today) {
		s.Next = append(s.Next, toJSON(next.Item, c.today))
	}
	for range p.Inbox() {
		s.Inbox++
	}
	return s
}

func (c *call) itemsJSON(items []planner.Listed) []itemJSON {
	out := make([]itemJSON, 0, len(items))
	for _, it := range items {
		out = append(out, toJSON(it, c.today))
	}
	return out
}
