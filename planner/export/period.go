package export

import (
	"fmt"
	"strconv"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Period is a stretch of days; the zero one is all of time.
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

// ParseYear reads a year that a period may be.
func ParseYear(text string) (Period, error) {
	year, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || year < planner.FirstYear || year > planner.LastYear {
		return Period{}, &planner.InputError{What: "year", Value: text, Expected: fmt.Sprintf("a year from %d to %d", planner.FirstYear, planner.LastYear), Example: "2026"}
	}
	return Year(year), nil
}

// ParseQuarter reads a quarter, "2026-Q3" or "q3", which is of today's year.
func ParseQuarter(text string, today civil.Date) (Period, error) {
	bad := &planner.InputError{What: "quarter", Value: text, Expected: "a quarter", Example: "2026-Q3"}
	clean := strings.ToUpper(strings.TrimSpace(text))
	year, quarter, found := strings.Cut(clean, "Q")
	if !found {
		return Period{}, bad
	}
	of := today.Year
	if year = strings.TrimRight(year, "- "); year != "" {
		p, err := ParseYear(year)
		if err != nil {
			return Period{}, bad
		}
		of = p.From.Year
	}
	n, err := strconv.Atoi(quarter)
	if err != nil || n < 1 || n > 4 {
		return Period{}, bad
	}
	return quarterOf(of, n), nil
}

func quarterOf(year, n int) Period {
	from := civil.Date{Year: year, Month: 1, Day: 1}.AddMonths(3 * (n - 1))
	return Period{From: from, To: from.AddMonths(3).AddDays(-1), Name: fmt.Sprintf("%d-Q%d", year, n)}
}
