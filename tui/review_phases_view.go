package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
)

// sheet lays out the open phases and the others. What is said of the quarter
// are rows too, so that the cursor reaches them in a low window.
func (p *phasesPage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	if p.h >= 20 {
		out.add(" "+s.subtle.Render(cut("What there is to show decides; years only show where others were.", w-2)), "")
	}
	airy := p.h >= 24
	for i, st := range p.stands {
		open := st.State == planner.Open
		if airy && i > 0 && (open || p.stands[i-1].State == planner.Open) {
			out.add("")
		}
		if open {
			out.row(p.openLines(st, i == p.at, w-arrow)...)
		} else {
			out.row(p.head(st, i == p.at, w-arrow))
		}
	}
	if !p.quarter {
		return out
	}
	for i, lines := range [][]string{p.quarterLines(w - arrow - 2), styled(s.bold, wrap(p.question(), w-arrow-2))} {
		mark, _ := s.rowMark(p.at == len(p.stands)+i)
		for j, l := range lines {
			if j > 0 {
				mark = "  "
			}
			lines[j] = mark + l
		}
		if airy {
			out.add("")
		}
		out.row(lines...)
	}
	return out
}

// openLines tell of an open phase: progress, evidence by the gate's kinds, the
// next milestone, and at length what it is for.
func (p *phasesPage) openLines(st phaseStand, here bool, w int) []string {
	const indent, heads = 4, 6
	s := p.styles
	lines := []string{p.head(st, here, w)}
	add := func(head string, text []string) {
		for i, l := range text {
			if i > 0 {
				head = ""
			}
			lines = append(lines, strings.Repeat(" ", indent)+s.subtle.Render(fit(head, heads))+l)
		}
	}
	room := w - indent - heads
	if p.quarter {
		purpose := excerpt(st.Purpose, max(2, p.h/6), w-indent)
		for _, l := range purpose {
			lines = append(lines, strings.Repeat(" ", indent)+s.subtle.Render(l))
		}
	}
	add("Gate", p.gateLines(st.Phase, room))
	if m := st.next; m == nil {
		add("Next", []string{s.subtle.Render("no milestone is open")})
	} else {
		when := day(m.Due, p.today)
		add("Next", []string{ends(m.State.Glyph(planner.KindMilestone)+" "+line(m.Title, room-2-width(when)-1), s.subtle.Render(when), room)})
	}
	for _, m := range st.reached {
		const when = "reached"
		add("", []string{ends(s.good.Render(m.State.Glyph(planner.KindMilestone))+" "+line(m.Title, room-3-len(when)), s.subtle.Render(when), room)})
	}
	return lines
}

// head is a phase's title with its progress.
func (p *phasesPage) head(st phaseStand, here bool, w int) string {
	s := p.styles
	mark, style := s.rowMark(here)
	glyph := s.subtle.Render(st.State.Glyph())
	if st.State == planner.Open {
		glyph = s.accent.Render(st.State.Glyph())
	}
	pr := p.progress[st.Number()]
	right := fmt.Sprintf("%d of %d", pr.Done, pr.Total)
	if note := phaseNote(st.Phase); w >= 58 {
		right = s.subtle.Render(note+" · ") + right
	}
	left := mark + glyph + " "
	title := line(fmt.Sprintf("%d %s", st.Number(), planner.ShowLine(st.Title)), w-width(left)-width(right)-1)
	return ends(left+style.Render(title), right, w)
}

// gateLines count the evidence of the kinds that a phase's gate asks for.
func (p *phasesPage) gateLines(ph *planner.Phase, w int) []string {
	s, counts := p.styles, p.counts[ph.Number()]
	switch {
	case len(ph.Gate) == 0:
		return []string{s.subtle.Render("this phase asks for no evidence")}
	case p.fault != nil:
		return []string{s.warn.Render(cut("evidence can't be counted now", w))}
	case counts == nil:
		return []string{s.subtle.Render("counting…")}
	}
	var lines []string
	add := func(part string) {
		if last := len(lines) - 1; last >= 0 && width(lines[last])+3+width(part) <= w {
			lines[last] += "   " + part
			return
		}
		lines = append(lines, part)
	}
	in := 0
	for _, g := range ph.Gate {
		n := counts[g.Kind]
		mark := s.subtle.Render("·")
		if n > 0 {
			in, mark = in+1, s.good.Render("✓")
		}
		add(fmt.Sprintf("%s %s %d", mark, line(planner.EvidenceWords(g.Kind), w-12), n))
	}
	add(s.subtle.Render(fmt.Sprintf("%d of %d kinds", in, len(ph.Gate))))
	return lines
}

// question is what a quarter's look ends in.
func (p *phasesPage) question() string {
	open := len(p.plan.OpenPhases())
	switch open {
	case 0:
		return "No phase is open. Which one are you in?"
	case 1:
		return "Is this still the phase you want to be in?"
	}
	return "Are these still the phases you want to be in?"
}

// quarterLines compare the last thirteen weeks with the thirteen before.
func (p *phasesPage) quarterLines(w int) []string {
	s := p.styles
	const heads = 20
	cell := (w - heads) / 2
	var lines []string
	row := func(head string, of func(i int) string) {
		lines = append(lines, s.subtle.Render(fit(head, heads))+fit(of(0), cell)+fit(of(1), cell))
	}
	names := []string{"the 13 weeks before", "the last 13 weeks"}
	row("", func(i int) string { return s.bold.Render(cut(names[i], cell-1)) })
	row("Reviews held", func(i int) string { return countOf(p.sums[i].Held) })
	row("Milestones reached", func(i int) string { return fmt.Sprint(p.reached[i]) })
	row("Checks kept", func(i int) string { return countOf(p.sums[i].Checks) })
	row("Energy of leading", func(i int) string { return meanLine(p.sums[i].Leading, cell) })
	row("Energy of hands-on", func(i int) string { return meanLine(p.sums[i].HandsOn, cell) })
	return lines
}

func countOf(k planner.Kept) string {
	if k.Of == 0 {
		return "none"
	}
	return fmt.Sprintf("%d of %d", k.Done, k.Of)
}

// meanLine is the mean of a few months' readings, and each of its weeks.
func meanLine(values []float64, w int) string {
	if len(values) == 0 {
		return "not read"
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	mean, weeks := planner.SignedMean(sum/float64(len(values))), planner.Spark(planner.Points(values))
	if 5+width(weeks) < w {
		return fit(mean, 4) + " " + weeks
	}
	return mean
}

// View draws the phases.
func (p *phasesPage) View(w, h int) string {
	return strings.Join(p.viewSheet(p.sheet(w), p.roll, w, h), "\n")
}
