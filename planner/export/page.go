package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// page writes a text a line at a time. The first error of the writer below
// is kept and given back by end, so no call in between has to look.
type page struct {
	w      *bufio.Writer
	gapped bool // the last line is empty
}

func newPage(w io.Writer) *page { return &page{w: bufio.NewWriter(w)} }

func (p *page) end() error { return p.w.Flush() }

// line writes one line. What a person wrote must be made harmless before.
func (p *page) line(format string, args ...any) {
	_, _ = fmt.Fprintf(p.w, format+"\n", args...)
	p.gapped = false
}

// gap makes sure of one empty line before what follows.
func (p *page) gap() {
	if !p.gapped {
		p.line("")
		p.gapped = true
	}
}

// heading writes a Markdown heading with an empty line on both sides of it.
func (p *page) heading(level int, format string, args ...any) {
	p.gap()
	p.line(strings.Repeat("#", level)+" "+format, args...)
	p.gap()
}

// quote writes text of several lines as a Markdown quote that belongs to what stands
// above at the same indent. Two spaces at the end of a line keep the break.
func (p *page) quote(indent, text string) {
	if blank(text) {
		return
	}
	lines := escapeBlock(text)
	p.gap()
	for i, line := range lines {
		end := ""
		if i+1 < len(lines) && line != "" && lines[i+1] != "" {
			end = "  "
		}
		p.line("%s", strings.TrimRight(indent+"> "+line, " ")+end)
	}
	p.gap()
}

// box is the check box of an item in a task list.
func box(done bool) string {
	if done {
		return "[x]"
	}
	return "[ ]"
}
