package export

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// wrap breaks a line between words into parts that are at most so wide, and
// words that are wider by themselves between what people see as characters.
// What the line begins with in spaces, its parts do. It is never empty.
func wrap(line string, width int) []string {
	line = strings.TrimRight(line, " ")
	if displaywidth.String(line) <= width {
		return []string{line}
	}
	words := strings.TrimLeft(line, " ")
	lead := strings.Repeat(" ", min(len(line)-len(words), width/2))
	w := wrapper{room: max(2, width-len(lead))} // the widest character has two cells
	for word := range strings.SplitSeq(words, " ") {
		if word != "" {
			w.word(word)
		}
	}
	parts := append(w.parts, w.now.String())
	for i := range parts {
		parts[i] = lead + parts[i]
	}
	return parts
}

type wrapper struct {
	room  int
	parts []string
	now   strings.Builder
	used  int // cells of now
}

func (w *wrapper) word(word string) {
	size := displaywidth.String(word)
	switch {
	case w.used > 0 && w.used+1+size <= w.room:
		w.now.WriteByte(' ')
		w.used++
	case w.used > 0:
		w.breakLine()
	}
	if size <= w.room {
		w.now.WriteString(word)
		w.used += size
		return
	}
	for g := displaywidth.StringGraphemes(word); g.Next(); {
		if w.used > 0 && w.used+g.Width() > w.room {
			w.breakLine()
		}
		w.now.WriteString(g.Value())
		w.used += g.Width()
	}
}

func (w *wrapper) breakLine() {
	w.parts = append(w.parts, w.now.String())
	w.now.Reset()
	w.used = 0
}
