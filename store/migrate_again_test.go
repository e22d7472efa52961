package store_test

import (
	"errors"
	"strings"
	"testing"

	"waymark/planner"
)

// TestCase36Again fails to bring a file up to the present format, again and
// again, after its backup was taken: it says so, the file stays as it was, and
// no further backup of the same change is taken.
func TestCase36Again(t *testing.T) {
	t.Parallel()
	s, old := firstFormat(t)
	free := blocked(t, s.Path())
	calls := []func() error{
		func() error { _, err := s.Load(); return err },
		func() error { return uses["apply"](s) },
		func() error { _, err := open(t, s.Path()).Load(); return err },
		func() error { return firstCalls["glance"](s.Path()) },
	}
	for i, call := range calls {
		err := call()
		if err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), "bring the file up to format 2") || !strings.Contains(err.Error(), "as it was") {
			t.Errorf("call %d: %v", i, err)
		}
		untouched(t, s.Path(), old)
		if list := backups(t, s); len(list) != 1 || list[0].Why != "before migrate" {
			t.Fatalf("after call %d there are %+v", i, list)
		}
	}
	free()
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := backups(t, s)
	if len(list) != 1 || list[0].Revision != p.Revision {
		t.Fatalf("%+v, and the plan is at %d", list, p.Revision)
	}
	wantNote(t, s)
	if got, err := s.Verify(list[0].File); err != nil || got.Plan != p.ID {
		t.Errorf("%+v, %v", got, err)
	}
}
