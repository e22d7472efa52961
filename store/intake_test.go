package store_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// took is the edit that notes what was taken from a source.
func took(from string, rows ...planner.Taken) planner.Edit {
	return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		d.Add(planner.KindIntake, &planner.Intake{Date: today, From: from, Rows: rows})
		return nil
	}}
}

// TestEraseTaken erases what an import brought: the intake, the journal and
// the backups keep no sum of its words, but the key by which it would be known.
func TestEraseTaken(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("importing", start()); err != nil {
		t.Fatal(err)
	}
	apply(t, s, action("Secret", 1))
	apply(t, s, action("Ordinary", 1))
	apply(t, s, took(planner.FromTaskwarrior,
		planner.Taken{Key: "uuid-1", As: id("a1"), Print: map[string]string{"title": "5eed1"}},
		planner.Taken{Key: "uuid-2", As: id("a2"), Print: map[string]string{"title": "5eed2"}},
		planner.Taken{Key: "uuid-3"}))
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	holding, err := s.Erase(ids("a1"))
	if err != nil || len(holding) != 1 {
		t.Fatal(holding, err)
	}
	if err := s.EraseFrom(holding[0], ids("a1")); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(bytesOf(t, holding[0]), []byte("5eed1")) {
		t.Error("the backup still holds the sum")
	}
	got, err := s.Get(id("i1"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "rows", []planner.Taken{
		{Key: "uuid-1", As: id("a1")},
		{Key: "uuid-2", As: id("a2"), Print: map[string]string{"title": "5eed2"}},
		{Key: "uuid-3"},
	}, got.(*planner.Intake).Rows)
	if text := bytesOf(t, s.Path()); bytes.Contains(text, []byte("5eed1")) || !bytes.Contains(text, []byte("5eed2")) {
		t.Error("the file still holds the sum, or has lost another")
	}
	text, err := json.Marshal(history(t, s))
	if err != nil || bytes.Contains(text, []byte("5eed1")) || !bytes.Contains(text, []byte("uuid-1")) {
		t.Errorf("the journal says %s (%v)", text, err)
	}
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 {
		t.Errorf("check: %+v, %v", c, err)
	}
	if _, err := s.Erase(ids("i1")); err == nil || !strings.Contains(err.Error(), "intakes can't be") {
		t.Errorf("an intake is erased: %v", err)
	}
	if _, err := s.Undo(4, stamped(planner.Edit{})); err != nil { // the note of it can be taken back all the same
		t.Error(err)
	}
}

// TestEraseOfAnImport erases one record of a large import: of it the journal
// keeps no sum either, and the import can't be taken back any more.
func TestEraseOfAnImport(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("importing", start()); err != nil {
		t.Fatal(err)
	}
	weekly(t, s)
	seq := apply(t, s, ticks(600)).Entry.Seq
	if _, err := s.Erase(ids("t5")); err != nil {
		t.Fatal(err)
	}
	for _, c := range history(t, s)[0].Changes {
		if gone := c.ID == id("t5"); c.Erased != gone || (c.Sum == 0) != gone {
			t.Errorf("%+v", c)
		}
	}
	if _, err := s.Undo(seq, stamped(planner.Edit{})); err == nil || !strings.Contains(err.Error(), "erased") {
		t.Errorf("undo: %v", err)
	}
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 {
		t.Errorf("check: %+v, %v", c, err)
	}
}

// TestSalvageOfTaken takes an intake from a backup of the time before what it
// brought was erased: that stays forgotten.
func TestSalvageOfTaken(t *testing.T) {
	s := fresh(t)
	apply(t, s, action("Secret", 1))
	apply(t, s, took(planner.FromCSV, planner.Taken{Key: "1", As: id("a1"), Print: map[string]string{"title": "5eed1"}}))
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(ids("a1")); err != nil {
		t.Fatal(err)
	}
	store.Lose(t, s.Path(), id("i1"))
	saved, _ := salvaged(t, s)
	got, err := saved.Get(id("i1"))
	if err != nil || got.Gone() {
		t.Fatal(got, err)
	}
	if bytes.Contains(bytesOf(t, saved.Path()), []byte("5eed1")) {
		t.Errorf("it still has the sum: %+v", got)
	}
}
