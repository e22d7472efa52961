package store

import "path/filepath"

// LockPath is the file beside a plan that is locked while the plan is in use.
// It is empty and stays.
func LockPath(plan string) string { return plan + ".lock" }

// HeadPath is the small note beside a plan that tells of its newest change.
func HeadPath(plan string) string { return plan + ".head" }

// BackupsPath is the folder beside a plan that holds its backups.
func BackupsPath(plan string) string { return plan + ".backups" }

// asidePath is the folder for files that a restore took the place of. They are
// never removed by the program.
func asidePath(plan string) string { return filepath.Join(BackupsPath(plan), "aside") }

// freshPath is where a new plan's file is made before it is put in place.
func freshPath(plan string) string { return plan + ".new" }

// folder is the folder that holds a plan.
func folder(plan string) string { return filepath.Dir(plan) }
