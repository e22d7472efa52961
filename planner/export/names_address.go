package export

import (
	"strings"
	"unicode/utf8"
)

// addressed is a text without the names that are known, nor those in its
// addresses: "@dana" becomes "@D.", and "dana.smith@example.com"
// "D.@example.com". What stands between them is read by itself, so that no
// name reaches into an address.
func (n Names) addressed(text string) string {
	var out strings.Builder
	for text != "" {
		from, to, instead := n.address(text)
		out.WriteString(n.replaced(text[:from]))
		out.WriteString(instead)
		text = text[to:]
	}
	return out.String()
}

// address is where the next address is in a text, and what it becomes; at the
// end of the text if there is none.
func (n Names) address(text string) (from, to int, instead string) {
	for at := 0; ; at++ {
		next := strings.IndexByte(text[at:], '@')
		if next < 0 {
			return len(text), len(text), ""
		}
		at += next
		if at+1 == len(text) || byteKinds[text[at+1]] == byteOther {
			continue
		}
		from = at - local(text[:at])
		s := scan(text[from:at])
		if _, mail := s.next(); mail {
			return from, at + 1, n.person(text[from:at], "@") + "@"
		}
		s = scanner{text: text, at: at + 1, end: -1}
		if a, ok := s.next(); ok && a.from == at+1 {
			to = joinedEnd(text, a.to)
			return at, to, "@" + n.person(text[at+1:to], text[to:])
		}
	}
}

// person is what becomes of a person's part of an address, which after comes
// after. Words that are nobody's name stay.
func (n Names) person(name, after string) string {
	s := scan(name)
	a, ok := s.next()
	for ; ok; a, ok = s.next() {
		if key := folded(name[a.from:a.to]); !a.digit && !signs[key] && !n.keep[key] {
			break
		}
	}
	if !ok {
		return name
	}
	if rest := name[a.from+letter(name[a.from:]):]; rest == "" || rest == "." { // it is one already
		return name
	}
	first := initial(name[a.from:])
	if !strings.HasPrefix(after, ".") {
		first += "."
	}
	return name[:a.from] + first
}

// local is how long the part of an address is that a text ends with.
func local(text string) int {
	from := len(text)
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if r <= ' ' || strings.ContainsRune("<>()[]{},;:\"@/|\u007f\u00a0", r) {
			break
		}
		from -= size
	}
	return len(text) - from
}

// joinedEnd is where the atoms end that follow at a place with at most a sign
// between them, as in "dana.smith".
func joinedEnd(text string, to int) int {
	for to < len(text) {
		from := to
		if b := text[to]; b == '.' || b == '_' || b == '-' || b == '+' {
			from++
		}
		s := scanner{text: text, at: from, end: to}
		next, ok := s.next()
		if !ok || next.from != from {
			break
		}
		to = next.to
	}
	return to
}
