package tui

import (
	"testing"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// TestUnderlineOfWhatWasCut has matches in the part of a name that had no
// room: a letter is underlined whole or not at all, and none is torn apart.
func TestUnderlineOfWhatWasCut(t *testing.T) {
	const name = "open the review; the one that is due begins"
	var every []int
	for i := range name {
		every = append(every, i)
	}
	s := newStyles(true)
	for w := 1; w < len(name)+2; w++ {
		text := cut(name, w)
		for _, at := range [][]int{every, every[min(w, len(every)):], {w - 1}, {w}, {w + 1}} {
			drawn := s.underline(text, at, lipgloss.NewStyle())
			if !utf8.ValidString(drawn) || ansi.Strip(drawn) != text {
				t.Fatalf("%d cells, %v: %q", w, at, drawn)
			}
		}
	}
}
