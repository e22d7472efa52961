package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// home answers at one glance: where you are, what is next, and whether a
// review is due.
type home struct {
	*env
	week  []homeRow // the left list
	next  []homeRow // the right one: milestones
	late  []string  // what was done lately
	weeks weeks     // the last ones
	strip []string  // what is drawn of them
	inbox int
	clash *planner.Matter // a conflict that has been open for too long; nil: none
	col   int             // the list that has the cursor
	at    int             // and the row in it
}

// homeRow is an item with why it is on Home.
type homeRow struct {
	item planner.Listed
	why  string
}

func newHome(e *env) screen { return &home{env: e} }

// Title of the screen.
func (*home) Title() string { return "Home" }

// Follow works out the lists.
func (h *home) Follow() {
	if h.plan == nil {
		return
	}
	was := h.selected()
	h.weeks = h.lastWeeks(16)
	h.strip = h.weekStrip()
	h.week, h.next, h.inbox = h.thisWeek(), nil, 0
	rows := h.rows()
	h.week = h.week[:min(len(h.week), rows.week)]
	for _, m := range h.plan.NextMilestones(rows.next, h.today) {
		h.next = append(h.next, homeRow{item: m})
	}
	for range h.plan.Inbox() {
		h.inbox++
	}
	h.late = h.lately()
	h.clash = h.openConflict()
	h.keepCursor(was)
}

// thisWeek lists the focus, then what is due, then suggestions.
func (h *home) thisWeek() []homeRow {
	var out []homeRow
	add := func(it planner.Listed, why string) {
		if !slices.ContainsFunc(out, func(r homeRow) bool { return r.item.Key() == it.Key() }) {
			out = append(out, homeRow{it, why})
		}
	}
	for _, it := range h.plan.Focus() {
		add(it, "focus")
	}
	for _, it := range h.plan.DueSoon(h.today) {
		if it.Key().Kind != planner.KindMilestone {
			add(it, "due")
		}
	}
	full := max(5, len(out)+2)
	for _, s := range h.plan.Suggest(8, h.today) {
		if len(out) < full {
			add(s.Item, "suggested")
		}
	}
	return out
}

// openConflict is the oldest conflict of who manages people, once its age asks
// for attention.
func (h *home) openConflict() *planner.Matter {
	if !h.plan.Manages() {
		return nil
	}
	if open := h.plan.Matters(planner.Conflict, h.today); len(open) > 0 && open[0].Level(h.today) >= planner.Amber {
		return open[0]
	}
	return nil
}

// lately names what was finished in the last weeks, newest first.
func (h *home) lately() []string {
	var done []planner.Listed
	for it := range h.plan.Items() {
		b := it.Base()
		if b.State == planner.Done && !b.Rough && !b.Done.IsZero() && h.today.DaysSince(b.Done) < 60 {
			done = append(done, it)
		}
	}
	slices.SortStableFunc(done, func(a, b planner.Listed) int { return b.Base().Done.Compare(a.Base().Done) })
	var out []string
	for _, it := range done[:min(4, len(done))] {
		out = append(out, planner.ShowLine(it.Base().Title))
	}
	return out
}

func (h *home) selected() planner.ID {
	rows := h.list(h.col)
	if h.at < len(rows) {
		return rows[h.at].item.Key()
	}
	return planner.ID{}
}

func (h *home) list(col int) []homeRow {
	if col == 1 {
		return h.next
	}
	return h.week
}

// keepCursor puts the cursor back on the item it was on, or near it.
func (h *home) keepCursor(id planner.ID) {
	for col := range 2 {
		for i, r := range h.list(col) {
			if r.item.Key() == id {
				h.col, h.at = col, i
				return
			}
		}
	}
	if len(h.list(h.col)) == 0 {
		h.col = 0
	}
	h.at = max(0, min(h.at, len(h.list(h.col))-1))
}

func (h *home) item() planner.Listed {
	if h.plan == nil {
		return nil
	}
	return h.plan.Item(h.selected())
}

// Item is what help tells of.
func (h *home) Item() (id, title, reason string) { return itemHelp(h.item()) }

// Actions of Home: the moves, those of the item, and the ways on.
func (h *home) Actions() []action {
	acts := []action{
		{keys: []string{"r"}, label: "the review", foot: h.reviewFoot(), do: doing(h.review)},
	}
	acts = append(acts, h.itemActions(h.item())...)
	acts = append(
		acts,
		action{keys: []string{"a"}, label: "add an action, milestone or check", foot: "add", do: func() tea.Cmd {
			return h.ask(newAddForm(h.env, h.firstOpen(), planner.KindAction))
		}},
		action{keys: []string{"i"}, label: "the inbox: sort what was captured", do: func() tea.Cmd { return h.ask(newInbox(h.env)) }},
		action{keys: []string{"j", "down"}, label: "down", do: doing(func() { h.move(1) })},
		action{keys: []string{"k", "up"}, label: "up", do: doing(func() { h.move(-1) })},
		action{keys: []string{"l", "right"}, label: "to the milestones", do: doing(func() { h.side(1) })},
		action{keys: []string{"h", "left"}, label: "to this week", do: doing(func() { h.side(0) })},
		action{keys: []string{"g", "home"}, label: "to the top", do: doing(func() { h.at = 0 })},
		action{keys: []string{"G", "end"}, label: "to the end", do: doing(func() { h.at = max(0, len(h.list(h.col))-1) })},
		action{keys: []string{"w"}, label: h.walkWords(), do: doing(func() { h.current = newWalk(h.env); h.follow() })},
	)
	return acts
}

// reviewFoot says whether r leads into a review or to the list of them.
func (h *home) reviewFoot() string {
	if h.plan != nil && h.plan.Profile().Review.IsZero() && h.plan.ReviewDue(h.today).After(h.today) {
		return "reviews"
	}
	return "review"
}

func (h *home) walkWords() string {
	if h.plan != nil && h.plan.Profile().Walk > 0 {
		return "go on with the first walk"
	}
	return "walk through the phases again"
}

func (h *home) move(by int) {
	at := h.at + by
	switch rows := len(h.list(h.col)); {
	case at >= rows && h.col == 0 && len(h.next) > 0:
		h.col, h.at = 1, 0
	case at < 0 && h.col == 1 && len(h.week) > 0:
		h.col, h.at = 0, len(h.week)-1
	default:
		h.at = max(0, min(at, rows-1))
	}
}

func (h *home) side(col int) {
	if len(h.list(col)) > 0 {
		h.col = col
		h.at = min(h.at, len(h.list(col))-1)
	}
}

// homeRows is how many rows each list has room for.
type homeRows struct {
	wide       bool // the lists stand side by side
	airy       bool // there is room for empty lines
	week, next int
}

// fewRows is how many rows the lists keep when the last weeks want a place.
const fewRows = 5

func (h *home) rows() homeRows {
	r := homeRows{wide: h.w >= 76, airy: h.h >= 20}
	room := max(2, h.room()-len(h.strip))
	if r.wide {
		r.week, r.next = min(room, 12), min(room, 8)
		return r
	}
	r.next = max(1, (room-1)/3)
	r.week = max(1, room-1-r.next)
	return r
}

// room is how many rows there are beside those that every Home has.
func (h *home) room() int {
	used := headHeight + footHeight + 1 + phaseCount(h.plan) + 1 + 1 // headline, phases, list head, last line
	if h.h >= 20 {
		used += 5
	}
	return h.h - used
}

func phaseCount(p *planner.Plan) int {
	n := 0
	for range p.Phases() {
		n++
	}
	return n
}
