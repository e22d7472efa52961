package export

import (
	"io"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

var utc = time.UTC

// Sheet writes what this week's review looks at as Markdown, to be printed
// and ticked by hand.
func Sheet(w io.Writer, in Input) error {
	p := newPage(w)
	sheet{p, in}.write()
	return p.end()
}

type sheet struct {
	*page
	Input
}

// because is how the sheet calls each reason for looking at something.
var because = []struct{ reason, heading string }{
	{"due", "Due"},
	{"overdue", "Past its day"},
	{"untouched", "Untouched for a while"},
	{"stuck", "Milestones without an open action"},
}

func (s sheet) write() {
	when := "under way"
	if s.Plan.Profile().Review.IsZero() {
		when = reviewIs(s.Plan.ReviewDue(s.Today), s.Today)
	}
	s.line("# Review of week %s", s.Plan.ReviewWeek(s.Today))
	s.gap()
	s.line("%s · %s", date(s.Today), when)
	steps := s.Plan.ToReview(s.Today)
	for _, row := range because {
		headed := false
		for _, step := range steps {
			it := s.Plan.Item(step.Item)
			if step.Because != row.reason || it == nil {
				continue
			}
			if !headed {
				s.heading(2, "%s", row.heading)
				headed = true
			}
			s.step(it)
		}
	}
	s.focus()
	s.inbox()
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
