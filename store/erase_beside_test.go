package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// another is a file with a plan of its own, in which a1 is something else.
func another(t *testing.T) (file string) {
	t.Helper()
	s := open(t, inMemory(t))
	if _, err := s.Create("another-plan", start()); err != nil {
		t.Fatal(err)
	}
	apply(t, s, action("Of another plan", 1))
	file = filepath.Join(t.TempDir(), "another.db")
	if _, err := s.BackupTo(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestEraseHolding has files of every kind beside a plan, of which some hold
// what is erased, and takes it out of them.
func TestEraseHolding(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("held-plan", start()); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	taken := func(why string) string {
		t.Helper()
		b, err := s.Backup(noon, why)
		must(err)
		return b.File
	}
	restore := func(file string) string {
		t.Helper()
		got, err := s.Restore(noon, file)
		must(err)
		return got.Aside
	}
	snapshot := func(day int) string {
		t.Helper()
		must(store.SnapshotYearly(s, noon.AddDate(0, 0, day)))
		return filepath.Join(store.BackupsPath(s.Path()), noon.AddDate(0, 0, day).Format("snapshot-20060102.json"))
	}

	taken("asked") // before there was a1
	snapshot(-400)
	apply(t, s, action("Quokka", 1))
	with := taken("asked")
	pictured := snapshot(0)
	damaged := taken("asked")
	must(os.Truncate(damaged, 5000))
	aside := restore(with)          // keeps the same plan aside, and backs it up
	asideToo := restore(another(t)) // keeps it aside, and backs it up
	taken("asked")
	picturedOther := snapshot(400)
	asideOther := restore(with) // keeps the other aside, and backs it up
	var ours []string
	list, err := s.Backups()
	must(err)
	for _, b := range list {
		if b.Why == "before restore" || b.Why == "restored" {
			if got, err := s.Verify(b.File); err == nil && got.Plan == "held-plan" {
				ours = append(ours, b.File)
			}
		}
	}
	must(os.WriteFile(filepath.Join(store.BackupsPath(s.Path()), ".waymark-123"), []byte("Quokka"), 0o600))

	holding, err := s.Erase(ids("a1"))
	must(err)
	want := append([]string{with, pictured, damaged, aside, asideToo}, ours...)
	slices.Sort(want)
	got := slices.Sorted(slices.Values(holding))
	same(t, "files that hold something", want, got)

	for _, file := range holding {
		err := s.EraseFrom(file, ids("a1"))
		if file == damaged {
			if !errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), "delete") {
				t.Errorf("erased from a damaged file: %v", err)
			}
			continue
		}
		must(err)
	}
	for _, file := range []string{asideOther, picturedOther} {
		if err := s.EraseFrom(file, ids("a1")); err == nil || !bytes.Contains(bytesOf(t, file), []byte("Of another plan")) {
			t.Errorf("erased from %s, of another plan: %v", file, err)
		}
	}
	without(t, filepath.Dir(s.Path()), []string{"Quokka"}, damaged)
	holding, err = s.Erase(ids("a1"))
	must(err)
	same(t, "files that hold something still", []string{damaged}, holding)
	must(os.Remove(damaged))
	restore(with)
	if p := load(t, s.Path()); !p.Find(id("a1")).Gone() {
		t.Error("what was erased came back from a backup")
	}
}

// TestEraseFromOldFormat erases from the backup that was made of a file of the
// first format, before that was brought up to the present one.
func TestEraseFromOldFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.db")
	put(t, path, unzipped(t, "testdata/schema-1.db.gz"))
	s := open(t, path)
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	title := p.Item(id("a1")).Base().Title
	holding, err := s.Erase(ids("a1"))
	if err != nil || len(holding) != 1 || !strings.Contains(holding[0], "before-migrate") {
		t.Fatal(holding, err)
	}
	before := bytesOf(t, holding[0])
	if err := s.EraseFrom(holding[0], ids("a1")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(before, []byte(title)) {
		t.Fatalf("%q was not in the backup", title)
	}
	if got, err := s.Verify(holding[0]); err != nil || got.Revision != p.Revision {
		t.Errorf("%+v, %v", got, err)
	}
	if holding, err := s.Erase(ids("a1")); err != nil || len(holding) > 0 {
		t.Errorf("still held by %v, %v", holding, err)
	}
}
