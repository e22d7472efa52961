package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"waymark/planner"
	"waymark/planner/hostile"
)

// everyPlace is a document that has a line, or a text of several lines, in
// every place that there is for one. Two lists and two quotes follow each other.
func everyPlace(line, block string) *Document {
	details := []string{line, line}
	return &Document{
		Title: line, About: []string{line, line}, Foot: line,
		Sections: []Section{
			{Level: 2, Heading: line, Blocks: []Block{
				Paragraph{line},
				Paragraph{line},
				Quote{line, block},
				Quote{line, block},
				Quote{"", block},
				Tasks{[]Task{{Title: line, Details: details, How: line, Note: block}, {Done: true, Title: line}}},
				Tasks{[]Task{{Title: line, How: block}}},
				Points{[]Point{{Title: line, Details: details, Note: block}, {Title: line}}},
			}},
			{Level: 3, Heading: line, Blocks: []Block{Points{[]Point{{Title: line, Note: block}}}, Paragraph{line}}},
		},
	}
}

// withTable adds a table and a chart, which plain text may break anywhere.
func withTable(doc *Document, line string) *Document {
	table := Table{Caption: line, Columns: []Column{{Name: line}, {Name: line, Right: true}}, Rows: [][]string{{line, line}, {line}}}
	chart := Chart{Title: line, Words: line, Draw: Lines{Weeks: []string{line}, Rows: []Line{{line, planner.Points([]float64{1})}}}}
	doc.Sections = append(doc.Sections, Section{Level: 2, Heading: line, Blocks: []Block{table, chart, table}})
	return doc
}

// reader reads Markdown as GitHub does.
var reader = goldmark.New(goldmark.WithExtensions(extension.GFM))

// readMarkdown gives the elements of a document in order, with the text
// between them. Breaks and paragraphs within quotes are as people wrote them,
// so they count as spaces, and addresses as the text they are.
func readMarkdown(t *testing.T, doc string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := reader.Convert([]byte(doc), &b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	r := &elements{t: t}
	r.read(root, false)
	r.flush()
	return r.out
}

// element stands before the names of elements, and in no text.
const element = "\x00"

type elements struct {
	t    *testing.T
	out  []string
	text strings.Builder
}

func (r *elements) flush() {
	if text := strings.Join(strings.Fields(r.text.String()), " "); text != "" {
		r.out = append(r.out, text)
	}
	r.text.Reset()
}

func (r *elements) read(n *html.Node, quoted bool) {
	switch {
	case n.Type == html.TextNode:
		r.text.WriteString(n.Data)
	case n.Type != html.ElementNode:
	case n.Data == "a":
		var link strings.Builder
		for _, a := range n.Attr {
			link.WriteString(a.Val)
		}
		if !slices.ContainsFunc([]string{"http://", "https://", "mailto:"}, func(s string) bool { return strings.HasPrefix(strings.ToLower(link.String()), s) }) {
			r.t.Errorf("a link to %q", link.String())
		}
	case n.Data == "br" || quoted && n.Data == "p":
		r.text.WriteString(" ")
	default:
		r.flush()
		var name strings.Builder
		name.WriteString(element + n.Data)
		for _, a := range n.Attr {
			name.WriteString(" " + a.Key + "=" + a.Val)
		}
		r.out = append(r.out, name.String())
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.read(c, quoted || n.Data == "blockquote")
	}
	if n.Type == html.ElementNode && n.Data != "a" && n.Data != "br" && (!quoted || n.Data != "p") {
		r.flush()
	}
}

// The words that stand for a line and for a text of several.
const (
	aLine  = "Lineword"
	aBlock = "Blockword"
)

// wantMarkdown is what a reader must find in a document with a text in every
// place.
func wantMarkdown(t *testing.T, text string) []string {
	t.Helper()
	line, block := planner.ShowLine(text), planner.ShowBlock(text)
	out := readMarkdown(t, rendered(t, withTable(everyPlace(aLine, aBlock), aLine), Markdown))
	code := false
	for i, part := range out {
		if code { // a drawing, whose labels are cut
			lines, _ := drawing(Lines{Weeks: []string{text}, Rows: []Line{{text, planner.Points([]float64{1})}}}, 76)
			part = strings.Join(lines, "\n")
		}
		code = strings.HasPrefix(part, element+"code")
		part = strings.ReplaceAll(strings.ReplaceAll(part, aLine, line), aBlock, block)
		if !strings.HasPrefix(part, element) {
			part = strings.Join(strings.Fields(part), " ")
		}
		out[i] = part
	}
	return out
}

func keepsMarkdown(t *testing.T, name, text string) {
	t.Helper()
	if blank(text) { // it is left out, or stands as untitled
		return
	}
	doc := rendered(t, withTable(everyPlace(text, text), text), Markdown)
	if diff := cmp.Diff(wantMarkdown(t, text), readMarkdown(t, doc)); diff != "" {
		t.Errorf("%s: %.200q (-want +got):\n%.3000s", name, text, diff)
	}
}

// TestCase42MarkdownKeepsText puts hostile text into every place of a document:
// another program's reader finds the same text and no element but ours.
func TestCase42MarkdownKeepsText(t *testing.T) {
	for _, text := range hostile.Texts {
		keepsMarkdown(t, text.Name, text.Text)
	}
}

// FuzzMarkdown is case 42 for whole documents of Markdown.
func FuzzMarkdown(f *testing.F) {
	for _, text := range hostile.Texts {
		f.Add(text.Text)
	}
	f.Fuzz(func(t *testing.T, text string) { keepsMarkdown(t, "fuzzed", text) })
}
