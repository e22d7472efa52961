package planner

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"cloud.google.com/go/civil"
)

// Outcomes says what can come of a step, with a glyph and in words, in the
// order that sums are told in.
var Outcomes = []struct{ Name, Glyph, Words string }{
	{OutcomeDone, "✓", "done"},
	{OutcomeMoved, "→", "dated"},
	{OutcomeNext, "»", "for next week"},
	{OutcomeServed, "+", "given an action"},
	{OutcomeWaiting, "◷", "waiting"},
	{OutcomeHeld, "‖", "on hold"},
	{OutcomeDropped, "✗", "dropped"},
	{OutcomeSkipped, "-", "not this time"},
	{OutcomeSeen, "·", "looked at"},
	{OutcomeElsewhere, "✓", "settled elsewhere"},
	{OutcomeGone, "·", "removed elsewhere"},
}

// OutcomeWords is what came of a step, with its glyph. An outcome that this
// version doesn't know keeps its name.
func OutcomeWords(name string) (glyph, words string) {
	for _, row := range Outcomes {
		if row.Name == name {
			return row.Glyph, row.Words
		}
	}
	return "·", ShowLine(name)
}

// Becauses says why steps come up, of one and of more, in the order a review
// looks at them.
var Becauses = []struct{ Name, One, More string }{
	{dueNow, "due", "due"},
	{overdue, "past its day", "past their day"},
	{untouched, "long untouched", "long untouched"},
	{stuck, "stuck", "stuck"},
}

// Reason says why a step comes up, of its item as it is now.
func (s Step) Reason(it Listed, today civil.Date) string {
	due := Due(it, today)
	switch s.Because {
	case untouched:
		weeks := today.DaysSince(it.Base().Touched) / 7
		if weeks < 1 {
			return "it lay untouched until this week"
		}
		return "you have not touched it for " + Counted(weeks, "week")
	case stuck:
		return "it is stuck: no open action serves it"
	}
	k, check := it.(*Check)
	switch {
	case !it.Base().State.Open():
		return "it was due"
	case due.IsZero():
		return "it was due; it has no date now"
	case check:
		return "it comes round " + k.Every.String()
	case due.Before(today):
		return "its day has passed, " + Away(due, today)
	}
	return "it is due " + Away(due, today)
}

// TitleOf is what an item is called, also when it was removed; "" for any
// other record.
func (p *Plan) TitleOf(id ID) string {
	if it, ok := p.Find(id).(Listed); ok {
		return it.Base().Title
	}
	return ""
}

// WeekWords names an ISO week as people say it, "week 47".
func WeekWords(week string) string {
	if _, n, ok := strings.Cut(week, "-W"); ok {
		return "week " + strings.TrimPrefix(ShowLine(n), "0")
	}
	return ShowLine(week)
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || r == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(r)) + text[n:]
}

// Counted is a number of things, "1 day", "3 days".
func Counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// EnergyWords tells readings by kind of work, "Coaching +2", in the order of
// the kinds.
func EnergyWords(values map[string]int) []string {
	var out []string
	for _, work := range AllWorks() {
		if v, ok := values[work.Name]; ok {
			out = append(out, work.Words+" "+Signed(v))
		}
	}
	return out
}
