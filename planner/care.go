package planner

import (
	"errors"
	"fmt"
	"time"
)

// Errors about the file that a plan is kept in. The first two come with
// ErrDamaged: the file can be read, but it is not the one it should be.
var (
	ErrOlder   = errors.New("the plan's file is older than the plan was")
	ErrAnother = errors.New("the plan's file is another one than before")
	// ErrMissing comes with ErrDamaged: where a plan has been there is no
	// file, or an empty one.
	ErrMissing = errors.New("the plan's file is missing")
	// ErrNewer means that a later waymark wrote the file.
	ErrNewer = errors.New("the plan was written by a newer waymark")
	// ErrNoBackup means that no backup loads back.
	ErrNoBackup = errors.New("there is no backup that can be used")
)

// Care is what a keeper on a disk offers besides reading and changing a plan:
// looking after its file. Screens and line commands know it by this interface
// only. Everything here may take longer than a frame.
type Care interface {
	// Trouble says what can be done about an error that has ErrDamaged.
	Trouble(cause error) Trouble
	// Check looks at everything there is. Its error is for a check that could
	// not be made; what was found is in the Checkup.
	Check() (Checkup, error)
	// Chores does what falls due by itself: the backup of the day, thinning,
	// the yearly snapshot, squashing and compacting. It does nothing, and
	// costs a look into a folder, where nothing is due.
	Chores(now time.Time) error

	// Backup takes a verified backup; why is a word or two, as "asked".
	Backup(now time.Time, why string) (Backup, error)
	// BackupTo takes a verified backup into a file that is not there yet.
	BackupTo(file string) (Backup, error)
	// Backups lists the plan's backups, newest first. None is loaded.
	Backups() ([]Backup, error)
	// Verify loads a backup back, whole, and completes what is known of it.
	Verify(file string) (Backup, error)
	// Restore verifies a backup, keeps the present file aside and puts a copy
	// of the backup in its place. Naming the plan's own file takes that as it
	// is, where it was refused as older or as another.
	Restore(now time.Time, file string) (Restored, error)

	// Salvage writes all that can be read, completed from the newest verified
	// backup, into a new plan's file.
	Salvage(now time.Time, file string) (Salvaged, error)

	// Bound lists what Erase takes along: the records named, and those that
	// hold their words.
	Bound(ids []ID) ([]Record, error)
	// Erase takes records, and what the journal holds of them, out of the
	// file for good. Every id of Bound must be named. It gives the files
	// beside the plan that still hold something of them.
	Erase(ids []ID) (holding []string, err error)
	// EraseFrom does the same to one of those files.
	EraseFrom(file string, ids []ID) error

	// Notices gives what is to be said once, and forgets it: that the file's
	// permissions were tightened, say.
	Notices() []string
}

// Backup is a copy of a plan's file.
type Backup struct {
	File     string    `json:"file"`     // absolute
	Number   int       `json:"number"`   // rises with each; 0: not among the plan's own
	Taken    time.Time `json:"taken"`    // by the clock of that time
	Why      string    `json:"why"`      // "daily", "before restore"
	Revision uint64    `json:"revision"` // number of the newest change in it
	Size     int64     `json:"size"`     // bytes

	// The rest is known once it was loaded.

	Plan    string         `json:"plan,omitempty"`    // id of the plan
	Changed time.Time      `json:"changed,omitzero"`  // when the newest change was made
	Records map[string]int `json:"records,omitempty"` // by kind, removed ones included
}

// Trouble is what is wrong with a plan's file and what can be done about it.
type Trouble struct {
	File  string
	Cause error
	// Seen is the number of the newest change that the plan is known to have
	// had; 0: not known.
	Seen uint64
	// Backup is the newest backup that loads back; nil: there is none.
	Backup *Backup
	// Between is how many changes were made after the backup; -1: not known.
	Between int64
	// Usable says that the present file loads: it is only older than it was,
	// or another one. Restore with its own name takes it as it is.
	Usable bool
	// Revision and Changed tell of the present file, where it is usable.
	Revision uint64
	Changed  time.Time
}

// Finding is one thing that a check found wrong.
type Finding struct {
	Where string `json:"where"` // "action a12", "journal 7", "pages", "backup"
	What  string `json:"what"`
	// Warning is for what harms nothing by itself.
	Warning bool `json:"warning,omitempty"`
}

// Checkup is what a check of everything found.
type Checkup struct {
	File     string         `json:"file"`
	Sound    bool           `json:"sound"` // nothing but warnings was found
	Findings []Finding      `json:"findings"`
	Revision uint64         `json:"revision"`
	Records  map[string]int `json:"records"`          // looked at, by kind
	Journal  int            `json:"journal"`          // entries looked at
	Size     int64          `json:"size"`             // bytes
	Backup   *Backup        `json:"backup,omitempty"` // the newest, if it loads back
}

// Restored tells of a restore.
type Restored struct {
	From  Backup // Number 0 where the present file was taken as it is
	Aside string // where the file that was there is now; "": there was none
}

// Salvaged tells what became of everything in a damaged plan.
type Salvaged struct {
	File   string         `json:"file"`   // the new plan's
	Backup string         `json:"backup"` // that it was completed from; "": none
	Kinds  []SalvagedKind `json:"kinds"`  // in the order of Kinds, the journal last
}

// SalvagedKind tells what became of one kind of record, or of the journal.
type SalvagedKind struct {
	Kind       string   `json:"kind"`      // "action"; "journal"
	Recovered  int      `json:"recovered"` // read from the damaged file
	FromBackup []string `json:"from_backup,omitempty"`
	Lost       []string `json:"lost,omitempty"` // ids, or numbers of changes
}

// Drafts keeps what was typed and not yet accepted, across windows, crashes
// and restarts, by the name of the form it belongs to.
type Drafts interface {
	// Drafts gives all of them; a file that can't be read gives none.
	Drafts() map[string][]string
	// KeepDraft keeps the values of a form's fields; nil removes them.
	KeepDraft(name string, values []string) error
}

// Size writes a number of bytes for people, "212 KiB".
func Size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KiB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
}

// Total counts the records of all kinds.
func Total(records map[string]int) int {
	n := 0
	for _, of := range records {
		n += of
	}
	return n
}
