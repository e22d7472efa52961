package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// TodoTxt writes what is to be done and what is done as todo.txt, a line
// each: what is in focus has priority A, the phase is the project, the kind
// of entry a context. What was dropped, or is for another role form, is left
// out. A line ends with the entry's id, by which it is known when the list is
// taken in again, and with what the line was when it was written, so that then
// only what was changed in it counts.
func TodoTxt(w io.Writer, s *Shared) error {
	out := bufio.NewWriter(w)
	projects := Projects(s.Plan)
	for _, it := range onList(s.Plan) {
		if _, err := fmt.Fprintln(out, todoLine(s, it, projects[it.Base().Phase])); err != nil {
			break // Flush tells it again
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write todo.txt: %w", err)
	}
	return nil
}

// onList gives the items of a list: what is done stands at its end, the rest
// by phases, kinds and the user's order.
func onList(p *planner.Plan) []planner.Listed {
	var items []planner.Listed
	for it := range p.Items() {
		if b := it.Base(); b.State != planner.Dropped && p.Applies(b) {
			items = append(items, it)
		}
	}
	planner.SortByOrder(items)
	slices.SortStableFunc(items, func(a, b planner.Listed) int { // by phase again, so that kinds stay together within one
		x, y := a.Base(), b.Base()
		return cmp.Or(
			cmp.Compare(ended(x), ended(y)),
			cmp.Compare(x.Phase, y.Phase),
			cmp.Compare(kindOrder(x.ID.Kind), kindOrder(y.ID.Kind)),
		)
	})
	return items
}

func ended(b *planner.Item) int {
	if b.State == planner.Done {
		return 1
	}
	return 0
}

// kindOrder is the order in which the guide speaks of the kinds of item.
func kindOrder(k planner.Kind) int {
	return slices.Index([]planner.Kind{planner.KindMilestone, planner.KindAction, planner.KindCheck}, k)
}

// todoLine is the line of an item.
func todoLine(s *Shared, it planner.Listed, project string) string {
	b := it.Base()
	words := append(todoMarks(b), quotedTitle(b.Title))
	add := func(mark, word string) {
		if word != "" {
			words = append(words, mark+word)
		}
	}
	add("+", project)
	add("@", b.ID.Kind.String())
	if b.State != planner.ToDo && b.State != planner.Done {
		add("@", b.State.Name())
	}
	add("due:", isoDay(dueOnList(s.Plan, it, s.Today)))
	if k, ok := it.(*planner.Check); ok {
		add("rec:", Recurrence(k.Every))
	}
	add(TodoKey+":", b.ID.String()+"@"+todoWritten(s, it).String())
	return strings.Join(words, " ")
}

// todoWritten is what of a line can be taken in again. Fields that the line
// doesn't show are as those without a value.
func todoWritten(s *Shared, it planner.Listed) Written {
	b := it.Base()
	finished, done, focus := "", "", ""
	switch {
	case b.State == planner.Done && b.Rough:
		finished = "true"
	case b.State == planner.Done:
		finished, done = "true", isoDay(b.Done)
	case b.Focus:
		focus = "true"
	}
	sums := make([]byte, 0, 5*sumLetters)
	for _, field := range [][2]string{
		{"title", TodoTitle(b.Title)}, {"finished", finished}, {"done", done}, {"due", isoDay(dueOnList(s.Plan, it, s.Today))}, {"focus", focus},
	} {
		sums = appendSum(sums, b.ID, field[0], field[1])
	}
	return Written{PlanMark(s.Plan), string(sums)}
}

// todoMarks are what a line begins with. After x the day of completion comes
// first, so where only its year is known no other day stands there.
func todoMarks(b *planner.Item) []string {
	var words []string
	created := isoDay(b.Created)
	switch done := isoDay(b.Done); {
	case b.State != planner.Done && b.Focus:
		words = append(words, "(A)")
	case b.State == planner.Done && (b.Rough || done == ""):
		return append(words, "x")
	case b.State == planner.Done:
		words = append(words, "x", done)
	}
	if created != "" {
		words = append(words, created)
	}
	return words
}

// dueOnList is the day an item is due: a check's present occurrence, as long
// as its phase is open.
func dueOnList(p *planner.Plan, it planner.Listed, today civil.Date) civil.Date {
	if _, ok := it.(*planner.Check); !ok {
		return it.Base().Due
	}
	if ph := p.Phase(it.Base().Phase); ph == nil || ph.State != planner.Open {
		return civil.Date{}
	}
	return planner.Due(it, today)
}

func isoDay(day civil.Date) string {
	if !day.IsValid() {
		return ""
	}
	return day.String()
}
