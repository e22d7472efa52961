package planner

import "cloud.google.com/go/civil"

// BeginOn makes a new check due on a day the first time; the zero day leaves
// that to its rule. The first period is the one that ends about that day, so
// that the second time comes a whole period later. A day in a period gone by
// only says from where periods are counted.
func (k *Check) BeginOn(first, today civil.Date) {
	if first.IsZero() {
		return
	}
	k.Moved = first
	if k.Every.After {
		k.Start = today
		return
	}
	k.Start = firstPeriod(k.Every, first)
	if due, _ := k.Next(today); due != first {
		k.Start, k.Moved = first, civil.Date{}
	}
}

// firstPeriod is a day in the first unit of time of the period that has the
// day in its last one, or for a rule by weekday, in its first week.
func firstPeriod(r Rule, day civil.Date) civil.Date {
	start, back := day, 1-r.N
	switch {
	case r.On:
		return Monday(day)
	case r.Unit == Day:
		start = day.AddDays(back)
	case r.Unit == WeekUnit:
		start = day.AddDays(7 * back)
	case r.Unit == Month:
		start = AddMonths(day, back)
	case r.Unit == Quarter:
		start = AddMonths(day, 3*back)
	case r.Unit == Year:
		start = AddMonths(day, 12*back)
	}
	if CheckDate(start) != nil {
		return day
	}
	return start
}
