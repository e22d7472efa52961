package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// focusChoice is something that could be in focus next week.
type focusChoice struct {
	id  planner.ID
	why string // it is worth it, "due tomorrow"
}

// suggestions is how many things are offered for next week's focus.
const suggestions = 9

// gather lists what could be in focus: what is in it and still open, what the
// plan suggests, and what was added meanwhile. Choices keep their places, so
// that nothing jumps while choosing.
func (r *review) gather() {
	var fresh []focusChoice
	add := func(id planner.ID, why string) {
		if !slices.ContainsFunc(fresh, func(c focusChoice) bool { return c.id == id }) {
			fresh = append(fresh, focusChoice{id, why})
		}
	}
	for _, it := range r.plan.Focus() {
		if it.Base().State.Open() {
			add(it.Key(), "in focus until now")
		}
	}
	for _, sug := range r.plan.Suggest(suggestions, r.today) {
		add(sug.Item.Key(), sug.Why)
	}
	for _, id := range r.own {
		add(id, "added just now")
	}
	out := slices.DeleteFunc(slices.Clone(r.choices), func(c focusChoice) bool {
		it := r.plan.Item(c.id)
		return it == nil || !it.Base().State.Open()
	})
	for _, c := range fresh {
		it := r.plan.Item(c.id)
		known := slices.ContainsFunc(out, func(old focusChoice) bool { return old.id == c.id })
		if known || it == nil || !it.Base().State.Open() || c.id.Kind == planner.KindCheck {
			continue
		}
		if len(out) < suggestions+planner.MaxFocus || it.Base().Focus || slices.Contains(r.own, c.id) {
			out = append(out, c)
		}
	}
	r.choices = out
	r.pickAt(r.pick)
}

// chosen are the open things in focus.
func (r *review) chosen() []planner.ID {
	var ids []planner.ID
	for _, it := range r.plan.Focus() {
		if it.Base().State.Open() {
			ids = append(ids, it.Key())
		}
	}
	return ids
}

// pickAt puts the cursor on a choice.
func (r *review) pickAt(at int) {
	r.pick = max(0, min(at, len(r.choices)-1))
	r.picked = window(r.pick, r.picked, len(r.choices), r.focusRows())
}

// focusRows is how many choices have room.
func (r *review) focusRows() int { return max(1, r.bodyHeight()-len(r.focusHead(r.w))) }

// toggle takes the choice under the cursor into the focus or out of it. It is
// kept at once. A fourth is refused, by the plan's own rule in any case.
func (r *review) toggle() {
	c := r.choices[r.pick]
	it := r.plan.Item(c.id)
	if it == nil {
		return
	}
	if !it.Base().Focus && len(r.chosen()) >= planner.MaxFocus {
		r.say("Three are in focus already; space on one of them takes it out")
		return
	}
	r.apply(planner.SetFocus([]planner.ID{c.id}, !it.Base().Focus, r.today))
}

func (r *review) focusActions() []action {
	none := ""
	if len(r.choices) == 0 {
		none = "There is nothing to choose from; a adds an action."
	}
	acts := []action{
		{keys: []string{"space", "f"}, label: "in focus for next week, in / out", foot: "choose", why: none, do: doing(r.toggle)},
		{keys: []string{"enter"}, label: "on to the closing line", foot: "next", do: doing(r.toLine)},
		{keys: []string{"a"}, label: "add something of your own", foot: "add", do: func() tea.Cmd { return r.ask(newAddForm(r.env, r.firstOpen(), planner.KindAction)) }},
		{keys: []string{"esc"}, label: "leave; the review goes on from here", foot: "leave", do: doing(r.leave)},
		{keys: []string{"left", "backspace"}, label: "back to what was looked at", foot: "back", do: doing(r.back)},
	}
	return append(acts, cursorActions(func(by int) { r.pickAt(r.pick + by) }, func() int { return r.focusRows() })...)
}

func (r *review) focusHead(w int) []string {
	s := r.styles
	count := fmt.Sprintf("%d of %d ", len(r.chosen()), planner.MaxFocus)
	lines := []string{ends(" "+s.bold.Render("At most three in focus for next week"), count, w)}
	if r.h >= 20 {
		lines = append(lines, " "+s.subtle.Render(cut("Fewer is fine. What is left out stays in your plan.", w-2)), "")
	}
	return lines
}

// viewFocus draws the choices.
func (r *review) viewFocus(w, h int) string {
	lines := r.focusHead(w)
	room := h - len(lines)
	for i := r.picked; i < min(len(r.choices), r.picked+room); i++ {
		lines = append(lines, r.choiceRow(i, w))
	}
	if len(r.choices) == 0 {
		lines = append(lines, r.styles.subtle.Render("  Nothing to choose from. a adds an action, enter goes on without."))
	}
	return block(lines, w, h)
}

func (r *review) choiceRow(i, w int) string {
	s, c := r.styles, r.choices[i]
	it := r.plan.Item(c.id)
	if it == nil {
		return ""
	}
	mark, box, st := "  ", s.subtle.Render("□ "), s.text
	why := s.subtle.Render(line(c.why, max(10, w/3)) + " ")
	if it.Base().Focus {
		box, why = s.accent.Render("■ "), s.accent.Render("in focus ")
	}
	if i == r.pick {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	left := mark + box + s.subtle.Render(fit(c.id.String(), 4)) + " "
	return ends(left+st.Render(line(it.Base().Title, w-width(left)-width(why)-1)), " "+why, w)
}

// toLine goes on to the closing line; what was typed for this review before
// is still there.
func (r *review) toLine() {
	if r.wordsOf != r.now.ID {
		r.words.SetValue("")
		r.wordsOf = r.now.ID
		if draft := r.drafts.of(r.lineDraft()); len(draft) == 1 {
			r.words.SetValue(draft[0])
			r.say(backAgain)
		}
	}
	r.stage = atLine
	r.words.SetStyles(r.inputStyles())
	r.words.Focus() // its command only starts a blink
	r.words.CursorEnd()
}

func (r *review) toFocus() {
	r.stage = atFocus
	r.gather()
}

func (r *review) lineActions() []action {
	return []action{
		{keys: []string{"enter"}, label: "close the review; the line may stay empty", foot: "close the review", do: doing(r.close)},
		{keys: []string{"shift+tab", "up"}, label: "back to the focus", foot: "back", do: doing(r.toFocus)},
		{keys: []string{"esc"}, label: "leave; the review goes on from here", foot: "leave", do: doing(r.leave)},
	}
}

// close ends the review. What was typed stays until it is kept.
func (r *review) close() {
	merged := r.plan.Merged(r.today)
	id := r.now.ID
	ended := *r.now // until it is read back
	r.stage, r.ended, r.merged = atEnd, &ended, merged
	_, err := r.keep(planner.CloseReview(id, r.chosen(), planner.CleanLine(r.words.Value()), r.today))
	if err != nil {
		r.stage, r.ended = atLine, nil
		r.fail(err)
		return
	}
	r.drafts.drop("review line " + id.String())
	r.toast = toast{} // u now opens the review again
	if len(r.past) > 0 && r.past[0].ID == id {
		r.ended = r.past[0]
	}
}

// viewLine draws the closing line and what it closes.
func (r *review) viewLine(w, h int) string {
	s := r.styles
	lines := []string{
		ends(" "+s.bold.Render("Review of "+weekOf(r.now)), "last step ", w),
		"",
		" One line to close with, if you like",
		" " + s.accent.Render("› ") + r.input(w).View(),
		"",
	}
	focus := r.chosen()
	if len(focus) == 0 {
		lines = append(lines, s.subtle.Render(" No focus for next week"))
	} else {
		lines = append(lines, s.subtle.Render(" In focus for next week"))
	}
	for _, id := range focus {
		lines = append(lines, s.accent.Render(" • ")+line(r.titleOf(id), w-5))
	}
	return block(lines, w, h)
}

// lineAt is where the closing line is drawn in the screen.
const lineAtX, lineAtY = 3, 3

func (r *review) input(w int) *textinput.Model {
	in := r.words
	in = within(in, max(1, w-lineAtX-2))
	return &in
}

// Cursor is the terminal's, in the closing line.
func (r *review) Cursor() *tea.Cursor {
	if r.stage != atLine {
		return nil
	}
	c := cursorIn(*r.input(r.w))
	if c != nil {
		c.X, c.Y = c.X+lineAtX, c.Y+lineAtY
	}
	return c
}
