package planner

import (
	"fmt"
	"slices"
	"strconv"

	"cloud.google.com/go/civil"
)

// Intake notes what was taken into the plan from outside, a career path or an
// imported file, and under which ids. So that the same thing taken again is
// recognised: it adds nothing twice, and what came anew can be told from what
// you changed yourself. It holds no words of yours.
type Intake struct {
	ID      ID         `json:"id"`
	Date    civil.Date `json:"date"`              // when it was taken
	From    string     `json:"from"`              // of IntakeSources
	Name    string     `json:"name,omitempty"`    // of the path, or id of the other plan
	Version int        `json:"version,omitempty"` // of the path
	Rows    []Taken    `json:"rows,omitempty"`
	Removed bool       `json:"removed,omitempty"`
}

// Taken is one entry that was taken from outside.
type Taken struct {
	Key string `json:"key"`         // its id there, or a sum of its words
	As  ID     `json:"as,omitzero"` // what it is here; zero: it was left out
	// Print is a sum of each of its texts as they were taken, to see what
	// changed there since.
	Print map[string]string `json:"print,omitempty"`
}

// Where something may be taken from.
const (
	FromPath        = "path"
	FromPlan        = "plan" // another plan of waymark
	FromCSV         = "csv"
	FromTodoTxt     = "todo.txt"
	FromTaskwarrior = "taskwarrior"
)

// IntakeSources lists them.
var IntakeSources = []string{FromPath, FromPlan, FromCSV, FromTodoTxt, FromTaskwarrior}

// Key is the intake's id.
func (i *Intake) Key() ID { return i.ID }

// Day is the day it was taken.
func (i *Intake) Day() civil.Date { return i.Date }

// Gone reports whether the intake was taken back, as undo does.
func (i *Intake) Gone() bool { return i.Removed }

// became are the records that its entries are here.
func (i *Intake) became() []ID {
	ids := make([]ID, len(i.Rows))
	for n, row := range i.Rows {
		ids[n] = row.As
	}
	return ids
}

func (i *Intake) setKey(id ID)   { i.ID = id }
func (i *Intake) setGone(b bool) { i.Removed = b }

// maxKey is how long the name of an entry elsewhere may be, in bytes.
const maxKey = 200

func validateIntake(i *Intake) error {
	if err := needDate(i.Date); err != nil {
		return err
	}
	if !slices.Contains(IntakeSources, i.From) {
		return &InputError{What: "source", Value: i.From, Expected: "where something was taken from: path, plan, csv, todo.txt or taskwarrior"}
	}
	if i.Version < 0 {
		return &InputError{What: "version", Value: strconv.Itoa(i.Version), Expected: "a version from 0"}
	}
	for _, row := range i.Rows {
		if row.Key == "" || len(row.Key) > maxKey || row.Key != CleanLine(row.Key) {
			return &InputError{What: "taken entry", Value: row.Key, Expected: fmt.Sprintf("a name of at most %d bytes", maxKey)}
		}
	}
	return checkWords("source's name", i.Name)
}

// Takes are all intakes of a plan, the oldest first. The keeper may be one of
// a plan that has none.
func Takes(k Keeper) ([]*Intake, error) {
	records, err := k.Range(KindIntake, firstDay, lastDay)
	if err != nil {
		return nil, err
	}
	var out []*Intake
	for _, r := range records {
		if i, ok := r.(*Intake); ok && !i.Removed {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b *Intake) int { return int(a.ID.N) - int(b.ID.N) })
	return out, nil
}

// The first and the last day that a plan may know of.
var (
	firstDay = civil.Date{Year: FirstYear, Month: 1, Day: 1}
	lastDay  = civil.Date{Year: LastYear, Month: 12, Day: 31}
)
