package store_test

import (
	"os"
	"testing"
	"time"

	"waymark/planner"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// TestCare takes a backup, goes on, damages the file and restores.
func TestCare(t *testing.T) {
	s := fresh(t)
	apply(t, s, planner.CaptureLine("first", today))
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	if b.Revision != 2 || b.Records["capture"] != 1 || b.Number != 1 {
		t.Errorf("the backup: %+v", b)
	}
	apply(t, s, planner.CaptureLine("second", today))
	c, err := s.Check()
	if err != nil || !c.Sound || len(c.Findings) > 0 || c.Backup == nil || c.Revision != 3 || c.Journal != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	whole := bytesOf(t, s.Path())
	if err := os.Truncate(s.Path(), int64(len(whole)/2)); err != nil {
		t.Fatal(err)
	}
	_, err = s.Load()
	wantError(t, "load", err, planner.ErrDamaged)
	tr := s.Trouble(err)
	if tr.Backup == nil || tr.Backup.Revision != 2 || tr.Seen != 3 || tr.Between != 1 || tr.Usable {
		t.Fatalf("%+v", tr)
	}
	c, err = s.Check()
	if err != nil || c.Sound {
		t.Fatalf("%+v, %v", c, err)
	}
	got, err := s.Restore(noon, tr.Backup.File)
	if err != nil || got.Aside == "" {
		t.Fatalf("%+v, %v", got, err)
	}
	if p := load(t, s.Path()); p.Revision != 2 {
		t.Errorf("revision %d", p.Revision)
	}
	if len(bytesOf(t, got.Aside)) != len(whole)/2 {
		t.Error("the damaged file is not what was kept aside")
	}
	apply(t, s, planner.CaptureLine("goes on", today))
}
