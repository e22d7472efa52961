package command

import (
	"errors"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// filter is what `list` is asked for.
type filter struct {
	phase                    string
	kinds, states            []string
	due, stale, stuck, focus bool
}

// wanted is a filter that was understood.
type wanted struct {
	phase  int // 0: any
	kinds  []planner.Kind
	states []planner.State
}

func (f *filter) read(p *planner.Plan) (w wanted, err error) {
	if f.phase != "" {
		ph, err := namedPhase(p, f.phase)
		if err != nil {
			return w, err
		}
		w.phase = ph.Number()
	}
	if w.kinds, err = readKinds(f.kinds); err != nil {
		return w, err
	}
	w.states, err = f.readStates()
	return w, err
}

func readKinds(names []string) ([]planner.Kind, error) {
	kinds := slices.Concat(listed, []planner.Kind{planner.KindCapture})
	if len(names) == 0 {
		return kinds, nil
	}
	var out []planner.Kind
	for _, name := range names {
		kind, ok := planner.KindNamed(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(name)), "s"))
		if !ok || !slices.Contains(kinds, kind) {
			return nil, &planner.InputError{What: "kind", Value: name, Expected: "one of action, milestone, check, capture", Example: "action,milestone"}
		}
		out = append(out, kind)
	}
	return out, nil
}

// readStates gives the states asked for. Without --state that is what is
// still to be done, and for the focus also what was done of it.
func (f *filter) readStates() ([]planner.State, error) {
	unfinished := []planner.State{planner.ToDo, planner.Doing, planner.Waiting, planner.OnHold}
	if len(f.states) == 0 {
		if f.focus {
			unfinished = append(unfinished, planner.Done)
		}
		return unfinished, nil
	}
	var out []planner.State
	for _, name := range f.states {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "open":
			out = append(out, planner.ToDo, planner.Doing, planner.Waiting)
			continue
		case "all", "any":
			out = append(out, planner.Done, planner.Dropped)
			out = append(out, unfinished...)
			continue
		}
		state, err := planner.ParseState(name)
		var bad *planner.InputError
		if errors.As(err, &bad) {
			bad.Expected += ", open, all"
		}
		if err != nil {
			return nil, err
		}
		out = append(out, state)
	}
	return out, nil
}

// find lists what the filter lets through: items in the plan's order, or by
// date with --due, then captures, which only a filter by kind can apply to.
func (f *filter) find(p *planner.Plan, today civil.Date) (found, error) {
	w, err := f.read(p)
	if err != nil {
		return found{}, err
	}
	source := p.Items()
	if f.due {
		source = slices.Values(p.DueSoon(today))
	}
	stuck := map[planner.ID]bool{}
	if f.stuck {
		for _, m := range p.Stuck() {
			stuck[m.ID] = true
		}
	}
	var out found
	for it := range source {
		b := it.Base()
		if w.lets(it, today) && p.Applies(b) && (!f.focus || b.Focus) && (!f.stale || p.IsStale(it, today)) && (!f.stuck || stuck[b.ID]) {
			out.items = append(out.items, it)
		}
	}
	if !f.due {
		inOrder(out.items)
	}
	narrowed := f.phase != "" || len(f.states) > 0 && len(w.states) < len(planner.States) || f.due || f.stale || f.stuck || f.focus
	if slices.Contains(w.kinds, planner.KindCapture) && !narrowed {
		out.captures = slices.Collect(p.Inbox())
	}
	return out, nil
}

func (w *wanted) lets(it planner.Listed, today civil.Date) bool {
	b := it.Base()
	return (w.phase == 0 || b.Phase == w.phase) && slices.Contains(w.kinds, b.ID.Kind) && slices.Contains(w.states, standing(it, today))
}
