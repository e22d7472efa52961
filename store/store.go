package store

import (
	"errors"
	"os"
	"sync"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// Store is a plan's file. It is a planner.Keeper, and safe for use by several
// goroutines. Nothing is open between two calls.
type Store struct {
	path string

	mu      sync.Mutex
	known   known
	refused error // why nothing more is written, after the disk failed
	notices []string
	private bool // what may have been open to others was looked at
	plain   bool // nothing is backed up, thinned or put together
}

var (
	_ planner.Keeper = (*Store)(nil)
	_ planner.Care   = (*Store)(nil)
	_ planner.Drafts = (*Store)(nil)
)

// Open names the file that a plan is, or will be, kept in. It touches nothing;
// the error is for a path that can't be one.
func Open(path string) (*Store, error) {
	if path == "" {
		return nil, errors.New("a plan needs the name of a file, like --file plan.db")
	}
	return &Store{path: path}, nil
}

// Path is the file's name, as it was given.
func (s *Store) Path() string { return s.path }

// read looks into a plan that others may be reading too. A file of an older
// format is brought up to this one first.
func read[T any](path string, work func(*view) (T, error)) (T, os.FileInfo, error) {
	got, info, err := readAs(path, false, work)
	if errors.Is(err, errOldFormat) {
		// Where it can't be brought up to this format, on a disk that is full
		// or only to be read, it is read as it is.
		err = migrate(path)
		if asItIs := unwritable(err) || full(err); asItIs || err == nil {
			got, info, err = readAs(path, asItIs, work)
		}
	}
	if err != nil {
		var none T
		return none, nil, about("read the plan", path, err)
	}
	return got, info, nil
}

func readAs[T any](path string, asItIs bool, work func(*view) (T, error)) (T, os.FileInfo, error) {
	var none T
	if _, err := look(path); err != nil {
		return none, nil, err
	}
	if err := firstLook(path); err != nil {
		return none, nil, err
	}
	unlock, err := lock(path, false)
	if err != nil {
		return none, nil, err
	}
	defer unlock()
	note, ok := testimony(path)
	return visit(&use{path: path}, func(v *view) (T, error) {
		v.asItIs = asItIs
		if err := v.ready(note, ok); err != nil {
			return none, err
		}
		return work(v)
	})
}

// Load reads the whole state and checks it: every checksum, and the number of
// records of each kind.
func (s *Store) Load() (*planner.Plan, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next, info, err := read(s.path, func(v *view) (known, error) {
		plan, h, err := v.load()
		nonce, _ := h.nonce(h.Revision)
		return known{plan: plan, nonce: nonce, erasures: h.Erasures}, err
	})
	if err != nil {
		return nil, s.known.gone(s.path, err)
	}
	s.tightenOnce()
	next.file = info
	s.known = next
	return next.plan, nil
}

// Since gives what moved after a revision, whoever changed it. While nothing
// does, it costs a stat of the file.
func (s *Store) Since(rev uint64) (planner.Delta, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := look(s.path)
	if err != nil {
		return planner.Delta{}, s.known.gone(s.path, about("read the plan", s.path, err))
	}
	if s.known.still(info) && s.known.plan.Revision == rev {
		return planner.Delta{}, nil
	}
	before := s.known
	type news struct {
		known
		planner.Delta
	}
	got, info, err := read(s.path, func(v *view) (news, error) {
		next, kinds, all, err := v.catchUp(before, rev)
		if err != nil {
			return news{}, err
		}
		if !all && len(kinds) == 0 {
			return news{known: next}, nil
		}
		return news{next, planner.Delta{Moved: true, Plan: next.plan, Kinds: kinds}}, nil
	})
	if err != nil {
		return planner.Delta{}, s.known.gone(s.path, err)
	}
	s.known, s.known.file = got.known, info
	s.known.own = before.own && before.stamped(info)
	return got.Delta, nil
}

// Get reads one record, also of history, and also one that was removed.
func (s *Store) Get(id planner.ID) (planner.Record, error) {
	r, _, err := read(s.path, func(v *view) (planner.Record, error) { return v.record(id) })
	return r, s.gone(err)
}

// Range reads the history of one kind from one day to another, in the order
// of its days, without removed records.
func (s *Store) Range(k planner.Kind, from, to civil.Date) ([]planner.Record, error) {
	info, ok := k.Info()
	if !ok || !info.History {
		return nil, nil
	}
	records, _, err := read(s.path, func(v *view) ([]planner.Record, error) {
		return v.days(info, dayKey(k, from, 0), dayKey(k, to, ^uint32(0)))
	})
	return records, s.gone(err)
}

// History reads up to n journal entries, newest first, older than before;
// before 0 starts at the newest.
func (s *Store) History(before uint64, n int) ([]planner.Entry, error) {
	entries, _, err := read(s.path, func(v *view) ([]planner.Entry, error) {
		_, h, err := v.top()
		if err != nil {
			return nil, err
		}
		return journal{v, h.Revision}.entries(before, n)
	})
	return entries, s.gone(err)
}

// gone is known.gone for calls that leave what is known alone.
func (s *Store) gone(err error) error {
	if err == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known.gone(s.path, err)
}

// Glance reads only what a shell prompt shows.
func Glance(path string) (planner.Glance, error) {
	g, _, err := read(path, func(v *view) (planner.Glance, error) {
		var g planner.Glance
		err := v.meta(glanceKey, &g)
		return g, err
	})
	return g, err
}
