package export

import (
	"errors"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

func ymd(text string) civil.Date {
	d, err := civil.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestParsePeriods(t *testing.T) {
	for _, c := range []struct{ year, quarter, from, to, name string }{
		{"2026", "", "2026-01-01", "2026-12-31", "2026"},
		{" 2024 ", "", "2024-01-01", "2024-12-31", "2024"},
		{"", "2026-Q3", "2026-07-01", "2026-09-30", "2026-Q3"},
		{"", "2024q1", "2024-01-01", "2024-03-31", "2024-Q1"},
		{"", " q4 ", "2026-10-01", "2026-12-31", "2026-Q4"},
		{"", "2026 Q2", "2026-04-01", "2026-06-30", "2026-Q2"},
	} {
		p, err := ParseYear(c.year, today)
		if c.quarter != "" {
			p, err = ParseQuarter(c.quarter, today)
		}
		if err != nil || p != (Period{ymd(c.from), ymd(c.to), c.name}) {
			t.Errorf("%+v: %+v, %v", c, p, err)
		}
	}
	var bad *planner.InputError
	for _, text := range []string{"", "x", "26", "+2026", "02026", "1800", "9999", "2026.0", "２０２６", "\x1b[2J"} {
		if _, err := ParseYear(text, today); !errors.As(err, &bad) {
			t.Errorf("year %q: %v", text, err)
		}
	}
	for _, text := range []string{"", "q", "q0", "q5", "q+3", "q03", "2026-Q33", "-Q3", "2026--Q3", "20-Q3", "3", "2026", "Q3-2026", "\x1bq3"} {
		if p, err := ParseQuarter(text, today); !errors.As(err, &bad) {
			t.Errorf("quarter %q: %+v, %v", text, p, err)
		}
	}
}

// A period that is still to come has nothing to look back on.
func TestPeriodsToCome(t *testing.T) {
	for _, c := range []struct {
		today, year, quarter string
		begun                bool
	}{
		{"2026-11-20", "2026", "2026-Q4", true},
		{"2027-01-01", "2027", "q1", true},
		{"2026-12-31", "2027", "2027-Q1", false},
		{"2026-11-20", "2050", "2050-Q2", false},
		{"2026-06-30", "2030", "q3", false},
	} {
		_, err := ParseYear(c.year, ymd(c.today))
		if (err == nil) != c.begun {
			t.Errorf("%s on %s: %v", c.year, c.today, err)
		}
		if _, err := ParseQuarter(c.quarter, ymd(c.today)); (err == nil) != c.begun {
			t.Errorf("%s on %s: %v", c.quarter, c.today, err)
		}
	}
	_, err := ParseYear("2050", ymd("2026-11-20"))
	if err == nil || err.Error() != `year "2050": expected one that has begun; it begins on 1 January 2050` {
		t.Error(err)
	}
}

// What belongs to the year 2025.
func TestWhatAPeriodHas(t *testing.T) {
	item := func(state planner.State, created, ended string) planner.Item {
		it := planner.Item{State: state, Created: ymd(created)}
		if ended != "" {
			it.Since = ymd(ended)
		}
		if state == planner.Done && ended != "" {
			it.Done = it.Since
		}
		return it
	}
	rough := item(planner.Done, "2025-01-01", "2025-07-01")
	rough.Rough = true
	quarter := QuarterOf(ymd("2025-07-01"))
	for _, c := range []struct {
		name   string
		record planner.Record
		period Period
		want   bool
	}{
		{"done in it", &planner.Action{Item: item(planner.Done, "2024-01-01", "2025-12-31")}, Year(2025), true},
		{"done before", &planner.Action{Item: item(planner.Done, "2024-01-01", "2024-12-31")}, Year(2025), false},
		{"done after", &planner.Action{Item: item(planner.Done, "2025-01-01", "2026-01-01")}, Year(2025), false},
		{"dropped in it", &planner.Action{Item: item(planner.Dropped, "2024-01-01", "2025-06-01")}, Year(2025), true},
		{"dropped after", &planner.Action{Item: item(planner.Dropped, "2024-01-01", "2026-06-01")}, Year(2025), false},
		{"done, nobody knows when", &planner.Action{Item: item(planner.Done, "2025-01-01", "")}, Year(2025), false},
		{"done some time in the year", &planner.Milestone{Item: rough}, Year(2025), true},
		{"done some time in the year of the quarter", &planner.Milestone{Item: rough}, quarter, false},
		{"open, and there before", &planner.Action{Item: item(planner.Doing, "2023-01-01", "2024-01-01")}, Year(2025), true},
		{"open, and there since its last day", &planner.Action{Item: item(planner.OnHold, "2025-12-31", "")}, Year(2025), true},
		{"open, and new", &planner.Action{Item: item(planner.ToDo, "2026-01-01", "")}, Year(2025), false},
		{"open, since a day", &planner.Action{Item: item(planner.ToDo, "2026-01-01", "")}, Since(ymd("2025-01-01")), true},
		{"check that ended after", &planner.Check{Item: item(planner.Dropped, "2024-01-01", "2026-01-01")}, Year(2025), true},
		{"check that ended before", &planner.Check{Item: item(planner.Dropped, "2024-01-01", "2024-02-01")}, Year(2025), false},
		{"tick", &planner.Tick{Date: ymd("2025-01-01")}, Year(2025), true},
		{"tick after", &planner.Tick{Date: ymd("2026-01-01")}, Year(2025), false},
		{"line of the inbox", &planner.Capture{Created: ymd("2024-05-05")}, Year(2025), true},
		{"new line of the inbox", &planner.Capture{Created: ymd("2026-05-05")}, Year(2025), false},
		{"open matter", &planner.Matter{Opened: ymd("2024-05-05")}, Year(2025), true},
		{"new matter", &planner.Matter{Opened: ymd("2026-05-05")}, Year(2025), false},
		{"matter closed in it", &planner.Matter{Opened: ymd("2024-05-05"), Closed: ymd("2025-01-01")}, Year(2025), true},
		{"matter closed before", &planner.Matter{Opened: ymd("2024-05-05"), Closed: ymd("2024-12-31")}, Year(2025), false},
		{"evidence", &planner.Evidence{Date: ymd("2025-12-31")}, Year(2025), true},
		{"evidence before", &planner.Evidence{Date: ymd("2024-12-31")}, Year(2025), false},
		{"reading", &planner.Energy{Date: ymd("2026-01-01")}, Year(2025), false},
		{"answer", &planner.Reflection{Date: ymd("2025-02-01")}, Year(2025), true},
		{"days off around it", &planner.TimeOff{From: ymd("2024-12-31"), To: ymd("2026-01-01")}, Year(2025), true},
		{"days off before", &planner.TimeOff{From: ymd("2024-12-01"), To: ymd("2024-12-31")}, Year(2025), false},
		{"days off after", &planner.TimeOff{From: ymd("2026-01-01"), To: ymd("2026-01-31")}, Year(2025), false},
		{"days off since a day", &planner.TimeOff{From: ymd("2026-01-01"), To: ymd("2026-01-31")}, Since(ymd("2025-01-01")), true},
		{"first week", &planner.WeekNote{Week: "2025-W01"}, Year(2025), true},
		{"its review", &planner.Review{Week: "2025-W01", Due: ymd("2025-01-05")}, Year(2025), true},
		{"week that ends in it", &planner.WeekNote{Week: "2026-W53"}, Year(2027), false},
		{"its review too", &planner.Review{Week: "2026-W53", Due: ymd("2027-01-03")}, Year(2027), false},
		{"review of no week", &planner.Review{Week: "x", Due: ymd("2025-01-05")}, Year(2025), true},
		{"profile", &planner.Profile{}, Year(2025), true},
		{"phase", &planner.Phase{}, Year(2025), true},
		{"import", &planner.Intake{Date: ymd("2025-01-05")}, Year(2025), true},
	} {
		v := openSieve(planner.NewPlan("x", 1, nil), nil)
		v.period = c.period
		if got := v.within(c.record); got != c.want {
			t.Errorf("%s in %s: %v", c.name, c.period.Words(), got)
		}
	}
}

// What belongs to phase 2.
func TestWhatAPhaseHas(t *testing.T) {
	for _, c := range []struct {
		record planner.Record
		want   bool
	}{
		{&planner.Action{Item: planner.Item{Phase: 2}}, true},
		{&planner.Check{Item: planner.Item{Phase: 1}}, false},
		{&planner.Evidence{Phase: 2}, true},
		{&planner.Evidence{}, false},
		{&planner.Reflection{Phase: 3}, false},
		{&planner.Review{}, false},
		{&planner.WeekNote{}, false},
		{&planner.Energy{}, false},
		{&planner.Capture{}, false},
		{&planner.Matter{}, false},
		{&planner.TimeOff{}, false},
		{&planner.Intake{}, false},
		{&planner.Profile{}, true},
		{&planner.Phase{}, true},
	} {
		v := openSieve(planner.NewPlan("x", 1, nil), nil)
		v.phase = 2
		if got := v.within(c.record); got != c.want {
			t.Errorf("%T: %v", c.record, got)
		}
	}
}
