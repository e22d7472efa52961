package tui

import (
	tea "charm.land/bubbletea/v2"
)

// choice is a row of a small menu.
type choice struct {
	key   string // a letter that chooses it at once
	label string
	note  string // said beside it
	do    func() tea.Cmd
}

// pick is a small menu.
type pick struct {
	*env
	title   string
	choices []choice
	at      int
}

// newPick makes a menu with the cursor on row at.
func newPick(e *env, title string, choices []choice, at int) *pick {
	return &pick{env: e, title: title, choices: choices, at: max(0, at)}
}

// Title names the menu.
func (p *pick) Title() string { return p.title }

// Actions are the menu's moves and a letter for each row.
func (p *pick) Actions() []action {
	acts := []action{
		{keys: []string{"enter"}, label: "choose", foot: "choose", do: func() tea.Cmd { return p.choose(p.at) }},
		{keys: []string{"esc", "q"}, label: "leave", foot: "leave", do: doing(p.answer)},
		{keys: []string{"j", "down"}, label: "down", do: doing(func() { p.at = min(p.at+1, len(p.choices)-1) })},
		{keys: []string{"k", "up"}, label: "up", do: doing(func() { p.at = max(p.at-1, 0) })},
	}
	for i, c := range p.choices {
		if c.key != "" {
			acts = append(acts, action{keys: []string{c.key}, label: c.label, do: func() tea.Cmd { return p.choose(i) }})
		}
	}
	return acts
}

func (p *pick) choose(i int) tea.Cmd {
	p.answer()
	return p.choices[i].do()
}

// Size is a line for each row.
func (p *pick) Size(w, _ int) (int, int) {
	widest := width(p.title) + 2
	for _, c := range p.choices {
		widest = max(widest, 6+width(c.label)+2+width(c.note))
	}
	return min(w, max(widest, 34)), len(p.choices)
}

// View draws the rows.
func (p *pick) View(w, h int) string {
	s := p.styles
	lines := make([]string, len(p.choices))
	for i, c := range p.choices {
		mark, label := "  ", c.label
		if i == p.at {
			mark, label = s.accent.Render("▸ "), s.selected.Render(c.label)
		}
		lines[i] = mark + s.key.Render(fit(c.key, 2)) + " " + label + "  " + s.subtle.Render(c.note)
	}
	return block(lines, w, h)
}
