package export

import "strings"

// A phone number has this many digits.
const (
	fewestDigits = 7
	mostDigits   = 15 // ITU-T E.164
)

// phone is where the first phone number is in a text; both are 0 where there is
// none. Dates, versions and other numbers are none: a phone number begins with
// a plus, a nought or a bracket, or has the digits of an American one.
func phone(text string) (from, to int) {
	for i := 0; i < len(text); {
		if b := text[i]; b != '+' && b != '(' && !isDigit(b) {
			i++
			continue
		}
		end, groups := digits(text[i:])
		whole := i == 0 || !joinsNumber(text[i-1])
		if end > 0 && whole && isPhone(text[i], groups) && (i+end == len(text) || !joinsWord(text[i+end])) {
			return i, i + end
		}
		i += max(end, 1)
	}
	return 0, 0
}

// digits is how long the groups of digits are that a text begins with, and how
// many digits each has. Two signs and a space may stand between them, and a
// bracket at the beginning is closed after the first of them.
func digits(text string) (end int, groups []int) {
	at := 0
	if text[0] == '+' || text[0] == '(' {
		at++
	}
	if text[0] == '(' && strings.HasPrefix(text[at:], "+") {
		at++
	}
	for at < len(text) && isDigit(text[at]) {
		n := 0
		for at+n < len(text) && isDigit(text[at+n]) {
			n++
		}
		at += n
		if groups == nil && text[0] == '(' && !strings.HasPrefix(text[at:], ")") {
			return 0, nil
		}
		end, groups = at, append(groups, n)
		for signs := 0; signs < 3 && at < len(text) && strings.IndexByte(" -./()", text[at]) >= 0; signs++ {
			at++
		}
	}
	return end, groups
}

// isPhone decides on groups of digits, the first of which begins after a sign
// or with a digit.
func isPhone(begin byte, groups []int) bool {
	all := 0
	for _, n := range groups {
		all += n
	}
	if all < fewestDigits || all > mostDigits {
		return false
	}
	date := len(groups) == 3 && groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 2 || groups[2] == 4)
	american := len(groups) == 3 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4
	switch begin {
	case '+', '(':
		return true
	case '0':
		return !date && groups[0] > 1
	}
	return american
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// joinsWord reports a byte that goes on with a word, so that what stands before
// or after it is a part of something else.
func joinsWord(b byte) bool { return byteKinds[b] != byteOther || b == '_' }

func joinsNumber(b byte) bool { return joinsWord(b) || strings.IndexByte("-./#:+,", b) >= 0 }
