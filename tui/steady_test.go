package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestSteady(t *testing.T) {
	for in, want := range map[string]string{
		"plain \x1b[1mbold\x1b[m text":                      "plain \x1b[1mbold\x1b[m text",
		"\U0001F469\u200d\U0001F469\u200d\U0001F467 family": "\U0001F469 family",
		"\U0001F44D\U0001F3FD yes":                          "\U0001F44D yes",
		"\x1b[1m\u2764\ufe0f\x1b[m love":                    "\x1b[1m\u2764 \x1b[m love",
		"漢字 שלום e\u0301":                                   "漢字 שלום e\u0301",
		"\U0001F1E9\U0001F1EA flag \u200d":                  "\U0001F1E9\U0001F1EA flag \u200d",
	} {
		got := steady(in)
		if !strings.HasPrefix(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if ansi.StringWidth(got) != ansi.StringWidth(in) {
			t.Errorf("%q: %d cells became %d", in, ansi.StringWidth(in), ansi.StringWidth(got))
		}
		if ansi.StringWidthWc(got) != ansi.StringWidth(got) {
			t.Errorf("%q: counted by runes %d cells, by pictures %d", in, ansi.StringWidthWc(got), ansi.StringWidth(got))
		}
	}
}

// Whichever way a terminal counts, no row is wider than the window.
func TestEmojiKeepTheFrame(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Path"})
	r.press("a").write("\U0001F469\u200d\U0001F469\u200d\U0001F467\U0001F44D\U0001F3FD family and \u2764\ufe0f for everyone who is here").press("ctrl+s")
	for _, keys := range []string{"", "enter"} {
		if keys != "" {
			r.press(keys)
		}
		for i, l := range strings.Split(r.View().Content, "\n") {
			if w := ansi.StringWidthWc(l); w > r.w {
				t.Errorf("line %d has %d cells counted by runes:\n%s", i, w, ansi.Strip(l))
			}
		}
	}
}
