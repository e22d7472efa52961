package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// focusPage chooses what is in focus next week.
type focusPage struct {
	*env
	r       *review
	choices []planner.Suggestion
	own     []planner.ID // added while choosing
	at, top int
}

func newFocusPage(r *review) part { return &focusPage{env: r.env, r: r} }

// Follow lists what could be in focus. Choices keep their places, so that
// nothing jumps while choosing.
func (f *focusPage) Follow() {
	if f.r.now == nil {
		return
	}
	var out []planner.Suggestion
	add := func(s planner.Suggestion) {
		it := f.plan.Item(s.Item.Key())
		if it == nil || !it.Base().State.Open() || slices.ContainsFunc(out, func(old planner.Suggestion) bool { return old.Item.Key() == it.Key() }) {
			return
		}
		out = append(out, planner.Suggestion{Item: it, Why: s.Why})
	}
	for _, s := range f.choices {
		add(s)
	}
	if fresh := f.plan.FocusChoices(f.r.now, f.today); len(f.choices) == 0 {
		for _, s := range fresh {
			add(s)
		}
	} else { // what came into focus from elsewhere has to be seen
		for _, s := range fresh {
			if s.Item.Base().Focus {
				add(s)
			}
		}
	}
	for _, id := range f.own {
		if it := f.plan.Item(id); it != nil && id.Kind != planner.KindCheck {
			add(planner.Suggestion{Item: it, Why: "added just now"})
		}
	}
	f.choices = out
	f.moveTo(f.at)
}

// Select takes what was added among the choices.
func (f *focusPage) Select(id planner.ID) {
	f.own = append(f.own, id)
	f.Follow()
	f.moveTo(slices.IndexFunc(f.choices, func(c planner.Suggestion) bool { return c.Item.Key() == id }))
}

// moveTo puts the cursor on a choice.
func (f *focusPage) moveTo(at int) {
	f.at = max(0, min(at, len(f.choices)-1))
	f.top = window(f.at, f.top, len(f.choices), f.rows())
}

// rows is how many choices have room.
func (f *focusPage) rows() int {
	w, h := f.r.room()
	return max(1, h-len(f.above(w)))
}

// toggle takes the choice under the cursor into the focus or out of it. It is
// kept at once. A fourth is refused, by the plan's own rule in any case.
func (f *focusPage) toggle() {
	it := f.plan.Item(f.choices[f.at].Item.Key())
	if it == nil {
		return
	}
	if !it.Base().Focus && len(f.plan.InFocus()) >= planner.MaxFocus {
		f.say("Three are in focus already; space on one of them takes it out")
		return
	}
	f.apply(planner.SetFocus([]planner.ID{it.Key()}, !it.Base().Focus, f.today))
}

// Actions choose, and add something of one's own.
func (f *focusPage) Actions() []action {
	none := ""
	if len(f.choices) == 0 {
		none = "There is nothing to choose from; a adds an action."
	}
	acts := []action{
		{keys: []string{"space", "f"}, label: "in focus for next week, in / out", foot: "choose", why: none, do: doing(f.toggle)},
		{keys: []string{"a"}, label: "add something else", foot: "add", do: func() tea.Cmd {
			return f.ask(newAddForm(f.env, f.firstOpen(), planner.KindAction))
		}},
	}
	return append(acts, cursorActions(func(by int) { f.moveTo(f.at + by) }, f.rows)...)
}

// above is what stands above the choices.
func (f *focusPage) above(w int) []string {
	s := f.styles
	count := fmt.Sprintf("%d of %d ", len(f.plan.InFocus()), planner.MaxFocus)
	lines := []string{ends(" "+s.bold.Render("At most three in focus for next week"), count, w)}
	if f.h >= 20 {
		words := "Fewer is fine. What is left out stays in your plan."
		if f.plan.Manages() {
			words = "Fewer is fine. Management work comes first; the rest gets what is left."
		}
		lines = append(lines, " "+s.subtle.Render(cut(words, w-2)), "")
	}
	return lines
}

// View draws the choices.
func (f *focusPage) View(w, h int) string {
	lines := f.above(w)
	room := h - len(lines)
	for i := f.top; i < min(len(f.choices), f.top+room); i++ {
		lines = append(lines, f.row(i, w))
	}
	if len(f.choices) == 0 {
		lines = append(lines, f.styles.subtle.Render("  Nothing to choose from. a adds an action, enter goes on without."))
	}
	return block(lines, w, h)
}

func (f *focusPage) row(i, w int) string {
	s, c := f.styles, f.choices[i]
	b := c.Item.Base()
	mark, box, st := "  ", s.subtle.Render("□ "), s.text
	why := s.subtle.Render(line(c.Why, max(10, w/3)) + " ")
	if b.Focus {
		box, why = s.accent.Render("■ "), s.accent.Render("in focus ")
	}
	if i == f.at {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	left := mark + box + s.subtle.Render(fit(b.ID.String(), 4)) + " "
	return ends(left+st.Render(line(b.Title, w-width(left)-width(why)-1)), " "+why, w)
}
