package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Period is a stretch of days; the zero one is all of time. What happened on
// one of its days belongs to it, and what is still open and was there by its
// last day.
type Period struct {
	From, To civil.Date // To is the last day; zero: open
	Name     string     // "2026", "2026-Q3"; "": none
}

// IsZero reports whether the period is all of time.
func (p Period) IsZero() bool { return p.From.IsZero() && p.To.IsZero() }

// Holds reports whether a day lies in the period; one without a day doesn't.
func (p Period) Holds(day civil.Date) bool {
	return p.IsZero() || !day.IsZero() && !day.Before(p.From) && (p.To.IsZero() || !day.After(p.To))
}

// Since is the period from a day on.
func Since(day civil.Date) Period { return Period{From: day} }

// Year is a calendar year.
func Year(year int) Period {
	return Period{
		From: civil.Date{Year: year, Month: 1, Day: 1}, To: civil.Date{Year: year, Month: 12, Day: 31},
		Name: strconv.Itoa(year),
	}
}

// ParseYear reads a year that a period may be: one that has begun.
func ParseYear(text string, today civil.Date) (Period, error) {
	year, ok := readYear(text)
	if !ok {
		return Period{}, &planner.InputError{What: "year", Value: text, Expected: fmt.Sprintf("a year from %d to %d", planner.FirstYear, planner.LastYear), Example: "2026"}
	}
	return Year(year).begunBy(today, "year", text)
}

// begunBy is the period where it has begun. Of another there is nothing to look
// back on.
func (p Period) begunBy(today civil.Date, what, text string) (Period, error) {
	if p.From.After(today) {
		return Period{}, &planner.InputError{What: what, Value: text, Expected: "one that has begun; it begins on " + date(p.From)}
	}
	return p, nil
}

// ParseQuarter reads a quarter that has begun, "2026-Q3" or "q3", which is of
// today's year.
func ParseQuarter(text string, today civil.Date) (Period, error) {
	bad := &planner.InputError{What: "quarter", Value: text, Expected: "a quarter", Example: "2026-Q3"}
	clean := strings.ToUpper(strings.TrimSpace(text))
	year, quarter, found := strings.Cut(clean, "Q")
	if !found {
		return Period{}, bad
	}
	of := today.Year
	if year != "" {
		var ok bool
		if of, ok = readYear(strings.TrimSuffix(year, "-")); !ok {
			return Period{}, bad
		}
	}
	if len(quarter) != 1 || quarter < "1" || quarter > "4" {
		return Period{}, bad
	}
	p := QuarterOf(civil.Date{Year: of, Month: time.Month(3 * (quarter[0] - '0')), Day: 1})
	return p.begunBy(today, "quarter", text)
}

// readYear reads a year of four digits.
func readYear(text string) (year int, ok bool) {
	text = strings.TrimSpace(text)
	year, err := strconv.Atoi(text)
	return year, err == nil && len(text) == 4 && text[0] != '+' && year >= planner.FirstYear && year <= planner.LastYear
}

// Words say which days the period has.
func (p Period) Words() string {
	switch {
	case p.IsZero():
		return ""
	case p.Name != "":
		return p.Name
	case p.To.IsZero():
		return "since " + date(p.From)
	}
	return date(p.From) + " to " + date(p.To)
}

// QuarterOf is the quarter that holds a day.
func QuarterOf(day civil.Date) Period {
	first, last := planner.QuarterOf(day)
	return Period{From: first, To: last, Name: fmt.Sprintf("%d-Q%d", first.Year, (int(first.Month)+2)/3)}
}
