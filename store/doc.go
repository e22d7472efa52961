// Package store keeps a plan in one bbolt file. It is the only package that
// knows that a disk holds a plan.
//
// The file is held for milliseconds: every call takes the lock file beside
// the plan, opens the plan, does its work in one transaction, closes and lets
// go. So any number of windows and commands share a plan, and each edit is
// whole on disk, with its journal entry, before the call returns.
//
// Beside the plan lie its note (headnote.go), which reveals a file that was
// emptied, replaced or set back; its backups (backup.go, thin.go), which count
// only once they were loaded back; and drafts. What changes a whole file
// (rewrite.go: migrate, restore, compact, erase, salvage) makes a new one,
// reads that back and renames it into place. What reads a file that may be
// damaged through and through does so in a child process (child.go).
package store
