package export

import (
	"strings"

	"waymark/planner"
)

// Written tells of a record in a file of which plan it is, and what its fields
// were when the file was written. So what was changed in the file can be told
// from what only stands there still, and from what was cut for somebody else.
type Written struct {
	Plan string // the mark of the plan; "": it isn't told
	Sums string // of the fields, four letters each; "": they aren't told
}

// The letters of a sum: those of base32, of which four make 20 bits. Somebody
// who changes a value has a sum of before by chance once in 50,000 times.
const (
	sumLetters = 4
	sumDigits  = "abcdefghijklmnopqrstuvwxyz234567"
)

// PlanMark tells plans apart in files: the beginning of a plan's id.
func PlanMark(p *planner.Plan) string { return planMark(p, 6) }

// plainMark reports a mark of letters and digits, as planMark gives it.
func plainMark(mark string) bool {
	return !strings.ContainsFunc(mark, func(r rune) bool { return !markRune(r) })
}

// String is what stands in the file, "K3XQ7P.mzxw6ytb".
func (w Written) String() string {
	if w.Sums == "" {
		return w.Plan
	}
	return w.Plan + "." + w.Sums
}

// ParseWritten reads what String gave; ok is false where it can't have given
// that.
func ParseWritten(text string) (w Written, ok bool) {
	plan, sums, _ := strings.Cut(text, ".")
	if plan == "" || len(plan) > 6 || !plainMark(plan) || len(sums)%sumLetters != 0 || len(sums) > 64*sumLetters {
		return Written{}, false
	}
	for i := range len(sums) {
		if strings.IndexByte(sumDigits, sums[i]) < 0 {
			return Written{}, false
		}
	}
	return Written{plan, sums}, true
}

// Has reports whether a field of a record had a value when it was written.
func (w Written) Has(id planner.ID, field, text string) bool {
	if w.Sums == "" {
		return false
	}
	var room [sumLetters]byte
	sum := appendSum(room[:0], id, field, text)
	for at := 0; at+sumLetters <= len(w.Sums); at += sumLetters {
		if w.Sums[at:at+sumLetters] == string(sum) {
			return true
		}
	}
	return false
}

// appendSum adds the sum of a field's value. Columns may be moved and left out
// in a file, so the sum tells by itself of which field and record it is.
//
// It is FNV-1a of 64 bits, its bits mixed once more since only some are used.
// Nobody tries to deceive it: who can write the sums can write the values.
func appendSum(to []byte, id planner.ID, field, text string) []byte {
	sum := uint64(14695981039346656037)
	add := func(b byte) { sum = (sum ^ uint64(b)) * 1099511628211 }
	add(byte(id.Kind))
	for n := id.N; n > 0; n >>= 8 {
		add(byte(n))
	}
	for _, part := range [2]string{field, text} {
		add(0xFF) // which is in no text
		for i := range len(part) {
			add(part[i])
		}
	}
	sum ^= sum >> 33
	sum *= 0xff51afd7ed558ccd
	sum ^= sum >> 33
	for range sumLetters {
		to = append(to, sumDigits[sum&31])
		sum >>= 5
	}
	return to
}
