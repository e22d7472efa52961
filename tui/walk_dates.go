package tui

import (
	"slices"

	"waymark/planner"
)

// datesShown is how many milestones the page offers a date for.
const datesShown = 3

// datesPage offers a target date for the next milestones. The list is made
// when the page opens: giving a date must not move what is under the cursor.
type datesPage struct {
	*env
	walk *walk
	ids  []planner.ID
	roll
}

func newDatesPage(wk *walk) *datesPage {
	p := &datesPage{env: wk.env, walk: wk, roll: roll{at: -1}}
	next := wk.plan.NextMilestones(datesShown, wk.today)
	dated := 0
	for _, m := range next {
		if !m.Due.IsZero() {
			dated++
		}
	}
	if dated > 0 { // some were given a date before: show them all, and room for as many more
		next = wk.plan.NextMilestones(dated+datesShown, wk.today)
	}
	for _, m := range next {
		p.ids = append(p.ids, m.ID)
	}
	return p
}

// Title of the page.
func (*datesPage) Title() string { return "Dates, if you like" }

func (p *datesPage) items() []planner.Listed {
	var out []planner.Listed
	for _, id := range p.ids {
		if it := p.plan.Item(id); it != nil {
			out = append(out, it)
		}
	}
	return out
}

func (p *datesPage) item() planner.Listed {
	items := p.items()
	if p.at < 0 || p.at >= len(items) {
		return nil
	}
	return items[p.at]
}

// Item is what help tells of.
func (p *datesPage) Item() (id, title, reason string) { return itemHelp(p.item()) }

// Follow keeps the cursor in view.
func (p *datesPage) Follow() { p.hold(p.here()) }

func (p *datesPage) here() (sheet, int) {
	w, h := p.walk.here()
	list, _ := walkHeights(w, h)
	return p.sheet(w), list
}

func (p *datesPage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	w, _ = walkPanes(w)
	items := p.items()
	words := "A date to aim at for what comes next. It is for you alone, and passing one is no failure: the weekly review asks again."
	if len(items) == 0 {
		words = "No milestone is open in the phases you work on, so there is nothing to date."
	}
	out.add(styled(s.subtle, wrap(words, w-arrow))...)
	out.add("")
	for i, it := range items {
		note := s.subtle.Render("no date")
		if d := it.Base().Due; !d.IsZero() {
			note = s.accent.Render(day(d, p.today))
			if w >= 60 {
				note = s.accent.Render(longDay(d)) + s.subtle.Render(", "+planner.Away(d, p.today))
			}
		}
		if !it.Base().State.Open() {
			note = p.stateNote(it)
		}
		out.row(p.itemRow(it, note, w-arrow, i == p.at, false))
	}
	return out
}

// Actions set and move dates with the keys that lists have for it.
func (p *datesPage) Actions() []action {
	it, why := p.item(), ""
	if it == nil {
		why = "There is no milestone to date."
	}
	acts := p.walk.steps()[:1]
	for _, a := range p.itemActions(it) {
		if !slices.Contains([]string{"t", "[", "]"}, a.keys[0]) {
			continue
		}
		a.why = why
		if a.keys[0] == "t" {
			a.keys = []string{"t", "space"}
		}
		acts = append(acts, a)
	}
	acts = append(acts, p.moves(p.here)...)
	acts = append(
		acts,
		action{keys: []string{"tab"}, label: "next milestone", do: doing(func() { p.step(1) })},
		action{keys: []string{"shift+tab"}, label: "milestone before", do: doing(func() { p.step(-1) })},
	)
	return append(acts, p.walk.steps()[1:]...)
}

func (p *datesPage) step(by int) {
	if n := len(p.items()); n > 0 {
		p.at = (max(0, p.at) + by + n) % n
	}
	p.hold(p.here())
}

// View draws the milestones.
func (p *datesPage) View(w, h int) string {
	return p.viewItems(p.sheet(w), p.roll, p.item(), "", w, h)
}
