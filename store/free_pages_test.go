package store_test

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"slices"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// freesUsed has the list of free pages of a plan name a page with records.
func freesUsed(t *testing.T, path string) []byte {
	t.Helper()
	b := bytesOf(t, path)
	list := freelist(b)
	n := int(binary.NativeEndian.Uint16(b[list+10:]))
	if n == 0 {
		t.Fatal("no page is free")
	}
	var free []uint64
	for i := range n {
		free = append(free, binary.NativeEndian.Uint64(b[list+16+8*i:]))
	}
	const leaf = 2
	page := uint64(0)
	eachPage(b[:used(b)], leaf, func(p []byte) {
		number := binary.NativeEndian.Uint64(p)
		// Not the last such page, which a change would free itself.
		if page == 0 && !slices.Contains(free, number) && bytes.Contains(p, []byte("Looked at it once")) {
			page = number
		}
	})
	if page == 0 {
		t.Fatal("no page with records was found")
	}
	free[0] = page
	slices.Sort(free)
	for i, number := range free {
		binary.NativeEndian.PutUint64(b[list+16+8*i:], number)
	}
	put(t, path, b)
	return b
}

// TestFreesUsed has a plan whose list of free pages names one in use, where a
// change would be written over it: none is made, and a backup, which is drawn
// record by record, leaves that behind. So it is where the plan was copied to
// another folder, without the note that tells what the list should be, and in
// a window that made the change before.
func TestFreesUsed(t *testing.T) {
	t.Parallel()
	look := func(t *testing.T, s *store.Store) {
		t.Helper()
		if _, err := s.Since(1); err != nil {
			t.Fatal(err)
		}
	}
	ways := map[string]func(t *testing.T, s *store.Store) *store.Store{
		"a new window":          func(t *testing.T, s *store.Store) *store.Store { t.Helper(); return open(t, s.Path()) },
		"a window that made it": func(_ *testing.T, s *store.Store) *store.Store { return s },
		"a window that made it and looked since": func(t *testing.T, s *store.Store) *store.Store {
			t.Helper()
			look(t, s)
			return s
		},
		"a copy without its note": func(t *testing.T, s *store.Store) *store.Store {
			t.Helper()
			path := filepath.Join(t.TempDir(), "plan.db")
			copied(t, s.Path(), path)
			return open(t, path)
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := seededPlan(t)
			apply(t, s, planner.CaptureLine("one more", today))
			want, err := readAll(open(t, s.Path()))
			if err != nil {
				t.Fatal(err)
			}
			spoilt := freesUsed(t, s.Path())
			s = way(t, s)
			for range 2 {
				_, err = s.Apply(stamped(planner.CaptureLine("over it", today)))
				plainDamage(t, "apply", err)
				untouched(t, s.Path(), spoilt)
				look(t, s) // what is read is as it was
			}
			drawn(t, s)
			list := backups(t, s)
			if _, err := s.Restore(noon, list[0].File); err != nil {
				t.Fatal(err)
			}
			got, err := readAll(s)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "what came back", want, got)
			apply(t, s, planner.CaptureLine("goes on", today))
		})
	}
}

// drawn takes both kinds of backup, of which each is sound, also in its pages.
func drawn(t *testing.T, s *store.Store) {
	t.Helper()
	if c, err := s.Check(); err != nil || c.Sound {
		t.Errorf("check: %+v, %v", c, err)
	}
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackupTo(elsewhere); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{b.File, elsewhere} {
		if _, err := s.Verify(file); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
		if err := store.Pages(file); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
	same(t, "the backups' folder", []string{filepath.Base(b.File)}, files(t, store.BackupsPath(s.Path())))
}
