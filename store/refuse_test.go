package store_test

import (
	"bytes"
	"errors"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestDamagedHistoryIsKept refuses an edit of history that can't be read,
// rather than writing over it as if it were new.
func TestDamagedHistoryIsKept(t *testing.T) {
	s := seededPlan(t)
	store.Swap(t, s.Path(), planner.ID{Kind: planner.KindTick, N: 1}, planner.ID{Kind: planner.KindTick, N: 2})
	before := bytesOf(t, s.Path())
	_, err := s.Apply(stamped(planner.Edit{Label: "Over a tick", Run: func(d *planner.Draft) error {
		d.Put(&planner.Tick{ID: planner.ID{Kind: planner.KindTick, N: 1}, Check: planner.ID{Kind: planner.KindCheck, N: 1}, Date: today})
		return nil
	}}))
	wantError(t, "an edit over it", err, planner.ErrDamaged)
	if !bytes.Equal(bytesOf(t, s.Path()), before) {
		t.Error("the file was changed")
	}
}

// TestNewKind reads and edits a file that was made before a kind came up.
func TestNewKind(t *testing.T) {
	s := fresh(t)
	store.Forget(t, s.Path(), planner.KindCapture)
	store.Forget(t, s.Path(), planner.KindTick)
	if records, err := s.Range(planner.KindTick, today, today); err != nil || len(records) > 0 {
		t.Errorf("ticks: %v, %v", records, err)
	}
	_, err := s.Get(planner.ID{Kind: planner.KindTick, N: 1})
	wantError(t, "Get", err, planner.ErrNotFound)
	load(t, s.Path())
	res := apply(t, s, planner.CaptureLine("the first of its kind", today))
	same(t, "plan", all(res.Plan), all(load(t, s.Path())))
}

// TestUnreadable refuses a record that could be written but not read back.
func TestUnreadable(t *testing.T) {
	s := seededPlan(t)
	before := bytesOf(t, s.Path())
	_, err := s.Apply(stamped(planner.Edit{Label: "A tick of no day", Run: func(d *planner.Draft) error {
		d.Add(planner.KindTick, &planner.Tick{Check: planner.ID{Kind: planner.KindCheck, N: 1}})
		return nil
	}}))
	if err == nil || errors.Is(err, planner.ErrDamaged) {
		t.Errorf("it gave %v", err)
	}
	if !bytes.Equal(bytesOf(t, s.Path()), before) {
		t.Error("the file was changed")
	}
}

// TestMistake has an edit that panics: that is no damage, and nothing is
// changed.
func TestMistake(t *testing.T) {
	s := fresh(t)
	_, err := s.Apply(stamped(planner.Edit{Label: "Broken", Run: func(*planner.Draft) error {
		var none *planner.Action
		none.Title = "x"
		return nil
	}}))
	if err == nil || errors.Is(err, planner.ErrDamaged) {
		t.Errorf("an edit that panics gave %v", err)
	}
	if res := apply(t, s, planner.CaptureLine("goes on", today)); res.Entry.Seq != 2 {
		t.Errorf("the next edit has number %d", res.Entry.Seq)
	}
}
