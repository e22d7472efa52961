package export

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is a person's name as it was found, and what stands in its place.
type Name struct {
	Full, Initials string
	Found          Found
}

// Found tells how a name was found.
type Found uint8

// How names are found, the surest first.
const (
	Told    Found = iota // you said so
	Waiting              // something waits for them
	Between              // something is open between you and them
	Words                // the words around it take a person, as "ask" does
	First                // many people are called so
)

// Name is the way in a word, for scripts.
func (f Found) Name() string { return [...]string{"told", "waiting", "matter", "words", "name"}[f] }

// Words is the way in a few words.
func (f Found) Words() string {
	return [...]string{"you named them", "something waits for them", "something is open between you", "the words around the name", "many are called so"}[f]
}

// Names are the people that a plan mentions, so that documents for others can
// have their initials instead. The zero value knows nobody.
type Names struct {
	list   []Name
	unsure []string
	keep   map[string]bool // words that are no names, folded
	root   *stem           // nil: nobody is known
	small  bool            // some names are written in small letters
	any    bool            // it was looked for names at all
}

// stem is where the beginnings of several names part.
type stem struct {
	next map[string]*stem // by what stands between and the atom, folded
	name *known
}

// known says how a name is to be replaced.
type known struct {
	small bool // also where it is written in small letters
	doubt bool // also a common word, so not as the first of a sentence
}

// List is the names found, sorted.
func (n Names) List() []Name { return n.list }

// Unsure are words that may be names and are left as they are.
func (n Names) Unsure() []string { return n.unsure }

// Initials is a text with people's initials in place of their names: "Dana
// Smith's plan" becomes "D. S.'s plan". So do names after an @. Where mail goes
// to and how to phone somebody is left out. All else stays as it is, and
// initials stay initials.
func (n Names) Initials(text string) string {
	if !n.any || !hasContacts(text) {
		return n.replaced(text, false)
	}
	return n.withoutContacts(text)
}

// replaced is a text without the names that are known; goesOn: other text stands
// before it.
func (n Names) replaced(text string, goesOn bool) string {
	if n.root == nil {
		return text
	}
	var out strings.Builder
	done := 0
	s := scan(text)
	if goesOn {
		s.end = 0
	}
	for a, ok := s.next(); ok; a, ok = s.next() {
		if !a.capital && !n.small {
			continue
		}
		end := n.match(s, a)
		if end == 0 {
			continue
		}
		out.WriteString(text[done:a.from])
		out.WriteString(initials(text[a.from:end], text[end:]))
		s.at, s.end, done = end, end, end
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}

// match is where the longest name ends that begins with an atom; 0: none does.
func (n Names) match(s scanner, a atom) (end int) {
	var room [64]byte
	at := n.root
	first := a
	for ok := at != nil; ok; a, ok = s.next() {
		g := a.gap
		if a.from == first.from {
			g = gapBreak
		}
		if at = at.next[string(fold(append(room[:0], byte(g)), s.text[a.from:a.to]))]; at == nil {
			break
		}
		if k := at.name; k != nil && (first.capital || k.small) && (!first.first || !k.doubt || tells(s)) && !negated(s) {
			end = a.to
		}
		if len(at.next) == 0 {
			break
		}
	}
	return end
}

// tells reports whether what follows a word tells that it is a name: "Will's",
// "Will said".
func tells(s scanner) bool {
	a, ok := s.next()
	if !ok {
		return false
	}
	word := s.text[a.from:a.to]
	return a.gap == gapQuote && word == "s" || a.gap == gapSpace && sayers.has(word)
}

// negated reports whether what was read last is the "Don" of "Don't".
func negated(s scanner) bool {
	a, ok := s.next()
	return ok && a.gap == gapQuote && a.to == a.from+1 && s.text[a.from] == 't'
}

// fold appends a text in small letters, so that all ways of writing it are one.
func fold(to []byte, text string) []byte {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return append(to, strings.ToLower(text[i:])...)
		}
		b := text[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		to = append(to, b)
	}
	return to
}

// folded is fold as a string.
func folded(text string) string { return strings.ToLower(text) }

// initials is what stands in the place of a name: "Jean-Luc van Dam" gives
// "J.-L. D.". A dot that comes after it does for the last one.
func initials(name, after string) string {
	var out strings.Builder
	s := scan(name)
	for a, ok := s.next(); ok; a, ok = s.next() {
		switch {
		case out.Len() == 0:
		case a.gap == gapQuote || a.gap == gapNone || a.lower && particles.has(name[a.from:a.to]):
			continue
		case a.gap == gapHyphen:
			out.WriteString(".-")
		default:
			out.WriteString(". ")
		}
		out.WriteString(initial(name[a.from:]))
	}
	if !strings.HasPrefix(after, ".") {
		out.WriteByte('.')
	}
	return out.String()
}

// learn notes a name, which is of several atoms or more than one letter.
func (n *Names) learn(name string, k known) {
	var room [64]byte
	if n.root == nil {
		n.root = &stem{}
	}
	at, s := n.root, scan(name)
	for a, ok := s.next(); ok; a, ok = s.next() {
		g := a.gap
		if at == n.root {
			g = gapBreak
		}
		key := string(fold(append(room[:0], byte(g)), name[a.from:a.to]))
		if at.next == nil {
			at.next = map[string]*stem{}
		}
		if at.next[key] == nil {
			at.next[key] = &stem{}
		}
		at = at.next[key]
	}
	if at == n.root {
		return
	}
	if at.name == nil {
		at.name = &k
		return
	}
	at.name.doubt = at.name.doubt && k.doubt // the surer one holds
	at.name.small = at.name.small || k.small
}

// sorted gives the names in the order of the alphabet.
func sorted(names []Name) []Name {
	slices.SortFunc(names, func(a, b Name) int {
		return strings.Compare(folded(a.Full)+"\x00"+a.Full, folded(b.Full)+"\x00"+b.Full)
	})
	return names
}
