package export

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"waymark/planner"
)

// columns is how wide plain text is: what a mail shows without breaking lines.
const columns = 72

// The indents of plain text. Only headings stand at the left margin, so that
// nothing a person wrote looks like one.
const (
	textIndent = "  "
	onward     = "   " // of a heading that goes on
	listIndent = "    "
)

// Text writes a document as plain text for a mail.
func Text(w io.Writer, doc *Document) error {
	t := plainText{newPage(w)}
	t.heading(doc.Title, "=")
	for _, line := range doc.About {
		t.paragraph(line)
	}
	for _, s := range doc.Sections {
		t.gap()
		rule := "-"
		if s.Level > 2 {
			rule = ""
		}
		t.heading(s.Heading, rule)
		for _, block := range s.Blocks {
			t.block(block)
		}
	}
	t.paragraph(doc.Foot)
	return t.end()
}

type plainText struct{ *page }

// put writes a line that holds what people wrote, already made harmless.
func (t plainText) put(line string) { t.line("%s", strings.TrimRight(line, " ")) }

// heading writes a heading, underlined where it has a rule.
func (t plainText) heading(title, rule string) {
	widest := 1
	for i, line := range wrap(oneLine(titled(title)), columns-len(onward)) {
		if i > 0 { // so that no part of it looks like its rule
			line = onward + line
		}
		t.put(line)
		widest = max(widest, displaywidth.String(line))
	}
	if rule != "" {
		t.put(strings.Repeat(rule, widest))
	}
}

func (t plainText) block(block Block) {
	t.gap()
	switch block := block.(type) {
	case Tasks:
		for _, task := range block.Items {
			hang := t.item(box(task.Done), task.Title, task.Details)
			for _, line := range howLines(task.How) {
				t.hang(hang, hang, line)
			}
			t.quote(hang+"  ", task.Note)
		}
	case Points:
		for _, p := range block.Items {
			hang := t.item("-", p.Title, p.Details)
			t.quote(hang+"  ", p.Note)
		}
	case Paragraph:
		t.paragraph(block.Text)
	case Quote:
		t.paragraph(block.Lead)
		t.quote(listIndent, block.Text)
	case Table:
		t.paragraph(block.Caption)
		t.table(block)
	case Chart:
		t.chart(block)
	}
}

func (t plainText) chart(c Chart) {
	if c.Tabled {
		return
	}
	t.paragraph(c.Title)
	t.gap()
	lines, figures := drawing(c.Draw, columns-len(textIndent))
	for _, line := range lines {
		t.put(textIndent + line)
	}
	if !figures {
		t.paragraph(c.Words)
	}
}

// paragraph writes text that runs on; nothing if it is empty.
func (t plainText) paragraph(words string) {
	if !blank(words) {
		t.gap()
		t.hang(textIndent, textIndent, oneLine(words))
	}
}

// item writes the line of a list, and gives the indent of what belongs to it.
func (t plainText) item(mark, title string, details []string) (hang string) {
	first := listIndent + mark + " "
	hang = strings.Repeat(" ", len(first))
	t.hang(first, hang, oneLine(titled(title)+clauses(details...)))
	return hang
}

// oneLine is text as one line without spaces around it, which could make it
// look like another part of the document.
func oneLine(words string) string { return strings.TrimSpace(planner.ShowLine(words)) }

// hang writes a line that is broken where it is too long, with what stands
// before its first part and before the others.
func (t plainText) hang(first, next, line string) {
	for _, part := range wrap(line, columns-len(first)) {
		t.put(first + part)
		first = next
	}
}

// quote writes text of several lines.
func (t plainText) quote(indent, words string) {
	if blank(words) {
		return
	}
	t.gapAfter(indent)
	for line := range strings.SplitSeq(strings.Trim(planner.ShowBlock(words), "\n"), "\n") {
		t.hang(indent+"> ", indent+"> ", line)
	}
	t.gapAfter(indent)
}

// gapAfter keeps a quote of its own apart from what stands around it; one that
// belongs to an item stays close to it.
func (t plainText) gapAfter(indent string) {
	if indent == listIndent {
		t.gap()
	}
}

// table writes a table whose cells are broken where they are too wide.
func (t plainText) table(table Table) {
	const between = "  "
	widths := cellWidths(table, columns-len(textIndent), len(between))
	row := func(cell func(i int) string) {
		parts := make([][]string, len(widths))
		tall := 1
		for i, w := range widths {
			parts[i] = wrap(cell(i), w)
			tall = max(tall, len(parts[i]))
		}
		for n := range tall {
			cells := make([]string, len(widths))
			for i, w := range widths {
				cells[i] = pad(at(parts[i], n), w, table.Columns[i].Right)
			}
			t.put(textIndent + strings.Join(cells, between))
		}
	}
	t.gap()
	row(func(i int) string { return oneLine(table.Columns[i].Name) })
	row(func(i int) string { return strings.Repeat("-", widths[i]) })
	for _, cells := range table.Rows {
		row(func(i int) string { return oneLine(at(cells, i)) })
	}
}

// cellWidths are the widths of a table's columns: what their cells ask for,
// the widest made narrower until they fit side by side.
func cellWidths(t Table, width, between int) []int {
	const least = 4
	widths := make([]int, len(t.Columns))
	room := width - between*(len(widths)-1)
	for i, c := range t.Columns {
		widths[i] = max(least, displaywidth.String(oneLine(c.Name)))
		for _, row := range t.Rows {
			widths[i] = max(widths[i], displaywidth.String(oneLine(at(row, i))))
		}
		widths[i] = min(widths[i], max(least, room))
	}
	for {
		sum, widest := 0, 0
		for i, w := range widths {
			sum += w
			if w > widths[widest] {
				widest = i
			}
		}
		if sum <= room || widths[widest] <= least {
			return widths
		}
		widths[widest]--
	}
}
