package export

import (
	"io"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

var utc = time.UTC

// Sheet writes what this week's review looks at as Markdown, to be printed
// and ticked by hand.
func Sheet(w io.Writer, in Input) error {
	p := newPage(w)
	if in.Review == nil {
		in.Review = &planner.Review{ID: in.Plan.Profile().Review, Week: in.Plan.ReviewWeek(in.Today)}
	}
	sheet{p, in}.write()
	return p.end()
}

type sheet struct {
	*page
	Input
}

func (s sheet) write() {
	when := "under way"
	if s.Plan.Profile().Review.IsZero() {
		when = reviewIs(s.Plan.ReviewDue(s.Today), s.Today)
	}
	s.line("# Review of week %s", escapeLine(s.Review.Week))
	s.gap()
	s.line("%s · %s", date(s.Today), when)
	s.inbox()
	s.completed()
	s.steps()
	var stuck []planner.Listed
	for _, m := range s.Plan.Stuck() {
		stuck = append(stuck, m)
	}
	s.ticks("Milestones without an open action", stuck)
	s.energy()
	s.tripwires()
	s.question()
	s.waiting()
	s.focus()
	s.heading(2, "For next week, at most three")
	for range planner.MaxFocus {
		s.line("- [ ] …")
	}
	s.heading(2, "The week in one line")
	s.line("…")
}

// reviewIs says when the review is due, without blame when it is late.
func reviewIs(due, today civil.Date) string {
	switch n := due.DaysSince(today); {
	case n == 0:
		return "due today"
	case n > 0:
		return "due on " + due.In(utc).Format("Monday, 2 January")
	}
	return "was due on " + due.In(utc).Format("Monday, 2 January")
}

// completed is what was done since the review before, to be made evidence of.
func (s sheet) completed() {
	done := s.Plan.Completed(s.Review, s.Today)
	if len(done) == 0 {
		return
	}
	s.heading(2, "Done since the review before: what changed because of it?")
	for _, it := range done {
		s.line("- [ ] %s · %s", it.Key(), escapeLine(it.Base().Title))
	}
}

// steps are what the review looks at one by one.
func (s sheet) steps() {
	steps := s.Plan.ToReview(s.Today)
	for _, row := range planner.Becauses {
		var items []planner.Listed
		for _, step := range steps {
			if it := s.Plan.Item(step.Item); step.Because == row.Name && it != nil {
				items = append(items, it)
			}
		}
		s.ticks(strings.ToUpper(row.One[:1])+row.One[1:], items)
	}
}

// ticks lists items to be ticked under a heading; nothing if there are none.
func (s sheet) ticks(heading string, items []planner.Listed) {
	if len(items) == 0 {
		return
	}
	s.heading(2, "%s", heading)
	for _, it := range items {
		s.step(it)
	}
}

func (s sheet) step(it planner.Listed) {
	b := it.Base()
	var day, every, state string
	if due := planner.Due(it, s.Today); !due.IsZero() {
		day = date(due)
	}
	if k, ok := it.(*planner.Check); ok {
		every = k.Every.String()
	}
	if b.State != planner.ToDo {
		state = b.State.String()
	}
	s.line("- [ ] %s · %s%s", b.ID, escapeLine(b.Title), clauses(every, day, state))
}

// energy is the table of the week's kinds of work, to be ticked; what was
// read already is.
func (s sheet) energy() {
	note := s.Plan.WeekNamed(s.Review.Week)
	s.heading(2, "Energy: what happened this week, and what it gave")
	s.line("| Work | −2 | −1 | 0 | +1 | +2 |")
	s.line("| --- | :-: | :-: | :-: | :-: | :-: |")
	for _, work := range planner.Works {
		s.line("| %s |%s", work.Words, cells(note, work.Name))
	}
	for _, q := range planner.Questions {
		s.line("| %s |%s", q.Ask, cells(note, q.Name))
	}
}

// cells are the boxes of a row of the energy table.
func cells(note *planner.WeekNote, work string) string {
	var b strings.Builder
	for value := planner.LeastEnergy; value <= planner.MostEnergy; value++ {
		mark := "☐"
		if note != nil {
			if reading, ok := note.Energy[work]; ok && reading.Value == value {
				mark = "☒"
			}
		}
		b.WriteString(" " + mark + " |")
	}
	return b.String()
}

// tripwires are the five mistakes, for who manages people.
func (s sheet) tripwires() {
	wires := s.Plan.Tripwires(s.Review, s.Today)
	if len(wires) == 0 {
		return
	}
	s.heading(2, "Five mistakes")
	for _, t := range wires {
		s.line("- %s: %s%s", t.Title, t.Measure, clauses(t.Level.Words()))
		for _, m := range t.Matters {
			s.line("  - [ ] %s · %s — %s", m.ID, escapeLine(m.Title), days(m.Age(s.Today)))
		}
	}
}

func days(n int) string { return planner.Counted(n, "day") }

// question is the one that the review shows or would show.
func (s sheet) question() {
	q, ok := s.Plan.Probe(s.Review)
	if !ok {
		q, ok = s.Plan.NextProbe(s.Today)
	}
	if !ok {
		return
	}
	s.heading(2, "One question")
	s.line("%s", escapeLine(q.Text))
	s.gap()
	s.line("…")
}

// waiting lists what waits for somebody else, with its age.
func (s sheet) waiting() {
	waiting := s.Plan.WaitingFor()
	if len(waiting) == 0 {
		return
	}
	s.heading(2, "Waiting for")
	for _, it := range waiting {
		b := it.Base()
		since := ""
		if !b.Since.IsZero() {
			since = "for " + days(max(0, s.Today.DaysSince(b.Since)))
		}
		s.line("- [ ] %s · %s%s", b.ID, escapeLine(b.Title), clauses(escapeLine(b.Why), since))
	}
}

func (s sheet) focus() {
	focus := s.Plan.Focus()
	if len(focus) == 0 {
		return
	}
	s.heading(2, "In focus this week")
	for _, it := range focus {
		b := it.Base()
		s.line("- %s %s · %s", box(b.State == planner.Done), b.ID, escapeLine(b.Title))
	}
}

func (s sheet) inbox() {
	headed := false
	for c := range s.Plan.Inbox() {
		if !headed {
			s.heading(2, "Inbox, to be sorted")
			headed = true
		}
		s.line("- [ ] %s · %s", c.ID, escapeLine(c.Text))
	}
}
