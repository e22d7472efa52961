package planner

import (
	"iter"
	"slices"
	"time"

	"cloud.google.com/go/civil"
)

// graceDays is how long a review day that went by stays due. Then it merges
// into the next one, so the nearest review day is the one that counts.
const graceDays = 3

// settles is the review day that a review held on a day settles: the nearest
// one, so that a review a day late doesn't move the rhythm.
func settles(held civil.Date, day time.Weekday) civil.Date {
	ahead := (int(day) - int(held.Weekday()) + 7) % 7
	if ahead > graceDays {
		ahead -= 7
	}
	return held.AddDays(ahead)
}

// settlesOn is the review day that a review begun on a day settles: the nearest
// one or, where that has its review or lies before the plan, the one of the
// day's own week.
func (p *Plan) settlesOn(today civil.Date) civil.Date {
	pr := p.Profile()
	due, own := settles(today, pr.ReviewDay), p.weekDay(Monday(today))
	if (due.Before(pr.Started) || p.isHeld(Week(due))) && !own.Before(pr.Started) {
		return own
	}
	return due
}

// ReviewWeek is the week that a review begun on a day settles.
func (p *Plan) ReviewWeek(today civil.Date) string { return Week(p.settlesOn(today)) }

// Reopens reports whether a review begun on a day opens one again that was
// closed, since its week has one.
func (p *Plan) Reopens(today civil.Date) bool {
	return p.Profile().Review.IsZero() && p.isHeld(p.ReviewWeek(today))
}

// rhythm is what decides when reviews are due.
type rhythm struct {
	day     time.Weekday
	started civil.Date
	settled civil.Date   // zero: none yet
	ahead   []civil.Date // settled beyond that, by a clock that ran ahead
	off     iter.Seq[*TimeOff]
}

// rhythm of a plan on a day.
func (p *Plan) rhythm(today civil.Date) rhythm {
	pr := p.Profile()
	return newRhythm(pr.ReviewDay, pr.Started, p.settled(), live(p.aways), today)
}

func newRhythm(day time.Weekday, started civil.Date, settled []civil.Date, off iter.Seq[*TimeOff], today civil.Date) rhythm {
	r := rhythm{day: day, started: started, settled: lastSettled(settled, today), off: off}
	for _, d := range settled {
		if d.After(r.settled) {
			r.ahead = append(r.ahead, d)
		}
	}
	return r
}

// passes reports whether no review is due on a review day: it is in time off,
// or its week has one.
func (r rhythm) passes(day civil.Date) bool {
	return isAway(day, r.off) || slices.ContainsFunc(r.ahead, func(d civil.Date) bool { return Monday(d) == Monday(day) })
}

// settled lists the days that reviews settled.
func (p *Plan) settled() []civil.Date {
	var days []civil.Date
	if last := p.Profile().Settled; !last.IsZero() {
		days = append(days, last)
	}
	for w := range live(p.weeks) {
		if !w.Held.IsZero() {
			days = append(days, w.Due)
		}
	}
	return days
}

// lastSettled is the last of some days that a review can have settled by
// today. A day beyond the coming week comes of a clock that ran ahead, and
// must not keep reviews from coming due.
func lastSettled(days []civil.Date, today civil.Date) civil.Date {
	var last civil.Date
	for _, d := range days {
		if d.After(last) && d.DaysSince(today) <= 7 {
			last = d
		}
	}
	return last
}

// first is the review day that comes after the last one settled: in another
// week, and not sooner than after half a week where the day was changed.
func (r rhythm) first() civil.Date {
	next := r.settled.AddDays(1)
	if r.settled.IsZero() { // the first is due on the first review day after the start
		next = r.started.AddDays(1)
	}
	next = next.AddDays((int(r.day) - int(next.Weekday()) + 7) % 7)
	if !r.settled.IsZero() && (next.DaysSince(r.settled) <= graceDays || Monday(next) == Monday(r.settled)) {
		next = next.AddDays(7)
	}
	return next
}

// due is the day of the next review.
func (r rhythm) due(today civil.Date) civil.Date {
	next := r.first()
	if late := today.DaysSince(next); late > graceDays {
		next = next.AddDays((late + graceDays) / 7 * 7)
	}
	for r.passes(next) {
		next = next.AddDays(7)
	}
	return next
}

// ReviewDue is the day of the next review. A missed one stays due for three
// days and then merges into the one that comes; review days in time off are
// passed over.
func (p *Plan) ReviewDue(today civil.Date) civil.Date { return p.rhythm(today).due(today) }

// Merged counts the review days that went by without a review and are taken
// up by the one that is due. Those in time off don't count.
func (p *Plan) Merged(today civil.Date) int {
	r := p.rhythm(today)
	return len(r.missed(r.due(today)))
}

// missed lists the review days without a review before one that is due, those
// in time off left out.
func (r rhythm) missed(due civil.Date) []civil.Date {
	var days []civil.Date
	for day := r.first(); day.Before(due); day = day.AddDays(7) {
		if !isAway(day, r.off) {
			days = append(days, day)
		}
	}
	return days
}

// missedMost is how many missed review days are looked at for their checks:
// no check comes round more seldom than once a year.
const missedMost = 53

// missedDays lists the review days that a review of a day takes up.
func (p *Plan) missedDays(day civil.Date) []civil.Date {
	days := p.rhythm(day).missed(day)
	return days[max(0, len(days)-missedMost):]
}
