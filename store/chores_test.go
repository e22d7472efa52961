package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// TestCase37Daily uses a plan for two months, on two days of three: each day
// on which something changed has one backup, which loads back, and the rule
// for thinning holds on the disk.
func TestCase37Daily(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	var taken []planner.Backup
	for day := range 60 {
		at := noon.AddDate(0, 0, day)
		if day%3 != 2 {
			apply(t, s, planner.CaptureLine(fmt.Sprint("day ", day), today))
		}
		for range 2 { // at the second start of the day nothing is due
			if err := s.Chores(at.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		list := backups(t, s)
		if b := list[0]; b.Taken.Equal(at.Add(time.Hour)) {
			if day%3 == 2 {
				t.Fatalf("day %d: a backup of nothing new", day)
			}
			b.File, b.Size = "", 0
			taken = slices.Insert(taken, 0, b)
		}
		var have []int
		for _, b := range list {
			have = append(have, b.Number)
		}
		same(t, fmt.Sprint("kept on day ", day), wanted(taken), have)
	}
	if len(taken) != 40 {
		t.Errorf("%d backups were taken on 40 days with changes", len(taken))
	}
	for _, b := range backups(t, s) {
		got, err := s.Verify(b.File)
		if err != nil || got.Plan != "test-plan" || got.Revision != b.Revision {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// TestCase37Quiet counts the files that a second look at the chores of a day
// leaves, and that looking without being asked to leaves none at all.
func TestCase37Quiet(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	dir := filepath.Dir(s.Path())
	s.NoBackups()
	before := files(t, dir)
	if err := s.Chores(noon); err != nil {
		t.Fatal(err)
	}
	apply(t, s, captureMany(40))
	same(t, "files without backups", before, files(t, dir))

	s = open(t, s.Path())
	if err := s.Chores(noon); err != nil {
		t.Fatal(err)
	}
	before = append(files(t, dir), files(t, store.BackupsPath(s.Path()))...)
	apply(t, s, planner.CaptureLine("later on the day", today))
	if err := s.Chores(noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	same(t, "files after a second look", before, append(files(t, dir), files(t, store.BackupsPath(s.Path()))...))
	if err := s.Chores(noon.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if n := len(backups(t, s)); n != 2 {
		t.Errorf("%d backups on the second day", n)
	}
}

// TestCase37SetBack restores and goes on to the same number: that is another
// change, so the day's backup is due.
func TestCase37SetBack(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	first, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("one past", today))
	if err := s.Chores(noon.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Restore(noon.AddDate(0, 0, 1), first.File); err != nil {
		t.Fatal(err)
	}
	res := apply(t, s, planner.CaptureLine("another past", today))
	if err := os.Remove(backups(t, s)[0].File); err != nil { // the one of what was restored
		t.Fatal(err)
	}
	before := backups(t, s)[0]
	if before.Revision != res.Entry.Seq {
		t.Fatalf("the newest backup has change %d, the plan %d: the test shows nothing", before.Revision, res.Entry.Seq)
	}
	if err := s.Chores(noon.AddDate(0, 0, 2)); err != nil {
		t.Fatal(err)
	}
	if backups(t, s)[0].Number != before.Number+1 {
		t.Error("the other past has no backup")
	}
}

// TestCase37Damaged damages backups, the newest too: the next is taken all the
// same, the damaged newest is passed over, and no sound one goes for it.
func TestCase37Damaged(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	for day := range 3 {
		apply(t, s, planner.CaptureLine(fmt.Sprint("day ", day), today))
		if err := s.Chores(noon.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	newest := backups(t, s)[0]
	if err := os.Truncate(newest.File, 5000); err != nil {
		t.Fatal(err)
	}
	_, err := s.Verify(newest.File)
	wantError(t, "verify", err, planner.ErrDamaged)
	c, err := s.Check()
	if err != nil || !c.Sound || c.Backup == nil || c.Backup.Number != newest.Number-1 || len(c.Findings) != 1 {
		t.Errorf("check: %+v, %v", c, err)
	}
	if err := s.Chores(noon.AddDate(0, 0, 4)); err != nil {
		t.Fatal(err)
	}
	list := backups(t, s)
	if list[0].Number != newest.Number+1 {
		t.Fatalf("no new backup though the newest is damaged: %+v", list)
	}
	if _, err := s.Verify(list[0].File); err != nil {
		t.Error(err)
	}
}

// TestCase37DamagedPlan takes no backup of a damaged plan, and thins nothing
// on the way.
func TestCase37DamagedPlan(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	for day := range 9 {
		if _, err := s.Backup(noon.AddDate(0, 0, day), "asked"); err != nil {
			t.Fatal(err)
		}
	}
	before := files(t, store.BackupsPath(s.Path()))
	apply(t, s, planner.CaptureLine("since then", today))
	store.Swap(t, s.Path(), planner.ID{Kind: planner.KindPhase, N: 1}, planner.ID{Kind: planner.KindPhase, N: 2})
	_, err := s.Backup(noon.AddDate(1, 0, 0), "asked")
	wantError(t, "backup", err, planner.ErrDamaged)
	err = s.Chores(noon.AddDate(1, 0, 0))
	wantError(t, "chores", err, planner.ErrDamaged)
	_, err = s.BackupTo(filepath.Join(t.TempDir(), "copy.db"))
	wantError(t, "backup to", err, planner.ErrDamaged)
	same(t, "backups of before", before, files(t, store.BackupsPath(s.Path())))
}
