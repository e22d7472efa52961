package tui

import "fmt"

// sorting is the part of the review that empties the inbox, a key for each
// line.
type sorting struct {
	captures
	r *review
}

func newSorting(r *review) part { return &sorting{captures{env: r.env}, r} }

// Follow reads the lines anew.
func (p *sorting) Follow() {
	if p.r.now == nil {
		return
	}
	p.review = p.r.now.ID
	w, h := p.r.room()
	p.read(w, h-p.aboveHeight())
}

// Actions sort the line under the cursor. The page itself names their keys, so
// the footer has room for the moves.
func (p *sorting) Actions() []action {
	acts := p.sortActions()
	for i := range acts {
		acts[i].foot = ""
	}
	return append(acts, p.list.moves()...)
}

// Item is what help tells of.
func (p *sorting) Item() (id, title, reason string) {
	if len(p.lines) == 0 {
		return "", "", ""
	}
	l := p.lines[p.list.at]
	return l.ID.String(), l.Text, "You captured it " + shortDay(l.Created, p.today) + "."
}

// View draws the lines with the keys for them.
func (p *sorting) View(w, h int) string {
	lines := p.above(w)
	if len(p.lines) == 0 {
		return block(lines, w, h)
	}
	return block(append(lines, p.draw(w, h-len(lines))...), w, h)
}

func (p *sorting) aboveHeight() int {
	if p.h >= 20 {
		return 3
	}
	return 2
}

// above is what stands above the lines.
func (p *sorting) above(w int) []string {
	s, n := p.styles, len(p.lines)
	if n == 0 {
		return []string{" " + s.bold.Render("The inbox is empty"), " " + s.subtle.Render("enter goes on; c captures another line.")}
	}
	head := " " + s.bold.Render("What you captured, oldest first")
	lines := []string{ends(head, fmt.Sprintf("%d of %d ", p.list.at+1, n), w), p.legend(p.sortActions(), w)}
	for len(lines) < p.aboveHeight() {
		lines = append(lines, "")
	}
	return lines
}
