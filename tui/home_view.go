package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// View draws Home.
func (h *home) View(w, ht int) string {
	if h.plan == nil {
		return block(nil, w, ht)
	}
	rows := h.rows()
	var lines []string
	gap := func() {
		if rows.airy {
			lines = append(lines, "")
		}
	}
	gap()
	lines = append(lines, h.headline(w))
	gap()
	lines = append(lines, h.phases(w)...)
	gap()
	if rows.wide {
		left := (w - 3) / 2
		lines = append(lines, h.columns(left, w-left-3)...)
	} else {
		lines = append(append(lines, h.weekLines(w-1)...), h.nextLines(w-1)...)
	}
	above := ht - 2 - len(h.strip)
	lines = append(lines, h.purposes(w, above-len(lines))...)
	if rows.airy {
		for len(lines) < above {
			lines = append(lines, "")
		}
	}
	return block(append(append(lines, h.strip...), h.lastLine(w)), w, ht)
}

// weekStrip draws the last weeks: their reviews and their energy, on one line
// where that fits, on two where there is room for them, else not.
func (h *home) weekStrip() []string {
	room := h.room() - fewRows
	if h.h < 20 || room <= 0 {
		return nil
	}
	s, w := h.styles, h.weeks
	var out []string
	if w.counts() {
		out = append(out, " "+s.subtle.Render("Reviews")+"  "+s.strip(w)+"  "+w.words())
	}
	all := len(w.cells)
	for n := all; len(out) > 0 && n >= min(all, fewWeeks); n-- {
		energy := h.energyLine(n)
		if energy == "" {
			break
		}
		if one := out[0] + "  " + energy; width(one) < h.w {
			return []string{one}
		}
	}
	energy := h.energyLine(all)
	for n := all; width(energy) >= h.w; n-- {
		energy = h.energyLine(n)
	}
	if energy != "" {
		out = append(out, energy)
	}
	return out[:min(len(out), room)]
}

// fewWeeks is how many weeks of energy a line shared with the reviews has at
// least.
const fewWeeks = 12

// energyLine draws the lines of leading and of hands-on work over n weeks.
func (h *home) energyLine(n int) string {
	out := " " + h.styles.subtle.Render("Energy")
	leading, handsOn := h.weeks.energy(n, (*planner.WeekNote).LeadingEnergy), h.weeks.energy(n, (*planner.WeekNote).HandsOnEnergy)
	if leading == "" && handsOn == "" {
		return ""
	}
	if leading != "" {
		out += "   leading " + leading
	}
	if handsOn != "" {
		out += "   hands-on " + handsOn
	}
	return out
}

// purposes says what the open phases are for, where a tall window has room.
func (h *home) purposes(w, room int) []string {
	var out []string
	for _, ph := range h.plan.OpenPhases() {
		text := wrap(ph.Purpose, min(w-4, 96))
		if len(text) == 0 || len(out)+len(text)+4 > room {
			break
		}
		out = append(out, "", " "+h.styles.subtle.Render(fmt.Sprintf("What phase %d is for", ph.Number())))
		for _, l := range text {
			out = append(out, "  "+l)
		}
	}
	return out
}

func (h *home) columns(lw, rw int) []string {
	left, right := h.weekLines(lw), h.nextLines(rw)
	var out []string
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		out = append(out, fit(l, lw)+"  "+r)
	}
	return out
}

// headline is year and open phases at the left, the review at the right.
func (h *home) headline(w int) string {
	s := h.styles
	var parts []string
	if name := h.plan.Profile().Name; name != "" && w >= 100 {
		parts = append(parts, planner.ShowLine(name))
	}
	if year := h.plan.Year(h.today); year > 0 {
		parts = append(parts, fmt.Sprintf("Year %d", year))
	}
	open := h.plan.OpenPhases()
	switch len(open) {
	case 0:
		parts = append(parts, "no phase is open; 2 shows them")
	case 1:
		parts = append(parts, fmt.Sprintf("Phase %d %s", open[0].Number(), planner.ShowLine(open[0].Title)))
	default:
		var numbers []string
		for _, ph := range open {
			numbers = append(numbers, fmt.Sprint(ph.Number()))
		}
		last := len(numbers) - 1
		parts = append(parts, "Phases "+strings.Join(numbers[:last], ", ")+" and "+numbers[last]+" are open")
	}
	return ends(" "+s.bold.Render(strings.Join(parts, " · ")), h.reviewWords()+" ", w)
}

func (h *home) reviewWords() string {
	s := h.styles
	if !h.plan.Profile().Review.IsZero() {
		return s.accent.Render("review begun · r goes on")
	}
	d := h.plan.ReviewDue(h.today)
	switch n := d.DaysSince(h.today); {
	case n < 0:
		return s.accent.Render("review due since " + d.In(utc).Format("Monday") + " · r")
	case n == 0:
		return s.accent.Render("review due today · r")
	default:
		return s.subtle.Render("review " + d.In(utc).Format("Monday") + ", " + planner.Away(d, h.today))
	}
}

// phases draws a line with a bar for each phase.
func (h *home) phases(w int) []string {
	s, progress := h.styles, h.progress
	barWidth := max(8, min(40, w-50))
	var out []string
	for ph := range h.plan.Phases() {
		pr := progress[ph.Number()]
		name := fit(fmt.Sprintf("%s %d %s", ph.State.Glyph(), ph.Number(), planner.ShowLine(ph.Short)), 21)
		st := s.subtle
		switch ph.State {
		case planner.Open:
			st = s.bold
		case planner.Closed:
			st = s.good
		default:
		}
		count := fmt.Sprintf("%3d/%-3d", pr.Done, pr.Total)
		out = append(out, " "+st.Render(name)+" "+s.bar(pr.Done, pr.Total, barWidth)+" "+count+" "+s.subtle.Render(phaseNote(ph)))
	}
	return out
}

// phaseNote says of a phase what its bar doesn't.
func phaseNote(ph *planner.Phase) string {
	switch {
	case ph.State == planner.Closed && ph.Opened.IsZero(): // before there was a plan
		return "behind you"
	case ph.State == planner.Closed && !ph.Closed.IsZero():
		return "closed " + ph.Closed.In(utc).Format("Jan 2006")
	case ph.State == planner.Open:
		return "open · years " + years(ph)
	case ph.Optional:
		return "optional"
	}
	return "years " + years(ph)
}

func years(ph *planner.Phase) string {
	if ph.To == 0 {
		return fmt.Sprintf("%d+", ph.From)
	}
	return fmt.Sprintf("%d–%d", ph.From, ph.To)
}

func (h *home) weekLines(w int) []string {
	return h.lines("This week", h.week, 0, w, "nothing is due; a adds something")
}

func (h *home) nextLines(w int) []string {
	return h.lines("Next milestones", h.next, 1, w, "none is open")
}

// lines draws one of the lists, or the words for an empty one.
func (h *home) lines(head string, rows []homeRow, col, w int, empty string) []string {
	out := []string{" " + h.styles.subtle.Render(head)}
	for i, r := range rows {
		out = append(out, h.row(r, w, h.col == col && h.at == i))
	}
	if len(rows) == 0 {
		out = append(out, "   "+h.styles.subtle.Render(empty))
	}
	return out
}

// row draws an item with its date, or why it is there, at the right.
func (h *home) row(r homeRow, w int, here bool) string {
	note := ""
	if d := planner.Due(r.item, h.today); !d.IsZero() {
		note = h.dueWords(r.item)
	} else if r.why == "suggested" {
		note = h.styles.subtle.Render("suggested")
	}
	return h.itemRow(r.item, note, w, here, false)
}

// clashWords say how long a conflict has been open.
func (h *home) clashWords() string {
	s, level := h.styles, h.clash.Level(h.today)
	words := "conflict open for " + planner.Counted(h.clash.Age(h.today), "day")
	if level == planner.Loud {
		words += ": " + level.Words()
	}
	return s.level(level).Render(levels[level]) + " " + s.text.Render(words)
}

// lastLine is a conflict left open, the inbox, the reviews where they have no line of their own, and
// what was done lately.
func (h *home) lastLine(w int) string {
	s := h.styles
	var parts []string
	if h.plan.Profile().Walk > 0 {
		parts = append(parts, s.accent.Render("The walk is half done")+s.subtle.Render(" · w"))
	}
	if h.clash != nil {
		parts = append(parts, h.clashWords())
	}
	if h.inbox > 0 {
		parts = append(parts, s.accent.Render(fmt.Sprintf("Inbox %d", h.inbox))+s.subtle.Render(" · i"))
	}
	if len(h.strip) == 0 && h.weeks.counts() {
		parts = append(parts, s.subtle.Render("Reviews ")+h.weeks.words())
	}
	if len(h.late) > 0 {
		parts = append(parts, s.subtle.Render("Lately ")+s.good.Render("✓ ")+s.text.Render(strings.Join(h.late, " · ")))
	}
	return cut(" "+strings.Join(parts, "   "), w)
}
