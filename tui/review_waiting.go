package tui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// waitingPage lists what waits for somebody else, the longest waiting first.
type waitingPage struct {
	*env
	r     *review
	list  listCursor
	items []planner.Listed
}

func newWaitingPage(r *review) part { return &waitingPage{env: r.env, r: r} }

// Follow lists what waits.
func (p *waitingPage) Follow() {
	if p.r.now == nil {
		return
	}
	p.items = p.plan.WaitingFor()
	w, h := p.r.room()
	h -= len(p.above(w))
	p.list.follow(keysOf(p.items), h-tailRoom(h))
}

// item is the one under the cursor, or nil.
func (p *waitingPage) item() planner.Listed {
	if p.list.at < len(p.items) {
		return p.items[p.list.at]
	}
	return nil
}

// Item is what help tells of.
func (p *waitingPage) Item() (id, title, reason string) { return itemHelp(p.item()) }

// Select puts the cursor on what was added.
func (p *waitingPage) Select(id planner.ID) { p.list.goTo(id) }

// Actions are those of the list. The page itself names their keys, so the
// footer has room for the moves.
func (p *waitingPage) Actions() []action {
	acts := p.decisions()
	for i := range acts {
		if len(p.items) > 0 || acts[i].why != "" { // without a row the page names no keys
			acts[i].foot = ""
		}
	}
	return append(acts, p.list.moves()...)
}

// decisions say what became of the wait, and add one.
func (p *waitingPage) decisions() []action {
	none := ""
	it := p.item()
	if it == nil {
		none = "Nothing is selected here."
	}
	set := func(state planner.State) func() tea.Cmd {
		return doing(func() {
			if p.list.still(p.env) {
				p.apply(planner.SetState([]planner.ID{it.Key()}, state, "", p.today))
			}
		})
	}
	return []action{
		{keys: []string{"space"}, label: "it came: done", foot: "it came", why: none, do: set(planner.Done)},
		{keys: []string{"t"}, label: "it is yours again: back to do", foot: "mine again", why: none, do: set(planner.ToDo)},
		{keys: []string{"w", "e"}, label: "for whom or what it waits", foot: "whom", why: none, do: func() tea.Cmd { return p.ask(p.newWhomForm(it)) }},
		{keys: []string{"v"}, label: "it came, and it is evidence: what was said", foot: "evidence", why: none, do: func() tea.Cmd { return p.ask(p.newSaidForm(it)) }},
		{keys: []string{"a"}, label: "add something you wait for", foot: "add", do: func() tea.Cmd { return p.ask(p.newWaitPick()) }},
	}
}

// newWhomForm asks for whom or what an item waits.
func (p *waitingPage) newWhomForm(it planner.Listed) dialog {
	id, b := it.Key(), it.Base()
	whom := p.textField("For whom or what", b.Why, "may stay empty")
	f := newForm(p.env, "waiting "+id.String(), planner.Shorten(planner.ShowLine(b.Title), 50), []*field{whom}, nil)
	was := f.initial
	f.accept = func(now []string) error {
		return p.keepIfChanged(planner.EditItem(id, p.today, func(it planner.Listed) error {
			if it.Base().State != planner.Waiting {
				return errors.New("it doesn't wait any more; esc leaves")
			}
			it.Base().Why = now[0]
			return nil
		}), now, was)
	}
	return f
}

// newSaidForm keeps what came as evidence of feedback, and marks the item
// done.
func (p *waitingPage) newSaidForm(it planner.Listed) dialog {
	ev := p.plan.EvidenceOf(it, p.r.now.ID, p.today)
	ev.Kind, ev.Date = "feedback", p.today
	ask := evidenceAsk{draft: "said " + it.Key().String(), title: "It came, and it is evidence", outcome: "what was said, in a line"}
	return p.r.newEvidence(ask, ev, func(ev planner.Evidence) error { return p.r.tell(planner.DoneWithEvidence(ev, p.today)) })
}

// newWaitPick offers the usual things to wait for.
func (p *waitingPage) newWaitPick() dialog {
	var choices []choice
	add := func(label, title, whom string) {
		key := fmt.Sprint(len(choices) + 1)
		choices = append(choices, choice{key: key, label: label, do: func() tea.Cmd { return p.ask(p.newWaitForm("wait "+key, title, whom)) }})
	}
	for _, usual := range planner.UsualWaits {
		add(usual.Title, usual.Title, usual.Whom)
	}
	add("Something else", "", "")
	return newPick(p.env, "What do you wait for", choices, 0)
}

// newWaitForm asks for something to wait for.
func (p *waitingPage) newWaitForm(draft, title, whom string) dialog {
	fields := []*field{
		p.textField("What", title, "as you would say it"),
		p.textField("For whom or what", whom, "may stay empty"),
	}
	return newForm(p.env, draft, "Something you wait for", fields, func(v []string) error {
		res, err := p.keep(p.plan.WaitFor(v[0], v[1], p.today))
		if err != nil {
			return err
		}
		p.say(fmt.Sprintf("%s: %s · u undoes", res.New[0], res.Entry.Label))
		p.r.Select(res.New[0])
		return nil
	})
}

// above is what stands above the rows.
func (p *waitingPage) above(w int) []string {
	s, n := p.styles, len(p.items)
	if n == 0 {
		return []string{" " + s.bold.Render("You are not waiting for anybody"), " " + s.subtle.Render("a notes something you wait for; enter goes on.")}
	}
	lines := []string{ends(" "+s.bold.Render("Waiting for others, the longest first"), planner.Counted(n, "thing")+" ", w)}
	if p.h >= 20 {
		lines = append(lines, " "+s.subtle.Render("From two weeks on, a friendly second word is fair."))
	}
	lines = append(lines, p.legend(p.decisions(), w))
	if p.h >= 20 {
		lines = append(lines, "")
	}
	return lines
}

// View draws the rows, and below them the one under the cursor whole.
func (p *waitingPage) View(w, h int) string {
	lines := p.above(w)
	if len(p.items) == 0 {
		return block(lines, w, h)
	}
	return block(append(lines, p.list.draw(h-len(lines), func(i int) string { return p.row(i, w) }, p.below(w))...), w, h)
}

func (p *waitingPage) row(i, w int) string {
	s, b := p.styles, p.items[i].Base()
	left := s.accent.Render(b.State.Glyph(b.ID.Kind)) + " " + s.subtle.Render(fit(b.ID.String(), 4)) + " "
	right := s.subtle.Render(line(b.Why, max(10, w/4))) + "  " + p.age(b.Since) + " "
	return p.rowOf(i == p.list.at, left, b.Title, right, w)
}

// worthAsking is how many days of waiting are worth a second word, the
// project's own figure: a review asks about what waits after as many.
const worthAsking = 14

// age is how long something has waited, in days and then in weeks.
func (p *waitingPage) age(since civil.Date) string {
	if since.IsZero() {
		return ""
	}
	switch days := p.today.DaysSince(since); {
	case days <= 0:
		return p.styles.subtle.Render(fitLeft("today", 8))
	case days < worthAsking:
		return p.styles.subtle.Render(fitLeft(planner.Counted(days, "day"), 8))
	default:
		return p.styles.warn.Render(fitLeft(planner.Counted(days/7, "week"), 8))
	}
}

// below tells of the item under the cursor.
func (p *waitingPage) below(w int) []string {
	b := p.item().Base()
	lines := wrap(planner.ShowLine(b.Title), w-3)
	if len(lines) > 1 {
		lines = []string{cut(lines[0]+" …", w-3)}
	}
	whom := "for nobody named; w says for whom"
	if b.Why != "" {
		whom = "for " + b.Why
	}
	about := wrap(planner.ShowLine(joined(whom, "since "+longDay(b.Since))), w-3)
	return insetBy(2, append(lines, styled(p.styles.subtle, about)...))
}
