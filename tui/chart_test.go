package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
)

func TestZeroBar(t *testing.T) {
	s := newStyles(true)
	for _, row := range []struct {
		mean float64
		w    int
		want string
	}{
		{0, 9, "────│────"},
		{2, 9, "────│━━━━"},
		{-2, 9, "━━━━│────"},
		{1, 9, "────│━━──"},
		{0.75, 9, "────│━╸──"},
		{-0.75, 9, "──╺━│────"},
		{0.25, 9, "────│╸───"},
		{7, 9, "────│━━━━"},
		{1, 15, "───────│━━━╸───"},
	} {
		if got := ansi.Strip(s.zeroBar(row.mean, row.w)); got != row.want {
			t.Errorf("%v is drawn as %q, expected %q", row.mean, got, row.want)
		}
	}
}

// Every mark of a week has a cell that no other has, and its word in the
// legend.
func TestMarks(t *testing.T) {
	s, seen := newStyles(true), map[string]bool{}
	var all []planner.Mark
	glyphs := ""
	for _, row := range planner.Marks {
		glyph := row.Mark.Glyph()
		if seen[glyph] || width(glyph) != 1 {
			t.Errorf("%q is no cell of its own for a week that is %s", glyph, row.Word)
		}
		seen[glyph] = true
		all, glyphs = append(all, row.Mark), glyphs+glyph
		if row.Mark != planner.NoMark && !strings.Contains(legend(), glyph+" "+row.Word) {
			t.Errorf("the legend %q lacks %s", legend(), row.Word)
		}
	}
	if got := ansi.Strip(s.marks(all)); got != glyphs {
		t.Errorf("the marks are drawn as %q, expected %q", got, glyphs)
	}
	if got, want := s.marks([]planner.Mark{planner.Held, planner.Held, planner.Missed}), s.good.Render("■■")+s.subtle.Render("□"); got != want {
		t.Errorf("the marks are drawn as %q, expected %q", got, want)
	}
	if got := s.marks(nil); got != "" {
		t.Errorf("no marks are drawn as %q", got)
	}
}
