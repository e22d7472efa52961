// Package intake reads files of other programs, and of waymark itself, and
// makes the one edit that takes them into a plan. Each format is one file and
// one row of the table of formats.
//
// Nothing is written here: a file is read whole and checked, then compared
// with a plan, and what comes of it is a planner.Edit like any other. Applied
// to the plan in memory, the edit tells exactly what an import would change.
package intake

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Bounds on what is read at all, far above what a person has.
const (
	MaxBytes   = 256 << 20 // of a file
	MaxLine    = 1 << 20   // bytes of one line
	MaxEntries = 500_000   // records or lines
	MaxDepth   = 32        // of JSON
	maxFaults  = 20        // that are told of one file
)

// Input is a file to be read.
type Input struct {
	Name  string // for what is said about it, cleaned
	Bytes []byte
	Today civil.Date
	Zone  *time.Location // of days in files that have instants
}

// Format is one kind of file that can be taken in.
type Format struct {
	Name       string   // as people type it
	Extensions []string // of its files, with the dot
	About      string   // what it is, in a few words
	// Read reads a file whole. Its error joins what is wrong, each a *Fault with
	// its line. What is only wrong with single entries is left to the edit, which
	// tells it together with what the plan has against the others.
	Read func(Input) (Batch, error)
	// Mine reports whether a file looks like one by how it begins.
	Mine func(head []byte) bool
}

// Formats is the table of the formats that can be imported.
var Formats = []Format{
	{planner.FromPlan, []string{".json"}, "waymark's own JSON, all of a plan", ReadPlan, looksLikePlan},
	{planner.FromTaskwarrior, nil, "what `task export` prints", ReadTaskwarrior, looksLikeTasks},
	{planner.FromCSV, []string{".csv"}, "a table as waymark exports it", ReadCSV, looksLikeTable},
	{planner.FromTodoTxt, []string{".txt", ".todo", ""}, "a todo.txt list", ReadTodoTxt, func([]byte) bool { return false }},
}

// Named finds a format by its name.
func Named(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if strings.EqualFold(strings.TrimSpace(name), f.Name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &planner.InputError{What: "format", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}

// Guess finds the format of a file by its content, and failing that by its
// name. A list of lines could be anything, so without a name that tells
// otherwise it is taken for todo.txt. ok is false where nothing tells.
func Guess(in Input) (f Format, ok bool) {
	head := in.Bytes[:min(len(in.Bytes), 4096)]
	if at := slices.IndexFunc(Formats, func(f Format) bool { return f.Mine(head) }); at >= 0 {
		return Formats[at], true
	}
	ending := strings.ToLower(filepath.Ext(in.Name))
	if ending == ".json" && bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, bom)), []byte{'['}) { // a plan is an object
		f, err := Named(planner.FromTaskwarrior)
		return f, err == nil
	}
	at := slices.IndexFunc(Formats, func(f Format) bool { return slices.Contains(f.Extensions, ending) })
	if at < 0 {
		return Format{}, false
	}
	return Formats[at], true
}

// Batch is what a file holds, ready to be compared with a plan.
type Batch interface {
	// Edit is the edit that takes the file into a plan. known are the plan's
	// intakes so far. It fails where nothing of the file can be taken.
	Edit(now planner.Whole, known []*planner.Intake, how Options) (planner.Edit, error)
	// Reads lists the kinds of history that the edit needs to know.
	Reads() []planner.Kind
	// Notes tell, in words, what was passed over and what may surprise. Most are
	// known once the edit ran.
	Notes() []string
}

// Options are what an import leaves to its user.
type Options struct {
	Phase int // of entries that name none; 0: the lowest open one
	Today civil.Date
	// Trial asks for an edit of which nothing is kept, so that it need not
	// remember what was taken either.
	Trial bool
}

// Fault is one thing wrong with a file.
type Fault struct {
	File   string
	Line   int    // from 1; 0: the file as a whole
	Reason string // without a full stop
}

// Error says where and what.
func (f *Fault) Error() string {
	if f.Line == 0 {
		return planner.ShowLine(fmt.Sprintf("%s: %s", f.File, f.Reason))
	}
	return planner.ShowLine(fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Reason))
}

// faults collects what is wrong with one file.
type faults struct {
	file string
	all  []error
	more int
}

func (f *faults) add(line int, format string, args ...any) {
	if len(f.all) >= maxFaults {
		f.more++
		return
	}
	f.all = append(f.all, &Fault{f.file, line, fmt.Sprintf(format, args...)})
}

func (f *faults) copy() faults { return faults{f.file, slices.Clone(f.all), f.more} }

// err joins what was found, by lines; nil if nothing was.
func (f *faults) err() error {
	all := slices.SortedStableFunc(slices.Values(f.all), func(a, b error) int { return lineOf(a) - lineOf(b) })
	if f.more > 0 {
		all = append(all, fmt.Errorf("and %d more", f.more))
	}
	return errors.Join(all...)
}

func lineOf(err error) int {
	if fault := new(Fault); errors.As(err, &fault) {
		return fault.Line
	}
	return 0
}
