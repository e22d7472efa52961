package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"

	"cloud.google.com/go/civil"
)

// dated stamps an edit with a day.
func dated(e planner.Edit, day civil.Date) planner.Edit {
	return e.Stamp(day.In(time.UTC).Add(9*time.Hour), "test", nonces.Add(1))
}

// lived is a plan in which things were done, undone and redone on every third
// day or so for as many days as there are changes.
func lived(t *testing.T, changes int, seed uint64) *store.Store {
	t.Helper()
	s := open(t, inMemory(t))
	first := today.AddDays(-3 * changes)
	if _, err := s.Create("lived-plan", dated(start(), first)); err != nil {
		t.Fatal(err)
	}
	w := wild{rand.New(rand.NewPCG(seed, 5)), first}
	for p := load(t, s.Path()); p.Revision < uint64(changes); {
		w.day = w.day.AddDays(w.IntN(7))
		if w.day.After(today) {
			w.day = today
		}
		var res planner.Result
		var err error
		switch stamp := dated(planner.Edit{}, w.day); w.IntN(8) {
		case 0:
			res, err = s.Undo(0, stamp)
		case 1:
			res, err = s.Redo(stamp)
		default:
			res, err = s.Apply(dated(w.edit(p), w.day))
		}
		if err == nil {
			p = res.Plan
		}
	}
	return s
}

func history(t *testing.T, s *store.Store) []planner.Entry {
	t.Helper()
	entries, err := s.History(0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// replayed makes changes to records, from nothing.
func replayed(newestFirst []planner.Entry) map[planner.ID]map[string]string {
	records := map[planner.ID]map[string]string{}
	for _, e := range slices.Backward(newestFirst) {
		for _, c := range e.Changes {
			if records[c.ID] == nil {
				records[c.ID] = map[string]string{}
			}
			for name := range c.Before {
				delete(records[c.ID], name)
			}
			for name, value := range c.After {
				records[c.ID][name] = string(value)
			}
		}
	}
	return records
}

// TestSquash puts the old changes of a plan together and finds everything
// else as it was.
func TestSquash(t *testing.T) {
	const keep = 60
	store.SquashBeyond(t, keep)
	seeds := uint64(1)
	if long() {
		seeds = 10
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := lived(t, 500, seed)
			other := open(t, s.Path())
			p, err := other.Load()
			if err != nil {
				t.Fatal(err)
			}
			before := history(t, s)
			if err := store.Examine(s.Path()); err != nil {
				t.Fatal(err)
			}
			for range 2 { // one run takes two years at most
				if err := store.Squash(s, noon); err != nil {
					t.Fatal(err)
				}
			}
			if err := store.Examine(s.Path()); err != nil {
				t.Fatal(err)
			}
			same(t, "plan", all(p), all(load(t, s.Path())))
			after := history(t, s)
			putTogetherRight(t, before, after, keep)
			same(t, "records by the journal", replayed(before), replayed(after))
			pagesRight(t, s, after)
			if d, err := other.Since(p.Revision); err != nil || d.Moved {
				t.Errorf("another window is told that something moved: %v, %v", d.Kinds, err)
			}
			file := bytesOf(t, s.Path())
			if err := store.Squash(other, noon); err != nil || !bytes.Equal(file, bytesOf(t, s.Path())) {
				t.Errorf("put together again, the file changed (%v)", err)
			}
			goesOn(t, other, before)
		})
	}
}

// putTogetherRight finds that the months that are long over, and only those,
// are one entry each.
func putTogetherRight(t *testing.T, before, after []planner.Entry, keep int) {
	t.Helper()
	for i, e := range after[:keep] {
		same(t, "one of the newest changes", before[i], e)
	}
	oldest, together := slices.Clone(before), 0
	slices.Reverse(oldest)
	for _, e := range slices.Backward(after) {
		if e.First == 0 {
			same(t, "a change that stays by itself", oldest[0], e)
			if month := e.At.Format("2006-01"); month < "2024-11" && e.Seq <= uint64(len(before)-keep) {
				if limit := before[keep-1]; limit.At.Format("2006-01") != month {
					t.Errorf("change %d of %s was left", e.Seq, month)
				}
			}
			oldest = oldest[1:]
			continue
		}
		n := int(e.Seq - e.First + 1)
		same(t, "changes that were put together", planner.Merge(oldest[:n]), e)
		for _, single := range oldest[:n] {
			if single.At.Format("2006-01") != e.At.Format("2006-01") || single.At.Format("2006-01") >= "2024-11" {
				t.Errorf("change %d of %s is in %q", single.Seq, single.At, e.Label)
			}
		}
		oldest = oldest[n:]
		together++
	}
	if len(oldest) > 0 || together < 12 {
		t.Errorf("%d months were put together, %d changes are missing", together, len(oldest))
	}
}

// pagesRight reads the history from every point on.
func pagesRight(t *testing.T, s *store.Store, whole []planner.Entry) {
	t.Helper()
	for before := uint64(1); before <= whole[0].Seq+1; before += 7 {
		want := slices.Clone(whole)
		want = slices.DeleteFunc(want, func(e planner.Entry) bool { return e.Seq >= before })
		got, err := s.History(before, 5)
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("history before ", before), want[:min(len(want), 5)], got)
	}
	var turned []planner.Entry
	for before := uint64(0); before != 1; {
		page, err := s.History(before, 9)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		turned, before = append(turned, page...), page[len(page)-1].Seq
	}
	same(t, "history page by page", whole, turned)
}

// goesOn undoes and redoes the newest, and is refused the oldest.
func goesOn(t *testing.T, s *store.Store, before []planner.Entry) {
	t.Helper()
	p := load(t, s.Path())
	made := apply(t, s, planner.CaptureLine("after it all", today))
	for range 2 {
		if _, err := s.Undo(0, stamped(planner.Edit{})); err != nil {
			t.Fatal(err)
		}
		undone := slices.DeleteFunc(all(load(t, s.Path())).Records, func(r planner.Record) bool { return r.Key() == made.New[0] })
		same(t, "records after it was undone", all(p).Records, undone)
		res, err := s.Redo(stamped(planner.Edit{}))
		if err != nil {
			t.Fatal(err)
		}
		same(t, "plan redone", all(made.Plan).Records, all(res.Plan).Records)
	}
	for _, e := range []planner.Entry{before[len(before)-2], before[len(before)-40]} {
		_, err := s.Undo(e.Seq, stamped(planner.Edit{}))
		if !errors.Is(err, planner.ErrNotFound) || !strings.Contains(err.Error(), "too old") {
			t.Errorf("undo of change %d: %v", e.Seq, err)
		}
	}
	if err := store.Examine(s.Path()); err != nil {
		t.Fatal(err)
	}
}

// TestSquashDates has changes of certain days, at the oldest first, the newest
// two of which stay.
func TestSquashDates(t *testing.T) {
	store.SquashBeyond(t, 2)
	for _, tt := range []struct {
		name  string
		days  string
		today time.Time
		want  string // the first and last of each that were put together
	}{
		{"none is old", "2025-01-01 2025-01-02 2025-02-01 2026-11-01 2026-11-02", noon, ""},
		{"two months", "2024-01-01 2024-01-31 2024-02-01 2026-11-01 2026-11-02 2026-11-03", noon, "1-2 3-3"},
		{"a month apart from itself", "2024-01-01 2024-02-01 2024-01-31 2026-11-01 2026-11-02 2026-11-03", noon, "1-1 2-2 3-3"},
		{"just old enough, and not", "2024-10-31 2024-11-01 2026-11-01 2026-11-02 2026-11-03", noon, "1-1"},
		{"a month that reaches into the newest", "2023-12-01 2024-01-01 2024-01-02 2026-11-01", noon, "1-1"},
		{"all old, the plan was left alone", "2020-01-01 2020-02-01 2020-03-01 2020-04-01 2020-05-01", noon, ""},
		{"left alone for long, then an edit", "2020-01-01 2020-02-01 2020-03-01 2020-03-02 2026-11-01", noon, "1-1 2-2"},
		{"the clock was ahead", "2024-01-01 2099-01-01 2099-01-02 2024-02-01 2026-11-01 2026-11-02", noon, "1-1 2-3 4-4"},
		{"the clock was ahead of late", "2024-01-01 2026-10-01 2099-01-02 2026-11-01 2026-11-02 2026-11-03", noon, "1-1"},
		{"the clock was behind", "2026-10-01 2026-10-02 1980-01-01 2026-11-01 2026-11-02 2026-11-03", noon, ""},
		{"the clock is ahead", "2026-09-01 2026-10-02 2026-11-01 2026-11-02 2026-11-03", noon.AddDate(70, 0, 0), ""},
		{"the clock is behind", "2023-09-01 2023-10-02 2026-11-01 2026-11-02 2026-11-03", noon.AddDate(-3, 0, 0), ""},
		{"few changes", "2024-01-01 2024-01-31", noon, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, inMemory(t))
			for i, word := range strings.Fields(tt.days) {
				day, err := civil.ParseDate(word)
				if err == nil && i == 0 {
					_, err = s.Create("dated", dated(start(), day))
				} else if err == nil {
					_, err = s.Apply(dated(planner.CaptureLine("line "+word, today), day))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				if err := store.Squash(s, tt.today); err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, e := range slices.Backward(history(t, s)) {
					if e.First != 0 {
						got = append(got, fmt.Sprintf("%d-%d", e.First, e.Seq))
					}
				}
				if strings.Join(got, " ") != tt.want {
					t.Errorf("put together: %q, want %q", got, tt.want)
				}
			}
			if err := store.Examine(s.Path()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestSquashOfUndone has a change undone in a later month than it was made,
// so that for a time only one of the two is kept together with others.
func TestSquashOfUndone(t *testing.T) {
	store.SquashBeyond(t, 3)
	s := open(t, inMemory(t))
	day := civil.Date{Year: 2024, Month: 1, Day: 1}
	if _, err := s.Create("undone", dated(start(), day)); err != nil {
		t.Fatal(err)
	}
	line := func(day civil.Date) {
		t.Helper()
		if _, err := s.Apply(dated(planner.CaptureLine("line", day), day)); err != nil {
			t.Fatal(err)
		}
	}
	line(day)
	line(day.AddDays(40))
	line(day.AddDays(80))
	if _, err := s.Undo(2, dated(planner.Edit{}, today)); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := store.Squash(s, noon); err != nil {
			t.Fatal(err)
		}
		if err := store.Examine(s.Path()); err != nil {
			t.Fatalf("round %d: %v", i, err)
		}
		if i == 0 {
			if e := history(t, s); e[len(e)-1].Seq != 2 || e[len(e)-1].First != 1 {
				t.Fatalf("the oldest is %+v", e[len(e)-1])
			}
			_, err := s.Redo(dated(planner.Edit{}, today))
			wantError(t, "redo of what is kept together", err, planner.ErrUnchanged)
		}
		line(today)
	}
}

// TestSquashAtOnce has two processes' worth of stores put the same changes
// together at the same time, while others edit.
func TestSquashAtOnce(t *testing.T) {
	store.SquashBeyond(t, 20)
	s := lived(t, 400, 9)
	before := history(t, s)
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			if err := store.Squash(open(t, s.Path()), noon); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, err := open(t, s.Path()).Apply(stamped(planner.CaptureLine(fmt.Sprint("meanwhile ", i), today))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	after := history(t, s)
	same(t, "records by the journal", replayed(before), replayed(after[3:]))
	putTogetherRight(t, before, after[3:], 20)
	if err := store.Examine(s.Path()); err != nil {
		t.Error(err)
	}
}

// TestCase04SquashKilled kills a process while it puts changes together:
// every month is as it was or one entry, and the next one goes on.
func TestCase04SquashKilled(t *testing.T) {
	store.SquashBeyond(t, 20)
	s := lived(t, 400, 3)
	whole, before, p := bytesOf(t, s.Path()), history(t, s), load(t, s.Path())
	rounds := 6
	if long() {
		rounds = 100
	}
	var entries []int
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "plan.db")
		put(t, path, whole)
		killedAfter(t, time.Duration(round%6)*5*time.Millisecond, "squash", path)
		if err := store.Examine(path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		killed := open(t, path)
		after := history(t, killed)
		entries = append(entries, len(after))
		same(t, "plan", all(p), all(load(t, path)))
		same(t, "records by the journal", replayed(before), replayed(after))
		if err := store.Squash(killed, noon); err != nil {
			t.Fatal(err)
		}
		putTogetherRight(t, before, history(t, killed), 20)
	}
	t.Logf("of %d changes there were %v entries when it was killed", len(before), entries)
}

func init() {
	otherJobs["squash"] = func(s *store.Store) error {
		store.SetSquashBeyond(20)
		fmt.Println("ready")
		return store.Squash(s, noon)
	}
}

// inMemory names a plan in memory, where the system has such a folder: tests
// that write much need no disk.
func inMemory(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "waymark-test-")
	if err != nil {
		return filepath.Join(tb.TempDir(), "plan.db")
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "plan.db")
}
