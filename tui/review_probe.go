package tui

import (
	"errors"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// probePage asks one question about the week, your last answer to it first.
type probePage struct {
	*env
	r     *review
	probe planner.PhaseProbe
	asked bool // there is a question
	kept  string
	last  *planner.Reflection // the answer before this review's; nil: none
	lost  bool                // the answers can't be read
	area  textarea.Model
	read  *planner.Plan
}

func newProbePage(r *review) part {
	area := textarea.New()
	area.Prompt, area.ShowLineNumbers = "", false
	area.CharLimit, area.MaxHeight = 0, 0
	area.SetVirtualCursor(false)
	area.Placeholder = "a line or two, or nothing"
	area.Focus() // its command only starts a blink
	return &probePage{env: r.env, r: r, area: area}
}

// Typing is while there is a question to answer.
func (p *probePage) Typing() bool { return p.asked }

// Follow takes up the question that the review shows. One that is being
// answered stays, also where another window has gone on to the next.
func (p *probePage) Follow() {
	if p.r.now == nil {
		return
	}
	p.area.SetStyles(p.areaStyles())
	if p.read != p.plan {
		p.read = p.plan
		if probe, ok := p.plan.Probe(p.r.now); !p.typed() && (ok != p.asked || probe.ID != p.probe.ID) {
			p.turnTo(probe, ok)
		} else {
			p.answers(!p.typed())
		}
	}
	p.layOut()
}

// typed reports whether the field holds more than what is kept.
func (p *probePage) typed() bool { return p.asked && p.area.Value() != p.kept }

// turnTo shows a question, with a draft of its answer where there is one.
func (p *probePage) turnTo(probe planner.PhaseProbe, ok bool) {
	p.probe, p.asked = probe, ok
	if !ok {
		return
	}
	p.answers(true)
	if draft := p.drafts.of(p.draft()); len(draft) == 1 {
		p.area.SetValue(typableText(draft[0]))
		p.say(backAgain)
	}
}

// answers reads this review's answer to the question, and the one before.
func (p *probePage) answers(show bool) {
	if !p.asked {
		return
	}
	now, before := p.plan.Answered(p.r.now, p.probe.ID)
	p.lost = false
	p.kept, p.last = "", p.reflection(before)
	if answer := p.reflection(now); answer != nil {
		p.kept = typableText(answer.Answer)
	}
	if show && p.area.Value() != p.kept {
		p.area.SetValue(p.kept)
	}
}

func (p *probePage) reflection(id planner.ID) *planner.Reflection {
	if id.IsZero() {
		return nil
	}
	rec, err := p.Keeper.Get(id)
	p.lost = p.lost || err != nil
	if answer, ok := rec.(*planner.Reflection); ok && err == nil && !answer.Removed {
		return answer
	}
	return nil
}

// draft is the name of the draft of the answer.
func (p *probePage) draft() string {
	return "review question " + p.r.now.ID.String() + " " + planner.ShowLine(p.probe.ID)
}

// Draft is the answer as it is being typed, while its review is under way.
func (p *probePage) Draft() (string, []string) {
	switch {
	case p.r.now == nil || !p.asked:
		return "", nil
	case !p.typed():
		return p.draft(), nil
	}
	return p.draft(), []string{p.area.Value()}
}

// Update gives text to the field.
func (p *probePage) Update(msg tea.Msg) tea.Cmd {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: typableText(paste.Content)}
	}
	if p.asked {
		p.area, _ = p.area.Update(msg)
	}
	return nil
}

// Actions keep the answer, or turn to another question.
func (p *probePage) Actions() []action {
	why := ""
	if !p.asked {
		why = "There is no other question now."
	}
	acts := []action{
		{keys: []string{"enter"}, label: "keep the answer and go on; with none it just goes on", foot: p.enterWord(), do: doing(func() {
			if p.keepAnswer() {
				p.r.next()
			}
		})},
		{keys: []string{"ctrl+n"}, label: "another question; an answer to this one is kept", foot: unless(why, "another question"), why: why, do: doing(p.another)},
	}
	if !p.asked {
		return acts
	}
	return append(
		acts,
		action{keys: []string{"ctrl+j", "shift+enter", "alt+enter"}, label: "a new line", foot: "new line", do: doing(func() { p.area.InsertRune('\n') })},
		action{keys: []string{"up"}, label: "up in the text", do: doing(p.area.CursorUp)},
	)
}

func (p *probePage) enterWord() string {
	if p.typed() {
		return "keep"
	}
	return "next"
}

// keepAnswer keeps what was typed, if that is anything new, and reports
// whether nothing of it is left to be kept.
func (p *probePage) keepAnswer() bool {
	if !p.typed() {
		return true
	}
	draft := p.draft()
	err := p.r.tell(p.plan.Reflect(p.r.now, p.probe, p.area.Value(), p.today))
	if err != nil && !errors.Is(err, planner.ErrUnchanged) { // blanks change nothing
		p.fail(err)
		return false
	}
	p.area.SetValue(p.kept)
	p.drafts.drop(draft)
	return true
}

// another turns to another question, as long as there is one.
func (p *probePage) another() {
	if !p.keepAnswer() {
		return
	}
	if _, err := p.keep(planner.AskNext(p.r.now.ID, p.today)); err != nil {
		p.fail(err)
	}
}
