package store_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// shelf is a folder of backups without any files.
type shelf struct {
	kept []planner.Backup // newest first
	all  []planner.Backup // ever taken, newest first
}

// take adds a backup and thins the others, as the program does.
func (s *shelf) take(taken time.Time, why string) {
	b := planner.Backup{Number: len(s.all) + 1, Taken: taken, Why: why}
	s.all = slices.Insert(s.all, 0, b)
	s.kept = slices.Insert(s.kept, 0, b)
	stay := store.KeptBackups(s.kept, taken)
	s.kept = slices.DeleteFunc(s.kept, func(b planner.Backup) bool { return !stay[b.Number] })
}

func (s *shelf) numbers() []int {
	var out []int
	for _, b := range s.kept {
		out = append(out, b.Number)
	}
	return out
}

// newestOf gives the newest of each of the newest n periods that have one.
func newestOf(all []planner.Backup, n int, form func(time.Time) string) map[int]bool {
	out, last := map[int]bool{}, ""
	for _, b := range all {
		if p := form(b.Taken); p != last {
			if len(out) == n {
				break
			}
			out[b.Number], last = true, p
		}
	}
	return out
}

func isoWeek(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprint(y, w)
}

// wanted is the rule: 7 days, 4 weeks, 12 months and 10 years, out of all
// backups that were ever taken.
func wanted(all []planner.Backup) []int {
	set := newestOf(all, 7, func(t time.Time) string { return t.Format("2006-01-02") })
	maps.Copy(set, newestOf(all, 4, isoWeek))
	maps.Copy(set, newestOf(all, 12, func(t time.Time) string { return t.Format("2006-01") }))
	maps.Copy(set, newestOf(all, 10, func(t time.Time) string { return t.Format("2006") }))
	out := slices.Sorted(maps.Keys(set))
	slices.Reverse(out)
	return out
}

// TestCase37Rotation takes a backup a day, or every few days, for over ten
// years: what stays is what the rule names, every single day.
func TestCase37Rotation(t *testing.T) {
	t.Parallel()
	for _, every := range []int{1, 3, 10, 40} {
		t.Run(fmt.Sprintf("every %d days", every), func(t *testing.T) {
			s := &shelf{}
			for day := 0; day < 366*11; day += every {
				s.take(noon.AddDate(0, 0, day), "daily")
				if day%7 == 0 || day > 366*10 {
					same(t, fmt.Sprint("kept on day ", day), wanted(s.all), s.numbers())
				}
			}
			if every > 1 {
				return
			}
			// On Sunday, 29 November 2037: the 7 days of its week, the
			// Sundays of 3 weeks before, the ends of 11 months and of 9
			// years, of which the last is that of a month too.
			if last := s.kept[0].Taken; last.Format("2006-01-02 Mon") != "2037-11-29 Sun" {
				t.Fatalf("the last day is %s: count anew", last.Format("2006-01-02 Mon"))
			}
			if n := len(s.kept); n != 7+3+11+9-1 {
				t.Errorf("%d are kept after eleven years", n)
			}
		})
	}
}

// TestCase37ClockJumps sets the clock forward by years for a while and back,
// and has it fall back to 1970 at times: the newest is always kept, and so
// are those of the last days, whatever they are dated.
func TestCase37ClockJumps(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	taken := func(day int) time.Time {
		switch {
		case day >= 200 && day < 204:
			return noon.AddDate(8, 0, day)
		case day > 300 && day%9 == 0:
			return time.Unix(int64(day), 0).UTC()
		}
		return noon.AddDate(0, 0, day)
	}
	for day := range 800 {
		s.take(taken(day), "daily")
		if s.kept[0].Number != day+1 {
			t.Fatalf("day %d: the newest was not kept", day)
		}
		days := map[string]bool{}
		for _, b := range s.all[:min(len(s.all), 7)] {
			date := b.Taken.Format(time.DateOnly)
			if first := !days[date]; first && !slices.Contains(s.numbers(), b.Number) {
				t.Fatalf("day %d: backup %d of %s is gone", day, b.Number, date)
			}
			days[date] = true
		}
		if n := len(s.kept); n > 7+4+12+10+12 {
			t.Fatalf("day %d: %d are kept", day, n)
		}
	}
}

// TestCase37Today keeps what was taken today, up to a dozen, and one of it
// tomorrow.
func TestCase37Today(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	s.take(noon.AddDate(0, 0, -1), "daily")
	for i := range 30 {
		s.take(noon.Add(time.Duration(i)*time.Minute), "before bulk")
	}
	if n := len(s.kept); n != 12+1 {
		t.Errorf("%d are kept on the day", n)
	}
	s.take(noon.AddDate(0, 0, 1), "daily")
	same(t, "kept on the next day", []int{32, 31, 1}, s.numbers())
}

// TestCase37Migrated keeps the way back to an older program for a year, also
// when the clock goes back meanwhile.
func TestCase37Migrated(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	s.take(noon, "before migrate")
	s.take(noon.Add(time.Minute), "daily")
	for day := 1; day < 500; day++ {
		s.take(noon.AddDate(0, 0, day), "daily")
		if day == 50 {
			s.take(noon.AddDate(-3, 0, 0), "daily") // the clock was set back
		}
		if have := slices.Contains(s.numbers(), 1); have != (day < 366) {
			t.Fatalf("day %d: kept: %v", day, have)
		}
	}
}
