package planner

import (
	"strings"

	"cloud.google.com/go/civil"
)

// leapGap is the most years between two leap days.
const leapGap = 8

// ParsePastDate reads a day up to today as ParseDate does, but backwards: a
// weekday is the last one, today included, and so is a day without a year.
// Nothing typed is today.
func ParsePastDate(text string, today civil.Date) (civil.Date, error) {
	if strings.TrimSpace(text) == "" {
		return today, nil
	}
	d, err := ParseDate(text, today)
	if err != nil || !d.After(today) {
		return d, err
	}
	if _, err := ParseWeekday(text); err == nil {
		return d.AddDays(-7), nil
	}
	if _, counted, _ := relativeDate(dateWords(text), today); !counted { // with a year, it stays the same day
		for n := 1; err == nil && d.After(today) && n <= leapGap; n++ {
			d, err = ParseDate(text, AddMonths(today, -12*n))
		}
	}
	if err != nil || d.After(today) {
		return civil.Date{}, &InputError{What: "date", Value: text, Expected: "a day up to today", Example: "yesterday, -3d or " + today.AddDays(-2).String()}
	}
	return d, nil
}
