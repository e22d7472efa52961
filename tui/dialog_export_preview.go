package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/export"
)

// preview is what a document would hold, and what is held back.
type preview struct {
	turned   map[string]bool // parts given or held back by hand, by name
	shared   *export.Shared
	contents []export.Content
	fault    string // why it can't be told
	seen     string // the choice it is of
	of       *planner.Plan
	count    int // how often it was looked at, to tell the newest look
}

// look counts what a choice would give, beside the screens.
func (v *preview) look(e *env, format export.Format, choice export.Choice) {
	seen := fmt.Sprint(format.Name, choice)
	if v.seen == seen && v.of == e.plan || e.plan == nil {
		return
	}
	v.seen, v.of = seen, e.plan
	v.count++
	count, source := v.count, sourceOf(e, choice.Reads(format))
	e.work(func() func() {
		src, _ := source()
		s, err := export.Share(src, choice)
		var contents []export.Content
		if err == nil {
			contents, err = s.Contents(format.History...)
		}
		return func() {
			if count != v.count { // another choice was made meanwhile
				return
			}
			if v.shared, v.contents, v.fault = s, contents, ""; err != nil {
				v.fault = err.Error()
			}
		}
	})
}

// lines say it in a few lines.
func (v *preview) lines(s styles, w int) []string {
	switch {
	case v.fault != "":
		return styled(s.warn, wrap(planner.ShowLine(v.fault), w))
	case v.shared == nil:
		return []string{s.subtle.Render("Counting…")}
	}
	var given, held []string
	outside := 0
	for _, c := range v.contents {
		outside += c.Outside
		if c.Given > 0 {
			given = append(given, fmt.Sprintf("%s (%d)", c.Part.Words, c.Given))
		}
		if c.Held > 0 {
			held = append(held, fmt.Sprintf("%s (%d)", c.Part.Words, c.Held))
		}
	}
	if len(held) == 0 {
		held = []string{"nothing"}
	}
	out := listed(s, "Held back", held, w)
	if names := v.shared.Names.List(); len(names) > 0 {
		var words []string
		for _, n := range names {
			words = append(words, n.Full+" → "+n.Initials)
		}
		out = append(out, listed(s, "Initials", words, w)...)
	}
	if unsure := v.shared.Names.Unsure(); len(unsure) > 0 {
		out = append(out, listed(s, "Names?", []string{"left as they are: " + strings.Join(unsure, ", ")}, w)...)
	}
	out = append(out, listed(s, "Holds", given, w)...)
	if outside > 0 {
		out = append(out, listed(s, "Other days", []string{planner.Counted(outside, "record")}, w)...)
	}
	return out
}

// listed are words under a short heading at their left.
func listed(s styles, head string, words []string, w int) []string {
	const room = 12
	var out []string
	for i, text := range wrap(planner.ShowLine(strings.Join(words, " · ")), max(1, w-room)) {
		if i > 0 {
			head = ""
		}
		out = append(out, s.subtle.Render(fit(head, room))+s.text.Render(text))
	}
	return out
}

// holdBack is a menu of the parts that can be given or held back.
type holdBack struct {
	*env
	of *exporter
	at int
}

func newHoldBack(d *exporter) dialog { return &holdBack{env: d.env, of: d} }

// parts are those that there is something of, and that this audience may get.
func (d *exporter) parts() []export.Content {
	return slices.DeleteFunc(slices.Clone(d.contents), func(c export.Content) bool {
		return c.Given+c.Held == 0 || c.Part.Rule(d.chosen().For) == export.Never
	})
}

func (d *exporter) nothingToHold() string {
	if len(d.parts()) == 0 {
		return "There is nothing to choose from."
	}
	return ""
}

// Title of the menu.
func (*holdBack) Title() string { return "What is given" }

// Actions turn a part, and move.
func (m *holdBack) Actions() []action {
	return append([]action{
		{keys: []string{"space", "enter"}, label: "given / held back", foot: "given / held back", do: doing(m.turn)},
		{keys: []string{"esc", "q", "ctrl+o"}, label: "back", foot: "back", do: doing(m.answer)},
	}, cursorActions(m.move, func() int { return len(m.of.parts()) })...)
}

func (m *holdBack) move(by int) { m.at = max(0, min(m.at+by, len(m.of.parts())-1)) }

func (m *holdBack) turn() {
	parts := m.of.parts()
	if m.at >= len(parts) {
		return
	}
	row := parts[m.at]
	if m.of.turned == nil {
		m.of.turned = map[string]bool{}
	}
	m.of.turned[row.Part.Name] = row.Held > 0
	m.of.Follow()
}

// Update does nothing: there is nothing to type.
func (*holdBack) Update(tea.Msg) tea.Cmd { return nil }

// Size is a line for each part.
func (m *holdBack) Size(w, h int) (int, int) { return min(w, 70), min(h, max(1, len(m.of.parts()))) }

// View draws the parts.
func (m *holdBack) View(w, h int) string {
	s := m.styles
	var lines []string
	for i, c := range m.of.parts() {
		mark, box := "  ", "[x] "
		if c.Held > 0 {
			box = "[ ] "
		}
		label := line(fmt.Sprintf("%s%s (%d)", box, c.Part.Words, c.Given+c.Held), w-2)
		if i == m.at {
			mark, label = s.accent.Render("▸ "), s.selected.Render(label)
		}
		lines = append(lines, mark+label)
	}
	return block(lines[window(m.at, 0, len(lines), h):], w, h)
}
