package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// lookBack lists what was completed since the review before, so that what is
// worth keeping becomes evidence.
type lookBack struct {
	*env
	r     *review
	list  listCursor
	items []planner.Listed
	bare  []*planner.Evidence // logged in this review, still without an outcome
	rows  []*planner.Evidence // those of them that came of none of the items
	read  *planner.Plan       // that they were read of
}

func newLookBack(r *review) part { return &lookBack{env: r.env, r: r} }

// Follow lists what was completed.
func (p *lookBack) Follow() {
	if p.r.now == nil {
		return
	}
	p.items = p.plan.Completed(p.r.now, p.today)
	if p.read != p.plan {
		p.read = p.plan
		p.readBare()
	}
	ids := keysOf(p.items)
	p.rows = nil
	for _, ev := range p.bare {
		if !slices.Contains(ids, ev.From) {
			p.rows = append(p.rows, ev)
		}
	}
	for _, ev := range p.rows {
		ids = append(ids, ev.ID)
	}
	w, h := p.r.room()
	h -= len(p.above(w))
	p.list.follow(ids, h-tailRoom(h))
}

func keysOf(items []planner.Listed) []planner.ID {
	ids := make([]planner.ID, len(items))
	for i, it := range items {
		ids[i] = it.Key()
	}
	return ids
}

// item is the one under the cursor, or nil.
func (p *lookBack) item() planner.Listed {
	if p.list.at < len(p.items) {
		return p.items[p.list.at]
	}
	return nil
}

// logged is the evidence of an item that came of this review, the last one
// last.
func (p *lookBack) logged(it planner.Listed) []planner.ID {
	return slices.DeleteFunc(slices.Clone(it.Base().Evidence), func(id planner.ID) bool {
		return !slices.Contains(p.r.now.Evidence, id)
	})
}

// Item is what help tells of.
func (p *lookBack) Item() (id, title, reason string) {
	if ev := p.evidence(); ev != nil {
		return ev.ID.String(), ev.Title, "It was logged in this review, and says nothing yet of what it changed."
	}
	return itemHelp(p.item())
}

// Actions make a row evidence, and take that back.
func (p *lookBack) Actions() []action {
	if p.r.now == nil {
		return nil
	}
	it, of := p.item(), p.takes()
	none, more, less := "", "", ""
	switch {
	case it == nil && of.IsZero():
		none = "Nothing is selected here."
	case !of.IsZero() && p.lacking(of) == nil:
		more = "It is evidence already; x takes that back."
	}
	if of.IsZero() {
		less = "No evidence from this review to take back."
	}
	acts := []action{
		{keys: []string{"v", "space"}, label: "make it evidence, with what changed because of it", foot: unless(none, "evidence"), why: firstOf(none, more), do: func() tea.Cmd {
			if ev := p.lacking(of); ev != nil {
				return p.ask(newOutcomeForm(p.r, ev))
			}
			return p.ask(newEvidenceForm(p.r, it))
		}},
		{keys: []string{"x", "t"}, label: "take back the evidence of this review", foot: unless(less, "take it back"), why: less, do: doing(func() {
			p.apply(planner.TakeBackEvidence(of, p.r.now.ID, p.today))
		})},
	}
	return append(acts, p.list.moves()...)
}

// above is what stands above the rows: what they are for.
func (p *lookBack) above(w int) []string {
	s := p.styles
	if len(p.items) == 0 && len(p.rows) > 0 {
		return []string{" " + s.bold.Render("You logged this as evidence"), " " + s.subtle.Render("v notes what changed because of it; enter goes on.")}
	}
	if len(p.items) == 0 {
		return []string{" " + s.bold.Render("Nothing was ticked since the review before"), " " + s.subtle.Render("Weeks like that happen. enter goes on.")}
	}
	lines := []string{ends(" "+s.bold.Render("Done since the review before"), planner.Counted(len(p.items), "thing")+" ", w)}
	lines = append(lines, " "+s.subtle.Render("A tick shows it happened; evidence says what it changed."))
	if p.h >= 20 {
		lines = append(lines, "")
	}
	return lines
}

// View draws the rows, and below them the one under the cursor whole.
func (p *lookBack) View(w, h int) string {
	lines := p.above(w)
	if p.r.now == nil || len(p.items)+len(p.rows) == 0 {
		return block(lines, w, h)
	}
	return block(append(lines, p.list.draw(h-len(lines), func(i int) string { return p.row(i, w) }, p.below(w))...), w, h)
}

func (p *lookBack) row(i, w int) string {
	if i >= len(p.items) {
		return p.bareRow(i, w)
	}
	s, it := p.styles, p.items[i]
	b := it.Base()
	mark := ""
	switch {
	case len(p.logged(it)) > 0:
		mark = s.good.Render("+ evidence") + "  "
	case len(b.Evidence) > 0 && b.ID.Kind != planner.KindCheck: // of a check it may be of any other time
		mark = s.subtle.Render("+ evidence") + "  "
	}
	left := s.good.Render(b.State.Glyph(b.ID.Kind)) + " " + s.subtle.Render(fit(b.ID.String(), 4)) + " "
	right := mark + s.subtle.Render(fitLeft(shortDay(planner.CompletedOn(it), p.today), 10)) + " "
	return p.rowOf(i == p.list.at, left, b.Title, right, w)
}

// below tells of the item under the cursor.
func (p *lookBack) below(w int) []string {
	it := p.item()
	if it == nil {
		return p.belowBare(w)
	}
	what := it.Key().Kind.String() + " · done " + longDay(planner.CompletedOn(it))
	switch it := it.(type) {
	case *planner.Check:
		what = "check · " + it.Every.String() + " · ticked " + longDay(it.Last)
	case *planner.Milestone:
		what = "milestone · reached " + longDay(it.Done)
	}
	return p.told(it.Base().Title, what, w)
}

// told is a title as far as there is room, and what there is to say of it.
func (p *lookBack) told(text, what string, w int) []string {
	title := wrap(planner.ShowLine(text), w-3)
	if len(title) > 2 {
		title = []string{title[0], cut(title[1]+" …", w-3)}
	}
	if w, h := p.r.room(); h-len(p.above(w)) < 12 { // there are two lines
		title = title[:min(len(title), 1)]
	}
	return insetBy(2, append(title, p.styles.subtle.Render(cut(what, w-3))))
}
