package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// help shows every key that works now, from the very lists that dispatch
// reads, and first why the selected item is in the plan.
type help struct {
	*env
	find  textinput.Model
	rows  []helpRow
	about []string // title and reason of the selected item
	top   int
}

type helpRow struct {
	section, key, label, why string
}

func newHelp(a *app) dialog {
	h := &help{env: a.env, find: a.textField("", "", "type to search").input}
	h.find.Focus() // its command only starts a blink
	under := a.top()
	if it, ok := under.(asker); ok {
		if id, title, reason := it.Item(); id != "" {
			h.about = []string{id + " " + title, reason}
		}
	}
	taken := map[string]bool{} // a key that means something here has lost its meaning everywhere
	add := func(section string, acts []action) {
		for _, act := range acts {
			var keys []string
			for _, k := range act.keys {
				if !strings.HasPrefix(k, "screen ") && !taken[k] {
					taken[k] = true
					keys = append(keys, keyName(k))
				}
			}
			if len(keys) > 0 {
				h.rows = append(h.rows, helpRow{section, strings.Join(keys, " "), act.label, act.why})
			}
		}
	}
	add(under.Title(), under.Actions())
	everywhere := a.global()
	if len(a.dialogs) > 0 { // which has the keys
		everywhere = []action{a.suspending()}
	}
	add("Everywhere", everywhere)
	add("Everywhere", []action{{keys: []string{"ctrl+c"}, label: "quit, from anything"}})
	return h
}

// Title of the dialog.
func (*help) Title() string { return "Help" }

// Typing is always: letters search.
func (*help) Typing() bool { return true }

// Actions of help itself.
func (h *help) Actions() []action {
	return []action{
		{keys: []string{"esc", "enter", "?"}, label: "close", foot: "close", do: doing(h.answer)},
		{keys: []string{"down", "ctrl+d", "pgdown"}, label: "further down", foot: h.more(), do: doing(func() { h.scroll(8) })},
		{keys: []string{"up", "ctrl+u", "pgup"}, label: "further up", do: doing(func() { h.scroll(-8) })},
	}
}

// Update gives text to the search.
func (h *help) Update(msg tea.Msg) tea.Cmd {
	h.find, _ = h.find.Update(msg)
	h.top = 0
	return nil
}

// more is the footer's word while there is more below.
func (h *help) more() string {
	w, ht := h.Size(h.w-6, h.h-4)
	if len(h.body(w))+len(h.head(w)) > ht+h.top {
		return "more"
	}
	return ""
}

func (h *help) scroll(by int) {
	w, ht := h.Size(h.w-6, h.h-4)
	h.top = max(0, min(h.top+by, len(h.body(w))+len(h.head(w))-ht))
}

// Size is most of the window.
func (h *help) Size(w, ht int) (int, int) { return min(w, 84), ht }

func (h *help) hits() []helpRow {
	words := strings.Fields(strings.ToLower(h.find.Value()))
	return slices.DeleteFunc(slices.Clone(h.rows), func(r helpRow) bool {
		text := strings.ToLower(r.key + " " + r.label + " " + r.section)
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	})
}

// View draws the keys in two columns: key and what it does.
func (h *help) View(w, ht int) string {
	head, body := h.head(w), h.body(w)
	return block(append(head, body[min(h.top, len(body)):]...), w, ht)
}

// head is the search, and why the selected item is in the plan.
func (h *help) head(w int) []string {
	s := h.styles
	in := h.find
	in = within(in, w-3)
	head := []string{s.subtle.Render("/ ") + in.View()}
	if len(h.about) > 0 && h.find.Value() == "" {
		head = append(head, "", s.bold.Render(line(h.about[0], w)))
		head = append(head, styled(s.subtle, wrap(h.about[1], w))...)
	}
	return head
}

func (h *help) body(w int) []string {
	s, keyWidth := h.styles, 0
	hits := h.hits()
	for _, r := range hits {
		keyWidth = max(keyWidth, width(r.key))
	}
	keyWidth = min(keyWidth, 16)
	var lines []string
	for i, r := range hits {
		if i == 0 || hits[i-1].section != r.section {
			lines = append(lines, "", s.subtle.Render(r.section))
		}
		if r.why != "" {
			lines = append(lines, s.faint.Render(fit(r.key, keyWidth))+"  "+s.subtle.Render(r.label+": ")+s.subtle.Render(r.why))
			continue
		}
		lines = append(lines, s.key.Render(fit(r.key, keyWidth))+"  "+line(r.label, w-keyWidth-2))
	}
	if len(hits) == 0 {
		lines = append(lines, "", s.subtle.Render("No key does that. : searches the commands of every screen."))
	}
	return lines
}

// Cursor is the terminal's, in the search.
func (h *help) Cursor() *tea.Cursor {
	c := cursorIn(h.find)
	if c != nil {
		c.X += 2
	}
	return c
}
