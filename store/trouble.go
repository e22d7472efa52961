package store

import (
	"errors"

	"waymark/planner"
)

// Trouble says what can be done about an error that has ErrDamaged.
func (s *Store) Trouble(cause error) planner.Trouble {
	t := planner.Trouble{File: s.path, Cause: cause, Between: -1}
	note, noted := noted(s.path)
	plan := note.Plan
	t.Seen = note.Revision
	if !errors.Is(cause, planner.ErrMissing) {
		if got, err := examineApart(s.path); err == nil {
			t.Usable, t.Revision, t.Changed = true, got.Head.Revision, got.Changed
		}
	}
	if !noted {
		if h, err := s.top(); err == nil {
			plan, t.Seen = h.Birth.ID, h.Head.Revision
		}
	}
	t.Backup = s.newestSound()
	if b := t.Backup; b != nil && t.Seen >= b.Revision && (plan == "" || plan == b.Plan) && t.Seen > 0 {
		t.Between = int64(t.Seen - b.Revision)
	}
	return t
}

// top reads who the plan is and where it stands, which may be readable where
// other parts are not.
func (s *Store) top() (census, error) {
	got, _, err := visit(&use{path: s.path, copy: true}, func(v *view) (census, error) {
		b, h, err := v.top()
		return census{Birth: b, Head: h}, err
	})
	return got, err
}
