package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// form asks for a few lines. What was typed is kept as a draft when it is
// left, and stays in its fields when it can't be accepted.
type form struct {
	*env
	name    string // of the draft
	title   string
	fields  []*field
	at      int
	err     string
	quick   bool // enter accepts at once, and the other fields are by the way
	back    bool // a draft was brought back
	initial []string
	accept  func(values []string) error
}

// newForm makes a form; accept gets the values in the fields' order, for an
// option its index as shown. Its error stays in the form.
func newForm(e *env, name, title string, fields []*field, accept func([]string) error) *form {
	f := &form{env: e, name: name, title: title, fields: fields, accept: accept}
	f.initial = f.values()
	if draft := e.drafts.of(name); len(draft) == len(fields) {
		f.back = true
		for i, value := range draft {
			fields[i].set(value)
		}
	}
	f.focus(0)
	return f
}

func (f *form) values() []string {
	out := make([]string, len(f.fields))
	for i, fd := range f.fields {
		out[i] = fd.value()
	}
	return out
}

// focus moves to a field, and past those that have no place now.
func (f *form) focus(at int) {
	step := 1
	if at < f.at {
		step = -1
	}
	f.fields[f.at].input.Blur()
	f.at = (at + len(f.fields)) % len(f.fields)
	for !f.fields[f.at].shown() {
		f.at = (f.at + step + len(f.fields)) % len(f.fields)
	}
	if fd := f.fields[f.at]; fd.options == nil {
		fd.input.Focus() // its command only starts a blink, and the cursor is the terminal's
		fd.input.CursorEnd()
	}
}

// Title names the form.
func (f *form) Title() string { return f.title }

// Typing is in the fields for text: on the others letters choose.
func (f *form) Typing() bool { return f.fields[f.at].options == nil }

// Actions of a form; an option is turned with the arrow keys.
func (f *form) Actions() []action {
	enter := "next field; accept at the last"
	if f.quick {
		enter = "accept; the other fields may stay as they are"
	}
	acts := []action{
		{keys: []string{"enter"}, label: enter, foot: f.enterWord(), do: doing(f.next)},
		{keys: []string{"esc"}, label: "leave; what you typed is kept as a draft", foot: "leave", do: doing(f.leave)},
	}
	accept := action{keys: []string{"ctrl+s"}, label: "accept from any field", do: doing(f.submit)}
	if len(f.fields) > 1 {
		more := ""
		if accept.foot = "accept"; f.quick {
			accept.foot, more = "", "more"
		}
		acts = slices.Insert(acts, 1, action{keys: []string{"tab", "down"}, label: "next field", foot: more, do: doing(func() { f.focus(f.at + 1) })})
		acts = append(
			acts,
			action{keys: []string{"shift+tab", "up"}, label: "previous field", do: doing(func() { f.focus(f.at - 1) })},
		)
	}
	acts = append(acts, accept)
	if fd := f.fields[f.at]; fd.options != nil {
		acts = append(
			acts,
			action{keys: []string{"right", "space", "l"}, label: "next option", do: doing(func() { fd.turn(1) })},
			action{keys: []string{"left", "h"}, label: "previous option", do: doing(func() { fd.turn(-1) })},
		)
	}
	return acts
}

func (f *form) enterWord() string {
	if f.quick || f.last() {
		return "accept"
	}
	return "next"
}

// last reports whether no field comes after the current one.
func (f *form) last() bool {
	return !slices.ContainsFunc(f.fields[f.at+1:], (*field).shown)
}

func (f *form) next() {
	if f.quick || f.last() {
		f.submit()
		return
	}
	f.focus(f.at + 1)
}

// valid goes to the first field whose text can't be used, and says why.
func (f *form) valid() bool {
	for i, fd := range f.fields {
		if fd.hint == nil || fd.value() == "" || !fd.shown() {
			continue
		}
		if hint, ok := fd.hint(fd.value()); !ok {
			f.focus(i)
			f.err = hint
			return false
		}
	}
	return true
}

func (f *form) submit() {
	if !f.valid() {
		return
	}
	n := len(f.dialogs)
	if err := f.accept(f.values()); err != nil {
		f.err = err.Error()
		return
	}
	f.drafts.drop(f.name)
	// The form is not always on top by now: accepting may open what follows.
	f.dialogs = slices.Delete(f.dialogs, n-1, n)
}

func (f *form) leave() {
	name, values := f.Draft()
	f.env.leave(name, values, "What you typed is kept as a draft")
	f.answer()
}

// Draft is what the fields hold, where that is not what they began with.
func (f *form) Draft() (string, []string) {
	if values := f.values(); !slices.Equal(values, f.initial) {
		return f.name, values
	}
	return f.name, nil
}

// Update gives text and pastes to the field that has the cursor.
func (f *form) Update(msg tea.Msg) tea.Cmd {
	fd := f.fields[f.at]
	if fd.options != nil {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.Text != "" {
			fd.pick(k.Text)
		}
		return nil
	}
	f.err = ""
	if k, ok := msg.(tea.KeyPressMsg); fd.whole && (!ok || k.Text != "") {
		fd.input.SetValue("")
	}
	fd.whole = false
	fd.input, _ = fd.input.Update(msg)
	return nil
}

// Size is a line for each field, and some for what there is to say.
func (f *form) Size(w, _ int) (int, int) { return min(w, 66), f.above(len(f.fields)) + 3 }

// above counts the fields that are drawn above one.
func (f *form) above(at int) int {
	n := 0
	for _, fd := range f.fields[:at] {
		if fd.shown() {
			n++
		}
	}
	return n
}

func (f *form) labelWidth() int {
	w := 0
	for _, fd := range f.fields {
		w = max(w, width(fd.label))
	}
	return w
}

// View draws the fields and what the current one was understood as.
func (f *form) View(w, h int) string {
	s, lw := f.styles, f.labelWidth()
	var lines []string
	for i, fd := range f.fields {
		if !fd.shown() {
			continue
		}
		label := s.subtle.Render(fit(fd.label, lw))
		if i == f.at {
			label = s.selected.Render(fit(fd.label, lw))
		}
		lines = append(lines, label+"  "+f.draw(fd, i == f.at, w-lw-2))
	}
	return block(append(append(lines, ""), f.talk(w)...), w, h)
}

func (f *form) draw(fd *field, here bool, w int) string {
	s := f.styles
	if fd.options == nil {
		in := fd.input
		in = within(in, max(1, w-1))
		return in.View()
	}
	if !here {
		return s.text.Render(cut(fd.options[fd.at], w))
	}
	return s.subtle.Render("‹ ") + cut(fd.options[fd.at], w-4) + s.subtle.Render(" ›")
}

// talk is what stands below the fields: an error, what was understood, or
// that a draft came back.
func (f *form) talk(w int) []string {
	s, fd := f.styles, f.fields[f.at]
	if f.err != "" {
		return styled(s.warn, wrap(f.err, w))
	}
	if fd.hint != nil && fd.value() != "" {
		hint, ok := fd.hint(fd.value())
		if ok {
			return []string{s.good.Render("→ " + line(hint, w-2))}
		}
		return styled(s.subtle, wrap(hint, w))
	}
	switch {
	case fd.options != nil:
		return []string{s.subtle.Render("← → choose")}
	case f.back:
		return []string{s.subtle.Render(backAgain)}
	}
	return nil
}

// Cursor is the terminal's, in the field.
func (f *form) Cursor() *tea.Cursor {
	w, _ := f.Size(f.w-6, f.h-4)
	return f.cursorAt(w)
}

// cursorAt is the same in a form that is drawn w cells wide.
func (f *form) cursorAt(w int) *tea.Cursor {
	fd := f.fields[f.at]
	if fd.options != nil {
		return nil
	}
	in := fd.input
	in = within(in, max(1, w-f.labelWidth()-3))
	c := cursorIn(in)
	if c != nil {
		c.X += f.labelWidth() + 2
		c.Y += f.above(f.at)
	}
	return c
}
