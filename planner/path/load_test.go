package path

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// small is a path with one of everything; cases below change a piece of it.
const small = `name: mine
version: 1
title: My path
forms:
  - id: inside
    title: Promoted
    hands-on: 30
foundations:
  - {id: cloud, title: Cloud}
trade:
  - Fewer quiet days.
signs:
  - {id: s1, toward: craft, text: You like quiet.}
phases:
  - number: 1
    title: Begin
    years: {from: 1, to: 4}
    milestones:
      - id: m-one
        title: Be trusted
        criterion: Someone acts on your word.
    actions:
      - id: a-one
        title: Own a system
        why: >-
          Because it
          teaches.
        topic: phase-1
        milestone: m-one
        forms: [inside]
    checks:
      - id: c-one
        title: Look back
        every: 2 weeks
    gate:
      - kind: led
        title: Led something
  - number: 2
    title: A longer title for the second
    years: {from: 3}
    optional: true
    manages: true
    probes:
      - id: q-one
        text: >-
          Who asked
          you?
      - {id: q-two, text: What broke?}
`

func TestLoadSmall(t *testing.T) {
	for name, src := range map[string]string{
		"as it is":           small,
		"Windows line ends":  strings.ReplaceAll(small, "\n", "\r\n"),
		"old Mac line ends":  strings.ReplaceAll(small, "\n", "\r"),
		"byte order mark":    "\ufeff" + small,
		"document mark":      "---\n" + small,
		"commented-out list": strings.Replace(small, "trade:\n  - Fewer", "trade:\n#  - Fewer", 1),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Load("mine.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			one, two := p.Phases[0], p.Phases[1]
			got := fmt.Sprint(p.Name, p.Version, p.Title, p.Forms[0].ID, p.Forms[0].HandsOn, p.Foundations[0].Title, p.Signs[0].Toward,
				one.From, one.To, one.Short, one.Actions[0].Why, one.Actions[0].Milestone, one.Actions[0].Forms,
				one.Checks[0].Every, one.Gate[0].Kind, two.From, two.To, two.Short, two.Optional,
				one.Manages, one.Probes, two.Manages, two.Probes)
			want := "mine1My pathinside30Cloudcraft1 4 BeginBecause it teaches.m-one[inside]2 weeksled3 0 A longer titl…truefalse[]true[{q-one Who asked you? []} {q-two What broke? []}]"
			if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if p.Phase(2) != &p.Phases[1] || p.Phase(3) != nil {
				t.Error("Phase finds the wrong phase")
			}
		})
	}
}

type mistake struct {
	name, old, new string
	want           []string
}

// mistakes names every way a file can be wrong: what to replace in the small
// path, and the whole text of the errors that must come of it.
var mistakes = []mistake{
	{"unknown key", "title: My path", "titel: My path", []string{
		`p.yaml:1:1: missing key "title"; expected a path to have name, version, title and phases`,
		`p.yaml:3:1: unknown key "titel" (did you mean "title"?); expected one of name, version, title, forms, foundations, trade, signs, phases`,
	}},
	{"unknown key, nothing near", "optional: true", "deadline: true", []string{
		`p.yaml:41:5: unknown key "deadline"; expected one of number, title, short, years, optional, purpose, milestones, actions, checks, gate, probes, manages, covers`,
	}},
	{"key of another kind", "every: 2 weeks", "criterion: Done.", []string{
		`p.yaml:32:9: missing key "every"; expected a check to have id, title and every`,
		`p.yaml:34:9: unknown key "criterion"; expected one of id, title, why, topic, covers, forms, optional, private, every`,
	}},
	{"key twice", "title: Begin", "title: Begin\n    title: Start", []string{
		`p.yaml:17:5: key "title" given twice; the first is on line 16; expected it once`,
	}},
	{"missing key", "        criterion: Someone acts on your word.\n", "", []string{
		`p.yaml:19:9: missing key "criterion"; expected a milestone to have id, title and criterion`,
	}},
	{"missing key in braces", "years: {from: 1, to: 4}", "years: {to: 4}", []string{
		`p.yaml:17:12: missing key "from"; expected a window of years to have from`,
	}},
	{"number for text", "title: Begin", "title: 2026", []string{
		`p.yaml:16:12: "title" is the number 2026; expected a line of text, in quotes`,
	}},
	{"text for number", "version: 1", "version: one", []string{
		`p.yaml:2:10: "version" is the text "one"; expected a whole number from 1 to 9999`,
	}},
	{"fraction", "version: 1", "version: 1.5", []string{
		`p.yaml:2:10: "version" is the number 1.5; expected a whole number from 1 to 9999`,
	}},
	{"huge number", "version: 1", "version: 18446744073709551615", []string{
		`p.yaml:2:10: "version" is 18446744073709551615; expected a whole number from 1 to 9999`,
	}},
	{"negative number", "version: 1", "version: -1", []string{
		`p.yaml:2:10: "version" is -1; expected a whole number from 1 to 9999`,
	}},
	{"yes for true", "optional: true", "optional: yes", []string{
		`p.yaml:41:15: "optional" is the text "yes"; expected true or false`,
	}},
	{"list for text", "title: Begin", "title: [Begin]", []string{
		`p.yaml:16:12: "title" is a list; expected a line of text`,
	}},
	{"text for list", "forms: [inside]", "forms: inside", []string{
		`p.yaml:30:16: "forms" is the text "inside"; expected a list of role forms`,
	}},
	{"text for keys", "  - kind: led\n        title: Led something", "  - led", []string{
		`p.yaml:36:9: a gate is the text "led"; expected keys and values: kind, title, why and covers`,
	}},
	{"number in a list of texts", "- Fewer quiet days.", "- 12", []string{
		`p.yaml:11:5: an item of "trade" is the number 12; expected a line of text, in quotes`,
	}},
	{"empty value", "title: Begin", "title:", []string{
		`p.yaml:16:11: "title" is empty; expected a line of text`,
	}},
	{"empty title", "title: Begin", `title: "  "`, []string{
		`p.yaml:16:12: "title" is empty; expected text`,
	}},
	{"long title", "title: Begin", "title: " + strings.Repeat("é", 201), []string{
		`p.yaml:16:12: "title" has 201 characters; expected at most 200`,
	}},
	{"long reason", "why: >-\n          Because", "why: >-\n          " + strings.Repeat("ab ", 700), []string{
		`p.yaml:25:14: "why" has 2111 characters; expected at most 2000`,
	}},
	{"escape in title", "title: Begin", `title: "Be\x1b[31mgin"`, []string{
		`p.yaml:16:12: "title" holds the control character U+001B; expected printable text`,
	}},
	{"line break in title", "title: Begin", `title: "Be\ngin"`, []string{
		`p.yaml:16:12: "title" holds the control character U+000A; expected printable text`,
	}},
	{"turned writing", "title: Begin", "title: Be\u202egin", []string{
		`p.yaml:16:12: "title" holds the control character U+202E; expected printable text`,
	}},
	{"wide short title", "title: Begin", "title: Begin\n    short: 日本語日本語日本", []string{
		`p.yaml:17:12: "short" takes 16 cells; expected at most 14`,
	}},
	{"topic not a slug", "topic: phase-1", "topic: Phase 1", []string{
		`p.yaml:28:16: "topic" is "Phase 1"; expected small letters and digits joined by single hyphens`,
	}},
	{"slug with an odd hyphen", "topic: phase-1", "topic: phase--1", []string{
		`p.yaml:28:16: "topic" is "phase--1"; expected small letters and digits joined by single hyphens`,
	}},
	{"slug with a letter inside", "topic: phase-1", "topic: phAse-1", []string{
		`p.yaml:28:16: "topic" is "phAse-1"; expected small letters and digits joined by single hyphens`,
	}},
	{"long id", "- id: c-one", "- id: " + strings.Repeat("c", 61), []string{
		`p.yaml:32:13: "id" has 61 characters; expected at most 60`,
	}},
	{"duplicate entry", "id: c-one", "id: m-one", []string{
		`p.yaml:32:13: id "m-one" given twice; the first is on line 19; expected an id of its own for every entry`,
	}},
	{"duplicate sign", "signs:", "signs:\n  - {id: s1, toward: craft, text: Twice.}", []string{
		`p.yaml:14:10: id "s1" given twice; the first is on line 13; expected an id of its own for every sign`,
	}},
	{"duplicate phase", "number: 2", "number: 1", []string{
		`p.yaml:38:13: phase 1 given twice; the first is on line 15; expected 1 for the first phase, 2 for the next and so on, up to 9`,
	}},
	{"phases out of order", "number: 1", "number: 3", []string{
		`p.yaml:15:13: phase 3 comes first; expected 1 for the first phase, 2 for the next and so on, up to 9`,
		`p.yaml:38:13: phase 2 comes after phase 3; expected 1 for the first phase, 2 for the next and so on, up to 9`,
	}},
	{"phases with a gap", "number: 2", "number: 4", []string{
		`p.yaml:38:13: phase 4 comes after phase 1; expected 1 for the first phase, 2 for the next and so on, up to 9`,
	}},
	{"phase number out of range", "number: 2", "number: 10", []string{
		`p.yaml:38:13: "number" is 10; expected a whole number from 1 to 9`,
	}},
	{"no phases", smallPhases(), "phases: []\n", []string{
		`p.yaml:14:9: "phases" is empty; expected at least one phase`,
	}},
	{"window backwards", "{from: 1, to: 4}", "{from: 4, to: 1}", []string{
		`p.yaml:17:26: the years run backwards, from 4 to 1; expected "to" to be no smaller than "from", or no "to" for an open end`,
	}},
	{"window backwards, to first", "{from: 1, to: 4}", "{to: 1, from: 4}", []string{
		`p.yaml:17:17: the years run backwards, from 4 to 1; expected "to" to be no smaller than "from", or no "to" for an open end`,
	}},
	{"years out of range", "{from: 1, to: 4}", "{from: -3, to: 61}", []string{
		`p.yaml:17:19: "from" is -3; expected a whole number from 0 to 60`,
		`p.yaml:17:27: "to" is 61; expected a whole number from 1 to 60`,
	}},
	{"unknown form", "forms: [inside]", "forms: [insid]", []string{
		`p.yaml:30:17: unknown role form "insid" (did you mean "inside"?); expected one of inside`,
	}},
	{"no forms declared", "forms:\n  - id: inside\n    title: Promoted\n    hands-on: 30\n", "", []string{
		`p.yaml:26:17: unknown role form "inside"; expected it to be declared under forms`,
	}},
	{"unknown milestone", "milestone: m-one", "milestone: m-onne", []string{
		`p.yaml:29:20: unknown milestone of this phase "m-onne" (did you mean "m-one"?); expected one of m-one`,
	}},
	{"milestone of another phase", "optional: true\n", "actions:\n      - {id: a-two, title: Go, milestone: m-one}\n", []string{
		`p.yaml:42:43: unknown milestone of this phase "m-one"; expected it to be declared under milestones`,
	}},
	{"unknown gate kind", "kind: led", "kind: lead", []string{
		`p.yaml:36:15: "kind" is "lead" (did you mean "led"?); expected one of led, mentored, shipped, unblocked, decided, represented, hard-conversation, feedback, learned, energy`,
	}},
	{"unknown direction", "toward: craft", "toward: both", []string{
		`p.yaml:13:22: "toward" is "both"; expected one of managing, craft`,
	}},
	{"bad interval", "every: 2 weeks", "every: 2 fortnights", []string{
		`p.yaml:34:16: "every" is "2 fortnights", which is no interval; expected an interval such as week, friday, "2 weeks", month, quarter or "3 months after"`,
	}},
	{"several mistakes", "version: 1\ntitle: My path", "version: x\ntitle: ''", []string{
		`p.yaml:2:10: "version" is the text "x"; expected a whole number from 1 to 9999`,
		`p.yaml:3:8: "title" is empty; expected text`,
	}},
}

func smallPhases() string {
	_, phases, _ := strings.Cut(small, "signs:")
	_, phases, _ = strings.Cut(phases, "\n")
	_, phases, _ = strings.Cut(phases, "\n")
	return phases
}

func TestMistakes(t *testing.T) {
	for _, c := range slices.Concat(mistakes, reviewMistakes) {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(small, c.old) {
				t.Fatalf("the small path holds no %q", c.old)
			}
			wantErrors(t, strings.Replace(small, c.old, c.new, 1), c.want)
		})
	}
}

func wantErrors(t *testing.T, src string, want []string) {
	t.Helper()
	p, err := Load("p.yaml", []byte(src))
	if err == nil {
		t.Fatal("no error")
	}
	if p != nil {
		t.Error("a path came along with the error")
	}
	if got := strings.Split(err.Error(), "\n"); !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	var one *Error
	if !errors.As(err, &one) || one.Line < 1 || one.Column < 1 || one.File != "p.yaml" {
		t.Errorf("not an *Error with a position: %#v", one)
	}
}

// Text at the very end of a file may have lines as long as anywhere.
func TestLoadEndsInText(t *testing.T) {
	long := strings.Repeat("word ", 30)
	for _, end := range []string{"", "\n", "\n\n", "\n# the end\n"} {
		for _, mark := range []string{">-", "|", ">"} {
			p, err := Load("p.yaml", []byte(strings.TrimRight(small, "\n")+"\n    purpose: "+mark+"\n      "+long+end))
			if err != nil {
				t.Errorf("%s, ending %q: %v", mark, end, err)
			} else if got := p.Phases[1].Purpose; got != strings.TrimSpace(long) {
				t.Errorf("%s, ending %q: %q", mark, end, got)
			}
		}
	}
}
