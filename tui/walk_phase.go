package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// phasePage shows one phase: what it is for, and its items to say of each
// whether it is behind the user, to be worked on, or not for them.
type phasePage struct {
	*env
	walk     *walk
	number   int
	year     int // typed last on this page; 0: none
	selected planner.ID
	roll
}

func newPhasePage(wk *walk, number int) *phasePage {
	return &phasePage{env: wk.env, walk: wk, number: number, roll: roll{at: -1}}
}

func (p *phasePage) phase() *planner.Phase {
	if ph := p.plan.Phase(p.number); ph != nil {
		return ph
	}
	return &planner.Phase{} // removed in another window
}

// Title is the phase's.
func (p *phasePage) Title() string {
	return fmt.Sprintf("Phase %d · %s", p.number, planner.ShowLine(p.phase().Title))
}

// items are the rows in the order drawn.
func (p *phasePage) items() []planner.Listed {
	return append(p.plan.InPhase(p.number, planner.KindAction), p.plan.InPhase(p.number, planner.KindMilestone)...)
}

// item is the one under the cursor, or nil.
func (p *phasePage) item() planner.Listed {
	items := p.items()
	if p.at < 0 || p.at >= len(items) {
		return nil
	}
	return items[p.at]
}

// Item is what help tells of.
func (p *phasePage) Item() (id, title, reason string) { return itemHelp(p.item()) }

// choose moves the cursor to an item.
func (p *phasePage) choose(id planner.ID) {
	p.at, p.selected = max(0, p.at), id
	p.Follow()
}

// Follow keeps the cursor on its item, wherever that is in the list by now.
func (p *phasePage) Follow() {
	at := slices.IndexFunc(p.items(), func(it planner.Listed) bool { return it.Key() == p.selected })
	if at >= 0 && p.at >= 0 {
		p.at = at
	}
	p.hold(p.here())
	p.note()
}

// note remembers which item has the cursor.
func (p *phasePage) note() {
	if it := p.item(); it != nil {
		p.selected = it.Key()
	}
}

func (p *phasePage) here() (sheet, int) {
	w, h := p.walk.here()
	list, _ := walkHeights(w, h)
	return p.sheet(w), list
}

// Actions of the list and of the phase. In a narrow window the legend has the
// words of the list's keys, so the footer goes without.
func (p *phasePage) Actions() []action {
	next, back := p.walk.steps()[0], p.walk.steps()[1]
	space := action{keys: []string{"space"}, label: "behind you already / not yet", foot: "behind you", why: p.noItem(), do: doing(p.behind)}
	acts := []action{next, space}
	for _, a := range p.listKeys() {
		if w, _ := p.walk.here(); w < wideWalk {
			a.foot = ""
		}
		acts = append(acts, a)
	}
	for _, a := range p.moves(p.here) {
		do := a.do
		a.do = func() tea.Cmd { defer p.note(); return do() }
		acts = append(acts, a)
	}
	return append(
		acts,
		action{keys: []string{"tab"}, label: "on to the milestones, or back to the actions", do: doing(p.otherKind)},
		action{keys: []string{"shift+tab"}, label: "back to the actions, or on to the milestones", do: doing(p.otherKind)},
		back,
	)
}

// listKeys are the actions on the item, besides space, and on the phase.
func (p *phasePage) listKeys() []action {
	it, why, none := p.item(), p.noItem(), ""
	b := &planner.Item{}
	if it != nil {
		b = it.Base()
	}
	if len(p.remaining()) == 0 && p.phase().State == planner.Closed {
		none = "All of this phase is behind you already."
	}
	focus := doing(func() { p.apply(planner.SetFocus([]planner.ID{b.ID}, !b.Focus, p.today)) })
	acts := []action{
		{keys: []string{"f"}, label: "what you want to work on, in / out", foot: "focus", why: firstOf(why, p.noFocus(b)), do: focus},
		{keys: []string{"x"}, label: "not for you / for you after all", foot: "not for you", why: why, do: doing(p.drop)},
		{keys: []string{"A"}, label: "all that is left here is behind you; closes the phase", foot: "all behind", why: none, do: doing(p.allBehind)},
		{keys: []string{"a"}, label: "add your own", foot: "add", do: func() tea.Cmd { return p.ask(newAddForm(p.env, p.number, planner.KindAction)) }},
		{keys: []string{"y"}, label: "behind you since which year", foot: "year", why: why, do: func() tea.Cmd { return p.ask(p.yearForm(it)) }},
		{keys: []string{"o"}, label: "open or close the phase", foot: "phase", do: func() tea.Cmd { return p.ask(newPhasePick(p.env, p.phase())) }},
	}
	if p.hasForms() {
		acts = append(acts, action{keys: []string{"r"}, label: "the kind of first role: which items apply", foot: "role", do: func() tea.Cmd { return p.ask(newFormPick(p.env)) }})
	}
	return acts
}

// noItem says why nothing can be done to an item now.
func (p *phasePage) noItem() string {
	switch {
	case p.item() != nil:
		return ""
	case len(p.items()) == 0:
		return "This phase has nothing in it; a adds something."
	}
	return "↓ goes on to the list."
}

// noFocus says why an item can't come into focus.
func (p *phasePage) noFocus(b *planner.Item) string {
	switch {
	case b.Focus:
		return ""
	case b.State == planner.Done:
		return "That is behind you; focus is for what is to come."
	case b.State == planner.Dropped:
		return "That is not for you; x takes it back in first."
	}
	n := 0
	for _, it := range p.plan.Focus() {
		if it.Base().State.Open() {
			n++
		}
	}
	if n >= planner.MaxFocus {
		return fmt.Sprintf("%d things are in focus, enough for a week. f on one of them takes it out.", n)
	}
	return ""
}

// behind marks the item as done in a likely year, or as still to do.
func (p *phasePage) behind() {
	it := p.item()
	if it.Base().State == planner.Done {
		p.apply(planner.Toggle(it, p.today))
		return
	}
	p.apply(p.doneIn([]planner.Listed{it}, p.likelyYear()))
}

// doneIn marks items as behind the user. What is behind needs no focus.
func (p *phasePage) doneIn(items []planner.Listed, year int) planner.Edit {
	var ids, focus []planner.ID
	for _, it := range items {
		ids = append(ids, it.Key())
		if it.Base().Focus {
			focus = append(focus, it.Key())
		}
	}
	var edits []planner.Edit
	if len(focus) > 0 {
		edits = append(edits, planner.SetFocus(focus, false, p.today))
	}
	return together("", append(edits, planner.DoneIn(ids, year, p.today))...)
}

// drop says that an item is not for the user, or is after all.
func (p *phasePage) drop() {
	it, state := p.item(), planner.Dropped
	if it.Base().State == planner.Dropped {
		state = planner.ToDo
	}
	ids := []planner.ID{it.Key()}
	edit := planner.SetState(ids, state, "", p.today)
	if it.Base().Focus && state == planner.Dropped {
		edit = together("", planner.SetFocus(ids, false, p.today), edit)
	}
	p.apply(edit)
}

// remaining is what of the phase still counts as to do. Optional things are
// left out: nobody has to have done them.
func (p *phasePage) remaining() []planner.Listed {
	return slices.DeleteFunc(p.items(), func(it planner.Listed) bool {
		b := it.Base()
		return !b.State.Open() || b.Optional
	})
}

// allBehind marks what remains as behind the user and closes the phase.
func (p *phasePage) allBehind() {
	ph, left := p.phase(), p.remaining()
	edit := planner.SetPhase(ph.Number(), planner.Closed, "", p.today)
	if len(left) > 0 {
		label := fmt.Sprintf("Behind you: phase %d, %d items", ph.Number(), len(left))
		edit = together(label, p.doneIn(left, p.likelyYear()), edit)
	}
	p.apply(edit)
}

// hasForms reports whether the phase depends on the kind of first role.
func (p *phasePage) hasForms() bool {
	for it := range p.plan.Items() {
		if b := it.Base(); b.Phase == p.number && len(b.Forms) > 0 {
			return true
		}
	}
	return false
}

// otherKind goes to the first milestone, or from there back to the actions.
func (p *phasePage) otherKind() {
	first := slices.IndexFunc(p.items(), func(it planner.Listed) bool { return it.Key().Kind == planner.KindMilestone })
	switch {
	case first < 0:
	case p.at < first:
		p.at = first
	default:
		p.at = 0
	}
	p.hold(p.here())
	p.note()
}
