package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// place finds the step to show after anything has changed.
func (r *review) place(was *planner.Review) {
	before := map[planner.ID]string{}
	if was != nil && was.ID == r.now.ID {
		for _, s := range was.Steps {
			before[s.Item] = s.Outcome
		}
	}
	for _, s := range r.now.Steps {
		if s.Outcome == "" && before[s.Item] != "" { // an undo reopened it
			r.stage, r.step, r.scroll = atStep, s.Item, 0
			return
		}
	}
	if r.stage != atStep {
		return
	}
	i := r.index()
	if i < 0 {
		r.goTo(r.nextOpen(0))
		return
	}
	s := r.now.Steps[i]
	decided := s.Outcome != "" && before[s.Item] == "" && !r.stay
	if decided || s.Outcome == "" && !r.plan.Asks(s, r.today) {
		r.goTo(r.nextOpen(i))
	}
}

// index is the place of the step shown; -1 when it is not in the review.
func (r *review) index() int {
	if r.now == nil {
		return -1
	}
	return slices.IndexFunc(r.now.Steps, func(s planner.Step) bool { return s.Item == r.step })
}

// nextOpen finds the next step that still asks something, from a place on and
// then from the start; -1 when there is none. What was settled elsewhere
// meanwhile asks nothing and is passed over.
func (r *review) nextOpen(from int) int {
	n := len(r.now.Steps)
	for i := range n {
		at := (from + i) % n
		if s := r.now.Steps[at]; s.Outcome == "" && r.plan.Asks(s, r.today) {
			return at
		}
	}
	return -1
}

// goTo shows a step, or what follows the steps.
func (r *review) goTo(i int) {
	r.scroll = 0
	if i < 0 {
		r.stage, r.step = atFocus, planner.ID{}
		r.gather()
		r.pickAt(0)
		return
	}
	r.stage, r.step = atStep, r.now.Steps[i].Item
}

// back shows the step before, whose outcome stays as it is.
func (r *review) back() {
	i := r.index()
	if i < 0 {
		i = len(r.now.Steps)
	}
	for i--; i >= 0; i-- {
		if s := r.now.Steps[i]; s.Outcome != "" && r.plan.Item(s.Item) != nil || r.plan.Asks(s, r.today) {
			r.goTo(i)
			return
		}
	}
	r.say("This is the first one")
}

// next goes on without a change: to the step after one that has its outcome,
// else the step counts as looked at.
func (r *review) next() {
	i := r.index()
	if i < 0 {
		return
	}
	if r.now.Steps[i].Outcome == "" {
		r.decided(planner.OutcomeSeen, planner.Edit{})
		return
	}
	for i++; i < len(r.now.Steps); i++ {
		if s := r.now.Steps[i]; s.Outcome != "" && r.plan.Item(s.Item) != nil || r.plan.Asks(s, r.today) {
			r.goTo(i)
			return
		}
	}
	r.goTo(r.nextOpen(0))
}

// decide keeps what came of the step shown, together with the change of its
// item, as one edit.
func (r *review) decide(outcome string, change planner.Edit) error {
	res, err := r.keep(planner.Reviewed(r.now.ID, r.step, outcome, change, r.today))
	if err == nil {
		r.say(res.Entry.Label + " · u undoes")
	}
	return err
}

// decided is decide for keys: a toast says what went wrong.
func (r *review) decided(outcome string, change planner.Edit) {
	if err := r.decide(outcome, change); err != nil {
		r.fail(err)
	}
}

// shift moves the date and stays, since one day is seldom all.
func (r *review) shift(days int) {
	r.stay = true
	r.decided(planner.OutcomeMoved, planner.ShiftDue(r.step, days, r.today))
	r.stay = false
}

// stepActions are the decisions about one thing, a key each.
func (r *review) stepActions() []action {
	it := r.plan.Item(r.step)
	if it == nil {
		return []action{{keys: []string{"esc"}, label: "leave; the review goes on from here", foot: "leave", do: doing(r.leave)}}
	}
	id, b := r.step, it.Base()
	ids := []planner.ID{id}
	why := r.whyNot(it)
	set := func(outcome string, change func() planner.Edit) func() tea.Cmd {
		return doing(func() { r.decided(outcome, change()) })
	}
	ask := func(d func() dialog) func() tea.Cmd { return func() tea.Cmd { return r.ask(d()) } }
	decide := []action{
		{keys: []string{"space"}, label: "done", foot: "done", why: why.done, do: set(planner.OutcomeDone, func() planner.Edit { return planner.SetState(ids, planner.Done, "", r.today) })},
		{keys: []string{"enter"}, label: "leave it as it is and go on", foot: "next", do: doing(r.next)},
		{keys: []string{"x"}, label: "skip a check this time", foot: unless(why.skip, "skip"), why: why.skip, do: set(planner.OutcomeSkipped, func() planner.Edit { return planner.Skip(id, r.today) })},
		{keys: []string{"a"}, label: "add an action that serves a milestone", foot: unless(why.serve, "add action"), why: why.serve, do: ask(func() dialog { return r.newServeForm(it) })},
		{keys: []string{"t"}, label: "another date", foot: "date", do: ask(func() dialog { return r.newMoveForm(it) })},
		{keys: []string{"["}, label: "its date a day earlier", do: doing(func() { r.shift(-1) })},
		{keys: []string{"]"}, label: "its date a day later", do: doing(func() { r.shift(1) })},
		{keys: []string{"r"}, label: "drop it, with a reason", foot: "drop", do: ask(func() dialog { return r.newStateForm(it, planner.Dropped) })},
	}
	lesser := []action{
		{keys: []string{"w"}, label: "waiting, for whom or what", foot: unless(why.wait, "wait"), why: why.wait, do: ask(func() dialog { return r.newStateForm(it, planner.Waiting) })},
		{keys: []string{"h"}, label: "on hold", foot: "hold", do: ask(func() dialog { return r.newStateForm(it, planner.OnHold) })},
		{keys: []string{"f"}, label: "focus for next week, in / out", foot: unless(why.focus, "focus"), why: why.focus, do: doing(func() { r.apply(planner.SetFocus(ids, !b.Focus, r.today)) })},
		{keys: []string{"n"}, label: "note", foot: "note", do: ask(func() dialog { return newNote(r.env, it) })},
		{keys: []string{"e"}, label: "edit", foot: "edit", do: ask(func() dialog { return newEditForm(r.env, it) })},
	}
	return slices.Concat(decide, r.stepMoves(), lesser)
}

// unless keeps a word out of the footer for what can't be done here.
func unless(why, foot string) string {
	if why != "" {
		return ""
	}
	return foot
}

// stepMoves go through the steps without deciding anything.
func (r *review) stepMoves() []action {
	ahead := ""
	if i := r.index(); i >= 0 && r.now.Steps[i].Outcome == "" {
		ahead = "Nothing was decided here yet; enter leaves it as it is and goes on."
	}
	return []action{
		{keys: []string{"k", "left"}, label: "back to the one before; what came of it stays", foot: "back", do: doing(r.back)},
		{keys: []string{"esc"}, label: "leave; the review goes on from here", foot: "leave", do: doing(r.leave)},
		{keys: []string{"j", "right"}, label: "on to the one after", why: ahead, do: doing(r.next)},
		{keys: []string{"ctrl+d", "down", "pgdown"}, label: "read on", do: doing(func() { r.scrollBy(4) })},
		{keys: []string{"ctrl+u", "up", "pgup"}, label: "read back", do: doing(func() { r.scrollBy(-4) })},
	}
}

// whyNot says which decisions an item doesn't take, and why.
func (r *review) whyNot(it planner.Listed) (why struct{ done, skip, serve, wait, focus string }) {
	const notCheck = "It comes round by itself; x skips it this time."
	switch it := it.(type) {
	case *planner.Check:
		why.serve, why.wait, why.focus = notCheck, notCheck, notCheck
		if _, open := it.Next(r.today); !open {
			why.done = "It is settled for this time; u takes back the last change."
			why.skip = why.done
		}
	case *planner.Action:
		why.skip = "Only checks come round again; enter leaves it as it is, r drops it."
		why.serve = "Only a milestone is served by actions."
	default:
		why.skip = "Only checks come round again; enter leaves it as it is, r drops it."
	}
	if it.Base().State == planner.Done {
		why.done = "It is done; u takes back the last change."
	}
	return why
}

// viewStep draws the item and, where there is room, all steps beside it.
func (r *review) viewStep(w, h int) string {
	i := r.index()
	if i < 0 {
		return block(nil, w, h)
	}
	list, side := sidePane(w)
	head := r.stepHead(i, list)
	lines := r.stepText(list)
	lines = append(head, lines[min(r.scroll, len(lines)):]...)
	if also := r.also(list); len(lines) < h-1 && side == 0 {
		lines = append(append(lines, make([]string, h-1-len(lines))...), also)
	}
	out := block(lines, list, h)
	if side == 0 {
		return out
	}
	all := []string{"", r.styles.subtle.Render("This review")}
	room := max(1, h-len(all))
	from := max(0, min(i-room/2, len(r.now.Steps)-room))
	for n := from; n < min(len(r.now.Steps), from+room); n++ {
		mark := "  "
		if n == i {
			mark = r.styles.accent.Render("▸ ")
		}
		all = append(all, mark+r.stepLine(r.now.Steps[n], side-4))
	}
	return beside(out, block(inset(all), side, h), r.styles.faint.Render("│"))
}

// also names the keys that a narrow footer has no room for, since a review is
// done by single keys.
func (r *review) also(w int) string {
	s := r.styles
	out := " " + s.subtle.Render("also")
	acts := r.stepActions()
	at := slices.IndexFunc(acts, func(a action) bool { return a.keys[0] == "r" })
	for _, act := range acts[at+1:] {
		if part := "  " + s.key.Render(act.key()) + " " + s.subtle.Render(act.foot); act.foot != "" && width(out+part) < w {
			out += part
		}
	}
	return out
}

// stepHead is the place in the review, why the item comes up, and what came
// of it already.
func (r *review) stepHead(i, w int) []string {
	s, step := r.styles, r.now.Steps[i]
	lines := []string{ends(" "+s.bold.Render("Review of "+weekOf(r.now)), fmt.Sprintf("%d of %d ", i+1, len(r.now.Steps)), w)}
	if r.h >= 20 {
		lines = append(lines, " "+s.bar(i, len(r.now.Steps), w-2), "")
	}
	if it := r.plan.Item(step.Item); it != nil {
		lines = append(lines, " "+s.subtle.Render("Why now: ")+s.accent.Render(line(r.because(step, it), w-11)))
	}
	if step.Outcome != "" {
		glyph, words := outcomeWords(step.Outcome)
		lines = append(lines, " "+s.subtle.Render("So far:  ")+s.good.Render(cut(glyph+" "+words, w-24))+s.subtle.Render(" · enter goes on"))
	}
	if r.h >= 20 {
		lines = append(lines, "")
	}
	return lines
}

func (r *review) stepText(w int) []string {
	it := r.plan.Item(r.step)
	if it == nil {
		return []string{" It is gone. u brings it back."}
	}
	return inset(r.describe(it, w-3))
}

// scrollBy reads on in a long note.
func (r *review) scrollBy(by int) {
	i := r.index()
	if i < 0 {
		return
	}
	w, _ := sidePane(r.w)
	room := r.bodyHeight() - len(r.stepHead(i, w))
	r.scroll = max(0, min(r.scroll+by, len(r.stepText(w))-room))
}
