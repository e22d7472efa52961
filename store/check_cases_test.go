package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// warned are the findings of a checkup that speak of backups; all of them
// have to be warnings.
func warned(t *testing.T, c planner.Checkup) (found []planner.Finding) {
	t.Helper()
	for _, f := range c.Findings {
		if !f.Warning {
			t.Errorf("no warning: %+v", f)
		}
		if strings.HasPrefix(f.Where, "backup") {
			found = append(found, f)
		}
	}
	return found
}

// TestCheckBusy checks a plan that others hold: that is no damage.
func TestCheckBusy(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	lockAlone(t, s.Path())
	c, err := s.Check()
	wantError(t, "check", err, planner.ErrBusy)
	if errors.Is(err, planner.ErrDamaged) || c.Sound || len(c.Findings) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestCheckHardLink checks a plan that has a second name: that is no damage.
func TestCheckHardLink(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	if err := os.Link(s.Path(), filepath.Join(filepath.Dir(s.Path()), "second.db")); err != nil {
		t.Skip("without links: ", err)
	}
	c, err := s.Check()
	if err == nil || errors.Is(err, planner.ErrDamaged) || !strings.Contains(err.Error(), "second name") || c.Sound || len(c.Findings) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestCheckManyBad has more backups that don't load than are told one by one:
// the rest is counted, and the newest that loads is found behind them.
func TestCheckManyBad(t *testing.T) {
	t.Parallel()
	s := backedDaily(t, 6)
	list := backups(t, s)
	for _, b := range list[:5] {
		if err := os.Truncate(b.File, 5000); err != nil {
			t.Fatal(err)
		}
	}
	c, err := s.Check()
	if err != nil || !c.Sound {
		t.Fatalf("%+v, %v", c, err)
	}
	found := warned(t, c)
	if len(found) != 4 {
		t.Fatalf("%d findings: %+v", len(found), found)
	}
	for i, f := range found[:3] {
		if f.Where != fmt.Sprint("backup ", list[i].Number) {
			t.Errorf("finding %d is of %s", i, f.Where)
		}
	}
	if rest := found[3]; rest.Where != "backups" || !strings.HasPrefix(rest.What, "2 more") {
		t.Errorf("the rest: %+v", rest)
	}
	if c.Backup == nil || c.Backup.Number != list[5].Number {
		t.Errorf("the newest sound one is %+v", c.Backup)
	}
}

// TestCheckSetBack has the plan and its note set back together: a backup that
// goes further is all that tells of it. One of what a restore left behind
// tells nothing.
func TestCheckSetBack(t *testing.T) {
	t.Parallel()
	for why, warnings := range map[string]int{"asked": 1, "before restore": 0} {
		s := fresh(t)
		plan, note := bytesOf(t, s.Path()), bytesOf(t, store.HeadPath(s.Path()))
		res := apply(t, s, planner.CaptureLine("since then", today))
		if _, err := s.Backup(noon, why); err != nil {
			t.Fatal(err)
		}
		if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 {
			t.Fatalf("before: %+v, %v", c, err)
		}
		put(t, s.Path(), plan)
		put(t, store.HeadPath(s.Path()), note)
		c, err := s.Check()
		if err != nil || !c.Sound || c.Revision != res.Entry.Seq-1 {
			t.Errorf("%s: %+v, %v", why, c, err)
		}
		found := warned(t, c)
		if len(found) != warnings || warnings > 0 && !strings.Contains(found[0].What, "set back") {
			t.Errorf("%s: %+v", why, found)
		}
	}
}

// TestCheckNoFolder has a file where the backups should be.
func TestCheckNoFolder(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	put(t, store.BackupsPath(s.Path()), []byte("in the way"))
	c, err := s.Check()
	if err != nil || !c.Sound || c.Backup != nil {
		t.Fatalf("%+v, %v", c, err)
	}
	if found := warned(t, c); len(found) == 0 || !strings.Contains(found[0].What, store.BackupsPath(s.Path())) || !strings.Contains(found[0].What, "no folder") {
		t.Errorf("%+v", found)
	}
}

// TestCheckAnother has another plan's file in the plan's place: it isn't
// sound, and what was looked at is told.
func TestCheckAnother(t *testing.T) {
	t.Parallel()
	s := fresh(t)
	copied(t, otherPlan(t), s.Path())
	c, err := s.Check()
	if err != nil || c.Sound || len(c.Findings) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	if c.Revision != 2 || c.Records["phase"] != 4 || c.Records["capture"] != 1 || c.Journal != 2 {
		t.Errorf("what was looked at: change %d, %v, %d entries", c.Revision, c.Records, c.Journal)
	}
}
