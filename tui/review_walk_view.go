package tui

import (
	"fmt"
	"slices"

	"waymark/planner"
)

// View draws the item with why it comes up.
func (wk *itemWalk) View(w, h int) string {
	now, ok := wk.current()
	if !ok {
		return block([]string{" " + wk.styles.subtle.Render("Nothing is left to look at here. enter goes on.")}, w, h)
	}
	head, text := wk.stepHead(now, w), wk.stepText(w)
	room := wk.textRoom(h, len(head))
	lines := slices.Concat(head, wk.viewSheet(sheet{lines: text}, roll{top: wk.scroll}, w, room))
	if wk.narrow() {
		lines = append(lines, wk.also(w))
	}
	return block(lines, w, h)
}

// narrow reports whether the footer has no room for every key, so that the
// last line names the others.
func (wk *itemWalk) narrow() bool { return wk.w < 110 }

// textRoom is how many of h lines the text has below its head.
func (wk *itemWalk) textRoom(h, head int) int {
	if wk.narrow() {
		head++
	}
	return max(1, h-head)
}

// also names the keys that a narrow footer has no room for, since a review is
// done by single keys.
func (wk *itemWalk) also(w int) string {
	s := wk.styles
	out := " " + s.subtle.Render("also")
	acts := wk.Actions()
	last := "]" // of those that the footer has room for
	if w < 76 {
		last = "enter"
	}
	at := slices.IndexFunc(acts, func(a action) bool { return a.keys[0] == last })
	for _, act := range acts[max(0, at+1):] {
		if part := "  " + s.key.Render(act.key()) + " " + s.subtle.Render(act.foot); act.foot != "" && width(out+part) < w {
			out += part
		}
	}
	return out
}

// stepHead is the place in this part, why the item comes up, and what came of
// it already.
func (wk *itemWalk) stepHead(now planner.Step, w int) []string {
	s := wk.styles
	place := fmt.Sprintf("%d of %d here ", wk.at+1, len(wk.steps))
	var lines []string
	if it := wk.plan.Item(now.Item); it != nil {
		lines = append(lines, ends(" "+s.subtle.Render("Why now: ")+s.accent.Render(line(now.Reason(it, wk.today), w-14-width(place))), s.subtle.Render(place), w))
	}
	if now.Outcome != "" {
		glyph, words := planner.OutcomeWords(now.Outcome)
		lines = append(lines, " "+s.subtle.Render("So far:  ")+s.good.Render(cut(glyph+" "+words, w-24))+s.subtle.Render(" · enter goes on"))
	}
	if wk.h >= 20 {
		lines = append(lines, "")
	}
	return lines
}

func (wk *itemWalk) stepText(w int) []string {
	it := wk.item()
	if it == nil {
		return []string{" It is gone. u brings it back."}
	}
	return inset(wk.describe(it, w-3))
}

// scrollBy reads on in a long note.
func (wk *itemWalk) scrollBy(by int) {
	now, ok := wk.current()
	if !ok {
		return
	}
	w, h := wk.r.room()
	wk.scroll = max(0, min(wk.scroll+by, len(wk.stepText(w))-wk.textRoom(h, len(wk.stepHead(now, w)))))
}

// The forms of a step differ from those of lists in one thing: what they
// change and what came of the step are kept as one edit.

// newMoveForm asks for another date.
func (wk *itemWalk) newMoveForm(it planner.Listed) dialog {
	step, _ := wk.current() // whatever is shown when it is accepted
	now, label := planner.Due(it, wk.today), "Due"
	switch it.(type) {
	case *planner.Check:
		label = "This time on"
	case *planner.Milestone:
		label = "Target"
	}
	return wk.newStepForm("date", it, wk.dateField(label, now), func(text string) error {
		d, err := wk.typedDate(text)
		if err != nil {
			return err
		}
		return wk.decide(step, planner.OutcomeMoved, planner.SetDue([]planner.ID{it.Key()}, d, wk.today))
	})
}

// newSkipForm asks why a check is passed over; the reason may stay empty.
func (wk *itemWalk) newSkipForm(it planner.Listed) dialog {
	step, _ := wk.current() // whatever is shown when it is accepted
	return wk.newStepForm("skip", it, wk.textField("Why not this time", "", "optional"), func(text string) error {
		return wk.decide(step, planner.OutcomeSkipped, planner.Skip(it.Key(), text, wk.day(it)))
	})
}

// newStateForm asks why an item is put aside; the reason may stay empty.
func (wk *itemWalk) newStateForm(it planner.Listed, state planner.State) dialog {
	step, _ := wk.current() // whatever is shown when it is accepted
	outcome, label := planner.OutcomeDropped, "Why it is not for you"
	switch state {
	case planner.Waiting:
		outcome, label = planner.OutcomeWaiting, "For whom or what"
	case planner.OnHold:
		outcome, label = planner.OutcomeHeld, "Why"
	default:
	}
	value := ""
	if it.Base().State == state {
		value = it.Base().Why
	}
	return wk.newStepForm(state.Name(), it, wk.textField(label, value, "optional"), func(text string) error {
		return wk.decide(step, outcome, planner.SetState([]planner.ID{it.Key()}, state, text, wk.today))
	})
}

// newServeForm asks for an action that serves a milestone.
func (wk *itemWalk) newServeForm(it planner.Listed) dialog {
	step, _ := wk.current() // whatever is shown when it is accepted
	return wk.newStepForm("serve", it, wk.textField("Next action", "", "the smallest step towards it"), func(text string) error {
		action := &planner.Action{Item: planner.Item{Title: planner.CleanLine(text), Phase: it.Base().Phase}, Milestone: it.Key()}
		return wk.decide(step, planner.OutcomeServed, planner.AddItem(action, wk.today))
	})
}

// newStepForm is a form of one field about the step shown.
func (wk *itemWalk) newStepForm(name string, it planner.Listed, fd *field, accept func(string) error) dialog {
	title := planner.Shorten(planner.ShowLine(it.Base().Title), 50)
	return newForm(wk.env, "review "+name+" "+it.Key().String(), title, []*field{fd}, func(v []string) error { return accept(v[0]) })
}
