package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// historyPage is how many changes are read at a time: a few screens full, in
// about a millisecond.
const historyPage = 200

// history lists every edit, newest first. Older ones are read as the cursor
// comes near them.
type history struct {
	*env
	entries []planner.Entry // newest first, as far as they were read
	whole   bool            // the oldest is among them
	of      string          // the plan, and its revision, that they were read from
	rev     uint64
	rows    []int // places in entries of those that the filter lets through
	at      int
	from    int
	find    textinput.Model
	finding bool
	err     string
}

func newHistory(e *env) screen {
	return &history{env: e, find: e.textField("", "", "part of a change's name").input}
}

// Title of the screen.
func (*history) Title() string { return "History" }

// Typing is while the filter is written.
func (h *history) Typing() bool { return h.finding }

// Actions are the moves, the filter and what opens a change.
func (h *history) Actions() []action {
	if h.finding {
		return []action{
			{keys: []string{"enter", "down"}, label: "to what was found", foot: "to the list", do: doing(func() { h.finding = false; h.find.Blur() })},
			{keys: []string{"esc"}, label: "show everything again", foot: "show all", do: doing(h.clear)},
		}
	}
	why := ""
	if len(h.rows) == 0 {
		why = "Nothing is selected here."
	}
	acts := []action{
		{keys: []string{"enter"}, label: "what the change did, field by field; undo it there", foot: "open", why: why, do: func() tea.Cmd {
			return h.ask(&entryDialog{env: h.env, entry: h.entries[h.rows[h.at]]})
		}},
		{keys: []string{"/"}, label: "find a change by its name", foot: "find", do: doing(func() { h.finding = true; h.find.Focus() })},
	}
	if h.find.Value() != "" {
		acts = append(acts, action{keys: []string{"esc"}, label: "show everything again", foot: "show all", do: doing(h.clear)})
	}
	return append(acts, cursorActions(func(by int) { h.moveTo(h.at + by) }, func() int { return h.bodyHeight() - 2 })...)
}

// Update gives text to the filter.
func (h *history) Update(msg tea.Msg) tea.Cmd {
	if h.finding {
		h.find, _ = h.find.Update(msg)
		h.sift()
		h.moveTo(0)
	}
	return nil
}

func (h *history) clear() {
	seq := h.selected()
	h.finding = false
	h.find.SetValue("")
	h.find.Blur()
	h.sift()
	h.moveTo(h.rowOf(seq))
}

// Follow reads what was added since, and keeps the cursor on its change.
func (h *history) Follow() {
	if h.plan == nil {
		return
	}
	seq := h.selected()
	h.err = ""
	if h.of != h.plan.ID || h.plan.Revision < h.rev || h.plan.Revision-h.rev > historyPage {
		h.entries, h.whole = nil, false
		h.older()
	} else if h.plan.Revision > h.rev {
		h.newer(int(h.plan.Revision - h.rev))
	}
	if h.err == "" {
		h.of, h.rev = h.plan.ID, h.plan.Revision
	}
	h.find.SetStyles(h.inputStyles())
	h.sift()
	h.moveTo(h.rowOf(seq))
}

// older reads the next page.
func (h *history) older() {
	before := uint64(0)
	if n := len(h.entries); n > 0 {
		before = h.entries[n-1].Seq
	}
	got, err := h.Keeper.History(before, historyPage)
	if err != nil {
		h.err = "The older changes can't be read: " + err.Error()
	}
	h.entries = append(h.entries, got...)
	h.whole = err == nil && len(got) < historyPage
}

// newer reads the n newest, and marks which of the others they undo or redo.
func (h *history) newer(n int) {
	got, err := h.Keeper.History(0, n)
	if err != nil {
		h.err = "The newest changes can't be read: " + err.Error()
		return
	}
	for _, e := range slices.Backward(got) {
		if i, ok := h.place(e.Undoes); ok {
			h.entries[i].Undone = true
		}
		if i, ok := h.place(e.Redoes); ok {
			h.entries[i].Undone = false
		}
	}
	h.entries = append(got, h.entries...)
}

// place is the place of a change among those read.
func (h *history) place(seq uint64) (int, bool) {
	return slices.BinarySearchFunc(h.entries, seq, func(e planner.Entry, seq uint64) int { return cmp.Compare(seq, e.Seq) })
}

// sift works out which of the changes read the filter lets through.
func (h *history) sift() {
	want := strings.ToLower(strings.TrimSpace(h.find.Value()))
	h.rows = h.rows[:0]
	for i := range h.entries {
		if want == "" || strings.Contains(strings.ToLower(h.entries[i].Label), want) {
			h.rows = append(h.rows, i)
		}
	}
}

func (h *history) selected() uint64 {
	if h.at < len(h.rows) {
		return h.entries[h.rows[h.at]].Seq
	}
	return 0
}

func (h *history) rowOf(seq uint64) int {
	return max(0, slices.IndexFunc(h.rows, func(i int) bool { return h.entries[i].Seq == seq }))
}

// moveTo puts the cursor on a row, and reads on when it comes near the end:
// one page a key at most, so that no key waits for all of history.
func (h *history) moveTo(at int) {
	if !h.whole && h.err == "" && at >= len(h.rows)-h.bodyHeight() {
		h.older()
		h.sift()
	}
	h.at = max(0, min(at, len(h.rows)-1))
	h.from = window(h.at, h.from, len(h.rows), max(1, h.bodyHeight()-2))
}

// View draws the changes that are visible, and beside them, with room, what
// the selected one did.
func (h *history) View(w, ht int) string {
	s := h.styles
	list, side := sidePane(w)
	lines := []string{h.headLine(list), s.warn.Render(line(" "+h.err, list))}
	for i := h.from; i < min(len(h.rows), h.from+ht-2); i++ {
		lines = append(lines, h.row(i, list))
	}
	if len(h.rows) == 0 && h.find.Value() != "" {
		lines = append(lines, s.subtle.Render("  Nothing among those read so far is called that."))
	}
	out := block(lines, list, ht)
	if side == 0 {
		return out
	}
	var about []string
	if len(h.rows) > 0 {
		about = h.entryLines(h.entries[h.rows[h.at]], side-2)
	}
	return beside(out, block(inset(append([]string{""}, about...)), side, ht), s.faint.Render("│"))
}

// headLine is the filter while there is one, and how much was read.
func (h *history) headLine(w int) string {
	s := h.styles
	total := fmt.Sprintf("%d changes ", len(h.entries))
	if !h.whole {
		total = fmt.Sprintf("the newest %d ", len(h.entries))
	}
	if h.finding || h.find.Value() != "" {
		in := h.find
		in = within(in, max(1, w-width(total)-18))
		return ends(" "+s.accent.Render("/ ")+in.View(), s.subtle.Render(fmt.Sprintf("%d of ", len(h.rows))+total), w)
	}
	return ends(" "+s.bold.Render("Every change, newest first"), s.subtle.Render(total), w)
}

// Cursor is the terminal's, in the filter.
func (h *history) Cursor() *tea.Cursor {
	if !h.finding {
		return nil
	}
	c := cursorIn(h.find)
	if c != nil {
		c.X += 3
	}
	return c
}

// clockWidth is the widest that clock gets.
const clockWidth = len("20 Nov 2025 09:00")

func (h *history) row(i, w int) string {
	s, e := h.styles, h.entries[h.rows[i]]
	mark, st := "  ", s.text
	glyph, end := " ", e.Origin
	switch {
	case e.Undone:
		glyph, end, st = "↶", "undone", s.subtle
	case e.Undoes != 0:
		glyph, st = "↶", s.subtle
	case e.Redoes != 0:
		glyph, st = "↷", s.subtle
	}
	if i == h.at {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	left := mark + s.subtle.Render(fit(h.clock(e.At), clockWidth)) + " " + glyph + " "
	right := s.subtle.Render(line(end, 10) + " ")
	room := w - width(left) - 1
	label := line(e.Label, room)
	if !e.Undone && width(label)+width(right) > room { // the label needs the room more
		return fit(left+st.Render(label), w)
	}
	return ends(left+st.Render(label), right, w)
}
