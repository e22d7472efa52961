package export

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"waymark/planner"
)

func TestEscapeLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain words", "Ask Dana, or Sam (both), for feedback: now!", "Ask Dana, or Sam (both), for feedback: now!"},
		{"heading", "# h", `\# h`},
		{"heading's end", "a ## ", `a \#\#`},
		{"language", "C# and F#", "C# and F#"},
		{"issue", "fix #12", `fix \#12`},
		{"cell", "a | b", `a \| b`},
		{"code", "`rm -rf`", "\\`rm -rf\\`"},
		{"fence", "```sh", "\\`\\`\\`sh"},
		{"html", "<b>x</b> <!-- y", `\<b>x\</b> \<!-- y`},
		{"link", "[x](http://y)", `\[x\](http://y)`},
		{"image", "![x](y)", `!\[x\](y)`},
		{"reference", "[x]: y", `\[x\]: y`},
		{"number", "1. one", `1\. one`},
		{"number in brackets", "12) one", `12\) one`},
		{"number in two brackets", "(1) one", `\(1) one`},
		{"label in brackets", "(@a) one", `\(@a) one`},
		{"letter", "a. one", `a\. one`},
		{"letter in a bracket", "B) one", `B\) one`},
		{"Roman number", "iv. one", `iv\. one`},
		{"words in brackets", "(maybe) ask", "(maybe) ask"},
		{"a word and a dot", "Done. Next", "Done. Next"},
		{"raised", "2^10^ is 1024", `2\^10\^ is 1024`},
		{"one caret", "2^10", "2^10"},
		{"a year", "2026 was good", "2026 was good"},
		{"bullets", "- a", `\- a`},
		{"plus", "+ a", `\+ a`},
		{"star", "* a", `\* a`},
		{"rule", "---", `\---`},
		{"underline", "===", `\===`},
		{"quote", "> a", `\> a`},
		{"arrow", "a -> b", "a -> b"},
		{"definition", ": a", `\: a`},
		{"emphasis", "*a* _b_ __c__", `\*a\* \_b\_ \_\_c\_\_`},
		{"snake case", "snake_case_name", "snake_case_name"},
		{"struck", "~~a~~", `\~\~a\~\~`},
		{"entity", "&lt; &#60; &#x3c;", `\&lt; \&#60; \&#x3c;`},
		{"ampersand", "R&D; Q & A", `R\&D; Q & A`},
		{"formula", "$a$", `\$a\$`},
		{"money", "saved $5", "saved $5"},
		{"backslash", `a\b\`, `a\\b\\`},
		{"an address", "see https://example.com/a_b?c=d", "see https://example.com/a_b?c=d"},
		{"an address with marks", "https://example.com/~dana", `https\://example.com/\~dana`},
		{"an address without a scheme", "www.example.com/*x*", `www\.example.com/\*x\*`},
		{"an address not of the web", "ftp://example.com", `ftp\://example.com`},
		{"line ends", "a\nb\r\nc", "a b c"},
		{"escape sequences", "a\x1b[31mb\x00\u202Ec", `a␛\[31mb␀c`},
		{"wide and joined", "語 👩‍👩‍👧 שלום", "語 👩‍👩‍👧 שלום"},
		{"only spaces", "  ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := escapeLine(c.text); got != c.want {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestEscapeBlock(t *testing.T) {
	got := strings.Join(escapeBlock("\n# a\n    code\n\n- b  \n1. c\n"), "\n")
	if want := "\\# a\n\u00a0\u00a0\u00a0\u00a0code\n\n\\- b\n1\\. c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What an unescaped rune at the start of a line, or anywhere, would begin.
var (
	atStart  = regexp.MustCompile(`^[ \t]*([-+*=>#:|~]|\(?(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|@[0-9A-Za-z]*)[.)]|` + "`" + `)`)
	anywhere = regexp.MustCompile("[`*\\[\\]{}<|~]")
	lowLine  = regexp.MustCompile(`(^|[^\pL\p{Nd}])_|_([^\pL\p{Nd}]|$)`)
	entities = regexp.MustCompile(`&#?[0-9A-Za-z]{1,32};`)
	// GitHub takes an address as it stands.
	linkMarks = regexp.MustCompile(`([^\\]://|www\.)[^ ]*\\`)
	hashes    = regexp.MustCompile(`(^| )#`)
	escaped   = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
)

// FuzzEscapeLine is case 42 for Markdown: it checks escaping against what Markdown is known to act on,
// and that it loses nothing: without the backslashes the text is as it was.
func FuzzEscapeLine(f *testing.F) {
	for _, seed := range []string{"# h", "a|b", "`x`", "<b>", "[a](b)", "![a](b)", "1. x", "---", "a\\", "_a_ b_c", "&lt;", "$a$", "  - x", "a\nb", "\x1b[0m", "12)", "* * *", "a #", "\u00a0#x", "__init__"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := escapeLine(s)
		if strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("a control character is left in %q", got)
		}
		if back, want := unescape(got), strings.TrimSpace(planner.ShowLine(s)); back != want {
			t.Errorf("%q came back as %q, want %q", s, back, want)
		}
		inert(t, got)
	})
}

// Marks that pair across the lines of a text are escaped too.
func TestEscapePairsAcrossLines(t *testing.T) {
	got := strings.Join(escapeBlock("saved $5\nand $6"), "\n")
	if want := "saved \\$5\nand \\$6"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzEscapeBlock(f *testing.F) {
	f.Add("a\n===\nb\n:--\n    code\n\t1. x\n```\n~~~")
	f.Fuzz(func(t *testing.T, s string) {
		for _, line := range escapeBlock(s) {
			if strings.Contains(line, "\n") || strings.HasPrefix(line, " ") {
				t.Errorf("%q is no line", line)
			}
			inert(t, line)
		}
	})
}

// inert fails if an escaped line could still be markup.
func inert(t *testing.T, line string) {
	t.Helper()
	if markup := markupIn(line); markup != "" {
		t.Errorf("%q holds %s", line, markup)
	}
}

// markupIn says what of an escaped line could still be markup.
func markupIn(line string) string {
	// Pairs of backslash and mark are plain: take them out and look at the rest.
	bare := escaped.ReplaceAllString(line, "\u25a1")
	switch {
	case strings.Contains(bare, `\`):
		return "a loose backslash"
	case linkMarks.MatchString(line):
		return "an address with a backslash"
	case strings.Count(bare, "$") > 1 || strings.Count(bare, "^") > 1:
		return "what may be a formula or something raised"
	}
	for _, form := range []*regexp.Regexp{atStart, anywhere, lowLine, entities, hashes} {
		if m := form.FindString(bare); m != "" {
			return "a bare " + m
		}
	}
	return ""
}

// unescape takes away the backslash before each mark.
func unescape(s string) string { return escaped.ReplaceAllString(s, "$1") }
