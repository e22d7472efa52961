package tui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
)

// width is the number of cells that text takes.
func width(s string) int { return ansi.StringWidth(s) }

// cut shortens text to w cells, with an ellipsis where something is missing.
func cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, "…")
}

// fit makes text exactly w cells wide.
func fit(s string, w int) string {
	s = cut(s, w)
	return s + strings.Repeat(" ", max(0, w-width(s)))
}

// line is fit for what a person wrote: cleaned, so that nothing in it can
// reach the terminal as anything but text.
func line(s string, w int) string { return cut(planner.ShowLine(s), w) }

// ends puts one text at the left and one at the right of a line of w cells;
// the left one gives way.
func ends(left, right string, w int) string {
	rw := width(right)
	switch {
	case rw == 0:
		return fit(left, w)
	case rw >= w:
		return fit(right, w)
	}
	return fit(left, w-rw-1) + " " + right
}

// block makes lines exactly w×h: cut and padded both ways.
func block(lines []string, w, h int) string {
	var b strings.Builder
	for i := range h {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(lines) {
			b.WriteString(fit(lines[i], w))
		} else {
			b.WriteString(strings.Repeat(" ", w))
		}
	}
	return b.String()
}

// beside joins two blocks of equal height with a gap.
func beside(left, right, gap string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	for i := range l {
		if i < len(r) {
			l[i] += gap + r[i]
		}
	}
	return strings.Join(l, "\n")
}

// series lists a few things: "a, b and c".
func series(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// wrap breaks what a person wrote into lines of at most w cells.
func wrap(s string, w int) []string {
	if s == "" || w <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(planner.ShowBlock(s), w, " -"), "\n")
}

// styled renders every line in one style.
func styled(st lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = st.Render(l)
	}
	return out
}

// bar draws progress over w cells.
func (s styles) bar(done, total, w int) string {
	full, w := 0, max(w, 0)
	if total > 0 {
		full = done * w / total
		if done > 0 && full == 0 {
			full = 1
		}
	}
	full = min(max(full, 0), w)
	return s.good.Render(strings.Repeat("━", full)) + s.faint.Render(strings.Repeat("─", max(0, w-full)))
}

// window is the part of a list that is drawn: the first row and how many, so
// that the cursor stays in view.
func window(cursor, top, rows, h int) int {
	if cursor < top {
		top = cursor
	}
	if cursor >= top+h {
		top = cursor - h + 1
	}
	return max(0, min(top, rows-h))
}

// marked are the lines of a window of h lines, with marks at the right where
// there are more above or below.
func (s styles) marked(lines []string, top, h, w int) []string {
	out := slices.Clone(lines[top:min(len(lines), top+h)])
	mark := func(i int, glyph string) { out[i] = ends(out[i], s.faint.Render(glyph), w) }
	if top > 0 && len(out) > 0 {
		mark(0, "↑")
	}
	if top+h < len(lines) && len(out) > 0 {
		mark(len(out)-1, "↓")
	}
	return out
}

// underline marks the bytes of s at the given places, which must be those of
// whole runes, and renders the rest in st.
func (s styles) underline(text string, at []int, st lipgloss.Style) string {
	if len(at) == 0 {
		return st.Render(text)
	}
	var b strings.Builder
	last := 0
	hit := st.Underline(true)
	for _, i := range at {
		if i < last || i >= len(text) || !utf8.RuneStart(text[i]) { // it was cut away
			continue
		}
		end := i + 1
		for end < len(text) && text[end]&0xC0 == 0x80 {
			end++
		}
		b.WriteString(st.Render(text[last:i]))
		b.WriteString(hit.Render(text[i:end]))
		last = end
	}
	b.WriteString(st.Render(text[last:]))
	return b.String()
}
