package planner

import (
	"slices"
	"strings"
	"unicode"
)

// maxFileName is how long a file's name may become, in bytes.
const maxFileName = 64

// FileName is the sink for a title that a file is named after: 1 to 64 of the
// letters a to z, digits and single dashes, which every system takes, no shell
// acts on and no command takes for an option. Common Latin letters lose their
// accents; of a title in another script nothing is left, and it gives "plan".
func FileName(title string) string {
	var b strings.Builder
	dash := false
	for _, r := range title {
		r = unicode.ToLower(r)
		part := string(r)
		if r >= 0x80 {
			part = plainLatin(r)
		}
		switch {
		case r == '\'' || r == '’' || unicode.Is(unicode.M, r): // within a word
			continue
		case part == "", r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z'):
			dash = b.Len() > 0
			continue
		case dash:
			part, dash = "-"+part, false
		}
		if b.Len()+len(part) > maxFileName {
			break
		}
		b.WriteString(part)
	}
	name := b.String()
	switch {
	case name == "":
		return "plan"
	case slices.Contains(devices, strings.TrimRight(name, "0123456789")) && len(name) <= 4:
		return name + "-plan"
	}
	return name
}

// devices are the names, with or without a digit, that Windows keeps for
// devices, whatever ending follows.
var devices = []string{"con", "prn", "aux", "nul", "com", "lpt"}

// latin are common letters with accents, and those that are two in one, with
// the plain letters they are read as.
var latin = []struct{ plain, marked string }{
	{"a", "àáâãäåāăąǎ"},
	{"ae", "æ"},
	{"c", "çćĉċč"},
	{"d", "ďđð"},
	{"e", "èéêëēĕėęě"},
	{"g", "ĝğġģ"},
	{"h", "ĥħ"},
	{"i", "ìíîïĩīĭįı"},
	{"j", "ĵ"},
	{"k", "ķ"},
	{"l", "ĺļľŀł"},
	{"n", "ñńņňŋ"},
	{"o", "òóôõöøōŏőǒ"},
	{"oe", "œ"},
	{"r", "ŕŗř"},
	{"s", "śŝşšș"},
	{"ss", "ß"},
	{"t", "ţťŧț"},
	{"th", "þ"},
	{"u", "ùúûüũūŭůűųǔ"},
	{"w", "ŵ"},
	{"y", "ýÿŷ"},
	{"z", "źżž"},
}

// plainLatin is a small letter without its accent, "" for any but these.
func plainLatin(r rune) string {
	for _, row := range latin {
		if strings.ContainsRune(row.marked, r) {
			return row.plain
		}
	}
	return ""
}
