package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// summaryPage is the plan on one page; from here the walk opens Home.
type summaryPage struct {
	*env
	walk *walk
	roll
}

// Title of the page.
func (*summaryPage) Title() string { return "Your plan" }

// Follow keeps the page in view.
func (p *summaryPage) Follow() { p.hold(p.here()) }

func (p *summaryPage) here() (sheet, int) {
	w, h := p.walk.here()
	return p.sheet(w), h
}

// Actions are to open Home, or to go back.
func (p *summaryPage) Actions() []action {
	// The keys of the first tab finish the walk as well: who goes to Home from
	// its last page is through.
	acts := []action{{keys: []string{"enter", "s", "1", "tab"}, label: "open Home; the walk is done", foot: "Home", do: p.walk.finish}}
	acts = append(acts, p.moves(p.here)...)
	return append(acts, p.walk.steps()[1])
}

// sheet lays the page out.
func (p *summaryPage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	w -= arrow
	out.add(wrap(p.who(), w)...)
	out.add("")
	for _, l := range (&home{env: p.env}).phases(w + 1) {
		out.add(strings.TrimPrefix(l, " "))
	}
	out.add("")
	focus, dates := p.focus(), p.dates()
	if w < 76 {
		out.add(append(append(p.list("To work on", focus, w), ""), p.list("Dates", dates, w)...)...)
	} else {
		lw := (w - 3) / 2
		n := max(len(focus), len(dates), 1) + 1
		left := block(p.list("To work on", focus, lw), lw, n)
		right := block(p.list("Dates", dates, w-3-lw), w-3-lw, n)
		out.add(strings.Split(beside(left, right, "   "), "\n")...)
	}
	out.add("")
	out.add(styled(s.subtle, p.signs())...)
	review := p.plan.ReviewDue(p.today)
	out.add(s.subtle.Render("First review ") + longDay(review) + s.subtle.Render(", "+planner.Away(review, p.today)+"; it takes about 15 minutes."))
	out.add(styled(s.subtle, wrap("All of this is kept, and all of it can change. You may close the window at any time.", w))...)
	return out
}

// who says in a line who the plan is for.
func (p *summaryPage) who() string {
	pr := p.plan.Profile()
	parts := []string{}
	add := func(text string) {
		if text != "" {
			parts = append(parts, planner.ShowLine(text))
		}
	}
	add(pr.Name)
	add(pr.Role)
	if p.walk.path != nil {
		for _, f := range p.walk.path.Foundations {
			if f.ID == pr.Foundation {
				add(f.Title)
			}
		}
	}
	if year := p.plan.Year(p.today); year > 0 {
		add(fmt.Sprintf("year %d in IT", year))
	}
	add(pr.Company)
	if len(parts) == 0 {
		return "Your road: " + planner.ShowLine(pr.PathTitle)
	}
	return strings.Join(parts, " · ")
}

func (p *summaryPage) focus() []planner.Listed {
	items := p.plan.Focus()
	return items[:min(len(items), planner.MaxFocus)]
}

func (p *summaryPage) dates() []planner.Listed {
	var out []planner.Listed
	for _, m := range p.plan.NextMilestones(datesShown, p.today) {
		if !m.Due.IsZero() {
			out = append(out, m)
		}
	}
	return out
}

func (p *summaryPage) list(head string, items []planner.Listed, w int) []string {
	lines := []string{p.styles.subtle.Render(head)}
	for _, it := range items {
		note := ""
		if d := it.Base().Due; !d.IsZero() {
			note = p.styles.accent.Render(day(d, p.today))
		}
		b := it.Base()
		room := w - 3 - width(note)
		lines = append(lines, p.styles.subtle.Render(b.State.Glyph(b.ID.Kind))+" "+fit(line(b.Title, room), room)+" "+note)
	}
	if len(items) == 0 {
		lines = append(lines, p.styles.subtle.Render("nothing yet, which is fine"))
	}
	return lines
}

// signs says how the signs were answered, each side by itself.
func (p *summaryPage) signs() []string {
	var lines []string
	for _, side := range signSides {
		if count := signCount(p.walk.path, p.plan.Profile().Signs, side.toward); count != "" {
			lines = append(lines, side.head+" "+count)
		}
	}
	return lines
}

// View draws the page.
func (p *summaryPage) View(w, h int) string {
	return strings.Join(p.viewSheet(p.sheet(w), p.roll, w, h), "\n")
}
