package planner

import (
	"fmt"
	"strconv"
)

// Kind is the letter that a record's id begins with.
type Kind byte

// The kinds of record. State is loaded whole; history (ticks, reviews,
// evidence, energy, reflections, intakes) is read by range.
const (
	KindProfile   Kind = 'u'
	KindPhase     Kind = 'p'
	KindAction    Kind = 'a'
	KindMilestone Kind = 'm'
	KindCheck     Kind = 'k'
	KindCapture   Kind = 'c'
	KindTick      Kind = 't'
	KindReview    Kind = 'r'

	KindWeek       Kind = 'w' // what a week came to, in short
	KindAway       Kind = 'v' // days off, "vacation"
	KindMatter     Kind = 'o' // an open matter between people
	KindEvidence   Kind = 'e'
	KindEnergy     Kind = 'n'
	KindReflection Kind = 'q' // the answer to a question
	KindIntake     Kind = 'i' // what was taken from outside
)

// KindInfo says what a kind is called and how its records are kept.
type KindInfo struct {
	Kind    Kind
	Name    string        // singular, as people type it
	History bool          // read by range instead of being loaded whole
	New     func() Record // an empty record to decode into
}

// Kinds is the table of every kind of record, in the order they are loaded.
var Kinds = []KindInfo{
	{KindProfile, "profile", false, func() Record { return new(Profile) }},
	{KindPhase, "phase", false, func() Record { return new(Phase) }},
	{KindAction, "action", false, func() Record { return new(Action) }},
	{KindMilestone, "milestone", false, func() Record { return new(Milestone) }},
	{KindCheck, "check", false, func() Record { return new(Check) }},
	{KindCapture, "capture", false, func() Record { return new(Capture) }},
	{KindTick, "tick", true, func() Record { return new(Tick) }},
	{KindReview, "review", true, func() Record { return new(Review) }},
	{KindWeek, "week", false, func() Record { return new(WeekNote) }},
	{KindAway, "away", false, func() Record { return new(TimeOff) }},
	{KindMatter, "matter", false, func() Record { return new(Matter) }},
	{KindEvidence, "evidence", true, func() Record { return new(Evidence) }},
	{KindEnergy, "energy", true, func() Record { return new(Energy) }},
	{KindReflection, "reflection", true, func() Record { return new(Reflection) }},
	{KindIntake, "intake", true, func() Record { return new(Intake) }},
}

// HistoryKinds lists the kinds that are history, in the order of Kinds.
func HistoryKinds() []Kind {
	var out []Kind
	for _, info := range Kinds {
		if info.History {
			out = append(out, info.Kind)
		}
	}
	return out
}

// Plural is what several records of the kind are called, "actions".
func (i KindInfo) Plural() string {
	switch i.Kind {
	case KindAway, KindEvidence, KindEnergy: // words without a plural
		return i.Name
	default:
		return i.Name + "s"
	}
}

// Info returns the row of the table of kinds; ok is false for an unknown kind.
func (k Kind) Info() (info KindInfo, ok bool) {
	for _, row := range Kinds {
		if row.Kind == k {
			return row, true
		}
	}
	return KindInfo{}, false
}

// String is the kind's name, "action".
func (k Kind) String() string {
	if info, ok := k.Info(); ok {
		return info.Name
	}
	return "unknown kind " + strconv.QuoteRune(rune(k))
}

// KindNamed finds a kind by its name.
func KindNamed(name string) (Kind, bool) {
	for _, row := range Kinds {
		if row.Name == name {
			return row.Kind, true
		}
	}
	return 0, false
}

// ID names one record: a letter and a number, given once and never reused,
// short enough to type. The zero ID names nothing.
type ID struct {
	Kind Kind
	N    uint32 // from 1
}

// IsZero reports whether the id names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String is the id as people type it, "a12", or "" for none.
func (id ID) String() string {
	if id.IsZero() {
		return ""
	}
	return string(rune(id.Kind)) + strconv.FormatUint(uint64(id.N), 10)
}

// MarshalText writes the id as people type it.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads an id; empty text is the zero ID.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = ID{}
		return nil
	}
	got, err := ParseID(string(text))
	if err == nil {
		*id = got
	}
	return err
}

// ParseID reads an id such as "a12"; the letter may be a capital.
func ParseID(s string) (ID, error) {
	if len(s) < 2 || len(s) > 11 || s[1] == '+' || s[1] == '0' {
		return ID{}, badID(s)
	}
	kind := Kind(s[0] | 0x20)
	n, err := strconv.ParseUint(s[1:], 10, 32)
	if _, known := kind.Info(); !known || err != nil {
		return ID{}, badID(s)
	}
	return ID{kind, uint32(n)}, nil
}

func badID(s string) error {
	return &InputError{What: "id", Value: s, Expected: "a letter and a number", Example: "a12 for an action, m3 for a milestone"}
}

// ParseIDs reads several ids.
func ParseIDs(args []string) ([]ID, error) {
	ids := make([]ID, len(args))
	for i, arg := range args {
		id, err := ParseID(arg)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// InputError is a value that a person gave and that can't be used.
type InputError struct {
	What     string // what the value is, "date"
	Value    string // as given
	Expected string // what would have been right
	Example  string // one that is right; may be empty
}

// Error names the value, what was expected and an example.
func (e *InputError) Error() string {
	s := fmt.Sprintf("%s %s: expected %s", e.What, strconv.Quote(ShowLine(Shorten(e.Value, 60))), e.Expected)
	if e.Example != "" {
		s += ", like " + e.Example
	}
	return s
}
