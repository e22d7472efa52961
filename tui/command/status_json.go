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
}

func (c *call) statusJSON(p *planner.Plan) statusJSON {
	s := statusJSON{
		Today: c.today, Phases: []phaseJSON{}, Next: []itemJSON{},
		Focus:  c.itemsJSON(p.Focus()),
		Due:    c.itemsJSON(p.DueSoon(c.today)),
		Review: reviewJSON{Due: p.ReviewDue(c.today), UnderWay: p.Profile().Review.String()},
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
