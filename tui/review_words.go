package tui

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// tally counts what came of a review, "5 done", "2 dated".
func tally(r *planner.Review) []string {
	var out []string
	for _, row := range planner.Outcomes {
		if n := r.Count(row.Name); n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, row.Words))
		}
	}
	return out
}

// weekOf names a review by its week, "week 47".
func weekOf(r *planner.Review) string { return planner.WeekWords(r.Week) }

// shortDay is a day of the past that needs no reckoning, "Sun 15 Nov" or, of
// another year, "15 Nov 2025".
func shortDay(d, today civil.Date) string {
	if d.IsZero() {
		return ""
	}
	if d.Year == today.Year {
		return d.In(utc).Format("Mon 2 Jan")
	}
	return d.In(utc).Format("2 Jan 2006")
}

// lookingAt sums what a review begun now would look at, "14 things: 5 due".
func lookingAt(steps []planner.Step) string {
	if len(steps) == 0 {
		return "nothing to look at; it goes straight to next week's focus"
	}
	parts := map[string]int{}
	for _, s := range steps {
		name := s.Because
		if s.Item.Kind == planner.KindCheck {
			name = "check"
		}
		parts[name]++
	}
	var out []string
	if n := parts["check"]; n > 0 {
		out = append(out, planner.Counted(n, "check"))
	}
	for _, row := range planner.Becauses {
		switch n := parts[row.Name]; n {
		case 0:
		case 1:
			out = append(out, "1 "+row.One)
		default:
			out = append(out, fmt.Sprintf("%d %s", n, row.More))
		}
	}
	return planner.Counted(len(steps), "thing") + " to look at: " + strings.Join(out, ", ")
}

// titleOf is what a record is called, also when it was removed.
func (e *env) titleOf(id planner.ID) string {
	if title := e.plan.TitleOf(id); title != "" {
		return planner.ShowLine(title)
	}
	return id.String()
}

// mergedWords tells of weeks without a review, as what they are: part of the
// next one.
func mergedWords(weeks int) string {
	if weeks == 0 {
		return ""
	}
	return planner.Counted(weeks, "week") + " merged into this one"
}

// joined puts what there is to say on one line.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}
