package export

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// allowed are the only elements a page may have, with their attributes.
var allowed = map[string][]string{
	"html": {"lang"}, "head": {}, "meta": {"charset", "http-equiv", "content", "name"}, "title": {"id"}, "style": {},
	"body": {}, "header": {}, "nav": {"aria-label"}, "main": {}, "section": {}, "footer": {},
	"h1": {}, "h2": {"id"}, "h3": {}, "h4": {}, "h5": {}, "h6": {}, "p": {"class", "dir", "aria-hidden"}, "br": {}, "bdi": {},
	"a": {"href", "rel"}, "span": {"class", "aria-hidden"}, "ul": {"class", "role"}, "li": {"class"}, "blockquote": {},
	"div": {"class", "tabindex", "role", "aria-label", "aria-labelledby"}, "table": {}, "caption": {"id"}, "thead": {}, "tbody": {}, "tr": {},
	"th": {"scope", "class"}, "td": {"class"}, "figure": {"class"}, "figcaption": {},
	"svg": {"viewBox", "role", "aria-labelledby"}, "desc": {"id"}, "text": {"x", "y", "class", "text-anchor"},
	"rect": {"x", "y", "width", "height", "rx", "class"}, "line": {"x1", "y1", "x2", "y2", "class"},
	"path": {"d", "class"}, "circle": {"cx", "cy", "r", "class"},
}

// wantSoundHTML holds a page to what every page promises.
func wantSoundHTML(t *testing.T, page string) {
	t.Helper()
	wantNested(t, page)
	root := parseHTML(t, page)
	ids := map[string]bool{}
	depth := 0
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("the comment %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		wantAllowed(t, n)
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s twice", id)
			}
			ids[id] = true
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			level := int(n.Data[1] - '0')
			if level > depth+1 || level == 1 && depth > 0 || strings.TrimSpace(textOf(n)) == "" {
				t.Errorf("the heading %q of level %d after level %d", textOf(n), level, depth)
			}
			depth = level
		}
		switch n.Data {
		case "a":
			wantHonest(t, n)
		case "table":
			wantHeaders(t, n)
		}
	}
	for n := range root.Descendants() {
		for id := range strings.FieldsSeq(attribute(n, "aria-labelledby")) {
			if !ids[id] {
				t.Errorf("%s is named by %s, which isn't there", n.Data, id)
			}
		}
		if n.Data == "svg" {
			wantNamed(t, n)
		}
	}
}

// wantNested asks for an end tag for each start tag, in the right order: what
// parsers forgive is a fault of ours.
func wantNested(t *testing.T, page string) {
	t.Helper()
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%q were never closed", open)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !slices.Contains([]string{"meta", "br"}, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Errorf("</%s> closes %q", name, open)
				return
			}
			open = open[:len(open)-1]
		default:
		}
	}
}

func wantAllowed(t *testing.T, n *html.Node) {
	t.Helper()
	attributes, found := allowed[n.Data]
	if !found {
		t.Errorf("the element %s", n.Data)
		return
	}
	seen := map[string]bool{}
	for _, a := range n.Attr {
		if !slices.Contains(attributes, a.Key) || seen[a.Key] {
			t.Errorf("%s has the attribute %s", n.Data, a.Key)
		}
		seen[a.Key] = true
		if strings.Contains(a.Val, "NaN") || strings.Contains(a.Val, "Inf") {
			t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
		}
	}
}

// wantHonest asks of a link that it leads where it says.
func wantHonest(t *testing.T, a *html.Node) {
	t.Helper()
	href := attribute(a, "href")
	if strings.HasPrefix(href, "#section") {
		return
	}
	scheme := strings.ToLower(href[:strings.Index(href, ":")+1])
	if href != textOf(a) || !slices.Contains([]string{"http:", "https:", "mailto:"}, scheme) || attribute(a, "rel") != "noopener noreferrer" {
		t.Errorf("the link %q leads to %q", textOf(a), href)
	}
}

// wantHeaders asks for names of a table's columns and rows.
func wantHeaders(t *testing.T, table *html.Node) {
	t.Helper()
	columns := 0
	for n := range table.Descendants() {
		if n.Data == "th" && attribute(n, "scope") == "col" {
			columns++
		}
	}
	if columns == 0 {
		t.Error("a table without names of its columns")
	}
	for n := range table.Descendants() {
		if n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		cells := slices.Collect(n.ChildNodes())
		cells = slices.DeleteFunc(cells, func(c *html.Node) bool { return c.Type != html.ElementNode })
		if len(cells) != columns || cells[0].Data != "th" || attribute(cells[0], "scope") != "row" {
			t.Errorf("a row of %d cells under %d names, with %s first", len(cells), columns, cells[0].Data)
		}
	}
}

// wantNamed asks of a picture that it has a name and words.
func wantNamed(t *testing.T, svg *html.Node) {
	t.Helper()
	if attribute(svg, "role") != "img" || attribute(svg, "viewBox") == "" || svg.Parent.Data != "figure" {
		t.Error("an svg that is no picture of a figure")
	}
	said := map[string]string{}
	for n := range svg.ChildNodes() {
		if n.Data == "title" || n.Data == "desc" {
			said[n.Data] = attribute(n, "id")
		}
	}
	if len(said) != 2 || attribute(svg, "aria-labelledby") != said["title"]+" "+said["desc"] {
		t.Errorf("an svg with %v is named by %q", said, attribute(svg, "aria-labelledby"))
	}
}

func parseHTML(tb testing.TB, page string) *html.Node {
	tb.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
