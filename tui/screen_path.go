package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// pathScreen shows the phases at the left and the chosen one as a list; a wide
// window has a third pane with everything about the item under the cursor.
type pathScreen struct {
	*env
	phase    int
	rows     []pathRow
	items    []int // places in rows that hold items
	at       int   // the cursor, a place in items
	top      int   // the first row drawn
	finding  bool  // the filter has the keys
	find     textinput.Model
	selected planner.ID
}

// pathRow is a line of the list: an item, or words between items.
type pathRow struct {
	item  planner.Listed
	words string
	style int // of words
}

const (
	rowPlain = iota
	rowHead
	rowNote
)

func newPath(e *env) screen {
	p := &pathScreen{env: e, find: e.textField("", "", "part of a title or note").input}
	if e.plan != nil {
		p.phase = e.firstOpen()
	}
	return p
}

// Title of the screen.
func (*pathScreen) Title() string { return "Path" }

// Select moves the cursor to an item, in whichever phase it is.
func (p *pathScreen) Select(id planner.ID) {
	if it := p.plan.Item(id); it != nil {
		p.phase, p.selected = it.Base().Phase, id
		p.find.SetValue("")
		p.Follow()
	}
}

// Follow works out the rows of the phase.
func (p *pathScreen) Follow() {
	if p.plan == nil {
		return
	}
	p.rows, p.items = pathRows(p.plan, p.phase, strings.ToLower(p.find.Value())), nil
	at := -1
	for i, r := range p.rows {
		if r.item == nil {
			continue
		}
		if r.item.Key() == p.selected {
			at = len(p.items)
		}
		p.items = append(p.items, i)
	}
	if at >= 0 {
		p.at = at
	}
	p.move(0)
}

// pathRows lists what a phase holds, in the order it is worked through.
func pathRows(plan *planner.Plan, phase int, find string) []pathRow {
	var rows []pathRow
	section := func(head string, items []planner.Listed) {
		first := true
		for _, it := range items {
			b := it.Base()
			if find != "" && !strings.Contains(strings.ToLower(b.Title+"\n"+b.Note+"\n"+b.ID.String()), find) {
				continue
			}
			if first {
				if len(rows) > 0 {
					rows = append(rows, pathRow{})
				}
				rows = append(rows, pathRow{words: head, style: rowHead})
			}
			first = false
			rows = append(rows, pathRow{item: it})
			if b.Note != "" {
				note, _, _ := strings.Cut(b.Note, "\n")
				rows = append(rows, pathRow{words: note, style: rowNote})
			}
		}
	}
	section("Action items", plan.InPhase(phase, planner.KindAction))
	section("Milestones", plan.InPhase(phase, planner.KindMilestone))
	section("Every week, month and quarter", plan.InPhase(phase, planner.KindCheck))
	if ph := plan.Phase(phase); ph != nil && len(ph.Gate) > 0 && find == "" {
		rows = append(rows, pathRow{}, pathRow{words: "Evidence this phase asks for", style: rowHead})
		for _, g := range ph.Gate {
			rows = append(rows, pathRow{words: "  · " + g.Title})
		}
	}
	return rows
}

func (p *pathScreen) item() planner.Listed {
	if p.plan == nil || p.at >= len(p.items) {
		return nil
	}
	return p.plan.Item(p.rows[p.items[p.at]].item.Key())
}

// Item is what help tells of.
func (p *pathScreen) Item() (id, title, reason string) { return itemHelp(p.item()) }

// Typing is while the filter is written.
func (p *pathScreen) Typing() bool { return p.finding }

// Actions of the list.
func (p *pathScreen) Actions() []action {
	if p.finding {
		return []action{
			{keys: []string{"enter", "down"}, label: "back to the list, filtered", foot: "list", do: doing(p.found)},
			{keys: []string{"esc"}, label: "show everything again", foot: "show all", do: doing(p.unfind)},
		}
	}
	acts := p.itemActions(p.item())
	kind := planner.KindAction
	if it := p.item(); it != nil {
		kind = it.Key().Kind
	}
	acts = append(acts, []action{
		{keys: []string{"a"}, label: "add an action, milestone or check", foot: "add", do: func() tea.Cmd { return p.ask(newAddForm(p.env, p.phase, kind)) }},
		{keys: []string{"p"}, label: "the phase: ahead, open, closed", foot: "phase", do: func() tea.Cmd { return p.ask(newPhasePick(p.env, p.plan.Phase(p.phase))) }},
		{keys: []string{"/"}, label: "filter the list", foot: "filter", do: doing(func() { p.finding = true; p.find.Focus() })},
		{keys: []string{"l", "right"}, label: "next phase", do: doing(func() { p.turn(1) })},
		{keys: []string{"h", "left"}, label: "previous phase", do: doing(func() { p.turn(-1) })},
		{keys: []string{"j", "down"}, label: "down", do: doing(func() { p.move(1) })},
		{keys: []string{"k", "up"}, label: "up", do: doing(func() { p.move(-1) })},
		{keys: []string{"g", "home"}, label: "to the top", do: doing(func() { p.move(-len(p.items)) })},
		{keys: []string{"G", "end"}, label: "to the end", do: doing(func() { p.move(len(p.items)) })},
		{keys: []string{"ctrl+d", "pgdown"}, label: "a page down", do: doing(func() { p.move(p.page()) })},
		{keys: []string{"ctrl+u", "pgup"}, label: "a page up", do: doing(func() { p.move(-p.page()) })},
		{keys: []string{"J", "shift+down"}, label: "move it down the list", do: doing(func() { p.reorder(1) })},
		{keys: []string{"K", "shift+up"}, label: "move it up the list", do: doing(func() { p.reorder(-1) })},
		{keys: []string{"F"}, label: "the role form: which items of the first role apply", why: p.oneForm(), do: func() tea.Cmd { return p.ask(newFormPick(p.env)) }},
	}...)
	if p.find.Value() != "" {
		acts = append(acts, action{keys: []string{"esc"}, label: "show everything again", foot: "show all", do: doing(p.unfind)})
	}
	return acts
}

func (p *pathScreen) page() int { return max(1, p.listHeight()-2) }

func (p *pathScreen) found() {
	p.finding = false
	p.find.Blur()
}

func (p *pathScreen) unfind() {
	p.found()
	p.find.SetValue("")
	p.Follow()
}

// Update gives text to the filter.
func (p *pathScreen) Update(msg tea.Msg) tea.Cmd {
	if p.finding {
		p.find, _ = p.find.Update(msg)
		p.Follow()
	}
	return nil
}

func (p *pathScreen) reorder(by int) {
	if it := p.item(); it != nil {
		p.apply(planner.Reorder(it.Key(), by, p.today))
	} else {
		p.say("Nothing is selected here.")
	}
}

func (p *pathScreen) turn(by int) {
	n := phaseCount(p.plan)
	p.phase = (p.phase-1+by+n)%n + 1
	p.at, p.top, p.selected = 0, 0, planner.ID{}
	p.Follow()
}

// move moves the cursor and keeps it in view, with the words above the first
// item when it is on the first.
func (p *pathScreen) move(by int) {
	p.at = max(0, min(p.at+by, len(p.items)-1))
	if len(p.items) == 0 {
		p.top, p.selected = 0, planner.ID{}
		return
	}
	row := p.items[p.at]
	p.selected = p.rows[row].item.Key()
	p.top = window(row, p.top, len(p.rows), p.listHeight())
	switch p.at {
	case 0:
		p.top = 0
	case len(p.items) - 1:
		p.top = max(0, len(p.rows)-p.listHeight())
	}
	p.top = min(p.top, row)
}

// newFormPick is the menu of forms that a first role can have.
func newFormPick(e *env) dialog {
	set := func(form, title string) func() tea.Cmd {
		return doing(func() {
			e.apply(planner.SetProfile("Role form: "+title, func(pr *planner.Profile) { pr.Form = form }))
		})
	}
	pr, at := e.plan.Profile(), 0
	choices := []choice{{"u", "undecided", "shows what a hybrid lead needs", set("", "undecided")}}
	for i, f := range pr.Forms {
		if f.ID == pr.Form {
			at = i + 1
		}
		choices = append(choices, choice{fmt.Sprint(i + 1), planner.ShowLine(f.Title), "", set(f.ID, f.Title)})
	}
	return newPick(e, "What kind of first role", choices, at)
}

// oneForm says why the role form can't be chosen; "": it can.
func (e *env) oneForm() string {
	if e.plan == nil || len(e.plan.Profile().Forms) == 0 {
		return "This path knows one form of the first role only."
	}
	return ""
}
