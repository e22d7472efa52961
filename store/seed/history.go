package seed

import (
	"fmt"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

var questions = []string{
	"Whose work went better this week because of you?",
	"What did you decide with half of the facts?",
	"Which conversation did you put off?",
	"What would your team miss if you were away for a month?",
	"When did you last change your mind in front of others?",
	"What did you do that somebody else could have learned from doing?",
	"Who disagreed with you, and what did you learn from it?",
	"What took longer than you said it would, and why?",
	"Whom did you thank, and for what?",
	"What do you know now that you didn't three months ago?",
	"Which meeting was worth its hour?",
	"What would you rather not be asked about?",
}

var outcomes = []string{
	"The on-call load fell from nine calls a week to two.",
	"Two teams agreed on one interface, and kept to it.",
	"Jonas runs the meeting himself now.",
	"",
}

// probe is the id of a phase's question.
func probe(phase, n int) string { return fmt.Sprintf("p%d-q%d", phase, n+1) }

// sunday is the review day of a week, 0 being the first.
func (f *filler) sunday(week int) civil.Date {
	return f.today.AddDays(-int(f.today.Weekday()) - 7*(weeks-1-week))
}

// isOff reports whether a week is one of those without work.
func isOff(week int) bool { return week%weekOff == weekOff/2 }

// id gives the next number of a kind of history.
func (f *filler) id(kind planner.Kind) planner.ID {
	f.given[kind]++
	return planner.ID{Kind: kind, N: f.given[kind]}
}

// history is n records, spread over the years in the order in which they came
// about, and with them the notes of the last weeks, each with a review.
func (f *filler) history(n, reviews int) []added {
	out := make([]added, 0, n+reviews)
	held := 0
	for week := range weeks {
		if !isOff(week) {
			held++
		}
	}
	rest := n - perReview*reviews
	for week := range weeks {
		sunday := f.sunday(week)
		from, to := week*rest/weeks, (week+1)*rest/weeks
		for i := range to - from {
			out = append(out, f.daily(sunday.AddDays(-6+7*i/(to-from))))
		}
		if isOff(week) {
			continue
		}
		if held <= reviews {
			out = append(out, f.week(week, sunday)...)
		}
		held--
	}
	return out
}

// daily is what is noted outside of reviews.
func (f *filler) daily(day civil.Date) added {
	switch draw := f.rand.IntN(20); {
	case draw == 0:
		work := planner.AllWorks()[f.rand.IntN(8)].Name
		f.id(planner.KindEnergy)
		return record(planner.KindEnergy, planner.Energy{Date: day, Work: work, Value: f.rand.IntN(5) - 2, Note: f.pick(outcomes)})
	case draw <= 2:
		_, e := f.evidence(day, nil)
		return e
	}
	t := planner.Tick{Check: planner.ID{Kind: planner.KindCheck, N: 1 + f.rand.Uint32N(f.checks)}, Date: day, Skipped: f.rand.IntN(9) == 0}
	if f.rand.IntN(10) == 0 {
		t.Note = f.pick(notes)
	}
	return record(planner.KindTick, t)
}

// evidence of an item, or of none.
func (f *filler) evidence(day civil.Date, of *planner.Item) (*planner.Evidence, added) {
	e := &planner.Evidence{ID: f.id(planner.KindEvidence), Date: day, Outcome: f.pick(outcomes), Phase: 1 + f.rand.IntN(2), Private: f.rand.IntN(9) == 0}
	if of == nil {
		e.Title = f.pick(verbs) + " " + f.pick(objects)
	} else {
		e.Title, e.Phase, e.Date, e.From = of.Title, of.Phase, of.Done, of.ID
		of.Evidence = append(of.Evidence, e.ID)
	}
	e.Kind = planner.GuessKind(e.Title)
	return e, added{planner.KindEvidence, func() planner.Record { next := *e; return &next }}
}
