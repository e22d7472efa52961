package planner

import (
	"testing"
	"time"

	"cloud.google.com/go/civil"
)

func TestParseSince(t *testing.T) {
	today := civil.Date{Year: 2026, Month: time.November, Day: 20}
	for text, want := range map[string]int{
		"7": 2019, " 7 years": 2019, "7y": 2019, "1 year": 2025, "0": 2026, "60": 1966,
		"2019": 2019, "since 2019": 2019, "Since 2026": 2026, "1950": 1950,
		"-3": 0, "61": 0, "80": 0, "1949": 0, "2027": 0, "2190": 0, "": 0, "soon": 0, "7.5": 0,
		"99999999999999999999": 0,
	} {
		got, err := ParseSince(text, today)
		if got != want || (err != nil) != (want == 0) {
			t.Errorf("ParseSince(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
}
