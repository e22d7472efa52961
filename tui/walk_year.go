package tui

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/planner"
)

// likelyYear is when something of this phase may have been done: the year
// typed last, or the middle of those of the phase's usual years that have
// begun.
func (p *phasePage) likelyYear() int {
	now, since := p.today.Year, p.plan.Profile().Since
	switch {
	case p.year > 0:
		return p.year
	case since == 0 || since > now:
		return now - 1
	}
	ph := p.phase()
	from, to := since+max(ph.From, 1)-1, now
	if ph.To > 0 {
		to = min(now, since+ph.To-1)
	}
	return min((from+to+1)/2, now)
}

// yearForm asks for the year in which something was done.
func (p *phasePage) yearForm(it planner.Listed) dialog {
	b := it.Base()
	year := p.likelyYear()
	if b.State == planner.Done && !b.Done.IsZero() {
		year = b.Done.Year
	}
	in := p.textField("Behind you since", "", strconv.Itoa(year))
	in.hint = p.yearHint
	title := planner.Shorten(planner.ShowLine(b.Title), 50)
	return newForm(p.env, "year "+b.ID.String(), title, []*field{in}, func(v []string) error {
		if text := strings.TrimSpace(v[0]); text != "" {
			year, _ = strconv.Atoi(text) // the hint accepted it
		}
		res, err := p.keep(p.doneIn([]planner.Listed{it}, year))
		if err == nil {
			p.year = year
			p.say(res.Entry.Label + " · u undoes")
		}
		return err
	})
}

func (p *phasePage) yearHint(text string) (string, bool) {
	year, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || year < planner.FirstYear || year > p.today.Year {
		bad := planner.InputError{
			What: "year", Value: text, Example: strconv.Itoa(p.likelyYear()),
			Expected: fmt.Sprintf("one from %d to %d", planner.FirstYear, p.today.Year),
		}
		return bad.Error(), false
	}
	if n := p.today.Year - year; n > 1 {
		return fmt.Sprintf("%d, %d years ago", year, n), true
	}
	return strconv.Itoa(year), true
}
