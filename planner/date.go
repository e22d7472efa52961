package planner

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cloud.google.com/go/civil"
)

// Years outside of these are taken for typing mistakes.
const (
	FirstYear = 1950
	LastYear  = 2199
)

// AddMonths moves a date by months and stays in the month: 31 January and one
// month is 28 or 29 February.
func AddMonths(d civil.Date, n int) civil.Date {
	first := civil.Date{Year: d.Year, Month: d.Month, Day: 1}.AddMonths(n)
	last := first.AddMonths(1).AddDays(-1)
	first.Day = min(d.Day, last.Day)
	return first
}

// Monday is the first day of the ISO week that holds the date.
func Monday(d civil.Date) civil.Date {
	return d.AddDays(-(int(d.Weekday()+6) % 7))
}

// Week names the ISO week of a date, "2026-W47".
func Week(d civil.Date) string {
	year, week := d.In(time.UTC).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// oneOf finds the only name that begins with text, which has three letters or
// more; -1 if there is none.
func oneOf(names []string, text string) int {
	if len(text) < 3 {
		return -1
	}
	for i, name := range names {
		if strings.HasPrefix(name, text) {
			return i
		}
	}
	return -1
}

// ParseWeekday reads a day of the week by three letters or more.
func ParseWeekday(text string) (time.Weekday, error) {
	if i := oneOf(weekdays, strings.ToLower(strings.TrimSpace(text))); i >= 0 {
		return time.Weekday(i), nil
	}
	return 0, &InputError{What: "weekday", Value: text, Expected: "a day of the week", Example: "sun or friday"}
}

// ParseDate reads a date as people type it, relative to today: "fri",
// "tomorrow", "+2w", "3 months", "30 jan", "jan 30 2027", "2027-01-30". A day
// without a year is the next one; a weekday is the next one after today.
func ParseDate(text string, today civil.Date) (civil.Date, error) {
	bad := &InputError{What: "date", Value: text, Expected: "a day", Example: "fri, tomorrow, +2w, 30 jan or 2027-01-30"}
	words := dateWords(text)
	if len(words) == 0 || len(text) > 60 {
		return civil.Date{}, bad
	}
	d, ok, why := relativeDate(words, today)
	if !ok && why == "" {
		d, ok, why = absoluteDate(words, today)
	}
	if ok && CheckDate(d) != nil {
		ok, why = false, yearsGo
	}
	if why != "" {
		bad.Expected = "a day that exists (" + why + ")"
	}
	if !ok {
		return civil.Date{}, bad
	}
	return d, nil
}

// dateWords are the words of a date as it was typed.
func dateWords(text string) []string {
	return strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
}

var yearsGo = fmt.Sprintf("years go from %d to %d", FirstYear, LastYear)

// CheckDate refuses dates that don't exist and years beyond a working life.
// The zero date is fine: it means none.
func CheckDate(d civil.Date) error {
	if d.IsZero() {
		return nil
	}
	if !d.IsValid() || d.Year < FirstYear || d.Year > LastYear {
		return &InputError{What: "date", Value: d.String(), Expected: fmt.Sprintf("a day between the years %d and %d", FirstYear, LastYear), Example: "2027-01-30"}
	}
	return nil
}

// relativeDate reads what counts from today.
func relativeDate(words []string, today civil.Date) (d civil.Date, ok bool, why string) {
	if len(words) > 1 && words[0] == "in" || len(words) == 2 && words[0] == "next" {
		words = words[1:]
	}
	switch words[0] {
	case "today", "tod", "now":
		return today, len(words) == 1, ""
	case "tomorrow", "tom":
		return today.AddDays(1), len(words) == 1, ""
	case "yesterday":
		return today.AddDays(-1), len(words) == 1, ""
	}
	if len(words) == 1 {
		if day := oneOf(weekdays, words[0]); day >= 0 {
			ahead := (day-int(today.Weekday())+6)%7 + 1
			return today.AddDays(ahead), true, ""
		}
	}
	n, unit, found := countAndUnit(words)
	if !found {
		return civil.Date{}, false, ""
	}
	if most := 366 * (LastYear - FirstYear); n < -most || n > most {
		return civil.Date{}, false, yearsGo
	}
	return Rule{N: n, Unit: unit}.add(today), true, ""
}

// countAndUnit splits "+2w", "3 months", "week" and the like: a sign, a count
// and a unit, of which only the unit must be there.
func countAndUnit(words []string) (n int, unit Unit, ok bool) {
	s, sign := strings.Join(words, " "), 1
	if strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
		if s[0] == '-' {
			sign = -1
		}
		s = strings.TrimPrefix(s[1:], " ")
	}
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	n = 1
	if i > 0 {
		var err error
		if n, err = strconv.Atoi(s[:i]); err != nil {
			return 0, 0, false
		}
	}
	unit, ok = unitNamed(strings.TrimPrefix(s[i:], " "))
	return sign * n, unit, ok
}

// number reads up to four digits and nothing else.
func number(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, len(s) > 0 && len(s) <= 4
}

// absoluteDate reads a calendar day.
func absoluteDate(words []string, today civil.Date) (d civil.Date, ok bool, why string) {
	if at := strings.IndexFunc(words[0], unicode.IsLetter); at > 0 && oneOf(months, words[0][at:]) >= 0 { // "21dec"
		words = append([]string{words[0][:at], words[0][at:]}, words[1:]...)
	}
	if len(words) == 1 {
		parts := strings.Split(words[0], "-")
		if len(parts) != 3 || len(parts[0]) != 4 {
			return civil.Date{}, false, ""
		}
		y, okYear := number(parts[0])
		m, okMonth := number(parts[1])
		day, okDay := number(parts[2])
		if !okYear || !okMonth || !okDay {
			return civil.Date{}, false, ""
		}
		return realDate(y, m, day)
	}
	if len(words) > 3 {
		return civil.Date{}, false, ""
	}
	month, dayWord := oneOf(months, words[1]), words[0]
	if month < 0 {
		month, dayWord = oneOf(months, words[0]), words[1]
	}
	day, isNumber := number(strings.TrimRight(dayWord, "stndrh."))
	if month < 0 || !isNumber {
		return civil.Date{}, false, ""
	}
	if len(words) == 3 {
		year, isNumber := number(words[2])
		if !isNumber {
			return civil.Date{}, false, ""
		}
		return realDate(year, month+1, day)
	}
	return comingDate(month+1, day, today)
}

// comingDate is the next day of that name, today included, or what is wrong
// with it in the next month of that name. Leap days are up to eight years apart.
func comingDate(month, day int, today civil.Date) (d civil.Date, ok bool, why string) {
	leapDay := month == 2 && day == 29
	for year := today.Year; year <= today.Year+8; year++ {
		d, ok, why = realDate(year, month, day)
		over := year == today.Year && month < int(today.Month)
		if ok && !d.Before(today) || !ok && !leapDay && !over {
			return d, ok, why
		}
	}
	return civil.Date{}, false, why
}

// realDate refuses days that the calendar doesn't have, and says why.
func realDate(y, m, day int) (civil.Date, bool, string) {
	if y < FirstYear || y > LastYear {
		return civil.Date{}, false, yearsGo
	}
	if m < 1 || m > 12 {
		return civil.Date{}, false, fmt.Sprintf("there is no month %d", m)
	}
	d := civil.Date{Year: y, Month: time.Month(m), Day: day}
	if !d.IsValid() {
		last := civil.Date{Year: y, Month: time.Month(m), Day: 1}.AddMonths(1).AddDays(-1)
		return civil.Date{}, false, fmt.Sprintf("%s %d has %d days", time.Month(m), y, last.Day)
	}
	return d, true, ""
}

// shortDate writes a date as people read it, "6 Dec 2026".
func shortDate(d civil.Date) string { return d.In(time.UTC).Format("2 Jan 2006") }

// Away says in words how far a day is from today: "in 2 days", "yesterday".
func Away(d, today civil.Date) string {
	switch n := d.DaysSince(today); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return fmt.Sprintf("%d days ago", -n)
	default:
		return fmt.Sprintf("in %d days", n)
	}
}
