package store

import (
	"errors"
	"testing"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// SetSchema makes a plan's file say that it has another format.
func SetSchema(tb testing.TB, path string, version int) {
	tb.Helper()
	tamper(tb, path, func(v *view) error { return v.set(metaBucket, []byte(schemaKey), schemaNote{Version: version}) })
}

// Lose takes a record out of a file without leaving a trace in the counts.
func Lose(tb testing.TB, path string, id planner.ID) {
	tb.Helper()
	tamper(tb, path, func(v *view) error { return v.tx.Bucket([]byte(id.Kind.String())).Delete(numberKey(id.N)) })
}

// Forget takes the whole list of a kind out of a file, as if the kind had
// come up after the file was made.
func Forget(tb testing.TB, path string, kind planner.Kind) {
	tb.Helper()
	tamper(tb, path, func(v *view) error { return v.tx.DeleteBucket([]byte(kind.String())) })
}

// Swap puts two records of a kind in each other's places, whole and sound.
func Swap(tb testing.TB, path string, a, b planner.ID) {
	tb.Helper()
	tamper(tb, path, func(v *view) error {
		bucket := v.tx.Bucket([]byte(a.Kind.String()))
		x, y := append([]byte{}, bucket.Get(numberKey(a.N))...), append([]byte{}, bucket.Get(numberKey(b.N))...)
		if err := bucket.Put(numberKey(a.N), y); err != nil {
			return err
		}
		return bucket.Put(numberKey(b.N), x)
	})
}

func tamper(tb testing.TB, path string, work func(*view) error) {
	tb.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		tb.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error { return work(&view{tx: tx, watch: &watch{}}) })
	if err != nil {
		tb.Fatal(err)
	}
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
}

// Drop takes the whole list of some kinds out of a file, and all counts of
// them, as if there had never been any.
func Drop(tb testing.TB, path string, kinds ...string) {
	tb.Helper()
	tamper(tb, path, func(v *view) error {
		_, h, err := v.top()
		if err != nil {
			return err
		}
		var history tally
		if err := v.meta(tallyKey, &history); err != nil {
			return err
		}
		for _, name := range kinds {
			if err := v.tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
			delete(h.Given, name)
			delete(h.Counts, name)
			delete(history, name)
		}
		return errors.Join(v.set(metaBucket, []byte(headKey), h), v.set(metaBucket, []byte(tallyKey), history))
	})
}

// AsSecondFormat makes a plan's file one of the second format, which had none
// of the kinds of the weekly review.
func AsSecondFormat(tb testing.TB, path string) {
	tb.Helper()
	Drop(tb, path, reviewKinds...)
	Drop(tb, path, intakeKinds...)
	SetSchema(tb, path, 2)
}

// EntrySize is how many bytes an entry takes in the journal.
func EntrySize(tb testing.TB, path string, seq uint64) (size int) {
	tb.Helper()
	tamper(tb, path, func(v *view) error {
		size = len(v.tx.Bucket([]byte(journalBucket)).Get(seqKey(seq)))
		return nil
	})
	return size
}
