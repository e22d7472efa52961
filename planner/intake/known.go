package intake

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"

	"waymark/planner"
	"waymark/planner/export"
)

// sum is what stands for a text where no words may be kept: long enough that
// two texts of one plan won't have the same. The sum of nothing is "".
func sum(text string) string {
	if text == "" {
		return ""
	}
	full := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(full[:9])
}

// printWritten is the print of when an entry was written, among those of its
// fields: what was taken from a file tells nothing of one written later.
const printWritten = export.ColumnWritten

// prints are the sums of what an entry says. Those of nothing are left out.
func prints(e *Entry) map[string]string {
	out := make(map[string]string, len(e.Values)+1)
	for _, v := range e.Values {
		if v.Text != "" {
			out[v.Field()] = sum(v.Text)
		}
	}
	if e.was.Sums != "" {
		out[printWritten] = sum(e.was.Sums)
	}
	return out
}

// knownRows are the entries of one source as they were taken last, by key.
func knownRows(from string, known []*planner.Intake) map[string]planner.Taken {
	out := map[string]planner.Taken{}
	for _, i := range known {
		if i.From != from || i.Removed {
			continue
		}
		for _, row := range i.Rows {
			out[row.Key] = row
		}
	}
	return out
}

// same reports whether nothing about a row is news.
func same(a, b planner.Taken) bool { return a.As == b.As && maps.Equal(a.Print, b.Print) }
