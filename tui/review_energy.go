package tui

import (
	"errors"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// energyPage reads what the week's work gave and took, for each kind of work
// that happened.
type energyPage struct {
	*env
	r *review
	roll
	now, last map[string]int // readings of the review's week and of the one before, by kind of work
	noted     []*planner.Energy
	broken    bool // the notes can't be read
	read      *planner.Plan
	day       civil.Date // that it was read on
}

func newEnergyPage(r *review) part { return &energyPage{env: r.env, r: r} }

// Follow reads the readings and notes anew where they may have changed.
func (p *energyPage) Follow() {
	if p.r.now == nil {
		return
	}
	if p.read != p.plan || p.day != p.today {
		p.read, p.day = p.plan, p.today
		p.load()
	}
	p.hold(p.here())
}

// load takes the week's readings from the plan, and reads its notes.
func (p *energyPage) load() {
	p.now, p.last = nil, nil
	from := planner.Monday(p.today)
	monday, err := planner.ParseWeek(p.r.now.Week)
	if err == nil {
		p.last = p.readingsOf(planner.Week(monday.AddDays(-7)))
		from = earlier(from, monday)
	}
	p.now = p.readingsOf(p.r.now.Week)
	for _, w := range p.plan.HeldWeeks() {
		if w.Review != p.r.now.ID {
			from = earlier(from, w.Held)
			break
		}
	}
	p.noted = nil
	records, err := p.Keeper.Range(planner.KindEnergy, from, p.today)
	p.broken = err != nil
	for _, rec := range records {
		if e, ok := rec.(*planner.Energy); ok && !e.Removed && e.Note != "" {
			p.noted = append(p.noted, e)
		}
	}
}

func earlier(a, b civil.Date) civil.Date {
	if b.Before(a) {
		return b
	}
	return a
}

func (p *energyPage) readingsOf(week string) map[string]int {
	if note := p.plan.WeekNamed(week); note != nil {
		return note.Values()
	}
	return nil
}

// here is the sheet as it is drawn now, and its height.
func (p *energyPage) here() (sheet, int) {
	w, h := p.r.room()
	return p.sheet(w), h
}

// work is the kind of work under the cursor.
func (p *energyPage) work() planner.Work {
	all := planner.AllWorks()
	return all[max(0, min(p.at, len(all)-1))]
}

// turn changes the value under the cursor by one. From none it begins on the
// side that the key points to.
func (p *energyPage) turn(by int) {
	value, ok := p.now[p.work().Name]
	if !ok {
		value = 0
	}
	p.feel(max(planner.LeastEnergy, min(value+by, planner.MostEnergy)))
}

// feel keeps a value at once. The row shows it, so nothing is said.
func (p *energyPage) feel(value int) {
	if was, ok := p.now[p.work().Name]; ok && was == value {
		return
	}
	p.r.quietly(p.plan.Feel(p.r.now, p.work().Name, value, "", p.today))
}

// clear takes the value under the cursor back: that work did not happen.
func (p *energyPage) clear() {
	if _, ok := p.now[p.work().Name]; ok {
		p.r.quietly(p.plan.Unfeel(p.r.now, p.work().Name))
	}
}

// quietly keeps an edit whose outcome its row shows.
func (r *review) quietly(edit planner.Edit) {
	if _, err := r.keep(edit); err != nil && !errors.Is(err, planner.ErrUnchanged) {
		r.fail(err)
	}
}

// Actions give a value a key.
func (p *energyPage) Actions() []action {
	wide := func(word string) string {
		if p.w < 72 {
			return ""
		}
		return word
	}
	turn := func(by int) func() tea.Cmd { return doing(func() { p.turn(by) }) }
	set := func(value int, label string) action {
		return action{keys: []string{strconv.Itoa(value)}, label: label, do: doing(func() { p.feel(value) })}
	}
	acts := []action{
		{keys: []string{"right", "l", "+"}, label: "it gave you more, up to +2", foot: "more", do: turn(1)},
		{keys: []string{"left", "h", "-"}, label: "it gave you less, down to −2", foot: "less", do: turn(-1)},
		set(0, "it happened, and neither gave nor took: 0 1 2 set the value; ← → change it"),
		set(1, "it gave you something: +1"),
		set(2, "it gave you a lot: +2"),
		{keys: []string{"x", "delete"}, label: "it did not happen this week: no value", foot: wide("none"), do: doing(p.clear)},
		{keys: []string{"u"}, label: "undo the last change", foot: wide("undo"), do: doing(func() { p.undo(0) })},
	}
	return append(acts, p.moves(p.here)...)
}

// View draws the kinds of work with their values.
func (p *energyPage) View(w, h int) string {
	return strings.Join(p.viewSheet(p.sheet(w), p.roll, w, h), "\n")
}
