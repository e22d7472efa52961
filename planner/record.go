package planner

import (
	"time"

	"cloud.google.com/go/civil"
)

// Record is anything a plan keeps. Records are never changed in place: an edit
// puts a changed copy.
type Record interface {
	Key() ID
	// Day is the civil day that history is indexed by; zero for state.
	Day() civil.Date
	// Gone reports whether the record was removed. Removed records stay in
	// the file, so references never dangle.
	Gone() bool
	setKey(ID)
	setGone(bool)
}

// Item is what actions, milestones and checks have in common.
type Item struct {
	ID       ID         `json:"id"`
	Phase    int        `json:"phase"`              // 1…9
	Title    string     `json:"title"`              // one line, 1…1,000 runes
	Reason   string     `json:"reason,omitempty"`   // why it is in the plan, from the path
	Topic    string     `json:"topic,omitempty"`    // slug of its guide topic
	Entry    string     `json:"entry,omitempty"`    // id in the path file; "" for the user's own
	Forms    []string   `json:"forms,omitempty"`    // applies to these role forms only; empty: all
	Optional bool       `json:"optional,omitempty"` // never counts as missing
	Private  bool       `json:"private,omitempty"`  // leaves only in what its user writes for themselves
	State    State      `json:"state"`
	Why      string     `json:"why,omitempty"`      // the user's reason for the state
	Since    civil.Date `json:"since,omitzero"`     // when it came into this state
	Done     civil.Date `json:"done,omitzero"`      // when it was finished or reached
	Rough    bool       `json:"rough,omitempty"`    // only the year of Done is known
	Due      civil.Date `json:"due,omitzero"`       // for a milestone: its target
	Note     string     `json:"note,omitempty"`     // up to 64 KiB
	Order    int        `json:"order"`              // rises within phase and kind
	Focus    bool       `json:"focus,omitempty"`    // one of the few things for this week
	Evidence []ID       `json:"evidence,omitempty"` // what shows it
	Created  civil.Date `json:"created,omitzero"`
	Touched  civil.Date `json:"touched,omitzero"` // last changed or looked at in a review
	Removed  bool       `json:"removed,omitempty"`
}

// Base gives what the kinds of item have in common.
func (i *Item) Base() *Item { return i }

// Key is the item's id.
func (i *Item) Key() ID { return i.ID }

// Day is zero: items are state.
func (*Item) Day() civil.Date { return civil.Date{} }

// Gone reports whether the item was removed.
func (i *Item) Gone() bool { return i.Removed }

func (i *Item) setKey(id ID)      { i.ID = id }
func (i *Item) setGone(gone bool) { i.Removed = gone }

// Listed is an action, a milestone or a check.
type Listed interface {
	Record
	Base() *Item
}

// Action is something to do once.
type Action struct {
	Item
	Milestone ID `json:"milestone,omitzero"` // the milestone it serves
}

// Milestone is a point that others could confirm you have reached.
type Milestone struct {
	Item
	Criterion string `json:"criterion,omitempty"` // how you know you are there
}

// Check is an entry of a checklist that recurs. Its occurrences are computed
// from its rule and its last tick, so they can never double.
type Check struct {
	Item
	Every   Rule       `json:"every"`
	Start   civil.Date `json:"start,omitzero"`    // the first period holds this day, or by weekday the first such day from it on
	Last    civil.Date `json:"last,omitzero"`     // last ticked or skipped
	Prev    civil.Date `json:"prev,omitzero"`     // the time before that
	Tick    ID         `json:"tick,omitzero"`     // the record of the last time
	Skipped bool       `json:"skipped,omitempty"` // the last was a skip
	Moved   civil.Date `json:"moved,omitzero"`    // this occurrence's own date
}

// Capture is a line in the inbox, to be sorted at the review.
type Capture struct {
	ID      ID         `json:"id"`
	Text    string     `json:"text"`
	Created civil.Date `json:"created,omitzero"`
	Became  ID         `json:"became,omitzero"` // what it was sorted into
	Removed bool       `json:"removed,omitempty"`
}

// Tick is one time that a check was done or skipped.
type Tick struct {
	ID      ID         `json:"id"`
	Check   ID         `json:"check"`
	Date    civil.Date `json:"date"`
	Skipped bool       `json:"skipped,omitempty"`
	Note    string     `json:"note,omitempty"`
	Removed bool       `json:"removed,omitempty"`
}

// Phase is one of the path's phases, as the plan took it.
type Phase struct {
	ID       ID         `json:"id"`
	Title    string     `json:"title"`
	Short    string     `json:"short"`
	Purpose  string     `json:"purpose,omitempty"`
	From     int        `json:"from"` // years of career, 1 is the first
	To       int        `json:"to"`   // 0: open end
	Optional bool       `json:"optional,omitempty"`
	Gate     []Gate     `json:"gate,omitempty"`
	Probes   []Probe    `json:"probes,omitempty"`  // questions for the review
	Manages  bool       `json:"manages,omitempty"` // its role has people who report to you
	State    PhaseState `json:"state"`
	Why      string     `json:"why,omitempty"`
	Opened   civil.Date `json:"opened,omitzero"`
	Closed   civil.Date `json:"closed,omitzero"`
	Removed  bool       `json:"removed,omitempty"`
}

// Gate is one kind of evidence that a phase asks for.
type Gate struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Why   string `json:"why,omitempty"`
}

// Probe is a question to think about in a review.
type Probe struct {
	ID   string `json:"id"` // in the path file
	Text string `json:"text"`
}

// Number is the phase's number on the path, from 1.
func (p *Phase) Number() int { return int(p.ID.N) }

// Profile is the user, the rhythm of their reviews and where their plan came
// from. A plan has exactly one.
type Profile struct {
	ID          ID                `json:"id"`
	Name        string            `json:"name,omitempty"`
	Role        string            `json:"role,omitempty"`
	Foundation  string            `json:"foundation,omitempty"` // id of the path's foundations
	Since       int               `json:"since,omitempty"`      // first year in IT; 0: not said
	Company     string            `json:"company,omitempty"`
	Draw        string            `json:"draw,omitempty"`  // what draws the user to managing
	Form        string            `json:"form,omitempty"`  // role form; "": undecided
	Forms       []RoleForm        `json:"forms,omitempty"` // of the path, to choose from
	Signs       map[string]string `json:"signs,omitempty"`
	Path        string            `json:"path"`
	PathTitle   string            `json:"path_title,omitempty"`
	PathVersion int               `json:"path_version"`
	ReviewDay   time.Weekday      `json:"review_day"`
	Settled     civil.Date        `json:"settled,omitzero"`    // due day of the last closed review
	Review      ID                `json:"review,omitzero"`     // the review under way
	Walk        int               `json:"walk,omitempty"`      // step of the first walk to resume at; 0: finished
	WalkLeft    bool              `json:"walk_left,omitempty"` // left for Home on purpose; w goes on
	Started     civil.Date        `json:"started,omitzero"`
	Grown       civil.Date        `json:"grown,omitzero"`   // the last day something was done for one's own development
	People      []string          `json:"people,omitempty"` // whose names leave as initials only
}

// RoleForm is a way into the first management role.
type RoleForm struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// HandsOn is the share of a week, in percent, above which hands-on work
	// is likely to crowd out the role; 0: the path doesn't say.
	HandsOn int `json:"hands_on,omitempty"`
}

// Review is one weekly review.
type Review struct {
	ID      ID         `json:"id"`
	Week    string     `json:"week"` // the ISO week it belongs to, "2026-W47"
	Due     civil.Date `json:"due"`  // the day it settles
	Started civil.Date `json:"started"`
	Closed  civil.Date `json:"closed,omitzero"`
	Short   bool       `json:"short,omitempty"`  // the 5-minute form
	Stage   string     `json:"stage,omitempty"`  // name of the part it stands at; "": the first
	Steps   []Step     `json:"steps,omitempty"`  // what there was to look at one by one, in order
	Probes  []string   `json:"probes,omitempty"` // ids of the questions it showed, the last one being the one shown
	Focus   []ID       `json:"focus,omitempty"`
	Line    string     `json:"line,omitempty"`

	// What it came to, written when it is closed.
	Merged   int            `json:"merged,omitempty"`   // weeks that went by without one and that it took up
	Done     []ID           `json:"done,omitempty"`     // completed since the review before
	Evidence []ID           `json:"evidence,omitempty"` // logged in the course of it; noted at once
	Energy   map[string]int `json:"energy,omitempty"`   // the week's readings by kind of work
	Glance   string         `json:"glance,omitempty"`   // "month" or "quarter": it looked at the phases too
	Next     civil.Date     `json:"next,omitzero"`      // when the next one was due then

	Removed bool `json:"removed,omitempty"`
}

// Step is one thing that a review looks at.
type Step struct {
	Item    ID     `json:"item"`
	Because string `json:"because"`           // "overdue", "untouched", "stuck"
	Outcome string `json:"outcome,omitempty"` // "done", "skipped", …; "": not yet
}

// The rest of Record for the kinds that aren't items.

// Key is the capture's id.
func (r *Capture) Key() ID { return r.ID }

// Key is the tick's id.
func (r *Tick) Key() ID { return r.ID }

// Key is the phase's id.
func (p *Phase) Key() ID { return p.ID }

// Key is the profile's id.
func (r *Profile) Key() ID { return r.ID }

// Key is the review's id.
func (r *Review) Key() ID { return r.ID }

// Gone reports whether the capture was removed.
func (r *Capture) Gone() bool { return r.Removed }

// Gone reports whether the tick was removed.
func (r *Tick) Gone() bool { return r.Removed }

// Gone reports whether the phase was removed.
func (p *Phase) Gone() bool { return p.Removed }

// Gone is false: a plan always has its profile.
func (*Profile) Gone() bool { return false }

// Gone reports whether the review was removed.
func (r *Review) Gone() bool { return r.Removed }

// Day is zero: a capture is state.
func (*Capture) Day() civil.Date { return civil.Date{} }

// Day is the day of the tick.
func (r *Tick) Day() civil.Date { return r.Date }

// Day is zero: a phase is state.
func (*Phase) Day() civil.Date { return civil.Date{} }

// Day is zero: a profile is state.
func (*Profile) Day() civil.Date { return civil.Date{} }

// Day is the day that the review settles.
func (r *Review) Day() civil.Date { return r.Due }

func (r *Capture) setKey(id ID)   { r.ID = id }
func (r *Tick) setKey(id ID)      { r.ID = id }
func (p *Phase) setKey(id ID)     { p.ID = id }
func (r *Profile) setKey(id ID)   { r.ID = id }
func (r *Review) setKey(id ID)    { r.ID = id }
func (r *Capture) setGone(b bool) { r.Removed = b }
func (r *Tick) setGone(b bool)    { r.Removed = b }
func (p *Phase) setGone(b bool)   { p.Removed = b }
func (*Profile) setGone(bool)     {}
func (r *Review) setGone(b bool)  { r.Removed = b }
