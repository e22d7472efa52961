package planner

import (
	"slices"
	"strconv"
	"strings"
)

// OpenPhases lists the phases that the user has open, in order.
func (p *Plan) OpenPhases() []*Phase {
	var out []*Phase
	for ph := range p.Phases() {
		if ph.State == Open {
			out = append(out, ph)
		}
	}
	return out
}

// PhaseNumber is the number of the phase that a record names or is; 0 if none.
func PhaseNumber(r Record) int {
	switch r := r.(type) {
	case Listed:
		return r.Base().Phase
	case *Evidence:
		return r.Phase
	case *Reflection:
		return r.Phase
	case *Phase:
		return r.Number()
	}
	return 0
}

// SuggestPhases gives the numbers of the phases whose usual years hold a year
// of career. Windows overlap, so there may be two; a year of 0 counts as the
// first, and between or past all windows the last one that has begun holds
// (TEN-01, TEN-03, TEN-04). Optional phases are suggested only where a path
// has no others.
func SuggestPhases(phases []*Phase, year int) []int {
	asked := slices.DeleteFunc(slices.Clone(phases), func(ph *Phase) bool { return ph.Optional })
	if len(asked) == 0 {
		asked = phases
	}
	year = max(year, 1)
	var out []int
	var nearest *Phase
	for _, ph := range asked {
		if year >= ph.From && (ph.To == 0 || year <= ph.To) {
			out = append(out, ph.Number())
		}
		if nearest == nil || year >= ph.From {
			nearest = ph
		}
	}
	if len(out) == 0 && nearest != nil {
		out = append(out, nearest.Number())
	}
	return out
}

// Named finds what a person may mean by a phase: its number, the start of its
// title or of its short one, or the start of a word within its title.
func (p *Plan) Named(text string) *Phase {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil
	}
	for _, means := range []func(*Phase) bool{
		func(ph *Phase) bool { return text == strconv.Itoa(ph.Number()) },
		func(ph *Phase) bool { return strings.HasPrefix(strings.ToLower(ph.Title), text) },
		func(ph *Phase) bool { return strings.HasPrefix(strings.ToLower(ph.Short), text) },
		func(ph *Phase) bool { return strings.Contains(strings.ToLower(ph.Title), " "+text) },
	} {
		for ph := range p.Phases() {
			if means(ph) {
				return ph
			}
		}
	}
	return nil
}
