package command

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// firstOn makes a new check due on a day the first time; the zero day leaves
// that to its rule. The first period is the one that ends about that day, so
// that the second time comes a whole period later. A day in a period gone by
// only says from where periods are counted.
func firstOn(k *planner.Check, first, today civil.Date) *planner.Check {
	if first.IsZero() {
		return k
	}
	if !k.Every.After && k.Every.Unit == planner.WeekUnit && !k.Every.On && !first.Before(today) {
		k.Every.On, k.Every.Day = true, first.Weekday() // the day of the first is that of all
	}
	k.Moved = first
	if k.Every.After {
		k.Start = today
		return k
	}
	k.Start = firstPeriod(k.Every, first)
	if due, _ := k.Next(today); due != first {
		k.Start, k.Moved = first, civil.Date{}
	}
	return k
}

// firstPeriod is a day in the first unit of time of the period that has the
// day in its last one, or for a rule by weekday, in its first week.
func firstPeriod(r planner.Rule, day civil.Date) civil.Date {
	start, back := day, 1-r.N
	switch {
	case r.On:
		return planner.Monday(day)
	case r.Unit == planner.Day:
		start = day.AddDays(back)
	case r.Unit == planner.WeekUnit:
		start = day.AddDays(7 * back)
	case r.Unit == planner.Month:
		start = planner.AddMonths(day, back)
	case r.Unit == planner.Quarter:
		start = planner.AddMonths(day, 3*back)
	case r.Unit == planner.Year:
		start = planner.AddMonths(day, 12*back)
	}
	if planner.CheckDate(start) != nil {
		return day
	}
	return start
}
