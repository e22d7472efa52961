package command

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// detailJSON is what `show --json` gives of everything but phases.
type detailJSON struct {
	itemJSON
	Reason    string      `json:"reason"`    // why it is in the plan
	Note      string      `json:"note"`      // the user's own
	Why       string      `json:"why"`       // the user's reason for the state
	Since     *civil.Date `json:"since"`     // when it came into this state
	Done      *civil.Date `json:"done"`      // when it was finished
	Rough     bool        `json:"rough"`     // only the year of done is known
	Created   *civil.Date `json:"created"`   // when it was added
	Touched   *civil.Date `json:"touched"`   // when it was last changed or looked at
	Optional  bool        `json:"optional"`  // never counts as missing
	Private   bool        `json:"private"`   // only in what its user writes for themselves
	Entry     string      `json:"entry"`     // its id in the career path, "" for the user's own
	Topic     string      `json:"topic"`     // the guide's topic
	Milestone string      `json:"milestone"` // of an action: the milestone it serves
	Criterion string      `json:"criterion"` // of a milestone: how the user knows it is reached
	Evidence  []string    `json:"evidence"`  // of a milestone: the ids of what shows it
	Every     string      `json:"every"`     // of a check: how often it comes round
	Last      *civil.Date `json:"last"`      // of a check: when it was last ticked or skipped
	Skipped   bool        `json:"skipped"`   // of a check: the last time was a skip
}

func details(it planner.Listed, today civil.Date) detailJSON {
	b := it.Base()
	d := detailJSON{
		itemJSON: toJSON(it, today), Reason: b.Reason, Note: b.Note, Why: b.Why, Since: orNull(b.Since),
		Done: orNull(b.Done), Rough: b.Rough, Created: orNull(b.Created), Touched: orNull(b.Touched),
		Optional: b.Optional, Private: b.Private, Entry: b.Entry, Topic: b.Topic, Evidence: []string{},
	}
	switch it := it.(type) {
	case *planner.Action:
		d.Milestone = it.Milestone.String()
	case *planner.Milestone:
		d.Criterion = it.Criterion
		for _, id := range it.Evidence {
			d.Evidence = append(d.Evidence, id.String())
		}
	case *planner.Check:
		d.Every, d.Last, d.Skipped = it.Every.String(), orNull(it.Last), it.Skipped
	}
	return d
}

// phaseDetailJSON is what `show --json` gives of a phase.
type phaseDetailJSON struct {
	ID string `json:"id"`
	phaseJSON
	Purpose string      `json:"purpose"`
	From    int         `json:"from"` // years of a career, from 1
	To      int         `json:"to"`   // 0: open end
	Why     string      `json:"why"`
	Opened  *civil.Date `json:"opened"`
	Closed  *civil.Date `json:"closed"`
}

func phaseDetails(p *planner.Plan, ph *planner.Phase) phaseDetailJSON {
	done := p.Progress(ph.Number())
	return phaseDetailJSON{
		ID:        ph.ID.String(),
		phaseJSON: phaseJSON{ph.Number(), ph.Title, ph.State.String(), ph.Optional, done.Done, done.Total},
		Purpose:   ph.Purpose, From: ph.From, To: ph.To, Why: ph.Why, Opened: orNull(ph.Opened), Closed: orNull(ph.Closed),
	}
}
