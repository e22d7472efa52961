package tui

import (
	"errors"
	"fmt"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// exportPeriod is a choice of days.
type exportPeriod struct {
	name   string // in drafts
	words  string
	period export.Period
}

// sinceDate is the choice of the days from one on, and thisYear that of the
// year in review.
const sinceDate, thisYear = "since", "year"

// exportPeriods are the days that can be chosen: all, those of the last
// quarters and years, and those since a date.
func exportPeriods(today civil.Date) []exportPeriod {
	quarter := export.QuarterOf(today)
	before := export.QuarterOf(quarter.From.AddDays(-1))
	return []exportPeriod{
		{"everything", "everything", export.Period{}},
		{"quarter", "this quarter, " + quarter.Name, quarter},
		{"last-quarter", "the quarter before, " + before.Name, before},
		{thisYear, fmt.Sprintf("this year, %d in review", today.Year), export.Year(today.Year)},
		{"last-year", fmt.Sprintf("last year, %d in review", today.Year-1), export.Year(today.Year - 1)},
		{sinceDate, "since a date", export.Period{}},
	}
}

// errNoDate is what a period without its first day says: it must never count
// as all of time.
var errNoDate = errors.New("it needs the date to begin with")

// period is the days that were chosen.
func (d *exporter) period() (export.Period, error) {
	switch {
	case !d.since.shown():
		return d.periods[d.fields[exportOf].at].period, nil
	case d.since.value() == "":
		return export.Period{}, errNoDate
	}
	day, err := planner.ParsePastDate(d.since.value(), d.today)
	return export.Since(day), err
}
