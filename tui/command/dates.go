package command

import (
	"time"

	"cloud.google.com/go/civil"
)

var utc = time.UTC

// day writes a date short, "Fri 27 Nov", with the year where it is far.
func day(d, today civil.Date) string {
	if d.IsZero() {
		return ""
	}
	if n := d.DaysSince(today); n > 300 || n < -300 {
		return d.In(utc).Format("2 Jan 2006")
	}
	return d.In(utc).Format("Mon 2 Jan")
}

// longDay writes a date in full, "Sunday 22 November 2026".
func longDay(d civil.Date) string { return d.In(utc).Format("Monday 2 January 2006") }

// shortDay writes a date without its year, "Sunday 22 November".
func shortDay(d civil.Date) string { return d.In(utc).Format("Monday 2 January") }

// clock writes an instant in the user's time zone.
func (c *call) clock(at time.Time) string {
	at = at.In(c.Now().Location())
	if civil.DateOf(at).DaysSince(civil.DateOf(c.Now())) < -300 {
		return at.Format("2 Jan 2006 15:04")
	}
	return at.Format("Mon 2 Jan 15:04")
}
