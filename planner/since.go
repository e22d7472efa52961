package planner

import (
	"fmt"
	"strconv"
	"strings"

	"cloud.google.com/go/civil"
)

// MaxCareer is the most years in IT that are believed.
const MaxCareer = 60

// ParseSince reads how long somebody has been in IT, as years so far ("7") or
// as the year they began ("2019"), and gives the year they began. Seven years
// so far means that the eighth is under way.
func ParseSince(text string, today civil.Date) (int, error) {
	bad := &InputError{What: "years in IT", Value: text, Example: fmt.Sprintf("7 or %d", today.Year-7)}
	word := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "since "))
	for _, unit := range []string{"years", "year", "yrs", "y"} {
		if rest, found := strings.CutSuffix(word, unit); found {
			word = strings.TrimSpace(rest)
			break
		}
	}
	n, err := strconv.Atoi(word)
	switch {
	case err != nil:
		bad.Expected = "years so far, or the year you began"
	case n < 0:
		bad.Expected = "no less than 0"
	case n <= MaxCareer:
		return today.Year - n, nil
	case n < FirstYear:
		bad.Expected = fmt.Sprintf("at most %d years, or the year you began, from %d on", MaxCareer, FirstYear)
	case n > today.Year:
		bad.Expected = fmt.Sprintf("a year that has begun, %d at the latest", today.Year)
	default:
		return n, nil
	}
	return 0, bad
}
