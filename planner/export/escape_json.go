package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// JSON gives a value as JSON on one line that is harmless wherever it
// is shown: <, > and & are escaped as for HTML, and control and format
// characters are written as \u, so that no terminal acts on them and nothing
// is reordered or hidden. Only joiners stay, since emoji and scripts need
// them. Nothing is lost but what was no UTF-8, which becomes U+FFFD.
func JSON(v any) ([]byte, error) {
	text, err := json.Marshal(v) // escapes for HTML
	if err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return escapeJSON(text), nil
}

// escapeJSON escapes what encoding/json leaves as it is. Most text is ASCII
// and stays as it is, which a look at its bytes tells.
func escapeJSON(text []byte) []byte {
	first := slices.IndexFunc(text, func(b byte) bool { return b >= asciiEnd })
	if first < 0 {
		return text
	}
	at := bytes.IndexFunc(text[first:], unseen)
	if at < 0 {
		return text
	}
	at += first
	out := append(make([]byte, 0, len(text)+64), text[:at]...)
	for len(text) > at {
		r, size := utf8.DecodeRune(text[at:])
		switch {
		case !unseen(r):
			out = append(out, text[at:at+size]...)
		case r > 0xFFFF: // as two halves
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		at += size
	}
	return out
}

// asciiEnd is the first byte that may belong to a rune to be escaped: DEL, and
// after it all runes of several bytes. What is below 0x20 is escaped already.
const asciiEnd = 0x7F

// unseen reports runes that draw nothing, act on terminals or reorder text,
// but for the joiners.
func unseen(r rune) bool {
	const zwnj, zwj = '\u200C', '\u200D'
	return unicode.In(r, unicode.Cc, unicode.Cf) && r != zwnj && r != zwj
}
