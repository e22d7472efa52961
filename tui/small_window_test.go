package tui

import (
	"fmt"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// tooSmalls are windows that nothing is drawn in.
var tooSmalls = [][2]int{{59, 24}, {80, 14}, {20, 5}, {1, 1}}

func (r *rig) resize(size [2]int) { r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]}) }

// Keys and pastes go nowhere in a window in which nothing can be seen, and
// once it is larger all is as it was.
func TestSmallWindowChangesNothing(t *testing.T) {
	for _, start := range []string{"Home", "Path"} {
		for _, size := range tooSmalls {
			r := newRig(t, fixture{plan: true, start: start})
			before, last := r.text(), r.Keeper.(*planner.Memory).Last()
			r.resize(size)
			if size[0] >= 20 {
				r.shows("waymark needs")
			}
			r.press("space", "x", "c").write("a thought").press("enter", "esc", "2", "down", "tab", "a", ":", "?", "u")
			r.send(tea.PasteMsg{Content: "pasted"})
			if r.quit || len(r.dialogs) > 0 || r.toast.text != "" || r.Keeper.(*planner.Memory).Last() != last {
				t.Errorf("%s at %v: quit %v, %d dialogs, %q, change %d", start, size, r.quit, len(r.dialogs), r.toast.text, r.Keeper.(*planner.Memory).Last())
			}
			r.resize([2]int{80, 24})
			if got := r.text(); got != before {
				t.Errorf("%s after %v:\n%sinstead of\n%s", start, size, got, before)
			}
		}
	}
}

// What is being typed as the window shrinks stays as it is, and is kept as a
// draft meanwhile.
func TestSmallWindowKeepsWhatIsTyped(t *testing.T) {
	for _, size := range tooSmalls {
		k := &draftKeeper{}
		r := draftRig(t, k, "")
		r.press("c").write("half")
		before := r.text()
		r.resize(size)
		r.write(" lost").press("backspace", "enter", "esc", "ctrl+s")
		r.send(tea.PasteMsg{Content: "pasted"})
		r.second(2)
		if got := k.kept["capture"]; !slices.Equal(got, []string{"half"}) {
			t.Errorf("%v: kept is %q", size, got)
		}
		r.resize([2]int{80, 24})
		if got := r.text(); got != before {
			t.Errorf("after %v:\n%sinstead of\n%s", size, got, before)
		}
		r.write(" a thought").press("enter")
		if n := len(r.dialogs); n != 0 {
			t.Errorf("after %v: %d dialogs are open", size, n)
		}
	}
}

// A window that is too small can be left, also out of a form, where q is a
// letter otherwise.
func TestSmallWindowCanBeLeft(t *testing.T) {
	for _, key := range []string{"q", "ctrl+c"} {
		for _, open := range [][]string{nil, {"c"}, {"2", "n"}} {
			for _, size := range tooSmalls {
				t.Run(fmt.Sprint(key, open, size), func(t *testing.T) {
					r := newRig(t, fixture{plan: true})
					r.press(open...)
					r.resize(size)
					r.press(key)
					if !r.quit || r.exit != nil {
						t.Errorf("quit %v, %v", r.quit, r.exit)
					}
				})
			}
		}
	}
	r := newRig(t, fixture{plan: true, w: minWidth, h: minHeight}) // the smallest that is drawn
	r.press("c", "q")
	if r.quit || len(r.dialogs) != 1 {
		t.Errorf("in a form: quit %v, %d dialogs", r.quit, len(r.dialogs))
	}
}
