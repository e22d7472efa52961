package export

import (
	"slices"
	"strings"

	"waymark/planner"
)

// Rule says whether an audience gets a part of a plan.
type Rule uint8

// The rules.
const (
	Given Rule = iota // always, unless you leave it out
	Asked             // only when you ask for it
	Never             // not even then
)

// Words is the rule in a word or two.
func (r Rule) Words() string { return [...]string{"given", "when asked for", "never"}[r] }

// Audience is whom a document is for.
type Audience struct {
	Name  string // as people type it
	Title string // "for your mentor"
	About string // what they get, in a sentence
	at    int    // its place in the rules of parts
}

// The audiences by name.
const (
	Me      = "me"
	Mentor  = "mentor"
	Manager = "manager"
)

// Audiences is the table of audiences; the first is the usual one.
var Audiences = []Audience{
	{Name: Me, Title: "for yourself", About: "everything, private entries too", at: 0},
	{Name: Mentor, Title: "for your mentor", About: "where you are, what is next, what shows it, and what work gives or takes; people are initials", at: 1},
	{Name: Manager, Title: "for your manager", About: "where you are, what is next and what shows it; people are initials", at: 2},
}

// AudienceNamed finds an audience by its name.
func AudienceNamed(name string) (Audience, error) {
	names := make([]string, len(Audiences))
	for i, a := range Audiences {
		if strings.EqualFold(strings.TrimSpace(name), a.Name) {
			return a, nil
		}
		names[i] = a.Name
	}
	return Audience{}, &planner.InputError{What: "audience", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}

// The parts of a plan that audiences get or don't, by name.
const (
	PartItems     = "items"
	PartUntouched = "untouched"
	PartEvidence  = "evidence"
	PartOutcomes  = "outcomes"
	PartReviews   = "reviews"
	PartProfile   = "profile"
	PartReasons   = "reasons"
	PartNotes     = "notes"
	PartLines     = "lines"
	PartDraw      = "draw"
	PartEnergy    = "energy"
	PartFelt      = "energy-notes"
	PartAnswers   = "answers"
	PartSigns     = "signs"
	PartTalks     = "conversations"
	PartAway      = "days-off"
	PartInbox     = "inbox"
	PartPrivate   = "private"
	PartNames     = "names"
	PartIntakes   = "imports"
	PartRemoved   = "removed"
)

// Part is something in a plan that an audience gets or doesn't.
type Part struct {
	Name  string // as people type it
	Words string // what it is
	rules [3]Rule
}

// Rule says whether an audience gets the part.
func (p Part) Rule(a Audience) Rule { return p.rules[a.at] }

// Parts is the table of parts, with the rules for the audiences in their
// order: yourself, a mentor, a manager. What concerns whether managing is for
// you, and what is between you and other people, never reaches a manager. Which
// weeks you were away is no part: missed reviews would be made of them.
var Parts = []Part{
	{PartProfile, "your name, role and company", [...]Rule{Given, Given, Given}},
	{PartItems, "actions, milestones and checks", [...]Rule{Given, Given, Given}},
	{PartUntouched, "entries of the path that you have not begun", [...]Rule{Given, Asked, Asked}},
	{PartEvidence, "evidence", [...]Rule{Given, Given, Given}},
	{PartOutcomes, "what changed because of it", [...]Rule{Given, Given, Given}},
	{PartReviews, "reviews held, and what they came to", [...]Rule{Given, Given, Given}},
	{PartReasons, "what you wait for, and why things rest or were dropped", [...]Rule{Given, Given, Asked}},
	{PartNotes, "notes", [...]Rule{Given, Asked, Asked}},
	{PartLines, "the closing lines of reviews", [...]Rule{Given, Asked, Asked}},
	{PartDraw, "what draws you to managing, and your way into it", [...]Rule{Given, Given, Never}},
	{PartEnergy, "what work gives and takes", [...]Rule{Given, Given, Never}},
	{PartFelt, "what you noted about that", [...]Rule{Given, Asked, Never}},
	{PartAnswers, "answers to the questions of reviews", [...]Rule{Given, Asked, Never}},
	{PartSigns, "your answers to the signs for and against", [...]Rule{Given, Asked, Never}},
	{PartTalks, "hard conversations, conflicts, delegations and former peers", [...]Rule{Given, Asked, Never}},
	{PartAway, "the dates of days off, and why", [...]Rule{Given, Asked, Asked}},
	{PartInbox, "the inbox", [...]Rule{Given, Never, Never}},
	{PartPrivate, "entries marked private", [...]Rule{Given, Never, Never}},
	{PartNames, "people's names, which are initials otherwise", [...]Rule{Given, Never, Never}},
	{PartIntakes, "what was imported from where", [...]Rule{Given, Never, Never}},
	{PartRemoved, "records removed from the plan, which stay known", [...]Rule{Given, Never, Never}},
}

// PartNamed finds a part by its name.
func PartNamed(name string) (Part, error) {
	names := make([]string, len(Parts))
	for i, p := range Parts {
		if strings.EqualFold(strings.TrimSpace(name), p.Name) {
			return p, nil
		}
		names[i] = p.Name
	}
	return Part{}, &planner.InputError{What: "part", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}

// gives reports whether a choice gives a part.
func (c Choice) gives(part string) bool {
	at := slices.IndexFunc(Parts, func(p Part) bool { return p.Name == part })
	called := func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), part) }
	switch {
	case at < 0 || slices.ContainsFunc(c.Without, called):
		return false
	case slices.ContainsFunc(c.With, called):
		return Parts[at].Rule(c.For) != Never
	}
	return Parts[at].Rule(c.For) == Given
}
