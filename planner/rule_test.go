package planner_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"waymark/planner"
)

func TestParseRule(t *testing.T) {
	for _, tt := range []struct {
		text, written string
		want          planner.Rule
	}{
		{"week", "every week", planner.Rule{N: 1, Unit: planner.WeekUnit}},
		{"weekly", "every week", planner.Rule{N: 1, Unit: planner.WeekUnit}},
		{"every week", "every week", planner.Rule{N: 1, Unit: planner.WeekUnit}},
		{"Each  WEEK", "every week", planner.Rule{N: 1, Unit: planner.WeekUnit}},
		{"daily", "every day", planner.Rule{N: 1, Unit: planner.Day}},
		{"every 2 weeks", "every 2 weeks", planner.Rule{N: 2, Unit: planner.WeekUnit}},
		{"2w", "every 2 weeks", planner.Rule{N: 2, Unit: planner.WeekUnit}},
		{"monthly", "every month", planner.Rule{N: 1, Unit: planner.Month}},
		{"6 months", "every 6 months", planner.Rule{N: 6, Unit: planner.Month}},
		{"quarterly", "every quarter", planner.Rule{N: 1, Unit: planner.Quarter}},
		{"yearly", "every year", planner.Rule{N: 1, Unit: planner.Year}},
		{"every friday", "every friday", planner.Rule{N: 1, Unit: planner.WeekUnit, On: true, Day: time.Friday}},
		{"sun", "every sunday", planner.Rule{N: 1, Unit: planner.WeekUnit, On: true}},
		{"2 weeks on mon", "every 2 weeks on monday", planner.Rule{N: 2, Unit: planner.WeekUnit, On: true, Day: time.Monday}},
		{"week friday", "every friday", planner.Rule{N: 1, Unit: planner.WeekUnit, On: true, Day: time.Friday}},
		{"3 months after", "3 months after", planner.Rule{N: 3, Unit: planner.Month, After: true}},
		{"every 1 week after", "1 week after", planner.Rule{N: 1, Unit: planner.WeekUnit, After: true}},
		{"366 days", "every 366 days", planner.Rule{N: 366, Unit: planner.Day}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got, err := planner.ParseRule(tt.text)
			if err != nil || got != tt.want {
				t.Fatalf("ParseRule = %+v, %v, want %+v", got, err, tt.want)
			}
			if got.String() != tt.written {
				t.Errorf("String = %q, want %q", got, tt.written)
			}
		})
	}
}

func TestParseRuleRefuses(t *testing.T) {
	for _, text := range []string{
		"", "every", "after", "on friday after", "0 weeks", "-2 weeks", "+2 weeks", "367 days", "1 2 weeks",
		"w e e k", "2 months on friday", "friday after", "fortnite", "month on the 3rd", "9999999999999999999 days",
		"every week every week every week every", "\x1b[2J", "every 2", "2",
	} {
		_, err := planner.ParseRule(text)
		t.Run(text, func(t *testing.T) { wantInput(t, err, "interval") })
	}
}

// Every rule that can be made is written so that it reads back the same.
func TestRuleRoundTrip(t *testing.T) {
	try := func(r planner.Rule) {
		got, err := planner.ParseRule(r.String())
		if err != nil || got != r {
			t.Errorf("%+v is written %q and reads as %+v, %v", r, r, got, err)
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back planner.Rule
		if err := json.Unmarshal(text, &back); err != nil || back != r {
			t.Errorf("%+v as JSON %s reads as %+v, %v", r, text, back, err)
		}
	}
	for _, n := range []int{1, 2, 3, 52, 366} {
		for unit := planner.Day; unit <= planner.Year; unit++ {
			try(planner.Rule{N: n, Unit: unit})
			try(planner.Rule{N: n, Unit: unit, After: true})
		}
		for day := time.Sunday; day <= time.Saturday; day++ {
			try(planner.Rule{N: n, Unit: planner.WeekUnit, On: true, Day: day})
		}
	}
	var none planner.Rule
	if err := none.UnmarshalText(nil); err != nil || !none.IsZero() || none.String() != "" {
		t.Errorf("no rule reads as %+v, %v", none, err)
	}
}

// A rule that couldn't be read back is refused before it is kept.
func TestImpossibleRules(t *testing.T) {
	for name, r := range map[string]planner.Rule{
		"none":          {},
		"negative":      {N: -1, Unit: planner.WeekUnit},
		"too many":      {N: 367, Unit: planner.Day},
		"no unit":       {N: 1},
		"unknown unit":  {N: 1, Unit: 99},
		"month by day":  {N: 1, Unit: planner.Month, On: true},
		"day and after": {N: 1, Unit: planner.WeekUnit, On: true, After: true},
		"eighth day":    {N: 1, Unit: planner.WeekUnit, On: true, Day: 7},
	} {
		t.Run(name, func(t *testing.T) {
			w := begin(t)
			_, _, err := w.apply(planner.AddItem(&planner.Check{Item: item("Look"), Every: r}, today))
			wantInput(t, err, "interval")
		})
	}
}

func TestNext(t *testing.T) {
	for _, tt := range []struct {
		name              string
		every             string
		start, last, move string
		day, want         string
		open              bool
	}{
		{"weekly, never ticked", "week", "2026-11-25", "", "", "2026-11-25", "2026-11-29", true},
		{"weekly, monday", "week", "2026-11-25", "", "", "2026-11-30", "2026-12-06", true},
		{"weekly, ticked this week", "week", "2026-11-02", "2026-11-23", "", "2026-11-25", "2026-12-06", false},
		{"weekly, ticked last week", "week", "2026-11-02", "2026-11-22", "", "2026-11-25", "2026-11-29", true},
		{"weekly, missed ones merge", "week", "2020-01-01", "2020-01-03", "", "2026-11-25", "2026-11-29", true},
		{"weekly over new year", "week", "2026-01-01", "2026-12-27", "", "2027-01-01", "2027-01-03", true},
		{"weekly, week 53 ticked", "week", "2026-01-01", "2026-12-31", "", "2027-01-01", "2027-01-10", false},
		{"every 2 weeks, first week", "2 weeks", "2026-11-25", "", "", "2026-11-25", "2026-12-06", true},
		{"every 2 weeks, second week", "2 weeks", "2026-11-25", "", "", "2026-12-02", "2026-12-06", true},
		{"every 2 weeks, ticked early", "2 weeks", "2026-11-25", "2026-11-25", "", "2026-12-06", "2026-12-20", false},
		{"every 2 weeks, next time", "2 weeks", "2026-11-25", "2026-11-25", "", "2026-12-07", "2026-12-20", true},
		{"on friday, before", "friday", "2026-11-25", "", "", "2026-11-25", "2026-11-27", true},
		{"on friday, the day after", "friday", "2026-11-25", "", "", "2026-11-28", "2026-11-27", true},
		{"on friday, merged", "friday", "2026-11-25", "", "", "2026-11-30", "2026-12-04", true},
		{"on friday, ticked on monday", "friday", "2026-11-02", "2026-11-23", "", "2026-11-25", "2026-12-04", false},
		{"on friday, made on a saturday", "friday", "2026-11-28", "", "", "2026-11-28", "2026-12-04", false},
		{"on sunday, made on a sunday", "sunday", "2026-11-29", "", "", "2026-11-29", "2026-11-29", true},
		{"2 weeks on friday, made on a saturday", "2 weeks on fri", "2026-11-28", "", "", "2026-12-01", "2026-12-04", true},
		{"2 weeks on friday, second time", "2 weeks on fri", "2026-11-28", "2026-12-01", "", "2026-12-14", "2026-12-18", true},
		{"monthly", "month", "2026-01-31", "2026-10-31", "", "2026-11-25", "2026-11-30", true},
		{"monthly, ticked", "month", "2026-01-31", "2026-11-01", "", "2026-11-25", "2026-12-31", false},
		{"monthly, to february", "month", "2026-01-31", "2027-01-01", "", "2027-01-31", "2027-02-28", false},
		{"quarterly", "quarter", "2026-02-10", "2026-09-30", "", "2026-11-25", "2026-12-31", true},
		{"every 2 quarters from the second", "2 quarters", "2026-05-01", "", "", "2026-11-25", "2027-03-31", true},
		{"yearly", "year", "2024-05-01", "2025-12-31", "", "2026-11-25", "2026-12-31", true},
		{"daily, ticked", "day", "2026-11-01", "2026-11-25", "", "2026-11-25", "2026-11-26", false},
		{"every 3 days", "3 days", "2026-11-24", "", "", "2026-11-25", "2026-11-26", true},
		{"start in the future", "week", "2027-03-03", "", "", "2026-11-25", "2027-03-07", false},
		{"start in the future, next day", "day", "2026-11-26", "", "", "2026-11-25", "2026-11-26", false},
		{"start later in this week", "week", "2026-11-27", "", "", "2026-11-25", "2026-11-29", true},
		{"start moved behind the last tick", "month", "2027-01-01", "2026-11-03", "", "2026-11-25", "2027-01-31", false},
		{"moved within the week", "week", "2026-11-02", "", "2026-11-26", "2026-11-25", "2026-11-26", true},
		{"moved, and its day gone", "week", "2026-11-02", "", "2026-11-24", "2026-11-25", "2026-11-24", true},
		{"moved into the next week", "week", "2026-11-02", "", "2026-12-01", "2026-11-25", "2026-12-01", true},
		{"moved into this week", "week", "2026-11-02", "", "2026-12-01", "2026-11-30", "2026-12-01", true},
		{"moved long ago", "week", "2026-11-02", "", "2026-11-18", "2026-11-25", "2026-11-29", true},
		{"ticked, next one moved", "week", "2026-11-02", "2026-11-24", "2026-12-03", "2026-11-25", "2026-12-03", false},
		{"ticked, moved date of before", "week", "2026-11-02", "2026-11-24", "2026-11-26", "2026-11-25", "2026-12-06", false},
		{"after, never done", "3 months after", "2026-11-20", "", "", "2026-11-25", "2027-02-20", false},
		{"after, never done and due", "3 months after", "2026-08-20", "", "", "2026-11-25", "2026-11-20", true},
		{"after, start in the future", "3 months after", "2026-12-20", "", "", "2026-11-25", "2027-03-20", false},
		{"after, done", "3 months after", "2026-01-01", "2026-11-30", "", "2026-12-01", "2027-02-28", false},
		{"after, overdue", "1 month after", "2026-01-01", "2026-10-01", "", "2026-11-25", "2026-11-01", true},
		{"after, due today", "1 week after", "2026-01-01", "2026-11-18", "", "2026-11-25", "2026-11-25", true},
		{"after, moved", "1 week after", "2026-01-01", "2026-11-18", "2026-12-24", "2026-11-25", "2026-12-24", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := planner.Check{Every: rule(tt.every), Start: on(tt.start)}
			if tt.last != "" {
				k.Last = on(tt.last)
			}
			if tt.move != "" {
				k.Moved = on(tt.move)
			}
			if got, open := k.Next(on(tt.day)); got != on(tt.want) || open != tt.open {
				t.Errorf("Next(%s) = %v, %v, want %s, %v", tt.day, got, open, tt.want, tt.open)
			}
		})
	}
	var none planner.Check
	if got, open := none.Next(today); open || !got.IsZero() {
		t.Errorf("a check without a rule is due on %v", got)
	}
}

func TestNextWithoutStartCountsFromCreation(t *testing.T) {
	k := planner.Check{Every: rule("2 weeks")}
	k.Created = on("2026-11-18")
	if got, open := k.Next(today); got != on("2026-11-29") || !open {
		t.Errorf("Next = %v, %v", got, open)
	}
}

// A periodic rule divides the calendar without gaps: whatever the start, each
// day's occurrence is due within one length, and the due days never go back.
func TestPeriodsCoverTheCalendar(t *testing.T) {
	lengths := map[string]int{"day": 1, "3 days": 3, "week": 7, "2 weeks": 14, "friday": 7, "2 weeks on friday": 14, "month": 31, "5 months": 155, "quarter": 92, "2 quarters": 184, "year": 366}
	for every, most := range lengths {
		for _, start := range []string{"2026-11-25", "2024-12-31", "2024-02-29", "2026-12-28"} {
			t.Run(fmt.Sprint(every, " from ", start), func(t *testing.T) {
				k := planner.Check{Every: rule(every), Start: on(start)}
				before, _ := k.Next(on(start))
				for n := range 1500 {
					day := on(start).AddDays(n)
					due, open := k.Next(day)
					if due.Before(before) || due.DaysSince(day) >= most || open && day.DaysSince(due) >= most {
						t.Fatalf("on %v due %v (open %v), the day before %v", day, due, open, before)
					}
					before = due
				}
			})
		}
	}
}
