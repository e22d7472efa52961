package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
	"waymark/planner/path"
)

// The answers to a sign, as the profile keeps them. No answer is "later".
var signAnswers = []struct{ key, answer string }{{"y", "yes"}, {"p", "partly"}, {"n", "no"}}

// signSides are the two directions of signs. They are shown apart and never
// weighed against each other: both may be true of one person.
var signSides = []struct{ toward, head string }{
	{path.Managing, "Drawn to leading people?"},
	{path.Craft, "Drawn to the craft?"},
}

// honestPage says what the trade is, and asks for the signs.
type honestPage struct {
	*env
	walk  *walk
	signs []path.Sign // in the order drawn
	trade []string
	roll
}

func newHonestPage(wk *walk) *honestPage {
	p := &honestPage{env: wk.env, walk: wk, roll: roll{at: -1}}
	if wk.path == nil {
		return p
	}
	p.trade = wk.path.Trade
	for _, side := range signSides {
		for _, sign := range wk.path.Signs {
			if sign.Toward == side.toward {
				p.signs = append(p.signs, sign)
			}
		}
	}
	return p
}

// Title of the page.
func (*honestPage) Title() string { return "The honest part" }

// Follow keeps the cursor in view.
func (p *honestPage) Follow() { p.hold(p.here()) }

// here is the sheet as it is drawn now, and its height.
func (p *honestPage) here() (sheet, int) {
	w, h := p.walk.here()
	return p.sheet(w), h
}

// columns is how wide the trade's own column is; 0: it stands above the signs.
func (p *honestPage) columns(w int) int {
	if w < wideWalk || len(p.trade) == 0 {
		return 0
	}
	return w * 2 / 5
}

// sheet lays the page out.
func (p *honestPage) sheet(w int) sheet {
	var out sheet
	s := p.styles
	if col := p.columns(w); col > 0 {
		w -= col + 3
	} else if len(p.trade) > 0 {
		out.add(p.tradeLines(w)...)
		out.add("")
	}
	if len(p.signs) == 0 {
		out.add(s.subtle.Render(p.nothing()))
	}
	for i, sign := range p.signs {
		if i == 0 || sign.Toward != p.signs[i-1].Toward {
			if i > 0 {
				out.add("")
			}
			out.add(p.sideLine(sign.Toward, w))
		}
		out.row(p.signLines(sign, i == p.at, w)...)
	}
	return out
}

func (p *honestPage) nothing() string {
	if p.walk.broken != nil {
		return "The path's file can't be read now: " + planner.ShowLine(p.walk.broken.Error())
	}
	return "This path has no signs to answer."
}

func (p *honestPage) tradeLines(w int) []string {
	lines := []string{p.styles.subtle.Render("What you would trade")}
	for _, t := range p.trade {
		for i, l := range wrap(t, w-4) {
			mark := "  "
			if i == 0 {
				mark = p.styles.faint.Render("· ")
			}
			lines = append(lines, mark+l)
		}
	}
	return lines
}

// sideLine heads the signs of one side and counts their answers.
func (p *honestPage) sideLine(toward string, w int) string {
	head, right := "", signCount(p.walk.path, p.plan.Profile().Signs, toward)
	if right == "" {
		right = "y yes  p partly  n no  l later"
	}
	for _, side := range signSides {
		if side.toward == toward {
			head = side.head
		}
	}
	return ends(p.styles.subtle.Render(head), p.styles.subtle.Render(right), w-arrow)
}

// signCount says how the signs of one side were answered; "" where none was.
func signCount(pa *path.Path, answers map[string]string, toward string) string {
	if pa == nil {
		return ""
	}
	count := map[string]int{}
	for _, sign := range pa.Signs {
		if sign.Toward == toward {
			count[answers[sign.ID]]++
		}
	}
	var parts []string
	for _, a := range signAnswers {
		if n := count[a.answer]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, a.answer))
		}
	}
	if n := count[""]; n > 0 && len(parts) > 0 {
		parts = append(parts, fmt.Sprintf("%d later", n))
	}
	return strings.Join(parts, ", ")
}

// signLines draws a sign with its answer before it.
func (p *honestPage) signLines(sign path.Sign, here bool, w int) []string {
	s := p.styles
	const left = 9 // the cursor's mark and the longest answer
	mark, st := "  ", s.text
	if here {
		mark, st = s.accent.Render("▸ "), s.selected
	}
	answer := s.accent.Render(fit(p.plan.Profile().Signs[sign.ID], left-2))
	if p.plan.Profile().Signs[sign.ID] == "" {
		answer = s.faint.Render(fit("·", left-2))
	}
	lines := wrap(sign.Text, w-left-arrow)
	for i, l := range lines {
		if i == 0 {
			lines[i] = mark + answer + st.Render(l)
		} else {
			lines[i] = strings.Repeat(" ", left) + st.Render(l)
		}
	}
	return lines
}

// View draws the page.
func (p *honestPage) View(w, h int) string {
	sheet, col := p.sheet(w), p.columns(w)
	if col == 0 {
		return strings.Join(p.viewSheet(sheet, p.roll, w, h), "\n")
	}
	signs := p.viewSheet(sheet, p.roll, w-col-3, h)
	return beside(block(p.tradeLines(col), col, h), strings.Join(signs, "\n"), p.styles.faint.Render(" │ "))
}

// Actions answer the sign under the cursor.
func (p *honestPage) Actions() []action {
	why := ""
	acts := p.walk.steps()[:1]
	switch {
	case len(p.signs) == 0:
		why = "There is nothing to answer here."
	case p.at < 0: // the trade fills the window
		why = "↓ goes on to the questions."
		next := acts[0]
		next.keys = []string{"s"}
		acts = []action{{keys: []string{"enter"}, label: "read on, to the questions", foot: p.onWord(), do: doing(p.readOn)}, next}
	}
	for _, a := range signAnswers {
		acts = append(acts, action{keys: []string{a.key}, label: "answer: " + a.answer, foot: unless(why, a.answer), why: why, do: doing(func() { p.answer(a.answer) })})
	}
	acts = append(
		acts,
		action{keys: []string{"l"}, label: "answer later: leave it open", foot: unless(why, "later"), why: why, do: doing(func() { p.answer("") })},
		action{keys: []string{"tab"}, label: "on to the other side's questions", do: doing(p.otherSide)},
		action{keys: []string{"shift+tab"}, label: "back to the other side's questions", do: doing(p.otherSide)},
	)
	acts = append(acts, p.moves(p.here)...)
	return append(acts, p.walk.steps()[1:]...)
}

// readOn goes on in the trade, and from its end to the first question.
func (p *honestPage) readOn() {
	s, h := p.here()
	p.move(s, 1, h)
}

// onWord says where readOn leads.
func (p *honestPage) onWord() string {
	s, h := p.here()
	next := p.roll
	if next.move(s, 1, h); next.at < 0 {
		return "read on"
	}
	return "to the questions"
}

// answer keeps an answer and goes on to the next sign.
func (p *honestPage) answer(answer string) {
	sign := p.signs[p.at]
	if p.plan.Profile().Signs[sign.ID] != answer {
		word := answer
		if answer == "" {
			word = "later"
		}
		ok := p.apply(planner.SetProfile("Sign, "+word+": "+planner.Shorten(sign.Text, 50), func(pr *planner.Profile) {
			if pr.Signs == nil {
				pr.Signs = map[string]string{}
			}
			pr.Signs[sign.ID] = answer
			if answer == "" {
				delete(pr.Signs, sign.ID)
			}
		}))
		if !ok {
			return
		}
	}
	s, h := p.here()
	p.move(s, 1, h)
}

func (p *honestPage) otherSide() {
	for i := range p.signs {
		at := (max(0, p.at) + i) % len(p.signs)
		if p.at < 0 || p.signs[at].Toward != p.signs[p.at].Toward {
			p.at = at
			break
		}
	}
	p.hold(p.here())
}
