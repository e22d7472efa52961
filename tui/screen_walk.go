package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/path"
)

// The steps before the phases, and how many come besides them.
const (
	stepYou    = 1
	stepHonest = 2
	otherSteps = 4 // those two, the dates and the summary
)

// widestPage is how wide a page of the walk gets: longer lines are hard to
// read.
const widestPage = 150

// walk leads through the first start: the user, the honest part, a page for
// each phase, dates, the plan. Every answer is kept when it is given. With a
// plan whose walk is finished it goes through the same pages to change the
// answers, and then notes no step to resume at.
type walk struct {
	*env
	path   *path.Path // nil where it can't be read
	broken error      // why it can't
	step   int        // from 1
	kept   int        // the step that a later start resumes at; 0: none
	page   page
}

// page is one step of the walk, drawn below the head line.
type page interface {
	screen
	follower
}

// newWalk opens the walk where it was left.
func newWalk(e *env) screen {
	wk := &walk{env: e}
	wk.read()
	return wk
}

// read loads the path and opens the step that is due.
func (wk *walk) read() {
	wk.path, wk.broken = wk.Path()
	step := stepYou
	if wk.plan != nil {
		wk.kept = wk.plan.Profile().Walk
		step = max(step, wk.kept)
	} else if wk.broken != nil {
		wk.step, wk.page = stepYou, &noPath{wk.env, wk}
		return
	}
	wk.enter(step)
}

// phases are the numbers of the phases that have a page.
func (wk *walk) phases() []int {
	var out []int
	switch {
	case wk.plan != nil:
		for ph := range wk.plan.Phases() {
			out = append(out, ph.Number())
		}
	case wk.path != nil:
		for _, ph := range wk.path.Phases {
			out = append(out, ph.Number)
		}
	}
	return out
}

func (wk *walk) last() int { return len(wk.phases()) + otherSteps }

// enter opens a step.
func (wk *walk) enter(step int) {
	phases := wk.phases()
	wk.step = min(max(step, stepYou), len(phases)+otherSteps)
	at := wk.step - stepHonest - 1
	switch {
	case wk.step == stepYou:
		wk.page = newYouPage(wk)
	case wk.step == stepHonest:
		wk.page = newHonestPage(wk)
	case at < len(phases):
		wk.page = newPhasePage(wk, phases[at])
	case at == len(phases):
		wk.page = newDatesPage(wk)
	default:
		wk.page = &summaryPage{env: wk.env, walk: wk}
	}
	wk.page.Follow()
}

// next goes a step on and, in the first walk, notes how far it has come.
func (wk *walk) next() {
	wk.toast = toast{} // it is about the page before
	step := wk.step + 1
	if wk.kept > 0 && step > wk.kept {
		if wk.note(step, fmt.Sprintf("Walk: on to step %d", step)) {
			return // Follow has gone there
		}
	}
	wk.enter(step)
}

// note keeps the step to resume at. Undo passes over it.
func (wk *walk) note(step int, label string) bool {
	return wk.place(label, func(p *planner.Profile) { p.Walk, p.WalkLeft = step, false })
}

func (wk *walk) place(label string, set func(*planner.Profile)) bool {
	edit := planner.SetProfile(label, set)
	edit.Quiet = true
	_, err := wk.keep(edit)
	if err != nil {
		wk.fail(err)
	}
	return err == nil
}

func (wk *walk) back() {
	wk.toast = toast{}
	wk.enter(wk.step - 1)
}

// finish ends the walk and opens Home.
func (wk *walk) finish() tea.Cmd {
	wk.toast = toast{}
	if wk.kept > 0 {
		wk.note(0, "Walk finished")
	}
	return wk.show("Home")
}

// Follow goes where another window took the walk, and lets the page work out
// what it draws.
func (wk *walk) Follow() {
	if wk.plan != nil {
		was, now := wk.kept, wk.plan.Profile().Walk
		wk.kept = now
		if now > was || now > 0 && now < was && wk.step > now {
			wk.enter(now)
			return
		}
	}
	wk.page.Follow()
}

// Title names the walk and its page.
func (wk *walk) Title() string { return "The walk: " + wk.page.Title() }

// Actions are those of the page, and what leaves the walk. The keys that go
// to the screens elsewhere say so here, lest one of them ends the walk unseen.
func (wk *walk) Actions() []action {
	acts := wk.page.Actions()
	if wk.plan == nil || wk.Typing() {
		return acts
	}
	out := "leave the walk; w on Home goes through it again"
	if wk.kept > 0 {
		out = "leave the walk; w on Home goes on with it"
	}
	acts = append(acts, action{keys: []string{"w"}, label: out, foot: "leave", do: doing(wk.leave)})
	var closed []string
	for _, k := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "tab", "shift+tab"} {
		if !slices.ContainsFunc(acts, func(a action) bool { return slices.Contains(a.keys, k) }) {
			closed = append(closed, k)
		}
	}
	return append(acts, action{keys: closed, label: "to the screens, after the walk", why: screensWait, do: doing(func() {})})
}

// screensWait is why no key leads from the walk to a screen.
const screensWait = "The walk comes first: esc goes back, w leaves it."

// leave goes to Home, there and when the program starts again; the walk waits
// where it is.
func (wk *walk) leave() {
	wk.show("Home")
	if wk.toast = (toast{}); wk.kept > 0 && (wk.plan.Profile().WalkLeft || wk.place("Walk left", func(p *planner.Profile) { p.WalkLeft = true })) {
		wk.say(fmt.Sprintf("The walk waits at step %d of %d; w goes on with it", wk.kept, wk.last()))
	}
}

// steps are the actions that every page without text fields has.
func (wk *walk) steps() []action {
	return []action{
		{keys: []string{"enter", "s"}, label: "next step; nothing on a page is needed", foot: "next", do: doing(wk.next)},
		{keys: []string{"esc"}, label: "a step back", foot: "back", do: doing(wk.back)},
	}
}

// Item is what help tells of.
func (wk *walk) Item() (id, title, reason string) {
	if a, ok := wk.page.(asker); ok {
		return a.Item()
	}
	return "", "", ""
}

// Select moves the page's cursor to an item that was just added.
func (wk *walk) Select(id planner.ID) {
	if p, ok := wk.page.(*phasePage); ok {
		p.choose(id)
	}
}

// Typing says whether the page is one of text fields.
func (wk *walk) Typing() bool { return typing(wk.page) }

// Update gives text to the page.
func (wk *walk) Update(msg tea.Msg) tea.Cmd {
	if u, ok := wk.page.(updater); ok {
		return u.Update(msg)
	}
	return nil
}

// room is what a page gets of w×h, and how many lines are above it.
func (*walk) room(w, h int) (pw, ph, above int) {
	above = 1
	if h >= 16 {
		above = 2
	}
	return max(1, min(w-2, widestPage)), max(1, h-above), above
}

// here is the room of a page in the present window.
func (wk *walk) here() (pw, ph int) {
	pw, ph, _ = wk.room(wk.w, wk.h-headHeight-footHeight)
	return pw, ph
}

// View draws the head line and the page.
func (wk *walk) View(w, h int) string {
	s := wk.styles
	pw, ph, above := wk.room(w, h)
	total := wk.last()
	count := s.subtle.Render(fmt.Sprintf("%d of %d", wk.step, total))
	if pw >= 76 {
		count = s.bar(wk.step, total, total) + " " + count
	}
	lines := []string{" " + ends(s.bold.Render(cut(wk.page.Title(), pw)), "  "+count, pw)}
	if above > 1 {
		lines = append(lines, "")
	}
	for l := range strings.SplitSeq(wk.page.View(pw, ph), "\n") {
		lines = append(lines, " "+l)
	}
	return block(lines, w, h)
}

// Cursor is the terminal's, in a text field of the page.
func (wk *walk) Cursor() *tea.Cursor {
	_, _, above := wk.room(wk.w, wk.h-headHeight-footHeight)
	return offset(wk.page, 1, above)
}

// noPath stands in for the walk where there is neither a plan nor a path to
// start one from.
type noPath struct {
	*env
	walk *walk
}

// Title of the page.
func (*noPath) Title() string { return "The path can't be read" }

// Actions are to try again, once the file is mended.
func (p *noPath) Actions() []action {
	return []action{{keys: []string{"r", "enter"}, label: "read the path again", foot: "read again", do: doing(p.walk.read)}}
}

// Follow has nothing to work out.
func (*noPath) Follow() {}

// View says what is wrong with the path's file.
func (p *noPath) View(w, h int) string {
	lines := wrap(p.walk.broken.Error(), w)
	return block(append(lines, "", p.styles.subtle.Render("Nothing is made yet.")), w, h)
}
