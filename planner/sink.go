package planner

import (
	"strings"
	"unicode"
)

// ShowLine is the sink for one line drawn on or printed to a terminal. What
// the door would have removed is removed again, since old or hand-made data
// never passed it: controls become pictures, invisible and reordering runes
// are dropped, and no more than eight marks combine with one rune.
func ShowLine(s string) string { return show(s, false) }

// ShowBlock is ShowLine for text of several lines.
func ShowBlock(s string) string { return show(s, true) }

func show(s string, lines bool) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.Is(unicode.M, r) || isJoiner(r):
			if marks++; marks > 8 {
				continue
			}
		case r != '\r' && !invisible(r):
			marks = 0
		}
		switch {
		case r == '\n' && lines:
			b.WriteRune(r)
		case r == '\t', r == '\n', r == 0x2028, r == 0x2029:
			b.WriteByte(' ')
		case r == '\r':
		case r < ' ':
			b.WriteRune(0x2400 + r)
		case r == 0x7F:
			b.WriteRune('\u2421')
		case r >= 0x80 && r <= 0x9F:
			b.WriteRune('\uFFFD')
		case invisible(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// invisible reports runes that draw nothing and could hide, break or reorder
// text: format characters, but for the joiners that emoji and scripts need and
// the signs of some scripts that are drawn, and private ones.
func invisible(r rune) bool {
	if unicode.Is(unicode.Cf, r) {
		return !isJoiner(r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	}
	return unicode.In(r, unicode.Co, unicode.Other_Default_Ignorable_Code_Point)
}

// isJoiner reports the zero-width joiner and non-joiner.
func isJoiner(r rune) bool { return r == 0x200C || r == 0x200D }
