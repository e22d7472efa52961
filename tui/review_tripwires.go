package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// tripwirePage shows the five mistakes of new managers as they are measured
// for the week, and the open matters that they are about.
type tripwirePage struct {
	*env
	r *review
	roll
	rows []wireRow
}

// wireRow is a tripwire or, below it, one of its open matters.
type wireRow struct {
	planner.Tripwire
	matter *planner.Matter // nil: the tripwire itself
}

// same reports whether two rows are about the same thing.
func (w wireRow) same(other wireRow) bool {
	if w.Name != other.Name || w.matter == nil || other.matter == nil {
		return w.Name == other.Name && w.matter == other.matter
	}
	return w.matter.ID == other.matter.ID
}

func newTripwirePage(r *review) part { return &tripwirePage{env: r.env, r: r} }

// Follow measures anew. The cursor stays with what it is on; where that is
// gone, it stays within the tripwire.
func (p *tripwirePage) Follow() {
	if p.r.now == nil {
		return
	}
	was, had := p.row()
	p.rows = nil
	for _, wire := range p.plan.Tripwires(p.r.now, p.today) {
		p.rows = append(p.rows, wireRow{Tripwire: wire})
		for _, m := range wire.Matters {
			p.rows = append(p.rows, wireRow{wire, m})
		}
	}
	if had {
		at := slices.IndexFunc(p.rows, was.same)
		if now, ok := p.row(); at < 0 && (!ok || now.Name != was.Name) {
			at = p.at - 1
		}
		if at >= 0 {
			p.at = at
		}
	}
	p.hold(p.here())
}

// row is what the cursor is on.
func (p *tripwirePage) row() (wireRow, bool) {
	if p.at < 0 || p.at >= len(p.rows) {
		return wireRow{}, false
	}
	return p.rows[p.at], true
}

// Select puts the cursor on a matter that was just noted.
func (p *tripwirePage) Select(id planner.ID) {
	at := slices.IndexFunc(p.rows, func(row wireRow) bool { return row.matter != nil && row.matter.ID == id })
	if at >= 0 {
		p.at = at
		p.hold(p.here())
	}
}

// here is the sheet as it is drawn now, and its height.
func (p *tripwirePage) here() (sheet, int) {
	w, h := p.r.room()
	return p.sheet(w), h
}

// Why keys do nothing on a row.
const (
	noShare  = "Only the hands-on share has a value to change."
	noMatter = "Choose one of the open things below it first; j goes down to them."
	nothing  = "Nothing is noted there; a notes something."
	noTalk   = "Talks are noted of former peers and of conflicts."
	noBack   = "Only what was handed over can be taken back."
	noAdding = "The share is set with ← and →."
)

// Actions are those of the row under the cursor.
func (p *tripwirePage) Actions() []action {
	row, _ := p.row()
	m := row.matter
	var why struct{ share, add, settle, talk, back, remove string }
	if row.Name != planner.WireHandsOn {
		why.share = noShare
	} else {
		why.add = noAdding
	}
	none := noMatter
	if len(row.Matters) == 0 {
		none = nothing
	}
	switch {
	case m == nil:
		why.settle, why.talk, why.back = none, none, none
	case m.Sort == planner.Delegation:
		why.talk = noTalk
	default:
		why.back = noBack
	}
	if m == nil && row.Name != planner.WireHandsOn {
		why.remove = none
	}
	turn := func(by int) func() tea.Cmd { return doing(func() { p.turn(by) }) }
	acts := []action{
		{keys: []string{"right", "l", "+"}, label: "more of the week hands-on, by 5 %", foot: unless(why.share, "more"), why: why.share, do: turn(shareStep)},
		{keys: []string{"left", "h", "-"}, label: "less of the week hands-on, by 5 %", foot: unless(why.share, "less"), why: why.share, do: turn(-shareStep)},
		{keys: []string{"a"}, label: p.addWords(row), foot: unless(why.add, "add"), why: why.add, do: func() tea.Cmd { return p.ask(p.newAddition(row)) }},
		{keys: []string{"space"}, label: "settled, with what came of it", foot: unless(why.settle, "settled"), why: why.settle, do: func() tea.Cmd { return p.ask(p.newSettling(m)) }},
		{keys: []string{"t"}, label: "you talked about it plainly today", foot: unless(why.talk, "talked"), why: why.talk, do: doing(func() { p.decide(planner.TalkAbout(m.ID, p.today)) })},
		{keys: []string{"T"}, label: "you took back what you had handed over", foot: unless(why.back, "taken back"), why: why.back, do: doing(func() { p.decide(planner.CloseMatter(m.ID, true, "", p.today)) })},
		{keys: []string{"x", "delete"}, label: "noted by mistake: remove it, or the share", why: why.remove, do: doing(p.remove)},
	}
	return append(acts, p.steps()...)
}

// steps move the cursor. Its row says more than the others, so the place is
// worked out again after each.
func (p *tripwirePage) steps() []action {
	acts := p.moves(p.here)
	for i, act := range acts {
		acts[i].do = func() tea.Cmd {
			defer func() { p.hold(p.here()) }()
			return act.do()
		}
	}
	return acts
}

// addWords says what a adds on a row.
func (p *tripwirePage) addWords(row wireRow) string {
	switch row.Sort {
	case planner.Conflict:
		return "note a conflict"
	case planner.Delegation:
		return "note what you handed over"
	case planner.FormerPeer:
		return "note a former peer who reports to you now"
	}
	if row.Name == planner.WireGrowth {
		return "log what you did for your own growth"
	}
	return "note what belongs to the row"
}

// decide keeps an edit and says what it did.
func (p *tripwirePage) decide(edit planner.Edit) {
	if err := p.r.tell(edit); err != nil {
		p.fail(err)
	}
}

// shareStep is by how many percent a key changes the hands-on share.
const shareStep = 5

// share is the hands-on share of the week; nil: not noted.
func (p *tripwirePage) share() *int {
	if note := p.plan.WeekNamed(p.r.now.Week); note != nil {
		return note.Share
	}
	return nil
}

// usualShare is where the first key begins, in percent, when no week has a
// share yet: the project's own figure, within what every role form bears.
const usualShare = 25

// lastShare is the share of the last week before this one that has one.
func (p *tripwirePage) lastShare() int {
	for _, w := range p.plan.HeldWeeks() {
		if w.Share != nil && w.Week < p.r.now.Week {
			return *w.Share
		}
	}
	return usualShare
}

// turn changes the share. The first key begins where it was the last time.
func (p *tripwirePage) turn(by int) {
	was, share := p.share(), p.lastShare()
	if was != nil {
		share = max(0, min(*was+by, 100))
		if share == *was {
			return
		}
	}
	p.r.quietly(planner.SetShare(p.r.now, &share))
}

// remove takes away what was noted by mistake.
func (p *tripwirePage) remove() {
	switch row, _ := p.row(); {
	case row.matter != nil:
		p.decide(planner.Remove([]planner.ID{row.matter.ID}, p.today))
	case p.share() != nil:
		p.r.quietly(planner.SetShare(p.r.now, nil))
	}
}

// newAddition asks for another matter of a tripwire, or for what was done for
// one's own growth.
func (p *tripwirePage) newAddition(row wireRow) dialog {
	if row.Sort == "" {
		return p.newPastForm("review growth", "Your own growth", "What you did", "a chapter, a talk, feedback on yourself", "When", func(text string, day civil.Date) error {
			phase := p.plan.PhaseOf(planner.ID{})
			return p.r.tell(planner.LogEvidence(planner.Evidence{Date: day, Kind: planner.Learned, Title: text, Phase: phase, Review: p.r.now.ID}, p.today))
		})
	}
	label, since := "Who or what", "Since"
	if row.Sort == planner.Delegation {
		label, since = "What, and to whom", "On"
	}
	return p.newPastForm("review matter "+row.Sort, row.Title, label, "initials will do", since, func(text string, day civil.Date) error {
		res, err := p.keep(planner.OpenMatter(row.Sort, text, day))
		if err != nil {
			return err
		}
		p.say(res.Entry.Label + " · u undoes")
		p.Select(res.New[0])
		return nil
	})
}

// newPastForm asks for a line and for a day up to today.
func (p *tripwirePage) newPastForm(name, title, label, hint, when string, accept func(string, civil.Date) error) dialog {
	date := p.dateField(when, p.today)
	date.input.Placeholder = "-10d, mon, 2 nov; empty: today"
	date.hint = func(text string) (string, bool) {
		d, err := planner.ParsePastDate(text, p.today)
		if err != nil {
			return err.Error(), false
		}
		return longDay(d) + ", " + planner.Away(d, p.today), true
	}
	return newForm(p.env, name, title, []*field{p.textField(label, "", hint), date}, func(v []string) error {
		d, err := planner.ParsePastDate(v[1], p.today)
		if err != nil {
			return err
		}
		return accept(v[0], d)
	})
}

// newSettling asks what came of a matter; the line may stay empty.
func (p *tripwirePage) newSettling(m *planner.Matter) dialog {
	title := "Settled: " + planner.Shorten(planner.ShowLine(m.Title), 44)
	return newForm(p.env, "review settle "+m.ID.String(), title, []*field{p.textField("What came of it", "", "optional")}, func(v []string) error {
		return p.r.tell(planner.CloseMatter(m.ID, false, v[0], p.today))
	})
}
