package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func htmlOf(tb testing.TB, doc *Document) string {
	tb.Helper()
	var b bytes.Buffer
	if err := HTML(&b, doc); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	got := htmlOf(t, samplePage())
	golden(t, "page.html", got)
	wantSoundHTML(t, got)
}

// The page asks for nothing from elsewhere and lets nothing run.
func TestHTMLAsksForNothing(t *testing.T) {
	got := htmlOf(t, samplePage())
	for _, says := range []string{
		`<!DOCTYPE html>`, `<html lang="en">`, `<meta charset="utf-8">`,
		`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;">`,
		`<meta name="referrer" content="no-referrer">`, `<meta name="viewport" content="width=device-width, initial-scale=1">`,
		`<title>Career plan of Dana</title>`,
	} {
		if !strings.Contains(got, says) {
			t.Errorf("the page has no %s", says)
		}
	}
	for _, loads := range []string{"url(", "@import", "@font-face", "src=", "<link", "<script", "<img", "style=", "javascript:"} {
		if strings.Contains(got, loads) {
			t.Errorf("the page has %s", loads)
		}
	}
	if strings.Contains(styleSheet, "<") {
		t.Error("the style sheet could end its element")
	}
}

// A document may have anything missing, in disorder or of odd sizes.
func TestHTMLOddDocuments(t *testing.T) {
	for _, row := range []struct {
		name string
		doc  Document
		says string
	}{
		{"empty", Document{}, "<h1>(untitled)</h1>"},
		{"a title that shows nothing", Document{Title: "\u200b", Foot: " "}, "<title>(untitled)</title>"},
		{"a heading that shows nothing", Document{Sections: []Section{{Level: 2}}}, `<h2 id="section1">(untitled)</h2>`},
		{"a lower section first", Document{Sections: []Section{{Level: 3, Heading: "a"}, {Level: 3, Heading: "b"}}}, `<h3>b</h3>`},
		{"levels left out", Document{Sections: []Section{{Level: 2, Heading: "a"}, {Level: 5, Heading: "b"}, {Level: 9, Heading: "c"}, {Level: 2, Heading: "d"}}}, `<h4>c</h4>`},
		{"levels too high", Document{Sections: []Section{{Level: 0, Heading: "a"}, {Level: -1, Heading: "b"}}}, `<h2 id="section2">b</h2>`},
		{"empty blocks", oneBlock(Tasks{}, Points{}, Quote{}, Table{}, Paragraph{}, nil), "</h2>\n</section>"},
		{"items without words", oneBlock(Tasks{[]Task{{}}}, Points{[]Point{{}}}), "<bdi>(untitled)</bdi>"},
		{"a row too long", oneBlock(Table{Columns: []Column{{Name: "x"}}, Rows: [][]string{{"1", "2"}, nil}}), `<th scope="row">1</th>`},
		{"a quote without words", oneBlock(Quote{Lead: "Why?"}), `<p class="lead">Why?</p>`},
		{"nothing to draw", oneBlock(Chart{Title: "x", Words: "There is nothing yet.", Draw: Bars{}}), "<p>There is nothing yet.</p>"},
		{"a drawing of another format", oneBlock(Chart{Title: "x", Words: "In words."}), "<p>In words.</p>"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := htmlOf(t, &row.doc)
			wantSoundHTML(t, got)
			if !strings.Contains(got, row.says) {
				t.Errorf("%s isn't in\n%s", row.says, strings.Replace(got, styleSheet, "", 1))
			}
		})
	}
}

func oneBlock(blocks ...Block) Document {
	return Document{Title: "x", Sections: []Section{{Level: 2, Heading: "y", Blocks: blocks}}}
}

// The first error of the writer comes back, wherever it happens.
func TestHTMLWriteErrors(t *testing.T) {
	doc := samplePage()
	size := len(htmlOf(t, doc))
	for room := 0; room < size; room += 997 {
		if err := HTML(&full{room}, doc); !errors.Is(err, errFull) {
			t.Errorf("%d bytes: %v", room, err)
		}
	}
}

// What is written is not held: the page leaves in small pieces.
func TestHTMLStreams(t *testing.T) {
	var points Points
	for i := range 20_000 {
		points.Items = append(points.Items, Point{Title: fmt.Sprintf("The win of day %d & more", i), Details: []string{"led"}, Note: "Nobody was paged."})
	}
	doc := oneBlock(points)
	w := &pieces{}
	if err := HTML(w, &doc); err != nil {
		t.Fatal(err)
	}
	if w.all < 1_000_000 || w.most > 64<<10 {
		t.Errorf("%d bytes were written, %d of them at once", w.all, w.most)
	}
}

type pieces struct{ all, most int }

func (w *pieces) Write(b []byte) (int, error) {
	w.all += len(b)
	w.most = max(w.most, len(b))
	return len(b), nil
}

func BenchmarkHTML(b *testing.B) {
	var points Points
	for i := range 100_000 {
		points.Items = append(points.Items, Point{Title: fmt.Sprintf("The win of day %d & more", i), Details: []string{"led", "19 November 2026"}, Note: "Nobody was paged. See https://example.com/cut-over"})
	}
	doc := oneBlock(points)
	b.ReportAllocs()
	for b.Loop() {
		if err := HTML(io.Discard, &doc); err != nil {
			b.Fatal(err)
		}
	}
}

func TestHTMLLinks(t *testing.T) {
	for _, row := range []struct{ text, links string }{
		{"see https://example.com/a?b=c&d#e for more", "https://example.com/a?b=c&d#e"},
		{"https://example.com.", "https://example.com"},
		{"(https://example.com/a), or <http://example.org>", "https://example.com/a http://example.org"},
		{"https://en.wikipedia.org/wiki/Go_(game)", "https://en.wikipedia.org/wiki/Go_(game)"},
		{"(see https://en.wikipedia.org/wiki/Go_(game))", "https://en.wikipedia.org/wiki/Go_(game)"},
		{"[https://example.com]", "https://example.com"},
		{"HTTPS://EXAMPLE.COM/X", "HTTPS://EXAMPLE.COM/X"},
		{"http://[::1]:8080/x and http://127.0.0.1:1/", "http://[::1]:8080/x http://127.0.0.1:1/"},
		{"https://example.com/Überblick", "https://example.com/Überblick"},
		{"a:https://example.com", "https://example.com"},
		{"http:http://example.com", "http://example.com"},
		{`"https://example.com"onmouseover="x`, "https://example.com"},
		{"https://example.com/'x", "https://example.com/'x"},
		{"mailto:dana@example.com", "mailto:dana@example.com"},
		{"mailto:dana+plan@example.com, please", "mailto:dana+plan@example.com"},

		{"javascript:alert(1)", ""},
		{" JaVa\tScRiPt:alert(1)", ""},
		{"data:text/html,x vbscript:x file:///etc/passwd", ""},
		{"//host www.example.com example.com ftp://x", ""},
		{"http://a@b http://example.com:80@evil.test/", ""},
		{`https://example.com\@evil.test`, ""},
		{"https://example.com%2f@evil.test https://a%40b/", ""},
		{"https://éxample.com https://example.com／evil.test", ""},
		{"https:// http:///x https://:80 https://.", ""},
		{"https://example.com:port/", ""},
		{"https:/example.com https:example.com", ""},
		{"xhttps://example.com éhttp://example.com", ""},
		{"mailto: mailto:@ mailto:a@b?bcc=x@y mailto:a@b,c@d mailto://a@b", ""},
		{"https://exam\nple.com/x", "https://exam"},
		{"https://example.com/%zz", ""},
		{"https://example.com/" + strings.Repeat("x", longestAddress), ""},
		{"https://" + strings.Repeat("x", longestAddress-7) + "http://example.com", ""},
		{strings.Repeat("http://a@", 10_000), ""},
		{"", ""},
	} {
		var links []string
		for n := range parseHTML(t, htmlOf(t, &Document{About: []string{row.text}})).Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" {
				links = append(links, attribute(n, "href"))
			}
		}
		if got := strings.Join(links, " "); got != row.links {
			t.Errorf("%q gives the links %q", row.text, got)
		}
	}
}
