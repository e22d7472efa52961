package export

import (
	"strings"
	"unicode/utf8"
)

// What stands in the place of an address and of a phone number.
const (
	anAddress = "(address)"
	aNumber   = "(number)"
)

// hasContacts reports whether a text may have an address or a phone number.
func hasContacts(text string) bool {
	digits := 0
	for i := range len(text) {
		switch b := text[i]; {
		case b == '@':
			return true
		case b >= '0' && b <= '9':
			if digits++; digits == fewestDigits {
				return true
			}
		}
	}
	return false
}

// withoutContacts is a text without the names that are known, nor addresses
// and phone numbers: "@dana" becomes "@D.", and "dana@example.com"
// "(address)". What stands between them is read by itself, so that no name
// reaches into one.
func (n Names) withoutContacts(text string) string {
	var out strings.Builder
	for rest := text; rest != ""; {
		from, to, instead := n.contact(rest)
		out.WriteString(n.replaced(rest[:from], len(rest) < len(text)))
		out.WriteString(instead)
		rest = rest[to:]
	}
	return out.String()
}

// blankContacts is a text with spaces in their place, since what they are made
// of is no words.
func blankContacts(text string) string {
	if !hasContacts(text) {
		return text
	}
	var out strings.Builder
	for text != "" {
		from, to, _ := Names{}.contact(text)
		out.WriteString(text[:from])
		if to > from {
			out.WriteString(" ; ")
		}
		text = text[to:]
	}
	return out.String()
}

// contact is where the next address or number is in a text, and what it
// becomes; at the end of the text if there is none.
func (n Names) contact(text string) (from, to int, instead string) {
	from, to, instead = n.address(text)
	if first, end := phone(text[:from]); end > first {
		return first, end, aNumber
	}
	return from, to, instead
}

// address is where the next address is in a text, and what it becomes.
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
			return from, at + 1 + domain(text[at+1:]), anAddress
		}
		s = scanner{text: text, at: at + 1, end: -1}
		if a, ok := s.next(); ok && a.from == at+1 {
			to = joinedEnd(text, a.to)
			return at, to, "@" + n.person(text[at+1:to], text[to:])
		}
	}
}

// person is what becomes of the name after an @, which after comes after. Words
// that are nobody's name stay.
func (n Names) person(name, after string) string {
	s := scan(name)
	a, ok := s.next()
	for ; ok; a, ok = s.next() {
		if key := folded(name[a.from:a.to]); !a.digit && !signs.has(key) && !n.keep[key] {
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
		if outsideAddress(r) {
			break
		}
		from -= size
	}
	return len(text) - from
}

// domain is how long the part of an address is that a text begins with. A dot
// at its end ends the sentence.
func domain(text string) int {
	to := 0
	for to < len(text) {
		r, size := utf8.DecodeRuneInString(text[to:])
		if outsideAddress(r) || strings.ContainsRune("?!&=#*'`~+%$^\\", r) {
			break
		}
		to += size
	}
	return len(strings.TrimRight(text[:to], ".-_…"))
}

func outsideAddress(r rune) bool {
	return r <= ' ' || strings.ContainsRune("<>()[]{},;:\"@/|\u007f\u00a0", r)
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
