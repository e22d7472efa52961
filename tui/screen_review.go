package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// reviewParts is the table of the review's stages on screen. Each is a page in
// a file of its own; the domain says which of them a review goes through, and
// in what order.
var reviewParts = map[string]func(*review) part{
	planner.StageInbox:     newSorting,
	planner.StageLookBack:  newLookBack,
	planner.StageChecks:    func(r *review) part { return newItemWalk(r, false) },
	planner.StageStuck:     func(r *review) part { return newItemWalk(r, true) },
	planner.StageEnergy:    newEnergyPage,
	planner.StageTripwires: newTripwirePage,
	planner.StageProbe:     newProbePage,
	planner.StageWaiting:   newWaitingPage,
	planner.StageFocus:     newFocusPage,
	planner.StagePhases:    newPhasesPage,
	planner.StageClose:     newClosePage,
}

// part is a page of the review. It has no title of its own: the domain names
// the stages.
type part interface {
	Actions() []action
	View(w, h int) string
	follower
}

// review is the weekly review: the list of those held, and the walk through
// the one that is due. Each decision, and the place in the walk, is kept when
// it is made, so there is nothing here that a crash could lose but a line half
// typed.
type review struct {
	*env
	err   string          // why it can't be read
	now   *planner.Review // under way; nil: none
	stage string          // on screen; "": the list of reviews, or the page after the end
	page  part
	list  *reviewList
	idle  map[string]bool // stages with nothing to ask
}

func newReview(e *env) screen {
	r := &review{env: e}
	r.list = newReviewList(r)
	r.page = r.list
	return r
}

// Title of the screen.
func (*review) Title() string { return "Review" }

// Actions are those of the page, and in the walk the moves through it.
func (r *review) Actions() []action {
	if r.stage == "" {
		return r.page.Actions()
	}
	own := r.page.Actions()
	moves := slices.DeleteFunc(r.moves(), func(m action) bool { // where the page knows better
		return slices.ContainsFunc(own, func(a action) bool { return a.keys[0] == m.keys[0] })
	})
	return append(own, moves...)
}

// moves go through the walk.
func (r *review) moves() []action {
	back := []string{"b", "backspace"}
	if typing(r.page) {
		back = []string{"shift+tab", "up"}
	}
	form, why := "the 5-minute form from here on", ""
	if r.now != nil && r.now.Short {
		form = "the full form from here on"
	}
	if r.plan != nil && r.now != nil && r.plan.Before(r.now, r.stage) == "" {
		why = "This is the first part."
	}
	acts := []action{
		{keys: []string{"enter"}, label: "on to the next part", foot: "next", do: doing(r.next)},
		{keys: back, label: "back to the part before; what was decided stays", foot: "back", why: why, do: doing(r.back)},
		{keys: []string{"esc"}, label: "leave; the review goes on from here, on any day", foot: "leave", do: doing(r.leave)},
	}
	if !typing(r.page) {
		acts = append(acts, action{keys: []string{"S"}, label: form, do: doing(r.turnForm)})
	}
	return acts
}

// View draws the page, in the walk below where it is.
func (r *review) View(w, h int) string {
	switch {
	case r.plan == nil:
		return block(nil, w, h)
	case r.err != "":
		return block(append([]string{""}, styled(r.styles.warn, inset(wrap(r.err, w-2)))...), w, h)
	case r.stage == "" || r.now == nil:
		return r.page.View(w, h)
	}
	list, side := sidePane(w)
	head := r.head(list)
	out := block(head, list, len(head)) + "\n" + r.page.View(list, h-len(head))
	if side == 0 {
		return out
	}
	return beside(out, block(inset(r.agenda(side-2)), side, h), r.styles.faint.Render("│"))
}

// room is what a page of the walk is drawn in.
func (r *review) room() (w, h int) {
	w, _ = sidePane(r.w)
	return w, max(1, r.bodyHeight()-len(r.head(w)))
}

// head is the place in the walk.
func (r *review) head(w int) []string {
	if r.now == nil {
		return nil
	}
	s, stages := r.styles, r.plan.Agenda(r.now)
	at := max(0, slices.IndexFunc(stages, func(st planner.Stage) bool { return st.Name == r.stage }))
	title := s.bold.Render(stages[at].Title) + s.subtle.Render(" · review of "+weekOf(r.now))
	if r.now.Short {
		title += s.subtle.Render(" · 5 minutes")
	}
	lines := []string{ends(" "+title, fmt.Sprintf("%d of %d ", at+1, len(stages)), w)}
	if r.h >= 20 {
		lines = append(lines, " "+s.bar(at, len(stages), w-2), "")
	}
	return lines
}

// agenda lists the parts of this review beside the page, where there is room.
func (r *review) agenda(w int) []string {
	s := r.styles
	lines := []string{"", s.subtle.Render("This review"), ""}
	passed := true
	for _, st := range r.plan.Agenda(r.now) {
		mark, style, note := s.good.Render("✓ "), s.subtle, ""
		switch {
		case st.Name == r.stage:
			mark, style, passed = s.accent.Render("▸ "), s.selected, false
		case passed:
		case r.idle[st.Name]:
			mark, note = s.subtle.Render("· "), "nothing"
		default:
			mark, style = "  ", s.text
		}
		lines = append(lines, ends(mark+style.Render(cut(st.Title, w-12)), s.subtle.Render(note), w))
	}
	return lines
}

// Typing is while a page takes a line of text.
func (r *review) Typing() bool { return typing(r.page) }

// Update gives the page what no action took.
func (r *review) Update(msg tea.Msg) tea.Cmd {
	if u, ok := r.page.(updater); ok {
		return u.Update(msg)
	}
	return nil
}

// Cursor is that of the page.
func (r *review) Cursor() *tea.Cursor {
	if r.stage == "" || r.now == nil {
		return offset(r.page, 0, 0)
	}
	w, _ := sidePane(r.w)
	return offset(r.page, 0, len(r.head(w)))
}

// Item is what help tells of.
func (r *review) Item() (id, title, reason string) {
	if a, ok := r.page.(asker); ok && r.plan != nil {
		return a.Item()
	}
	return "", "", ""
}

// Draft is what is being typed on the page.
func (r *review) Draft() (string, []string) {
	if d, ok := r.page.(drafter); ok {
		return d.Draft()
	}
	return "", nil
}

// Select takes up what was added from the page.
func (r *review) Select(id planner.ID) {
	if p, ok := r.page.(interface{ Select(planner.ID) }); ok {
		p.Select(id)
	}
}

// Follow reads the review under way, and leaves the walk where another window
// or an undo has ended it.
func (r *review) Follow() {
	if r.plan == nil {
		return
	}
	was := r.now
	r.load()
	if e, ok := r.page.(*endPage); ok && r.now != nil && r.now.ID == e.ended.ID { // the close was undone
		r.turn(planner.StageClose)
	}
	switch {
	case r.stage == "":
	case r.now == nil:
		r.toList()
	case !slices.ContainsFunc(r.plan.Agenda(r.now), func(st planner.Stage) bool { return st.Name == r.stage }):
		r.turn(r.plan.StageAt(r.now))
	default:
		r.reopen(was)
	}
	r.page.Follow()
	r.idle = nil
	if _, side := sidePane(r.w); side > 0 && r.stage != "" {
		r.idle = map[string]bool{}
		for _, st := range r.plan.Agenda(r.now) {
			r.idle[st.Name] = r.plan.Nothing(r.now, st.Name, r.today)
		}
	}
}

// reopen goes back to a step that an undo has reopened.
func (r *review) reopen(was *planner.Review) {
	if was == nil || was.ID != r.now.ID {
		return
	}
	for _, s := range was.Steps {
		still := func(now planner.Step) bool {
			return now.Item == s.Item && now.Stuck() == s.Stuck() && now.Outcome != ""
		}
		if s.Outcome == "" || slices.ContainsFunc(r.now.Steps, still) {
			continue
		}
		stage := planner.StageChecks
		if s.Stuck() {
			stage = planner.StageStuck
		}
		if r.stage != stage {
			r.turn(stage)
		}
		if wk, ok := r.page.(*itemWalk); ok {
			wk.show(s)
		}
		return
	}
}

// load reads the review under way.
func (r *review) load() {
	r.now, r.err = nil, ""
	id := r.plan.Profile().Review
	if id.IsZero() {
		return
	}
	rec, err := r.Keeper.Get(id)
	if err != nil {
		r.err = "The review under way can't be read: " + err.Error()
	}
	if now, ok := rec.(*planner.Review); ok && !now.Removed {
		r.now = now
	}
}

// tell keeps an edit, says what it did, and reports whether it was kept.
func (r *review) tell(edit planner.Edit) error {
	res, err := r.keep(edit)
	if err == nil {
		r.say(res.Entry.Label + " · u undoes")
	}
	return err
}

// inset sets lines off from the edge.
func inset(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = " " + l
	}
	return out
}
