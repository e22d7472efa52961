// Package path holds career paths as data: what each phase of a road is for,
// its action items, milestones, recurring checks and the kinds of evidence
// that open the way to the next phase.
//
// The built-in path is a YAML file read by the same [Load] that reads a path
// somebody wrote for themselves, so whatever the built-in path can say, theirs
// can say too. The file's opening comment explains its keys.
package path

import (
	_ "embed"
	"sync"

	"waymark/planner"
)

// Path is one career path. Nothing in it changes after loading: a plan keeps
// its own copy of what it took from here.
type Path struct {
	Name        string   // stable id of the path, [a-z0-9-]
	Version     int      // from 1; raised whenever the content changes
	Title       string   // what people read
	Forms       []Form   // the ways into the role; entries may apply to some only
	Foundations []Named  // the trades one can come from
	Trade       []string // short lines: what the days are and what is given up
	Signs       []Sign   // statements for the quick self-assessment
	Phases      []Phase  // in rising order of Number
}

// Form is one way of taking up the role, such as being promoted to lead one's
// own team. Entry.Forms refers to its ID.
type Form struct {
	ID, Title, Why string
	HandsOn        int // percent of a week; above it hands-on work crowds out the role; 0: not said
	Covers         []string
}

// Named is something that only needs an id and a title.
type Named struct {
	ID, Title string
	Covers    []string
}

// The two directions a Sign may point in. They are scored apart and never
// netted against each other: one person may show both.
const (
	Managing = "managing"
	Craft    = "craft"
)

// Sign is a second-person statement, answerable with yes, partly or no, that
// speaks for managing or for staying with the craft.
type Sign struct {
	ID     string
	Toward string // Managing or Craft
	Text   string
	Covers []string
}

// Phase is one stretch of the path. Windows of years overlap on purpose, and
// they only suggest: evidence, not time, closes a phase.
type Phase struct {
	Number     int    // 1 to 9, rising through the file
	Title      string // "Lead without the title"
	Short      string // at most 14 cells, for narrow places
	From, To   int    // usual years of a career, 0 to 60; To 0 is an open end
	Optional   bool   // stopping before this phase leaves nothing unfinished
	Purpose    string // two to four sentences
	Actions    []Entry
	Milestones []Entry
	Checks     []Entry
	Gate       []Gate
	Probes     []Probe
	Manages    bool // people report to you in this phase
	Covers     []string
}

// Probe is a question for the weekly review, to be answered in a line or two.
type Probe struct {
	ID, Text string
	Covers   []string
}

// Entry is an action item, a milestone or a recurring check. The three share
// one shape because a list shows them side by side.
type Entry struct {
	ID        string   // stable, unique in the file; a plan remembers it
	Title     string   // imperative
	Why       string   // why it is on the path; empty when its author gave none
	Topic     string   // slug of the guide topic that tells more, or ""
	Covers    []string // source facts it stands for
	Forms     []string // ids of the forms it applies to; empty means all
	Optional  bool     // fine to leave out; never counted as missing
	Private   bool     // between its user and themselves: in no document for others
	Milestone string   // actions only: the milestone of its phase it serves, or ""
	Criterion string   // milestones only: how you know you are there
	Every     string   // checks only: how often, as planner.ParseRule reads it
}

// Gate is a kind of evidence that a phase asks for before it is called done.
type Gate struct {
	Kind       string // one of GateKinds
	Title, Why string
	Covers     []string
}

// GateKinds returns the kinds of evidence a gate may ask for.
func GateKinds() []string {
	kinds := make([]string, len(planner.EvidenceKinds))
	for i, k := range planner.EvidenceKinds {
		kinds[i] = k.Name
	}
	return kinds
}

//go:embed it-management.yaml
var builtinSource []byte

var builtin = sync.OnceValue(func() *Path {
	p, err := Load("it-management.yaml", builtinSource)
	if err != nil {
		// Only a broken build gets here: a test loads the same bytes.
		panic("the built-in path is broken:\n" + err.Error())
	}
	return p
})

// Builtin returns the path into IT management that ships with the program. It
// is parsed on the first call only, so starts that need no path pay nothing.
// The result is shared: callers must not change it.
func Builtin() *Path { return builtin() }

// Phase returns the phase with the given number, or nil.
func (p *Path) Phase(number int) *Phase {
	for i := range p.Phases {
		if p.Phases[i].Number == number {
			return &p.Phases[i]
		}
	}
	return nil
}
