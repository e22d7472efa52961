package export

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/planner/hostile"
)

func cellsOf(line string) int { return displaywidth.String(line) }

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, line string
		width      int
		want       []string
	}{
		{"short", "a b", 5, []string{"a b"}},
		{"nothing", "", 5, []string{""}},
		{"between words", "aaa bbb cc", 6, []string{"aaa", "bbb cc"}},
		{"a long word", "abcdefgh ij", 4, []string{"abcd", "efgh", "ij"}},
		{"after a word", "a bcdefgh", 4, []string{"a", "bcde", "fgh"}},
		{"wide", "職業計画 x", 5, []string{"職業", "計画", "x"}},
		{"joined", "👩‍👩‍👧👩‍👩‍👧", 3, []string{"👩‍👩‍👧", "👩‍👩‍👧"}},
		{"indented", "  aaa bbb", 6, []string{"  aaa", "  bbb"}},
		{"spaces within", "a   b", 9, []string{"a   b"}},
	} {
		if got := wrap(c.line, c.width); cmp.Diff(c.want, got) != "" {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// Long titles, notes and cells are broken where a mail needs it, and stay with
// what they belong to.
func TestTextBreaksLines(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("word ", 20))
	got := rendered(t, &Document{Title: long, Sections: []Section{{Level: 2, Heading: "Head", Blocks: []Block{
		Tasks{[]Task{{Title: long, How: long, Note: "  " + long}}},
		Table{Columns: []Column{{Name: "A"}, {Name: "B", Right: true}}, Rows: [][]string{{long, "1 of 2"}}},
	}}}}, Text)
	golden(t, "text-long.txt", got)
}

// textLine is a line of plain text as a reader who knows nothing of this
// package would class it, with those that continue it.
type textLine struct{ Kind, Text string }

// readText gives the lines of a document with their white space taken away.
func readText(t *testing.T, doc string) []textLine {
	t.Helper()
	var out []textLine
	gap := true // before this line
	for line := range strings.Lines(doc) {
		line = strings.TrimSuffix(line, "\n")
		if n := cellsOf(line); n > columns {
			t.Errorf("%d cells in %q", n, line)
		}
		rest := strings.TrimLeft(line, " ")
		kind, indent := "", len(line)-len(rest)
		mark := func(kinds ...string) {
			for _, m := range kinds {
				if text, found := strings.CutPrefix(rest, m); found && (text == "" || text[0] == ' ') {
					kind, rest = m, text
				}
			}
		}
		switch {
		case rest == "":
			gap = true
			continue
		case indent == 0 && !gap && (strings.Trim(rest, "=") == "" || strings.Trim(rest, "-") == ""):
			kind, rest = "rule", ""
		case indent == 0:
			kind = "heading"
		case indent == 4:
			mark("[ ]", "[x]", "-", ">")
		case indent == 8 || indent == 10:
			mark(">")
		case indent == 2:
			kind = "text"
		case indent == 3:
			kind = ""
		}
		gap = false
		stripped := strings.Join(strings.Fields(rest), "")
		last := len(out) - 1
		switch {
		case kind == "" && last >= 0, last >= 0 && (kind == ">" || kind == "text") && out[last].Kind == kind:
			out[last].Text += stripped
		default:
			out = append(out, textLine{kind, stripped})
		}
	}
	return out
}

func keepsText(t *testing.T, name, text string) {
	t.Helper()
	if blank(text) {
		return
	}
	want := readText(t, rendered(t, everyPlace(aLine, aBlock), Text))
	strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for i, line := range want {
		want[i].Text = strings.ReplaceAll(strings.ReplaceAll(line.Text, aLine, strip(planner.ShowLine(text))), aBlock, strip(planner.ShowBlock(text)))
	}
	if diff := cmp.Diff(want, readText(t, rendered(t, everyPlace(text, text), Text))); diff != "" {
		t.Errorf("%s: %.200q (-want +got):\n%.3000s", name, text, diff)
	}
	if first, _ := utf8.DecodeRuneInString(planner.ShowLine(text)); !unicode.Is(unicode.M, first) { // it goes with the space before it
		keepsTable(t, name, text)
	}
}

// keepsTable reads a table's columns by where its rule says they stand.
func keepsTable(t *testing.T, name, text string) {
	t.Helper()
	out := rendered(t, &Document{Title: "x", Sections: []Section{{Level: 2, Heading: "y", Blocks: []Block{
		Table{Columns: []Column{{Name: "One"}, {Name: "Two", Right: true}}, Rows: [][]string{{text, text}}},
	}}}}, Text)
	_, rows, _ := strings.Cut(out, "\n  --")
	rule, rows, _ := strings.Cut(rows, "\n")
	first, second, _ := strings.Cut("--"+rule, "  ")
	var one, two strings.Builder
	for line := range strings.Lines(rows) {
		at := 0
		for g := displaywidth.StringGraphemes(strings.TrimSuffix(line, "\n")); g.Next(); at += g.Width() {
			if at < len(textIndent+first)+1 {
				one.WriteString(g.Value())
			} else {
				two.WriteString(g.Value())
			}
		}
		if at > len(textIndent+first+"  "+second) {
			t.Errorf("%s: %q is wider than the table", name, line)
		}
	}
	want := strings.Join(strings.Fields(planner.ShowLine(text)), "")
	for _, cell := range []string{one.String(), two.String()} {
		if got := strings.Join(strings.Fields(cell), ""); got != want {
			t.Errorf("%s: the cell of %.200q reads %.200q", name, want, got)
		}
	}
}

// TestCase42TextKeepsText puts hostile text into every place of a document:
// a reader of its lines finds the same text, and each line where it belongs.
func TestCase42TextKeepsText(t *testing.T) {
	for _, text := range hostile.Texts {
		keepsText(t, text.Name, text.Text)
	}
}

// FuzzText is case 42 for whole documents of plain text.
func FuzzText(f *testing.F) {
	for _, text := range hostile.Texts {
		f.Add(text.Text)
	}
	f.Fuzz(func(t *testing.T, text string) { keepsText(t, "fuzzed", text) })
}
