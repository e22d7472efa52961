package export

import (
	"io"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

var utc = time.UTC

// Input is what the sheet or the page of a review is made from.
type Input struct {
	Plan  *planner.Plan
	Today civil.Date
	// NoNotes leaves out the user's notes and reasons, which may be too
	// private for whoever reads it.
	NoNotes bool
	// Review is the one under way, for its sheet; nil: none.
	Review *planner.Review
	// Evidence and Answers are what was written in that so far.
	Evidence []*planner.Evidence
	Answers  []*planner.Reflection
}

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
	merged := ""
	if n := s.Plan.Merged(s.Today); n > 0 {
		merged = planner.Counted(n, "week") + " without a review merged into it"
	}
	s.line("%s · %s%s", date(s.Today), when, clauses(merged))
	s.inbox()
	s.completed()
	s.logged("Evidence logged so far", s.Evidence, !s.NoNotes)
	s.steps()
	s.ticks("Milestones without an open action", s.Plan.Part(s.Review, true, s.Today))
	s.energy()
	s.tripwires()
	s.question()
	s.waiting()
	chosen := ChosenSoFar(s.Plan, s.Review)
	s.focus(chosen)
	s.heading(2, "For next week, at most three")
	for _, id := range chosen {
		s.line("- [x] %s · %s", id, escapeLine(s.Plan.TitleOf(id)))
	}
	for range planner.MaxFocus - len(chosen) {
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
		logged, word := !LoggedAs(s.Review, it).IsZero(), ""
		if logged {
			word = "evidence"
		}
		s.line("- %s %s · %s%s", box(logged), it.Key(), escapeLine(it.Base().Title), clauses(word))
	}
}

// ChosenSoFar lists what a review under way has chosen for next week. Before it
// comes to that part, the focus is still this week's.
func ChosenSoFar(p *planner.Plan, r *planner.Review) []planner.ID {
	at := func(name string) int {
		return slices.IndexFunc(planner.Stages, func(s planner.Stage) bool { return s.Name == name })
	}
	if r.ID.IsZero() || !r.Closed.IsZero() || at(r.Stage) < at(planner.StageFocus) {
		return nil
	}
	return p.InFocus()
}

// LoggedAs is the evidence that a review has made of an item; zero: none.
func LoggedAs(r *planner.Review, it planner.Listed) planner.ID {
	for _, id := range it.Base().Evidence {
		if slices.Contains(r.Evidence, id) {
			return id
		}
	}
	return planner.ID{}
}

// steps are what the review looks at one by one.
func (s sheet) steps() {
	steps := s.Plan.Part(s.Review, false, s.Today)
	for _, row := range planner.Becauses {
		s.ticks(planner.Capital(row.One), slices.DeleteFunc(slices.Clone(steps), func(step planner.Step) bool { return step.Because != row.Name }))
	}
}

// ticks lists steps to be ticked under a heading; nothing if there are none.
// What was decided so far is.
func (s sheet) ticks(heading string, steps []planner.Step) {
	headed := false
	for _, step := range steps {
		it := s.Plan.Item(step.Item)
		if it == nil {
			continue
		}
		if !headed {
			s.heading(2, "%s", heading)
			headed = true
		}
		s.step(it, step.Outcome)
	}
}

func (s sheet) step(it planner.Listed, outcome string) {
	b := it.Base()
	var day, every, state string
	today := s.Today
	if k, ok := it.(*planner.Check); ok {
		every, today = k.Every.String(), planner.CheckDay(s.Review, s.Today)
	}
	if due := planner.Due(it, today); !due.IsZero() && outcome == "" {
		day = date(due)
	}
	switch {
	case outcome != "":
		_, state = planner.OutcomeWords(outcome)
	case b.State != planner.ToDo:
		state = b.State.String()
	}
	s.line("- %s %s · %s%s", box(outcome != ""), b.ID, escapeLine(b.Title), clauses(every, day, state))
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
	asked := func(a *planner.Reflection) bool { return a.Probe == q.ID }
	if !s.NoNotes {
		s.answered(s.Answers)
		if slices.ContainsFunc(s.Answers, asked) {
			return
		}
		s.gap()
	}
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

// focus is this week's, without what was chosen for the next.
func (s sheet) focus(chosen []planner.ID) {
	focus := slices.DeleteFunc(s.Plan.Focus(), func(it planner.Listed) bool { return slices.Contains(chosen, it.Key()) })
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
