package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// itemActions lists what can be done to the item under the cursor of any
// list; it is nil when nothing is selected.
func (e *env) itemActions(it planner.Listed) []action {
	why, check := "", ""
	var id planner.ID
	b := &planner.Item{}
	if it == nil {
		why = "Nothing is selected here."
	} else {
		b, id = it.Base(), it.Key()
		if id.Kind == planner.KindCheck {
			check = "A check comes round by itself; it can't be in focus."
		}
	}
	ids := []planner.ID{id}
	apply := func(edit func() planner.Edit) func() tea.Cmd {
		return doing(func() { e.apply(edit()) })
	}
	return []action{
		{keys: []string{"space"}, label: "done / not done", foot: "done", why: why, do: apply(func() planner.Edit { return planner.Toggle(it, e.today) })},
		{keys: []string{"enter"}, label: "open: everything about it", foot: "open", why: why, do: func() tea.Cmd { return e.ask(newDetail(e, id)) }},
		{keys: []string{"f"}, label: "this week's focus, in / out", foot: "focus", why: firstOf(why, check), do: apply(func() planner.Edit { return planner.SetFocus(ids, !b.Focus, e.today) })},
		{keys: []string{"s"}, label: "state: to do, doing, waiting, on hold, dropped", foot: "state", why: why, do: func() tea.Cmd { return e.ask(newStatePick(e, it)) }},
		{keys: []string{"t"}, label: "set its date", foot: "date", why: why, do: func() tea.Cmd { return e.ask(newDateForm(e, it)) }},
		{keys: []string{"["}, label: "its date a day earlier", why: why, do: apply(func() planner.Edit { return planner.ShiftDue(id, -1, e.today) })},
		{keys: []string{"]"}, label: "its date a day later", why: why, do: apply(func() planner.Edit { return planner.ShiftDue(id, 1, e.today) })},
		{keys: []string{"e"}, label: "edit", foot: "edit", why: why, do: func() tea.Cmd { return e.ask(newEditForm(e, it)) }},
		{keys: []string{"n"}, label: "note", foot: "note", why: why, do: func() tea.Cmd { return e.ask(newNote(e, it)) }},
		{keys: []string{"o"}, label: "the note in $VISUAL or $EDITOR", why: why, do: func() tea.Cmd { return e.edit(id, b.Note) }},
		{keys: []string{"m"}, label: "move to another phase", why: why, do: func() tea.Cmd { return e.ask(newMovePick(e, it)) }},
		{keys: []string{"x", "delete"}, label: "delete; u brings it back", why: why, do: apply(func() planner.Edit { return planner.Remove(ids, e.today) })},
	}
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// newStatePick is the menu of states. Waiting, on hold and dropped ask for a
// reason, which may stay empty.
func newStatePick(e *env, it planner.Listed) dialog {
	b, id := it.Base(), it.Key()
	keys := map[planner.State]string{planner.ToDo: "t", planner.Doing: "d", planner.Done: "x", planner.Waiting: "w", planner.OnHold: "h", planner.Dropped: "r"}
	ask := map[planner.State]string{planner.Waiting: "For whom or what", planner.OnHold: "Why", planner.Dropped: "Why it is not for you"}
	var choices []choice
	for _, row := range planner.States {
		set := func(why string) error {
			res, err := e.keep(planner.SetState([]planner.ID{id}, row.State, why, e.today))
			if err == nil {
				e.say(res.Entry.Label + " · u undoes")
			}
			return err
		}
		note := ""
		if row.State == b.State {
			note = "now"
		}
		choices = append(choices, choice{key: keys[row.State], label: row.State.Glyph(id.Kind) + " " + row.Words, note: note, do: func() tea.Cmd {
			if question, ok := ask[row.State]; ok {
				why := ""
				if row.State == b.State {
					why = b.Why
				}
				return e.ask(newForm(e, "why "+id.String(), "State: "+row.Words, []*field{e.textField(question, why, "optional")}, func(v []string) error { return set(v[0]) }))
			}
			if err := set(""); err != nil {
				e.fail(err)
			}
			return nil
		}})
	}
	return newPick(e, "State of "+planner.Shorten(planner.ShowLine(b.Title), 40), choices, int(b.State))
}

// newMovePick is the menu of phases to move an item to.
func newMovePick(e *env, it planner.Listed) dialog {
	var choices []choice
	at := 0
	for ph := range e.plan.Phases() {
		n, note := ph.Number(), ""
		if n == it.Base().Phase {
			at, note = len(choices), "now"
		}
		choices = append(choices, choice{key: fmt.Sprint(n), label: planner.ShowLine(ph.Title), note: note, do: doing(func() {
			e.apply(planner.MoveTo([]planner.ID{it.Key()}, n, e.today))
		})})
	}
	return newPick(e, "Move to phase", choices, at)
}

// newPhasePick is the menu of a phase's states.
func newPhasePick(e *env, ph *planner.Phase) dialog {
	n := ph.Number()
	set := func(state planner.PhaseState) func() tea.Cmd {
		return doing(func() { e.apply(planner.SetPhase(n, state, "", e.today)) })
	}
	return newPick(e, fmt.Sprintf("Phase %d · %s", n, planner.ShowLine(ph.Title)), []choice{
		{"a", "ahead", "not begun", set(planner.Ahead)},
		{"o", "open", "you work in it; several may be open", set(planner.Open)},
		{"c", "closed", "behind you", set(planner.Closed)},
	}, int(ph.State))
}

// dateHint shows what a typed date was understood as.
func (e *env) dateHint(text string) (string, bool) {
	if text == "none" || text == "-" {
		return "no date", true
	}
	d, err := planner.ParseDate(text, e.today)
	if err != nil {
		return err.Error(), false
	}
	return longDay(d) + ", " + planner.Away(d, e.today), true
}

// typedDate is the date of a field that dateHint accepted; empty is none.
func (e *env) typedDate(text string) (d civil.Date, err error) {
	if text == "" || text == "none" || text == "-" {
		return d, nil
	}
	return planner.ParseDate(text, e.today)
}

// newDateForm asks for an item's date.
func newDateForm(e *env, it planner.Listed) dialog {
	id, b := it.Key(), it.Base()
	now := b.Due
	label := "Due"
	switch k := it.(type) {
	case *planner.Check:
		now, _ = k.Next(e.today)
		label = "This time on"
	case *planner.Milestone:
		label = "Target"
	}
	date := e.dateField(label, now)
	return newForm(e, "date "+id.String(), planner.Shorten(planner.ShowLine(b.Title), 50), []*field{date}, func(v []string) error {
		d, err := e.typedDate(v[0])
		if err != nil {
			return err
		}
		if d == now {
			return nil
		}
		res, err := e.keep(planner.SetDue([]planner.ID{id}, d, e.today))
		if err == nil {
			e.say(res.Entry.Label + " · u undoes")
		}
		return err
	})
}

// newCapture asks for a line for the inbox.
func newCapture(e *env) dialog {
	return newForm(e, "capture", "Capture for the review", []*field{e.textField("", "", "one line, sorted later")}, func(v []string) error {
		res, err := e.keep(planner.CaptureLine(v[0], e.today))
		if err == nil {
			e.say(res.Entry.Label + " · u undoes")
		}
		return err
	})
}
