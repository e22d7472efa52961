package intake

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/store"
)

// Kept on a disk a copy makes the same plan, also with numbers that were given
// and are no longer used, and another plan is taken as in memory.
func TestPlanThroughStore(t *testing.T) {
	m := another(t)
	do(t, m, planner.Edit{Label: "More", Run: func(d *planner.Draft) error {
		d.Reserve(map[planner.Kind]uint32{planner.KindAction: 70, planner.KindTick: 9})
		d.Add(planner.KindCapture, &planner.Capture{Text: "one more"})
		return nil
	}})
	text := exported(t, m)
	c := readCopy(t, text)
	s, err := store.Open(filepath.Join(t.TempDir(), "plan.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Create(c.Plan, c.Begin().Stamp(time.Unix(0, 0), "shell", 1)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, exported(t, s)); diff != "" {
		t.Error(diff)
	}
	wantNothing(t, s, text)
	mine := exported(t, started(t, "the-plan"))
	if _, err := imported(t, s, readCopy(t, mine)); err == nil {
		t.Error("the path's own entries are new")
	}
	other := exported(t, joinable(t))
	if res, err := imported(t, s, readCopy(t, other)); err != nil || res.Entry.Label != "Imported plan.json: 2 added" {
		t.Errorf("%q, %v", res.Entry.Label, err)
	}
	wantNothing(t, s, other)
	if got, err := s.Check(); err != nil || !got.Sound {
		t.Errorf("%+v, %v", got, err)
	}
}

// joinable is a plan with two entries of its own.
func joinable(t *testing.T) *planner.Memory {
	t.Helper()
	m := started(t, "a-third")
	do(t, m, planner.AddItem(&planner.Action{Item: planner.Item{Title: "Call them", Phase: 2}}, monday),
		planner.LogEvidence(planner.Evidence{Title: "They called back"}, monday))
	return m
}
