package tui

import (
	"fmt"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// holdBack is a menu of the parts that can be given or held back, and of the
// names that become initials or stay.
type holdBack struct {
	*env
	of *exporter
	at int
}

// holdRow is something that can be turned.
type holdRow struct {
	text string
	foot string // what turning it does, in two words
	turn func()
}

func newHoldBack(d *exporter) dialog { return &holdBack{env: d.env, of: d} }

func (d *exporter) nothingToHold() string {
	if len(d.holdParts())+len(d.holdNames()) == 0 {
		return "There is nothing to choose from."
	}
	return ""
}

// holdParts are the parts that there is something of, and that this audience
// may get.
func (d *exporter) holdParts() []holdRow {
	var out []holdRow
	to := d.audience()
	for _, c := range d.contents {
		if c.Given+c.Held == 0 || c.Part.Rule(to) == export.Never {
			continue
		}
		box := "[ ] "
		if d.gives(c.Part, to) {
			box = "[x] "
		}
		out = append(out, holdRow{
			fmt.Sprintf("%s%s (%d)", box, c.Part.Words, c.Given+c.Held),
			"given / held back", func() { d.turnPart(c.Part, to) },
		})
	}
	return out
}

// holdNames are the names that were found, and the words that may be names.
func (d *exporter) holdNames() []holdRow {
	if d.shared == nil || d.shared.Gives(export.PartNames) {
		return nil
	}
	initials, unsure := map[string]string{}, map[string]bool{}
	for _, n := range d.shared.Names.List() {
		initials[n.Full] = n.Initials
	}
	for _, word := range d.shared.Names.Unsure() {
		unsure[word] = true
	}
	words := maps.Clone(unsure)
	maps.Copy(words, d.hide)
	maps.Copy(words, d.keep)
	for name := range initials {
		words[name] = true
	}
	var out []holdRow
	for _, word := range slices.Sorted(maps.Keys(words)) {
		text := word + " → " + initials[word]
		switch {
		case d.keep[word]:
			text = word + ": left as it is"
		case d.hide[word] && initials[word] == "":
			text = word + " → an initial"
		case d.hide[word]:
		case unsure[word] && initials[word] != "":
			text += ", but as it is where a sentence begins with it"
		case unsure[word]:
			text = word + ": left as it is"
		}
		out = append(out, holdRow{text, "initial / as it is", func() { d.turnName(word, unsure[word]) }})
	}
	return out
}

func (m *holdBack) rows() []holdRow { return append(m.of.holdParts(), m.of.holdNames()...) }

// Title of the menu.
func (*holdBack) Title() string { return "What is given" }

// Actions turn a row, and move.
func (m *holdBack) Actions() []action {
	foot := ""
	if rows := m.rows(); m.at < len(rows) {
		foot = rows[m.at].foot
	}
	return append([]action{
		{keys: []string{"space", "enter"}, label: "given or held back; a name becomes an initial or stays", foot: foot, do: doing(m.turn)},
		{keys: []string{"esc", "q", "ctrl+o"}, label: "back", foot: "back", do: doing(m.answer)},
		{keys: []string{"ctrl+y"}, label: "copy it to the clipboard of your terminal", foot: "copy", why: m.of.notToCopy(), do: doing(func() {
			m.answer() // what is said is said in the dialog below
			m.of.copy()
		})},
	}, cursorActions(m.move, func() int { return len(m.rows()) })...)
}

func (m *holdBack) move(by int) { m.at = max(0, min(m.at+by, len(m.rows())-1)) }

// Follow keeps the cursor on a row.
func (m *holdBack) Follow() { m.move(0) }

func (m *holdBack) turn() {
	if rows := m.rows(); m.at < len(rows) {
		rows[m.at].turn()
		m.of.Follow()
	}
}

// Update does nothing: there is nothing to type.
func (*holdBack) Update(tea.Msg) tea.Cmd { return nil }

// Size is a line for each row, and one above the names.
func (m *holdBack) Size(w, h int) (int, int) {
	lines, _ := m.lines(w)
	return min(w, 70), min(h, max(1, len(lines)))
}

// lines are the rows as they are drawn, and the place of the cursor in them.
func (m *holdBack) lines(w int) (out []string, at int) {
	s, parts := m.styles, len(m.of.holdParts())
	for i, row := range m.rows() {
		if i == parts {
			out = append(out, s.subtle.Render("People"))
		}
		mark, st := "  ", s.text
		if i == m.at {
			mark, st, at = s.accent.Render("▸ "), s.selected, len(out)
		}
		out = append(out, mark+st.Render(line(planner.ShowLine(row.text), w-2)))
	}
	return out, at
}

// View draws the rows.
func (m *holdBack) View(w, h int) string {
	lines, at := m.lines(w)
	return block(m.styles.marked(lines, window(at, 0, len(lines), h), h, w), w, h)
}
