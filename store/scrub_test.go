package store_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// backedDaily is a plan with a backup of each of some days.
func backedDaily(t *testing.T, days int) *store.Store {
	t.Helper()
	s := fresh(t)
	for day := range days {
		apply(t, s, planner.CaptureLine(fmt.Sprint("day ", day), today))
		if _, err := s.Backup(noon.AddDate(0, 0, day), "daily"); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// wantSetAside finds that a backup no longer counts, and that this is said.
func wantSetAside(t *testing.T, s *store.Store, bad planner.Backup, said []string) {
	t.Helper()
	if _, err := os.Lstat(bad.File + ".damaged"); err != nil {
		t.Errorf("it isn't kept: %v", err)
	}
	if slices.ContainsFunc(backups(t, s), func(b planner.Backup) bool { return b.Number == bad.Number }) {
		t.Errorf("backup %d is still listed", bad.Number)
	}
	if len(said) != 1 || !strings.Contains(said[0], fmt.Sprint("Backup ", bad.Number, " ")) || !strings.Contains(said[0], bad.File+".damaged") {
		t.Errorf("it said %q", said)
	}
}

// TestScrub has all older backups but the newest cut off: each day's chores
// set one aside, say which, and leave what is sound as it is.
func TestScrub(t *testing.T) {
	t.Parallel()
	s := backedDaily(t, 4)
	list := backups(t, s)
	sound := bytesOf(t, list[0].File)
	for _, b := range list[1:] {
		if err := os.Truncate(b.File, 5000); err != nil {
			t.Fatal(err)
		}
	}
	left := list[1:]
	for day := 4; day < 7; day++ { // none is thinned so soon
		apply(t, s, planner.CaptureLine("an edit", today))
		if err := s.Chores(noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
		listed := backups(t, s)
		i := slices.IndexFunc(left, func(b planner.Backup) bool {
			return !slices.ContainsFunc(listed, func(l planner.Backup) bool { return l.Number == b.Number })
		})
		said := s.Notices()
		if i < 0 { // that day a sound one was looked at
			same(t, "what was said of a sound one", []string(nil), said)
			continue
		}
		wantSetAside(t, s, left[i], said)
		left = slices.Delete(slices.Clone(left), i, i+1)
	}
	if len(left) == 3 {
		t.Error("none was set aside")
	}
	untouched(t, list[0].File, sound)
	for _, b := range backups(t, s) {
		if _, err := s.Verify(b.File); err != nil && !slices.ContainsFunc(left, func(l planner.Backup) bool { return l.Number == b.Number }) {
			t.Errorf("backup %d: %v", b.Number, err)
		}
	}
}

// TestScrubLeavesNewer looks at older backups of a newer format: that is no
// damage, and they stay.
func TestScrubLeavesNewer(t *testing.T) {
	t.Parallel()
	s := backedDaily(t, 2)
	older := backups(t, s)[1]
	store.SetSchema(t, older.File, store.Schema+1)
	for day := 2; day < 5; day++ {
		apply(t, s, planner.CaptureLine("an edit", today))
		if err := s.Chores(noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Lstat(older.File); err != nil {
		t.Error(err)
	}
	same(t, "what was said", []string(nil), s.Notices())
}
