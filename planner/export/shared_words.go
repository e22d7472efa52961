package export

import (
	"iter"

	"waymark/planner"
)

// How says how something that is held back would be given; "" where nothing
// would do it.
func (s *Shared) How(c Content) string {
	switch rule := c.Part.Rule(s.Choice.For); {
	case c.Part.Name == PartNames && rule != Given:
		return ""
	case rule == Never:
		return " · never leave"
	case rule == Asked:
		return " · --with " + c.Part.Name
	}
	return " · left out"
}

// FileName is a name for a document in a folder: whose it is, what it is, and
// the day. Any system takes it.
func (s *Shared) FileName(format Format, table string) string {
	name := planner.FileName(s.Plan.Profile().Name) + "-"
	switch {
	case table != "":
		name += table
	case s.Choice.Period.Name != "":
		name += planner.FileName(s.Choice.Period.Name)
	default:
		name += "summary"
	}
	if s.Choice.For.Name != Me {
		name += "-for-" + s.Choice.For.Name
	}
	return name + "-" + s.Today.String() + format.Extension
}

// Watched is the same with a look at each record of history as it is read, to
// show how far the work has come.
func (s *Shared) Watched(look func(iter.Seq2[planner.Record, error]) iter.Seq2[planner.Record, error]) *Shared {
	if s.source.History == nil {
		return s
	}
	next, history := *s, s.source.History
	next.source.History = func(k planner.Kind) iter.Seq2[planner.Record, error] { return look(history(k)) }
	return &next
}
