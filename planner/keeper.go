package planner

import (
	"iter"
	"slices"

	"cloud.google.com/go/civil"
)

// Keeper is what screens and line commands know of where a plan is kept. Its
// calls take milliseconds and may run on the screen's own goroutine.
type Keeper interface {
	// Load reads the plan: ErrNoPlan, ErrBusy or ErrDamaged say why not.
	Load() (*Plan, error)
	// Create starts a plan with its first records; ErrExists if there is one.
	Create(id string, start Edit) (Result, error)
	// Apply runs an edit on the newest plan and keeps it before it returns.
	Apply(Edit) (Result, error)
	// Undo takes back entry seq, or for 0 the newest that is not undone. The
	// edit given carries only the stamp.
	Undo(seq uint64, stamp Edit) (Result, error)
	// Redo repeats what was undone last.
	Redo(stamp Edit) (Result, error)
	// Since gives what others changed after a revision; it costs a stat of
	// the file when nothing did.
	Since(rev uint64) (Delta, error)
	// Get reads one record, also of history.
	Get(ID) (Record, error)
	// Range reads the history of one kind from one day to another, in the
	// order of its days.
	Range(k Kind, from, to civil.Date) ([]Record, error)
	// Whole reads the plan together with the history of some kinds, removed
	// records included, all as of one moment. What is read is decoded as it is
	// asked for, so that long histories need little memory.
	Whole(kinds ...Kind) (Whole, error)
	// History reads up to n journal entries, newest first, older than before;
	// before 0 starts at the newest.
	History(before uint64, n int) ([]Entry, error)
}

// Result is what an edit gave.
type Result struct {
	Plan  *Plan
	Entry Entry
	New   []ID // ids of the records it added
}

// Delta is what moved since a revision.
type Delta struct {
	Moved bool
	Plan  *Plan  // the plan now, when it moved
	Kinds []Kind // of the records that moved; nil means that everything may have
}

// Whole is a plan with history of it, as of one moment.
type Whole struct {
	Plan *Plan
	// History gives the records of one kind by their numbers, removed ones
	// included; nothing for kinds that were not asked for. It may be used any
	// number of times.
	History func(Kind) iter.Seq2[Record, error]
}

// WholeOf is a plan with history that is in memory, each kind in the order
// given.
func WholeOf(p *Plan, history ...Record) Whole {
	return Whole{p, func(k Kind) iter.Seq2[Record, error] {
		return func(yield func(Record, error) bool) {
			for _, r := range history {
				if r.Key().Kind == k && !yield(r, nil) {
					return
				}
			}
		}
	}}
}

// Memory keeps a plan in memory only: for tests and for trying things out.
type Memory struct {
	plan    *Plan
	history map[ID]Record
	journal []Entry
}

// NewMemory is a keeper without a plan.
func NewMemory() *Memory { return &Memory{history: map[ID]Record{}} }

// Load returns the plan.
func (m *Memory) Load() (*Plan, error) {
	if m.plan == nil {
		return nil, ErrNoPlan
	}
	return m.plan, nil
}

// Create starts the plan.
func (m *Memory) Create(id string, start Edit) (Result, error) {
	if m.plan != nil {
		return Result{}, ErrExists
	}
	return m.apply(NewPlan(id, 0, nil), start)
}

// Apply runs an edit.
func (m *Memory) Apply(e Edit) (Result, error) {
	if m.plan == nil {
		return Result{}, ErrNoPlan
	}
	return m.apply(m.plan, e)
}

func (m *Memory) apply(p *Plan, e Edit) (Result, error) {
	out, err := p.Apply(e, m.Get)
	if err != nil {
		return Result{}, err
	}
	for _, r := range out.Touched {
		if info, _ := r.Key().Kind.Info(); info.History {
			m.history[r.Key()] = r
		}
	}
	m.plan, m.journal = out.Plan, append(m.journal, out.Entry)
	return Result{Plan: out.Plan, Entry: out.Entry, New: out.New}, nil
}

// Undo takes back an entry.
func (m *Memory) Undo(seq uint64, stamp Edit) (Result, error) {
	if m.plan == nil {
		return Result{}, ErrNoPlan
	}
	e, err := ToUndo(m, seq)
	if err != nil {
		return Result{}, err
	}
	return m.Apply(Takeback(e).Stamp(stamp.At, stamp.Origin, stamp.Nonce))
}

// Redo repeats what was undone last.
func (m *Memory) Redo(stamp Edit) (Result, error) {
	if m.plan == nil {
		return Result{}, ErrNoPlan
	}
	e, err := ToRedo(m)
	if err != nil {
		return Result{}, err
	}
	return m.Apply(Repeat(e).Stamp(stamp.At, stamp.Origin, stamp.Nonce))
}

// Since reports that nothing moved: nobody else can reach the plan.
func (*Memory) Since(uint64) (Delta, error) { return Delta{}, nil }

// Get reads one record.
func (m *Memory) Get(id ID) (Record, error) {
	if r, ok := m.history[id]; ok {
		return r, nil
	}
	if m.plan == nil {
		return nil, ErrNoPlan
	}
	if r := m.plan.Find(id); r != nil {
		return r, nil
	}
	return nil, missing(id)
}

// Range reads the history of one kind.
func (m *Memory) Range(k Kind, from, to civil.Date) ([]Record, error) {
	var out []Record
	for _, r := range m.history {
		if r.Key().Kind == k && !r.Gone() && !r.Day().Before(from) && !r.Day().After(to) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Record) int {
		if a.Day() != b.Day() {
			return a.Day().Compare(b.Day())
		}
		return int(a.Key().N) - int(b.Key().N)
	})
	return out, nil
}

// Whole gives the plan and its history.
func (m *Memory) Whole(kinds ...Kind) (Whole, error) {
	if m.plan == nil {
		return Whole{}, ErrNoPlan
	}
	var history []Record
	for id, r := range m.history {
		if slices.Contains(kinds, id.Kind) {
			history = append(history, r)
		}
	}
	slices.SortFunc(history, func(a, b Record) int { return int(a.Key().N) - int(b.Key().N) })
	return WholeOf(m.plan, history...), nil
}

// History reads journal entries, newest first.
func (m *Memory) History(before uint64, n int) ([]Entry, error) {
	if m.plan == nil {
		return nil, ErrNoPlan
	}
	if before == 0 || before > m.Last() {
		before = m.Last() + 1
	}
	var out []Entry
	for seq := before - 1; seq > 0 && len(out) < n; seq-- {
		e, err := m.Entry(seq)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// Last is the number of the newest journal entry.
func (m *Memory) Last() uint64 { return uint64(len(m.journal)) }

// Entry reads one journal entry.
func (m *Memory) Entry(seq uint64) (Entry, error) {
	if seq == 0 || seq > m.Last() {
		return Entry{}, ErrNotFound
	}
	e := m.journal[seq-1]
	for _, later := range m.journal[seq:] {
		if later.Undoes == seq {
			e.Undone = true
		}
		if later.Redoes == seq {
			e.Undone = false
		}
	}
	return e, nil
}
