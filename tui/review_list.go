package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// sidePane divides the width between a list and, where there is room, what is
// said of its selected row; side is 0 where there is none.
func sidePane(w int) (list, side int) {
	if w < 110 {
		return w, 0
	}
	side = min(60, w*2/5)
	return w - side - 1, side
}

// listActions are the moves, and the ways into a review.
func (r *review) listActions() []action {
	noPlan, notYet, begin := "", "", "begin"
	switch {
	case r.plan == nil:
		noPlan = "There is no plan yet; the walk makes one."
	case r.now != nil:
		begin = "take up"
	}
	open, now := "open", begin
	if r.at == 0 && r.plan != nil {
		open, now = begin, ""
		if notYet = r.notYet(); notYet != "" {
			open, now = "", "begin now"
		}
	}
	acts := []action{
		{keys: []string{"enter"}, label: "open the review under the cursor; the one that is due begins", foot: open, why: firstOf(noPlan, notYet), do: r.enter},
		{keys: []string{"r"}, label: "begin the review at any time, or take it up where it was left", foot: now, why: noPlan, do: doing(r.begin)},
	}
	return append(acts, cursorActions(func(by int) { r.moveTo(r.at + by) }, func() int { return r.listRows() })...)
}

// cursorActions are the moves of a list; move takes a number of rows.
func cursorActions(move func(by int), page func() int) []action {
	const end = 1 << 30
	return []action{
		{keys: []string{"j", "down"}, label: "down", do: doing(func() { move(1) })},
		{keys: []string{"k", "up"}, label: "up", do: doing(func() { move(-1) })},
		{keys: []string{"g", "home"}, label: "to the top", do: doing(func() { move(-end) })},
		{keys: []string{"G", "end"}, label: "to the end", do: doing(func() { move(end) })},
		{keys: []string{"ctrl+d", "pgdown"}, label: "a page down", do: doing(func() { move(max(1, page()-1)) })},
		{keys: []string{"ctrl+u", "pgup"}, label: "a page up", do: doing(func() { move(-max(1, page()-1)) })},
	}
}

// moveTo puts the cursor on a row, 0 for the review that is due, and scrolls
// those below it.
func (r *review) moveTo(at int) {
	r.at = max(0, min(at, len(r.past)))
	r.from = window(max(0, r.at-1), r.from, len(r.past), r.listRows())
}

// listRows is how many of the reviews held have room on screen.
func (r *review) listRows() int {
	w, _ := sidePane(r.w)
	return max(1, r.bodyHeight()-len(r.listHead(w)))
}

func (r *review) enter() tea.Cmd {
	if r.at == 0 {
		r.begin()
		return nil
	}
	return r.ask(&heldReview{env: r.env, held: r.past[r.at-1], until: r.untilOf(r.at - 1)})
}

// untilOf is the day to which the focus of a review counts as kept.
func (r *review) untilOf(i int) civil.Date {
	if i == 0 {
		return r.today
	}
	return r.past[i-1].Closed
}

// whenDue says when the next review is due, and what it takes up.
func (r *review) whenDue() (title, when string) {
	due := r.plan.ReviewDue(r.today)
	first := len(r.past) == 0 && r.plan.Profile().Settled.IsZero()
	switch {
	case r.now != nil:
		return "Review of " + weekName(r.plan.ReviewWeek(r.today)) + ", under way", "begun " + shortDay(r.now.Started, r.today)
	case due.After(r.today):
		when = "due " + longDay(due) + ", " + planner.Away(due, r.today)
	case due == r.today:
		when = "due today"
	default:
		when = "due since " + longDay(due)
	}
	if first {
		return "Your first review", when
	}
	merged := ""
	if !due.After(r.today) {
		merged = mergedWords(r.plan.Merged(r.today))
	}
	return "Your weekly review", joined(when, merged)
}

// listHead is what stands above the reviews held: the one that is due.
func (r *review) listHead(w int) []string {
	s := r.styles
	title, when := r.whenDue()
	mark, st := "  ", s.bold
	if r.at == 0 {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	lines := []string{mark + st.Render(cut(title, w-2))}
	for _, l := range wrap(capital(when), w-3) {
		lines = append(lines, "  "+s.subtle.Render(l))
	}
	words := lookingAt(r.due)
	if r.now != nil {
		words = r.sofar()
	}
	for _, l := range wrap(capital(words), w-3) {
		lines = append(lines, "  "+l)
	}
	if r.h >= 20 {
		lines = append([]string{""}, append(lines, "")...)
	}
	about := fmt.Sprintf("%d held", len(r.past))
	if len(r.past) == 0 {
		about = "None held yet. One takes some minutes; esc leaves at any point, and it goes on from there."
	}
	for _, l := range wrap(about, w-3) {
		lines = append(lines, "  "+s.subtle.Render(l))
	}
	return lines
}

// sofar says how far the review under way has come.
func (r *review) sofar() string {
	seen := 0
	for _, step := range r.now.Steps {
		if step.Outcome != "" {
			seen++
		}
	}
	if r.nextOpen(0) < 0 {
		return "everything is looked at; next week's focus and a closing line are left"
	}
	return fmt.Sprintf("%d of %d looked at; enter takes it up there", seen, len(r.now.Steps))
}

// viewList draws the review that is due, and of those held what is visible.
func (r *review) viewList(w, h int) string {
	list, side := sidePane(w)
	lines := r.listHead(list)
	room := h - len(lines)
	for i := r.from; i < min(len(r.past), r.from+room); i++ {
		lines = append(lines, r.pastRow(i, list))
	}
	out := block(lines, list, h)
	if side == 0 {
		return out
	}
	return beside(out, block(inset(r.sideLines(side-2)), side, h), r.styles.faint.Render("│"))
}

// pastRow is one review held: week, day, sums, focus kept, closing line.
func (r *review) pastRow(i, w int) string {
	s, held := r.styles, r.past[i]
	mark, st := "  ", s.text
	if i == r.at-1 {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	kept := ""
	if n := len(held.Focus); n > 0 {
		kept = fmt.Sprintf("focus %d of %d", r.plan.Kept(held, r.untilOf(i)), n)
	}
	left := mark + st.Render(fit(planner.ShowLine(held.Week), 8)) + "  " + fit(shortDay(held.Due, r.today), 11) + "  " +
		fit(doneOf(held), 13) + "  " + s.subtle.Render(fit(kept, 12))
	if room := w - width(left) - 3; room >= 10 {
		left += "  " + s.subtle.Render(line(held.Line, room))
	}
	return fit(left, w)
}

// sideLines tell of the selected row.
func (r *review) sideLines(w int) []string {
	if r.at > 0 {
		held := r.past[r.at-1]
		return append([]string{"", r.styles.bold.Render(cut("Review of "+weekOf(held), w))}, r.reviewLines(held, r.untilOf(r.at-1), w)...)
	}
	steps, head := r.due, "It looks at"
	if r.now != nil {
		steps, head = r.now.Steps, "This review"
	}
	lines := []string{"", r.styles.subtle.Render(head)}
	for _, step := range steps {
		lines = append(lines, r.stepLine(step, w))
	}
	return lines
}

// heldReview shows one review of the past whole.
type heldReview struct {
	*env
	held  *planner.Review
	until civil.Date
	from  int
}

// Title names the week.
func (d *heldReview) Title() string { return "Review of " + weekOf(d.held) }

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

func (d *heldReview) lines(w int) []string { return d.reviewLines(d.held, d.until, w) }

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

// viewEnd is the page a review ends with.
func (r *review) viewEnd(w, h int) string {
	s := r.styles
	lines := []string{s.bold.Render(cut("Review of "+weekOf(r.ended)+", closed", w-2)), ""}
	if r.h < minHeight+5 {
		lines = lines[:1]
	}
	sums := tally(r.ended)
	if len(sums) == 0 {
		sums = []string{"Nothing was due."}
	}
	lines = append(lines, wrap(strings.Join(sums, " · "), w-2)...)
	if words := mergedWords(r.merged); words != "" {
		lines = append(lines, s.subtle.Render(words+"."))
	}
	if r.ended.Line != "" {
		text := wrap(r.ended.Line, w-4)
		lines = append(append(lines, ""), inset(text[:min(len(text), max(1, h/4))])...)
	}
	lines = append(lines, "")
	if len(r.ended.Focus) == 0 {
		lines = append(lines, "No focus for next week. That is fine.")
	} else {
		lines = append(lines, s.subtle.Render("In focus for next week"))
	}
	for _, id := range r.ended.Focus {
		lines = append(lines, s.accent.Render("• ")+line(r.titleOf(id), w-5))
	}
	due := r.plan.ReviewDue(r.today)
	lines = append(lines, "", "Next review "+longDay(due)+", "+planner.Away(due, r.today)+".")
	if r.h >= minHeight+5 {
		lines = append(append([]string{""}, lines...), "", s.subtle.Render("Any key goes back to the list; u opens the review again."))
	}
	return block(inset(lines), w, h)
}
