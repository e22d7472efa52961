package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// shownWeeks is how many weeks charts show where no period is chosen.
const shownWeeks = 26

// weeks are those that charts show, the oldest first. What became of them is
// figured from the whole plan: days off that are held back would look like
// missed reviews otherwise. What is noted of them is only what may be given. A
// phase that was chosen has no weeks of its own.
func (s *Shared) weeks() []planner.Cell {
	if s.Choice.Phase != 0 || s.source.Plan.Profile().Started.IsZero() {
		return nil
	}
	n := shownWeeks
	if !s.Choice.Period.IsZero() {
		n = 1 << 20
	}
	var out []planner.Cell
	for _, c := range s.source.Plan.Cells(n, s.Today) {
		if s.Choice.Period.Holds(thursday(c.Day)) {
			c.Note = s.noted(c.Note)
			out = append(out, c)
		}
	}
	return out
}

// thursday is the day that decides which quarter or year a week belongs to.
func thursday(day civil.Date) civil.Date {
	return planner.Monday(day).AddDays(int(time.Thursday - time.Monday))
}

// noted is what of a week's note charts may have: its readings.
func (s *Shared) noted(w *planner.WeekNote) *planner.WeekNote {
	if w == nil || !s.Gives(PartEnergy) {
		return nil
	}
	return &planner.WeekNote{Week: w.Week, Energy: w.Energy, Share: w.Share}
}

// sum sums the weeks between two days, with nothing that is held back.
func (s *Shared) sum(first, last civil.Date) planner.QuarterSum {
	if s.Choice.Phase != 0 {
		return planner.QuarterSum{}
	}
	q := s.source.Plan.SumWeeks(first, last, s.Today)
	if !s.Gives(PartReviews) {
		q.Held, q.Focus, q.Checks, q.Done = planner.Kept{}, planner.Kept{}, planner.Kept{}, 0
	}
	if !s.Gives(PartEnergy) {
		q.Energy, q.Leading, q.HandsOn, q.Share = nil, nil, nil, nil
	}
	return q
}

// sumShown sums the weeks that charts show.
func (s *Shared) sumShown() planner.QuarterSum {
	p := s.Choice.Period
	from, to := p.From, p.To
	if cells := s.weeks(); p.IsZero() && len(cells) > 0 {
		from = thursday(cells[0].Day)
	}
	if to.IsZero() {
		to = s.Today.AddDays(7)
	}
	return s.sum(from, to)
}

// reviews is how steadily they were held, what they kept, and their closing
// lines. A week off is shown as one to everybody, or it would look like a week
// that is missing; which days it had, and why, is told where days off are given.
func (b *summary) reviews() {
	if !b.Gives(PartReviews) {
		return
	}
	cells := slices.DeleteFunc(b.weeks(), func(c planner.Cell) bool {
		return c.Mark == planner.NoMark
	})
	var blocks []Block
	if slices.ContainsFunc(cells, func(c planner.Cell) bool { return c.Mark != planner.DueNow }) {
		if !b.looksBack() { // or its figures stand at the top
			blocks = append(blocks, Paragraph{b.steady(cells)})
		}
		blocks = append(blocks, Chart{Title: "Reviews, week by week", Words: marksWords(cells), Draw: Weeks{cells}})
	}
	var lines Points
	for _, r := range b.past.lines {
		lines.Items = append(lines.Items, Point{Title: r.Line, Details: said(date(r.Due))})
	}
	b.add("Reviews", blocks, Section{Heading: "The weeks in one line", Blocks: []Block{lines}})
}

// fewReviews is up to how many reviews that were due a steadiness would tell
// others more about chance than about habit.
const fewReviews = 3

// steady is how steadily reviews were held, and what they kept.
func (b *summary) steady(cells []planner.Cell) string {
	held := planner.HeldOf(cells)
	weeks := cells[len(cells)-1].Day.DaysSince(cells[0].Day)/7 + 1
	text := of(held) + " weekly reviews held in the last " + planner.Counted(weeks, "week")
	percent, ok := b.source.Plan.Steadiness(b.Today)
	if ok && (held.Of > fewReviews || b.Choice.For.Name == Me) {
		text += fmt.Sprintf(", a steadiness of %d\u00a0%%", percent)
	}
	text += "."
	q := b.sumShown()
	if q.Focus.Of > 0 {
		text += fmt.Sprintf(" Of what was in focus, %s done.", of(q.Focus))
	}
	if q.Checks.Of > 0 {
		text += fmt.Sprintf(" Of the checks that came round, %s kept.", of(q.Checks))
	}
	return text
}

// marksWords counts what became of weeks, in words.
func marksWords(cells []planner.Cell) string {
	counts := map[planner.Mark]int{}
	for _, c := range cells {
		counts[c.Mark]++
	}
	var parts []string
	for _, row := range planner.Marks {
		if n := counts[row.Mark]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, row.Word))
		}
	}
	return fmt.Sprintf("From the week of %s to that of %s: %s.", date(cells[0].Day), date(cells[len(cells)-1].Day), strings.Join(parts, ", "))
}
