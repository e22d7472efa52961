package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// pasted is text of n bytes in lines, which begins and ends with a letter.
func pasted(n int) string {
	const line = "\n0123456789abcde"
	return "x" + strings.Repeat(line, n/len(line)+1)[:n-2] + "y"
}

// More than any field takes is cut, which is said; up to that nothing is.
func TestLongPaste(t *testing.T) {
	for _, c := range []struct {
		size int
		says string
	}{
		{10, ""},
		{planner.MaxText, ""},
		{planner.MaxText + 1, "Only the first 64 KiB of it were pasted"},
		{3*planner.MaxText + 7, "Only the first 64 KiB of it were pasted"},
	} {
		r := newRig(t, fixture{plan: true, start: "Path"})
		id := r.current.(*pathScreen).item().Key()
		r.press("n")
		if note := r.dialogs[0].(*noteDialog).area.Value(); note != "" {
			t.Fatalf("there is a note already: %q", note)
		}
		text := pasted(c.size)
		r.send(tea.PasteMsg{Content: text})
		if r.toast.text != c.says {
			t.Errorf("%d bytes: it says %q", c.size, r.toast.text)
		}
		if c.says != "" {
			r.shows(c.says)
		}
		want := text[:min(c.size, planner.MaxText)]
		if got := r.dialogs[0].(*noteDialog).area.Value(); got != want {
			t.Errorf("%d bytes: %d of them arrived", c.size, len(got))
		}
		r.press("ctrl+s") // what arrives is never too much to be kept
		if got := r.plan.Item(id).Base().Note; got != want {
			t.Errorf("%d bytes: %d of them are kept; %s", c.size, len(got), r.toast.text)
		}
	}
}
