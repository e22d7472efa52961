package export

import (
	"net/url"
	"strings"
)

// linked writes text that passed its sink, with the addresses in it as links.
// A link shows the very address that it leads to.
func (m *markup) linked(s string) {
	for s != "" {
		from, to := findAddress(s)
		m.raw(escapeHTML(s[:from]))
		if from < to {
			m.open("a", "href", s[from:to], "rel", "noopener noreferrer")
			m.raw(escapeHTML(s[from:to]))
			m.close("a")
		}
		s = s[to:]
	}
}

// longestAddress is how many bytes an address may have to become a link, and
// so how far is looked for its end: a long text may have many beginnings.
const longestAddress = 2000

// schemes are the beginnings of what may become a link.
var schemes = []string{"https://", "http://", "mailto:"}

// findAddress finds the first address in a text that may be a link; both are
// the text's length where there is none.
func findAddress(s string) (from, to int) {
	for at := 0; ; {
		colon := strings.IndexByte(s[at:], ':')
		if colon < 0 {
			return len(s), len(s)
		}
		colon += at
		from, ok := schemeStart(s, at, colon)
		if !ok {
			at = colon + 1
			continue
		}
		length, word := addressLen(s[from:])
		if safeAddress(s[from : from+length]) {
			return from, from + length
		}
		at = from + word // what only looks like an address has none within
	}
}

// schemeStart finds where the scheme begins that ends at a colon, after a
// place that was looked at before.
func schemeStart(s string, after, colon int) (from int, ok bool) {
	for _, scheme := range schemes {
		name, slashes, _ := strings.Cut(scheme, ":")
		from := colon - len(name)
		if from >= after && strings.EqualFold(s[from:colon], name) && strings.HasPrefix(s[colon+1:], slashes) && !withinWord(s, from) {
			return from, true
		}
	}
	return 0, false
}

// withinWord reports whether a letter or a digit stands before a place.
func withinWord(s string, at int) bool {
	if at == 0 {
		return false
	}
	c := s[at-1]
	return c >= 0x80 || c == '_' || isAlphanumeric(c)
}

// addressLen is how long the address is that a text begins with, without the
// full stop or bracket of the sentence around it; it is 0 for one that is too
// long. The word that it stands in goes up to the next space, or to a mark
// that no address has.
func addressLen(s string) (length, word int) {
	word = strings.IndexAny(s[:min(len(s), longestAddress+1)], " \u00a0\u3000\t\n<>\"`{}|^")
	if word < 0 {
		word = min(len(s), longestAddress+1)
	}
	if word > longestAddress {
		return 0, word
	}
	for end := word; end > 0; end-- {
		last := s[end-1]
		switch {
		case strings.IndexByte(".,;:!?'*_~", last) >= 0:
		case last == ')' && strings.Count(s[:end], ")") > strings.Count(s[:end], "("):
		case last == ']' && strings.Count(s[:end], "]") > strings.Count(s[:end], "["):
		default:
			return end, word
		}
	}
	return 0, word
}

// safeAddress reports whether an address may become a link. Where programs
// might read it differently, or where it could be taken for the address of
// another place than it leads to, it may not: other letters than ASCII's in
// the host, names before an @, backslashes.
func safeAddress(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || strings.Contains(s, `\`) {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		_, rest, _ := strings.Cut(s, "://")
		host := rest
		if end := strings.IndexAny(rest, "/?#"); end >= 0 {
			host = rest[:end]
		}
		return u.Hostname() != "" && only(host, ".-:[]")
	case "mailto":
		name, host, found := strings.Cut(s[len("mailto:"):], "@")
		return found && name != "" && host != "" && only(name, ".-_+") && only(host, ".-")
	}
	return false
}

// only reports whether a text has ASCII letters, digits and some marks only.
func only(s, marks string) bool {
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && strings.IndexByte(marks, s[i]) < 0 {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
