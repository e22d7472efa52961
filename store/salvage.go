package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"waymark/planner"
)

// salvage puts a new plan together from what can be read of a damaged file
// and from a backup of its past. Each record, and each change, is taken from
// the file where it is sound there, else from the backup; where both fail, a
// stand-in keeps its number from being given again.
type salvage struct {
	at     time.Time
	own    pieces // of the damaged file
	note   headNote
	spare  pieces // of the backup
	backup string // its file; "": there is none that fits

	// What the new plan will be.
	birth   birth
	head    head
	records map[planner.Kind][]saved[planner.Record] // by number
	journal []saved[planner.Entry]
	kinds   []planner.SalvagedKind
}

// Salvage writes all that can be read of a damaged plan, completed from the
// newest backup of its past that loads back, into a new file. The damaged
// file itself is only read, and only by child processes.
func (s *Store) Salvage(at time.Time, file string) (planner.Salvaged, error) {
	if err := own(s.path, file); err != nil {
		return planner.Salvaged{}, err
	}
	if err := s.clearFor(file); err != nil {
		return planner.Salvaged{}, fmt.Errorf("salvage to %s: %w", planner.ShowLine(file), roomless(err))
	}
	p, err := s.collect(at)
	if err != nil {
		return planner.Salvaged{}, about("salvage", s.path, err)
	}
	p.stand()
	if err := p.fill(); err != nil {
		return planner.Salvaged{}, about("salvage", s.path, err)
	}
	if err := p.writeTo(file); err != nil {
		return planner.Salvaged{}, fmt.Errorf("salvage to %s: %w", planner.ShowLine(file), roomless(err))
	}
	return planner.Salvaged{File: file, Backup: p.backup, Kinds: p.kinds}, nil
}

// clearFor refuses a new file's name before anything is read.
func (s *Store) clearFor(file string) error {
	switch _, err := os.Lstat(file); {
	case err == nil:
		return fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return plainCause(err)
	case traces(file):
		return errors.New("a plan has been there, and what is kept beside it would not fit; take another name")
	}
	info, err := os.Stat(filepath.Dir(file))
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", filepath.Dir(file))
	}
	return plainCause(err)
}

// collect reads what there is, in the file and in a backup.
func (s *Store) collect(at time.Time) (*salvage, error) {
	_, err := look(s.path)
	if err != nil && !errors.Is(err, planner.ErrMissing) {
		return nil, err
	}
	p := &salvage{at: at}
	if note, ok := noted(s.path); ok && believable(note) {
		p.note = note
	}
	if err == nil {
		if err := s.gather(p); err != nil {
			return nil, err
		}
	}
	s.findSpare(p)
	if p.own.empty() && p.backup == "" {
		return nil, fmt.Errorf("nothing of it could be read (%w), and %w", planner.ErrDamaged, planner.ErrNoBackup)
	}
	return p, nil
}

// gather reads the damaged file: first who the plan is and how far its
// numbers go, then all of these. Its lock keeps another file from taking its
// place between two children.
func (s *Store) gather(p *salvage) error {
	unlock, err := lock(s.path, false)
	if err != nil {
		return err
	}
	defer unlock()
	g := &gathering{path: s.path, into: &p.own, began: now()}
	if err := g.read(metaSpans()); err != nil {
		return err
	}
	if p.own.version > schema {
		return fmt.Errorf("%w (format %d, this one knows up to %d)", planner.ErrNewer, p.own.version, schema)
	}
	if b := p.own.birth; b != nil && b.ID != p.note.Plan {
		p.note = headNote{} // it is another plan's
	}
	if h := p.own.head; h != nil {
		for name, n := range h.Given {
			if _, known := planner.KindNamed(name); !known && n > 0 {
				return fmt.Errorf("%w: this one does not know what a %s is", planner.ErrNewer, planner.ShowLine(name))
			}
		}
		return g.read(spansUpTo(h.Given, h.Revision, false))
	}
	given, revision := p.note.Given, p.note.Revision
	if b := s.newestSound(); p.note.Plan == "" && b != nil {
		given, revision = map[string]uint32{}, b.Revision
		for name, n := range b.Records {
			given[name] = uint32(n)
		}
	}
	return g.read(spansUpTo(given, revision, true))
}

// mostNumbers is more than any plan has of anything. The note has no checksum,
// and each number it tells of is looked up.
const mostNumbers = 1 << 20

func believable(n headNote) bool {
	for _, given := range n.Given {
		if given > mostNumbers {
			return false
		}
	}
	return n.Revision <= mostNumbers
}

// stand decides who the new plan is, and how far its numbers go: as the
// file's head says it, else as far as anything is known to have been.
func (p *salvage) stand() {
	h := head{Given: map[string]uint32{planner.KindProfile.String(): 1}}
	raise := func(kind planner.Kind, n uint32) {
		if _, known := kind.Info(); known {
			h.Given[kind.String()] = max(h.Given[kind.String()], n)
		}
	}
	follow := func(revision uint64, erasures uint32, given map[string]uint32) {
		h.Revision, h.Erasures = max(h.Revision, revision), max(h.Erasures, erasures)
		for name, n := range given {
			h.Given[name] = max(h.Given[name], n)
		}
	}
	if own := p.own.head; own != nil {
		follow(own.Revision, own.Erasures, own.Given)
	} else {
		follow(p.note.Revision, 0, p.note.Given)
		if spare := p.spare.head; spare != nil {
			follow(spare.Revision, spare.Erasures, spare.Given)
		}
	}
	for id, r := range p.own.records {
		raise(id.Kind, id.N)
		if p.own.head == nil {
			tellsOf(r.value, raise)
		}
	}
	for seq, e := range p.own.journal {
		h.Revision = max(h.Revision, seq)
		for _, c := range e.value.Changes {
			raise(c.ID.Kind, c.ID.N)
		}
	}
	h.Erasures++ // a window that knows the plan from before must read all of it
	p.head, p.birth = h, p.born()
}

// tellsOf gives the numbers that a record names besides its own.
func tellsOf(r planner.Record, number func(planner.Kind, uint32)) {
	for _, to := range planner.References(r) {
		if to.N <= mostNumbers {
			number(to.Kind, to.N)
		}
	}
	if l, ok := r.(planner.Listed); ok {
		number(planner.KindPhase, uint32(l.Base().Phase))
	}
}

// born is who the plan is; if nothing tells, it is a new one.
func (p *salvage) born() birth {
	switch {
	case p.own.birth != nil:
		return *p.own.birth
	case p.spare.birth != nil:
		return *p.spare.birth
	}
	b := birth{ID: p.note.Plan, Created: p.at}
	for _, e := range p.own.journal {
		if e.value.At.Before(b.Created) {
			b.Created = e.value.At
		}
	}
	if b.ID == "" {
		b.ID = fmt.Sprintf("salvaged-%d", p.at.UnixNano())
	}
	return b
}

// fill finds a value for every number.
func (p *salvage) fill() error {
	if err := p.forget(); err != nil {
		return err
	}
	p.records = map[planner.Kind][]saved[planner.Record]{}
	for _, info := range planner.Kinds {
		told := planner.SalvagedKind{Kind: info.Name}
		for n := uint32(1); n <= p.head.Given[info.Name]; n++ {
			id := planner.ID{Kind: info.Kind, N: n}
			r, sound := p.own.records[id]
			spare, spared := p.spare.records[id]
			var err error
			switch {
			case sound:
				told.Recovered++
			case spared:
				told.FromBackup = append(told.FromBackup, id.String())
				r = spare
			default:
				told.Lost = append(told.Lost, id.String())
				r, err = standIn(id, p.at)
			}
			if err != nil {
				return err
			}
			p.records[info.Kind] = append(p.records[info.Kind], r)
		}
		p.kinds = append(p.kinds, told)
	}
	if err := errors.Join(p.leaveReview(), p.noteWeeks()); err != nil {
		return err
	}
	return p.mend()
}
