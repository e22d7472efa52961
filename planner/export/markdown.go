package export

import (
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"waymark/planner"
)

// Markdown writes a document as GitHub-flavoured Markdown that reads well as
// it is: tasks with boxes, tables with their columns aligned, charts drawn with
// characters.
func Markdown(w io.Writer, doc *Document) error {
	m := markdown{page: newPage(w)}
	m.line("# %s", escapeLine(titled(doc.Title)))
	for _, line := range doc.About {
		m.paragraph(line)
	}
	for _, s := range doc.Sections {
		m.heading(s.Level, "%s", escapeLine(titled(s.Heading)))
		m.bullet = ""
		for _, block := range s.Blocks {
			m.block(block)
		}
	}
	if doc.Foot != "" {
		m.gap()
		m.line("---")
		m.paragraph(doc.Foot)
	}
	return m.end()
}

type markdown struct {
	*page
	bullet string // of the list that was written last; "": something else was
}

func (m *markdown) block(block Block) {
	switch block := block.(type) {
	case Tasks:
		m.newList()
		for _, t := range block.Items {
			m.task(t)
		}
		return
	case Points:
		m.newList()
		for _, p := range block.Items {
			m.item("", p.Title, p.Details)
			m.quote("  ", p.Note)
		}
		return
	case Paragraph:
		m.paragraph(block.Text)
	case Quote:
		m.paragraph(block.Lead)
		m.quote("", block.Text)
	case Table:
		m.table(block)
	case Chart:
		m.chart(block)
	}
	m.bullet = ""
}

// paragraph writes text that runs on; nothing if it is empty.
func (m *markdown) paragraph(text string) {
	if text = escapeLine(text); text != "" {
		m.gap()
		m.line("%s", text)
	}
}

// newList begins a list. One that follows another has another bullet, or they
// would be one.
func (m *markdown) newList() {
	m.gap()
	if m.bullet == "-" {
		m.bullet = "*"
	} else {
		m.bullet = "-"
	}
}

// item writes the line of a list: a title and what is said after it.
func (m *markdown) item(box, title string, details []string, more ...string) {
	lines := escapeLines(append([]string{planner.ShowLine(titled(title) + clauses(details...))}, more...))
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	m.line("%s %s%s", m.bullet, box, strings.Join(lines, "  \n  ")) // two spaces break the line
}

func (m *markdown) task(t Task) {
	m.item(box(t.Done)+" ", t.Title, t.Details, howLines(t.How)...)
	m.quote("  ", t.Note)
}

// howLead stands before what tells that something is reached. It says neither
// I nor you, since the words after it may be the path's or the user's.
const howLead = "Reached when: "

// howLines are the lines that say when something is reached.
func howLines(how string) []string {
	if blank(how) {
		return nil
	}
	var lines []string
	for line := range strings.SplitSeq(howLead+strings.TrimSpace(planner.ShowBlock(how)), "\n") {
		if !blank(line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// table writes a table with its columns aligned, as far as their cells are
// not too long to be read side by side anyway.
func (m *markdown) table(t Table) {
	const least, most = 4, 48
	m.paragraph(t.Caption)
	rows := make([][]string, 0, len(t.Rows)+1)
	widths := slices.Repeat([]int{least}, len(t.Columns))
	add := func(cell func(i int) string) {
		row := make([]string, len(t.Columns))
		for i := range row {
			row[i] = escapeLine(cell(i))
			if w := displaywidth.String(row[i]); w <= most {
				widths[i] = max(widths[i], w)
			}
		}
		rows = append(rows, row)
	}
	add(func(i int) string { return t.Columns[i].Name })
	for _, row := range t.Rows {
		add(func(i int) string { return at(row, i) })
	}
	m.gap()
	for n, row := range rows {
		m.row(row, widths, t.Columns)
		if n == 0 {
			m.rule(widths, t.Columns)
		}
	}
}

// at is a cell of a row, empty where the row is too short.
func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func (m *markdown) row(cells []string, widths []int, columns []Column) {
	var line strings.Builder
	for i, cell := range cells {
		line.WriteString("| " + pad(cell, widths[i], columns[i].Right) + " ")
	}
	m.line("%s|", line.String())
}

func (m *markdown) rule(widths []int, columns []Column) {
	var line strings.Builder
	for i, w := range widths {
		dashes := strings.Repeat("-", w)
		if columns[i].Right {
			dashes = dashes[1:] + ":"
		}
		line.WriteString("| " + dashes + " ")
	}
	m.line("%s|", line.String())
}

// chart draws a chart in a fence that nothing within can end. What a drawing
// doesn't say in figures is said below it.
func (m *markdown) chart(c Chart) {
	const wide = 76
	if c.Tabled {
		return
	}
	m.paragraph(c.Title)
	lines, figures := drawing(c.Draw, wide)
	fence := "```"
	for _, line := range lines {
		for strings.Contains(line, fence) {
			fence += "`"
		}
	}
	m.gap()
	m.line("%stext", fence)
	for _, line := range lines {
		m.line("%s", line)
	}
	m.line("%s", fence)
	if !figures {
		m.paragraph(c.Words)
	}
}
