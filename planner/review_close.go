package planner

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

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
		d.moveWeek(r, today)
		r.Closed, r.Focus, r.Line = today, slices.Clone(focus), CleanText(line)
		d.settleWeek(r, today)
		next := *d.plan.Profile()
		next.Review, next.Settled = ID{}, r.Due
		d.Put(&next)
		r.Next = d.plan.ReviewDue(today)
		d.Put(r)
		d.Label("Review closed: " + r.Week)
		return nil
	}
	return e
}

// moveWeek makes a review that is still under way on the day of a later one
// that later week's, and takes its readings along. A week has one review, so
// where that is taken, or the review was closed for its own week before, it
// stays. One begun while the clock ran ahead comes back to the week it is held
// in.
func (d *Draft) moveWeek(r *Review, today civil.Date) {
	if !d.plan.movesWeek(r, today) {
		return
	}
	due := settles(today, d.plan.Profile().ReviewDay)
	from := d.plan.WeekNamed(r.Week)
	d.decides = true // what is undone and redone goes by the week
	r.Due, r.Week = due, Week(due)
	if from != nil && from.Week != r.Week {
		d.moveNotes(r, from.clone())
	}
}

// moveNotes takes what was noted in the course of a review from the week it was
// begun in to its own, where that has no such note yet.
func (d *Draft) moveNotes(r *Review, from *WeekNote) {
	d.changeWeek(r.Week, func(w *WeekNote) {
		for work, reading := range from.Energy {
			if _, taken := w.Energy[work]; !taken && reading.Review == r.ID {
				w.feel(work, reading)
				delete(from.Energy, work)
			}
		}
		if w.Share == nil {
			w.Share, from.Share = from.Share, nil
		}
		from.Asked = slices.DeleteFunc(from.Asked, func(a Asked) bool {
			its := slices.Contains(r.Probes, a.Probe)
			if its {
				w.Asked = append(w.Asked, a)
			}
			return its
		})
	})
	d.Put(from)
}

// Moves reports whether a review under way that is taken up today belongs to
// another week than so far, or gives way to the next one.
func (p *Plan) Moves(r *Review, today civil.Date) bool {
	return p.movesWeek(r, today) || p.outlived(r, today)
}

// clockAhead is after how many days a review day to come is taken for that of
// a clock that ran ahead. One that was set back for a trial is no such thing.
const clockAhead = 31

func (p *Plan) movesWeek(r *Review, today civil.Date) bool {
	due := settles(today, p.Profile().ReviewDay)
	ahead := r.Due.DaysSince(today) > clockAhead
	later := due.After(r.Due) && !due.After(today)
	return (later || ahead) && !p.isHeld(Week(due)) && !p.isHeld(r.Week)
}

// isHeld reports whether a week has a closed review.
func (p *Plan) isHeld(week string) bool {
	note := p.WeekNamed(week)
	return note != nil && !note.Held.IsZero()
}

// settleWeek writes what a review came to: into the review, and in short into
// its week.
func (d *Draft) settleWeek(r *Review, today civil.Date) {
	if !d.plan.isHeld(r.Week) {
		r.Merged = d.plan.Merged(r.Due)
	}
	r.Glance = d.plan.PhaseGlance(r)
	if r.Short {
		r.Glance = ""
	}
	var checks Kept
	var looked []ID
	r.Done = nil
	for _, it := range d.plan.Completed(r, today) {
		id := it.Key()
		r.Done = append(r.Done, id)
		if id.Kind == KindCheck {
			checks = checks.Plus(Kept{1, 1})
		}
		if CompletedOn(it) == today {
			looked = append(looked, id)
		}
	}
	for _, s := range r.Steps {
		if s.Item.Kind != KindCheck || slices.Contains(r.Done, s.Item) {
			continue
		}
		checks.Of++
		if s.Outcome == OutcomeDone && !d.plan.Asks(s, CheckDay(r, today)) { // settled for the next time too by now
			checks.Done++
		}
	}
	focus := d.plan.focusKept(r, today)
	d.changeWeek(r.Week, func(w *WeekNote) {
		w.Due, w.Held, w.Review, w.Merged = r.Due, today, r.ID, r.Merged
		w.Chosen, w.Focus, w.Checks, w.Done, w.Evidence, w.Looked, w.Glance = r.Focus, focus, checks, len(r.Done), len(r.Evidence), looked, r.Glance
		r.Energy = w.Values()
	})
}

// focusKept counts what was done of the focus that the review before this one
// chose.
func (p *Plan) focusKept(r *Review, today civil.Date) Kept {
	var k Kept
	for _, w := range p.HeldWeeks() {
		if w.Review == r.ID || w.Held.After(today) {
			continue
		}
		for _, id := range w.Chosen {
			k.Of++
			if it := p.Item(id); it != nil && it.Base().State == Done {
				k.Done++
			}
		}
		break
	}
	return k
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
