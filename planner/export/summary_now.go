package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
)

// whereIAm is the year, the open phases and all phases at a glance.
func (b *summary) whereIAm(heading string) {
	pr := b.Plan.Profile()
	var at []string
	if role := pr.Role; role != "" {
		at = append(at, "Role: "+role+".")
	}
	if pr.Company != "" {
		at = append(at, "Company: "+pr.Company+".")
	}
	year := b.Plan.Year(b.Today)
	if year > 0 {
		at = append(at, fmt.Sprintf("Year %d in IT.", year))
	}
	blocks := []Block{Paragraph{strings.Join(append(at, working(b.Plan.OpenPhases())), " ")}}
	if len(b.phases) > 0 {
		blocks = append(blocks, b.timeline(year), b.bars(), b.phaseTable())
	}
	b.add(heading, blocks)
}

// working says which phases are open. One is named; several are in the table
// that stands below.
func working(open []*planner.Phase) string {
	if len(open) == 0 {
		return "No phase is open at present."
	}
	if len(open) == 1 {
		return "Working on " + inSentence(open[0]) + "."
	}
	last := len(open) - 1
	numbers := make([]string, last)
	for i, ph := range open[:last] {
		numbers[i] = fmt.Sprint(ph.Number())
	}
	return fmt.Sprintf("Working on phases %s and %d.", strings.Join(numbers, ", "), open[last].Number())
}

func (b *summary) timeline(year int) Block {
	draw := Timeline{You: year}
	words := make([]string, 0, len(b.phases)+1)
	for _, ph := range b.phases {
		draw.Spans = append(draw.Spans, Span{Label: numbered(ph), From: ph.From, To: ph.To, State: ph.State, Optional: ph.Optional})
		words = append(words, fmt.Sprintf("%s, usual years %s", inSentence(ph), years(ph.From, ph.To)))
	}
	if year > 0 {
		words = append(words, fmt.Sprintf("I am in year %d", year))
	}
	return Chart{Title: "The phases over the years of a career", Words: planner.Capital(strings.Join(words, "; ")) + ".", Draw: draw}
}

// bars is nil where nothing counts. The table of phases has the same figures.
func (b *summary) bars() Block {
	var draw Bars
	var words []string
	for _, ph := range b.shownPhases() {
		done := b.progress[ph.Number()]
		if done.Total == 0 {
			continue
		}
		draw.Rows = append(draw.Rows, Bar{Label: numbered(ph), Done: done.Done, Of: done.Total})
		words = append(words, fmt.Sprintf("phase %d: %d of %d", ph.Number(), done.Done, done.Total))
	}
	if len(draw.Rows) == 0 {
		return nil
	}
	return Chart{Title: "Actions and milestones done", Words: planner.Capital(strings.Join(words, "; ")) + " done.", Draw: draw, Tabled: true}
}

// shownPhases are all or the one that was chosen.
func (b *summary) shownPhases() []*planner.Phase {
	if b.Choice.Phase == 0 {
		return b.phases
	}
	return slices.DeleteFunc(slices.Clone(b.phases), func(ph *planner.Phase) bool { return ph.Number() != b.Choice.Phase })
}

func (b *summary) phaseTable() Block {
	t := Table{Columns: []Column{{Name: "Phase"}, {Name: "Usual years"}, {Name: "State"}}}
	counts := len(b.progress) > 0
	if counts {
		t.Columns = append(t.Columns, Column{Name: "Done", Right: true})
	}
	for _, ph := range b.shownPhases() {
		row := []string{fmt.Sprintf("%d %s", ph.Number(), ph.Title), years(ph.From, ph.To), phaseState(ph)}
		if counts {
			done := b.progress[ph.Number()]
			row = append(row, fmt.Sprintf("%d of %d", done.Done, done.Total))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// openPhase is all that is under way in a phase.
func (b *summary) openPhase(ph *planner.Phase) {
	n := ph.Number()
	blocks := []Block{Paragraph{firstSentence(ph.Purpose)}}
	if ph.State == planner.Open && !ph.Opened.IsZero() {
		blocks = append(blocks, Paragraph{"Open since " + date(ph.Opened) + "."})
	}
	if ph.Why != "" {
		blocks = append(blocks, Quote{Lead: "Why it is " + ph.State.String() + ":", Text: ph.Why})
	}
	focus := slices.DeleteFunc(b.Plan.Focus(), func(it planner.Listed) bool { return it.Base().Phase != n })
	lists := []Section{
		{Heading: "In focus this week", Blocks: []Block{b.tasks(focus)}},
		{Heading: "Milestones", Blocks: []Block{b.tasks(b.toDo(n, planner.KindMilestone))}},
		{Heading: "Action items", Blocks: []Block{b.tasks(b.toDo(n, planner.KindAction))}},
	}
	lists = slices.DeleteFunc(lists, func(s Section) bool { return len(filled(s.Blocks)) == 0 })
	if last := len(lists) - 1; last < 0 {
		blocks = append(blocks, Paragraph{b.rest(n).alone()})
	} else {
		lists[last].Blocks = append(lists[last].Blocks, Paragraph{b.rest(n).beside()})
	}
	b.add(phaseHeading(ph), blocks, append(lists, Section{Heading: "Checks kept lately", Blocks: []Block{b.kept(n)}})...)
}

// kept is the checks of a phase that were ticked lately.
func (b *summary) kept(phase int) Points {
	var out Points
	for _, it := range b.Plan.InPhase(phase, planner.KindCheck) {
		k := it.(*planner.Check)
		if !k.Last.IsZero() && !k.Skipped && k.State != planner.Dropped && b.Today.DaysSince(k.Last) <= lately {
			out.Items = append(out.Items, Point{Title: titled(k.Title), Details: said(k.Every.String(), "last on "+date(k.Last))})
		}
	}
	return out
}

// elsewhere is what is under way in phases that are not listed in full.
func (b *summary) elsewhere() {
	var begun []planner.Listed
	for it := range b.Plan.Items() {
		i := it.Base()
		ph := b.Plan.Phase(i.Phase)
		if it.Key().Kind == planner.KindCheck || ph == nil || b.inFull(ph) || !b.Plan.Applies(i) {
			continue
		}
		if i.State == planner.Waiting && it.Key().Kind == planner.KindAction && b.Gives(PartReasons) {
			continue
		}
		if i.State.Open() && isBegun(i) {
			begun = append(begun, it)
		}
	}
	planner.SortByOrder(begun)
	urgentFirst(begun)
	b.add("Under way in other phases", []Block{b.tasks(begun)})
}

// waiting is what waits for somebody else, with its age.
func (b *summary) waiting() {
	if !b.Gives(PartReasons) {
		return
	}
	var out Points
	for _, it := range b.Plan.WaitingFor() {
		i := it.Base()
		p := Point{Title: titled(i.Title), Details: said(i.Why), Note: i.Note}
		if !i.Since.IsZero() {
			p.Details = append(p.Details, "for "+days(max(0, b.Today.DaysSince(i.Since))))
		}
		if !i.Due.IsZero() {
			p.Details = append(p.Details, b.dueWords(it))
		}
		if it.Key().Kind == planner.KindMilestone { // it stands with its phase
			p.Note = ""
		}
		out.Items = append(out.Items, p)
	}
	b.add("Waiting for", []Block{out})
}

// done is what is finished, by phase, the newest first.
func (b *summary) done() {
	byPhase := map[int][]planner.Listed{}
	for it := range b.Plan.Items() {
		if i := it.Base(); i.State == planner.Done && it.Key().Kind != planner.KindCheck {
			byPhase[i.Phase] = append(byPhase[i.Phase], it)
		}
	}
	var under []Section
	for _, ph := range b.phases {
		items := byPhase[ph.Number()]
		newestFirst(items)
		var t Tasks
		for _, it := range items {
			t.Items = append(t.Items, Task{Done: true, Title: titled(it.Base().Title), Details: said(reached(it), finished(it.Base()))})
		}
		under = append(under, Section{Heading: phaseHeading(ph), Blocks: []Block{t}})
	}
	b.add("Done", nil, under...)
}

func newestFirst(items []planner.Listed) {
	slices.SortStableFunc(items, func(a, b planner.Listed) int {
		return cmp.Or(b.Base().Done.Compare(a.Base().Done), a.Base().Order-b.Base().Order)
	})
}

func reached(it planner.Listed) string {
	if it.Key().Kind == planner.KindMilestone {
		return "milestone"
	}
	return ""
}

// dropped is what was left on purpose, where a reason was given.
func (b *summary) dropped() {
	var out Points
	for it := range b.Plan.Items() {
		if i := it.Base(); i.State == planner.Dropped && !blank(i.Why) {
			out.Items = append(out.Items, Point{Title: titled(i.Title), Details: said(i.Why)})
		}
	}
	b.add("Dropped, and why", []Block{out})
}
