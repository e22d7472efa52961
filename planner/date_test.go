package planner_test

import (
	"strings"
	"testing"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

func TestParseDate(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"today", "today", "2026-11-25"},
		{"today, cut short", "tod", "2026-11-25"},
		{"now", "now", "2026-11-25"},
		{"tomorrow", "tomorrow", "2026-11-26"},
		{"tomorrow, cut short", "tom", "2026-11-26"},
		{"yesterday", "yesterday", "2026-11-24"},
		{"any case and spaces", "  ToMorrow ", "2026-11-26"},
		{"weekday", "fri", "2026-11-27"},
		{"weekday in full", "friday", "2026-11-27"},
		{"weekday of next week", "mon", "2026-11-30"},
		{"today's weekday is next week", "wed", "2026-12-02"},
		{"yesterday's weekday is next week", "tue", "2026-12-01"},
		{"next weekday", "next friday", "2026-11-27"},
		{"next week", "next week", "2026-12-02"},
		{"next month", "next month", "2026-12-25"},
		{"in a weekday's words", "in 2 weeks", "2026-12-09"},
		{"signed weeks", "+2w", "2026-12-09"},
		{"signed weeks apart", "+ 2 weeks", "2026-12-09"},
		{"months", "3 months", "2027-02-25"},
		{"days", "10d", "2026-12-05"},
		{"quarter", "1 quarter", "2027-02-25"},
		{"years", "2y", "2028-11-25"},
		{"fifteen years", "15 years", "2041-11-25"},
		{"a unit alone", "week", "2026-12-02"},
		{"back", "-3d", "2026-11-22"},
		{"nothing away", "0d", "2026-11-25"},
		{"day and month", "30 jan", "2027-01-30"},
		{"month and day", "jan 30", "2027-01-30"},
		{"later this year", "1 dec", "2026-12-01"},
		{"today by its date", "25 nov", "2026-11-25"},
		{"yesterday by its date is next year", "24 nov", "2027-11-24"},
		{"month in full", "30 january", "2027-01-30"},
		{"ordinal", "3rd march", "2027-03-03"},
		{"ordinal with a dot", "3. march", "2027-03-03"},
		{"with a year", "jan 30 2028", "2028-01-30"},
		{"with a comma", "Jan 30, 2028", "2028-01-30"},
		{"with a year, day first", "30 jan 2028", "2028-01-30"},
		{"sept of four letters", "sept 1", "2027-09-01"},
		{"iso", "2027-01-30", "2027-01-30"},
		{"iso without zeros", "2027-1-3", "2027-01-03"},
		{"iso in the past", "2020-02-29", "2020-02-29"},
		{"next leap day", "29 feb", "2028-02-29"},
		{"first day", "1950-01-01", "1950-01-01"},
		{"last day", "2199-12-31", "2199-12-31"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := planner.ParseDate(tt.text, today)
			if err != nil || got != on(tt.want) {
				t.Errorf("ParseDate(%q) = %v, %v, want %s", tt.text, got, err, tt.want)
			}
		})
	}
}

func TestParseDateFromOtherDays(t *testing.T) {
	for _, tt := range []struct{ name, text, today, want string }{
		{"leap day on the day", "29 feb", "2028-02-29", "2028-02-29"},
		{"leap day just gone", "29 feb", "2028-03-01", "2032-02-29"},
		{"leap day early in its year", "feb 29", "2028-01-31", "2028-02-29"},
		{"no leap day in 2100", "29 feb", "2096-03-01", "2104-02-29"},
		{"a month stays in the month", "1 month", "2027-01-31", "2027-02-28"},
		{"a quarter stays in the month", "1q", "2027-11-30", "2028-02-29"},
		{"a year from a leap day", "1y", "2028-02-29", "2029-02-28"},
		{"back over new year", "-1d", "2027-01-01", "2026-12-31"},
		{"sunday from a sunday", "sun", "2026-11-22", "2026-11-29"},
		{"monday from a sunday", "mon", "2026-11-22", "2026-11-23"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := planner.ParseDate(tt.text, on(tt.today))
			if err != nil || got != on(tt.want) {
				t.Errorf("ParseDate(%q) on %s = %v, %v, want %s", tt.text, tt.today, got, err, tt.want)
			}
		})
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, tt := range []struct{ name, text, says string }{
		{"nothing", "", "a day"},
		{"spaces", "  \t ", "a day"},
		{"a comma", ",", "a day"},
		{"in", "in", "a day"},
		{"next", "next", "a day"},
		{"in in", "in in", "a day"},
		{"typo of a weekday", "frday", "a day"},
		{"typo of a month", "30 jna", "a day"},
		{"two letters", "fr", "a day"},
		{"31 feb", "31 feb", "February 2027 has 28 days"},
		{"31 feb of a leap year", "31 feb 2028", "February 2028 has 29 days"},
		{"29 feb of another year", "29 feb 2027", "February 2027 has 28 days"},
		{"31 april", "31 apr", "April 2027 has 30 days"},
		{"31 of this month", "31 nov", "November 2026 has 30 days"},
		{"day 0", "0 jan", "January 2027 has 31 days"},
		{"iso 31 feb", "2027-02-31", "February 2027 has 28 days"},
		{"month 13", "2027-13-01", "no month 13"},
		{"month 0", "2027-00-01", "no month 0"},
		{"year 0", "0000-01-01", "years go from 1950 to 2199"},
		{"all zero", "0000-00-00", "years go from 1950 to 2199"},
		{"year 9999", "9999-12-31", "years go from 1950 to 2199"},
		{"year 1949", "31 dec 1949", "years go from 1950 to 2199"},
		{"year 2200", "2200-01-01", "years go from 1950 to 2199"},
		{"two-digit year", "30 jan 27", "years go from 1950 to 2199"},
		{"year of five digits", "12027-01-01", "a day"},
		{"iso with letters behind", "2027-01-3x", "a day"},
		{"iso with signs", "2027-+1-03", "a day"},
		{"iso cut short", "2027-01", "a day"},
		{"iso with a time", "2027-01-30T10:00", "a day"},
		{"a day with a sign", "+5 jan", "a day"},
		{"two counts", "1 2 weeks", "a day"},
		{"two signs", "+-2w", "a day"},
		{"letters apart", "w e e k", "a day"},
		{"a count alone", "3", "a day"},
		{"a count and a weekday", "2 fridays", "a day"},
		{"far away", "200000 days", "years go from 1950 to 2199"},
		{"too far away", "300 years", "years go from 1950 to 2199"},
		{"too far back", "-80 years", "years go from 1950 to 2199"},
		{"past int", "99999999999999999999 weeks", "a day"},
		{"just in int", "9223372036854775807d", "years go from 1950 to 2199"},
		{"four words", "30 jan 2027 noon", "a day"},
		{"other digits", "٣٠ jan", "a day"},
		{"full width", "２０２７-01-30", "a day"},
		{"emoji", "📅", "a day"},
		{"escape", "\x1b[2Jfri", "a day"},
		{"NUL", "fri\x00", "a day"},
		{"invalid UTF-8", "\xff\xfe", "a day"},
		{"very long", strings.Repeat("fri ", 100_000), "a day"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := planner.ParseDate(tt.text, today)
			if err == nil {
				t.Fatalf("ParseDate(%.40q) = %v, want an error", tt.text, got)
			}
			wantInput(t, err, "date")
			if !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), "like fri") {
				t.Errorf("error %q doesn't say %q and an example", err, tt.says)
			}
			if strings.ContainsAny(err.Error(), "\x1b\x00") || len(err.Error()) > 400 {
				t.Errorf("error isn't fit to print: %.500q", err)
			}
		})
	}
}

// A leap day past the last year must neither hang nor be found.
func TestParseDateAtTheLastYears(t *testing.T) {
	for _, text := range []string{"29 feb", "1 jan", "+1y"} {
		if got, err := planner.ParseDate(text, on("2199-06-01")); err == nil {
			t.Errorf("ParseDate(%q) = %v in the last year, want an error", text, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"fri", "in", "next friday", "+2w", "-3 months", "29 feb", "31 feb", "jan 30 2027", "2027-01-30", "0000-00-00", "9999-12-31", "99999999999999999999d", "٣٠ jan", "\x1b[6n", "İ 1", "1st"} {
		f.Add(text, 2026, 11, 25)
		f.Add(text, 2096, 3, 1)
		f.Add(text, 2199, 12, 31)
	}
	f.Fuzz(func(t *testing.T, text string, y, m, d int) {
		now := civil.Date{Year: y, Month: time.Month(m), Day: d}
		if planner.CheckDate(now) != nil || now.IsZero() {
			return
		}
		got, err := planner.ParseDate(text, now)
		if err == nil && (!got.IsValid() || got.Year < planner.FirstYear || got.Year > planner.LastYear) {
			t.Errorf("ParseDate(%q) on %v = %v", text, now, got)
		}
		if err != nil && got != (civil.Date{}) {
			t.Errorf("ParseDate(%q) gives %v with its error", text, got)
		}
	})
}

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2027-01-31", 1, "2027-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2028-01-31", 2, "2028-03-31"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2027-03-31", -1, "2027-02-28"},
		{"2027-12-31", 2, "2028-02-29"},
		{"2027-01-15", -13, "2025-12-15"},
		{"2027-05-31", 0, "2027-05-31"},
	} {
		if got := planner.AddMonths(on(tt.from), tt.n); got != on(tt.want) {
			t.Errorf("AddMonths(%s, %d) = %v, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestMondayAndWeek(t *testing.T) {
	for _, tt := range []struct{ day, monday, week string }{
		{"2026-11-25", "2026-11-23", "2026-W48"},
		{"2026-11-23", "2026-11-23", "2026-W48"},
		{"2026-11-22", "2026-11-16", "2026-W47"},
		{"2026-12-31", "2026-12-28", "2026-W53"},
		{"2027-01-01", "2026-12-28", "2026-W53"},
		{"2027-01-03", "2026-12-28", "2026-W53"},
		{"2027-01-04", "2027-01-04", "2027-W01"},
		{"2024-12-30", "2024-12-30", "2025-W01"},
		{"2024-12-29", "2024-12-23", "2024-W52"},
		{"2021-01-03", "2020-12-28", "2020-W53"},
	} {
		if got := planner.Monday(on(tt.day)); got != on(tt.monday) {
			t.Errorf("Monday(%s) = %v, want %s", tt.day, got, tt.monday)
		}
		if got := planner.Week(on(tt.day)); got != tt.week {
			t.Errorf("Week(%s) = %s, want %s", tt.day, got, tt.week)
		}
	}
}

func TestParseWeekday(t *testing.T) {
	for text, want := range map[string]time.Weekday{"sun": time.Sunday, " FRIDAY ": time.Friday, "thurs": time.Thursday} {
		if got, err := planner.ParseWeekday(text); err != nil || got != want {
			t.Errorf("ParseWeekday(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "su", "fridayy", "8"} {
		_, err := planner.ParseWeekday(text)
		wantInput(t, err, "weekday")
	}
}
