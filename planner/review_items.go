package planner

import (
	"slices"

	"cloud.google.com/go/civil"
)

// maxStale is how many untouched items one review asks about at most, the
// longest untouched first, so that a review stays short after a long absence.
const maxStale = 12

// shortMost is how many things the 5-minute form looks at one by one; the rest
// waits for the full one.
const shortMost = 12

// What can come of a step.
const (
	OutcomeDone      = "done"
	OutcomeSeen      = "seen"    // looked at and left as it is
	OutcomeSkipped   = "skipped" // a check's occurrence
	OutcomeMoved     = "moved"   // to another date
	OutcomeNext      = "next"    // to be done next week
	OutcomeWaiting   = "waiting"
	OutcomeHeld      = "held"
	OutcomeDropped   = "dropped"
	OutcomeServed    = "served"    // a stuck milestone got an action
	OutcomeElsewhere = "elsewhere" // settled outside of the review
	OutcomeGone      = "gone"      // removed outside of the review
)

// Why things come up. There are at most maxStale untouched ones in a review,
// also when it is taken up again.
const (
	dueNow    = "due"
	overdue   = "overdue"
	untouched = "untouched"
	stuck     = "stuck"
)

func countBecause(steps []Step, because string) int {
	n := 0
	for _, s := range steps {
		if s.Because == because {
			n++
		}
	}
	return n
}

// CheckDay is the day that a review judges checks by: its own day where it is
// held later, so that a late review neither loses the occurrences of its week
// nor takes those of the next.
func CheckDay(r *Review, today civil.Date) civil.Date {
	if r.Due.Before(today) && today.DaysSince(r.Due) < 7 {
		return r.Due
	}
	return today
}

// ToReview lists what a review begun today looks at: checks that are due, then
// what is overdue, due and untouched for long. Nothing comes twice.
func (p *Plan) ToReview(today civil.Date) []Step {
	return p.toReview(CheckDay(&Review{Due: p.settlesOn(today)}, today), today)
}

func (p *Plan) toReview(checkDay, today civil.Date) []Step {
	var steps []Step
	seen := map[ID]bool{}
	add := func(it Listed, because string) {
		if !seen[it.Key()] {
			seen[it.Key()] = true
			steps = append(steps, Step{Item: it.Key(), Because: because})
		}
	}
	for _, k := range p.checksDue(checkDay) {
		add(k, dueNow)
	}
	for _, it := range p.DueSoon(today) {
		if it.Key().Kind == KindCheck {
			continue
		}
		if p.IsOverdue(it, today) {
			add(it, overdue)
		} else {
			add(it, dueNow)
		}
	}
	var stale []Listed
	for it := range p.Items() {
		if p.IsStale(it, today) {
			stale = append(stale, it)
		}
	}
	slices.SortStableFunc(stale, func(a, b Listed) int { return a.Base().Touched.Compare(b.Base().Touched) })
	for _, it := range stale[:min(len(stale), maxStale)] {
		add(it, untouched)
	}
	return steps
}

// checksDue lists the checks that are due on a day, and those that were due on
// a review day that went by since the last review: the review that takes a
// missed week up asks for its checks too.
func (p *Plan) checksDue(day civil.Date) []Listed {
	days := append(p.missedDays(day), day)
	var out []Listed
	for k := range p.Checks() {
		if _, open := k.Next(day); !open {
			continue
		}
		if slices.ContainsFunc(days, func(d civil.Date) bool { return p.IsDue(k, d) }) {
			out = append(out, k)
		}
	}
	sortByDue(out, day)
	return out
}

// Stuck reports whether the step is about a milestone that no open action
// serves. Those have a part of the review to themselves.
func (s Step) Stuck() bool { return s.Because == stuck }

// Count counts the steps with an outcome.
func (r *Review) Count(outcome string) int {
	n := 0
	for _, s := range r.Steps {
		if s.Outcome == outcome {
			n++
		}
	}
	return n
}

// Part lists the steps of a review's checklists or, with stuck, those about
// milestones that no open action serves: what was decided, what there was to
// look at when it began and still asks something, and what has come up since.
func (p *Plan) Part(r *Review, stuck bool, today civil.Date) []Step {
	checkDay := CheckDay(r, today)
	var fresh []Step
	if stuck {
		fresh = p.stuckSteps()
	} else {
		fresh = p.toReview(checkDay, today)
	}
	var steps []Step
	for _, s := range r.Steps {
		asks := s.is(fresh) || !stuck && p.Asks(s, checkDay)
		full := r.Short && !stuck && s.Outcome == "" && len(steps) >= shortMost
		if s.Stuck() == stuck && !full && (asks || s.Outcome != "" && p.Item(s.Item) != nil) {
			steps = append(steps, s)
		}
	}
	for _, s := range fresh {
		if r.Short && !stuck && len(steps) >= shortMost {
			break
		}
		if !s.is(steps) && (s.Because != untouched || countBecause(steps, untouched) < maxStale) {
			steps = append(steps, s)
		}
	}
	return steps
}

// is reports whether some steps have this one.
func (s Step) is(steps []Step) bool {
	return slices.ContainsFunc(steps, func(other Step) bool { return other.Item == s.Item && other.Stuck() == s.Stuck() })
}

func (p *Plan) stuckSteps() []Step {
	var steps []Step
	for _, m := range p.Stuck() {
		steps = append(steps, Step{Item: m.ID, Because: stuck})
	}
	return steps
}

// NextOpen is the first of some steps that has no outcome yet; ok is false
// when all have one.
func NextOpen(steps []Step) (s Step, ok bool) {
	if i := slices.IndexFunc(steps, func(s Step) bool { return s.Outcome == "" }); i >= 0 {
		return steps[i], true
	}
	return Step{}, false
}

// Reviewed notes what came of a step, together with the edit of its item; with
// an edit that does nothing, only the day it was looked at is noted.
func Reviewed(review ID, step Step, outcome string, change Edit, today civil.Date) Edit {
	e := Edit{Label: "Looked at", On: append([]ID{review, step.Item}, change.On...)}
	e.Run = func(d *Draft) error {
		if d.plan.Find(step.Item) == nil {
			return missing(step.Item)
		}
		if err := d.lookAt(step.Item, outcome, change, today); err != nil {
			return err
		}
		r, err := d.review(review)
		if err != nil {
			return err
		}
		if !step.is(r.Steps) { // it has come up since the review began
			r.Steps = append(r.Steps, Step{Item: step.Item, Because: step.Because})
		}
		for i := range r.Steps {
			// Looking again changes nothing; deciding again does.
			if step.is(r.Steps[i:i+1]) && (r.Steps[i].Outcome == "" || change.Run != nil || outcome == OutcomeNext) {
				r.Steps[i].Outcome = outcome
			}
		}
		d.Put(r)
		return nil
	}
	return e
}

// lookAt runs the change of a step's item, or notes the day it was looked at.
// What is to be done next week comes into focus, where that has room.
func (d *Draft) lookAt(item ID, outcome string, change Edit, today civil.Date) error {
	if change.Run != nil {
		d.Label(change.Label)
		return change.Run(d)
	}
	word := "Looked at: "
	if outcome == OutcomeNext {
		word = "For next week: "
	}
	d.Label(word + d.names([]ID{item}))
	if d.plan.Item(item) == nil { // removed in another window
		return nil
	}
	return d.change(item, today, func(it Listed) error {
		if outcome == OutcomeNext && item.Kind != KindCheck && len(d.plan.openFocus()) < MaxFocus {
			return setFocus(it, true)
		}
		return nil
	})
}

// settleRest notes what became of steps that were passed over because what
// they ask was settled outside of the review. Others stay without an outcome.
func (r *Review) settleRest(p *Plan, today civil.Date) {
	day := CheckDay(r, today)
	for i, s := range r.Steps {
		switch {
		case s.Outcome != "" || p.Asks(s, day):
		case p.Item(s.Item) == nil:
			r.Steps[i].Outcome = OutcomeGone
		default:
			r.Steps[i].Outcome = OutcomeElsewhere
		}
	}
}

// Asks reports whether a step still has something to look at: its item is
// there, not finished, and for a check this occurrence is open. What it asks
// may have been settled in another window or from the shell meanwhile.
func (p *Plan) Asks(s Step, today civil.Date) bool {
	it := p.Item(s.Item)
	if it == nil {
		return false
	}
	if k, ok := it.(*Check); ok {
		_, open := k.Next(today)
		return open && k.State.Open()
	}
	if s.Stuck() {
		m, ok := it.(*Milestone)
		return ok && slices.Contains(p.Stuck(), m)
	}
	state := it.Base().State
	return state != Done && state != Dropped
}
