package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// itemWalk goes through items one at a time, a key for each decision: the
// checklists and what is due, overdue or stale; or the milestones that are
// stuck.
type itemWalk struct {
	*env
	r      *review
	of     planner.ID // the review, also once it was closed in another window
	stuck  bool
	steps  []planner.Step // of this part, as they are kept
	at     int            // the one shown
	stay   bool           // a decision doesn't move on
	scroll int
}

func newItemWalk(r *review, stuck bool) part {
	return &itemWalk{env: r.env, r: r, of: r.now.ID, stuck: stuck, at: -1}
}

// current is the step shown.
func (wk *itemWalk) current() (planner.Step, bool) {
	if wk.at < 0 || wk.at >= len(wk.steps) {
		return planner.Step{}, false
	}
	return wk.steps[wk.at], true
}

// Follow keeps to the step shown, and goes on from one that was decided or
// settled elsewhere.
func (wk *itemWalk) Follow() {
	if wk.r.now == nil {
		return
	}
	was, had := wk.current()
	wk.steps = wk.plan.Part(wk.r.now, wk.stuck, wk.today)
	wk.at = wk.index(was)
	switch now, ok := wk.current(); {
	case !had || !ok, was.Outcome != now.Outcome && now.Outcome != "" && !wk.stay:
		wk.goOn()
	default:
		wk.scrollBy(0)
	}
}

// index is the place of a step; -1 where it is gone.
func (wk *itemWalk) index(s planner.Step) int {
	return slices.IndexFunc(wk.steps, func(other planner.Step) bool { return other.Item == s.Item })
}

// goOn shows the next step that has no outcome, from the one shown on and
// then from the start; where all have one, the one shown stays, or the last.
func (wk *itemWalk) goOn() {
	n, from := len(wk.steps), max(0, wk.at)
	wk.scroll = 0
	if wk.at < 0 {
		wk.at = n - 1
	}
	for i := range n {
		if at := (from + i) % n; wk.steps[at].Outcome == "" {
			wk.at = at
			return
		}
	}
}

// move shows another step, past the ends another part.
func (wk *itemWalk) move(by int) {
	switch at := wk.at + by; {
	case at < 0:
		wk.r.back()
	case at >= len(wk.steps):
		wk.r.next()
	default:
		wk.at, wk.scroll = at, 0
	}
}

// next leaves the step as it is and goes on.
func (wk *itemWalk) next() {
	if now, ok := wk.current(); ok && now.Outcome == "" {
		wk.decided(planner.OutcomeSeen, planner.Edit{})
		return
	}
	wk.move(1)
}

// decide keeps what came of the step, together with the change of its item,
// as one edit. After the last one the review goes on to its next part.
func (wk *itemWalk) decide(step planner.Step, outcome string, change planner.Edit) error {
	err := wk.r.tell(planner.Reviewed(wk.of, step, outcome, change, wk.today))
	if _, open := planner.NextOpen(wk.steps); err == nil && !wk.stay && !open && wk.r.page == part(wk) {
		wk.r.next()
	}
	return err
}

// show goes to a step.
func (wk *itemWalk) show(s planner.Step) {
	wk.Follow()
	if i := wk.index(s); i >= 0 {
		wk.at, wk.scroll = i, 0
	}
}

// item is what the step shown is about; nil where there is none.
func (wk *itemWalk) item() planner.Listed {
	now, _ := wk.current()
	return wk.plan.Item(now.Item)
}

// decided is decide for keys: a toast says what went wrong.
func (wk *itemWalk) decided(outcome string, change planner.Edit) {
	if now, ok := wk.current(); ok {
		if err := wk.decide(now, outcome, change); err != nil {
			wk.fail(err)
		}
	}
}

// shift moves the date and stays, since one day is seldom all.
func (wk *itemWalk) shift(days int) {
	wk.stay = true
	wk.decided(planner.OutcomeMoved, planner.ShiftDue(wk.steps[wk.at].Item, days, wk.today))
	wk.stay = false
}

// Item is what help tells of.
func (wk *itemWalk) Item() (id, title, reason string) { return itemHelp(wk.item()) }

// Actions are the decisions about one thing, a key each.
func (wk *itemWalk) Actions() []action {
	if wk.r.now == nil {
		return nil
	}
	it := wk.item()
	if it == nil {
		return []action{{keys: []string{"enter"}, label: "on to the next part", foot: "next", do: doing(wk.r.next)}}
	}
	id, ids, today, why := it.Key(), []planner.ID{it.Key()}, wk.day(it), wk.whyNot(it)
	set := func(outcome string, change func() planner.Edit) func() tea.Cmd {
		return doing(func() { wk.decided(outcome, change()) })
	}
	ask := func(d func() dialog) func() tea.Cmd { return func() tea.Cmd { return wk.ask(d()) } }
	acts := []action{
		{keys: []string{"space"}, label: "done", foot: "done", why: why.done, do: set(planner.OutcomeDone, func() planner.Edit { return planner.SetState(ids, planner.Done, "", today) })},
		{keys: []string{"enter"}, label: "leave it as it is and go on", foot: "skip", do: doing(wk.next)},
		{keys: []string{"x"}, label: "skip a check this time, with a reason", foot: unless(why.skip, "not this time"), why: why.skip, do: ask(func() dialog { return wk.newSkipForm(it) })},
		{keys: []string{"a"}, label: "add an action that serves a milestone", foot: unless(why.serve, "add action"), why: why.serve, do: ask(func() dialog { return wk.newServeForm(it) })},
		{keys: []string{"f"}, label: "do it next week: into the focus, where that has room", foot: unless(why.next, "next week"), why: why.next, do: set(planner.OutcomeNext, func() planner.Edit { return planner.Edit{} })},
		{keys: []string{"t"}, label: "another date", foot: "date", do: ask(func() dialog { return wk.newMoveForm(it) })},
		{keys: []string{"["}, label: "its date a day earlier", do: doing(func() { wk.shift(-1) })},
		{keys: []string{"]"}, label: "its date a day later", do: doing(func() { wk.shift(1) })},
		{keys: []string{"r"}, label: "drop it, with a reason: not for you", foot: "drop", do: ask(func() dialog { return wk.newStateForm(it, planner.Dropped) })},
		{keys: []string{"w"}, label: "waiting, for whom or what", foot: unless(why.wait, "wait"), why: why.wait, do: ask(func() dialog { return wk.newStateForm(it, planner.Waiting) })},
		{keys: []string{"h"}, label: "on hold", foot: "hold", do: ask(func() dialog { return wk.newStateForm(it, planner.OnHold) })},
		{keys: []string{"v"}, label: "make it evidence, with what changed because of it", foot: "evidence", do: ask(func() dialog { return newEvidenceForm(wk.r, it) })},
		{keys: []string{"n"}, label: "note", foot: "note", do: ask(func() dialog { return newNote(wk.env, it) })},
		{keys: []string{"e"}, label: "edit", foot: "edit", do: ask(func() dialog { return newEditForm(wk.env, it) })},
		{keys: []string{"o"}, label: "the note in $VISUAL or $EDITOR", do: func() tea.Cmd { return wk.edit(id, it.Base().Note) }},
	}
	return append(acts, wk.moves()...)
}

// day is the day that a decision is judged and dated by: for checks that of
// the review, so that a late one doesn't settle the next occurrence.
func (wk *itemWalk) day(it planner.Listed) civil.Date {
	if it != nil && it.Key().Kind == planner.KindCheck && wk.r.now != nil {
		return planner.CheckDay(wk.r.now, wk.today)
	}
	return wk.today
}

// unless keeps a word out of the footer for what can't be done here.
func unless(why, foot string) string {
	if why != "" {
		return ""
	}
	return foot
}

// moves go through the steps without deciding anything.
func (wk *itemWalk) moves() []action {
	ahead := ""
	if now, ok := wk.current(); ok && now.Outcome == "" {
		ahead = "Nothing was decided here yet; enter leaves it as it is and goes on."
	}
	return []action{
		{keys: []string{"b", "k", "left", "backspace"}, label: "back to the one before; what came of it stays", foot: "back", do: doing(func() { wk.move(-1) })},
		{keys: []string{"j", "right"}, label: "on to the one after", why: ahead, do: doing(wk.next)},
		{keys: []string{">", "N"}, label: "on to the next part; the rest here stays as it is", do: doing(wk.r.next)},
		{keys: []string{"ctrl+d", "down", "pgdown"}, label: "read on", do: doing(func() { wk.scrollBy(4) })},
		{keys: []string{"ctrl+u", "up", "pgup"}, label: "read back", do: doing(func() { wk.scrollBy(-4) })},
	}
}

// whyNot says which decisions an item doesn't take, and why.
func (wk *itemWalk) whyNot(it planner.Listed) (why struct{ done, skip, serve, wait, next string }) {
	const notCheck = "It comes round by itself; x skips it this time."
	switch it := it.(type) {
	case *planner.Check:
		why.serve, why.wait, why.next = notCheck, notCheck, notCheck
		if _, open := it.Next(wk.day(it)); !open {
			why.done = "It is settled for this time; u takes back the last change."
			why.skip = why.done
		}
	case *planner.Action:
		why.skip = "Only checks come round again; enter leaves it as it is, r drops it."
		why.serve = "Only a milestone is served by actions."
	default:
		why.skip = "Only checks come round again; enter leaves it as it is, r drops it."
	}
	if it.Base().State == planner.Done {
		why.done = "It is done; u takes back the last change."
		why.next = why.done
	}
	return why
}
