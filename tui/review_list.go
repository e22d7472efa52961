package tui

import (
	"slices"

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

// reviewList shows the review that is due, and those held before.
type reviewList struct {
	*env
	r       *review
	weeks   []*planner.WeekNote       // with a review, newest first
	gaps    map[string][]planner.Mark // by week: what became of those between it and the review before
	last    weeks                     // the last sixteen
	lines   map[planner.ID]string     // closing lines; nil until they are read
	unread  string                    // why they can't be
	fills   int                       // how often reading them was begun
	open    planner.ID                // the review that was under way when they were read
	read    *planner.Plan             // the plan that side was read for
	due     []planner.Step            // what a review begun now would look at
	side    heldTexts                 // of the selected row
	at, top int                       // 0 is the review that is due, then weeks
}

func newReviewList(r *review) *reviewList { return &reviewList{env: r.env, r: r} }

// Follow lists the reviews, and has their closing lines read beside where
// reviews were closed since.
func (l *reviewList) Follow() {
	if l.plan == nil {
		return
	}
	was, open := l.weeks, l.plan.Profile().Review
	l.weeks, l.last, l.gaps = l.plan.HeldWeeks(), l.lastWeeks(16), gapsBetween(l.plan.Cells(1<<20, l.today))
	if l.r.now == nil {
		l.due = l.plan.ToReview(l.today)
	}
	if open != l.open || !slices.EqualFunc(was, l.weeks, sameReview) {
		l.open = open
		l.fill()
	}
	if l.read != l.plan { // the evidence of the selected review may be another
		l.read, l.side = l.plan, heldTexts{}
	}
	l.moveTo(l.at)
}

func sameReview(a, b *planner.WeekNote) bool { return a.Review == b.Review && a.Held == b.Held }

// fill reads the closing lines of all reviews, which is not waited for.
func (l *reviewList) fill() {
	l.fills++
	keeper, fill := l.Keeper, l.fills
	l.work(func() func() {
		first := civil.Date{Year: planner.FirstYear, Month: 1, Day: 1}
		last := civil.Date{Year: planner.LastYear, Month: 12, Day: 31}
		records, err := keeper.Range(planner.KindReview, first, last)
		lines := map[planner.ID]string{}
		for _, rec := range records {
			if held, ok := rec.(*planner.Review); ok {
				lines[held.ID] = held.Line
			}
		}
		return func() {
			if fill != l.fills {
				return // another was begun since
			}
			l.lines, l.unread = lines, ""
			if err != nil {
				l.unread = "Their closing lines can't be read: " + err.Error()
			}
		}
	})
}

// Actions are the moves, and the ways into a review.
func (l *reviewList) Actions() []action {
	noPlan, notYet, begin := "", "", "begin"
	switch {
	case l.plan == nil:
		noPlan = "There is no plan yet; the walk makes one."
	case l.r.now != nil:
		begin = "take up"
	}
	open, now := "open", begin
	switch {
	case l.plan == nil:
	case l.r.notYet() != "":
		now = "begin now"
		if l.at == 0 {
			notYet = l.r.notYet()
		}
	case l.at == 0:
		open, now = begin, ""
	}
	acts := []action{
		{keys: []string{"enter"}, label: "open the review under the cursor; the one that is due begins", foot: open, why: firstOf(noPlan, notYet), do: l.enter},
		{keys: []string{"r"}, label: "begin the review at any time, or take it up where it was left", foot: now, why: noPlan, do: doing(func() { l.r.begin(false) })},
		{keys: []string{"s"}, label: "begin the short form: five minutes", foot: "5 minutes", why: noPlan, do: doing(func() { l.r.begin(true) })},
		{keys: []string{"v"}, label: "compare the quarter with the one before", foot: "quarters", why: noPlan, do: l.compare},
		{keys: []string{"o"}, label: "days off: no review falls into them", foot: "days off", why: noPlan, do: func() tea.Cmd { return l.ask(newTimeOffForm(l.env)) }},
	}
	acts = append(acts, action{keys: []string{"d"}, label: "the weekday of your review", why: noPlan, do: func() tea.Cmd { return l.ask(newReviewDayPick(l.env)) }})
	return append(acts, cursorActions(func(by int) { l.moveTo(l.at + by) }, l.rows)...)
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
func (l *reviewList) moveTo(at int) {
	l.at = max(0, min(at, len(l.weeks)))
	l.top = window(max(0, l.at-1), l.top, len(l.weeks), l.rows())
	if _, side := sidePane(l.w); side > 0 && l.at > 0 && (l.side.Review == nil || l.side.ID != l.weeks[l.at-1].Review) {
		l.side, _ = l.readReview(l.weeks[l.at-1].Review) // where it can't be read, the pane stays empty
	}
}

// rows is how many of the reviews held have room.
func (l *reviewList) rows() int {
	w, _ := sidePane(l.w)
	return max(1, l.bodyHeight()-len(l.head(w)))
}

// compare shows the quarter of the selected review.
func (l *reviewList) compare() tea.Cmd {
	day := l.today
	if l.at > 0 {
		if monday, err := planner.ParseWeek(l.weeks[l.at-1].Week); err == nil {
			day = monday.AddDays(3) // its Thursday: that is the quarter it counts for
		}
	}
	return l.ask(newQuarters(l.env, day))
}

func (l *reviewList) enter() tea.Cmd {
	if l.at == 0 {
		l.r.begin(false)
		return nil
	}
	held, err := l.readReview(l.weeks[l.at-1].Review)
	if err != nil {
		l.fail(err)
		return nil
	}
	return l.ask(&heldReview{env: l.env, held: held})
}

// View draws the review that is due, and of those held what is visible.
func (l *reviewList) View(w, h int) string {
	list, side := sidePane(w)
	lines := l.head(list)
	room := h - len(lines)
	for i := l.top; i < min(len(l.weeks), l.top+room); i++ {
		lines = append(lines, l.row(i, list))
	}
	out := block(lines, list, h)
	if side == 0 {
		return out
	}
	return beside(out, block(inset(l.sideLines(side-2)), side, h), l.styles.faint.Render("│"))
}

// sideLines tell of the selected row.
func (l *reviewList) sideLines(w int) []string {
	if l.at > 0 {
		if l.side.Review == nil {
			return []string{"", l.styles.subtle.Render("This review can't be read.")}
		}
		return append([]string{"", l.styles.bold.Render(cut("Review of "+weekOf(l.side.Review), w))}, l.reviewLines(l.side, w)...)
	}
	steps, head := l.due, "It looks at"
	if l.r.now != nil {
		steps, head = l.r.now.Steps, "This review"
	}
	lines := []string{"", l.styles.subtle.Render(head)}
	for _, step := range steps {
		lines = append(lines, l.stepLine(step, w))
	}
	return lines
}
