package tui

import (
	"errors"
	"fmt"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// heldTexts are a review with what was written in it and in its week.
type heldTexts struct {
	export.HeldReview
	notes []*planner.Energy // about energy, without a reading
}

// readReview reads a review and what was written in it.
func (e *env) readReview(id planner.ID) (heldTexts, error) {
	rec, err := e.Keeper.Get(id)
	if err != nil {
		return heldTexts{}, err
	}
	held, ok := rec.(*planner.Review)
	if !ok || held.Removed {
		return heldTexts{}, errErased
	}
	return e.withTexts(held), nil
}

var errErased = errors.New("that review was erased")

// withTexts reads what was written in a review. What can't be read is left
// out: the page has its sums in any case.
func (e *env) withTexts(r *planner.Review) heldTexts {
	held, _ := export.ReadHeld(e.plan, r, e.Keeper.Get)
	return heldTexts{held, e.energyNotes(r.Week)}
}

// energyNotes reads what was noted about energy in a week. Notes that go with
// a reading are of its kind of work, and stay with it.
func (e *env) energyNotes(week string) []*planner.Energy {
	monday, err := planner.ParseWeek(week)
	if err != nil {
		return nil
	}
	var out []*planner.Energy
	records, _ := e.Keeper.Range(planner.KindEnergy, monday, monday.AddDays(6))
	for _, rec := range records {
		if en, ok := rec.(*planner.Energy); ok && !en.Removed && en.Work == "" {
			out = append(out, en)
		}
	}
	return out
}

// reviewLines tells a review whole: what was done, its evidence, energy and
// answers, the focus, the closing line and every step.
func (e *env) reviewLines(r heldTexts, w int) []string {
	s := e.styles
	held := "held " + shortDay(r.Closed, e.today)
	if r.Closed != r.Due && !r.Due.IsZero() {
		held += " for " + shortDay(r.Due, e.today)
	}
	lines := styled(s.subtle, wrap(joined(held, mergedWords(r.Merged)), w))
	energy := r.Energy
	if note := e.plan.WeekNamed(r.Week); note != nil {
		lines = append(lines, styled(s.subtle, wrap(keptLine(note), w))...)
		if len(note.Energy) > 0 { // there may be readings from after the review
			energy = note.Values()
		}
	}
	if r.Line != "" {
		lines = append(append(lines, ""), styled(s.bold, wrap(r.Line, w))...)
	}
	section := func(head string, body []string) {
		if len(body) > 0 {
			lines = append(append(lines, "", s.subtle.Render(head)), body...)
		}
	}
	section("Done since the review before", e.titleLines(r.Done, "✓ ", w))
	var evidence []string
	for _, ev := range r.Evidence {
		evidence = append(evidence, e.evidenceLines(ev, w)...)
	}
	section("Evidence", evidence)
	felt := wrap(strings.Join(planner.EnergyWords(energy), " · "), w)
	for _, note := range r.notes {
		felt = append(felt, wrap("• "+planner.ShowLine(note.Note), w)...)
	}
	section("Energy", felt)
	var answers []string
	for _, a := range r.Answers {
		answers = append(append(answers, wrap(a.Question, w)...), styled(s.bold, wrap(a.Answer, w))...)
	}
	section("A question", answers)
	section("In focus for the week after", e.titleLines(r.Focus, "• ", w))
	if len(r.Focus) == 0 {
		lines = append(lines, "", s.subtle.Render("No focus for the week after."))
	}
	var steps []string
	for _, step := range r.Steps {
		steps = append(steps, e.stepLine(step, w))
	}
	section(joined("Looked at", strings.Join(tally(r.Review), " · ")), steps)
	return lines
}

// keptLine tells in figures what a review's week came to.
func keptLine(note *planner.WeekNote) string {
	var parts []string
	if kept := keptWords(note.Focus); kept != "" {
		parts = append(parts, "focus kept "+kept)
	}
	if kept := keptWords(note.Checks); kept != "" {
		parts = append(parts, "checks kept "+kept)
	}
	if note.Share != nil {
		parts = append(parts, fmt.Sprintf("hands-on share %d %%", *note.Share))
	}
	return joined(parts...)
}

// titleLines are the titles of records, a line each.
func (e *env) titleLines(ids []planner.ID, mark string, w int) []string {
	var out []string
	for _, id := range ids {
		out = append(out, cut(mark+e.titleOf(id), w))
	}
	return out
}

// evidenceLines tell one piece of evidence.
func (e *env) evidenceLines(ev *planner.Evidence, w int) []string {
	out := []string{ends("+ "+line(ev.Title, w-22), e.styles.subtle.Render(planner.EvidenceWords(ev.Kind)), w)}
	for _, l := range wrap(ev.Outcome, w-2) {
		out = append(out, "  "+l)
	}
	return out
}

// stepLine is one step with what came of it.
func (e *env) stepLine(step planner.Step, w int) string {
	glyph, words := " ", ""
	if step.Outcome != "" {
		glyph, words = planner.OutcomeWords(step.Outcome)
	}
	return ends(glyph+" "+e.titleOf(step.Item), " "+e.styles.subtle.Render(words), w)
}
