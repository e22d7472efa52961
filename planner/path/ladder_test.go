package path

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// ladder is the source of a company's ladder of a hundred entries, with pieces
// replaced pair by pair.
func ladder(tb testing.TB, pairs ...string) string {
	tb.Helper()
	text, err := os.ReadFile("testdata/ladder.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	src := string(text)
	for i := 0; i < len(pairs); i += 2 {
		if strings.Count(src, pairs[i]) != 1 {
			tb.Fatalf("the ladder has %d times %q", strings.Count(src, pairs[i]), pairs[i])
		}
		src = strings.Replace(src, pairs[i], pairs[i+1], 1)
	}
	return src
}

func TestLadder(t *testing.T) {
	p, odd, err := Check("ladder.yaml", []byte(ladder(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range odd {
		t.Errorf("odd: %v", e)
	}
	n := 0
	for _, ph := range p.Phases {
		n += len(entries(ph))
	}
	if n != 107 || len(p.Phases) != 6 {
		t.Errorf("%d entries in %d phases", n, len(p.Phases))
	}
	v := &traveller{t, begun(t, p), 10}
	if got := len(slices.Collect(v.plan().Items())); got != n {
		t.Errorf("%d items of %d entries", got, n)
	}
	v.wantOffers(p)
}

// secondLadder is what a company may do to its ladder in a year.
var secondLadder = []string{
	"version: 1\n", "version: 2\n",
	// Changed words, of an entry and of a phase.
	"title: Fix five small bugs in different corners", "title: Fix three small bugs in different corners",
	"every: day", "every: 2 days",
	"    short: L2 Senior\n", "    short: Senior\n",
	// A new entry.
	"      - id: l1-pair\n", "      - id: l1-security\n        title: Take the security training\n        milestone: l1-on-call-ready\n      - id: l1-pair\n",
	// One that is gone.
	"      - id: l2-talk\n        title: Give a talk to the whole department\n        why: A name that has been heard once opens doors in every later project.\n        optional: true\n", "",
	// One that moves up a level.
	"      - id: l2-game-day\n        title: Run a game day on the riskiest failure you know\n        why: It is cheaper to be surprised on a Tuesday at ten.\n        milestone: l2-incident-led\n", "",
	"      - id: l3-map\n", "      - id: l2-game-day\n        title: Run a game day on the riskiest failure you know\n        why: It is cheaper to be surprised on a Tuesday at ten.\n        milestone: l3-raised-bar\n      - id: l3-map\n",
	// A new question.
	"      - {id: q6-2,", "      - {id: q6-3, text: \"What will your successor curse you for?\"}\n      - {id: q6-2,",
}

func TestLadderGrows(t *testing.T) {
	next := loaded(t, ladder(t, secondLadder...))
	v := &traveller{t, begun(t, loaded(t, ladder(t))), 10}
	v.edit("l1-small-bugs", func(it planner.Listed) { it.Base().State = planner.Done })
	v.edit("l1-stuck", func(it planner.Listed) { it.Base().Title = "Say it when I am stuck" })
	v.edit("l2-game-day", func(it planner.Listed) { it.Base().Note = "With the storage team." })
	v.wantOffers(next, "changed l1-small-bugs title yes", "new l1-security yes", "changed l1-stuck.title title before", "changed l1-stuck every yes",
		"changed phase:2 short yes", "changed l2-game-day phase milestone yes", "changed phase:6 questions yes", "gone l2-talk")
	v.update(next, "defaults", "l2-talk")
	for entry, want := range map[string]string{
		"l1-small-bugs": "Fix three small bugs in different corners, done, phase 1",
		"l1-stuck":      "Say it when I am stuck, to do, phase 1",
		"l2-game-day":   "Run a game day on the riskiest failure you know, to do, phase 3",
		"l2-talk":       "Give a talk to the whole department, dropped, phase 2",
		"l1-security":   "Take the security training, to do, phase 1",
	} {
		b := v.item(entry).Base()
		if got := fmt.Sprintf("%s, %s, phase %d", b.Title, b.State, b.Phase); got != want {
			t.Errorf("%s: %s, want %s", entry, got, want)
		}
	}
	if a := v.item("l2-game-day").(*planner.Action); a.Note == "" || a.Milestone != v.item("l3-raised-bar").Key() {
		t.Errorf("%+v", a)
	}
	v.wantOffers(next, "changed l1-stuck.title title before")
}

// Ladders come in all shapes.
func TestLadderShapes(t *testing.T) {
	var nine strings.Builder
	nine.WriteString("name: levels\nversion: 1\ntitle: Neun Stufen\nphases:\n")
	for i := 1; i <= 9; i++ {
		fmt.Fprintf(&nine, "  - number: %d\n    title: Stufe %d — Führung\n    years: {from: %d}\n    actions:\n", i, i, i)
		for j := range 13 {
			fmt.Fprintf(&nine, "      - id: s%d-%d\n        title: \"Übung %d: 実践\"\n        why: >-\n          %s\n", i, j, j, strings.Repeat("Länger als nötig. ", 100))
		}
	}
	for name, src := range map[string]string{
		"nine levels of long texts": nine.String(),
		"Windows line ends":         strings.ReplaceAll(ladder(t), "\n", "\r\n"),
		"a byte order mark":         "\ufeff" + ladder(t),
		"spaces at the ends":        strings.ReplaceAll(ladder(t), "\n", "  \n"),
		"no end of the last line":   strings.TrimRight(ladder(t), "\n"),
	} {
		t.Run(name, func(t *testing.T) { canStart(t, loaded(t, src)) })
	}
	for name, c := range map[string]struct{ src, want string }{
		"a tab":        {ladder(t, "      - id: l1-pair\n", "\t- id: l1-pair\n"), "expected spaces, not tabs, for indentation"},
		"a tenth":      {nine.String() + "  - {number: 10, title: Zehn, years: {from: 9}}\n", `"number" is 10; expected a whole number from 1 to 9`},
		"a colon":      {ladder(t, "title: Show your work at the fortnightly demo", "title: Show: your work"), `expected quotes around text that holds ": "`},
		"a word apart": {ladder(t, "id: l1-pair", "id: l1 pair"), `"id" is "l1 pair"; expected small letters and digits joined by single hyphens`},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Load("ladder.yaml", []byte(c.src))
			if p != nil || err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "ladder.yaml:") {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func BenchmarkLoadLadder(b *testing.B) {
	src := []byte(ladder(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load("ladder.yaml", src); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompare is a ladder beside a plan of it.
func BenchmarkCompare(b *testing.B) {
	p, err := Load("ladder.yaml", []byte(ladder(b)))
	if err != nil {
		b.Fatal(err)
	}
	k := planner.NewMemory()
	if _, err := k.Create("test", stamped(Start(p, planner.Profile{}, nil, startDay), 1)); err != nil {
		b.Fatal(err)
	}
	plan, err := k.Load()
	if err != nil {
		b.Fatal(err)
	}
	taken, err := planner.Takes(k)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if len(Compare(p, plan, taken)) > 0 {
			b.Fatal("it differs")
		}
	}
}
