package export

import (
	_ "embed" // the style sheet
	"io"
	"strconv"
)

//go:embed html.css
var styleSheet string

// policy lets a browser load and run nothing at all for the page, whatever
// it came to hold.
const policy = "default-src 'none'; style-src 'unsafe-inline'"

// navigated is from how many sections on a page begins with a list of them.
const navigated = 4

// HTML writes a document as one page that needs nothing else: it can be read
// in any browser, on any width and by ear, and printed.
func HTML(w io.Writer, doc *Document) error {
	p := newHTMLPage(w)
	p.raw("<!DOCTYPE html>\n")
	p.open("html", "lang", "en")
	p.head(doc.Title)
	p.open("body")
	p.open("header")
	p.element("h1", titled(doc.Title))
	for _, line := range doc.About {
		p.paragraph(line)
	}
	p.close("header")
	p.contents(doc.Sections)
	p.open("main")
	p.sections(doc.Sections)
	p.close("main")
	if !blank(doc.Foot) {
		p.open("footer")
		p.paragraph(doc.Foot)
		p.close("footer")
	}
	p.close("body", "html")
	return p.end()
}

// htmlPage writes a page part by part.
type htmlPage struct {
	*markup
	named map[string]int // how many ids were given of each sort
}

func newHTMLPage(w io.Writer) *htmlPage {
	return &htmlPage{markup: newMarkup(w), named: map[string]int{}}
}

// id gives the next id of a sort, "table2": ids never hold what people wrote.
func (p *htmlPage) id(sort string) string {
	p.named[sort]++
	return sort + strconv.Itoa(p.named[sort])
}

func (p *htmlPage) head(title string) {
	p.open("head")
	p.void("meta", "charset", "utf-8")
	p.void("meta", "http-equiv", "Content-Security-Policy", "content", policy)
	p.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	p.void("meta", "name", "referrer", "content", "no-referrer")
	p.void("meta", "name", "format-detection", "content", "telephone=no")
	p.element("title", titled(title))
	p.open("style")
	p.raw(styleSheet)
	p.close("style", "head")
}

// contents lists the sections, where there are so many that a list helps.
func (p *htmlPage) contents(sections []Section) {
	var top []string
	for i, s := range sections {
		if i == 0 || s.Level <= 2 {
			top = append(top, s.Heading)
		}
	}
	if len(top) < navigated {
		return
	}
	p.open("nav", "aria-label", "Contents")
	p.open("ul", "role", "list")
	for i, heading := range top {
		p.open("li")
		p.element("a", titled(heading), "href", "#section"+strconv.Itoa(i+1))
		p.close("li")
	}
	p.close("ul", "nav")
}

// sections writes each section with those of lower levels within it.
func (p *htmlPage) sections(all []Section) {
	depth := 1
	for _, s := range all {
		// No level is left out on the way down: who goes from heading to
		// heading by ear would look for it.
		level := min(max(s.Level, 2), depth+1, 6)
		for ; depth >= level; depth-- {
			p.close("section")
		}
		p.open("section")
		depth = level
		var id []string
		if level == 2 {
			id = []string{"id", p.id("section")}
		}
		p.element("h"+strconv.Itoa(level), titled(s.Heading), id...)
		for _, b := range s.Blocks {
			p.block(b)
		}
	}
	for ; depth > 1; depth-- {
		p.close("section")
	}
}

func (p *htmlPage) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		p.paragraph(b.Text)
	case Tasks:
		p.tasks(b)
	case Points:
		p.points(b)
	case Quote:
		p.quote(b)
	case Table:
		p.table(b)
	case Chart:
		p.figure(b)
	}
}
