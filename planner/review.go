package planner

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

// maxStale is how many untouched items one review asks about at most, the
// longest untouched first, so that a review stays short after a long absence.
const maxStale = 12

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
			add(it, "due")
		}
	}
	for _, it := range due {
		if p.IsOverdue(it, today) {
			add(it, "overdue")
		} else {
			add(it, "due")
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
		add(it, "untouched")
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
// later day what is left to look at is worked out anew.
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
		steps := slices.DeleteFunc(slices.Clone(r.Steps), func(s Step) bool { return s.Outcome == "" })
		for _, s := range fresh {
			if !slices.ContainsFunc(steps, func(old Step) bool { return old.Item == s.Item }) {
				steps = append(steps, s)
			}
		}
		r.Steps, r.Due, r.Week = steps, due, Week(due)
		d.Put(r)
		return nil
	}
	return e
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
		if change.Run != nil {
			if err := change.Run(d); err != nil {
				return err
			}
		} else {
			if err := d.change(item, today, func(Listed) error { return nil }); err != nil {
				return err
			}
			d.Label("Looked at: " + d.names([]ID{item}))
		}
		r, err := d.review(review)
		if err != nil {
			return err
		}
		for i := range r.Steps {
			if r.Steps[i].Item == item && r.Steps[i].Outcome == "" {
				r.Steps[i].Outcome = outcome
			}
		}
		d.Put(r)
		return nil
	}
	return e
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
		for _, it := range d.plan.Focus() {
			if !slices.Contains(focus, it.Key()) {
				next := CopyItem(it)
				next.Base().Focus = false
				d.Put(next)
			}
		}
		for _, id := range focus {
			if it := d.plan.Item(id); it != nil && !it.Base().Focus {
				if err := d.change(id, today, func(l Listed) error { l.Base().Focus = true; return nil }); err != nil {
					return err
				}
			}
		}
		r.Closed, r.Focus, r.Line = today, focus, CleanText(line)
		d.Put(r)
		next := *d.plan.Profile()
		next.Review, next.Settled = ID{}, settles(today, next.ReviewDay)
		d.Put(&next)
		d.Label("Review closed: " + r.Week)
		return nil
	}
	return e
}
