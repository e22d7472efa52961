package tui

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// The kinds of item as forms offer them.
var kindWords = []string{"action", "milestone", "check"}

// newAddForm asks for a new item; what it comes to depends on its kind.
func newAddForm(e *env, phase int, kind planner.Kind) dialog {
	return newItemForm(e, "add", "", phase, kind, func(it planner.Listed) planner.Edit {
		return planner.AddItem(it, e.today)
	})
}

// newItemForm is the form for a new item, which begins with a title; add makes
// the edit that adds it.
func newItemForm(e *env, name, title string, phase int, kind planner.Kind, add func(planner.Listed) planner.Edit) dialog {
	date := e.dateField("Due", civil.Date{})
	every := e.textField("Every", "week", "week, friday, 2 weeks, 3 months after")
	every.hint = everyHint
	phases := e.phaseNames()
	kinds := choiceField("Kind", kindWords, strings.Index("amk", string(rune(kind))))
	isCheck := func() bool { return kinds.value() == "check" }
	every.when, date.when = isCheck, func() bool { return !isCheck() }
	fields := []*field{
		e.textField("Title", title, "what, as you would say it"),
		kinds,
		choiceField("Phase", phases, phase-1),
		date, every,
		e.textField("Note", "", "optional"),
		privateField(false),
	}
	return newForm(e, name, "Add to your plan", fields, func(v []string) error {
		due, err := e.typedDate(v[3])
		if err != nil && !isCheck() {
			return err
		}
		if isCheck() {
			due = civil.Date{}
		}
		item := planner.Item{Title: v[0], Phase: e.phaseNumber(v[2]), Due: due, Note: v[5], Private: v[6] == "yes"}
		listed, err := newItem(v[1], item, v[4])
		if err != nil {
			return err
		}
		res, err := e.keep(add(listed))
		if err != nil {
			return err
		}
		e.say(fmt.Sprintf("%s: %s · u undoes", res.New[0], res.Entry.Label))
		if p, ok := e.current.(interface{ Select(planner.ID) }); ok {
			p.Select(res.New[0])
		}
		return nil
	})
}

func newItem(kind string, item planner.Item, every string) (planner.Listed, error) {
	switch kind {
	case "milestone":
		return &planner.Milestone{Item: item}, nil
	case "check":
		rule, err := planner.ParseRule(every)
		return &planner.Check{Item: item, Every: rule}, err
	}
	return &planner.Action{Item: item}, nil
}

func everyHint(text string) (string, bool) {
	rule, err := planner.ParseRule(text)
	if err != nil {
		return err.Error(), false
	}
	return rule.String(), true
}

func (e *env) phaseNames() []string {
	var names []string
	for ph := range e.plan.Phases() {
		names = append(names, fmt.Sprintf("%d %s", ph.Number(), planner.ShowLine(ph.Title)))
	}
	return names
}

func (e *env) phaseNumber(name string) int {
	for ph := range e.plan.Phases() {
		if strings.HasPrefix(name, fmt.Sprint(ph.Number(), " ")) {
			return ph.Number()
		}
	}
	return 0
}

// editable is a field of the edit form and how its text changes the item.
type editable struct {
	*field
	put func(it planner.Listed, text string) error
}

// editables are the fields that the edit form has for an item.
func (e *env) editables(it planner.Listed) []editable {
	b := it.Base()
	out := []editable{{e.textField("Title", b.Title, ""), func(l planner.Listed, v string) error {
		l.Base().Title = planner.CleanLine(v)
		return nil
	}}}
	switch it := it.(type) {
	case *planner.Check:
		out = append(out, e.editEvery(it))
	case *planner.Milestone:
		out = append(out, e.editCriterion(it), editable{e.dateField("Target", b.Due), e.setDue})
	case *planner.Action:
		out = append(out, editable{e.dateField("Due", b.Due), e.setDue}, e.editServes(it))
	}
	return append(out, editable{e.textField("Reason", b.Reason, "why it is in your plan"), func(l planner.Listed, v string) error {
		l.Base().Reason = planner.CleanText(v)
		return nil
	}}, editable{privateField(b.Private), func(l planner.Listed, v string) error {
		l.Base().Private = v == "yes"
		return nil
	}})
}

// privateField asks whether something stays out of documents for others.
func privateField(private bool) *field {
	at := 0
	if private {
		at = 1
	}
	return choiceField("Private", []string{"no", "yes"}, at)
}

func (e *env) editEvery(k *planner.Check) editable {
	f := e.textField("Every", k.Every.String(), "week, friday, 3 months after")
	f.hint = everyHint
	return editable{f, func(l planner.Listed, v string) (err error) {
		l.(*planner.Check).Every, err = planner.ParseRule(v)
		return err
	}}
}

func (e *env) editCriterion(m *planner.Milestone) editable {
	return editable{e.textField("Criterion", m.Criterion, "how you know you are there"), func(l planner.Listed, v string) error {
		l.(*planner.Milestone).Criterion = planner.CleanLine(v)
		return nil
	}}
}

func (e *env) editServes(a *planner.Action) editable {
	names, ids := e.milestoneChoices(a.Phase)
	return editable{choiceField("Serves", names, slices.Index(ids, a.Milestone)), func(l planner.Listed, v string) error {
		l.(*planner.Action).Milestone = ids[max(0, slices.Index(names, v))]
		return nil
	}}
}

// newEditForm edits what is set of an item. Only fields that were changed
// here are changed in the plan, so two windows don't undo each other's work.
func newEditForm(e *env, it planner.Listed) dialog {
	id, editables := it.Key(), e.editables(it)
	fields := make([]*field, len(editables))
	for i, ed := range editables {
		fields[i] = ed.field
	}
	f := newForm(e, "edit "+id.String(), "Edit "+id.String(), fields, nil)
	was := f.initial
	f.accept = func(now []string) error {
		return e.keepIfChanged(planner.EditItem(id, e.today, func(l planner.Listed) error {
			for i, ed := range editables {
				if now[i] == was[i] {
					continue
				}
				if err := ed.put(l, now[i]); err != nil {
					return err
				}
			}
			return nil
		}), now, was)
	}
	return f
}

// keepIfChanged keeps an edit of a form, or nothing where nothing was typed.
func (e *env) keepIfChanged(edit planner.Edit, now, was []string) error {
	if slices.Equal(now, was) {
		return nil
	}
	res, err := e.keep(edit)
	if err == nil {
		e.say(res.Entry.Label + " · u undoes")
	}
	return err
}

func (e *env) dateField(label string, now civil.Date) *field {
	value := ""
	if !now.IsZero() {
		value = now.String()
	}
	f := e.textField(label, value, "fri, +2w, 30 jan; empty: none")
	f.hint, f.whole = e.dateHint, true
	return f
}

func (e *env) setDue(l planner.Listed, v string) error {
	d, err := e.typedDate(v)
	l.Base().Due = d
	return err
}

// milestoneChoices lists the milestones of a phase that an action can serve.
func (e *env) milestoneChoices(phase int) (names []string, ids []planner.ID) {
	names, ids = []string{"no milestone"}, []planner.ID{{}}
	for _, m := range e.plan.InPhase(phase, planner.KindMilestone) {
		names = append(names, m.Key().String()+" "+planner.Shorten(planner.ShowLine(m.Base().Title), 40))
		ids = append(ids, m.Key())
	}
	return names, ids
}
