package tui

// heldReview shows one review of the past whole.
type heldReview struct {
	*env
	held heldTexts
	from int
}

// Title names the week.
func (d *heldReview) Title() string { return "Review of " + weekOf(d.held.Review) }

// Actions are closing and scrolling.
func (d *heldReview) Actions() []action {
	acts := []action{{keys: []string{"esc", "enter", "q"}, label: "close", foot: "close", do: doing(d.answer)}}
	moves := cursorActions(d.scroll, func() int { _, h := d.Size(d.w-6, d.h-4); return h })
	if w, h := d.Size(d.w-6, d.h-4); len(d.lines(w)) > h+d.from {
		moves[0].foot = "more"
	}
	return append(acts, moves...)
}

// Follow keeps the scroll within what there is in a window of another size.
func (d *heldReview) Follow() { d.scroll(0) }

func (d *heldReview) scroll(by int) {
	w, h := d.Size(d.w-6, d.h-4)
	d.from = max(0, min(d.from+by, len(d.lines(w))-h))
}

func (d *heldReview) lines(w int) []string { return d.reviewLines(d.held, w) }

// Size is a comfortable page.
func (d *heldReview) Size(w, h int) (int, int) {
	w = min(w, 72)
	return w, min(h, len(d.lines(w)))
}

// View draws the review.
func (d *heldReview) View(w, h int) string {
	lines := d.lines(w)
	return block(lines[min(d.from, len(lines)):], w, h)
}
