package export

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// UnquoteCell gives back the text that a cell was written from. Spreadsheets
// take a cell for a formula if it begins with one of = + - @, or with their
// full-width forms, maybe after white space; so such a text is written with
// an apostrophe before it. That a text which begins like that itself comes
// back as it was, the same is done where the formula stands behind
// apostrophes: one is added, and one taken away. All other apostrophes are
// the text's own.
func UnquoteCell(cell string) string {
	if rest, quoted := strings.CutPrefix(cell, "'"); quoted && likeFormula(rest) {
		return rest
	}
	return cell
}

// safeCell is a text as it is written into a cell.
func safeCell(text string) string { return quotedCell(cellText(text)) }

func quotedCell(text string) string {
	if likeFormula(text) {
		return "'" + text
	}
	return text
}

// likeFormula reports whether a spreadsheet might take a text for a formula,
// or might once its apostrophes are taken away.
func likeFormula(text string) bool {
	for _, r := range strings.TrimLeft(text, "'") {
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n':
			return true
		}
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return false
}

// separators are line ends to some programs and no controls to others.
var separators = strings.NewReplacer("\u2028", "\n", "\u2029", "\n")

// cellText is a text without what the door would not have let in. Whatever
// passed the door stays as it is, line ends and tabs included, so that a table
// can be taken in again without loss.
func cellText(text string) string { return planner.CleanText(separators.Replace(text)) }

// written is a value as a text, and as a cell has it. Texts are made safe there
// unless they are wanted raw, also those that are chosen from a few words,
// since a file made by hand may have others. Numbers, dates and ids are ours
// and can do no harm.
func written(value any, raw bool) (text, cell string) {
	switch v := value.(type) {
	case string:
		text = cellText(v)
	case []string:
		text = cellText(strings.Join(v, " "))
	default:
		text = plainValue(value)
		return text, text
	}
	if raw {
		return text, text
	}
	return text, quotedCell(text)
}

func plainValue(value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return "true"
		}
		return ""
	case int:
		return strconv.Itoa(v)
	case *int:
		if v != nil {
			return strconv.Itoa(*v)
		}
		return ""
	case civil.Date:
		if v.IsZero() {
			return ""
		}
		return v.String()
	case []planner.ID:
		words := make([]string, len(v))
		for i, id := range v {
			words[i] = id.String()
		}
		return strings.Join(words, " ")
	case planner.State:
		return v.Name()
	case fmt.Stringer: // ids, rules, the states of phases
		return v.String()
	}
	return ""
}

// some is a number that is not said where it is zero.
func some(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
