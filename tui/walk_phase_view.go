package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// wideWalk is the width from which a page has a second column. Under midWalk
// lines a page keeps short what stands above its list, under lowWalk shorter
// still.
const (
	wideWalk = 106
	midWalk  = 30
	lowWalk  = 22
)

// walkPanes divides the width; the second is 0 where there is no room for it.
func walkPanes(w int) (list, detail int) {
	if w < wideWalk {
		return w, 0
	}
	detail = min(64, (w-3)*2/5)
	return w - 3 - detail, detail
}

// walkHeights divides the height between the list and the words about the
// selected item below it.
func walkHeights(w, h int) (list, words int) {
	if _, detail := walkPanes(w); detail > 0 {
		return h, 0
	}
	words = max(2, min(5, h/6))
	return max(1, h-words-1), words
}

// sheet lays out what the phase is for and its items.
func (p *phasePage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	w, _ = walkPanes(w)
	out.add(p.about(w)...)
	kind := planner.Kind(0)
	for i, it := range p.items() {
		if k := it.Key().Kind; k != kind {
			head := "Actions"
			if kind = k; k == planner.KindMilestone {
				head = "Milestones"
			}
			if p.h >= lowWalk {
				out.add("")
			}
			out.add(s.subtle.Render(head))
		}
		out.row(p.itemRow(it, p.rowNote(it), w-arrow, i == p.at, false))
	}
	if n := len(p.plan.InPhase(p.number, planner.KindCheck)); n > 0 {
		words := fmt.Sprintf("And %d short checks come round while the phase is open.", n)
		if n == 1 {
			words = "And a short check comes round while the phase is open."
		}
		out.add("", s.subtle.Render(line(words, w-arrow)))
	}
	return out
}

// rowNote says at the right of a row what was chosen for it.
func (p *phasePage) rowNote(it planner.Listed) string {
	switch b := it.Base(); {
	case b.State == planner.Done && b.Rough:
		return p.styles.good.Render(fmt.Sprint(b.Done.Year))
	case b.State == planner.Dropped:
		return p.styles.subtle.Render("not for you")
	case b.Focus:
		return p.styles.accent.Render("focus")
	}
	return p.stateNote(it)
}

// about says where the phase stands and what it is for. In a low window the
// hints go beside the state, as far as there is room, and the purpose is cut,
// so that the list has its place.
func (p *phasePage) about(w int) []string {
	s, ph, year := p.styles, p.phase(), p.plan.Year(p.today)
	w -= arrow
	if p.h < midWalk {
		return p.aboutShort(ph, year, w)
	}
	head := p.state(ph) + s.subtle.Render(" · usual years "+years(ph))
	if year > 0 {
		head += s.subtle.Render(fmt.Sprintf(" · this is your year %d", year))
	}
	lines := append([]string{cut(head, w), ""}, clip(wrap(ph.Purpose, w), p.h/4, w)...)
	for _, words := range []string{p.optional(ph), p.advice(ph, year), p.form()} {
		lines = append(lines, styled(s.subtle, wrap(words, w))...)
	}
	return lines
}

func (p *phasePage) aboutShort(ph *planner.Phase, year, w int) []string {
	head, parts := p.state(ph), []string{"usual years " + years(ph)}
	if year > 0 {
		parts = append(parts, fmt.Sprintf("your year %d", year))
	}
	for _, words := range append(parts, p.shortHints(ph, year)...) {
		if more := p.styles.subtle.Render(" · " + words); width(head+more) <= w {
			head += more
		}
	}
	most := 2
	if p.h < lowWalk {
		most = 1
	}
	return append([]string{cut(head, w)}, clip(wrap(ph.Purpose, w), most, w)...)
}

// state says where the phase stands. One whose years are over is not ahead:
// nothing was said of it yet.
func (p *phasePage) state(ph *planner.Phase) string {
	s, words := p.styles, ph.State.String()
	if ph.State == planner.Ahead && p.yearsOver(ph, p.plan.Year(p.today)) {
		words = "not marked yet"
	}
	words = ph.State.Glyph() + " " + words
	if ph.State == planner.Open {
		return s.accent.Render(words)
	}
	return s.subtle.Render(words)
}

// yearsOver reports whether the user's year is past the phase's usual ones.
func (*phasePage) yearsOver(ph *planner.Phase, year int) bool { return ph.To > 0 && year > ph.To }

// shortHints are the hints in few words.
func (p *phasePage) shortHints(ph *planner.Phase, year int) []string {
	var out []string
	if ph.Optional {
		out = append(out, "optional")
	}
	switch {
	case year == 0 || ph.State == planner.Closed:
	case p.yearsOver(ph, year):
		out = append(out, "A if it is behind you")
	case ph.State == planner.Ahead && year >= ph.From:
		out = append(out, "o opens it")
	case year < ph.From:
		out = append(out, "a look is enough")
	}
	if p.hasForms() {
		role := "r chooses your role"
		if title := p.formTitle(); title != "" {
			role = title + ", r changes it"
		}
		out = append(out, role)
	}
	return out
}

func (*phasePage) optional(ph *planner.Phase) string {
	if !ph.Optional {
		return ""
	}
	return "This phase is optional: stopping before it leaves nothing unfinished."
}

// advice says what the years suggest. The user decides.
func (p *phasePage) advice(ph *planner.Phase, year int) string {
	switch {
	case year == 0 || ph.State == planner.Closed:
		return ""
	case p.yearsOver(ph, year):
		return "By its years this may be behind you: A says so for all that is left, and closes it."
	case ph.State == planner.Ahead && year >= ph.From:
		return "By its years this may be under way: o opens it, beside others if you like."
	case year < ph.From:
		return "It usually comes later than this: a look is enough for now."
	}
	return ""
}

// form says which kind of first role the items are for.
func (p *phasePage) form() string {
	if !p.hasForms() {
		return ""
	}
	title := p.formTitle()
	if title == "" {
		return "Kind of first role: undecided, so what a hybrid lead needs is shown. r chooses."
	}
	return "Kind of first role: " + title + ". r changes it."
}

// formTitle names the kind of first role; "" where it is undecided.
func (p *phasePage) formTitle() string {
	title := p.plan.Profile().Form
	if p.walk.path != nil {
		for _, f := range p.walk.path.Forms {
			if f.ID == p.plan.Profile().Form {
				title = f.Title
			}
		}
	}
	return planner.ShowLine(title)
}

// View draws the list, and beside or below it why the selected item is there.
func (p *phasePage) View(w, h int) string {
	return p.viewItems(p.sheet(w), p.roll, p.item(), p.legend(w), w, h)
}

// legend names the keys of the list that the footer of a narrow window has no
// room for.
func (p *phasePage) legend(w int) string {
	var keys []string
	for _, a := range p.listKeys() {
		word := p.styles.key.Render(a.key()) + " " + p.styles.subtle.Render(a.foot)
		if a.why != "" {
			word = p.styles.faint.Render(a.key() + " " + a.foot)
		}
		if width(strings.Join(append(keys, word), "  "))+4 <= w {
			keys = append(keys, word)
		}
	}
	return strings.Join(keys, "  ")
}

// viewItems draws a list of items and what there is to say of the selected
// one: in a pane of its own where there is room, else in a few lines below a
// rule with a legend.
func (e *env) viewItems(s sheet, r roll, it planner.Listed, legend string, w, h int) string {
	lw, detail := walkPanes(w)
	lh, words := walkHeights(w, h)
	if it == nil && words > 0 { // the words above the list have its room
		lh, words = h-1, 0
	}
	list := e.viewSheet(s, r, lw, lh)
	if detail > 0 {
		var lines []string
		if it != nil {
			lines = e.describe(it, detail)
		}
		return beside(strings.Join(list, "\n"), block(lines, detail, h), e.styles.faint.Render(" │ "))
	}
	rule := strings.Repeat("─", w)
	if legend != "" {
		rule = e.styles.faint.Render("─ ") + legend + " " + e.styles.faint.Render(strings.Repeat("─", max(0, w-3-width(legend))))
	} else {
		rule = e.styles.faint.Render(rule)
	}
	list = append(list, rule)
	if words > 0 {
		list = append(list, clip(e.inShort(it, w), words, w)...)
	}
	return block(list, w, h)
}

// inShort is why an item is in the plan, for a milestone after how you know
// that you are there.
func (e *env) inShort(it planner.Listed, w int) []string {
	_, _, reason := itemHelp(it)
	var lines []string
	if m, ok := it.(*planner.Milestone); ok && m.Criterion != "" {
		lines = styled(e.styles.subtle, wrap("There when: "+m.Criterion, w))
	}
	return append(lines, wrap(reason, w)...)
}
