package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// smallPlan has every kind of record, history, and changes that were undone
// and redone.
func smallPlan(t *testing.T) *store.Store {
	t.Helper()
	s := fresh(t)
	for range 3 {
		apply(t, s, action("Ask for feedback", 1))
	}
	apply(t, s, planner.AddItem(&planner.Milestone{Item: planner.Item{Phase: 2, Title: "Led a project"}}, today))
	apply(t, s, planner.CaptureLine("a thought", today))
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Look back"}, Every: planner.Rule{N: 1, Unit: planner.WeekUnit}}, today))
	p := load(t, s.Path())
	apply(t, s, planner.Toggle(p.Item(planner.ID{Kind: planner.KindCheck, N: 1}), today))
	p = apply(t, s, p.StartReview(false, today)).Plan
	under, err := s.Get(p.Profile().Review)
	if err != nil {
		t.Fatal(err)
	}
	r := under.(*planner.Review)
	apply(t, s, p.Feel(r, planner.HandsOn, 1, "Calm", today))
	apply(t, s, load(t, s.Path()).Reflect(r, planner.PhaseProbe{Probe: planner.Probe{ID: "q1", Text: "Who disagreed?"}, Phase: 1}, "Nobody", today))
	apply(t, s, planner.LogEvidence(planner.Evidence{Title: "Asked for feedback", Outcome: "Heard much", From: id("a1"), Review: r.ID}, today))
	apply(t, s, planner.OpenMatter(planner.Conflict, "M. and J.", today))
	apply(t, s, planner.BeAway(today.AddDays(3), today.AddDays(5), "By the sea"))
	apply(t, s, took(planner.FromPath, planner.Taken{Key: "p1-a1", As: id("a1"), Print: map[string]string{"title": "5eed"}}))
	apply(t, s, planner.Toggle(p.Item(planner.ID{Kind: planner.KindAction, N: 2}), today))
	for _, step := range []func() error{
		func() error { _, err := s.Undo(0, stamped(planner.Edit{})); return err },
		func() error { _, err := s.Redo(stamped(planner.Edit{})); return err },
		func() error { _, err := s.Undo(0, stamped(planner.Edit{})); return err },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// salvaged salvages a plan and checks what holds for every salvage: what comes
// out is sound, private and alone, and the damaged file is as it was.
func salvaged(t *testing.T, s *store.Store) (*store.Store, planner.Salvaged) {
	t.Helper()
	before, _ := os.ReadFile(s.Path())
	dir := t.TempDir()
	out := filepath.Join(dir, "saved.db")
	got, err := s.Salvage(noon, out)
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(s.Path()); !bytes.Equal(before, after) {
		t.Error("the damaged file was changed")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v)", left, err)
	}
	if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := s.Verify(out); err != nil {
		t.Fatalf("what was salvaged is not sound: %v", err)
	}
	if got.File != out || len(got.Kinds) != len(planner.Kinds)+1 || got.Kinds[len(planner.Kinds)].Kind != "journal" {
		t.Errorf("%+v", got)
	}
	return open(t, out), got
}

func wantNothingLost(t *testing.T, got planner.Salvaged, fromBackup bool) {
	t.Helper()
	for _, k := range got.Kinds {
		if len(k.Lost) > 0 || !fromBackup && len(k.FromBackup) > 0 || fromBackup && k.Recovered > 0 {
			t.Errorf("%+v", k)
		}
	}
}

// TestSalvageSound salvages a plan that lacks nothing: it comes out equal, and
// goes on being edited, undone and redone.
func TestSalvageSound(t *testing.T) {
	s := smallPlan(t)
	want, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	saved, got := salvaged(t, s)
	wantNothingLost(t, got, false)
	for _, k := range got.Kinds {
		if k.Recovered == 0 {
			t.Errorf("the plan of this test has no %s", k.Kind)
		}
	}
	have, err := readAll(saved)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the salvaged plan", want, have)
	if _, err := saved.Redo(stamped(planner.Edit{})); err != nil {
		t.Errorf("redo: %v", err)
	}
	res := apply(t, saved, planner.CaptureLine("goes on", today))
	if res.New[0].String() != "c2" {
		t.Errorf("the new one is %s", res.New[0])
	}
	if _, err := s.Restore(noon, saved.Path()); err != nil {
		t.Errorf("restore: %v", err)
	}
}

// TestSalvageRefused names files that are no good, before anything is read.
func TestSalvageRefused(t *testing.T) {
	s := smallPlan(t)
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"there.db", "was.db.head"} {
		text := []byte(`{"plan":"x","revision":3}`)
		if err := os.WriteFile(file(name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("elsewhere.db", file("link.db")); err != nil {
		t.Skip("not here: ", err)
	}
	for name, exists := range map[string]bool{
		file("there.db"): true, file("link.db"): true, file("was.db"): false,
		file("no/such/folder.db"): false, s.Path(): false, file("there.db/x.db"): false,
	} {
		_, err := s.Salvage(noon, name)
		if err == nil || errors.Is(err, fs.ErrExist) != exists {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 {
		t.Errorf("left behind: %v", left)
	}
	if text, _ := os.ReadFile(file("there.db")); len(text) != 25 {
		t.Errorf("what was there is now %q", text)
	}
}

// TestSalvageUnreadable has files in which nothing can be read at all: all
// comes from the backup, or without one nothing does.
func TestSalvageUnreadable(t *testing.T) {
	page := os.Getpagesize()
	for name, spoil := range map[string]func(b []byte) []byte{
		"both metas zero": func(b []byte) []byte { clear(b[:2*page]); return b },
		"two pages only":  func(b []byte) []byte { return b[:2*page] },
		"text":            func([]byte) []byte { return []byte("Dear diary") },
		"empty":           func([]byte) []byte { return nil },
		"missing":         nil,
	} {
		t.Run(name, func(t *testing.T) {
			s := smallPlan(t)
			want, err := readAll(s)
			if err != nil {
				t.Fatal(err)
			}
			b, err := s.Backup(noon, "asked")
			if err != nil {
				t.Fatal(err)
			}
			if spoil == nil {
				err = os.Remove(s.Path())
			} else {
				err = os.WriteFile(s.Path(), spoil(bytesOf(t, s.Path())), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			saved, got := salvaged(t, s)
			wantNothingLost(t, got, true)
			if got.Backup != b.File {
				t.Errorf("the backup is %q", got.Backup)
			}
			have, err := readAll(saved)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "the salvaged plan", want, have)

			if err := os.Remove(b.File); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(t.TempDir(), "saved.db")
			_, err = s.Salvage(noon, out)
			wantError(t, "without a backup", err, planner.ErrDamaged)
			wantError(t, "without a backup", err, planner.ErrNoBackup)
			if left, _ := os.ReadDir(filepath.Dir(out)); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
	_, err := open(t, filepath.Join(t.TempDir(), "never.db")).Salvage(noon, filepath.Join(t.TempDir(), "saved.db"))
	wantError(t, "where no plan was", err, planner.ErrNoPlan)
}

// TestSalvageOlder salvages a file that can be read and is refused for what
// the note beside it says.
func TestSalvageOlder(t *testing.T) {
	t.Run("older", func(t *testing.T) {
		s := smallPlan(t)
		old := bytesOf(t, s.Path())
		want, err := readAll(s)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, s, planner.CaptureLine("one more", today))
		if _, err := s.Backup(noon, "asked"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.Path(), old, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = open(t, s.Path()).Load()
		wantError(t, "load", err, planner.ErrOlder)
		saved, got := salvaged(t, s)
		have, err := readAll(saved)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the salvaged plan", want, have)
		p := load(t, saved.Path())
		if lost := got.Kinds[len(planner.Kinds)].Lost; !slices.Equal(lost, []string{"20"}) || p.Revision != 19 {
			t.Errorf("after change %d, lost are %v", p.Revision, lost)
		}
		if got.Backup != "" {
			t.Errorf("completed from %s, which is newer than the file", got.Backup)
		}
	})
	t.Run("another", func(t *testing.T) {
		s, other := smallPlan(t), open(t, filepath.Join(t.TempDir(), "plan.db"))
		if _, err := other.Create("another-plan", start()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Backup(noon, "asked"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.Path(), bytesOf(t, other.Path()), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, s.Path()).Load()
		wantError(t, "load", err, planner.ErrAnother)
		saved, got := salvaged(t, s)
		wantNothingLost(t, got, false)
		same(t, "the salvaged plan", all(load(t, other.Path())), all(load(t, saved.Path())))
		if got.Backup != "" {
			t.Errorf("another plan was completed from %s", got.Backup)
		}
	})
}

// TestSalvageStray has a newer backup of changes that a restore left behind.
// In it the same numbers mean other things.
func TestSalvageStray(t *testing.T) {
	s := smallPlan(t)
	good, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		apply(t, s, planner.CaptureLine("left behind", today))
	}
	if _, err := s.Restore(noon, good.File); err != nil { // backs up what it leaves behind
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("kept", today))
	if list, err := s.Backups(); err != nil || list[0].Why != "restored" || os.Remove(list[0].File) != nil {
		t.Fatal(list, err)
	}
	if list, err := s.Backups(); err != nil || len(list) != 2 || list[0].Revision != 22 {
		t.Fatal(list, err)
	}
	whole := bytesOf(t, s.Path())
	for name, spoil := range map[string]func(){
		"the head tells": func() { store.Lose(t, s.Path(), planner.ID{Kind: planner.KindCapture, N: 2}) },
		"the note tells": func() {
			if err := os.WriteFile(s.Path(), make([]byte, 1<<15), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
			t.Fatal(err)
		}
		spoil()
		saved, got := salvaged(t, s)
		if got.Backup != good.File {
			t.Errorf("%s: completed from %s", name, got.Backup)
		}
		c, err := saved.Get(planner.ID{Kind: planner.KindCapture, N: 2})
		if err != nil {
			t.Fatal(err)
		}
		if lost := c.(*planner.Capture); !lost.Removed || lost.Text != "Lost in a damaged file" {
			t.Errorf("%s: %+v", name, lost)
		}
	}
}
