package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// field is one line of a form: text, or one of some options.
type field struct {
	label   string
	input   textinput.Model
	options []string // names shown; none: text
	at      int      // the option chosen
	// whole says that the first thing typed replaces the value, as for dates.
	whole bool
	// when says whether the field has a place in the form now; nil: always.
	when func() bool
	// hint says what a text was understood as, or what is wrong with it.
	hint func(text string) (hint string, ok bool)
}

// textField is a field for a line of text.
func (e *env) textField(label, value, placeholder string) *field {
	in := textinput.New()
	in.Prompt = ""
	in.Placeholder = placeholder
	in.SetVirtualCursor(false)
	in.SetStyles(e.inputStyles())
	in.SetValue(typable(value))
	return &field{label: label, input: in}
}

// typable is a kept line as it can be edited: what it would not be drawn with
// is gone, since the cursor would stumble over it.
func typable(line string) string { return planner.ShowLine(planner.CleanLine(line)) }

func (e *env) inputStyles() textinput.Styles {
	st := textinput.DefaultStyles(e.styles.dark)
	st.Focused.Text, st.Blurred.Text = e.styles.text, e.styles.text
	st.Focused.Placeholder, st.Blurred.Placeholder = e.styles.faint, e.styles.faint
	return st
}

// within gives a text field as it is drawn w cells wide: from its start as far
// as that shows the cursor, else up to the cursor; without the cursor, its
// start. It works on a copy, so drawing changes nothing.
func within(in textinput.Model, w int) textinput.Model {
	at := in.Position()
	in.SetWidth(w)
	in.CursorEnd()
	in.SetCursor(0)
	if in.Focused() {
		in.SetCursor(at)
	}
	return in
}

// cursorIn is where the terminal's cursor belongs in a text field that was
// drawn by within: behind wide letters, too.
func cursorIn(in textinput.Model) *tea.Cursor {
	c := in.Cursor()
	if c == nil {
		return nil
	}
	if text := in.Value(); in.Width() == 0 || width(text) < in.Width() { // else it has scrolled
		c.X = width(in.Prompt) + width(string([]rune(text)[:in.Position()]))
	}
	return c
}

// choiceField is a field for one of some options.
func choiceField(label string, options []string, at int) *field {
	return &field{label: label, options: options, at: max(0, at)}
}

func (fd *field) value() string {
	if fd.options != nil {
		return fd.options[fd.at]
	}
	return fd.input.Value()
}

func (fd *field) shown() bool { return fd.when == nil || fd.when() }

func (fd *field) set(value string) {
	if fd.options == nil {
		fd.input.SetValue(typable(value))
		fd.input.CursorEnd()
	} else if i := slices.Index(fd.options, value); i >= 0 {
		fd.at = i
	}
}

func (fd *field) turn(by int) { fd.at = (fd.at + by + len(fd.options)) % len(fd.options) }

// pick turns to the next option that begins with a letter.
func (fd *field) pick(letter string) {
	for i := 1; i <= len(fd.options); i++ {
		at := (fd.at + i) % len(fd.options)
		if strings.HasPrefix(strings.ToLower(fd.options[at]), strings.ToLower(letter)) {
			fd.at = at
			return
		}
	}
}
