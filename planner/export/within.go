package export

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// within reports whether a record lies in the phase and in the period that
// were chosen. Your profile and the phases always do.
func (v *sieve) within(r planner.Record) bool {
	switch r.(type) {
	case *planner.Profile, *planner.Phase:
		return true
	}
	return (v.phase == 0 || inPhase(r, v.phase)) && (v.period.IsZero() || v.period.has(r))
}

// inPhase reports whether a record belongs to a phase: what names the phase
// does, with the ticks of its checks, and what belongs to none stays out.
func inPhase(r planner.Record, phase int) bool {
	switch r := r.(type) {
	case planner.Listed:
		return r.Base().Phase == phase
	case *planner.Evidence:
		return r.Phase == phase
	case *planner.Reflection:
		return r.Phase == phase
	case *planner.Tick: // goes with its check
		return true
	}
	return false
}

// has reports whether a record belongs to a period: what happened on one of
// its days does, and what is still open and was there by its last day. A
// week, with its review, happens on its Thursday, so that week 2026-W53 is of
// 2026; days off happen on each of them.
func (p Period) has(r planner.Record) bool {
	switch r := r.(type) {
	case planner.Listed:
		return p.hasItem(r)
	case *planner.Capture:
		return p.begun(r.Created)
	case *planner.Matter:
		if r.Closed.IsZero() {
			return p.begun(r.Opened)
		}
		return p.Holds(r.Closed)
	case *planner.TimeOff:
		return !r.To.Before(p.From) && p.begun(r.From)
	case *planner.Review:
		return p.hasWeek(r.Week, r.Due)
	case *planner.WeekNote:
		return p.hasWeek(r.Week, r.Due)
	}
	return p.Holds(r.Day())
}

// hasItem is has for items. Where only the year is known in which something
// was done, the period has to hold all of that. A check happens at each of its
// ticks, so one that ended after the period still belongs to it.
func (p Period) hasItem(it planner.Listed) bool {
	b := it.Base()
	ended := b.Since
	switch {
	case b.State != planner.Done && b.State != planner.Dropped:
		return p.begun(b.Created)
	case b.State == planner.Done && !b.Done.IsZero():
		ended = b.Done
	}
	if _, check := it.(*planner.Check); check {
		return p.begun(b.Created) && !ended.Before(p.From)
	}
	if b.State == planner.Done && b.Rough {
		year := Year(ended.Year)
		return p.Holds(year.From) && p.Holds(year.To)
	}
	return p.Holds(ended)
}

// begun reports whether what is there since a day was there by the period's
// last day.
func (p Period) begun(day civil.Date) bool { return p.To.IsZero() || !day.After(p.To) }

func (p Period) hasWeek(week string, due civil.Date) bool {
	monday, err := planner.ParseWeek(week)
	if err != nil {
		return p.Holds(due)
	}
	return p.Holds(monday.AddDays(3))
}
