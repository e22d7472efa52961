package command

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// paint styles text for a terminal with its sixteen own colours, which fit
// any background. Switched off, it leaves text as it is. Colour only repeats
// what a word or a glyph says already.
type paint struct{ on bool }

var (
	boldStyle   = ansi.Style{}.Bold()
	faintStyle  = ansi.Style{}.Faint()
	accentStyle = ansi.Style{}.ForegroundColor(ansi.Cyan)
	noticeStyle = ansi.Style{}.ForegroundColor(ansi.Yellow)
)

func (p paint) with(style ansi.Style, s string) string {
	if !p.on || s == "" {
		return s
	}
	return style.Styled(s)
}

func (p paint) bold(s string) string   { return p.with(boldStyle, s) }
func (p paint) faint(s string) string  { return p.with(faintStyle, s) }
func (p paint) accent(s string) string { return p.with(accentStyle, s) }
func (p paint) notice(s string) string { return p.with(noticeStyle, s) }

// width is how many cells a line may take; 0 means as many as it needs. Where
// a terminal doesn't tell, COLUMNS may.
func (c *call) width() int {
	if !c.IsTTY(Stdout) {
		return 0
	}
	if w := c.Width(); w > 0 {
		return w
	}
	w, err := strconv.Atoi(c.Getenv("COLUMNS"))
	if err != nil {
		return 0
	}
	return max(w, 0)
}

// pad fills text up to a number of cells.
func pad(s string, cells int) string {
	return s + strings.Repeat(" ", max(0, cells-ansi.StringWidth(s)))
}

// line prints one line, cut to the terminal.
func (c *call) line(s string) {
	s = strings.TrimRight(s, " ")
	if w := c.width(); w > 0 {
		s = ansi.Truncate(s, w, "…")
	}
	c.print("%s\n", s)
}

// heading prints the title of what follows, after an empty line.
func (c *call) heading(s string) {
	c.print("\n")
	c.line(c.paint.bold(s))
}
