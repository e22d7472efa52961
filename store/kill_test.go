package store_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

func init() {
	otherJobs["backups"] = backupForever
	otherJobs["restores"] = restoreForever
	otherJobs["days"] = choresForever
	otherJobs["compacts"] = compactForever
}

func backupForever(s *store.Store) error {
	for i := range 1 << 30 {
		if _, err := s.Apply(stamped(planner.CaptureLine("backed up", today))); err != nil {
			return err
		}
		b, err := s.Backup(noon.AddDate(0, 0, i), "asked")
		if err != nil {
			return err
		}
		fmt.Println("took", filepath.Base(b.File))
	}
	return nil
}

// restoreForever restores two files in turn.
func restoreForever(s *store.Store) error {
	for range 1 << 30 {
		for _, file := range jobArgs() {
			fmt.Println("restoring")
			if _, err := s.Restore(noon, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func choresForever(s *store.Store) error {
	for i := range 1 << 30 {
		if _, err := s.Apply(stamped(captureMany(2))); err != nil {
			return err
		}
		if err := s.Chores(noon.AddDate(0, i, 0)); err != nil {
			return err
		}
		fmt.Println("done", i)
	}
	return nil
}

func compactForever(s *store.Store) error {
	for range 1 << 30 {
		if _, err := s.Apply(stamped(captureMany(2))); err != nil {
			return err
		}
		if err := store.RenewFile(s.Path()); err != nil {
			return err
		}
		fmt.Println("done")
	}
	return nil
}

// killRounds is how often a process is killed in each of these tests.
func killRounds(short int) int {
	if long() {
		return 10 * short
	}
	return short
}

// soundBackups finds that all that bears a backup's name loads back.
func soundBackups(t *testing.T, s *store.Store) {
	t.Helper()
	for _, b := range backups(t, s) {
		if err := store.Examine(b.File); err != nil {
			t.Fatalf("%s: %v", filepath.Base(b.File), err)
		}
	}
}

// TestCase01KillInBackup kills a process that takes backups: the plan is
// whole, and so is whatever bears a backup's name. What is left besides goes
// in time.
func TestCase01KillInBackup(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	s := fresh(t)
	for range killRounds(8) {
		p := killedAfter(t, time.Duration(r.IntN(30))*time.Millisecond, "backups", s.Path())
		load(t, s.Path())
		soundBackups(t, s)
		newest := backups(t, s)[0]
		said := p.said()
		if name := strings.TrimPrefix(said[len(said)-1], "took "); name > filepath.Base(newest.File) {
			t.Fatalf("%s was taken, the newest is %s", name, filepath.Base(newest.File))
		}
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
}

// keptAll finds in a plan all edits that a process which was killed said it
// made, and at most the one that was under way besides.
func (p *process) keptAll(t *testing.T, s *store.Store, before uint64) {
	t.Helper()
	after := load(t, s.Path()).Revision
	if n := uint64(len(p.said())); after < before+n || after > before+n+1 {
		t.Fatalf("%d edits were kept, the revision went from %d to %d", n, before, after)
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Fatal(err)
	}
}

// TestCase01KillInChores kills a process that does the chores of one month
// after another.
func TestCase01KillInChores(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	s := seededPlan(t)
	for range killRounds(8) {
		before := load(t, s.Path()).Revision
		p := killedAfter(t, time.Duration(r.IntN(60))*time.Millisecond, "days", s.Path())
		for _, line := range p.said() {
			if strings.HasPrefix(line, "error") {
				t.Fatal(line)
			}
		}
		p.keptAll(t, s, before)
		soundBackups(t, s)
	}
}

// TestCase22KillInCompact kills a process that puts new files in the plan's
// place.
func TestCase22KillInCompact(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 3))
	s := seededPlan(t)
	for range killRounds(8) {
		before := load(t, s.Path()).Revision
		p := killedAfter(t, time.Duration(r.IntN(20))*time.Millisecond, "compacts", s.Path())
		p.keptAll(t, s, before)
	}
}

// TestCase38KillInRestore kills a process that restores, at any moment and
// right when the new file is in its place: there is always a plan, the old or
// the new, and it is taken for what it is. Every file that it took the place
// of is whole.
func TestCase38KillInRestore(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	s := fresh(t)
	dir := t.TempDir()
	small, large := filepath.Join(dir, "small.db"), filepath.Join(dir, "large.db")
	if _, err := s.BackupTo(small); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		apply(t, s, planner.CaptureLine("a line", today))
	}
	if _, err := s.BackupTo(large); err != nil {
		t.Fatal(err)
	}
	seen := map[uint64]int{}
	for round := range killRounds(16) {
		order := []string{small, large}
		if round%4 < 2 {
			order = []string{large, small}
		}
		p := begin(t, append([]string{"restores", s.Path()}, order...)...)
		p.await(t, 1)
		if round%2 == 0 {
			time.Sleep(time.Duration(r.IntN(80)) * time.Millisecond)
		} else {
			awaitSwap(t, s.Path())
		}
		p.kill()
		for _, line := range p.said() {
			if strings.HasPrefix(line, "error") {
				t.Fatal(line)
			}
		}
		if _, err := os.Lstat(s.Path()); err != nil {
			t.Fatal("there is no plan: ", err)
		}
		plan, err := open(t, s.Path()).Load()
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		seen[plan.Revision]++
		if err := store.Examine(s.Path()); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 2 || seen[1] == 0 || seen[21] == 0 {
		t.Errorf("the plan was at %v; want it at 1 and at 21 at times", seen)
	}
	asides := files(t, store.AsidePath(s.Path()))
	for _, name := range asides {
		if err := store.Examine(filepath.Join(store.AsidePath(s.Path()), name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	soundBackups(t, s)
	t.Logf("%v, %d files kept aside", seen, len(asides))
}

// awaitSwap waits until another file is in a plan's place.
func awaitSwap(t *testing.T, path string) {
	t.Helper()
	before, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); ; {
		if now, err := os.Lstat(path); err == nil && !os.SameFile(before, now) {
			return
		}
		if time.Now().After(end) {
			t.Fatal("nothing was restored")
		}
	}
}
