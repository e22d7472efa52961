package intake

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"

	"waymark/planner"
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

// prints are the sums of what an entry says. Those of nothing are left out.
func prints(values []Value) map[string]string {
	var out map[string]string
	for _, v := range values {
		if v.Text == "" {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[v.Field] = sum(v.Text)
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
