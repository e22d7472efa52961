package tui

import (
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// noteDialog edits an item's note in place. Esc keeps what was typed as a
// draft; ctrl+s keeps it in the plan.
type noteDialog struct {
	*env
	id    planner.ID
	title string
	was   string
	area  textarea.Model
}

func newNote(e *env, it planner.Listed) *noteDialog {
	b := it.Base()
	area := textarea.New()
	area.Prompt, area.ShowLineNumbers = "", false
	area.CharLimit, area.MaxHeight = 0, 0
	area.SetVirtualCursor(false)
	st := textarea.DefaultStyles(e.styles.dark)
	st.Focused.CursorLine, st.Focused.Text = e.styles.text, e.styles.text
	st.Focused.Placeholder = e.styles.faint
	area.SetStyles(st)
	area.Placeholder = "What to remember about it"
	area.SetValue(typableText(b.Note))
	n := &noteDialog{env: e, id: b.ID, title: "Note: " + b.Title, was: b.Note, area: area}
	if draft := e.drafts.of(noteDraft(b.ID)); len(draft) == 1 {
		n.area.SetValue(typableText(draft[0]))
		e.say(backAgain)
	}
	n.area.Focus() // its command only starts a blink
	return n
}

// Draft is the text, where that is not what the note is.
func (n *noteDialog) Draft() (string, []string) {
	if text := n.area.Value(); text != n.was {
		return noteDraft(n.id), []string{text}
	}
	return noteDraft(n.id), nil
}

// Title names the item.
func (n *noteDialog) Title() string { return planner.ShowLine(n.title) }

// Typing is always.
func (n *noteDialog) Typing() bool { return true }

// Actions of the note.
func (n *noteDialog) Actions() []action {
	return []action{
		{keys: []string{"ctrl+s"}, label: "keep the note", foot: "keep", do: doing(n.keepNote)},
		{keys: []string{"esc"}, label: "leave; what you typed is kept as a draft", foot: "leave", do: doing(n.leave)},
		{keys: []string{"ctrl+o"}, label: "go on in your editor", foot: "editor", do: func() tea.Cmd {
			n.drafts.put(n.Draft()) // the editor gets the draft
			n.answer()
			return n.edit(n.id, n.was)
		}},
	}
}

func (n *noteDialog) keepNote() {
	if planner.CleanText(n.area.Value()) == n.was {
		n.drafts.drop(noteDraft(n.id))
		n.answer()
		return
	}
	if ok := n.apply(planner.SetNote(n.id, n.area.Value(), n.today)); ok {
		n.drafts.drop(noteDraft(n.id))
		n.answer()
	}
}

func (n *noteDialog) leave() {
	name, text := n.Draft()
	n.env.leave(name, text, "Draft of the note kept; n brings it back")
	n.answer()
}

// Update gives text to the area.
func (n *noteDialog) Update(msg tea.Msg) tea.Cmd {
	n.area, _ = n.area.Update(msg)
	return nil
}

// Size is a comfortable page, less where the window has less.
func (n *noteDialog) Size(w, h int) (int, int) { return min(w, 72), min(h, 14) }

// View draws the area.
func (n *noteDialog) View(w, h int) string {
	n.area.SetWidth(w)
	n.area.SetHeight(h)
	return n.area.View()
}

// Cursor is the terminal's, in the text.
func (n *noteDialog) Cursor() *tea.Cursor { return n.area.Cursor() }

// typableText is typable for text of several lines.
func typableText(text string) string { return planner.ShowBlock(planner.CleanText(text)) }
