package export

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"

	hostiles "waymark/planner/hostile"
)

func TestSafeCell(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"words", "Ask for feedback", "Ask for feedback"},
		{"formula", "=1+1", "'=1+1"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"full width", "＠x", "'＠x"},
		{"after spaces", " \u00a0\u3000=1", "' \u00a0\u3000=1"},
		{"after what can't be seen", "\u200b\ufeff=1", "'\u200b\ufeff=1"},
		{"tab", "\tx", "'\tx"},
		{"line end", "\nx", "'\nx"},
		{"return", "\rx", "'\nx"},
		{"separator", "\u2028x", "'\nx"},
		{"a quoted formula", "'=1", "''=1"},
		{"one quoted twice", "''=1", "'''=1"},
		{"an apostrophe", "'tis", "'tis"},
		{"apostrophes", "''", "''"},
		{"in the middle", "1 = 1", "1 = 1"},
		{"escape sequences", "a\x1b[31mb\x00\u202ec", "a[31mbc"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := safeCell(c.text)
			if got != c.want {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
			if back := UnquoteCell(got); back != cellText(c.text) {
				t.Errorf("%q came back as %q", c.text, back)
			}
		})
	}
	for _, own := range []string{"'tis", "'", "it's", "''"} { // typed by hand
		if got := UnquoteCell(own); got != own {
			t.Errorf("%q became %q", own, got)
		}
	}
}

// formulaStart is what no cell of text may begin with.
var formulaStart = regexp.MustCompile(`^[\s\p{Z}\p{Cf}]*[=+\-@＝＋－＠\t\r\n]`)

// numberColumns have numbers, of which some may be below zero.
var numberColumns = regexp.MustCompile(`^(value|energy_.*)$`)

// wantSafeTables fails unless the tables have the rows that those of a plan of
// plain words have, and no cell is a formula.
func wantSafeTables(t *testing.T, text string) {
	t.Helper()
	plain := dataOf(t, hostiles.Soil(dataPlan(""), "x"), hostiles.History("x", dataDay), Choice{})
	s := dataOf(t, hostiles.Soil(dataPlan(""), text), hostiles.History(text, dataDay), Choice{})
	for _, name := range TableNames() {
		want, got := rowsOf(t, tableOf(t, plain, name)), rowsOf(t, tableOf(t, s, name))
		if len(want) != len(got) || !slices.Equal(want[0], got[0]) {
			t.Fatalf("%s with %q: %d rows, not %d, under %q", name, text, len(got), len(want), got[0])
		}
		for i, row := range got {
			for j, cell := range row {
				if err := harmless(cell); err != nil {
					t.Errorf("%s with %q: %v in %q", name, text, err, cell)
				}
				if numberColumns.MatchString(got[0][j]) && i > 0 {
					if cell != want[i][j] {
						t.Errorf("%s: the number %q became %q", name, want[i][j], cell)
					}
				} else if formulaStart.MatchString(cell) {
					t.Errorf("%s with %q: the cell %q may be a formula", name, text, cell)
				}
				if want[i][j] == "x" && UnquoteCell(cell) != cellText(text) {
					t.Errorf("%s: %q came back as %q", name, text, UnquoteCell(cell))
				}
			}
		}
	}
}

// harmless says what in a cell would act on a terminal; line ends and tabs are
// meant to be there.
func harmless(cell string) error {
	if !utf8.ValidString(cell) {
		return errors.New("no UTF-8")
	}
	for _, r := range cell {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029 {
			return fmt.Errorf("%U", r)
		}
	}
	return nil
}

func TestCase42CSV(t *testing.T) {
	for _, text := range append(hostiles.Long, hostiles.Texts...) {
		t.Run(text.Name, func(t *testing.T) { wantSafeTables(t, text.Text) })
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range hostiles.Texts {
		f.Add(text.Text)
	}
	f.Add("''=1")
	f.Fuzz(wantSafeTables)
}
