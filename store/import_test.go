package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// ticks is the edit that adds so many ticks of the first check.
func ticks(n int) planner.Edit {
	return planner.Edit{Label: fmt.Sprintf("Imported %d ticks", n), Run: func(d *planner.Draft) error {
		for i := range n {
			d.Add(planner.KindTick, &planner.Tick{Check: id("k1"), Date: today.AddDays(-i), Note: "It went well" + strings.Repeat(". It went well", 9)})
		}
		return nil
	}}
}

// ticksOf are all ticks of a plan.
func ticksOf(t *testing.T, s *store.Store) []planner.Record {
	t.Helper()
	list, err := s.Range(planner.KindTick, today.AddDays(-10_000), today)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// weekly adds the check that the ticks are of.
func weekly(t *testing.T, s *store.Store) {
	t.Helper()
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Look back"}, Every: planner.Rule{N: 1, Unit: planner.WeekUnit}}, today))
}

// TestImportInTheJournal finds that the journal holds little of each record of
// a large import, and all fields of those of a small one.
func TestImportInTheJournal(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("importing", start()); err != nil {
		t.Fatal(err)
	}
	weekly(t, s)
	for _, tt := range []struct{ n, least, most int }{
		{500, 150, 1000}, // the note alone has 140 bytes
		{501, 10, 45},
		{5000, 10, 45},
	} {
		seq := apply(t, s, ticks(tt.n)).Entry.Seq
		size := store.EntrySize(t, s.Path(), seq)
		if each := size / tt.n; each < tt.least || each > tt.most {
			t.Errorf("of %d records the journal holds %d bytes each", tt.n, each)
		}
		e, err := s.History(seq+1, 1)
		if err != nil || len(e) != 1 || len(e[0].Changes) != tt.n {
			t.Fatal(len(e), err)
		}
		for _, c := range e[0].Changes {
			if !c.Created || (len(c.After) == 0) != (tt.n > 500) || (c.Sum != 0) != (tt.n > 500) {
				t.Fatalf("of %d: %+v", tt.n, c)
			}
		}
	}
}

// TestImportTakenBack takes a large import back after a restart, brings it
// back, and is refused where some of it has changed.
func TestImportTakenBack(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("importing", start()); err != nil {
		t.Fatal(err)
	}
	weekly(t, s)
	made := apply(t, s, ticks(700))
	state, history := all(made.Plan).Records, ticksOf(t, s)
	for range 2 {
		res, err := open(t, s.Path()).Undo(0, stamped(planner.Edit{}))
		if err != nil || res.Entry.Undoes != made.Entry.Seq || len(res.Entry.Changes) != 700 {
			t.Fatal(res.Entry.Label, err)
		}
		if left := ticksOf(t, s); len(left) != 0 {
			t.Errorf("%d ticks are left", len(left))
		}
		if err := store.Examine(s.Path()); err != nil {
			t.Fatal(err)
		}
		if _, err := open(t, s.Path()).Redo(stamped(planner.Edit{})); err != nil {
			t.Fatal(err)
		}
		same(t, "state", state, all(load(t, s.Path())).Records)
		same(t, "what was brought back", history, ticksOf(t, s))
	}
	apply(t, s, planner.Edit{Label: "Noted", On: ids("t600"), Run: func(d *planner.Draft) error {
		r, err := d.Get(id("t600"))
		if err != nil {
			return err
		}
		next := *r.(*planner.Tick)
		next.Note = "It did not"
		d.Put(&next)
		return nil
	}})
	_, err := s.Undo(made.Entry.Seq, stamped(planner.Edit{}))
	if err == nil || !strings.Contains(err.Error(), "t600: it has changed since") {
		t.Errorf("undo of what has changed since: %v", err)
	}
	if n := len(ticksOf(t, s)); n != 700 {
		t.Errorf("%d ticks are left after it was refused", n)
	}
}

// TestImportOnce has a large import tried again, as after a commit of which
// nothing is known: it isn't doubled.
func TestImportOnce(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("importing", start()); err != nil {
		t.Fatal(err)
	}
	weekly(t, s)
	e := stamped(ticks(700))
	runs, run := 0, e.Run
	e.Run = func(d *planner.Draft) error { runs++; return run(d) }
	first, err := s.Apply(e)
	if err != nil {
		t.Fatal(err)
	}
	if list := backups(t, s); runs != 1 || len(list) != 1 || list[0].Why != "before bulk" || list[0].Revision != first.Entry.Seq-1 {
		t.Errorf("it ran %d times, with the backups %+v", runs, list)
	}
	again, err := open(t, s.Path()).Apply(e)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "entry", first.Entry, again.Entry)
	same(t, "new ids", first.New, again.New)
	if n := len(ticksOf(t, s)); n != 700 {
		t.Errorf("there are %d ticks", n)
	}
}

// TestCreateFrom starts a plan with a large import.
func TestCreateFrom(t *testing.T) {
	s := open(t, inMemory(t))
	begin := start()
	part := ticks(700)
	run := begin.Run
	begin.Run = func(d *planner.Draft) error {
		if err := run(d); err != nil {
			return err
		}
		d.Put(&planner.Check{Item: planner.Item{ID: id("k1"), Phase: 1, Title: "Look back"}, Every: planner.Rule{N: 1, Unit: planner.WeekUnit}})
		return part.Run(d)
	}
	if _, err := s.Create("from-another", begin); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 || c.Records["tick"] != 700 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := s.Undo(1, stamped(planner.Edit{})); err == nil || !strings.Contains(err.Error(), "start of the plan") {
		t.Errorf("undo of the start: %v", err)
	}
}

// TestNumberTooFar refuses ids that would take more memory than there is.
func TestNumberTooFar(t *testing.T) {
	s := fresh(t)
	for _, far := range []planner.ID{{Kind: planner.KindAction, N: 1 << 31}, {Kind: planner.KindTick, N: planner.MaxNumber + 1}} {
		_, err := s.Apply(stamped(planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
			d.Put(&planner.Capture{ID: id("c1"), Text: "near"})
			if far.Kind == planner.KindTick {
				d.Put(&planner.Tick{ID: far, Date: today})
			} else {
				d.Put(&planner.Action{Item: planner.Item{ID: far, Phase: 1, Title: "far"}})
			}
			return nil
		}}))
		var input *planner.InputError
		if !errors.As(err, &input) || input.Value != far.String() {
			t.Errorf("%s: %v", far, err)
		}
	}
	if p := load(t, s.Path()); p.Given()[planner.KindCapture] != 0 {
		t.Error("a part of it was kept")
	}
}

// TestImportSquashed puts a large import together with what came after it.
func TestImportSquashed(t *testing.T) {
	store.SquashBeyond(t, 2)
	s := open(t, inMemory(t))
	day := today.AddDays(-1000)
	if _, err := s.Create("importing", dated(start(), day)); err != nil {
		t.Fatal(err)
	}
	check := planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Look back"}, Every: planner.Rule{N: 1, Unit: planner.WeekUnit}}, day)
	for i, e := range []planner.Edit{check, ticks(600), planner.Remove(ids("k1"), day), planner.CaptureLine("a", today), planner.CaptureLine("b", today), planner.CaptureLine("c", today)} {
		at := day
		if i > 2 {
			at = today
		}
		if _, err := s.Apply(dated(e, at)); err != nil {
			t.Fatal(err)
		}
	}
	before := history(t, s)
	if err := store.Squash(s, noon); err != nil {
		t.Fatal(err)
	}
	after := history(t, s)
	oldest := slices.Clone(before[3:])
	slices.Reverse(oldest)
	if len(after) != 4 {
		t.Fatalf("%d changes are left", len(after))
	}
	same(t, "changes that were put together", planner.Merge(oldest), after[3])
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 {
		t.Errorf("check: %+v, %v", c, err)
	}
}

// TestImportSalvaged salvages a plan with a large import, which can be taken
// back from the new file.
func TestImportSalvaged(t *testing.T) {
	s := fresh(t)
	weekly(t, s)
	seq := apply(t, s, ticks(600)).Entry.Seq
	saved, got := salvaged(t, s)
	wantNothingLost(t, got, false)
	same(t, "journal", history(t, s), history(t, saved))
	if _, err := saved.Undo(seq, stamped(planner.Edit{})); err != nil {
		t.Error(err)
	}
}

// TestImportTakesItsTime has an edit compute for longer than reading a file of
// its size may take without getting on: that is no damage.
func TestImportTakesItsTime(t *testing.T) {
	s := fresh(t)
	began := time.Now()
	apply(t, s, planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		for time.Since(began) < 900*time.Millisecond {
			continue
		}
		d.Add(planner.KindCapture, &planner.Capture{Text: "at last", Created: today})
		return nil
	}})
}
