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

// ReviewWeek is the week that a review held or taken up on a day settles.
func (p *Plan) ReviewWeek(today civil.Date) string {
	return Week(settles(today, p.Profile().ReviewDay))
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
	due, n := r.due(today), 0
	for day := r.first(); day.Before(due); day = day.AddDays(7) {
		if !r.passes(day) {
			n++
		}
	}
	return n
}
