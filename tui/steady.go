package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// unsteady are the runes that make one picture of several runes: joiners,
// variation selectors and skin tones. Terminals disagree about how wide such
// a picture is, and the renderer counts rune by rune until a terminal says
// that it knows better.
var unsteady = []string{"\u200d", "\ufe0f", "\U0001F3FB", "\U0001F3FC", "\U0001F3FD", "\U0001F3FE", "\U0001F3FF"}

// steady replaces each picture whose width is in doubt by its first rune and
// as many spaces as keep the line's width, so that no row is pushed out of the
// frame. What is kept in the plan stays as it was typed.
func steady(frame string) string {
	doubt := false
	for _, r := range unsteady {
		doubt = doubt || strings.Contains(frame, r)
	}
	if !doubt {
		return frame
	}
	var b strings.Builder
	b.Grow(len(frame))
	for len(frame) > 0 {
		if frame[0] < utf8.RuneSelf && (len(frame) == 1 || frame[1] < utf8.RuneSelf) {
			b.WriteByte(frame[0]) // plain text and escape sequences
			frame = frame[1:]
			continue
		}
		cluster, w := ansi.FirstGraphemeCluster(frame, ansi.GraphemeWidth)
		frame = frame[len(cluster):]
		if ansi.StringWidthWc(cluster) == w {
			b.WriteString(cluster)
			continue
		}
		first, _ := utf8.DecodeRuneInString(cluster)
		fw := ansi.StringWidthWc(string(first))
		if fw > w {
			first, fw = ' ', 1
		}
		b.WriteRune(first)
		b.WriteString(strings.Repeat(" ", w-fw))
	}
	return b.String()
}
