package tui

import (
	"errors"
	"strings"
	"time"

	"waymark/planner"
)

// newReviewDayPick is the menu of weekdays to hold reviews on.
func newReviewDayPick(e *env) dialog {
	now := e.plan.Profile().ReviewDay
	var choices []choice
	at := 0
	for i := range 7 {
		day := time.Weekday((i + 1) % 7) // a week begins on Monday
		note := ""
		if day == now {
			at, note = i, "now"
		}
		choices = append(choices, choice{key: string('1' + rune(i)), label: day.String(), note: note, do: doing(func() {
			edit := planner.SetProfile("Review day: "+strings.ToLower(day.String()), func(p *planner.Profile) { p.ReviewDay = day })
			if _, err := e.keep(edit); err != nil {
				if !errors.Is(err, planner.ErrUnchanged) {
					e.fail(err)
				}
				return
			}
			due := e.plan.ReviewDue(e.today)
			e.say("Reviews are on " + day.String() + " now; the next is due " + longDay(due) + " · u undoes")
		})})
	}
	return newPick(e, "The weekday of your review", choices, at)
}
