package planner

import (
	"testing"
	"time"

	"cloud.google.com/go/civil"
)

func TestParsePastDate(t *testing.T) {
	friday := civil.Date{Year: 2026, Month: time.November, Day: 20}
	for _, row := range []struct {
		text  string
		today civil.Date
		want  string // "": refused
	}{
		{"", friday, "2026-11-20"},
		{" ", friday, "2026-11-20"},
		{"today", friday, "2026-11-20"},
		{"yesterday", friday, "2026-11-19"},
		{"mon", friday, "2026-11-16"},
		{"Friday", friday, "2026-11-20"},
		{"sat", friday, "2026-11-14"},
		{"-10d", friday, "2026-11-10"},
		{"-2w", friday, "2026-11-06"},
		{"2 nov", friday, "2026-11-02"},
		{"Nov 20", friday, "2026-11-20"},
		{"24 dec", friday, "2025-12-24"},
		{"24dec", friday, "2025-12-24"},
		{"29 feb", friday, "2024-02-29"},
		{"29 feb", civil.Date{Year: 2103, Month: time.March, Day: 1}, "2096-02-29"}, // 2100 has none
		{"2 nov 2019", friday, "2019-11-02"},
		{"2025-02-28", friday, "2025-02-28"},
		{"tomorrow", friday, ""},
		{"next mon", friday, ""},
		{"3d", friday, ""},
		{"1 year", friday, ""},
		{"1 year", civil.Date{Year: 2027, Month: time.February, Day: 28}, ""}, // the day after is a leap day
		{"24 dec 2026", friday, ""},
		{"2027-01-01", friday, ""},
		{"31 feb", friday, ""},
		{"soon", friday, ""},
	} {
		got, err := ParsePastDate(row.text, row.today)
		if (err != nil) != (row.want == "") || err == nil && got.String() != row.want {
			t.Errorf("%q on %v is %v (%v), expected %q", row.text, row.today, got, err, row.want)
		}
	}
}
