package planner

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"cloud.google.com/go/civil"
)

// Errors that callers tell apart.
var (
	ErrNotFound  = errors.New("not found")
	ErrUnchanged = errors.New("nothing to change")
	ErrNoPlan    = errors.New("there is no plan yet")
	ErrExists    = errors.New("there is a plan already")
	ErrBusy      = errors.New("the plan is busy, try again")
	ErrDamaged   = errors.New("the plan's file is damaged")
	ErrUnknown   = errors.New("it is not known whether the change was kept")
)

// Edit is one change to a plan, whole or not at all. It refers to records by
// id, so it can be run again on a newer plan.
type Edit struct {
	Nonce  uint64    // drawn when made; a retry with the same one never doubles
	Label  string    // for people: "Done: Ask for feedback"
	At     time.Time // when it was made; Run reads no clock
	Origin string    // "screen", "shell"
	On     []ID      // existing records it is about; the only history Run may use
	Run    func(*Draft) error
	// Undoes and Redoes are the journal entry that the edit takes back or
	// repeats, 0 for most edits.
	Undoes, Redoes uint64
}

// Stamp completes an edit with what the domain can't know: when, from where
// and a number that tells it from every other edit.
func (e Edit) Stamp(at time.Time, origin string, nonce uint64) Edit {
	e.At, e.Origin, e.Nonce = at.UTC(), origin, nonce
	return e
}

// Draft is a plan while an edit runs on it.
type Draft struct {
	base    *Plan
	plan    *Plan
	read    func(ID) (Record, error)
	history map[ID]Record // history as changed by this edit
	before  map[ID]Record // nil for records the edit added
	touched []ID
	added   []ID
	label   string
}

// Plan is the plan as the edit has left it so far. Read-only.
func (d *Draft) Plan() *Plan { return d.plan }

// Label replaces the edit's label once it is known what there is to change.
func (d *Draft) Label(label string) { d.label = label }

// Get returns a record, removed or not: of state, or history named in On.
func (d *Draft) Get(id ID) (Record, error) {
	if r, ok := d.history[id]; ok {
		return r, nil
	}
	if r := d.plan.Find(id); r != nil {
		return r, nil
	}
	if info, ok := id.Kind.Info(); ok && info.History && d.read != nil {
		return d.read(id)
	}
	return nil, missing(id)
}

func missing(id ID) error {
	return fmt.Errorf("%s %s: %w", id.Kind, id, ErrNotFound)
}

// Put replaces a record by a changed copy.
func (d *Draft) Put(r Record) {
	id := r.Key()
	if _, seen := d.before[id]; !seen {
		old, err := d.Get(id)
		if err != nil {
			old = nil
		}
		d.before[id] = old
		d.touched = append(d.touched, id)
	}
	if info, _ := id.Kind.Info(); info.History {
		d.history[id] = r
	}
	d.plan.put(r)
}

// Add gives a new record the next free number of its kind and puts it.
func (d *Draft) Add(kind Kind, r Record) ID {
	id := ID{kind, d.plan.given[kind] + 1}
	r.setKey(id)
	d.before[id] = nil
	d.touched, d.added = append(d.touched, id), append(d.added, id)
	if info, _ := kind.Info(); info.History {
		d.history[id] = r
	}
	d.plan.put(r)
	return id
}

// Outcome is what applying an edit gives.
type Outcome struct {
	Plan    *Plan
	Entry   Entry
	Touched []Record // what a store has to write
	New     []ID     // ids of records that were added
}

// Apply runs an edit on a copy of the plan and checks the result. The plan is
// unchanged, whether it fails or not. read gives history named in On; it may
// be nil. An edit that changes nothing fails with ErrUnchanged.
func (p *Plan) Apply(e Edit, read func(ID) (Record, error)) (*Outcome, error) {
	d := &Draft{base: p, plan: p.clone(), read: read, history: map[ID]Record{}, before: map[ID]Record{}, label: e.Label}
	if err := e.Run(d); err != nil {
		return nil, err
	}
	entry := Entry{
		Seq: p.Revision + 1, At: e.At.UTC().Truncate(time.Second), Origin: e.Origin, Label: ShowLine(d.label), Nonce: e.Nonce,
		Undoes: e.Undoes, Redoes: e.Redoes,
	}
	out := &Outcome{Plan: d.plan, New: d.added}
	for _, id := range d.touched {
		r, err := d.Get(id)
		if err != nil {
			return nil, err
		}
		if err := d.plan.validate(r, d); err != nil {
			return nil, err
		}
		change, err := diff(id, d.before[id], r)
		if err != nil {
			return nil, err
		}
		if change.empty() {
			continue
		}
		entry.Changes = append(entry.Changes, change)
		out.Touched = append(out.Touched, r)
	}
	if len(entry.Changes) == 0 {
		return nil, ErrUnchanged
	}
	d.plan.Revision = entry.Seq
	out.Entry = entry
	return out, nil
}

// validate checks one record against the plan's rules: its own fields, and
// its references by look-up.
func (p *Plan) validate(r Record, d *Draft) error {
	switch r := r.(type) {
	case Listed:
		return p.validateItem(r)
	case *Capture:
		return checkLine("capture", r.Text)
	case *Tick:
		if err := CheckDate(r.Date); err != nil {
			return err
		}
		return d.refers(r.ID, r.Check)
	case *Review:
		if err := checkText("closing line", r.Line); err != nil {
			return err
		}
		return d.refers(r.ID, r.Focus...)
	case *Profile:
		return validateProfile(r)
	}
	return nil
}

func (p *Plan) validateItem(it Listed) error {
	b := it.Base()
	if err := checkLine("title", b.Title); err != nil {
		return err
	}
	if p.Phase(b.Phase) == nil {
		return p.noPhase(b.Phase)
	}
	for _, date := range []civil.Date{b.Due, b.Done, b.Since, b.Created} {
		if err := CheckDate(date); err != nil {
			return err
		}
	}
	if err := checkText("note", b.Note); err != nil {
		return err
	}
	switch it := it.(type) {
	case *Action:
		if m := it.Milestone; !m.IsZero() && (m.Kind != KindMilestone || p.Find(m) == nil) {
			return missing(m)
		}
	case *Milestone:
		return checkText("criterion", it.Criterion)
	case *Check:
		if it.Every.IsZero() {
			return &InputError{What: "interval", Value: "", Expected: "how often the check comes round", Example: "week"}
		}
	}
	return nil
}

func (p *Plan) noPhase(number int) error {
	var numbers []string
	for ph := range p.Phases() {
		numbers = append(numbers, fmt.Sprint(ph.Number()))
	}
	return &InputError{What: "phase", Value: fmt.Sprint(number), Expected: "one of this plan's phases, " + fmt.Sprint(numbers)}
}

func validateProfile(r *Profile) error {
	for what, line := range map[string]string{"name": r.Name, "role": r.Role, "company": r.Company} {
		if utf8.RuneCountInString(line) > MaxTitle {
			return tooLong(what, line)
		}
	}
	if r.Since != 0 && (r.Since < FirstYear || r.Since > LastYear) {
		return &InputError{What: "start year", Value: fmt.Sprint(r.Since), Expected: fmt.Sprintf("a year from %d to %d", FirstYear, LastYear), Example: "2019"}
	}
	return checkText("what draws you", r.Draw)
}

// refers refuses references to records that never were.
func (d *Draft) refers(from ID, to ...ID) error {
	for _, id := range to {
		if _, err := d.Get(id); err != nil {
			return fmt.Errorf("%s refers to %w", from, err)
		}
	}
	return nil
}

func checkLine(what, s string) error {
	switch {
	case s == "":
		return &InputError{What: what, Value: s, Expected: "a few words"}
	case utf8.RuneCountInString(s) > MaxTitle:
		return tooLong(what, s)
	case s != CleanLine(s):
		return &InputError{What: what, Value: s, Expected: "one line of plain text"}
	}
	return nil
}

func tooLong(what, s string) error {
	return &InputError{What: what, Value: s, Expected: fmt.Sprintf("at most %d characters, this has %d", MaxTitle, utf8.RuneCountInString(s))}
}

func checkText(what, s string) error {
	if len(s) > MaxText {
		return &InputError{What: what, Value: s, Expected: fmt.Sprintf("at most %d KiB, this has %d", MaxText/1024, len(s)/1024)}
	}
	if CleanText(s) != s {
		return &InputError{What: what, Value: s, Expected: "plain text"}
	}
	return nil
}
