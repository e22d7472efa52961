package export

import (
	"errors"
	"fmt"
	"io"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// HeldReview is a closed review with the texts that were written in it.
type HeldReview struct {
	*planner.Review
	Evidence []*planner.Evidence
	Answers  []*planner.Reflection
}

// ReadHeld reads what was written in a review. What was removed or erased
// since is left out, and so is what can't be read; the first such error is
// given beside the rest. Of a review that was erased nothing is left:
// planner.ErrNotFound.
func ReadHeld(p *planner.Plan, r *planner.Review, get func(planner.ID) (planner.Record, error)) (HeldReview, error) {
	held := HeldReview{Review: r}
	if r.Removed {
		return held, fmt.Errorf("the review of %s was erased: %w", r.Week, planner.ErrNotFound)
	}
	var fault error
	read := func(id planner.ID) planner.Record {
		rec, err := get(id)
		switch {
		case err == nil && !rec.Gone():
			return rec
		case err != nil && fault == nil && !errors.Is(err, planner.ErrNotFound):
			fault = err
		}
		return nil
	}
	for _, id := range r.Evidence {
		if e, ok := read(id).(*planner.Evidence); ok {
			held.Evidence = append(held.Evidence, e)
		}
	}
	if note := p.WeekNamed(r.Week); note != nil {
		for _, asked := range note.Asked {
			if asked.Answer.IsZero() {
				continue
			}
			if a, ok := read(asked.Answer).(*planner.Reflection); ok {
				held.Answers = append(held.Answers, a)
			}
		}
	}
	return held, fault
}

// Held writes a closed review as Markdown: what was done, its evidence, energy
// and answers, the focus it chose and its closing line.
func Held(w io.Writer, in Input, r HeldReview) error {
	p := newPage(w)
	held{p, in, r}.write()
	return p.end()
}

type held struct {
	*page
	Input
	r HeldReview
}

func (h held) write() {
	h.line("# Review of week %s", escapeLine(h.r.Week))
	h.gap()
	on, merged := "held on "+fullDay(h.r.Closed), ""
	if h.r.Due != h.r.Closed && !h.r.Due.IsZero() {
		on += ", for " + fullDay(h.r.Due)
	}
	if n := h.r.Merged; n > 0 {
		merged = planner.Counted(n, "week") + " merged into it"
	}
	h.line("%s%s", on, clauses(merged))
	h.quote("", h.r.Line)
	h.titles("Done since the review before", h.r.Done)
	h.evidence()
	h.energy()
	h.answers()
	h.titles("In focus for the week after", h.r.Focus)
	if !h.r.Next.IsZero() {
		h.gap()
		h.line("Next review: %s.", fullDay(h.r.Next))
	}
}

// fullDay writes a day with its weekday, "Sunday, 22 November 2026".
func fullDay(d civil.Date) string { return d.In(utc).Format("Monday, 2 January 2006") }

// titles lists records by their title, also of those removed since.
func (h held) titles(heading string, ids []planner.ID) {
	if len(ids) == 0 {
		return
	}
	h.heading(2, "%s", heading)
	for _, id := range ids {
		title := ""
		if text := h.Plan.TitleOf(id); text != "" {
			title = " · " + escapeLine(text)
		}
		h.line("- %s%s", id, title)
	}
}

func (h held) evidence() { h.logged("Evidence", h.r.Evidence, !h.NoNotes) }

// logged lists evidence under a heading, with what changed because of it where
// that is wanted.
func (p *page) logged(heading string, evidence []*planner.Evidence, outcomes bool) {
	if len(evidence) == 0 {
		return
	}
	p.heading(2, "%s", heading)
	for _, e := range evidence {
		kind := ""
		if e.Kind != "" {
			kind = escapeLine(planner.EvidenceWords(e.Kind))
		}
		p.line("- %s%s", escapeLine(e.Title), clauses(kind))
		if outcomes {
			p.quote("  ", e.Outcome)
		}
	}
}

func (h held) energy() {
	if len(h.r.Energy) == 0 {
		return
	}
	h.heading(2, "Energy")
	for _, work := range planner.AllWorks() {
		if value, ok := h.r.Energy[work.Name]; ok {
			h.line("- %s: %s, %s", work.Words, planner.Signed(value), work.Means(value))
		}
	}
}

func (h held) answers() {
	if len(h.r.Answers) == 0 || h.NoNotes {
		return
	}
	h.heading(2, "Questions")
	h.answered(h.r.Answers)
}

// answered writes questions with their answers.
func (p *page) answered(answers []*planner.Reflection) {
	for _, a := range answers {
		p.gap()
		p.line("%s", escapeLine(a.Question))
		p.quote("", a.Answer)
	}
}
