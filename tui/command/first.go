package command

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// firstOn makes a new check due on a day the first time, as BeginOn does. One
// that comes round by weeks keeps the weekday of its first time.
func firstOn(k *planner.Check, first, today civil.Date) *planner.Check {
	if !first.IsZero() && !k.Every.After && k.Every.Unit == planner.WeekUnit && !k.Every.On && !first.Before(today) {
		k.Every.On, k.Every.Day = true, first.Weekday()
	}
	k.BeginOn(first, today)
	return k
}
