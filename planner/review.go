package planner

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

// maxStale is how many untouched items one review asks about at most, the
// longest untouched first, so that a review stays short after a long absence.
const maxStale = 12

// What can come of a step.
const (
	OutcomeDone      = "done"
	OutcomeSeen      = "seen"    // looked at and left as it is
	OutcomeSkipped   = "skipped" // a check's occurrence
	OutcomeMoved     = "moved"   // to another date
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

// ToReview lists what a review held today looks at: checks that are due, then
// what is overdue, due, untouched for long, and stuck. Nothing comes twice.
func (p *Plan) ToReview(today civil.Date) []Step {
	var steps []Step
	seen := map[ID]bool{}
	add := func(it Listed, because string) {
		if !seen[it.Key()] {
			seen[it.Key()] = true
			steps = append(steps, Step{Item: it.Key(), Because: because})
		}
	}
	due := p.DueSoon(today)
	for _, it := range due {
		if it.Key().Kind == KindCheck {
			add(it, dueNow)
		}
	}
	for _, it := range due {
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
	for _, m := range p.Stuck() {
		add(m, "stuck")
	}
	return steps
}

// At is the first step that has no outcome yet; len(Steps) when all have one.
func (r *Review) At() int {
	at := slices.IndexFunc(r.Steps, func(s Step) bool { return s.Outcome == "" })
	if at < 0 {
		return len(r.Steps)
	}
	return at
}

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

// StartReview begins this week's review, or takes up the one under way: on a
// later day what has come up since joins what is left to look at.
func StartReview(open ID, today civil.Date) Edit {
	e := Edit{Label: "Review begun"}
	if !open.IsZero() {
		e.On, e.Label = []ID{open}, "Review taken up"
	}
	e.Run = func(d *Draft) error {
		due := settles(today, d.plan.Profile().ReviewDay)
		fresh := d.plan.ToReview(today)
		if open.IsZero() || d.plan.Profile().Review != open {
			if !d.plan.Profile().Review.IsZero() {
				return fmt.Errorf("a review is under way already: %w", ErrUnchanged)
			}
			id := d.Add(KindReview, &Review{Week: Week(due), Due: due, Started: today, Steps: fresh})
			next := *d.plan.Profile()
			next.Review = id
			d.Put(&next)
			return nil
		}
		r, err := d.review(open)
		if err != nil {
			return err
		}
		r.Steps, r.Due, r.Week = d.plan.takeUp(r.Steps, fresh, today), due, Week(due)
		d.Put(r)
		return nil
	}
	return e
}

// takeUp gives the steps of a review that is taken up again: those decided,
// what there is to look at today, and what was due when the review began, also
// where its day has merged into a later one since.
func (p *Plan) takeUp(before, fresh []Step, today civil.Date) []Step {
	steps := slices.DeleteFunc(slices.Clone(before), func(s Step) bool { return s.Outcome == "" })
	known := func(s Step) bool {
		return slices.ContainsFunc(steps, func(old Step) bool { return old.Item == s.Item })
	}
	for _, s := range fresh {
		if !known(s) && (s.Because != untouched || countBecause(steps, untouched) < maxStale) {
			steps = append(steps, s)
		}
	}
	for _, s := range before {
		if !known(s) && (s.Because == dueNow || s.Because == overdue) && p.Asks(s, today) {
			steps = append(steps, s)
		}
	}
	return steps
}

// review gives a copy of a review.
func (d *Draft) review(id ID) (*Review, error) {
	r, err := d.Get(id)
	if err != nil {
		return nil, err
	}
	review, ok := r.(*Review)
	if !ok || review.Removed {
		return nil, missing(id)
	}
	next := *review
	next.Steps = slices.Clone(review.Steps)
	return &next, nil
}

// Reviewed notes a step's outcome, together with the edit of its item; with
// an edit that does nothing, only the day it was looked at is noted.
func Reviewed(review, item ID, outcome string, change Edit, today civil.Date) Edit {
	e := Edit{Label: "Looked at", On: append([]ID{review, item}, change.On...)}
	e.Run = func(d *Draft) error {
		if err := d.lookAt(item, change, today); err != nil {
			return err
		}
		r, err := d.review(review)
		if err != nil {
			return err
		}
		for i := range r.Steps {
			// Looking again changes nothing; deciding again does.
			if r.Steps[i].Item == item && (r.Steps[i].Outcome == "" || change.Run != nil) {
				r.Steps[i].Outcome = outcome
			}
		}
		d.Put(r)
		return nil
	}
	return e
}

// lookAt runs the change of a step's item, or notes the day it was looked at.
func (d *Draft) lookAt(item ID, change Edit, today civil.Date) error {
	if change.Run != nil {
		d.Label(change.Label)
		return change.Run(d)
	}
	d.Label("Looked at: " + d.names([]ID{item}))
	if d.plan.Item(item) == nil { // removed in another window
		return nil
	}
	return d.change(item, today, func(Listed) error { return nil })
}

// CloseReview ends a review: the focus becomes the next week's, the line is
// kept, and the next review is due on the chosen weekday.
func CloseReview(review ID, focus []ID, line string, today civil.Date) Edit {
	e := Edit{Label: "Review closed", On: append([]ID{review}, focus...)}
	e.Run = func(d *Draft) error {
		if len(focus) > MaxFocus {
			return &InputError{What: "focus", Value: fmt.Sprint(len(focus)), Expected: fmt.Sprintf("at most %d things", MaxFocus)}
		}
		r, err := d.review(review)
		if err != nil {
			return err
		}
		if !r.Closed.IsZero() {
			return fmt.Errorf("the review of %s is closed already: %w", r.Week, ErrUnchanged)
		}
		if err := d.focusOn(focus, today); err != nil {
			return err
		}
		r.settleRest(d.plan, today)
		next := *d.plan.Profile()
		due := settles(today, next.ReviewDay)
		if next.Settled.After(due) && next.Settled.DaysSince(today) <= 3 { // a second one that week
			due = next.Settled
		}
		r.Closed, r.Due, r.Week, r.Focus, r.Line = today, due, Week(due), slices.Clone(focus), CleanText(line)
		d.Put(r)
		next.Review, next.Settled = ID{}, due
		d.Put(&next)
		d.Label("Review closed: " + r.Week)
		return nil
	}
	return e
}

// focusOn makes these items the focus, and no others.
func (d *Draft) focusOn(focus []ID, today civil.Date) error {
	for it := range d.plan.Items() {
		if it.Base().Focus && !slices.Contains(focus, it.Key()) {
			next := CopyItem(it)
			next.Base().Focus = false
			d.Put(next)
		}
	}
	for _, id := range focus {
		if it := d.plan.Item(id); it != nil && it.Base().Focus {
			continue
		}
		if err := d.change(id, today, func(l Listed) error { return setFocus(l, true) }); err != nil {
			return err
		}
	}
	return nil
}

// settleRest notes what became of steps that were passed over because what
// they ask was settled outside of the review. Others stay without an outcome.
func (r *Review) settleRest(p *Plan, today civil.Date) {
	for i, s := range r.Steps {
		switch {
		case s.Outcome != "" || p.Asks(s, today):
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
	state := it.Base().State
	return state != Done && state != Dropped
}

// Merged counts the review days that went by without a review and are taken
// up by the one that is due.
func (p *Plan) Merged(today civil.Date) int {
	pr := p.Profile()
	since := pr.Settled
	if since.IsZero() {
		since = pr.Started
	}
	first := reviewDue(pr.ReviewDay, pr.Settled, pr.Started, since)
	return max(0, p.ReviewDue(today).DaysSince(first)/7)
}

// Kept counts what of a review's focus was done after it and by a day, which
// is that of the next review.
func (p *Plan) Kept(r *Review, until civil.Date) int {
	n := 0
	for _, id := range r.Focus {
		it, ok := p.Find(id).(Listed)
		if !ok || it.Base().State != Done {
			continue
		}
		if done := it.Base().Done; !done.Before(r.Closed) && !done.After(until) {
			n++
		}
	}
	return n
}
