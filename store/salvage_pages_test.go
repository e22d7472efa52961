package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store/seed"

	"cloud.google.com/go/civil"
)

var (
	seedDay = civil.Date{Year: 2026, Month: 11, Day: 22}
	seedAt  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func seededStore(t *testing.T, records, state, captures int) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "plan.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := seed.Fill(s, records, state, seedDay); err != nil {
		t.Fatal(err)
	}
	for n := range captures {
		if _, err := s.Apply(capture(1<<40 + uint64(n))); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func fileBytes(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sealedIn gives all records and changes of a sound file, as they are sealed,
// by the names that reports call them by.
func sealedIn(t *testing.T, path string) map[string]string {
	t.Helper()
	all, _, err := visit(&use{path: path, copy: true}, func(v *view) (map[string]string, error) {
		all := map[string]string{}
		return all, v.each(func(string) error { return nil }, func(bucket string, key, sealed []byte) error {
			if name := reported(bucket, key); name != "" {
				all[name] = string(sealed)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// reported is what a report calls a record or a change by; "" for other keys.
func reported(bucket string, key []byte) string {
	if kind, ok := planner.KindNamed(bucket); ok {
		return planner.ID{Kind: kind, N: binary.BigEndian.Uint32(key)}.String()
	}
	if bucket == journalBucket {
		return fmt.Sprint(binary.BigEndian.Uint64(key))
	}
	return ""
}

// outcome is a salvage's report, turned around.
func outcome(got planner.Salvaged) (lost, spared map[string]bool, recovered int) {
	lost, spared = map[string]bool{}, map[string]bool{}
	for _, k := range got.Kinds {
		recovered += k.Recovered
		for _, id := range k.Lost {
			lost[id] = true
		}
		for _, id := range k.FromBackup {
			spared[id] = true
		}
	}
	return lost, spared, recovered
}

func sameNames(t *testing.T, what string, want, got map[string]bool) {
	t.Helper()
	if !maps.Equal(want, got) {
		t.Errorf("%s: got %v, want %v", what, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// salvageSpoiled writes a damaged file in a plan's place, salvages it and
// compares all that is not called lost with the original.
func salvageSpoiled(t *testing.T, s *Store, spoiled []byte, original map[string]string) (planner.Salvaged, error) {
	t.Helper()
	if err := os.WriteFile(s.path, spoiled, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "saved.db")
	got, err := s.Salvage(seedAt, out)
	if !bytes.Equal(fileBytes(t, s.path), spoiled) {
		t.Fatal("the damaged file was changed")
	}
	if err != nil {
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		return got, err
	}
	spotless(t, out)
	lost, _, _ := outcome(got)
	have := sealedIn(t, out)
	for name, sealed := range original {
		if have[name] != sealed && !lost[name] {
			t.Errorf("%s differs, and is not called lost", name)
		}
	}
	return got, nil
}

// spotless fails the test where a file has anything that a check finds, were
// it only a record that refers to none.
func spotless(t *testing.T, path string) {
	t.Helper()
	_, _, err := visit(&use{path: path, copy: true}, func(v *view) (census, error) {
		return v.inspect(func(f planner.Finding) { t.Errorf("what was salvaged is not sound: %+v", f) })
	})
	if err != nil {
		t.Fatalf("what was salvaged is not sound: %v", err)
	}
}

// TestCase10SalvagePages zeroes each page in use. Exactly what needed that
// page is lost, or with a backup comes from there.
func TestCase10SalvagePages(t *testing.T) {
	s := seededStore(t, 120, 60, 30)
	sound := fileBytes(t, s.path)
	original, a := sealedIn(t, s.path), anatomyOf(sound)
	if len(a.needs) != len(original) {
		t.Fatalf("%d values and places for %d", len(original), len(a.needs))
	}
	for _, info := range planner.Kinds {
		if original[planner.ID{Kind: info.Kind, N: 1}.String()] == "" {
			t.Fatalf("the plan has no %s", info.Name)
		}
	}
	if _, err := s.Backup(seedAt, "asked"); err != nil {
		t.Fatal(err)
	}
	step := 3
	if os.Getenv("WAYMARK_LONG") != "" {
		step = 1
	}
	partly, pages := 0, slices.Sorted(maps.Keys(a.used))
	for i := 0; i < len(pages); i += step {
		page := pages[i]
		if page == newestMeta(sound) {
			continue // see TestCase08SalvageMeta
		}
		t.Run(fmt.Sprint("page ", page), func(t *testing.T) {
			spoiled := bytes.Clone(sound)
			clear(spoiled[page*os.Getpagesize():][:os.Getpagesize()])
			gone := a.without(page)
			if len(gone) > 0 && len(gone) < len(original) {
				partly++
			}
			got, err := salvageSpoiled(t, s, spoiled, original)
			if err != nil {
				t.Fatal(err)
			}
			lost, spared, recovered := outcome(got)
			sameNames(t, "lost", nil, lost)
			sameNames(t, "from the backup", gone, spared)
			if recovered != len(original)-len(gone) {
				t.Errorf("%d of %d were recovered", recovered, len(original)-len(gone))
			}
			alone, err := Open(filepath.Join(t.TempDir(), "alone.db"))
			if err != nil {
				t.Fatal(err)
			}
			got, err = salvageSpoiled(t, alone, spoiled, original)
			if len(gone) == len(original) {
				if !errors.Is(err, planner.ErrNoBackup) {
					t.Errorf("nothing is left, and the error is %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			lost, _, _ = outcome(got)
			sameNames(t, "lost without a backup", gone, lost)
		})
	}
	t.Logf("%d of %d pages were zeroed, %d of them with a part of the plan", (len(pages)+step-1)/step, len(pages), partly)
	if partly == 0 {
		t.Error("no page held a part of the plan: the test shows nothing")
	}
}

// TestCase08SalvageMeta zeroes the newer of the two metas: the plan is as it
// was before its newest change, which the note beside it tells of.
func TestCase08SalvageMeta(t *testing.T) {
	s := seededStore(t, 40, 40, 3)
	spoiled := fileBytes(t, s.path)
	original := sealedIn(t, s.path)
	plan, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	added := planner.ID{Kind: planner.KindCapture, N: plan.Given()[planner.KindCapture]}
	delete(original, added.String()) // which the newest change added
	delete(original, fmt.Sprint(plan.Revision))
	clear(spoiled[newestMeta(spoiled)*os.Getpagesize():][:os.Getpagesize()])
	got, err := salvageSpoiled(t, s, spoiled, original)
	if err != nil {
		t.Fatal(err)
	}
	lost, _, _ := outcome(got)
	sameNames(t, "lost", map[string]bool{fmt.Sprint(plan.Revision): true}, lost)
	if names := sealedIn(t, got.File); len(names) != len(original) {
		t.Errorf("%d of %d values", len(names), len(original))
	}
}

// TestCase09SalvageFreelist has a list of free pages that can't be read: it
// holds nothing of the plan.
func TestCase09SalvageFreelist(t *testing.T) {
	s := seededStore(t, 40, 40, 3)
	spoiled := fileBytes(t, s.path)
	size := os.Getpagesize()
	clear(spoiled[freePages(spoiled)*size:][:size])
	original := sealedIn(t, s.path)
	got, err := salvageSpoiled(t, s, spoiled, original)
	if err != nil {
		t.Fatal(err)
	}
	lost, spared, recovered := outcome(got)
	if len(lost)+len(spared) > 0 || recovered != len(original) {
		t.Errorf("%+v", got)
	}
}

// TestCase07SalvageCut cuts the file: what lies before the cut is there.
func TestCase07SalvageCut(t *testing.T) {
	s := seededStore(t, 400, 200, 0)
	for n := range uint64(300) { // pages move with each change, and the root may be the last
		sound := fileBytes(t, s.path)
		original, a := sealedIn(t, s.path), anatomyOf(sound)
		gone := map[string]bool{}
		for page := slices.Max(slices.Collect(maps.Keys(a.used))); len(gone) < len(original)/4; page-- {
			maps.Copy(gone, a.without(page))
			if len(gone) < 20 || len(gone) > len(original)/2 {
				continue
			}
			got, err := salvageSpoiled(t, s, sound[:page*os.Getpagesize()+7], original)
			if err != nil {
				t.Fatal(err)
			}
			lost, _, _ := outcome(got)
			sameNames(t, "lost", gone, lost)
			t.Logf("%d lost of %d", len(lost), len(original))
			return
		}
		if _, err := s.Apply(capture(n + 1000)); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("no cut takes a part of the plan")
}
