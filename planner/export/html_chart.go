package export

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chartWidth is how wide charts are drawn, in units of their own. Browsers
// scale them: on a phone a unit is a little less than a pixel, on a page of
// text somewhat more, so that their words stay readable on both.
const chartWidth = 360

// The sizes of the words in charts, as the style sheet has them.
const (
	labelSize = 13
	smallSize = 12
)

// picture is a drawing that is laid out.
type picture interface {
	height() int // 0: there is nothing to draw
	draw(p *htmlPage)
	figures() bool // they stand in it, so the words would say them again
}

// laidOut lays out a drawing in one picture or several; none for one that has
// nothing to draw, or that this format can't draw.
func laidOut(d Drawing) []picture {
	var all []picture
	switch d := d.(type) {
	case Timeline:
		all = []picture{newTimeline(d)}
	case Bars:
		all = []picture{progress{d.Rows}}
	case Lines:
		all = newTraces(d)
	case Weeks:
		all = []picture{weekCells{d.Cells}}
	}
	return slices.DeleteFunc(all, func(pic picture) bool { return pic.height() == 0 })
}

// figure writes a chart with its words, which tell what can be seen in it also
// to who can't see it. They alone stand there where there is nothing to draw.
func (p *htmlPage) figure(c Chart) {
	all := laidOut(c.Draw)
	if len(all) > 1 {
		p.open("figure", "class", "several")
	} else {
		p.open("figure")
	}
	if !blank(c.Title) {
		p.element("figcaption", c.Title)
	}
	for _, pic := range all {
		title, words := c.Title, c.Words
		if part, ok := pic.(interface{ named() (title, words string) }); ok {
			title, words = part.named()
		}
		p.picture(pic, title, words)
	}
	switch {
	case len(all) == 0:
		p.paragraph(c.Words)
	case !all[0].figures() && !blank(c.Words): // who listens has heard them with the picture
		p.element("p", c.Words, "class", "words", "aria-hidden", "true")
	}
	p.close("figure")
}

func (p *htmlPage) picture(pic picture, title, words string) {
	id := p.id("chart")
	box := "0 0 " + strconv.Itoa(chartWidth) + " " + strconv.Itoa(pic.height())
	p.open("svg", "viewBox", box, "role", "img", "aria-labelledby", id+"-title "+id+"-words")
	p.element("title", titled(title), "id", id+"-title")
	p.element("desc", words, "id", id+"-words")
	pic.draw(p)
	p.close("svg")
}

// write writes words into a chart; x is where they begin, or end with "end",
// or have their middle with "middle".
func (p *htmlPage) write(x, y float64, words, class, anchor string) {
	attributes := []string{"x", unit(x), "y", unit(y)}
	if class != "" {
		attributes = append(attributes, "class", class)
	}
	if anchor != "" {
		attributes = append(attributes, "text-anchor", anchor)
	}
	p.element("text", words, attributes...)
}

// within keeps the middle of words so far from the ends of a chart that they
// have room.
func within(x float64, words string, size float64) float64 {
	half := wide(words, size) / 2
	return min(max(x, half), chartWidth-half)
}

// stroke and box write the shapes that charts are made of most.
func (p *htmlPage) stroke(x1, y1, x2, y2 float64, class string) {
	p.shape("line", "x1", unit(x1), "y1", unit(y1), "x2", unit(x2), "y2", unit(y2), "class", class)
}

func (p *htmlPage) box(x, y, w, h float64, class string) {
	p.shape("rect", "x", unit(x), "y", unit(y), "width", unit(w), "height", unit(h), "rx", "1.5", "class", class)
}

// unit is a length as SVG writes it, to a tenth.
func unit(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// fitted is a label that is no longer than there is room, cut if it has to be.
func fitted(label string, room, size float64) string {
	label = shownLine(label)
	if wide(label, size) <= room {
		return label
	}
	room -= size
	for i, r := range label {
		if room -= runeWidth(r) * size; room < 0 {
			return strings.TrimRight(label[:i], " ") + "…"
		}
	}
	return label
}

// wide is about how wide words are. Nobody knows which font a browser takes,
// so it is a careful guess.
func wide(words string, size float64) float64 {
	if len(words) > 4*chartWidth {
		return chartWidth * size
	}
	sum := 0.0
	for _, r := range words {
		sum += runeWidth(r)
	}
	return sum * size
}

// runeWidth is about how wide a rune is, a square being 1.
func runeWidth(r rune) float64 {
	switch {
	case r < utf8.RuneSelf:
		if strings.ContainsRune("iljtfrI.,:;'|!()[] ", r) {
			return 0.34
		}
		if r >= 'A' && r <= 'Z' || strings.ContainsRune("mw@%", r) {
			return 0.76
		}
		return 0.58
	case unicode.In(r, unicode.M, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic):
		return 0.66
	}
	return 1
}
