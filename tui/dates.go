package tui

import (
	"fmt"
	"time"

	"cloud.google.com/go/civil"
)

var utc = time.UTC

// day writes a date as short as it can be told: "Fri" within a week, "30 Jan"
// within the year, else "Jan 2028".
func day(d, today civil.Date) string {
	switch n := d.DaysSince(today); {
	case d.IsZero():
		return ""
	case n == 0:
		return "today"
	case n > 0 && n < 7:
		return d.In(utc).Format("Mon")
	case n > -300 && n < 300:
		return d.In(utc).Format("2 Jan")
	}
	return d.In(utc).Format("Jan 2006")
}

// longDay writes a date in full, "Fri 30 Jan 2027".
func longDay(d civil.Date) string { return d.In(utc).Format("Mon 2 Jan 2006") }

// due writes a due date: how much over once it has passed.
func due(d, today civil.Date) string {
	if n := today.DaysSince(d); !d.IsZero() && n > 0 {
		if n == 1 {
			return "1 day over"
		}
		if n < 60 {
			return fmt.Sprintf("%d days over", n)
		}
		return "since " + d.In(utc).Format("Jan 2006")
	}
	return day(d, today)
}
