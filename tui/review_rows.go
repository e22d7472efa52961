package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// reviewColumns are the columns of the list of reviews, behind the marks of
// their weeks. What is left of a row has the closing line.
var reviewColumns = []struct {
	head string
	w    int
	from int // the narrowest list that has it
	text func(*planner.WeekNote) string
}{
	{"Week", 8, 0, func(n *planner.WeekNote) string { return planner.ShowLine(n.Week) }},
	{"Day", 6, 0, func(n *planner.WeekNote) string { return dayMonth(n.Due) }},
	{"Leading", 7, 0, func(n *planner.WeekNote) string { return readingWords(n.LeadingEnergy()) }},
	{"Hands-on", 8, 0, func(n *planner.WeekNote) string { return readingWords(n.HandsOnEnergy()) }},
	{"Focus", 6, 0, func(n *planner.WeekNote) string { return keptWords(n.Focus) }},
	{"Done", 4, 0, func(n *planner.WeekNote) string { return fmt.Sprintf("%4d", n.Done) }},
	{"Evidence", 8, 78, func(n *planner.WeekNote) string { return fmt.Sprintf("%8d", n.Evidence) }},
}

// marksWidth is how many weeks a row shows: its own, and those before it that
// went by without a review.
const marksWidth = 4

// columnHeads are the heads of the columns in a list w cells wide.
func columnHeads(w int) string {
	var out strings.Builder
	out.WriteString(strings.Repeat(" ", 2+marksWidth))
	for _, c := range reviewColumns {
		if w >= c.from {
			out.WriteString(" " + fit(c.head, c.w))
		}
	}
	return cut(out.String(), w)
}

// row is one review held. The cursor changes its mark and the week's style
// only, so a move costs few bytes.
func (l *reviewList) row(i, w int) string {
	s, note := l.styles, l.weeks[i]
	mark, st := "  ", s.text
	if i == l.at-1 {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	gap := l.gaps[note.Week]
	left := mark + l.rowMarks(gap)
	for j, c := range reviewColumns {
		if w < c.from {
			continue
		}
		text := fit(c.text(note), c.w)
		if j == 0 {
			text = st.Render(text)
		}
		left += " " + text
	}
	if room := w - width(left) - 3; room >= 10 {
		words := "…"
		if l.lines != nil {
			words = planner.ShowLine(l.lines[note.Review])
		}
		left += "  " + s.subtle.Render(cut(joined(gapWords(gap), words), room))
	}
	return fit(left, w)
}

// rowMarks draws the last weeks of a gap and the review that ended it.
func (l *reviewList) rowMarks(gap []planner.Mark) string {
	more := ""
	if over := len(gap) + 1 - marksWidth; over > 0 {
		more, gap = "…", gap[over+1:]
	}
	marks := append(gap[:len(gap):len(gap)], planner.Held)
	return strings.Repeat(" ", marksWidth-len(more)/len("…")-len(marks)) + l.styles.subtle.Render(more) + l.styles.marks(marks)
}

// gapWords tell what became of the weeks of a gap, "2 merged, 1 away".
func gapWords(gap []planner.Mark) string {
	var out []string
	for _, row := range planner.Marks {
		n := 0
		for _, m := range gap {
			if m == row.Mark {
				n++
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, row.Word))
		}
	}
	return strings.Join(out, ", ")
}

// gapsBetween gives for each week with a review the marks of those before it
// that had none.
func gapsBetween(cells []planner.Cell) map[string][]planner.Mark {
	out := map[string][]planner.Mark{}
	var gap []planner.Mark
	for _, c := range cells {
		switch c.Mark {
		case planner.Held:
			if len(gap) > 0 {
				out[c.Note.Week], gap = gap, nil
			}
		case planner.NoMark:
		default:
			gap = append(gap, c.Mark)
		}
	}
	return out
}

// readingWords is a week's reading as a shape and a number.
func readingWords(mean float64, ok bool) string {
	if !ok {
		return planner.NoReading
	}
	return planner.Spark([]planner.Point{{Value: mean, OK: ok}}) + fitLeft(planner.SignedMean(mean), 5)
}

// keptWords is how much was kept of what there was, "2 of 3".
func keptWords(k planner.Kept) string {
	if k.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", k.Done, k.Of)
}
