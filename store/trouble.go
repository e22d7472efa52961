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
		got, err := examineApart(s.path)
		if err == nil {
			t.Usable, t.Revision, t.Changed = true, got.Head.Revision, got.Changed
		}
		if !noted { // who it is may be readable where other parts are not
			plan, t.Seen = got.Birth.ID, got.Head.Revision
		}
	}
	t.Backup = s.newestSound()
	if b := t.Backup; b != nil && t.Seen >= b.Revision && (plan == "" || plan == b.Plan) && t.Seen > 0 {
		t.Between = int64(t.Seen - b.Revision)
	}
	return t
}
