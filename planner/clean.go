package planner

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what a person may type, in runes and bytes.
const (
	MaxTitle = 1000      // runes
	MaxText  = 64 * 1024 // bytes, for notes and the like
)

// CleanLine is the door for one line of text that a person typed, pasted or
// imported: valid UTF-8, no controls, no bidi overrides, white space folded.
func CleanLine(s string) string {
	return strings.Join(strings.Fields(clean(s, false)), " ")
}

// CleanText is the door for text of several lines: line ends become LF, tabs
// stay, other controls and bidi overrides go.
func CleanText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimRight(clean(strings.ReplaceAll(s, "\r", "\n"), true), " \t\n")
}

func clean(s string, lines bool) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			if lines {
				return r
			}
			return ' '
		case r == '\r':
			return ' '
		case unicode.IsControl(r) || isBidi(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// plain reports whether text is printable ASCII, which most is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func isBidi(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// Shorten cuts text to at most n runes, with an ellipsis where it was cut.
func Shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	return string(runes[:max(n-1, 0)]) + "…"
}
