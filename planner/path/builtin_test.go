package path

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// requiredFacts are the facts of the source guide that the built-in path must
// stand for.
var requiredFacts = []string{
	"PH0-01", "PH0-02",
	"PH1-01", "PH1-02", "PH1-03", "PH1-04", "PH1-05", "PH1-06", "PH1-07", "PH1-08", "PH1-09", "PH1-10", "PH1-11", "PH1-12",
	"PH2-01", "PH2-02", "PH2-03", "PH2-04", "PH2-05", "PH2-06", "PH2-07", "PH2-08", "PH2-09", "PH2-10", "PH2-11", "PH2-12", "PH2-13",
	"PH3-01", "PH3-02", "PH3-03", "PH3-04", "PH3-05", "PH3-06", "PH3-07", "PH3-08",
	"PH4-01", "PH4-02", "PH4-03", "PH4-04", "PH4-05", "PH4-06", "PH4-07",
	"ACT-A-01", "ACT-A-02", "ACT-A-03", "ACT-A-04", "ACT-A-05", "ACT-A-06",
	"ACT-B-01", "ACT-B-02", "ACT-B-03", "ACT-B-04", "ACT-B-05", "ACT-B-06", "ACT-B-07",
	"ACT-C-01", "ACT-C-02", "ACT-C-03", "ACT-C-04", "ACT-C-05", "ACT-C-06", "ACT-C-07", "ACT-C-08", "ACT-C-09", "ACT-C-10", "ACT-C-11", "ACT-C-12", "ACT-C-13",
	"ERR-00", "ERR-01a", "ERR-01b", "ERR-01c", "ERR-02a", "ERR-02b", "ERR-02c", "ERR-03a", "ERR-03b", "ERR-03c",
	"ERR-04a", "ERR-04b", "ERR-04c", "ERR-05a", "ERR-05b", "ERR-05c", "ERR-05d", "ERR-05e",
	"SKILL-01c", "SKILL-01d", "SKILL-02c", "SKILL-02d", "SKILL-03c", "SKILL-03d", "SKILL-04c", "SKILL-05c", "SKILL-06c", "SKILL-07b", "SKILL-08c",
	"ALONE-02", "ALONE-04", "TEN-15", "OUT-08", "OUT-09",
}

func TestBuiltinCoversTheGuide(t *testing.T) {
	p := Builtin()
	covered := map[string]bool{}
	mark := func(ids []string) {
		for _, id := range ids {
			covered[id] = true
		}
	}
	for _, f := range p.Forms {
		mark(f.Covers)
	}
	for _, f := range p.Foundations {
		mark(f.Covers)
	}
	for _, ph := range p.Phases {
		mark(ph.Covers)
		for _, e := range entries(ph) {
			mark(e.Covers)
		}
	}
	for _, id := range requiredFacts {
		if !covered[id] {
			t.Errorf("nothing in the built-in path covers %s", id)
		}
	}
}

func entries(p Phase) []Entry {
	var all []Entry
	all = append(all, p.Milestones...)
	all = append(all, p.Actions...)
	return append(all, p.Checks...)
}

func TestBuiltinShape(t *testing.T) {
	p := Builtin()
	if p != Builtin() {
		t.Error("parsed twice")
	}
	if len(p.Forms) != 3 || len(p.Foundations) != 5 || len(p.Trade) != 6 || len(p.Signs) != 10 {
		t.Errorf("%d forms, %d foundations, %d trade lines, %d signs", len(p.Forms), len(p.Foundations), len(p.Trade), len(p.Signs))
	}
	var got strings.Builder
	for _, ph := range p.Phases {
		fmt.Fprintf(&got, "%d %s %d-%d: %d %d %d %d\n", ph.Number, ph.Short, ph.From, ph.To,
			len(ph.Milestones), len(ph.Actions), len(ph.Checks), len(ph.Gate))
	}
	const want = "1 Credibility 1-4: 5 13 5 4\n" +
		"2 Lead untitled 3-6: 6 16 5 4\n" +
		"3 First role 5-8: 6 16 8 4\n" +
		"4 Wider scope 7-0: 4 4 3 3\n"
	if got.String() != want {
		t.Errorf("phases with years, milestones, actions, checks, gates:\n%swant\n%s", got.String(), want)
	}
}

func TestBuiltinMilestonesAreServed(t *testing.T) {
	for _, ph := range Builtin().Phases {
		served := map[string]bool{}
		for _, a := range ph.Actions {
			served[a.Milestone] = true
		}
		for _, m := range ph.Milestones {
			if !served[m.ID] {
				t.Errorf("no action serves %s", m.ID)
			}
		}
	}
}

// Each way into the role has something of its own, and what is common stays
// common to all.
func TestBuiltinForms(t *testing.T) {
	for _, f := range Builtin().Forms {
		own, all := 0, 0
		for _, e := range entries(Builtin().Phases[2]) {
			if len(e.Forms) > 0 && !slices.Contains(e.Forms, f.ID) {
				continue
			}
			all++
			if len(e.Forms) > 0 {
				own++
			}
		}
		if own == 0 || all < 20 || all > 28 {
			t.Errorf("%s: %d entries, %d of its own", f.ID, all, own)
		}
	}
}

// What is between you and yourself is in no document for others: whether the
// work suits you, pay, applying elsewhere, interviews, hard conversations.
func TestBuiltinPrivate(t *testing.T) {
	touchy := regexp.MustCompile(`(?i)\b(pay|paid|salary|money|raise you|résumé|employer|applicant|interview with|five stories|the craft|would you choose|` +
		`hard conversation|avoiding|to be liked|put off|friction|quit|refuse|gave you and what|you dislike)`)
	// These only sound like it.
	plain := map[string]bool{"p2-budget": true, "p4-budget": true, "p4-department": true, "p3-coach": true} // of the company's money
	for _, ph := range Builtin().Phases {
		for _, e := range entries(ph) {
			if found := touchy.FindString(e.Title + ". " + e.Why + " " + e.Criterion); found != "" && !e.Private && !plain[e.ID] {
				t.Errorf("%s speaks of %q, and anybody may get it", e.ID, found)
			}
		}
	}
	for _, id := range []string{"p2-check-energy", "p3-terms", "p3-resume", "p3-stories-ready", "p3-raise-early", "p3-check-avoided", "p3-check-liked", "p3-check-again"} {
		if !slices.ContainsFunc(Builtin().Phases, func(ph Phase) bool {
			return slices.ContainsFunc(entries(ph), func(e Entry) bool { return e.ID == id && e.Private })
		}) {
			t.Errorf("anybody may get %s", id)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.?!](\s|$)`)

func TestBuiltinWords(t *testing.T) {
	p := Builtin()
	check := func(id, text string, least, most, runes int) {
		t.Helper()
		n := len(sentenceEnd.FindAllString(text, -1))
		if n < least || n > most || utf8.RuneCountInString(text) > runes {
			t.Errorf("%s: %d sentences, %d runes: %s", id, n, utf8.RuneCountInString(text), text)
		}
		if strings.ContainsAny(text, "!—") || strings.Contains(text, "  ") {
			t.Errorf("%s: shouts, dashes or gapes: %s", id, text)
		}
	}
	for _, f := range p.Forms {
		check(f.ID, f.Why, 1, 3, 320)
	}
	for _, s := range p.Signs {
		check(s.ID, s.Text, 1, 1, 160)
	}
	for _, s := range p.Trade {
		check("trade", s, 1, 1, 110)
	}
	for _, ph := range p.Phases {
		check(ph.Title, ph.Purpose, 2, 4, 480)
		for _, g := range ph.Gate {
			check(g.Kind, g.Title, 0, 0, 60)
			check(g.Kind, g.Why, 1, 3, 320)
		}
		for _, e := range entries(ph) {
			check(e.ID, e.Title, 0, 0, 60)
			check(e.ID, e.Why, 1, 3, 320)
			if e.Criterion != "" {
				check(e.ID, e.Criterion, 1, 1, 200)
			}
			if e.Topic == "" || len(e.Covers) == 0 {
				t.Errorf("%s has no topic or stands for no fact", e.ID)
			}
			if !strings.HasPrefix(e.ID, fmt.Sprintf("p%d-", ph.Number)) {
				t.Errorf("%s does not begin with its phase", e.ID)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load("it-management.yaml", builtinSource); err != nil {
			b.Fatal(err)
		}
	}
}
