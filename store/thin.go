package store

import (
	"os"
	"time"

	"waymark/planner"
)

// How many backups are kept: the newest of each of so many days, weeks, months
// and years that have one. All of today's are kept, up to a limit.
const (
	keepDays   = 7
	keepWeeks  = 4
	keepMonths = 12
	keepYears  = 10
	keepToday  = 12
	// keepMigrated is how long the way back to an older waymark stays open.
	keepMigrated = 366 * 24 * time.Hour
)

// keptBackups decides which backups stay. They come newest first by their numbers,
// so that a clock which was set back changes no more than the days they are
// counted under. The newest always stays.
func keptBackups(list []planner.Backup, today time.Time) map[int]bool {
	stay := map[int]bool{}
	period := func(limit int, name func(time.Time) [2]int) {
		seen := map[[2]int]bool{}
		for _, b := range list {
			p := name(b.Taken.In(today.Location()))
			if len(seen) == limit {
				return
			}
			if !seen[p] {
				seen[p], stay[b.Number] = true, true
			}
		}
	}
	day := func(t time.Time) [2]int { return [2]int{t.Year(), t.YearDay()} }
	period(keepDays, day)
	period(keepWeeks, func(t time.Time) [2]int { y, w := t.ISOWeek(); return [2]int{y, w} })
	period(keepMonths, func(t time.Time) [2]int { return [2]int{t.Year(), int(t.Month())} })
	period(keepYears, func(t time.Time) [2]int { return [2]int{t.Year()} })
	todays := 0
	for _, b := range list {
		if taken := b.Taken.In(today.Location()); day(taken) == day(today) && todays < keepToday {
			todays++
			stay[b.Number] = true
		}
		if age := today.Sub(b.Taken); b.Why == whyMigrate && age < keepMigrated {
			stay[b.Number] = true
		}
	}
	return stay
}

// thin removes backups that need not stay. It is called only after a backup
// was taken and loaded back, so the newest sound one is never among them.
func thin(path string, today time.Time) {
	list, err := listBackups(path)
	if err != nil {
		return
	}
	stay := keptBackups(list, today)
	for _, b := range list {
		if !stay[b.Number] {
			_ = os.Remove(b.File) // one that can't be removed is in nobody's way
		}
	}
}
