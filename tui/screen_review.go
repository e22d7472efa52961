package tui

import (
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/path"
)

// reviewParts is the table of the review's stages on screen. Each is a page in
// a file of its own; the domain says which of them a review goes through, and
// in what order.
var reviewParts = map[string]func(*review) page{
	planner.StageInbox:     newSorting,
	planner.StageLookBack:  newLookBack,
	planner.StageChecks:    func(r *review) page { return newItemWalk(r, false) },
	planner.StageStuck:     func(r *review) page { return newItemWalk(r, true) },
	planner.StageEnergy:    newEnergyPage,
	planner.StageTripwires: newTripwirePage,
	planner.StageProbe:     newProbePage,
	planner.StageWaiting:   newWaitingPage,
	planner.StageFocus:     newFocusPage,
	planner.StagePhases:    newPhasesPage,
	planner.StageClose:     newClosePage,
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
	page  page
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
		case r.idle[st.Name]:
			mark, note = s.subtle.Render("· "), "nothing"
		case !passed:
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

// Begin goes into the review at once where it is due or under way. Else what
// is on screen says when it is due.
func (r *review) Begin() {
	if r.plan == nil || r.err != "" {
		return
	}
	if _, ended := r.page.(*endPage); ended {
		r.toList()
	}
	if r.stage == "" && r.notYet() == "" {
		r.begin(r.Short)
	}
}

// notYet says why no review is to be held now; "" when one is due or under
// way. r begins one all the same.
func (r *review) notYet() string {
	due := r.plan.ReviewDue(r.today)
	if r.now != nil || !due.After(r.today) {
		return ""
	}
	return "Your review is due " + longDay(due) + ", " + planner.Away(due, r.today) + ". r begins it earlier."
}

// begin starts the review, takes it up where it was left, or opens the one
// that this week has already.
func (r *review) begin(short bool) {
	if edit, ok := r.lacking(); ok {
		if _, err := r.keep(edit); err != nil && !errors.Is(err, planner.ErrUnchanged) {
			r.fail(err)
			return
		}
	}
	begun := r.now == nil
	_, err := r.keep(r.plan.StartReview(short, r.today))
	if errors.Is(err, planner.ErrUnchanged) { // as it was left, or begun elsewhere
		err = nil
		r.watch()
		r.Follow()
	}
	switch {
	case err != nil:
		r.fail(err)
	case r.now == nil:
		r.say("The review could not be begun; try again")
	case begun && r.now.Stage == "":
		r.enter(r.plan.First(r.now, r.today))
	default:
		if short && !r.now.Short {
			r.turnForm()
		}
		r.enter(r.plan.StageAt(r.now))
	}
}

// lacking is the edit that brings a plan from an older path the questions of
// the review.
func (r *review) lacking() (planner.Edit, bool) {
	lacks := false // reading the path takes a frame, so only where it is needed
	for ph := range r.plan.Phases() {
		lacks = lacks || len(ph.Probes) == 0
	}
	if !lacks {
		return planner.Edit{}, false
	}
	p, err := r.Path()
	if err != nil || p == nil {
		return planner.Edit{}, false
	}
	return path.Complete(p, r.plan)
}

// enter goes to a stage, and keeps that as the place of the review.
func (r *review) enter(stage string) {
	if name, values := r.Draft(); name != "" {
		r.drafts.put(name, values)
	}
	_, err := r.keep(planner.EnterStage(r.now.ID, stage, r.today))
	if err != nil && !errors.Is(err, planner.ErrUnchanged) {
		r.fail(err)
		return
	}
	if r.now != nil { // else it was closed in another window, which Follow has seen
		r.turn(stage)
		r.Follow()
	}
}

// turn shows the page of a stage.
func (r *review) turn(stage string) {
	r.stage = stage
	r.page = reviewParts[stage](r)
}

// next goes to the next part that has something to ask.
func (r *review) next() {
	if r.now != nil {
		r.enter(r.plan.After(r.now, r.stage, r.today))
	}
}

// back goes to the part before.
func (r *review) back() {
	if r.now == nil {
		return
	}
	if before := r.plan.Before(r.now, r.stage); before != "" {
		r.enter(before)
	}
}

// turnForm makes it the 5-minute form, or the full one.
func (r *review) turnForm() {
	res, err := r.keep(planner.SetForm(r.now.ID, !r.now.Short))
	if err != nil {
		r.fail(err)
		return
	}
	r.say(res.Entry.Label)
}

// leave goes back to the list; the walk goes on from here when it is taken up.
func (r *review) leave() {
	if name, values := r.Draft(); name != "" {
		r.env.leave(name, values, "What you typed is kept as a draft")
	}
	r.toList()
}

func (r *review) toList() {
	r.stage, r.page, r.list.at = "", r.list, 0
	r.page.Follow()
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
