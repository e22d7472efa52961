package command

import (
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
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

// clock writes an instant in the user's time zone.
func (c *call) clock(at time.Time) string {
	at = at.In(c.Now().Location())
	if civil.DateOf(at).DaysSince(civil.DateOf(c.Now())) < -300 {
		return at.Format("2 Jan 2006 15:04")
	}
	return at.Format("Mon 2 Jan 15:04")
}

// pastDay reads a day up to today, "" being that: a weekday is the last one,
// and so is a day without a year.
func (c *call) pastDay(text string) (civil.Date, error) {
	if text == "" {
		return c.today, nil
	}
	d, err := planner.ParseDate(text, c.today)
	if err != nil || !d.After(c.today) {
		return d, err
	}
	if _, err := planner.ParseWeekday(text); err == nil {
		return d.AddDays(-7), nil
	}
	next, err := planner.ParseDate(text, d.AddDays(1))
	yearless := err == nil && next.Day == d.Day && next.Month == d.Month && next != d
	for n := 1; yearless && err == nil && d.After(c.today); n++ {
		d, err = planner.ParseDate(text, planner.AddMonths(c.today, -12*n))
	}
	if err != nil || d.After(c.today) {
		return civil.Date{}, &planner.InputError{What: "date", Value: text, Expected: "a day up to today", Example: "yesterday, -3d or " + c.today.AddDays(-2).String()}
	}
	return d, nil
}
