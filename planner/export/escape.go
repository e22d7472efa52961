package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
)

// escapeLine makes one line of user text plain text anywhere in Markdown:
// in a heading, a list item, a table cell or a quote, in CommonMark and in
// the dialects of GitHub, GitLab and pandoc. Line ends become spaces. Only
// what would be taken for markup is escaped, so that the document reads well
// as it is; addresses stay links where a reader's program makes them so,
// since such a link shows where it leads.
func escapeLine(s string) string {
	return escapeOne(strings.TrimSpace(planner.ShowLine(s)))
}

// escapeBlock escapes text of several lines and gives its lines. Indents
// become no-break spaces, which look the same and mean nothing.
func escapeBlock(s string) []string {
	return escapeLines(strings.Split(strings.Trim(planner.ShowBlock(s), "\n"), "\n"))
}

// escapeLines escapes lines of one paragraph, in which marks may pair across
// lines.
func escapeLines(lines []string) []string {
	pairs := pairedMarks(strings.Join(lines, "\n"))
	out := make([]string, len(lines))
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		text := strings.TrimLeft(line, " ")
		out[i] = strings.Repeat("\u00a0", len(line)-len(text)) + escapeAmong(text, pairs)
	}
	return out
}

// escapeOne escapes text that has no line ends and no spaces at its ends.
func escapeOne(s string) string { return escapeAmong(s, pairedMarks(s)) }

// escapeAmong escapes a line in which some marks pair.
func escapeAmong(s, pairs string) string {
	if !strings.ContainsAny(s, "\\`*_{}[]<>|~&$^#+-=:@().0123456789") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	mark := markerEnd(s)
	before := ' '
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if i == mark || special(r, before, after, s[i:]) || strings.ContainsRune(pairs, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return plainAddresses(b.String())
}

// plainAddresses keeps addresses from becoming links that hold something
// escaped, since GitHub takes an address as it stands, backslashes too, and
// those that are not of the web.
func plainAddresses(s string) string {
	if !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		return s
	}
	words := strings.Split(s, " ")
	for i, word := range words {
		if at := strings.Index(word, "://"); at >= 0 && (strings.Contains(word[at:], `\`) || !ofTheWeb(word)) {
			word = parted(word)
		}
		if at := strings.Index(word, "www."); at >= 0 && strings.Contains(word[at:], `\`) {
			word = strings.ReplaceAll(word, "www.", `www\.`)
		}
		words[i] = word
	}
	return strings.Join(words, " ")
}

// parted escapes the colon of each address in a word, where a backslash
// doesn't stand before it anyway.
func parted(word string) string {
	parts := strings.Split(word, "://")
	for i, part := range parts[:len(parts)-1] {
		if !strings.HasSuffix(part, `\`) {
			parts[i] += `\`
		}
	}
	return strings.Join(parts, "://")
}

// ofTheWeb reports whether every address in a word is one of the web.
func ofTheWeb(word string) bool {
	schemes := strings.Split(strings.ToLower(word), "://")
	for _, scheme := range schemes[:len(schemes)-1] {
		if !strings.HasSuffix(scheme, "http") && !strings.HasSuffix(scheme, "https") {
			return false
		}
	}
	return true
}

// special reports whether a rune would be markup within a line.
func special(r, before, after rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '{', '}', '[', ']', '<', '|', '~':
		return true
	case '_': // within a word it is only a letter: snake_case
		return !wordRune(before) || !wordRune(after)
	case '#': // begins a heading, ends one, or refers to an issue
		return before == ' ' || before == '\u00a0' || before == '#'
	case '&':
		return entity(rest)
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// entity reports whether text begins like a character reference, "&lt;". The
// longest name has 31 letters.
func entity(s string) bool {
	end := strings.IndexByte(s, ';')
	if end < 2 || end > 34 {
		return false
	}
	for _, r := range s[1:end] {
		if r != '#' && (r > unicode.MaxASCII || !wordRune(r)) {
			return false
		}
	}
	return true
}

// pairedMarks are those marks that mean something only where two of them hold
// text between them, a formula or what is raised, and that do so here.
func pairedMarks(s string) string {
	var pairs strings.Builder
	for _, mark := range []string{"$", "^"} {
		if strings.Count(s, mark) > 1 {
			pairs.WriteString(mark)
		}
	}
	return pairs.String()
}

// markerEnd is where the mark stands that would make the beginning of a line
// a list, a quote, a rule, a heading's underline or a table: the mark itself,
// or the dot or bracket that ends a number. It is -1 if there is none.
func markerEnd(s string) int {
	if s == "" {
		return -1
	}
	if strings.IndexByte("+-=>:", s[0]) >= 0 {
		return 0
	}
	start := 0
	if s[0] == '(' {
		start = 1
	}
	end := start + strings.IndexFunc(s[start:]+" ", func(r rune) bool { return r > unicode.MaxASCII || !wordRune(r) && r != '@' })
	if end == start || end == len(s) || s[end] != '.' && s[end] != ')' || !enumerates(s[start:end]) {
		return -1
	}
	if start > 0 {
		return 0
	}
	return end
}

// enumerates reports whether a word may count the items of a list: a number
// anywhere, for pandoc also a letter, a Roman number or a label.
func enumerates(word string) bool {
	return len(word) == 1 || word[0] == '@' || strings.Trim(word, "0123456789") == "" || strings.Trim(strings.ToLower(word), "ivxlcdm") == ""
}
