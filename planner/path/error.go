package path

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxErrors keeps a hopeless file from filling the screen; the first mistakes
// are usually the cause of the later ones.
const maxErrors = 20

// Error is one mistake in a path file.
type Error struct {
	File     string
	Line     int    // from 1
	Column   int    // from 1, counted in characters
	Problem  string // what is wrong
	Expected string // what would be right; empty when Problem says it all
}

// Error gives the mistake the way compilers do, so that editors can jump to
// it: `mypath.yaml:12:7: unknown key "titel"; expected one of id, title`.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Problem)
	if e.Expected != "" {
		s += "; expected " + e.Expected
	}
	return s
}

// place is a position in the file, both numbers from 1.
type place struct{ line, column int }

// joinErrors puts mistakes in reading order and caps their number, saying so
// at the place where the rest begins.
func joinErrors(errs []*Error) error {
	slices.SortStableFunc(errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(errs) > maxErrors {
		first := *errs[maxErrors]
		first.Problem = fmt.Sprintf("mistakes from here on are not listed (%d)", len(errs)-maxErrors)
		first.Expected = ""
		errs = append(errs[:maxErrors:maxErrors], &first)
	}
	joined := make([]error, len(errs))
	for i, e := range errs {
		joined[i] = e
	}
	return errors.Join(joined...)
}

// quote shows a value from the file: short, and with everything a terminal
// might act upon spelled out.
func quote(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}

// plain spells out the control characters in a message of the YAML parser,
// which may hold a piece of the file.
func plain(s string) string {
	var b strings.Builder
	for _, c := range s {
		if unicode.IsControl(c) || isBidi(c) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(c), "'"))
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// orList writes "a, b or c".
func orList(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	end := len(words) - 1
	return strings.Join(words[:end], ", ") + " " + last + " " + words[end]
}

// hint returns ` (did you mean "title"?)` when one of the known words is a
// slip of the finger away from what was written.
func hint(written string, known []string) string {
	if len(written) > 40 {
		return ""
	}
	best, least := "", 3
	for _, k := range known {
		if d := distance(strings.ToLower(written), k); d < least && d < len(k) {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// distance is the number of insertions, deletions and replacements between
// two words.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			change := diagonal
			if x[i] != y[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
