package planner_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
)

// hostile is text that a terminal would act on, hide things behind or break.
var hostile = map[string]string{
	"clear and home":         "\x1b[2J\x1b[10;10H",
	"queries":                "\x1b[6n\x1b[21t",
	"title":                  "\x1b]0;x\x07",
	"clipboard":              "\x1b]52;c;aGk=\x07",
	"link":                   "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\",
	"font and notification":  "\x1b]50;?\x07\x1b]99;;x\x1b\\",
	"DCS, APC, PM, SOS":      "\x1bPx\x1b\\\x1bPtmux;\x1b\\\x1b_Gx\x1b\\\x1b^x\x1bXx",
	"unterminated":           "\x1b]",
	"lone escapes":           "\x1b \x1b\x1b",
	"C1 as runes":            "\u009b31m\u009d0;t\u0090",
	"C1 as bytes":            "\x9b31m\x90",
	"carriage return":        "real\rfake",
	"backspace and others":   "a\b\v\f\x0e\x0f\x00\x7fb",
	"paste end":              "\x1b[201~q",
	"bidi":                   "a\u202eb\u2066c\u2069\u200e\u200f\u061cd\u202a",
	"deprecated format":      "a\u206a\u206fb",
	"zero width":             "a\u200b\ufeff\u2060\u00adb",
	"tags":                   "a\U000E0061\U000E0001b",
	"annotation":             "a\ufff9b\ufffac\ufffb",
	"combining marks":        "a" + strings.Repeat("\u0301", 10_000),
	"marks around nothing":   "a" + strings.Repeat("\u0301\u0301\u200b\u0301", 5_000),
	"marks around returns":   "a" + strings.Repeat("\u0301\u0301\r", 5_000),
	"marks around joiners":   "a" + strings.Repeat("\u0301\u200d", 5_000),
	"spacing marks":          "क" + strings.Repeat("ा", 10_000),
	"enclosing marks":        "a" + strings.Repeat("\u20dd", 1_000),
	"invalid UTF-8":          "a\xff\xfe\xc0\xaf\xed\xa0\x80b",
	"line and paragraph":     "a\u2028b\u2029c\u0085d",
	"new lines":              "x\r\nATTACH:file:///etc/passwd\nBEGIN:VALARM\tx",
	"private use":            "\ue000\uf8ff\U000F0000\U0010FFFD",
	"ZWJ family and flag":    "👩‍👩‍👧‍👦 🇩🇪 ❤️",
	"wide, right to left":    "界面 שלום مرحبا",
	"formulas":               "=cmd|'/c calc'!A1",
	"markup":                 `<script>alert(1)</script>"><img src=x onerror=x>{{.}}`,
	"shell":                  "$(id) `id` ; rm -rf ~ %s%n",
	"long word":              strings.Repeat("x", 100_000),
	"hangul filler":          "\u3164\u115f\u1160\uffa0",
	"joiners alone":          strings.Repeat("\u200d\u200c", 1_000),
	"surrogate half escaped": `\ud800`,
}

// wantShown fails if text could do more on a terminal than be read.
func wantShown(t *testing.T, text string, lines bool) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("invalid UTF-8: %q", planner.Shorten(text, 60))
	}
	run := 0
	for _, r := range text {
		switch {
		case lines && r == '\n':
		case r == 0x2028 || r == 0x2029 || unicode.IsControl(r):
			t.Fatalf("%U came through", r)
		case unicode.Is(unicode.Bidi_Control, r):
			t.Fatalf("%U reorders text and came through", r)
		case r == 0x200B || r == 0xFEFF || r >= 0xE0000 && r <= 0xE007F:
			t.Fatalf("%U is invisible and came through", r)
		}
		if unicode.Is(unicode.M, r) || r == 0x200C || r == 0x200D {
			if run++; run > 8 {
				t.Fatalf("more than 8 marks on one rune")
			}
		} else {
			run = 0
		}
	}
}

func TestHostileText(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			wantShown(t, planner.ShowLine(text), false)
			wantShown(t, planner.ShowBlock(text), true)
			for door, clean := range map[string]func(string) string{"line": planner.CleanLine, "text": planner.CleanText, "show": planner.ShowLine, "block": planner.ShowBlock} {
				once := clean(text)
				if twice := clean(once); twice != once {
					t.Errorf("%s: a second time gives %.80q after %.80q", door, twice, once)
				}
				if !utf8.ValidString(once) || door != "block" && door != "text" && strings.ContainsAny(once, "\n\t") {
					t.Errorf("%s: %.80q", door, once)
				}
			}
			if line := planner.CleanLine(text); strings.ContainsFunc(line, unicode.IsControl) {
				t.Errorf("a control passed the door: %.80q", line)
			}
		})
	}
}

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

func FuzzShowLine(f *testing.F) {
	for _, text := range hostile {
		f.Add(planner.Shorten(text, 200))
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := planner.ShowLine(text)
		wantShown(t, line, false)
		wantShown(t, planner.ShowBlock(text), true)
		if again := planner.ShowLine(line); again != line {
			t.Errorf("ShowLine of its own %q is %q", line, again)
		}
	})
}

func FuzzCleanLine(f *testing.F) {
	for _, text := range hostile {
		f.Add(planner.Shorten(text, 200))
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
