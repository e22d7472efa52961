package planner

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"cloud.google.com/go/civil"
)

// Unit is the length of a period.
type Unit uint8

// The units of a rule.
const (
	Day Unit = iota + 1
	WeekUnit
	Month
	Quarter
	Year
)

var units = []struct {
	unit  Unit
	names []string // the first is how it is written
}{
	{Day, []string{"day", "days", "d", "daily"}},
	{WeekUnit, []string{"week", "weeks", "w", "wk", "weekly"}},
	{Month, []string{"month", "months", "m", "mo", "monthly"}},
	{Quarter, []string{"quarter", "quarters", "q", "quarterly"}},
	{Year, []string{"year", "years", "y", "yearly"}},
}

func unitNamed(name string) (Unit, bool) {
	for _, row := range units {
		if slices.Contains(row.names, name) {
			return row.unit, true
		}
	}
	return 0, false
}

// String is the unit's name in the singular.
func (u Unit) String() string {
	for _, row := range units {
		if row.unit == u {
			return row.names[0]
		}
	}
	return "unknown"
}

// Rule says how often a check comes round. A periodic rule divides the
// calendar: "every week" is due once in each ISO week, whenever the last one
// was ticked. A chained rule counts from the last tick: "3 months after".
type Rule struct {
	N     int          // 1…366
	Unit  Unit         // of N
	After bool         // chained
	On    bool         // periodic by week, due on Day rather than on the last day
	Day   time.Weekday // when On
}

// IsZero reports whether there is no rule.
func (r Rule) IsZero() bool { return r.N == 0 }

// possible reports whether the rule is one that ParseRule could give.
func (r Rule) possible() bool {
	if r.On && (r.After || r.Unit != WeekUnit || r.Day < time.Sunday || r.Day > time.Saturday) {
		return false
	}
	return r.N >= 1 && r.N <= 366 && r.Unit >= Day && r.Unit <= Year
}

// String is the rule as it is typed: "every week", "every 2 weeks", "every
// friday", "3 months after".
func (r Rule) String() string {
	length := r.Unit.String()
	if r.N != 1 {
		length = strconv.Itoa(r.N) + " " + length + "s"
	}
	switch {
	case r.IsZero():
		return ""
	case r.After && r.N == 1:
		return "1 " + length + " after"
	case r.After:
		return length + " after"
	case r.On && r.N == 1:
		return "every " + strings.ToLower(r.Day.String())
	case r.On:
		return "every " + length + " on " + strings.ToLower(r.Day.String())
	}
	return "every " + length
}

// MarshalText writes the rule as it is typed.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a rule; empty text is no rule.
func (r *Rule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	got, err := ParseRule(string(text))
	if err == nil {
		*r = got
	}
	return err
}

// ParseRule reads how often a check comes round: "week", "weekly", "every 2
// weeks", "every friday", "3 months after".
func ParseRule(text string) (Rule, error) {
	bad := &InputError{What: "interval", Value: text, Expected: "a period", Example: `week, "every friday", "2 weeks", quarter or "3 months after"`}
	words := strings.Fields(strings.ToLower(text))
	if len(words) > 0 && (words[0] == "every" || words[0] == "each") {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 6 {
		return Rule{}, bad
	}
	rule := Rule{N: 1}
	if day := oneOf(weekdays, words[len(words)-1]); day >= 0 {
		rule.On, rule.Day, rule.Unit = true, time.Weekday(day), WeekUnit
		if len(words) == 1 {
			return rule, nil
		}
		if words = words[:len(words)-1]; words[len(words)-1] == "on" && len(words) > 1 {
			words = words[:len(words)-1]
		}
	} else if words[len(words)-1] == "after" {
		rule.After = true
		words = words[:len(words)-1]
	}
	n, unit, ok := countAndUnit(words)
	if !ok || n < 1 || n > 366 || rule.On && unit != WeekUnit || strings.ContainsAny(text, "+-") {
		return Rule{}, bad
	}
	rule.N, rule.Unit = n, unit
	return rule, nil
}

// add moves a date by one length of the rule.
func (r Rule) add(d civil.Date) civil.Date {
	switch r.Unit {
	case Day:
		return d.AddDays(r.N)
	case WeekUnit:
		return d.AddDays(7 * r.N)
	case Quarter:
		return AddMonths(d, 3*r.N)
	case Year:
		return AddMonths(d, 12*r.N)
	default:
		return AddMonths(d, r.N)
	}
}

// period gives the first and last day of the period that holds today, counted
// from the one that holds start. Weeks are ISO weeks, and months, quarters
// and years those of the calendar.
func (r Rule) period(start, today civil.Date) (first, last civil.Date) {
	if r.Unit == Day || r.Unit == WeekUnit {
		length := r.N
		if r.Unit == WeekUnit {
			length, start = 7*r.N, Monday(start)
		}
		ahead := floorDiv(today.DaysSince(start), length)
		first = start.AddDays(ahead * length)
		return first, first.AddDays(length - 1)
	}
	months, from := r.N, start.Year*12+int(start.Month)-1
	switch r.Unit {
	case Quarter:
		months, from = 3*months, from-from%3
	case Year:
		months, from = 12*months, from-from%12
	default:
	}
	now := today.Year*12 + int(today.Month) - 1
	from += floorDiv(now-from, months) * months
	first = civil.Date{Year: from / 12, Month: time.Month(from%12 + 1), Day: 1}
	return first, first.AddMonths(months).AddDays(-1)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// dueIn is the day within a period on which a periodic rule is due.
func (r Rule) dueIn(first, last civil.Date) civil.Date {
	if r.On {
		return first.AddDays(int(r.Day+6) % 7)
	}
	return last
}
