package export

import (
	"unicode"
	"unicode/utf8"
)

// atom is the smallest piece of a text that a name is made of: a run of
// letters, marks and digits or, in a script that is written without spaces, a
// single letter.
type atom struct {
	from, to int
	gap      gap  // what stands before it
	first    bool // it may be the first word of a sentence, where any word is capitalised
	shape
}

// shape is what the letters of an atom tell.
type shape struct {
	capital bool // begins with a capital, or its script has none
	lower   bool // begins with a small letter
	alone   bool // has a single letter, of a script that has capitals
	caps    bool // has several letters, all of them capitals but for an s at the end
	digit   bool // has a digit
	run     bool // its script is written without spaces
}

// gap is what stands between two atoms, as far as it matters to names.
type gap byte

const (
	gapBreak  gap = 0
	gapNone   gap = 'j' // nothing: letters of a script without spaces
	gapSpace  gap = ' '
	gapHyphen gap = '-'
	gapQuote  gap = '\''
	gapDot    gap = '.' // after an initial
	gapComma  gap = ','
	gapAnd    gap = '&'
)

// scanner gives the atoms of a text one by one. A copy of it looks ahead.
type scanner struct {
	text string
	at   int // where to go on
	end  int // of the atom before; −1: there is none
}

func scan(text string) scanner { return scanner{text: text, end: -1} }

// kinds of bytes, for the plain letters that most texts have only.
const (
	byteOther = iota
	byteSmall
	byteCapital
	byteDigit
	byteMore // of a longer rune
)

var byteKinds = func() (kinds [256]uint8) {
	for b := range kinds {
		switch {
		case b >= 'a' && b <= 'z':
			kinds[b] = byteSmall
		case b >= 'A' && b <= 'Z':
			kinds[b] = byteCapital
		case b >= '0' && b <= '9':
			kinds[b] = byteDigit
		case b >= utf8.RuneSelf:
			kinds[b] = byteMore
		}
	}
	return kinds
}()

// next is the next atom; ok is false at the end.
func (s *scanner) next() (a atom, ok bool) {
	text, i := s.text, s.at
	letters, capitals := 0, 0
	a.from = -1
	for i < len(text) {
		kind, size, one := byteKinds[text[i]], 1, false
		if kind == byteMore {
			kind, size, one = runeKind(text[i:])
		}
		if kind == byteOther || one && a.from >= 0 {
			if a.from >= 0 {
				break
			}
			i += size
			continue
		}
		if a.from < 0 {
			a.from = i
			a.capital, a.lower, a.run = kind == byteCapital || kind == byteMore, kind == byteSmall, one
		}
		switch kind {
		case byteDigit:
			a.digit = true
		case byteCapital:
			letters, capitals = letters+1, capitals+1
		case byteSmall, byteMore:
			letters++
		case byteMark:
		}
		i += size
		if one {
			i += marks(text[i:])
			break
		}
	}
	if a.from < 0 {
		return a, false
	}
	a.to = i
	a.caps = isCaps(letters, capitals, text[i-1])
	a.alone = letters == 1 && !a.run
	a.gap, a.first = between(text, s.end, a.from)
	s.at, s.end = i, i
	return a, true
}

// isCaps reports letters that are capitals, as those of "API" and "PRs".
func isCaps(letters, capitals int, last byte) bool {
	return capitals > 1 && (capitals == letters || capitals == letters-1 && last == 's')
}

// byteMark is a rune that belongs to the letter before it.
const byteMark = byteMore + 1

// runeKind is the kind of the rune that a text begins with, and its length;
// one: it is an atom of its own. A letter without case counts as byteMore.
func runeKind(text string) (kind uint8, size int, one bool) {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return byteCapital, size, false
	case unicode.IsLower(r):
		return byteSmall, size, false
	case unicode.Is(unicode.M, r):
		return byteMark, size, false
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && unicode.IsLetter(r):
		return byteMore, size, true
	case unicode.IsLetter(r):
		return byteMore, size, false
	case unicode.IsDigit(r):
		return byteDigit, size, false
	}
	return byteOther, size, false
}

// marks is how many bytes of marks a text begins with.
func marks(text string) int {
	n := 0
	for n < len(text) && text[n] >= utf8.RuneSelf {
		kind, size, _ := runeKind(text[n:])
		if kind != byteMark {
			break
		}
		n += size
	}
	return n
}

// between tells what stands between two atoms, the first of which ends at end,
// and whether a sentence may begin after it.
func between(text string, end, from int) (g gap, first bool) {
	if end < 0 {
		return gapBreak, true
	}
	switch text[end:from] {
	case " ", "\u00a0":
		return gapSpace, false
	case "":
		return gapNone, false
	case "-", "\u2010", "\u2011":
		return gapHyphen, false
	case "'", "’", "ʼ", "`":
		return gapQuote, false
	case ".", ". ":
		return gapDot, true
	case ", ", ",":
		return gapComma, false
	case " & ", "&", "/", " / ", " + ", "+":
		return gapAnd, false
	}
	spaces := true
	for _, r := range text[end:from] {
		switch r {
		case '.', '!', '?', ':', ';', '\n', '•', '·', '–', '—', '|':
			return gapBreak, true
		}
		spaces = spaces && (r == ' ' || r == '\t' || r == 0xA0)
	}
	if spaces {
		return gapSpace, false
	}
	return gapBreak, false
}

// letter is how many bytes the letter has that a text begins with, with its
// marks.
func letter(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size + marks(text[size:])
}

// initial is the letter that a text begins with, with its marks, as a capital.
func initial(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:letter(text)]
}
