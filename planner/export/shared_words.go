package export

import (
	"fmt"
	"iter"
	"strings"

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

// FileName is a name for a document in a folder: whose it is, what it is, of
// when, for whom, and the day. Any system takes it.
func (s *Shared) FileName(format Format, table string) string {
	var of []string
	if table != "" {
		of = append(of, table)
	}
	if period := s.Choice.Period; period.Name != "" {
		of = append(of, planner.FileName(period.Name))
	} else if !period.From.IsZero() {
		of = append(of, "since-"+period.From.String())
	}
	if s.Choice.Phase != 0 {
		of = append(of, fmt.Sprintf("phase-%d", s.Choice.Phase))
	}
	if len(of) == 0 {
		of = []string{"summary"}
	}
	name := planner.FileName(s.Plan.Profile().Name) + "-" + strings.Join(of, "-")
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
