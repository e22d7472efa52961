package tui

import (
	"maps"
	"slices"

	"waymark/planner/export"
)

// turned is what its user turned by hand.
type turned struct {
	held  map[string]bool // parts that nobody gets, by name
	given map[string]bool // parts that one audience gets besides: "mentor notes"
	hide  map[string]bool // words that become initials
	keep  map[string]bool // names that stay as they are
}

func newTurned() turned {
	return turned{held: map[string]bool{}, given: map[string]bool{}, hide: map[string]bool{}, keep: map[string]bool{}}
}

func besides(to export.Audience, part export.Part) string { return to.Name + " " + part.Name }

// gives reports whether an audience gets a part.
func (t turned) gives(part export.Part, to export.Audience) bool {
	rule := part.Rule(to)
	return rule != export.Never && !t.held[part.Name] && (rule == export.Given || t.given[besides(to, part)])
}

// turnPart gives a part that is held back, to this audience alone, or holds it
// back, from all.
func (t turned) turnPart(part export.Part, to export.Audience) {
	if t.gives(part, to) {
		t.held[part.Name] = true
		delete(t.given, besides(to, part))
		return
	}
	delete(t.held, part.Name)
	if part.Rule(to) == export.Asked {
		t.given[besides(to, part)] = true
	}
}

// turnName makes initials of a word that may be a name, or leaves a name as it
// is, and takes either back.
func (t turned) turnName(word string, unsure bool) {
	switch {
	case t.hide[word]:
		delete(t.hide, word)
	case t.keep[word]:
		delete(t.keep, word)
	case unsure:
		t.hide[word] = true
	default:
		t.keep[word] = true
	}
}

// into makes it part of a choice.
func (t turned) into(c *export.Choice) {
	for _, part := range export.Parts {
		switch rule := part.Rule(c.For); {
		case rule == export.Never:
		case t.held[part.Name]:
			c.Without = append(c.Without, part.Name)
		case rule == export.Asked && t.given[besides(c.For, part)]:
			c.With = append(c.With, part.Name)
		}
	}
	if names, err := export.PartNamed(export.PartNames); err == nil && !t.gives(names, c.For) {
		c.Hide, c.Keep = slices.Sorted(maps.Keys(t.hide)), slices.Sorted(maps.Keys(t.keep))
	}
}
