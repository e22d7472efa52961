package store

import (
	"testing"
	"time"
)

// Squash puts old changes together.
func Squash(s *Store, today time.Time) error { return s.squash(today) }

// SquashBeyond sets how many of the newest changes stay single.
func SquashBeyond(tb testing.TB, n uint64) {
	tb.Helper()
	was := squashBeyond
	SetSquashBeyond(n)
	tb.Cleanup(func() { SetSquashBeyond(was) })
}

// SetSquashBeyond is SquashBeyond for a whole process.
func SetSquashBeyond(n uint64) { squashBeyond = n }

// SnapshotYearly writes a snapshot if one is due.
func SnapshotYearly(s *Store, today time.Time) error { return s.snapshotYearly(today) }

// Compact copies a plan that is mostly free pages into a new file.
func Compact(s *Store) error { return s.compact() }

// RenewHeld puts a copy of a plan in its place whose lock is held.
func RenewHeld(path string) error { return renewFile(path, asIs, nil) }
