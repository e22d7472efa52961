package path

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"waymark/planner"
)

// Lengths are in runes; short is in terminal cells.
const (
	maxLine  = 200
	maxProse = 2000
	maxSlug  = 60
	maxShort = 14
)

// isSlug reports whether s is words of small letters and digits, joined by
// single hyphens. (A regular expression would be compiled at every start.)
func isSlug(s string) bool {
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// line reads one line of text: a title, an item of a list.
func (r *reader) line(dst *string) valueReader {
	return func(name string, n ast.Node) {
		s, ok := r.text(name, n, "a line of text")
		if !ok {
			return
		}
		if r.sound(name, placeOf(n), strings.TrimSpace(s), maxLine) {
			*dst = planner.CleanLine(s)
		}
	}
}

// prose reads sentences. How the file breaks them into lines carries no
// meaning, so all white space becomes single spaces.
func (r *reader) prose(dst *string) valueReader {
	return func(name string, n ast.Node) {
		s, ok := r.text(name, n, "text")
		if !ok {
			return
		}
		s = strings.Join(strings.Fields(s), " ")
		if r.sound(name, placeOf(n), s, maxProse) {
			*dst = planner.CleanLine(s)
		}
	}
}

// lines reads a list of lines.
func (r *reader) lines(dst *[]string) valueReader {
	return func(name string, n ast.Node) {
		listInto(r, dst, "texts", func(n ast.Node, s *string) {
			r.line(s)("an item of "+name, n)
		})(name, n)
	}
}

// sound reports text that is empty, too long, or holds what a terminal would
// act upon instead of showing.
func (r *reader) sound(name string, where place, s string, most int) bool {
	if s == "" {
		r.fail(where, name+" is empty", "text")
		return false
	}
	if n := utf8.RuneCountInString(s); n > most {
		r.fail(where, fmt.Sprintf("%s has %d characters", name, n), fmt.Sprintf("at most %d", most))
		return false
	}
	if !strings.ContainsFunc(planner.ShowLine(s), isDrawn) {
		r.fail(where, name+" shows as nothing", "text")
		return false
	}
	for _, c := range s {
		if unicode.IsControl(c) || isBidi(c) {
			r.fail(where, fmt.Sprintf("%s holds the control character %U", name, c), "printable text")
			return false
		}
	}
	return true
}

// isDrawn reports whether something of a character is seen.
func isDrawn(c rune) bool { return !unicode.IsSpace(c) && c != 0x200c && c != 0x200d }

// isBidi tells the characters that turn round the direction of writing: in
// somebody else's path they could make a line read as what it is not.
func isBidi(c rune) bool {
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
}

// slug reads a name made for machines as well as people.
func (r *reader) slug(dst *string) valueReader {
	return func(name string, n ast.Node) {
		const expected = "small letters and digits joined by single hyphens"
		s, ok := r.text(name, n, expected)
		switch {
		case !ok:
		case len(s) > maxSlug:
			r.fail(placeOf(n), fmt.Sprintf("%s has %d characters", name, utf8.RuneCountInString(s)),
				fmt.Sprintf("at most %d", maxSlug))
		case !isSlug(s):
			r.fail(placeOf(n), fmt.Sprintf("%s is %s", name, quote(s)), expected)
		default:
			*dst = s
		}
	}
}

// newID reads an id that nothing of the same kind may carry twice: plans
// remember entries by it.
func (r *reader) newID(dst *string, kind string) valueReader {
	return func(name string, n ast.Node) {
		r.slug(dst)(name, n)
		if *dst == "" {
			return
		}
		if r.seen[kind] == nil {
			r.seen[kind] = map[string]place{}
		}
		if first, ok := r.seen[kind][*dst]; ok {
			r.fail(placeOf(n), fmt.Sprintf("id %s given twice; the first is on line %d", quote(*dst), first.line),
				"an id of its own for every "+kind)
			return
		}
		r.seen[kind][*dst] = placeOf(n)
	}
}

func (r *reader) oneOf(dst *string, known ...string) valueReader {
	return func(name string, n ast.Node) {
		expected := "one of " + strings.Join(known, ", ")
		s, ok := r.text(name, n, expected)
		if !ok {
			return
		}
		if !slices.Contains(known, s) {
			r.fail(placeOf(n), fmt.Sprintf("%s is %s%s", name, quote(s), hint(s, known)), expected)
			return
		}
		*dst = s
	}
}

const expectsEvery = `an interval such as week, friday, "2 weeks", month, quarter or "3 months after"`

func (r *reader) every(dst *string) valueReader {
	return func(name string, n ast.Node) {
		s, ok := r.text(name, n, expectsEvery)
		if !ok {
			return
		}
		if _, err := planner.ParseRule(s); err != nil {
			r.fail(placeOf(n), name+" is "+quote(s)+", which is no interval", expectsEvery)
			return
		}
		*dst = strings.Join(strings.Fields(s), " ")
	}
}

func (r *reader) short(dst *string) valueReader {
	return func(name string, n ast.Node) {
		before := len(r.errs)
		r.line(dst)(name, n)
		if w := cells(*dst); w > maxShort && len(r.errs) == before {
			r.fail(placeOf(n), fmt.Sprintf("%s takes %d cells", name, w), fmt.Sprintf("at most %d", maxShort))
		}
	}
}

// cells is a cautious width: everything from the Hangul block on counts as
// two cells, which never says too little.
func cells(s string) int {
	w := 0
	for _, c := range s {
		w++
		if c >= 0x1100 {
			w++
		}
	}
	return w
}

// shorten makes a short title of a long one.
func shorten(title string) string {
	if cells(title) <= maxShort {
		return title
	}
	const ellipsis = 1
	w := 0
	for i, c := range title {
		w += cells(string(c))
		if w > maxShort-ellipsis {
			return strings.TrimSpace(title[:i]) + "…"
		}
	}
	return title
}

// mentionedNumber is the phase number read last, and where.
type mentionedNumber struct {
	number int
	line   int
}

func (r *reader) phaseNumber(dst *int, last *mentionedNumber) valueReader {
	return func(name string, n ast.Node) {
		r.number(dst, 1, 9)(name, n)
		const expected = "1 for the first phase, 2 for the next and so on, up to 9"
		switch {
		case *dst == 0:
			return
		case *dst == last.number:
			r.fail(placeOf(n), fmt.Sprintf("phase %d given twice; the first is on line %d", *dst, last.line), expected)
		case last.number == 0 && *dst != 1:
			r.fail(placeOf(n), fmt.Sprintf("phase %d comes first", *dst), expected)
		case *dst != last.number+1:
			r.fail(placeOf(n), fmt.Sprintf("phase %d comes after phase %d", *dst, last.number), expected)
		}
		*last = mentionedNumber{*dst, placeOf(n).line}
		r.phaseAt[*dst] = placeOf(n)
	}
}

func (r *reader) formIDs(dst *[]string) valueReader {
	return listInto(r, dst, "role forms", func(n ast.Node, s *string) {
		r.slug(s)("a role form", n)
		if *s != "" {
			r.forms = append(r.forms, mention{*s, placeOf(n)})
		}
	})
}

func (r *reader) milestoneID(dst *string) valueReader {
	return func(name string, n ast.Node) {
		r.slug(dst)(name, n)
		if *dst != "" {
			r.serves = append(r.serves, mention{*dst, placeOf(n)})
		}
	}
}

// checkForms runs when the whole file is read, since forms may be declared
// after the entries that name them.
func (r *reader) checkForms(p *Path) {
	known := make([]string, len(p.Forms))
	for i, f := range p.Forms {
		known[i] = f.ID
	}
	r.checkMentions(r.forms, known, "role form", "forms")
}

// checkServes runs at the end of each phase: an action can only serve a
// milestone of its own phase.
func (r *reader) checkServes(p *Phase) {
	known := make([]string, len(p.Milestones))
	for i, m := range p.Milestones {
		known[i] = m.ID
	}
	r.checkMentions(r.serves, known, "milestone of this phase", "milestones")
}

func (r *reader) checkMentions(mentions []mention, known []string, what, where string) {
	expected := "one of " + strings.Join(known, ", ")
	if len(known) == 0 {
		expected = "it to be declared under " + where
	}
	for _, m := range mentions {
		if !slices.Contains(known, m.id) {
			r.fail(m.at, fmt.Sprintf("unknown %s %s%s", what, quote(m.id), hint(m.id, known)), expected)
		}
	}
}
