package tui

import (
	"slices"

	"waymark/planner"
)

// readBare reads which evidence of this review has no outcome yet. What can't
// be read is left out; the items are there all the same.
func (p *lookBack) readBare() {
	p.bare = nil
	for _, id := range p.r.now.Evidence {
		rec, err := p.Keeper.Get(id)
		if ev, ok := rec.(*planner.Evidence); ok && err == nil && !ev.Removed && ev.Outcome == "" {
			p.bare = append(p.bare, ev)
		}
	}
}

// evidence is the one under the cursor that came of none of the items, or nil.
func (p *lookBack) evidence() *planner.Evidence {
	if at := p.list.at - len(p.items); at >= 0 && at < len(p.rows) {
		return p.rows[at]
	}
	return nil
}

// takes is the evidence that the row under the cursor has of this review; zero
// where it has none.
func (p *lookBack) takes() planner.ID {
	if ev := p.evidence(); ev != nil {
		return ev.ID
	}
	if it := p.item(); it != nil {
		if of := p.logged(it); len(of) > 0 {
			return of[len(of)-1]
		}
	}
	return planner.ID{}
}

// lacking is evidence of this review that has no outcome yet; nil where it has
// one.
func (p *lookBack) lacking(id planner.ID) *planner.Evidence {
	at := slices.IndexFunc(p.bare, func(ev *planner.Evidence) bool { return ev.ID == id })
	if at < 0 {
		return nil
	}
	return p.bare[at]
}

// bareRow is evidence that has no outcome yet.
func (p *lookBack) bareRow(i, w int) string {
	s, ev := p.styles, p.rows[i-len(p.items)]
	left := s.good.Render("+") + " " + s.subtle.Render(fit(ev.ID.String(), 4)) + " "
	return p.rowOf(i == p.list.at, left, ev.Title, s.subtle.Render("no outcome yet")+" ", w)
}

// belowBare tells of the evidence under the cursor.
func (p *lookBack) belowBare(w int) []string {
	ev := p.evidence()
	if ev == nil {
		return nil
	}
	kind := ""
	if ev.Kind != "" {
		kind = planner.ShowLine(planner.EvidenceWords(ev.Kind))
	}
	return p.told(ev.Title, joined("evidence", kind, longDay(ev.Date)), w)
}
