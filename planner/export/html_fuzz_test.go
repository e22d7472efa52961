package export

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"waymark/planner"
	"waymark/planner/hostile"
)

// soiled puts every text of a document through a function.
func soiled(doc *Document, f func(string) string) *Document {
	soil(reflect.ValueOf(doc).Elem(), f)
	return doc
}

func soil(v reflect.Value, f func(string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() && v.String() != "" {
			v.SetString(f(v.String()))
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			soil(field, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			soil(v.Index(i), f)
		}
	case reflect.Interface:
		if v.IsNil() || !v.CanSet() {
			return
		}
		held := reflect.New(v.Elem().Type()).Elem()
		held.Set(v.Elem())
		soil(held, f)
		v.Set(held)
	default:
	}
}

// event is one step through a parsed page: a tag with its attributes, or text.
type event struct {
	tag, text string
	block     bool // text of several lines
	chart     bool // text that a chart may have cut
}

// eventsOf walks through a page. Links and line breaks are part of a text.
func eventsOf(n *html.Node) []event {
	var out []event
	add := func(e event) {
		if last := len(out) - 1; e.tag == "" && last >= 0 && out[last].tag == "" {
			out[last].text += e.text
			return
		}
		out = append(out, e)
	}
	var walk func(n *html.Node, block, chart bool)
	walk = func(n *html.Node, block, chart bool) {
		class := attribute(n, "class")
		block = block || class == "how" || class == "note" || n.Data == "blockquote"
		chart = chart || n.Data == "text"
		tag := ""
		switch {
		case n.Type == html.TextNode:
			add(event{text: n.Data, block: block, chart: chart})
		case n.Data == "br":
			add(event{text: "\n", block: block})
		case n.Data != "a" || strings.HasPrefix(attribute(n, "href"), "#"):
			tag = n.Data
			for _, a := range n.Attr {
				if n.Namespace == "svg" && geometry.MatchString(a.Val) {
					a.Val = "" // it goes by how wide texts are
				}
				tag += " " + a.Key + "=" + a.Val
			}
			add(event{tag: tag})
		}
		for child := range n.ChildNodes() {
			walk(child, block, chart)
		}
		if tag != "" {
			add(event{tag: "/" + n.Data})
		}
	}
	walk(n, false, false)
	return out
}

// geometry is what the places and lengths in a picture are made of.
var geometry = regexp.MustCompile(`^[-MLHVZhlvz0-9. ]*$`)

// marker stands where a text will stand; nothing else in the page has it.
const marker = "Zz"

// place is a way to put a text into the texts of a document: before what was
// there, or instead of it.
type place struct {
	into  func(text, was string) string
	alone bool
	plain []event // what a parser finds with the marker there
}

func places(tb testing.TB) []place {
	tb.Helper()
	all := []place{
		{into: func(text, was string) string { return text + was }},
		{into: func(text, _ string) string { return text }, alone: true},
	}
	for i := range all {
		all[i].plain = eventsOf(parseHTML(tb, htmlOf(tb, all[i].page(marker))))
	}
	return all
}

func (p place) page(text string) *Document {
	return soiled(samplePage(), func(was string) string { return p.into(text, was) })
}

// wantLiteral puts a text into every place of a document, and asks that the
// page is the same as with plain words but for that text, which comes back
// from a parser as it was.
func (p place) wantLiteral(t *testing.T, text string) {
	t.Helper()
	page := htmlOf(t, p.page(text))
	wantSoundHTML(t, page)
	if p.alone && blank(text) {
		return // it is left out, and so are some elements
	}
	line, block := planner.ShowLine(text), strings.TrimLeft(planner.ShowBlock(text), "\n")
	if p.alone {
		block = strings.TrimRight(block, "\n")
	}
	got := eventsOf(parseHTML(t, page))
	if len(got) != len(p.plain) {
		t.Fatalf("%q: %d tags and texts, not %d", text, len(got), len(p.plain))
	}
	for i, was := range p.plain {
		want := strings.ReplaceAll(was.text, marker, line)
		if was.block {
			want = strings.ReplaceAll(was.text, marker, block)
		}
		if cut, ok := strings.CutSuffix(got[i].text, "…"); ok && was.chart && strings.HasPrefix(want, cut) {
			continue
		}
		if got[i].tag != was.tag || got[i].text != want {
			t.Fatalf("%q: %+v where %q %q should be", text, got[i], was.tag, want)
		}
	}
}

func TestHTMLKeepsHostileTexts(t *testing.T) {
	all := places(t)
	for _, text := range append(hostile.Texts, hostile.Long...) {
		t.Run(text.Name, func(t *testing.T) {
			for _, p := range all {
				p.wantLiteral(t, text.Text)
			}
		})
	}
}

func FuzzHTML(f *testing.F) {
	for _, text := range hostile.Texts {
		f.Add(text.Text)
	}
	for _, text := range []string{"https://example.com/\"><script>", "x https://a.b/c\" onclick=x", "mailto:a@b<b>", "]]>", "<![CDATA[x]]>", "</title></svg><p>", "\nx\n\n", "&amp;amp; &#0; &notit;", "https://a.b/&lt;x"} {
		f.Add(text)
	}
	all := places(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range all {
			p.wantLiteral(t, text)
		}
	})
}
