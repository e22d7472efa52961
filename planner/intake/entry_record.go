package intake

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// complete gives a new record that is no item what the file doesn't say, and
// refuses what the plan's rules let pass and a table shouldn't hold.
func (t *taking) complete(r planner.Record) error {
	day := func(d *civil.Date) {
		if d.IsZero() {
			*d = t.how.Today
		}
	}
	switch r := r.(type) {
	case *planner.Capture:
		day(&r.Created)
	case *planner.Tick:
		day(&r.Date)
		return t.ticks(r)
	case *planner.Energy:
		day(&r.Date)
	case *planner.Reflection:
		day(&r.Date)
		if strings.TrimSpace(r.Answer) == "" {
			return errors.New(`answer "": expected a few words`)
		}
	case *planner.Matter:
		day(&r.Opened)
	case *planner.TimeOff:
		if r.To.IsZero() {
			r.To = r.From
		}
	}
	return nil
}

// ticks refuses a tick of what is no check, and of a time to come.
func (t *taking) ticks(r *planner.Tick) error {
	if k, ok := t.draft.Plan().Find(r.Check).(*planner.Check); !ok || k == nil {
		return &planner.InputError{What: "check", Value: r.Check.String(), Expected: "the id of a check of this plan", Example: "k3"}
	}
	if r.Date.After(t.how.Today) {
		return &planner.InputError{What: "date", Value: r.Date.String(), Expected: "a day up to today"}
	}
	return nil
}

// follow brings what depends on a record in line with it. was is nil for one
// that is added.
func (t *taking) follow(was, now planner.Record) error {
	switch now := now.(type) {
	case *planner.Tick:
		old, _ := was.(*planner.Tick)
		return t.followTick(old, now)
	case *planner.Energy:
		old, _ := was.(*planner.Energy)
		t.followEnergy(old, now)
	}
	return nil
}

// followTick notes in a check when it was done last.
func (t *taking) followTick(was, now *planner.Tick) error {
	if was != nil && was.Check != now.Check {
		return fmt.Errorf("%s stays with %s; take it out, and add one without an id", now.ID, was.Check)
	}
	if err := t.ticks(now); err != nil {
		return err
	}
	k, ok := t.draft.Plan().Find(now.Check).(*planner.Check)
	if !ok || k.Tick != now.ID && !now.Date.After(k.Last) {
		return nil
	}
	next := *k
	if k.Tick != now.ID {
		next.Prev, next.Tick, next.Moved = k.Last, now.ID, civil.Date{}
	}
	next.Last, next.Skipped, next.Touched = now.Date, now.Skipped, t.how.Today
	t.draft.Put(&next)
	return nil
}

// followEnergy notes a reading in its week, where lines of energy are drawn
// from. What was read there before this file was taken stays.
func (t *taking) followEnergy(was, now *planner.Energy) {
	if was != nil && was.Work != "" {
		t.changeWeek(planner.Week(was.Date), false, func(w *planner.WeekNote) bool {
			mine := w.Energy[was.Work].Of == was.ID
			delete(w.Energy, was.Work)
			return mine
		})
	}
	if now.Work == "" {
		return
	}
	week := planner.Week(now.Date)
	t.changeWeek(week, true, func(w *planner.WeekNote) bool {
		if _, there := w.Energy[now.Work]; there && !t.felt[week+now.Work] {
			return false
		}
		if t.felt == nil {
			t.felt = map[string]bool{}
		}
		t.felt[week+now.Work] = true
		w.Energy[now.Work] = planner.Reading{Value: now.Value, Of: now.ID, Review: now.Review}
		return true
	})
}

// changeWeek changes the readings of a week's note, or makes one; set tells
// whether it changed any.
func (t *taking) changeWeek(week string, begins bool, set func(*planner.WeekNote) bool) {
	old := t.draft.Plan().WeekNamed(week)
	next := planner.WeekNote{Week: week}
	if old != nil {
		next = *old
	}
	if next.Energy = maps.Clone(next.Energy); next.Energy == nil {
		next.Energy = map[string]planner.Reading{}
	}
	switch {
	case old == nil && !begins, !set(&next):
	case old == nil:
		t.draft.Add(planner.KindWeek, &next)
	default:
		t.draft.Put(&next)
	}
}
