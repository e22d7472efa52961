package planner_test

import (
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/hostile"
)

// sinks are those of this package; export and the screens have more. A new
// one is tried by being put here.
var sinks = []hostile.Sink{
	{Name: "a line on a terminal", Do: planner.ShowLine},
	{Name: "lines on a terminal", Do: planner.ShowBlock, Lines: true},
	{Name: "a file's name", Do: planner.FileName, Grammar: hostile.Slug},
}

// TestCase42Sinks puts hostile text into every sink.
func TestCase42Sinks(t *testing.T) { hostile.Try(t, sinks) }

// FuzzSinks is case 42 for the sinks.
func FuzzSinks(f *testing.F) { hostile.Fuzz(f, sinks) }

func TestFileName(t *testing.T) {
	for _, tt := range []struct{ name, title, want string }{
		{"words", "Ask for feedback", "ask-for-feedback"},
		{"accents", "Übergabe – Café Ångström, Łódź", "ubergabe-cafe-angstrom-lodz"},
		{"two in one", "Straße Ægir Œuvre ÞÓR", "strasse-aegir-oeuvre-thor"},
		{"accents of their own", "E\u0301tude N\u0303", "etude-n"},
		{"apostrophes", "Dana's and Sam’s", "danas-and-sams"},
		{"digits and dashes", "2026--Q4_review", "2026-q4-review"},
		{"dashes at the ends", " -rf / ", "rf"},
		{"another script", "職業計画", "plan"},
		{"partly another script", "語 plan 語", "plan"},
		{"emoji", "👩‍👧 family", "family"},
		{"empty", "", "plan"},
		{"dots", "..", "plan"},
		{"folders", "../../.ssh/x", "ssh-x"},
		{"a backslash", `C:\CON`, "c-con"},
		{"a device", "CON", "con-plan"},
		{"a device with a digit", "com1", "com1-plan"},
		{"a device with an ending", "nul.txt", "nul-txt"},
		{"a superscript device", "COM¹", "com-plan"},
		{"no device", "Conway", "conway"},
		{"no device either", "com10", "com10"},
		{"NUL", "a\x00b", "a-b"},
		{"escapes", "\x1b[31mred", "31mred"},
		{"a command", "$(id); rm", "id-rm"},
		{"bytes that are no UTF-8", "a\xffb", "a-b"},
		{"long", strings.Repeat("long title ", 20), "long-title-long-title-long-title-long-title-long-title-long-title"[:64]},
		{"a dash where it is cut", strings.Repeat("x", 64) + " y", strings.Repeat("x", 64)},
		{"a dash just before", strings.Repeat("x", 63) + " y", strings.Repeat("x", 63)},
		{"a letter of two where it is cut", strings.Repeat("x", 63) + "ß", strings.Repeat("x", 63)},
		{"the Kelvin sign", "K", "k"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := planner.FileName(tt.title); got != tt.want {
				t.Errorf("%q: got %q, want %q", tt.title, got, tt.want)
			}
		})
	}
}
