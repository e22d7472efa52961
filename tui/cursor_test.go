package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// lineField is a place where a line of text is typed.
type lineField struct {
	in   fixture
	keys []string // which lead to it
}

var lineFields = map[string]lineField{
	"a form's field":        {fixture{plan: true}, []string{"c"}},
	"a form's last line":    {fixture{plan: true, start: "Path"}, []string{"a", "shift+tab", "shift+tab"}},
	"the palette":           {fixture{plan: true}, []string{":"}},
	"the keys' search":      {fixture{plan: true}, []string{"?"}},
	"the path's filter":     {fixture{plan: true, start: "Path"}, []string{"/"}},
	"the history's filter":  {fixture{plan: true, start: "History"}, []string{"/"}},
	"the first walk's name": {fixture{}, nil},
}

func (f lineField) open(t *testing.T) *rig {
	t.Helper()
	return newRig(t, f.in).press(f.keys...)
}

// cursor is the terminal's, which a field must have, and what its line shows
// before it.
func (r *rig) cursor() (at int, before string) {
	r.t.Helper()
	v := r.View()
	if v.Cursor == nil {
		r.t.Fatalf("there is no cursor:\n%s", r.text())
	}
	if v.Cursor.Color != nil {
		r.t.Errorf("the cursor has a colour of its own: %v", v.Cursor.Color)
	}
	line := strings.Split(ansi.Strip(v.Content), "\n")[v.Cursor.Y]
	return v.Cursor.X, ansi.Truncate(line, v.Cursor.X, "")
}

// The cursor stands behind what was typed, however wide its letters are.
func TestCursorBehindWideLetters(t *testing.T) {
	for name, field := range lineFields {
		t.Run(name, func(t *testing.T) {
			start, _ := field.open(t).cursor()
			for text, cells := range map[string]int{"plan": 4, "日本": 4, "a日b本c": 7, "🎉": 2, "日🎉本": 6, "e\u0301te\u0301": 3, "👩\u200d💻": 2} {
				r := field.open(t)
				r.send(tea.PasteMsg{Content: text})
				at, before := r.cursor()
				if at != start+cells {
					t.Errorf("%q: the cursor is %d cells from the start, not %d", text, at-start, cells)
				}
				if steady(text) == text && !strings.HasSuffix(before, text) {
					t.Errorf("%q: before the cursor is %q", text, before)
				}
			}
			r := field.open(t)
			r.send(tea.PasteMsg{Content: "日本"})
			r.press("left")
			if at, before := r.cursor(); at != start+2 || !strings.HasSuffix(before, "日") {
				t.Errorf("after left it is %d cells from the start, behind %q", at-start, before)
			}
			r.press("home")
			if at, _ := r.cursor(); at != start {
				t.Errorf("after home it is %d cells from the start", at-start)
			}
		})
	}
}

// A line that is longer than its field scrolls, and the cursor with it.
func TestCursorInALongLine(t *testing.T) {
	for _, name := range []string{"a form's field", "a form's last line", "the first walk's name"} {
		t.Run(name, func(t *testing.T) {
			for _, letter := range []string{"x", "日"} {
				r := lineFields[name].open(t)
				r.send(tea.PasteMsg{Content: strings.Repeat(letter, 100) + "末"})
				at, before := r.cursor()
				// Half a wide letter may be left free where the line was cut.
				if at >= r.w || !strings.HasSuffix(strings.TrimSuffix(before, " "), "末") {
					t.Errorf("%s: the cursor is at %d, behind %q", letter, at, before)
				}
			}
		})
	}
}
