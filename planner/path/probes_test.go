package path

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// askedFacts are the facts of the source guide that the questions of the
// weekly review must ask about.
var askedFacts = []string{
	"REAL-02", "REAL-03", "REAL-04", "REAL-05", "REAL-06", "REAL-07", "REAL-08", "REAL-09", "REAL-10",
	"ALONE-01", "ALONE-02", "ALONE-03", "ALONE-04", "ALONE-05", "ALONE-06", "ALONE-07",
	"SKILL-02b", "SKILL-04b", "SKILL-07b",
	"ERR-01a", "ERR-01b", "ERR-01c", "ERR-02a", "ERR-02b", "ERR-02c", "ERR-03a", "ERR-03b", "ERR-03c",
	"ERR-04a", "ERR-04b", "ERR-04c", "ERR-05a",
	"PH2-09", "PH2-10", "PH3-06",
}

func TestBuiltinProbesAskAboutTheGuide(t *testing.T) {
	asked := map[string]bool{}
	for _, ph := range Builtin().Phases {
		for _, q := range ph.Probes {
			if len(q.Covers) == 0 {
				t.Errorf("%s stands for no fact", q.ID)
			}
			for _, id := range q.Covers {
				asked[id] = true
			}
		}
	}
	for _, id := range askedFacts {
		if !asked[id] {
			t.Errorf("no question asks about %s", id)
		}
	}
}

// Each phase has its own questions, and enough of them that none comes back
// within a quarter of a year.
func TestBuiltinProbesByPhase(t *testing.T) {
	facts := map[int][]string{
		1: {"SKILL-02b", "SKILL-04b", "SKILL-07b"},
		2: {"PH2-09", "PH2-10", "SKILL-02b", "ALONE-03", "REAL-04", "REAL-05"},
		3: {"PH3-06", "ERR-01a", "ERR-02a", "ERR-03a", "ERR-04a", "ERR-05a", "ALONE-01", "REAL-03"},
		4: {"PH4-06", "SKILL-04b", "REAL-06", "ERR-01a", "ERR-05a"},
	}
	for _, ph := range Builtin().Phases {
		if len(ph.Probes) < 14 {
			t.Errorf("phase %d has %d questions, want at least 14", ph.Number, len(ph.Probes))
		}
		for _, fact := range facts[ph.Number] {
			if !slices.ContainsFunc(ph.Probes, func(q Probe) bool { return slices.Contains(q.Covers, fact) }) {
				t.Errorf("no question of phase %d asks about %s", ph.Number, fact)
			}
		}
	}
}

var probeID = regexp.MustCompile(`^q([1-9])-[a-z]`)

func TestBuiltinProbesWords(t *testing.T) {
	said := map[string]string{} // by the words alone, the id that says them
	for _, ph := range Builtin().Phases {
		for _, q := range ph.Probes {
			if m := probeID.FindStringSubmatch(q.ID); m == nil || m[1] != fmt.Sprint(ph.Number) {
				t.Errorf("%s does not begin with q%d-", q.ID, ph.Number)
			}
			if n := utf8.RuneCountInString(q.Text); n > 200 {
				t.Errorf("%s has %d runes, want at most 200: %s", q.ID, n, q.Text)
			}
			if !strings.HasSuffix(q.Text, "?") || len(sentenceEnd.FindAllString(q.Text, -1)) != 1 {
				t.Errorf("%s is not one question: %s", q.ID, q.Text)
			}
			if strings.ContainsAny(q.Text, "!—") || strings.Contains(q.Text, "  ") {
				t.Errorf("%s shouts, dashes or gapes: %s", q.ID, q.Text)
			}
			words := strings.Join(strings.FieldsFunc(strings.ToLower(q.Text), func(r rune) bool {
				return strings.ContainsRune(" ,:?'", r)
			}), " ")
			if first, ok := said[words]; ok {
				t.Errorf("%s asks the same as %s: %s", q.ID, first, q.Text)
			}
			said[words] = q.ID
		}
	}
}

// What the review measures work by: who manages people, and how much
// hands-on work each way into the role bears.
func TestBuiltinManagesAndHandsOn(t *testing.T) {
	var manages []int
	for _, ph := range Builtin().Phases {
		if ph.Manages {
			manages = append(manages, ph.Number)
		}
	}
	if !slices.Equal(manages, []int{3, 4}) {
		t.Errorf("phases %v manage people, want 3 and 4", manages)
	}
	var shares []string
	for _, f := range Builtin().Forms {
		shares = append(shares, fmt.Sprintf("%s %d", f.ID, f.HandsOn))
	}
	if got, want := strings.Join(shares, ", "), "inside 30, outside 30, hybrid 60"; got != want {
		t.Errorf("shares of hands-on work %s, want %s", got, want)
	}
	if Builtin().Version < 2 {
		t.Error("the questions came with version 2")
	}
}

// reviewMistakes are the mistakes in what only the weekly review uses.
var reviewMistakes = []mistake{
	{"share of a week as text", "hands-on: 30", "hands-on: a third", []string{
		`p.yaml:7:15: "hands-on" is the text "a third"; expected a whole number from 1 to 100`,
	}},
	{"share of a week too small", "hands-on: 30", "hands-on: 0", []string{
		`p.yaml:7:15: "hands-on" is 0; expected a whole number from 1 to 100`,
	}},
	{"share of a week too big", "hands-on: 30", "hands-on: 101", []string{
		`p.yaml:7:15: "hands-on" is 101; expected a whole number from 1 to 100`,
	}},
	{"manages in a word", "manages: true", "manages: nobody", []string{
		`p.yaml:42:14: "manages" is the text "nobody"; expected true or false`,
	}},
	{"questions without a list", smallProbes(), "    probes: What broke?\n", []string{
		`p.yaml:43:13: "probes" is the text "What broke?"; expected a list of questions`,
	}},
	{"question without keys", "- {id: q-two, text: What broke?}", "- What broke?", []string{
		`p.yaml:48:9: a question for the review is the text "What broke?"; expected keys and values: id, text and covers`,
	}},
	{"question without text", "{id: q-two, text: What broke?}", "{id: q-two}", []string{
		`p.yaml:48:9: missing key "text"; expected a question for the review to have id and text`,
	}},
	{"question without words", "text: What broke?", "text: ''", []string{
		`p.yaml:48:27: "text" is empty; expected text`,
	}},
	{"question without an id", "- id: q-one\n        text: >-", "- text: >-", []string{
		`p.yaml:44:9: missing key "id"; expected a question for the review to have id and text`,
	}},
	{"number for a question", "text: What broke?", "text: 42", []string{
		`p.yaml:48:27: "text" is the number 42; expected text, in quotes`,
	}},
	{"duplicate question", "id: q-two", "id: q-one", []string{
		`p.yaml:48:14: id "q-one" given twice; the first is on line 44; expected an id of its own for every question`,
	}},
	{"duplicate question in another phase", "    actions:\n", "    probes: [{id: q-two, text: What held?}]\n    actions:\n", []string{
		`p.yaml:49:14: id "q-two" given twice; the first is on line 22; expected an id of its own for every question`,
	}},
	{"escape in a question", "text: What broke?", `text: "What \x1b[2Jbroke?"`, []string{
		`p.yaml:48:27: "text" holds the control character U+001B; expected printable text`,
	}},
}

func smallProbes() string {
	_, probes, _ := strings.Cut(small, "manages: true\n")
	return probes
}
