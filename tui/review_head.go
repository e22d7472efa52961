package tui

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// whenDue says when the next review is due, and what it takes up.
func (l *reviewList) whenDue() (title, when string) {
	due := l.plan.ReviewDue(l.today)
	switch {
	case l.r.now != nil:
		return "Review of " + weekOf(l.r.now) + ", under way", "begun " + shortDay(l.r.now.Started, l.today)
	case due.After(l.today):
		when = "due " + longDay(due) + ", " + planner.Away(due, l.today)
	case due == l.today:
		when = "due today"
	default:
		when = "due since " + longDay(due)
	}
	if len(l.weeks) == 0 && l.plan.Profile().Settled.IsZero() {
		return "Your first review", when
	}
	merged := ""
	if !due.After(l.today) {
		merged = mergedWords(l.plan.Merged(l.today))
	}
	return "Your weekly review", joined(when, merged)
}

// head is what stands above the reviews held: the one that is due.
func (l *reviewList) head(w int) []string {
	s := l.styles
	title, when := l.whenDue()
	mark, st := "  ", s.bold
	if l.at == 0 {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	lines := []string{mark + st.Render(cut(title, w-2))}
	for _, t := range wrap(planner.Capital(when), w-3) {
		lines = append(lines, "  "+s.subtle.Render(t))
	}
	words := lookingAt(l.due)
	if l.r.now != nil {
		words = l.sofar()
	}
	for _, t := range wrap(planner.Capital(words), w-3) {
		lines = append(lines, "  "+t)
	}
	for _, t := range wrap(l.awayWords(), w-3) {
		lines = append(lines, "  "+s.subtle.Render(t))
	}
	if l.h >= 20 {
		lines = append([]string{""}, lines...)
		if l.last.counts() {
			lines = append(lines, "  "+s.strip(l.last)+"  "+l.last.words())
		}
		lines = append(lines, "")
	}
	return append(lines, l.about(w)...)
}

// about is what stands right above the reviews held: how many there are, what
// their marks mean, and the heads of the columns.
func (l *reviewList) about(w int) []string {
	words := fmt.Sprintf("%d held   %s", len(l.weeks), legend())
	if scale := "  energy from −2 to +2"; width(words+scale) <= w-3 {
		words += scale
	}
	if len(l.weeks) == 0 {
		words = "None held yet. One takes some minutes; esc leaves at any point, and it goes on from there."
	}
	var lines []string
	for _, t := range append(wrap(words, w-3), wrap(l.unread, w-3)...) {
		lines = append(lines, "  "+l.styles.subtle.Render(t))
	}
	if len(l.weeks) > 0 {
		lines = append(lines, l.styles.subtle.Render(columnHeads(w)))
	}
	return lines
}

// awayWords tell of days off that are near and that pass over a review.
func (l *reviewList) awayWords() string {
	const near = 60
	off, review := l.plan.NextTimeOff(l.today)
	if off == nil || off.From.DaysSince(l.today) > near {
		return ""
	}
	day := func(d civil.Date) string {
		if d.DaysSince(l.today) > 300 {
			return d.In(utc).Format("2 Jan 2006")
		}
		return dayMonth(d)
	}
	days := day(off.From)
	switch {
	case !off.From.After(l.today):
		days = "until " + day(off.To)
	case off.From != off.To:
		days += " to " + day(off.To)
	}
	return "Away " + days + "; the review after is due " + review.In(utc).Format("Mon ") + day(review)
}

// dayMonth is a day whose year is known, "21 Dec".
func dayMonth(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.In(utc).Format("2 Jan")
}

// sofar says how far the review under way has come.
func (l *reviewList) sofar() string {
	stages, stage := l.plan.Agenda(l.r.now), l.plan.StageAt(l.r.now)
	at := slices.IndexFunc(stages, func(st planner.Stage) bool { return st.Name == stage })
	return fmt.Sprintf("at %s, part %d of %d; enter takes it up there", stages[at].Title, at+1, len(stages))
}
