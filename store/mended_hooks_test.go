package store

import (
	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// BesidePlan lists the files that may hold what is erased from a plan.
func BesidePlan(path string) ([]string, error) { return besidePlan(path) }

// HoldingOf lists those of them that hold something of records, or of which
// that can't be told.
func HoldingOf(path, plan string, ids []planner.ID) ([]string, error) {
	return holdingOf(path, plan, ids)
}

// Pages has bbolt check the pages of a file that is no plan in use, in this
// process.
func Pages(file string) error {
	db, err := bolt.Open(file, privateFile, &bolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		return err
	}
	err = db.View(func(tx *bolt.Tx) (first error) {
		for err := range tx.Check() {
			if first == nil {
				first = err
			}
		}
		return first
	})
	if closed := db.Close(); err == nil {
		err = closed
	}
	return err
}
