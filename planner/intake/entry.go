package intake

import (
	"errors"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Entry is one thing in a file of another program or in a table, in the
// plan's own terms.
type Entry struct {
	Line int        // in the file, for what is said about it
	Key  string     // what tells it from the others in its source, the same each time the file is read
	ID   planner.ID // of the record that it is meant for; zero: a new one
	Kind planner.Kind
	// Given lists the fields that the file has a word on, by their JSON names.
	Given []string

	Phase     int // 0: not said
	Title     string
	Note      string
	Criterion string
	State     planner.State
	Why       string
	Due, Done civil.Date
	Created   civil.Date
	Focus     bool
	Optional  bool
	Every     planner.Rule
	// Of evidence.
	Sort    string
	Outcome string
	Private bool
}

// Entries are the entries of one file.
type Entries struct {
	From string // of planner.IntakeSources
	File string
	List []Entry
}

// Edit takes the entries into a plan.
func (e *Entries) Edit(planner.Whole, []*planner.Intake, Options) (planner.Edit, error) {
	return planner.Edit{}, errors.New("not yet")
}
