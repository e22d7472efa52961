package intake

import (
	"waymark/planner"
)

// here is what a record there is called here; zero where it isn't taken.
func (j *joining) here(id planner.ID) planner.ID { return j.as[id] }

// moved is a copy of a record of another plan, in the terms of this one.
func (j *joining) moved(r planner.Record) planner.Record {
	switch r := r.(type) {
	case *planner.Action:
		c := *r
		c.Item, c.Milestone = j.movedItem(r.Item), j.here(r.Milestone)
		return &c
	case *planner.Milestone:
		c := *r
		c.Item = j.movedItem(r.Item)
		return &c
	case *planner.Check:
		c := *r
		c.Item, c.Tick = j.movedItem(r.Item), j.here(r.Tick)
		return &c
	case *planner.Capture:
		c := *r
		c.Became = j.here(r.Became)
		return &c
	case *planner.Tick:
		c := *r
		c.Check = j.here(r.Check)
		return &c
	case *planner.Evidence:
		c := *r
		c.From, c.Review = j.here(r.From), planner.ID{}
		return &c
	case *planner.Energy:
		c := *r
		c.Review = planner.ID{}
		return &c
	case *planner.Reflection:
		c := *r
		c.Review = planner.ID{}
		return &c
	case *planner.Matter:
		c := *r
		return &c
	case *planner.TimeOff:
		c := *r
		return &c
	}
	return r
}

// movedItem is what items have in common. What only the other plan's career
// path gives a meaning to stays out where the paths differ.
func (j *joining) movedItem(i planner.Item) planner.Item {
	var evidence []planner.ID
	for _, id := range i.Evidence {
		if id = j.here(id); !id.IsZero() {
			evidence = append(evidence, id)
		}
	}
	i.Evidence = evidence
	if !j.samePath {
		i.Entry, i.Forms = "", nil
	}
	return i
}
