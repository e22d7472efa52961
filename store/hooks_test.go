package store

import (
	"testing"
	"time"

	"waymark/planner"
)

// RenewFile puts a copy of a plan's file in its place, as compacting does.
func RenewFile(path string) error {
	_, err := held(path, true, func() (struct{}, error) { return struct{}{}, renewFile(path, asIs, nil) })
	return err
}

// Examine reads everything in a file, in this process.
func Examine(path string) error {
	_, err := examine(path)
	return err
}

// KeptBackups are the numbers of the backups that thinning leaves.
func KeptBackups(list []planner.Backup, today time.Time) map[int]bool {
	return keptBackups(list, today)
}

// Noted gives the plan's id and the number of its newest change as the note
// beside it has them.
func Noted(path string) (plan string, revision uint64, ok bool) {
	n, ok := noted(path)
	return n.Plan, n.Revision, ok
}

// FreshPath and AsidePath name what a start or a restore that was broken off
// may leave.
func FreshPath(path string) string { return freshPath(path) }

// AsidePath is the folder of the files that a restore took the place of.
func AsidePath(path string) string { return asidePath(path) }

// SweepAfter moves the clock by which leftovers are swept.
func SweepAfter(tb testing.TB, by time.Duration) {
	tb.Helper()
	was := now
	now = func() time.Time { return was().Add(by) }
	tb.Cleanup(func() { now = was })
}
