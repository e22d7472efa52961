package store_test

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
)

// TestCase36Present reads a file of the present format as it was first
// released: a change of the format by mistake shows here, and the day after
// the next format this file is one of an older one. UPDATE=1 writes the file
// of a format that has none yet.
func TestCase36Present(t *testing.T) {
	t.Parallel()
	name := fmt.Sprintf("testdata/schema-%d", store.Schema)
	if _, err := os.Stat(name + ".db.gz"); err != nil && os.Getenv("UPDATE") != "" {
		writeGolden(t, name)
	}
	var want golden
	if err := json.Unmarshal(unzipped(t, name+".json.gz"), &want); err != nil {
		t.Fatal(err)
	}
	want.sort()
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	put(t, s.Path(), unzipped(t, name+".db.gz"))
	same(t, "the plan", want, readGolden(t, s))
	c, err := s.Check()
	if err != nil || !c.Sound || len(c.Findings) > 0 || c.Journal != len(want.Journal) {
		t.Errorf("check: %+v, %v", c, err)
	}
	if list, err := s.Backups(); err != nil || len(list) > 0 {
		t.Errorf("it was brought up to another format: %v, %v", list, err)
	}
	res, err := s.Undo(0, stamped(planner.Edit{}))
	if err != nil || res.Entry.Seq != want.Revision+1 {
		t.Errorf("undo: %+v, %v", res.Entry, err)
	}
	for _, e := range history(t, s) {
		if len(e.Changes) > 0 && e.Changes[0].Sum != 0 { // as those sums were made then
			_, err = s.Undo(e.Seq, stamped(planner.Edit{}))
			if err != nil {
				t.Errorf("undo of the import: %v", err)
			}
			return
		}
	}
	t.Error("it has no import: this shows nothing")
}

// writeGolden makes a plan with something of everything: history, an undone
// change, an erased record, and an import of very much.
func writeGolden(t *testing.T, name string) {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	if err := seed.Fill(s, 400, 250, today); err != nil {
		t.Fatal(err)
	}
	apply(t, s, ticks(520))
	private := apply(t, s, planner.CaptureLine("Something private", today)).New
	apply(t, s, action("Something of my own", 2))
	if _, err := s.Undo(0, stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(private); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("An inbox line", today))
	text, err := json.Marshal(readGolden(t, s))
	if err != nil {
		t.Fatal(err)
	}
	for file, b := range map[string][]byte{name + ".db.gz": bytesOf(t, s.Path()), name + ".json.gz": text} {
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		z := gzip.NewWriter(f)
		_, err = z.Write(b)
		if err := errors.Join(err, z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
}
