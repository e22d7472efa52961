package store_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// forgetful takes the note from beside a plan, as a person does who copies
// the plan's file alone.
func forgetful(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(store.HeadPath(path)); err != nil {
		t.Fatal(err)
	}
}

// firstCalls come upon a plan for the first time.
var firstCalls = map[string]func(path string) error{
	"load":   func(path string) error { s, _ := store.Open(path); return uses["load"](s) },
	"apply":  func(path string) error { s, _ := store.Open(path); return uses["apply"](s) },
	"glance": func(path string) error { _, err := store.Glance(path); return err },
}

// TestTestimony has an older copy where the plan was, and no note: the newest
// backup knows better, until the file is taken as it is.
func TestTestimony(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	older := filepath.Join(t.TempDir(), "older.db")
	copied(t, s.Path(), older)
	last := apply(t, s, planner.CaptureLine("since then", today))
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	copied(t, older, s.Path())
	forgetful(t, s.Path())
	before := bytesOf(t, s.Path())
	for name, call := range firstCalls {
		err := call(s.Path())
		wantError(t, name, err, planner.ErrOlder)
		wantError(t, name, err, planner.ErrDamaged)
	}
	untouched(t, s.Path(), before)
	if c, err := s.Check(); err != nil || c.Sound || c.Revision != last.Entry.Seq-1 {
		t.Errorf("check: %+v, %v", c, err)
	}
	if _, err := open(t, s.Path()).Restore(noon, s.Path()); err != nil {
		t.Fatalf("taking it as it is: %v", err)
	}
	untouched(t, s.Path(), before)
	wantNote(t, s)
	for name, call := range firstCalls {
		if err := call(s.Path()); err != nil {
			t.Errorf("%s of what was taken: %v", name, err)
		}
	}
}

// TestTestimonyOfAnother has a copy where the plan was that went another way,
// as far as the newest backup, and no note.
func TestTestimonyOfAnother(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	astray := open(t, filepath.Join(t.TempDir(), "astray.db"))
	copied(t, s.Path(), astray.Path())
	here := apply(t, s, planner.CaptureLine("here", today))
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	there := apply(t, astray, planner.CaptureLine("elsewhere", today))
	if here.Entry.Seq != there.Entry.Seq {
		t.Fatal("one of them is further: the test shows nothing")
	}
	copied(t, astray.Path(), s.Path())
	forgetful(t, s.Path())
	for name, call := range firstCalls {
		wantError(t, name, call(s.Path()), planner.ErrAnother)
	}
}

// TestTestimonyOfARestore has the backup of what a restore left behind as the
// newest: it knows nothing of what is the plan now, and the one before does.
func TestTestimonyOfARestore(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	older := filepath.Join(t.TempDir(), "older.db")
	copied(t, s.Path(), older)
	asked, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("left behind", today))
	left, err := s.Backup(noon, "before restore")
	if err != nil || left.Revision != asked.Revision+1 {
		t.Fatal(left, err)
	}
	copied(t, older, s.Path())
	forgetful(t, s.Path())
	for name, call := range firstCalls {
		if err := call(s.Path()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Where the other speaks, too: of a plan that went on after the older copy.
	s = fresh(t)
	copied(t, s.Path(), older)
	for _, why := range []string{"asked", "before restore"} {
		apply(t, s, planner.CaptureLine(why, today))
		if _, err := s.Backup(noon, why); err != nil {
			t.Fatal(err)
		}
	}
	copied(t, older, s.Path())
	forgetful(t, s.Path())
	for name, call := range firstCalls {
		wantError(t, name, call(s.Path()), planner.ErrOlder)
	}
}

// TestRestoringNote has the note that a restore leaves which is broken off
// while it swaps files, the backup being another plan's: both files are the
// plan, and the next change puts the note right.
func TestRestoringNote(t *testing.T) {
	t.Parallel()
	s, other := fresh(t), otherPlan(t)
	was := filepath.Join(t.TempDir(), "was.db")
	copied(t, s.Path(), was)
	note, err := json.Marshal(map[string]any{"plan": "other-plan", "restoring": true})
	if err != nil {
		t.Fatal(err)
	}
	for plan, file := range map[string]string{"test-plan": was, "other-plan": other} {
		copied(t, file, s.Path())
		put(t, store.HeadPath(s.Path()), note)
		if p := load(t, s.Path()); p.ID != plan {
			t.Fatalf("it is %q", p.ID)
		}
		for name, call := range firstCalls {
			if err := call(s.Path()); err != nil {
				t.Errorf("%s: %s: %v", plan, name, err)
			}
		}
		apply(t, open(t, s.Path()), planner.CaptureLine("goes on", today))
		wantNote(t, s)
		copied(t, map[string]string{"test-plan": other, "other-plan": was}[plan], s.Path())
		_, err := open(t, s.Path()).Load()
		wantError(t, fmt.Sprint("the other file, once ", plan, " is the plan"), err, planner.ErrAnother)
	}
}
