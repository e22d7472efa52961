// Package store keeps a plan in one bbolt file. It is the only package that
// knows that a disk holds a plan.
//
// The file is held for milliseconds: every call takes the lock file beside
// the plan, opens the plan, does its work in one transaction, closes and lets
// go. So any number of windows and commands share a plan, and each edit is
// whole on disk, with its journal entry, before the call returns.
package store
