package export

import (
	"slices"

	"waymark/planner"
)

// parts are those that all have to be given for a text to be.
func (d *drawn) parts(field string) []string {
	parts := []string{partOf(d.record)}
	switch r := d.record.(type) {
	case *planner.Evidence:
		if r.Private {
			parts = append(parts, PartPrivate)
		}
	case planner.Listed:
		if len(r.Base().Forms) > 0 {
			parts = append(parts, PartDraw)
		}
		if r.Base().Private {
			parts = append(parts, PartPrivate)
		}
		if d.notBegun {
			parts = append(parts, PartUntouched)
		}
	case *planner.Profile, *planner.Phase:
		parts = nil
	case *planner.WeekNote:
		parts = nil // its texts have parts of their own
	}
	if part := fieldParts[field]; part != "" {
		parts = append(parts, part)
	}
	return parts
}

// inside tells by the eras whether a record lies in the phase and the period.
func (d *drawn) inside(c Choice) bool {
	switch d.record.(type) {
	case *planner.Profile, *planner.Phase:
		return true
	}
	if c.Phase != 0 && d.phase != c.Phase {
		return false
	}
	from, to := c.Period.From.Year-2024, c.Period.To.Year-2024
	if c.Period.IsZero() {
		from, to = 0, 9
	}
	if c.Period.To.IsZero() {
		to = 9
	}
	if d.open {
		return int(d.era) <= to
	}
	return int(d.era) >= from && int(d.era) <= to
}

// holds reports whether a text may not leave for a choice.
func (p *drawnPlan) holds(mark string, c Choice) bool {
	d := p.of[mark]
	if c.Whole() {
		return false
	}
	_, tick := d.record.(*planner.Tick)
	if d.record.Gone() || !tick && !d.inside(c) {
		return true
	}
	switch r := d.record.(type) {
	case *planner.Capture:
		if !r.Became.IsZero() {
			return true
		}
	case *planner.Review:
		if r.ID.N == 1 { // under way
			return true
		}
	case *planner.Tick:
		at := slices.IndexFunc(p.records, func(d *drawn) bool { return d.record.Key() == r.Check })
		if at < 0 || p.records[at].record.Gone() || !p.records[at].inside(c) || !d.insidePeriod(c) {
			return true
		}
		if !c.gives(PartNotes) {
			return true
		}
		return slices.ContainsFunc(p.records[at].parts(""), func(part string) bool { return !c.gives(part) })
	}
	for _, part := range d.parts(p.fields[mark]) {
		if part == never || !c.gives(part) {
			return true
		}
	}
	return false
}

func (d *drawn) insidePeriod(c Choice) bool {
	c.Phase = 0
	return d.inside(c)
}
