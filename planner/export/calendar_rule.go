package export

import (
	"fmt"

	"waymark/planner"
)

// recurs are the lines that make the task of a check recur: from which day on
// and by which rule. There are none for a rule that counts from the last time,
// nor for an occurrence that was moved: the ones after it are on other days
// than a rule from there would say.
//
// Where there is a rule there has to be a DTSTART, which the rule is of, and
// DUE has to be later (RFC 5545, 3.8.2.3 and 3.8.5.3). So each task begins the
// day before it is due, and what is due on the last day of a month begins on
// the last but one.
func (d *diary) recurs(k *planner.Check) []string {
	due := planner.Due(k, d.Today)
	rule, ok := recurrence(k.Every)
	if !ok || !due.IsValid() || due == k.Moved {
		return nil
	}
	return []string{"DTSTART;VALUE=DATE:" + basic(due.AddDays(-1)), rule}
}

// recurrence is a rule as iCalendar writes it, for days that are one before
// those that it names.
func recurrence(r planner.Rule) (line string, ok bool) {
	if r.IsZero() || r.After {
		return "", false
	}
	n := r.N
	switch r.Unit {
	case planner.Day:
		return frequency("DAILY", n), true
	case planner.WeekUnit:
		return frequency("WEEKLY", n), true
	case planner.Quarter:
		n *= 3
	case planner.Year:
		return frequency("YEARLY", n), true
	case planner.Month:
	default:
		return "", false
	}
	return frequency("MONTHLY", n) + ";BYMONTHDAY=-2", true
}

func frequency(name string, n int) string {
	if n == 1 {
		return "RRULE:FREQ=" + name
	}
	return fmt.Sprintf("RRULE:FREQ=%s;INTERVAL=%d", name, n)
}
