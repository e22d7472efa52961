package store_test

import (
	"errors"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"

	"github.com/gofrs/flock"
)

func TestSince(t *testing.T) {
	s := fresh(t)
	other := open(t, s.Path())
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Since(p.Revision)
	if err != nil || d.Moved {
		t.Fatalf("moved %v, %v though nobody changed anything", d.Moved, err)
	}
	apply(t, other, planner.CaptureLine("from another window", today))
	apply(t, other, action("Lead one project", 2))
	d, err = s.Since(p.Revision)
	if err != nil || !d.Moved {
		t.Fatalf("moved %v, %v after two edits", d.Moved, err)
	}
	if want := []planner.Kind{planner.KindAction, planner.KindCapture}; !slices.Equal(d.Kinds, want) {
		t.Errorf("kinds that moved: %v, want %v", d.Kinds, want)
	}
	same(t, "plan", all(load(t, s.Path())), all(d.Plan))
	if d, err = s.Since(d.Plan.Revision); err != nil || d.Moved {
		t.Fatalf("moved %v, %v though it was told already", d.Moved, err)
	}
}

// TestSinceSameTick has an edit that leaves size and time as they were seen.
func TestSinceSameTick(t *testing.T) {
	s := fresh(t)
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	apply(t, open(t, s.Path()), planner.CaptureLine("within the tick", today))
	if err := os.Chtimes(s.Path(), before.ModTime(), before.ModTime()); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Since(p.Revision); err != nil || !d.Moved {
		t.Fatalf("moved %v, %v", d.Moved, err)
	}
}

// TestSinceIdle finds that an idle look opens nothing: a file that was seen
// and is older than two seconds is not read again.
func TestSinceIdle(t *testing.T) {
	s := fresh(t)
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(s.Path(), old, old); err != nil {
		t.Fatal(err)
	}
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	held := flock.New(store.LockPath(s.Path()))
	if err := held.Lock(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Close() })
	if d, err := s.Since(p.Revision); err != nil || d.Moved {
		t.Fatal(d.Moved, err)
	}
}

// TestRestored puts older files in the place of a plan that is in use.
func TestRestored(t *testing.T) {
	tests := []struct {
		name string
		then func(t *testing.T, path string) // after the older file is back
	}{
		{"older", func(*testing.T, string) {}},
		{"older, then as far as before", func(t *testing.T, path string) {
			t.Helper()
			apply(t, open(t, path), planner.CaptureLine("another past", today))
			apply(t, open(t, path), planner.CaptureLine("another past still", today))
		}},
		{"older, then further than before", func(t *testing.T, path string) {
			t.Helper()
			for range 20 {
				apply(t, open(t, path), planner.CaptureLine("another past", today))
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := fresh(t)
			apply(t, s, planner.CaptureLine("first", today))
			backup, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			apply(t, s, action("Only in the newer file", 1))
			res := apply(t, s, action("Only in the newer file as well", 1))
			if err := os.WriteFile(s.Path()+".copy", backup, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(s.Path()+".copy", s.Path()); err != nil {
				t.Fatal(err)
			}
			if _, err := open(t, s.Path()).Restore(time.Now(), s.Path()); err != nil { // as it is
				t.Fatal(err)
			}
			test.then(t, s.Path())
			d, err := s.Since(res.Plan.Revision)
			if err != nil || !d.Moved || d.Kinds != nil {
				t.Fatalf("moved %v, kinds %v, %v; want all kinds moved", d.Moved, d.Kinds, err)
			}
			same(t, "plan", all(load(t, s.Path())), all(d.Plan))
			after := apply(t, s, planner.CaptureLine("goes on from there", today))
			same(t, "plan after an edit", all(load(t, s.Path())), all(after.Plan))
		})
	}
}

// TestCase19Busy has somebody hold the lock for longer than anybody waits.
func TestCase19Busy(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	held := flock.New(store.LockPath(s.Path()))
	if err := held.Lock(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Close() })
	var wait sync.WaitGroup
	for name, use := range map[string]func(*store.Store) error{
		"apply": uses["apply"], "load": uses["load"],
		"glance": func(s *store.Store) error { _, err := store.Glance(s.Path()); return err },
		"backup": func(s *store.Store) error { _, err := s.Backup(noon, "asked"); return err },
	} {
		wait.Go(func() {
			begun := time.Now()
			if err := use(open(t, s.Path())); !errors.Is(err, planner.ErrBusy) || errors.Is(err, planner.ErrDamaged) {
				t.Errorf("%s: %v", name, err)
			}
			if waited := time.Since(begun); waited < 1900*time.Millisecond || waited > 4*time.Second {
				t.Errorf("%s waited %s, want about 2 s", name, waited)
			}
		})
	}
	wait.Wait()
	if err := held.Unlock(); err != nil {
		t.Fatal(err)
	}
	if p := load(t, s.Path()); p.Revision != 1 {
		t.Errorf("an edit that was refused was kept all the same")
	}
}

// TestRetry tries an edit again that was kept already.
func TestRetry(t *testing.T) {
	s := fresh(t)
	e := stamped(planner.CaptureLine("once", today))
	first, err := s.Apply(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, keeper := range []*store.Store{s, open(t, s.Path())} {
		again, err := keeper.Apply(e)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "result of a retry", first.Entry, again.Entry)
		same(t, "new ids of a retry", first.New, again.New)
		same(t, "plan after a retry", all(first.Plan), all(again.Plan))
	}
	for range 15 {
		apply(t, s, planner.CaptureLine("later", today))
	}
	res, err := s.Apply(e)
	if err != nil || res.Entry.Seq != 2 {
		t.Fatalf("a retry after 15 edits gave entry %d, %v", res.Entry.Seq, err)
	}
}

// TestUndoFromAnotherWindow undoes across stores, by number and out of order.
func TestUndoFromAnotherWindow(t *testing.T) {
	s := fresh(t)
	a := apply(t, s, action("Lead one project", 1))
	apply(t, s, planner.SetDue(a.New, today, today))
	other := open(t, s.Path())
	if _, err := other.Undo(2, stamped(planner.Edit{})); err == nil {
		t.Error("the start of a record was undone under a later change")
	}
	res, err := other.Undo(0, stamped(planner.Edit{}))
	if err != nil || res.Entry.Undoes != 3 {
		t.Fatalf("undone %d, %v; want 3", res.Entry.Undoes, err)
	}
	if _, err := s.Undo(3, stamped(planner.Edit{})); !errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("undone twice: %v", err)
	}
	entries, err := s.History(0, 10)
	if err != nil || len(entries) != 4 || !entries[1].Undone || entries[2].Undone {
		t.Fatalf("history %+v, %v", entries, err)
	}
	if res, err = open(t, s.Path()).Redo(stamped(planner.Edit{})); err != nil || res.Entry.Redoes != 3 {
		t.Fatalf("redone %d, %v; want 3", res.Entry.Redoes, err)
	}
	if due := res.Plan.Item(a.New[0]).Base().Due; due != today {
		t.Errorf("due %s after redo", due)
	}
}
