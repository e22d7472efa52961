package tui

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// outcomes says what can come of a step, in the order that sums are told in.
var outcomes = []struct {
	name, glyph, words string
}{
	{planner.OutcomeDone, "✓", "done"},
	{planner.OutcomeMoved, "→", "dated"},
	{planner.OutcomeNext, "»", "for next week"},
	{planner.OutcomeServed, "+", "given an action"},
	{planner.OutcomeWaiting, "◷", "waiting"},
	{planner.OutcomeHeld, "‖", "on hold"},
	{planner.OutcomeDropped, "✗", "dropped"},
	{planner.OutcomeSkipped, "-", "not this time"},
	{planner.OutcomeSeen, "·", "looked at"},
	{planner.OutcomeElsewhere, "✓", "settled elsewhere"},
	{planner.OutcomeGone, "·", "removed elsewhere"},
}

// outcomeWords is what came of a step, with its glyph. An outcome that this
// version doesn't know keeps its name.
func outcomeWords(name string) (glyph, words string) {
	for _, row := range outcomes {
		if row.name == name {
			return row.glyph, row.words
		}
	}
	return "·", planner.ShowLine(name)
}

// tally counts what came of a review, "5 done", "2 dated".
func tally(r *planner.Review) []string {
	var out []string
	for _, row := range outcomes {
		if n := r.Count(row.name); n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, row.words))
		}
	}
	return out
}

// weekOf names a review by its week, "week 47".
func weekOf(r *planner.Review) string { return weekName(r.Week) }

func weekName(week string) string {
	if _, n, ok := strings.Cut(week, "-W"); ok {
		return "week " + strings.TrimPrefix(planner.ShowLine(n), "0")
	}
	return planner.ShowLine(week)
}

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

// howMany counts things, "1 thing", "3 things".
func howMany(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// becauses says why steps come up, in the order a review looks at them.
var becauses = []struct{ name, one, more string }{
	{"due", "due", "due"},
	{"overdue", "past its day", "past their day"},
	{"untouched", "long untouched", "long untouched"},
	{"stuck", "stuck", "stuck"},
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
		out = append(out, howMany(n, "check"))
	}
	for _, row := range becauses {
		switch n := parts[row.name]; n {
		case 0:
		case 1:
			out = append(out, "1 "+row.one)
		default:
			out = append(out, fmt.Sprintf("%d %s", n, row.more))
		}
	}
	return howMany(len(steps), "thing") + " to look at: " + strings.Join(out, ", ")
}

// because says why a step comes up, of the item as it is now.
func (r *review) because(s planner.Step, it planner.Listed) string {
	due := planner.Due(it, r.today)
	switch s.Because {
	case "untouched":
		weeks := r.today.DaysSince(it.Base().Touched) / 7
		if weeks < 1 {
			return "it lay untouched until this week"
		}
		return "you have not touched it for " + howMany(weeks, "week")
	case "stuck":
		return "it is stuck: no open action serves it"
	}
	switch {
	case !it.Base().State.Open():
		return "it was due"
	case due.IsZero():
		return "it was due; it has no date now"
	case it.Key().Kind == planner.KindCheck:
		return "it comes round " + it.(*planner.Check).Every.String()
	case due.Before(r.today):
		return "its day has passed, " + planner.Away(due, r.today)
	case due == r.today:
		return "it is due today"
	}
	return "it is due " + planner.Away(due, r.today)
}

// titleOf is what a record is called, also when it was removed.
func (e *env) titleOf(id planner.ID) string {
	if it, ok := e.plan.Find(id).(planner.Listed); ok {
		return planner.ShowLine(it.Base().Title)
	}
	return id.String()
}

// mergedWords tells of weeks without a review, as what they are: part of the
// next one.
func mergedWords(weeks int) string {
	if weeks == 0 {
		return ""
	}
	return howMany(weeks, "week") + " merged into this one"
}

// joined puts what there is to say on one line.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// capital begins our own words with a capital.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
