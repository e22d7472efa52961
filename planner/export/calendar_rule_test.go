package export

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"
	ics "github.com/arran4/golang-ical"

	"waymark/planner"
)

// ruled is a plan of one check.
func ruled(t *testing.T, every string, last, moved civil.Date) *planner.Plan {
	t.Helper()
	rule, err := planner.ParseRule(every)
	if err != nil {
		t.Fatal(err)
	}
	return planner.NewPlan("x", 1, nil).With(1,
		&planner.Phase{ID: dataID("p1"), State: planner.Open},
		&planner.Check{Item: planner.Item{ID: dataID("k1"), Phase: 1, Title: "x", Created: dataOn(9, 1)}, Every: rule, Start: dataOn(9, 1), Last: last, Moved: moved},
	)
}

// taskTimes is the task of a check as an independent reader sees it: when it
// begins and is due, and its rule.
func taskTimes(t *testing.T, p *planner.Plan, today civil.Date) (start, due, rule string) {
	t.Helper()
	s := dataOf(t, p, nil, Choice{Without: []string{PartReviews}})
	s.Today = today
	text := dataFile(t, s, Calendar)
	wantLines(t, text)
	cal, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil || len(cal.Todos()) != 1 {
		t.Fatalf("%v in\n%s", err, text)
	}
	value := func(name ics.ComponentProperty) string {
		if p := cal.Todos()[0].GetProperty(name); p != nil {
			return p.Value
		}
		return ""
	}
	return value(ics.ComponentPropertyDtStart), value(ics.ComponentPropertyDue), value(ics.ComponentPropertyRrule)
}

func TestCalendarRules(t *testing.T) {
	var none civil.Date
	for _, c := range []struct {
		every            string
		moved            civil.Date
		start, due, rule string
	}{
		{"day", none, "20261119", "20261120", "FREQ=DAILY"},
		{"3 days", none, "20261119", "20261120", "FREQ=DAILY;INTERVAL=3"},
		{"week", none, "20261121", "20261122", "FREQ=WEEKLY"},
		{"friday", none, "20261119", "20261120", "FREQ=WEEKLY"},
		{"2 weeks on tuesday", none, "20261109", "20261110", "FREQ=WEEKLY;INTERVAL=2"},
		{"month", none, "20261129", "20261130", "FREQ=MONTHLY;BYMONTHDAY=-2"},
		{"quarter", none, "20261230", "20261231", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-2"},
		{"year", none, "20261230", "20261231", "FREQ=YEARLY"},
		{"2 years", none, "20271230", "20271231", "FREQ=YEARLY;INTERVAL=2"},
		{"3 months after", none, "", "20261201", ""},
		{"month", dataOn(12, 4), "", "20261204", ""},
	} {
		start, due, rule := taskTimes(t, ruled(t, c.every, none, c.moved), dataOn(11, 20))
		if start != c.start || due != c.due || rule != c.rule {
			t.Errorf("%s: from %q, due %q, by %q", c.every, start, due, rule)
		}
	}
}

// What a calendar's rule says for the times to come is what a check says when
// each has come.
func TestCalendarRulesAgree(t *testing.T) {
	for _, every := range []string{"day", "5 days", "week", "3 weeks", "sunday", "monday", "2 weeks on wednesday", "month", "2 months", "quarter", "year", "4 years"} {
		var last civil.Date
		today := civil.Date{Year: 2027, Month: 1, Day: 29}
		start, _, rule := taskTimes(t, ruled(t, every, last, civil.Date{}), today)
		for n := range 20 {
			gotStart, gotDue, gotRule := taskTimes(t, ruled(t, every, last, civil.Date{}), today)
			if gotStart != start || gotDue != basic(basicDay(t, start).AddDays(1)) || gotRule != rule {
				t.Errorf("%s: time %d begins on %s and is due on %s by %q; the first calendar said %s by %q", every, n, gotStart, gotDue, gotRule, start, rule)
				break
			}
			today = basicDay(t, gotDue)
			last = today
			start = basic(nextBy(t, rule, basicDay(t, start)))
		}
	}
}

func basicDay(t *testing.T, text string) civil.Date {
	t.Helper()
	day, err := time.Parse("20060102", text)
	if err != nil {
		t.Fatal(err)
	}
	return civil.DateOf(day)
}

// nextBy is the day after a day by a recurrence rule, as far as ours go.
func nextBy(t *testing.T, rule string, day civil.Date) civil.Date {
	t.Helper()
	parts := map[string]string{"INTERVAL": "1"}
	for part := range strings.SplitSeq(rule, ";") {
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	n, err := strconv.Atoi(parts["INTERVAL"])
	if err != nil {
		t.Fatal(err)
	}
	switch parts["FREQ"] {
	case "DAILY":
		return day.AddDays(n)
	case "WEEKLY":
		return day.AddDays(7 * n)
	case "YEARLY":
		return civil.Date{Year: day.Year + n, Month: day.Month, Day: day.Day}
	case "MONTHLY":
		if parts["BYMONTHDAY"] == "-2" {
			return civil.DateOf(time.Date(day.Year, day.Month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)).AddDays(-1)
		}
	}
	t.Fatalf("the rule %q", rule)
	return day
}
