package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// Entry is one thing in a file of another program or in a table, in the
// plan's own terms.
type Entry struct {
	Line int // in the file, for what is said about it
	// Key tells it from the others in its source, the same each time the file
	// is read. It holds no words.
	Key string
	// ID is of the record that it is meant for, in the plan that its line or row
	// was written from or, where that isn't told, in whichever it is taken into;
	// zero: a new one.
	ID   planner.ID
	Kind planner.Kind
	// Values are what the file has a word on, each field once, in the order
	// of the table of fields.
	Values []Value
	// Day is of a check: when one that is added is due the first time, and when
	// one that is done was.
	Day civil.Date

	was  export.Written // what its line or row was when waymark wrote it
	bad  []string       // fields whose values can't be read
	tags []string       // +project, which may be of a phase
	// wish is what the note of a new record says where this week's focus has no
	// place for it; "": it doesn't ask for one in another program's terms.
	wish string
	lost int // characters that the door didn't let in
}

// Value is what a file says of one field: a text in the form of the table of
// fields, "" for none.
type Value struct {
	Text  string
	Old   bool  // it was so when waymark wrote the file
	place int16 // of the field, in their table
}

// Field is the name of the field.
func (v Value) Field() string { return fields[v.place].name }

// says gives what the entry says of a field; "" where it says nothing.
func (e *Entry) says(name string) string {
	at := slices.IndexFunc(e.Values, func(v Value) bool { return v.Field() == name })
	if at < 0 {
		return ""
	}
	return e.Values[at].Text
}

// say adds a value as a file has it, once it is clean.
func (e *Entry) say(name, text string) error {
	f, ok := fieldOf(e.Kind, name)
	if !ok {
		return fmt.Errorf("%s has no %s", one(e.Kind), name)
	}
	clean, err := f.clean(text)
	if err != nil {
		e.bad = append(e.bad, name)
	}
	if named := new(planner.InputError); errors.As(err, &named) { // it says itself what the value is
		return named
	}
	if err != nil {
		return fmt.Errorf("%s %w", name, err)
	}
	if len(clean) < len(text) { // else nothing can be lost
		e.lost += max(0, visible(text)-visible(planner.CleanText(text)))
	}
	if e.Values == nil {
		e.Values = make([]Value, 0, fewValues)
	}
	e.Values = append(e.Values, Value{clean, e.was.Has(e.ID, name, clean) || e.was.Has(e.ID, name, text), f.place})
	return nil
}

// fewValues are as many as an entry of another program has.
const fewValues = 6

// visible counts characters but for white space, which is folded.
func visible(text string) (n int) {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// sorted puts the values in the order of the table of fields.
func (e *Entry) sorted() {
	slices.SortFunc(e.Values, func(a, b Value) int { return int(a.place) - int(b.place) })
}

// blank has an empty record of each kind that can be taken in, to look at.
var blank = map[planner.Kind]planner.Record{
	planner.KindAction:     new(planner.Action),
	planner.KindMilestone:  new(planner.Milestone),
	planner.KindCheck:      new(planner.Check),
	planner.KindCapture:    new(planner.Capture),
	planner.KindEvidence:   new(planner.Evidence),
	planner.KindTick:       new(planner.Tick),
	planner.KindEnergy:     new(planner.Energy),
	planner.KindReflection: new(planner.Reflection),
	planner.KindMatter:     new(planner.Matter),
	planner.KindAway:       new(planner.TimeOff),
}

// one is a kind with its article, "an action".
func one(kind planner.Kind) string {
	name := kind.String()
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// Entries are the entries of one file.
type Entries struct {
	From string // of planner.IntakeSources
	File string
	List []Entry

	each string // what holds an entry, "row"
	// shown gives a value of the plan as the source would have it, where that
	// can't hold all that a plan can; nil: as it is.
	shown func(field, text string) string

	faults faults   // what can't be read; the edit tells it with what the plan has against the rest
	lost   int      // characters that the door didn't let in
	told   []string // by the reader
	seen   []string // by the edit, when it ran last
}

// Notes tell what of the file was passed over, and why. Those about the plan
// are known once the edit ran.
func (e *Entries) Notes() []string { return slices.Concat(e.told, e.seen) }

// Reads lists the kinds of history that the edit may need.
func (e *Entries) Reads() []planner.Kind {
	var out []planner.Kind
	for _, kind := range planner.HistoryKinds() {
		if slices.ContainsFunc(e.List, func(entry Entry) bool { return entry.Kind == kind }) {
			out = append(out, kind)
		}
	}
	return out
}

// keep takes up an entry that was read.
func (e *Entries) keep(entry Entry) {
	entry.sorted()
	e.List = append(e.List, entry)
	e.lost += entry.lost
}

// read ends the reading.
func (e *Entries) read() *Entries {
	if e.lost > 0 {
		e.tell("Left out: %s that no text should hold, as those that terminals obey", planner.Counted(e.lost, "character"))
	}
	return e
}

func (e *Entries) tell(format string, args ...any) {
	e.told = append(e.told, planner.ShowLine(fmt.Sprintf(format, args...)))
}

func (e *Entries) show(field, text string) string {
	if e.shown == nil {
		return text
	}
	return e.shown(field, text)
}

// numbered makes the keys of a file's entries unlike each other: the second
// of two that are the same to look at is another one.
type numbered map[string]int

func (n numbered) key(parts ...string) string {
	key := sum(strings.Join(parts, "\x00"))
	n[key]++
	if again := n[key]; again > 1 {
		key += fmt.Sprintf("-%d", again)
	}
	return key
}

// once refuses a record that a file names twice.
type once map[string]int

func (o once) check(id planner.ID, key string, line int) error {
	if id.IsZero() {
		return nil
	}
	if before := o[key]; before != 0 {
		return fmt.Errorf("%s is in line %d already", id, before)
	}
	o[key] = line
	return nil
}
