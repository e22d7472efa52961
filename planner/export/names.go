package export

import "waymark/planner"

// Name is a person's name as it was found, and what stands in its place.
type Name struct{ Full, Initials string }

// Names are the people that a plan mentions, so that documents for others can
// have their initials instead. The zero value knows nobody.
type Names struct {
	list   []Name
	unsure []string
}

// FindNames finds the people in a plan: those it was told of, in the plan or
// in hide, and those that its words tell. What is in keep is no name.
func FindNames(p *planner.Plan, hide, keep []string) Names { return Names{} }

// List is the names found, sorted.
func (n Names) List() []Name { return n.list }

// Unsure are words that may be names and are left as they are.
func (n Names) Unsure() []string { return n.unsure }

// Initials is a text with people's initials in place of their names.
func (n Names) Initials(text string) string { return text }
