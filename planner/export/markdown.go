package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"waymark/planner"
)

// Markdown writes a document as Markdown.
func Markdown(w io.Writer, doc *Document) error {
	p := newPage(w)
	in := doc.was
	summary{page: p, Input: in, progress: in.Plan.AllProgress()}.write()
	return p.end()
}

type summary struct {
	*page
	Input
	progress map[int]planner.Progress
}

func (s summary) write() {
	pr := s.Plan.Profile()
	title := "Career plan"
	if pr.Name != "" {
		title += " of " + escapeLine(pr.Name)
	}
	s.line("# %s", title)
	s.gap()
	about := date(s.Today)
	if pr.PathTitle != "" {
		about = escapeLine(pr.PathTitle) + " · " + about
	}
	s.line("%s", about)
	s.whereIAm()
	for _, ph := range s.Plan.OpenPhases() {
		s.openPhase(ph)
	}
	s.elsewhere()
	s.done()
}

// whereIAm writes the year, the open phases and the table of all phases.
func (s summary) whereIAm() {
	s.heading(2, "Where I am")
	var open []string
	for _, ph := range s.Plan.OpenPhases() {
		open = append(open, fmt.Sprintf("phase %d, %s", ph.Number(), escapeLine(ph.Title)))
	}
	at := "No phase is open at present."
	if len(open) > 0 {
		at = "Working on " + strings.Join(open, ", and on ") + "."
	}
	if year := s.Plan.Year(s.Today); year > 0 {
		at = fmt.Sprintf("Year %d in IT. %s", year, at)
	}
	if role := s.Plan.Profile().Role; role != "" {
		at = "Role: " + escapeLine(role) + ". " + at
	}
	s.line("%s", at)
	s.gap()
	s.line("| Phase | Usual years | State | Done |")
	s.line("| --- | --- | --- | ---: |")
	for ph := range s.Plan.Phases() {
		done := s.progress[ph.Number()]
		s.line("| %d %s | %s | %s | %d of %d |", ph.Number(), escapeLine(ph.Title), years(ph), phaseState(ph), done.Done, done.Total)
	}
}

// years is a phase's usual window in years of a career.
func years(ph *planner.Phase) string {
	switch {
	case ph.To == 0:
		return fmt.Sprintf("from %d", ph.From)
	case ph.From == ph.To:
		return fmt.Sprint(ph.From)
	}
	return fmt.Sprintf("%d–%d", ph.From, ph.To)
}

func phaseState(ph *planner.Phase) string {
	state := ph.State.String()
	if ph.State == planner.Closed && !ph.Closed.IsZero() {
		state += " " + ph.Closed.In(utc).Format("Jan 2006")
	}
	if ph.State == planner.Ahead && ph.Optional {
		state = "optional"
	}
	return state
}

// openPhase writes all that is under way in a phase.
func (s summary) openPhase(ph *planner.Phase) {
	n := ph.Number()
	s.heading(2, "Phase %d · %s", n, escapeLine(ph.Title))
	if ph.Purpose != "" {
		s.line("%s", escapeLine(firstSentence(ph.Purpose)))
	}
	focus := s.Plan.Focus()
	focus = slices.DeleteFunc(focus, func(it planner.Listed) bool { return it.Base().Phase != n })
	s.items("In focus this week", focus)
	s.items("Milestones", s.toDo(n, planner.KindMilestone))
	s.items("Action items", s.toDo(n, planner.KindAction))
	s.kept(n)
}

// toDo lists what is still to be done of one kind, but for what is in focus
// and stands above.
func (s summary) toDo(phase int, kind planner.Kind) []planner.Listed {
	return slices.DeleteFunc(s.Plan.InPhase(phase, kind), func(it planner.Listed) bool {
		b := it.Base()
		return b.Focus || b.State == planner.Done || b.State == planner.Dropped
	})
}

// items writes a task list under a heading; nothing if it is empty.
func (s summary) items(heading string, items []planner.Listed) {
	if len(items) == 0 {
		return
	}
	s.heading(3, "%s", heading)
	for _, it := range items {
		s.item(it)
	}
}

func (s summary) item(it planner.Listed) {
	b := it.Base()
	var state, due, optional string
	if b.State != planner.ToDo && b.State != planner.Done {
		state = b.State.String()
		if b.Why != "" && !s.NoNotes {
			state += " (" + escapeLine(b.Why) + ")"
		}
	}
	m, milestone := it.(*planner.Milestone)
	if b.State.Open() && !b.Due.IsZero() {
		due = "due " + date(b.Due)
		if milestone {
			due = "target " + date(b.Due)
		}
	}
	if b.Optional {
		optional = "optional"
	}
	title := escapeLine(b.Title) + clauses(due, state, optional)
	if milestone && m.Criterion != "" { // two spaces break the line
		title += "  \n  How I know: " + escapeLine(m.Criterion)
	}
	s.line("- %s %s", box(b.State == planner.Done), title)
	if !s.NoNotes {
		s.quote("  ", b.Note)
	}
}

// keptDays is how long ago a check may have been ticked to count as kept
// lately: a quarter, the longest interval of the built-in path.
const keptDays = 92

// kept writes the checks of a phase that were ticked lately.
func (s summary) kept(phase int) {
	var kept []*planner.Check
	for _, it := range s.Plan.InPhase(phase, planner.KindCheck) {
		k := it.(*planner.Check)
		if !k.Last.IsZero() && !k.Skipped && k.State != planner.Dropped && s.Today.DaysSince(k.Last) <= keptDays {
			kept = append(kept, k)
		}
	}
	if len(kept) == 0 {
		return
	}
	s.heading(3, "Checks kept lately")
	for _, k := range kept {
		s.line("- %s%s", escapeLine(k.Title), clauses(k.Every.String(), "last on "+date(k.Last)))
	}
}

// elsewhere writes what is under way in phases that are not open.
func (s summary) elsewhere() {
	var begun []planner.Listed
	for it := range s.Plan.Items() {
		b := it.Base()
		ph := s.Plan.Phase(b.Phase)
		if it.Key().Kind == planner.KindCheck || ph == nil || ph.State == planner.Open || !s.Plan.Applies(b) {
			continue
		}
		if b.State.Open() && (b.State != planner.ToDo || b.Focus || !b.Due.IsZero()) {
			begun = append(begun, it)
		}
	}
	if len(begun) == 0 {
		return
	}
	s.heading(2, "Under way in other phases")
	planner.SortByOrder(begun)
	for _, it := range begun {
		s.item(it)
	}
}

// done writes what is finished, by phase, the newest first.
func (s summary) done() {
	byPhase := map[int][]planner.Listed{}
	for it := range s.Plan.Items() {
		if b := it.Base(); b.State == planner.Done && it.Key().Kind != planner.KindCheck {
			byPhase[b.Phase] = append(byPhase[b.Phase], it)
		}
	}
	if len(byPhase) == 0 {
		return
	}
	s.heading(2, "Done")
	for ph := range s.Plan.Phases() {
		items := byPhase[ph.Number()]
		if len(items) == 0 {
			continue
		}
		slices.SortStableFunc(items, func(a, b planner.Listed) int {
			return cmp.Or(b.Base().Done.Compare(a.Base().Done), a.Base().Order-b.Base().Order)
		})
		s.heading(3, "Phase %d · %s", ph.Number(), escapeLine(ph.Title))
		for _, it := range items {
			s.line("- [x] %s%s", escapeLine(it.Base().Title), clauses(reached(it), finished(it.Base())))
		}
	}
}

func reached(it planner.Listed) string {
	if it.Key().Kind == planner.KindMilestone {
		return "milestone"
	}
	return ""
}

// firstSentence is a text up to its first full stop.
func firstSentence(s string) string {
	if at := strings.Index(s, ". "); at >= 0 {
		return s[:at+1]
	}
	return s
}
