package store

import "fmt"

// intakeKinds are the kinds of record that came with version 4.
var intakeKinds = []string{"intake"}

// makeIntakes makes the list of the kind that version 3 had not. Before it
// nothing was noted of what was taken from outside.
func makeIntakes(_, to *view) error { return to.makeLists(intakeKinds) }

// makeLists makes the lists of kinds that a version before had not.
func (v *view) makeLists(kinds []string) error {
	for _, name := range kinds {
		if _, err := v.tx.CreateBucket([]byte(name)); err != nil {
			return fmt.Errorf("make a list of kind %s: %w", name, err)
		}
	}
	return nil
}
