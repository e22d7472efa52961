package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// page writes Markdown a line at a time. The first error of the writer below
// is kept and given back by end, so no call in between has to look.
type page struct {
	w      *bufio.Writer
	gapped bool // the last line is empty
}

func newPage(w io.Writer) *page { return &page{w: bufio.NewWriter(w)} }

func (p *page) end() error { return p.w.Flush() }

// line writes one line. What a person wrote must be escaped before.
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

// heading writes a heading with an empty line on both sides of it.
func (p *page) heading(level int, format string, args ...any) {
	p.gap()
	p.line(strings.Repeat("#", level)+" "+format, args...)
	p.gap()
}

// quote writes text of several lines as a quote that belongs to what stands
// above at the same indent. Two spaces at the end of a line keep the break.
func (p *page) quote(indent, text string) {
	if strings.TrimSpace(text) == "" {
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

// date writes a day in full, "22 November 2026".
func date(d civil.Date) string { return d.In(time.UTC).Format("2 January 2006") }

// finished says when an item was done, as far as that is known.
func finished(b *planner.Item) string {
	switch {
	case b.Done.IsZero():
		return ""
	case b.Rough:
		return fmt.Sprint(b.Done.Year)
	}
	return b.Done.In(time.UTC).Format("January 2006")
}

// box is the check box of an item in a task list.
func box(done bool) string {
	if done {
		return "[x]"
	}
	return "[ ]"
}

// clauses joins what there is to say after a title: " — a, b".
func clauses(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return " — " + strings.Join(said, ", ")
}
