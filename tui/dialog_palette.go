package tui

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// palette finds every action of every screen by name.
type palette struct {
	*env
	find textinput.Model
	rows []paletteRow
	hits []fuzzy.Match
	at   int
	top  int
}

type paletteRow struct {
	action
	screen string // to open before the action runs; "": it holds here
	name   string // what is searched and shown
}

type paletteRows []paletteRow

// String is what is searched: the name, and the words that are not shown.
func (p paletteRows) String(i int) string { return strings.TrimSpace(p[i].name + "  " + p[i].also) }

func (p paletteRows) Len() int { return len(p) }

func newPalette(a *app) dialog {
	p := &palette{env: a.env, find: a.textField("", "", "what do you want to do").input}
	p.find.Focus() // its command only starts a blink
	here := a.current
	known := map[string]bool{} // what holds here need not be named for other screens
	add := func(screen, prefix string, acts []action) {
		for _, act := range acts {
			if moves(act) || known[act.label] {
				continue
			}
			known[act.label] = true
			if screen != "" {
				act.why = "" // whether it can be done shows once the screen is there
			}
			p.rows = append(p.rows, paletteRow{act, screen, prefix + act.label})
		}
	}
	add("", "", here.Actions())
	add("", "", a.global())
	for _, row := range screens {
		if a.open[row.name] != here {
			add(row.name, row.name+": ", row.open(a.env).Actions())
		}
	}
	p.search()
	return p
}

// moves reports actions that only move the cursor: they have no place among
// commands.
func moves(a action) bool {
	switch a.keys[0] {
	case "j", "k", "up", "down", "g", "G", "ctrl+d", "ctrl+u", "h", "l", "tab", "shift+tab", ":":
		return true
	}
	return false
}

func (p *palette) search() {
	p.at, p.top = 0, 0
	if text := strings.TrimSpace(p.find.Value()); text != "" {
		p.hits = fuzzy.FindFrom(text, paletteRows(p.rows))
		p.namedFirst(strings.ToLower(text))
		return
	}
	p.hits = make([]fuzzy.Match, len(p.rows))
	for i := range p.rows {
		p.hits[i].Index = i
	}
}

// namedFirst puts first what begins with what was typed, so that a screen comes
// before its actions, and then what has a word that does.
func (p *palette) namedFirst(text string) {
	slices.SortStableFunc(p.hits, func(a, b fuzzy.Match) int {
		return cmp.Compare(p.rank(a, text), p.rank(b, text))
	})
}

// wordLength is how many letters say enough to tell a word by.
const wordLength = 3

func (p *palette) rank(hit fuzzy.Match, text string) int {
	row := p.rows[hit.Index]
	switch {
	case row.screen != "":
	case strings.HasPrefix(strings.ToLower(row.name), text):
		return 0
	case len(text) >= wordLength && strings.Contains(" "+strings.ToLower(row.name+" "+row.also), " "+text):
		return 1
	}
	return 2
}

// Title of the dialog.
func (*palette) Title() string { return "Commands" }

// Typing is always: letters search.
func (*palette) Typing() bool { return true }

// Actions of the palette itself.
func (p *palette) Actions() []action {
	return []action{
		{keys: []string{"enter"}, label: "do it", foot: "do it", do: p.choose},
		{keys: []string{"esc", "ctrl+p"}, label: "close", foot: "close", do: doing(p.answer)},
		{keys: []string{"down", "ctrl+n", "tab"}, label: "down", do: doing(func() { p.move(1) })},
		{keys: []string{"up", "shift+tab"}, label: "up", do: doing(func() { p.move(-1) })},
	}
}

func (p *palette) move(by int) {
	_, h := p.Size(p.w-6, p.h-4)
	p.at = max(0, min(p.at+by, len(p.hits)-1))
	p.top = window(p.at, p.top, len(p.hits), h-2)
}

// choose runs the action under the cursor, on its own screen.
func (p *palette) choose() tea.Cmd {
	if len(p.hits) == 0 {
		return nil
	}
	row := p.rows[p.hits[p.at].Index]
	p.answer()
	if row.screen == "" {
		return p.run(row.action)
	}
	p.show(row.screen)
	for _, act := range p.current.Actions() {
		if act.label == row.label {
			return p.run(act)
		}
	}
	return nil
}

// Update gives text to the search.
func (p *palette) Update(msg tea.Msg) tea.Cmd {
	was := p.find.Value()
	p.find, _ = p.find.Update(msg)
	if p.find.Value() != was {
		p.search()
	}
	return nil
}

// Size is a page in the middle.
func (p *palette) Size(w, h int) (int, int) { return min(w, 76), min(h, 18) }

// View draws the search and the hits, the letters that matched underlined.
func (p *palette) View(w, h int) string {
	s := p.styles
	in := p.find
	in = within(in, w-3)
	lines := []string{s.subtle.Render("› ") + in.View(), ""}
	for i := p.top; i < min(len(p.hits), p.top+h-2); i++ {
		hit := p.hits[i]
		row := p.rows[hit.Index]
		key := ""
		if row.screen == "" && !strings.HasPrefix(row.keys[0], "screen ") {
			key = row.key()
		}
		mark, st := "  ", s.text
		if i == p.at {
			mark, st = s.accent.Render("▸ "), s.selected
		}
		if row.why != "" {
			st = s.faint
		}
		lines = append(lines, ends(mark+s.underline(cut(row.name, w-12), hit.MatchedIndexes, st), s.key.Render(key)+" ", w))
	}
	if len(p.hits) == 0 {
		lines = append(lines, s.subtle.Render("  No command is called that."))
	}
	return block(lines, w, h)
}

// Cursor is the terminal's, in the search.
func (p *palette) Cursor() *tea.Cursor {
	c := cursorIn(p.find)
	if c != nil {
		c.X += 2
	}
	return c
}
