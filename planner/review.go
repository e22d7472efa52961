package planner

import (
	"errors"
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

// StartReview begins the week's review, short in the 5-minute form; takes up
// the one under way, which then belongs to the week it is held in; or opens the
// one that was closed for this week again, since a week has one review.
func (p *Plan) StartReview(short bool, today civil.Date) Edit {
	open := p.Profile().Review
	week := p.ReviewWeek(today)
	if !open.IsZero() {
		// Taking one up is a place, not a decision: undo is for what it decides.
		return Edit{Label: "Review taken up", On: []ID{open}, Quiet: true, Run: func(d *Draft) error {
			return d.orBegin(d.takeUpReview(open, short, today), short, today)
		}}
	}
	if note := p.WeekNamed(week); p.isHeld(week) {
		return Edit{Label: "Review opened again", On: []ID{note.Review}, Run: func(d *Draft) error {
			return d.orBegin(d.reopenReview(note.Review), short, today)
		}}
	}
	return Edit{Label: "Review begun", Run: func(d *Draft) error {
		if !d.plan.Profile().Review.IsZero() {
			return errUnderWay
		}
		if d.plan.isHeld(d.plan.ReviewWeek(today)) {
			return errUnderWay // closed in another window meanwhile
		}
		d.beginReview(short, today)
		return nil
	}}
}

func (d *Draft) beginReview(short bool, today civil.Date) {
	due := d.plan.settlesOn(today)
	id := d.Add(KindReview, &Review{Week: Week(due), Due: due, Started: today, Short: short, Steps: d.plan.ToReview(today)})
	d.changeWeek(Week(due), func(*WeekNote) {}) // what is noted of it in the course of the review has its place
	next := *d.plan.Profile()
	next.Review = id
	d.Put(&next)
}

// orBegin begins a review anew where the one that was to go on is gone, erased
// or lost with a damaged file.
func (d *Draft) orBegin(err error, short bool, today civil.Date) error {
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	d.Label("Review begun")
	d.beginReview(short, today)
	return nil
}

var errUnderWay = fmt.Errorf("this week's review was begun or held elsewhere: %w", ErrUnchanged)

// takeUpReview brings the review under way up to today. Once the next review
// is due, it becomes that; one that was closed for its own week already and
// only opened again is closed as it was, and the next one begins.
func (d *Draft) takeUpReview(id ID, short bool, today civil.Date) error {
	if d.plan.Profile().Review != id {
		return errUnderWay
	}
	r, err := d.review(id)
	if err != nil {
		return err
	}
	if d.plan.outlived(r, today) {
		r.Closed = d.plan.WeekNamed(r.Week).Held
		d.Put(r)
		d.decides = true
		d.Label("Review begun")
		d.beginReview(short, today)
		return nil
	}
	d.moveWeek(r, today)
	d.Put(r)
	return nil
}

// outlived reports whether a review that was closed and opened again is still
// under way when the next one is due.
func (p *Plan) outlived(r *Review, today civil.Date) bool {
	due := p.ReviewDue(today)
	return p.isHeld(r.Week) && !due.After(today) && p.ReviewWeek(today) == Week(due) && Week(due) != r.Week
}

// reopenReview opens a closed review again.
func (d *Draft) reopenReview(id ID) error {
	if !d.plan.Profile().Review.IsZero() {
		return errUnderWay
	}
	r, err := d.review(id)
	if err != nil {
		return err
	}
	r.Closed, r.Stage = civil.Date{}, ""
	d.Label("Opened again: the review of " + WeekWords(r.Week))
	d.Put(r)
	next := *d.plan.Profile()
	next.Review = id
	d.Put(&next)
	return nil
}

// EnterStage keeps the stage that a review stands at; for the question it
// chooses one. It is a place, not a decision.
func EnterStage(review ID, stage string, today civil.Date) Edit {
	return Edit{Label: "Review goes on", On: []ID{review}, Quiet: true, Run: func(d *Draft) error {
		r, err := d.review(review)
		if err != nil {
			return err
		}
		if place(stage) < 0 {
			return &InputError{What: "stage", Value: stage, Expected: "one of a review's"}
		}
		r.Stage = stage
		if stage == StageProbe && len(r.Probes) == 0 {
			d.askNext(r, today)
		}
		d.Put(r)
		return nil
	}}
}

// SetForm makes a review the 5-minute form or the full one.
func SetForm(review ID, short bool) Edit {
	label := "Review in full"
	if short {
		label = "Review in five minutes"
	}
	return Edit{Label: label, On: []ID{review}, Quiet: true, Run: func(d *Draft) error {
		r, err := d.review(review)
		if err != nil {
			return err
		}
		r.Short = short
		d.Put(r)
		return nil
	}}
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
	next.Steps, next.Probes = slices.Clone(review.Steps), slices.Clone(review.Probes)
	next.Evidence = slices.Clone(review.Evidence)
	return &next, nil
}
