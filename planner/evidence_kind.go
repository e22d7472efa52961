package planner

import (
	"slices"
	"strings"
)

// EvidenceKind is one kind of evidence: its name in files and commands, and
// the words for it.
type EvidenceKind struct{ Name, Words string }

// Learned is the kind of evidence that counts as your own development.
const Learned = "learned"

// EvidenceKinds lists the kinds of evidence, those that gates ask for.
var EvidenceKinds = []EvidenceKind{
	{"led", "led"},
	{"mentored", "mentored"},
	{"shipped", "shipped"},
	{"unblocked", "unblocked"},
	{"decided", "decided"},
	{"represented", "represented"},
	{"hard-conversation", "hard conversation"},
	{"feedback", "feedback received"},
	{Learned, "learned"},
	{"energy", "energy"},
}

// EvidenceWords is what a kind of evidence is called; a kind that this version
// doesn't know keeps its name.
func EvidenceWords(kind string) string {
	for _, k := range EvidenceKinds {
		if k.Name == kind {
			return k.Words
		}
	}
	return ShowLine(kind)
}

// ParseEvidenceKind reads a kind of evidence by the beginning of its name.
func ParseEvidenceKind(text string) (string, error) {
	want := strings.ToLower(strings.TrimSpace(text))
	names := make([]string, len(EvidenceKinds))
	for i, k := range EvidenceKinds {
		names[i] = k.Name
	}
	return byPrefix("kind of evidence", want, names)
}

// byPrefix finds the only name that a text is, or is the beginning of.
func byPrefix(what, text string, names []string) (string, error) {
	var found []string
	for _, name := range names {
		if name == text {
			return name, nil
		}
		if text != "" && strings.HasPrefix(name, text) {
			found = append(found, name)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", &InputError{What: what, Value: text, Expected: "one of " + strings.Join(names, ", ")}
}

// kindHints are beginnings of words that tell what kind of evidence something
// is, in the order they are looked for.
var kindHints = []struct{ kind, words string }{
	{"mentored", "mentor coach onboard teach pair"},
	{"hard-conversation", "conflict difficult conversation refus underperform"},
	{"feedback", "feedback"},
	{Learned, "learn read course exam certif book stud train shadow"},
	{"led", "lead led organi drive drove own initiat"},
	{"represented", "present represent facilitat speak spoke stakeholder demo"},
	{"decided", "decid choos chose decision"},
	{"unblocked", "unblock help debug incident"},
	{"shipped", "ship build built deliver deploy migrat upgrad release automat write wrote document record fix"},
}

// GuessKind guesses the kind of evidence from its title; "" where no word of
// it tells.
func GuessKind(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 })
	for _, row := range kindHints {
		for hint := range strings.FieldsSeq(row.words) {
			if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, hint) }) {
				return row.kind
			}
		}
	}
	return ""
}
