package planner

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Errors that callers tell apart.
var (
	ErrNotFound  = errors.New("not found")
	ErrUnchanged = errors.New("nothing to change")
	ErrNoPlan    = errors.New("there is no plan yet")
	ErrExists    = errors.New("there is a plan already")
	ErrBusy      = errors.New("the plan is busy, try again")
	ErrDamaged   = errors.New("the plan's file is damaged")
	// ErrStuck comes with ErrDamaged: reading the file came to no end. That
	// work can't be stopped and may eat memory, so the process must end.
	ErrStuck   = errors.New("reading comes to no end")
	ErrFull    = errors.New("the disk is full")
	ErrUnknown = errors.New("it is not known whether the change was kept")
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
	// Quiet edits keep a place rather than a decision: undo passes over them
	// and they leave what can be redone.
	Quiet bool
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
	last    Record        // of history, as it was read last
	touched []ID
	added   []ID
	wrong   error // why what was put can't be taken
	label   string
	decides bool // though the edit is a quiet one
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
		if d.last != nil && d.last.Key() == id { // most records that are put were just got
			return d.last, nil
		}
		r, err := d.read(id)
		d.last = r
		return r, err
	}
	return nil, missing(id)
}

func missing(id ID) error {
	return fmt.Errorf("%s %s: %w", id.Kind, id, ErrNotFound)
}

// MaxNumber is how far the number of a record may be beyond those given, so
// that one from outside can't ask for more memory than there is.
const MaxNumber = 1 << 20

func (d *Draft) tooFar(id ID) error {
	if id.N > MaxNumber && id.N > d.base.given[id.Kind] {
		return &InputError{What: "id", Value: id.String(), Expected: fmt.Sprintf("a number up to %d", MaxNumber)}
	}
	return nil
}

// inReach refuses what Put didn't take, and numbers that were reserved too far
// away.
func (d *Draft) inReach() error {
	for kind, n := range d.plan.given {
		if err := cmp.Or(d.wrong, d.tooFar(ID{kind, n})); err != nil {
			return err
		}
	}
	return d.wrong
}

// Put replaces a record by a changed copy, or adds one that has its number
// already.
func (d *Draft) Put(r Record) {
	id := r.Key()
	if d.wrong = cmp.Or(d.wrong, d.tooFar(id)); d.wrong != nil {
		return
	}
	if _, seen := d.before[id]; !seen {
		d.before[id] = nil
		if id.N <= d.base.given[id.Kind] {
			if old, err := d.Get(id); err == nil {
				d.before[id] = old
			}
		}
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
	Touched []Record // what a store has to write: each record of Entry.Changes, in their order
	New     []ID     // ids of records that were added
}

// Apply runs an edit on a copy of the plan and checks the result. The plan is
// unchanged, whether it fails or not. read gives history named in On; it may
// be nil. An edit that changes nothing, or only when something was touched,
// fails with ErrUnchanged.
func (p *Plan) Apply(e Edit, read func(ID) (Record, error)) (*Outcome, error) {
	d := &Draft{base: p, plan: p.clone(), read: read, history: map[ID]Record{}, before: map[ID]Record{}, label: e.Label}
	if err := e.Run(d); err != nil {
		return nil, err
	}
	if err := d.inReach(); err != nil {
		return nil, err
	}
	entry := Entry{
		Seq: p.Revision + 1, At: e.At.UTC().Truncate(time.Second), Origin: e.Origin, Label: ShowLine(d.label), Nonce: e.Nonce,
		Undoes: e.Undoes, Redoes: e.Redoes, Quiet: e.Quiet && !d.decides,
	}
	out := &Outcome{Plan: d.plan, New: d.added}
	changed, focus, summed := false, false, d.creates() >= summedFrom
	for _, id := range d.touched {
		r, err := d.Get(id)
		if err != nil {
			return nil, err
		}
		if err := d.plan.validate(r, d); err != nil {
			return nil, err
		}
		change, err := diff(id, d.before[id], r, summed)
		if err != nil {
			return nil, err
		}
		if change.empty() {
			continue
		}
		entry.Changes = append(entry.Changes, change)
		out.Touched = append(out.Touched, r)
		if l, ok := r.(Listed); ok && l.Base().Focus {
			focus = true
		}
		changed = changed || change.counts()
	}
	if !changed {
		return nil, ErrUnchanged
	}
	if focus {
		if err := d.roomInFocus(); err != nil {
			return nil, err
		}
	}
	d.plan.Revision = entry.Seq
	out.Entry = entry
	return out, nil
}

// creates is how many records the edit adds.
func (d *Draft) creates() (n int) {
	for _, before := range d.before {
		if before == nil {
			n++
		}
	}
	return n
}
