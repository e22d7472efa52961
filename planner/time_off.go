package planner

import (
	"fmt"
	"iter"
	"slices"

	"cloud.google.com/go/civil"
)

// TimeOff is a stretch of days off. A review that would fall into it is not due,
// and its week counts for nothing.
type TimeOff struct {
	ID      ID         `json:"id"`
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"` // the last day
	Why     string     `json:"why,omitempty"`
	Removed bool       `json:"removed,omitempty"`
}

// Key is the stretch's id.
func (a *TimeOff) Key() ID { return a.ID }

// Day is zero: days off are state.
func (*TimeOff) Day() civil.Date { return civil.Date{} }

// Gone reports whether the stretch was removed.
func (a *TimeOff) Gone() bool { return a.Removed }

func (a *TimeOff) setKey(id ID)   { a.ID = id }
func (a *TimeOff) setGone(b bool) { a.Removed = b }

// LongestAway is how many days off one stretch may have: two years.
const LongestAway = 731

// holds reports whether a day is one of the stretch.
func (a *TimeOff) holds(day civil.Date) bool { return !day.Before(a.From) && !day.After(a.To) }

// TimesOff lists the stretches of days off, the earliest first.
func (p *Plan) TimesOff() []*TimeOff {
	out := slices.Collect(live(p.aways))
	slices.SortStableFunc(out, func(a, b *TimeOff) int { return a.From.Compare(b.From) })
	return out
}

// NextTimeOff is the stretch of days off that is under way or comes next and
// passes over a review day, and the review day after it. off is nil where there
// is none.
func (p *Plan) NextTimeOff(today civil.Date) (off *TimeOff, review civil.Date) {
	day := p.Profile().ReviewDay
	next := func(from civil.Date) civil.Date {
		return from.AddDays((int(day) - int(from.Weekday()) + 7) % 7)
	}
	for _, a := range p.TimesOff() {
		if a.To.Before(today) || !a.holds(next(a.From)) {
			continue
		}
		review = next(a.To.AddDays(1))
		for isAway(review, live(p.aways)) {
			review = review.AddDays(7)
		}
		if due := p.ReviewDue(today); due.After(review) {
			review = due
		}
		return a, review
	}
	return nil, review
}

// BeAway notes a stretch of days off.
func BeAway(from, to civil.Date, why string) Edit {
	label := "Away " + shortDate(from)
	if to != from {
		label += " to " + shortDate(to)
	}
	return Edit{Label: label, Run: func(d *Draft) error {
		for a := range live(d.plan.aways) {
			if a.From != from || a.To != to {
				continue
			}
			if a.Why == CleanLine(why) || why == "" {
				return fmt.Errorf("that is noted already, as %s: %w", a.ID, ErrUnchanged)
			}
			next := *a
			next.Why = CleanLine(why)
			d.Put(&next)
			return nil
		}
		d.Add(KindAway, &TimeOff{From: from, To: to, Why: CleanLine(why)})
		return nil
	}}
}

func validateTimeOff(a *TimeOff) error {
	for _, day := range []civil.Date{a.From, a.To} {
		if err := needDate(day); err != nil {
			return err
		}
	}
	if days := a.To.DaysSince(a.From); days < 0 || days > LongestAway {
		return &InputError{
			What: "days off", Value: a.From.String() + " to " + a.To.String(),
			Expected: fmt.Sprintf("a first day, and a last one at most %d days later", LongestAway), Example: "2026-12-21 2027-01-03",
		}
	}
	return checkWords("reason", a.Why)
}

// isAway reports whether a day lies in one of the stretches.
func isAway(day civil.Date, aways iter.Seq[*TimeOff]) bool {
	for a := range aways {
		if a.holds(day) {
			return true
		}
	}
	return false
}
