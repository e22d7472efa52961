package store

import (
	"testing"

	bolt "go.etcd.io/bbolt"
)

// Tamper changes a plan's file behind the store's back.
func Tamper(tb testing.TB, path string, work func(*bolt.Tx) error) {
	tb.Helper()
	tamper(tb, path, func(v *view) error { return work(v.tx) })
}

// DayKey is the key under which a record of history is listed.
var DayKey = dayKey

// VersionOf is the format of a file; 0 if it can't be read.
func VersionOf(path string) int {
	version, _, err := versionOf(path)
	if err != nil {
		return 0
	}
	return version
}

// Migrate brings a file up to the present format, as a load does first.
func Migrate(path string) error { return roomless(migrate(path)) }

// Schema is the present version of the format.
const Schema = schema
