package store_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// moved gives a file another time, as whatever writes into it does.
func moved(t *testing.T, path string, by time.Duration) {
	t.Helper()
	at := statOf(t, path).ModTime().Add(by)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// TestAltered has something other than an edit write into a plan that a store
// has in memory: all of it is read and checked again, so that nothing goes on
// from what is no longer there. A file that was only touched is fine.
func TestAltered(t *testing.T) {
	t.Parallel()
	const text = "As it was written here"
	ways := map[string]func(*testing.T, *store.Store) *store.Store{
		"a store that made the change": func(_ *testing.T, s *store.Store) *store.Store { return s },
		"a store that loaded the plan": func(t *testing.T, s *store.Store) *store.Store {
			t.Helper()
			other := open(t, s.Path())
			if _, err := other.Load(); err != nil {
				t.Fatal(err)
			}
			return other
		},
	}
	for who, known := range ways {
		for name, by := range map[string]time.Duration{"later": time.Minute, "earlier": -time.Hour} {
			t.Run(who+", "+name, func(t *testing.T) {
				t.Parallel()
				s := fresh(t)
				rev := apply(t, s, planner.CaptureLine(text, today)).Entry.Seq
				s = known(t, s)

				moved(t, s.Path(), by)
				if d, err := s.Since(rev); err != nil || d.Moved {
					t.Fatalf("after a touch: moved %v, %v", d.Moved, err)
				}
				moved(t, s.Path(), by)
				rev = apply(t, s, planner.CaptureLine("after a touch", today)).Entry.Seq

				spoilt := bytes.ReplaceAll(bytesOf(t, s.Path()), []byte(text), []byte("As it was wr1tten here"))
				f, err := os.OpenFile(s.Path(), os.O_WRONLY, 0) // in place
				if err != nil {
					t.Fatal(err)
				}
				if _, err := f.WriteAt(spoilt, 0); err != nil {
					t.Fatal(err)
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				moved(t, s.Path(), by)
				_, err = s.Apply(stamped(planner.CaptureLine("on what is spoilt", today)))
				plainDamage(t, "apply", err)
				for range 2 {
					_, err = s.Since(rev)
					plainDamage(t, "since", err)
				}
				_, err = s.Apply(stamped(planner.CaptureLine("on what is spoilt", today)))
				plainDamage(t, "apply", err)
				untouched(t, s.Path(), spoilt)
			})
		}
	}
}
