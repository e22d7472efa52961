package tui

import tea "charm.land/bubbletea/v2"

// confirm asks before what can't be undone with a key: restore and erase.
type confirm struct {
	*env
	title string
	about []string // paragraphs: what will happen
	yes   string   // what y does, in two or three words
	do    func()
}

// Title is the question.
func (c *confirm) Title() string { return c.title }

// Actions are yes and no. Enter does neither, lest it goes through unread.
func (c *confirm) Actions() []action {
	return []action{
		{keys: []string{"y"}, label: c.yes, foot: c.yes, do: doing(func() { c.answer(); c.do() })},
		{keys: []string{"n", "esc", "q"}, label: "leave everything as it is", foot: "leave it", do: doing(c.answer)},
		{keys: []string{"enter"}, label: "neither", why: "Press y to " + c.yes + ", or n to leave everything as it is.", do: func() tea.Cmd { return nil }},
	}
}

func (c *confirm) lines(w int) []string {
	var out []string
	for i, text := range c.about {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, wrap(text, w)...)
	}
	return out
}

// Size is that of the text.
func (c *confirm) Size(w, h int) (int, int) {
	w = min(w, 64)
	return w, min(h, len(c.lines(w)))
}

// View draws the text.
func (c *confirm) View(w, h int) string { return block(c.lines(w), w, h) }
