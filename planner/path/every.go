package path

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const (
	maxEvery     = 366
	expectsEvery = `an interval such as week, "2 weeks", month, quarter or "3 months after"`
)

// Units returns the units an interval is counted in, shortest first.
func Units() []string { return []string{"day", "week", "month", "quarter", "year"} }

var everyAdverbs = map[string]string{
	"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
}

// ParseEvery reads how often a check comes round: "week", "every week",
// "weekly", "2 weeks", "every 2 weeks", "3 months after". The unit is one of
// Units and n lies within 1 to 366. With after, the interval runs from the day
// the check was last done; otherwise it follows the calendar.
func ParseEvery(s string) (n int, unit string, after bool, err error) {
	bad := func(problem string) (int, string, bool, error) {
		return 0, "", false, fmt.Errorf("%s %s; expected %s", quote(s), problem, expectsEvery)
	}
	words := strings.Fields(strings.ToLower(s))
	if len(words) > 0 && words[0] == "every" {
		words = words[1:]
	}
	if len(words) > 1 && words[len(words)-1] == "after" {
		after, words = true, words[:len(words)-1]
	}
	switch len(words) {
	case 1:
		n, unit = 1, words[0]
		if full, ok := everyAdverbs[unit]; ok {
			unit = full
		}
	case 2:
		if n, err = strconv.Atoi(words[0]); err != nil {
			return bad("does not begin with a number")
		}
		unit = strings.TrimSuffix(words[1], "s")
	default:
		return bad("is not an interval")
	}
	if !slices.Contains(Units(), unit) {
		return bad("has no known unit")
	}
	if n < 1 || n > maxEvery {
		return bad(fmt.Sprintf("counts outside 1 to %d", maxEvery))
	}
	return n, unit, after, nil
}
