package planner_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
	"waymark/planner/hostile"
)

func TestShowLine(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"plain", "Ask for feedback", "Ask for feedback"},
		{"empty", "", ""},
		{"accents", "Übergabe – Café", "Übergabe – Café"},
		{"combining accents stay", "e\u0301tude", "e\u0301tude"},
		{"emoji family", "👩‍👩‍👧‍👦!", "👩‍👩‍👧‍👦!"},
		{"persian non-joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"arabic number sign", "\u0600\u0661", "\u0600\u0661"},
		{"escape is seen", "\x1b[31mred", "␛[31mred"},
		{"overwriting is seen", "real\rfake", "realfake"},
		{"NUL, BEL and DEL are seen", "a\x00\x07\x7f", "a␀␇␡"},
		{"C1 is seen", "a\u009bb", "a\uFFFDb"},
		{"bytes that aren't UTF-8", "a\xff\xfeb", "a\uFFFDb"},
		{"lines become one", "a\nb\tc\u2028d", "a b c d"},
		{"overrides go", "a\u202eb", "ab"},
		{"eight marks stay", "a" + strings.Repeat("\u0301", 20) + "b\u0301", "a" + strings.Repeat("\u0301", 8) + "b\u0301"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := planner.ShowLine(tt.text); got != tt.want {
				t.Errorf("ShowLine(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
	if got := planner.ShowBlock("a\n\x1bb\tc"); got != "a\n␛b c" {
		t.Errorf("ShowBlock = %q", got)
	}
}

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, text, line, block string }{
		{"white space", "  a \t b\n ", "a b", "  a \t b"},
		{"line ends", "a\r\nb\rc\n\n", "a b c", "a\nb\nc"},
		{"two line ends", "a\r\r\nb", "a b", "a\n\nb"},
		{"controls", "a\x00\x1b[2Jb\u009bc\x7f", "a[2Jbc", "a[2Jbc"},
		{"overrides", "a\u202e\u2066b", "ab", "ab"},
		{"other spaces", "a\u00a0\u3000b", "a b", "a\u00a0\u3000b"},
		{"emoji", "👩‍👧 ok", "👩‍👧 ok", "👩‍👧 ok"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := planner.CleanLine(tt.text); got != tt.line {
				t.Errorf("CleanLine = %q, want %q", got, tt.line)
			}
			if got := planner.CleanText(tt.text); got != tt.block {
				t.Errorf("CleanText = %q, want %q", got, tt.block)
			}
		})
	}
}

// No hostile text passes a door as more than text, and once is enough.
func TestHostileTextAtTheDoor(t *testing.T) {
	for _, text := range append(hostile.Long, hostile.Texts...) {
		for door, clean := range map[string]func(string) string{"line": planner.CleanLine, "text": planner.CleanText} {
			once := clean(text.Text)
			if twice := clean(once); twice != once {
				t.Errorf("%s, %s: a second time gives %.80q after %.80q", text.Name, door, twice, once)
			}
			if err := hostile.Obeyed(strings.NewReplacer("\t", " ", "\u2028", " ", "\u2029", " ").Replace(once), door == "text"); err != nil {
				t.Errorf("%s, %s: %v passed in %.80q", text.Name, door, err, once)
			}
		}
	}
}

func TestShorten(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want string
	}{
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"界面界面", 3, "界面…"},
		{"abc", 1, "…"},
		{"abc", 0, "…"},
		{"", 0, ""},
	} {
		if got := planner.Shorten(tt.text, tt.n); got != tt.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", tt.text, tt.n, got, tt.want)
		}
	}
}

// FuzzCleanLine is case 42 for the doors.
func FuzzCleanLine(f *testing.F) {
	for _, text := range hostile.Texts {
		f.Add(text.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line, block := planner.CleanLine(text), planner.CleanText(text)
		if planner.CleanLine(line) != line || planner.CleanText(block) != block {
			t.Errorf("cleaning twice changes %q or %q", line, block)
		}
		if !utf8.ValidString(line) || !utf8.ValidString(block) || strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("%q or %q passed the door", line, block)
		}
	})
}
