package export

import (
	"bufio"
	"html"
	"io"
	"strings"

	"waymark/planner"
)

// markup writes HTML and SVG an element at a time, as it goes. The names of
// elements and attributes are the program's own; the values of attributes and
// all text are escaped here, so that nothing a person wrote is ever markup.
// The first error of the writer below is kept and given back by end.
type markup struct{ w *bufio.Writer }

func newMarkup(w io.Writer) *markup { return &markup{w: bufio.NewWriter(w)} }

func (m *markup) end() error { return m.w.Flush() }

// raw writes what the program itself made.
func (m *markup) raw(s string) { _, _ = m.w.WriteString(s) }

// tag writes a start tag; attributes are names and values in turn.
func (m *markup) tag(name, end string, attributes []string) {
	m.raw("<")
	m.raw(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		m.raw(" ")
		m.raw(attributes[i])
		m.raw(`="`)
		m.raw(escapeHTML(attributes[i+1]))
		m.raw(`"`)
	}
	m.raw(end)
}

// open begins an element. Those that stand in no line of text begin a line of
// the file.
func (m *markup) open(name string, attributes ...string) {
	m.tag(name, ">", attributes)
	if holdsBlocks(name) {
		m.raw("\n")
	}
}

// close ends elements, the innermost first.
func (m *markup) close(names ...string) {
	for _, name := range names {
		m.raw("</")
		m.raw(name)
		m.raw(">")
		if !inline(name) {
			m.raw("\n")
		}
	}
}

// void writes an element of HTML that has no end.
func (m *markup) void(name string, attributes ...string) {
	m.tag(name, ">", attributes)
	if !inline(name) {
		m.raw("\n")
	}
}

// shape writes an element of SVG that holds nothing.
func (m *markup) shape(name string, attributes ...string) {
	m.tag(name, "/>\n", attributes)
}

// element writes an element that holds one line of text.
func (m *markup) element(name, text string, attributes ...string) {
	m.open(name, attributes...)
	m.text(text)
	m.close(name)
}

// line is element for text whose addresses are links.
func (m *markup) line(name, text string, attributes ...string) {
	m.open(name, attributes...)
	m.linked(shownLine(text))
	m.close(name)
}

// lines writes a paragraph that holds text of several lines, after a lead of
// the program's own; nothing if the text shows nothing. Whether it runs from
// the left or the right is up to the text.
func (m *markup) lines(lead, text string, attributes ...string) {
	if blank(text) {
		return
	}
	m.open("p", append(attributes, "dir", "auto")...)
	m.raw(lead)
	first := true
	for line := range strings.SplitSeq(strings.Trim(planner.ShowBlock(text), "\n"), "\n") {
		if !first {
			m.void("br")
		}
		first = false
		m.linked(line)
	}
	m.close("p")
}

// text writes one line of text.
func (m *markup) text(s string) { m.raw(escapeHTML(shownLine(s))) }

// shownLine is the sink that one line of text passes before it is escaped.
func shownLine(s string) string { return planner.ShowLine(s) }

// escapeHTML makes text plain text in an element or in an attribute between
// double quotes.
func escapeHTML(s string) string { return html.EscapeString(s) }

func inline(name string) bool {
	switch name {
	case "a", "bdi", "br", "span", "strong":
		return true
	}
	return false
}

func holdsBlocks(name string) bool {
	switch name {
	case "html", "head", "body", "header", "nav", "main", "section", "footer", "style", "ul", "blockquote", "table", "thead", "tbody", "tr", "div", "figure", "svg":
		return true
	}
	return false
}
