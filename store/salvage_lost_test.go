package store

import (
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
)

// TestSalvageNewer refuses files that it would not understand.
func TestSalvageNewer(t *testing.T) {
	for name, spoil := range map[string]func(v *view) error{
		"format": func(v *view) error { return v.set(metaBucket, []byte(schemaKey), schemaNote{Version: schema + 1}) },
		"kind": func(v *view) error {
			_, h, err := v.top()
			if err != nil {
				return err
			}
			h.Given["dream"] = 3
			return v.set(metaBucket, []byte(headKey), h)
		},
	} {
		s := begun(t)
		tamper(t, s.path, spoil)
		if _, err := s.Salvage(seedAt, filepath.Join(t.TempDir(), "saved.db")); err == nil || !strings.Contains(err.Error(), planner.ErrNewer.Error()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSalvageOldFormat salvages a file of the first format into one of the
// present.
func TestSalvageOldFormat(t *testing.T) {
	s := seededStore(t, 60, 40, 3)
	tamper(t, s.path, func(v *view) error {
		if err := v.tx.Bucket([]byte(metaBucket)).Delete([]byte(tallyKey)); err != nil {
			return err
		}
		return v.set(metaBucket, []byte(schemaKey), schemaNote{Version: 1})
	})
	original := sealedIn(t, s.path)
	saved, _ := salvageTo(t, s)
	compare(t, original, sealedIn(t, saved.path))
}

// TestStandIns puts stand-ins of every kind in place of all there is: the
// plan loads, and its numbers go on.
func TestStandIns(t *testing.T) {
	s := begun(t)
	p := &salvage{at: seedAt, birth: birth{ID: "id", Created: seedAt}, head: head{Revision: 3, Given: map[string]uint32{}}}
	for _, info := range planner.Kinds {
		p.head.Given[info.Name] = 2
	}
	p.head.Given["profile"] = 1
	if err := p.fill(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(filepath.Dir(s.path), "out.db")
	if err := p.writeTo(out); err != nil {
		t.Fatal(err)
	}
	saved, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := saved.Load()
	if err != nil {
		t.Fatal(err)
	}
	if plan.Profile().Path != "it-management" || plan.Phase(2) == nil || plan.Phase(2).Title != "Phase 2" || plan.Phase(2).From != 2 {
		t.Errorf("%+v, %+v", plan.Profile(), plan.Phase(2))
	}
	for _, info := range planner.Kinds {
		r, err := saved.Get(planner.ID{Kind: info.Kind, N: 1})
		if err != nil {
			t.Fatal(err)
		}
		stays := info.Kind == planner.KindPhase || info.Kind == planner.KindProfile
		if r.Gone() == stays || info.History == r.Day().IsZero() {
			t.Errorf("%s: teach standInFields what it needs: %+v", info.Name, r)
		}
	}
	res, err := saved.Apply(capture(9))
	if err != nil || res.New[0].N != 3 || res.Plan.Revision != 4 {
		t.Errorf("%+v, %v", res, err)
	}
	if _, err := saved.Undo(0, planner.Edit{At: seedAt, Nonce: 10}); err != nil {
		t.Errorf("undo: %v", err)
	}
}
