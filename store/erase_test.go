package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

func id(text string) planner.ID {
	got, err := planner.ParseID(text)
	if err != nil {
		panic(err)
	}
	return got
}

func ids(text string) []planner.ID {
	got, err := planner.ParseIDs(strings.Fields(text))
	if err != nil {
		panic(err)
	}
	return got
}

func idsOf(records []planner.Record) string {
	var out []string
	for _, r := range records {
		out = append(out, r.Key().String())
	}
	return strings.Join(out, " ")
}

func rename(of, title string) planner.Edit {
	return planner.EditItem(id(of), today, func(it planner.Listed) error { it.Base().Title = title; return nil })
}

// without fails the test where a file in a folder has one of some words in it.
func without(t *testing.T, dir string, words []string, but ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || slices.Contains(but, path) {
			return err
		}
		for _, word := range words {
			if bytes.Contains(bytesOf(t, path), []byte(word)) {
				t.Errorf("%s still has %q in it", filepath.Base(path), word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestErase(t *testing.T) {
	for _, tt := range erasures {
		t.Run(tt.name, func(t *testing.T) {
			s := secrets(t)
			before := history(t, s)
			for _, word := range tt.words { // or else not finding them later would say nothing
				if !bytes.Contains(bytesOf(t, s.Path()), []byte(word)) {
					t.Fatalf("%q is not in the plan", word)
				}
			}
			backup, err := s.Backup(noon, "asked")
			if err != nil {
				t.Fatal(err)
			}
			if err := store.SnapshotYearly(s, noon); err != nil {
				t.Fatal(err)
			}
			snapshot := filepath.Join(store.BackupsPath(s.Path()), "snapshot-20261122.json")
			for _, name := range []string{"note a1", "note k1", "add", "note a2"} {
				if err := s.KeepDraft(name, []string{"typed"}); err != nil {
					t.Fatal(err)
				}
			}
			window := open(t, s.Path())
			p, err := window.Load()
			if err != nil {
				t.Fatal(err)
			}
			bound, err := s.Bound(ids(tt.ids))
			if err != nil || idsOf(bound) != tt.bound {
				t.Fatalf("bound: %s, %v", idsOf(bound), err)
			}
			if tt.bound != tt.ids {
				refusesHalf(t, s, tt.ids, tt.bound)
			}
			holding, err := s.Erase(ids(tt.bound))
			if err != nil {
				t.Fatal(err)
			}
			same(t, "files that hold something", []string{backup.File, snapshot}, holding)
			without(t, filepath.Dir(s.Path()), tt.words, backup.File, snapshot)
			for name := range s.Drafts() {
				if _, of, found := strings.Cut(name, " "); found && slices.Contains(strings.Fields(tt.bound), of) {
					t.Errorf("the draft %q is still there", name)
				}
			}
			erased(t, s, p, before, ids(tt.bound))
			for _, e := range history(t, s) {
				if slices.ContainsFunc(append(tt.labels, tt.words...), func(word string) bool { return strings.Contains(e.Label, word) }) {
					t.Errorf("change %d is called %q", e.Seq, e.Label)
				}
			}
			goesOnAfterErasure(t, s, window, ids(tt.bound))

			for _, file := range holding {
				if err := s.EraseFrom(file, ids(tt.bound)); err != nil {
					t.Fatal(err)
				}
			}
			without(t, filepath.Dir(s.Path()), tt.words)
			got, err := s.Verify(backup.File)
			if err != nil || got.Revision != backup.Revision || got.Number != backup.Number {
				t.Errorf("the backup: %+v, %v", got, err)
			}
			if holding, err := s.Erase(ids(tt.bound)); err != nil || len(holding) > 0 {
				t.Errorf("erased again, %v hold something; %v", holding, err)
			}
		})
	}
}

// refusesHalf names less than all that has to be erased together.
func refusesHalf(t *testing.T, s *store.Store, named, bound string) {
	t.Helper()
	file := bytesOf(t, s.Path())
	_, err := s.Erase(ids(named))
	if err == nil || strings.Contains(err.Error(), s.Path()) {
		t.Fatalf("of %s, erasing %s: %v", bound, named, err)
	}
	untouched(t, s.Path(), file)
}

// erased finds everything but some records as it was.
func erased(t *testing.T, s *store.Store, before *planner.Plan, entries []planner.Entry, gone []planner.ID) {
	t.Helper()
	if err := store.Examine(s.Path()); err != nil {
		t.Fatal(err)
	}
	p := load(t, s.Path())
	if p.Revision != before.Revision {
		t.Errorf("the revision became %d", p.Revision)
	}
	same(t, "numbers given", before.Given(), p.Given())
	glance, err := store.Glance(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "glance", p.Glance(), glance)
	for r := range before.Records() {
		now := p.Find(r.Key())
		if slices.Contains(gone, r.Key()) {
			if !now.Gone() {
				t.Errorf("%s is still there: %+v", r.Key(), now)
			}
			continue
		}
		if _, week := r.(*planner.WeekNote); week { // says nothing more of what is gone
			if slices.ContainsFunc(planner.References(now), func(to planner.ID) bool { return slices.Contains(gone, to) }) {
				t.Errorf("%s still refers to what is gone: %+v", r.Key(), now)
			}
		} else {
			same(t, "another record", r, now)
		}
		for _, to := range planner.References(now) {
			if _, err := s.Get(to); err != nil {
				t.Errorf("%s refers to %s: %v", now.Key(), to, err)
			}
		}
	}
	for i, e := range history(t, s) {
		was := entries[i]
		if e.Seq != was.Seq || e.Nonce != was.Nonce || !e.At.Equal(was.At) || e.Undone != was.Undone || len(e.Changes) != len(was.Changes) {
			t.Errorf("change %d became %+v", was.Seq, e)
		}
		if touched := slices.ContainsFunc(e.Changes, func(c planner.Change) bool { return c.Erased }); touched && e.Label != "Erased" {
			t.Errorf("change %d is called %q", e.Seq, e.Label)
		}
	}
}

// goesOnAfterErasure lets a window that knows the plan as it was go on.
func goesOnAfterErasure(t *testing.T, s, window *store.Store, gone []planner.ID) {
	t.Helper()
	now := load(t, s.Path())
	d, err := window.Since(now.Revision)
	if err != nil || !d.Moved || d.Kinds != nil {
		t.Fatalf("another window: moved %v, %v, %v", d.Moved, d.Kinds, err)
	}
	same(t, "plan of another window", all(now), all(d.Plan))
	for _, e := range history(t, s) {
		if !slices.ContainsFunc(e.Changes, func(c planner.Change) bool { return c.Erased }) || e.Undoes+e.Redoes != 0 || e.Undone {
			continue
		}
		if _, err := s.Undo(e.Seq, stamped(planner.Edit{})); err == nil || !strings.Contains(err.Error(), "erased") {
			t.Errorf("undo of change %d: %v", e.Seq, err)
		}
	}
	res := apply(t, window, action("Afterwards", 1))
	if slices.Contains(gone, res.New[0]) {
		t.Errorf("%s was given again", res.New[0])
	}
	for _, k := range []*store.Store{s, window} {
		if _, err := k.Undo(0, stamped(planner.Edit{})); err != nil {
			t.Fatal(err)
		}
		if _, err := k.Redo(stamped(planner.Edit{})); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
}

// TestEraseUnderAnEdit has a window with the plan as it was edit what was not
// erased: it must not write back what it remembers.
func TestEraseUnderAnEdit(t *testing.T) {
	s := secrets(t)
	window := open(t, s.Path())
	if _, err := window.Load(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(ids("a1")); err != nil {
		t.Fatal(err)
	}
	_, err := window.Apply(stamped(planner.SetNote(id("a1"), "once more", today)))
	wantError(t, "a note on what was erased", err, planner.ErrNotFound)
	apply(t, window, planner.SetNote(id("a3"), "fine", today))
	without(t, filepath.Dir(s.Path()), []string{"Quokka", "Quincy", "Quartz"})
}

func TestEraseRefuses(t *testing.T) {
	s := secrets(t)
	file := bytesOf(t, s.Path())
	for _, tt := range []struct {
		ids  string
		want error // nil: any
	}{
		{"u1", nil},
		{"p1", nil},
		{"a1 p2", nil},
		{"a99", planner.ErrNotFound},
		{"a1 t99", planner.ErrNotFound},
		{"r2", nil}, // under way
	} {
		_, errBound := s.Bound(ids(tt.ids))
		_, errErase := s.Erase(ids(tt.ids))
		for _, err := range []error{errBound, errErase} {
			var input *planner.InputError
			switch {
			case err == nil, tt.want != nil && !errors.Is(err, tt.want), strings.Contains(err.Error(), s.Path()):
				t.Errorf("%s: %v", tt.ids, err)
			case strings.ContainsAny(tt.ids, "up") && !errors.As(err, &input):
				t.Errorf("%s: %v is no wrong use", tt.ids, err)
			}
		}
	}
	untouched(t, s.Path(), file)
	other := filepath.Join(t.TempDir(), "other.db")
	if _, err := s.BackupTo(other); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{other, s.Path(), filepath.Join(store.BackupsPath(s.Path()), "00009.db")} {
		if err := s.EraseFrom(file, ids("a1")); err == nil {
			t.Errorf("erased from %s", file)
		}
	}
}

// TestEraseSquashed erases what old changes that were put together hold.
func TestEraseSquashed(t *testing.T) {
	store.SquashBeyond(t, 1)
	s := secrets(t)
	store.SquashBeyond(t, 2)
	if _, err := s.Apply(dated(planner.CaptureLine("later", today), today.AddDays(1000))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(dated(planner.CaptureLine("later still", today), today.AddDays(1000))); err != nil {
		t.Fatal(err)
	}
	if err := store.Squash(s, noon.AddDate(0, 0, 1000)); err != nil {
		t.Fatal(err)
	}
	if n := len(history(t, s)); n != 3 {
		t.Fatalf("the journal has %d entries", n)
	}
	if _, err := s.Erase(ids("a1 k1 t1 t2")); err != nil {
		t.Fatal(err)
	}
	without(t, filepath.Dir(s.Path()), []string{"Quokka", "Quincy", "Quartz", "Vermilion", "Viridian"})
	if err := store.Examine(s.Path()); err != nil {
		t.Fatal(err)
	}
	if e := history(t, s)[2]; !strings.HasSuffix(e.Label, "changes in November 2026") {
		t.Errorf("they are called %q", e.Label)
	}
}

// TestCase04EraseKilled kills a process while it erases: the plan is as it was
// or without the record, and the next one can erase.
func TestCase04EraseKilled(t *testing.T) {
	s := secrets(t)
	whole := bytesOf(t, s.Path())
	rounds, words := 12, []string{"Quokka", "Quincy", "Quartz"}
	if long() {
		rounds = 120
	}
	done := 0
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "plan.db")
		put(t, path, whole)
		killedAfter(t, time.Duration(round%12)*time.Millisecond, "erase", path)
		if err := store.Examine(path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if load(t, path).Find(id("a1")).Gone() {
			done++
		} else {
			untouched(t, path, whole)
			if _, err := open(t, path).Erase(ids("a1")); err != nil {
				t.Fatal(err)
			}
		}
		without(t, filepath.Dir(path), words)
	}
	t.Logf("%d of %d were done before they were killed", done, rounds)
}

func init() {
	otherJobs["erase"] = func(s *store.Store) error {
		fmt.Println("ready")
		_, err := s.Erase(ids("a1"))
		return err
	}
}

// TestEraseMany erases more at once than is looked for one by one.
func TestEraseMany(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("many", start()); err != nil {
		t.Fatal(err)
	}
	var named []planner.ID
	for n := range 60 {
		res := apply(t, s, planner.CaptureLine(fmt.Sprint("Sesquipedalian ", n), today))
		named = append(named, res.New...)
	}
	before, entries := load(t, s.Path()), history(t, s)
	if _, err := s.Erase(named); err != nil {
		t.Fatal(err)
	}
	without(t, filepath.Dir(s.Path()), []string{"Sesquipedalian"})
	erased(t, s, before, entries, named)
}
