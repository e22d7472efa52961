package tui

import (
	"errors"
	"slices"

	"waymark/planner"
	"waymark/planner/path"
)

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
	way := "r begins it earlier."
	if r.plan.Reopens(r.today) {
		way = "r opens this week's again."
	}
	return "Your review is due " + longDay(due) + ", " + planner.Away(due, r.today) + ". " + way
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
	if r.now != nil && !r.plan.Moves(r.now, r.today) {
		r.takeUp(short)
		return
	}
	begun, again := r.now == nil, r.plan.Reopens(r.today)
	res, err := r.keep(r.plan.StartReview(short, r.today))
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
		r.takeUp(short)
	}
	if err == nil && again {
		r.say(res.Entry.Label + " · u undoes")
	}
}

// takeUp goes on where the review under way was left.
func (r *review) takeUp(short bool) {
	if short && !r.now.Short {
		r.turnForm()
	}
	if r.now != nil {
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
	var err error
	if r.now.Stage != stage || stage == planner.StageProbe && len(r.now.Probes) == 0 {
		_, err = r.keep(planner.EnterStage(r.now.ID, stage, r.today))
	}
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

// passable are the parts that have nothing on them when they ask nothing: the
// way back passes them by too.
var passable = map[string]bool{planner.StageChecks: true, planner.StageStuck: true, planner.StageProbe: true}

// decidedIn reports steps of a part that have an outcome, to be looked at again.
func decidedIn(stage string) func(planner.Step) bool {
	return func(s planner.Step) bool {
		return s.Outcome != "" && (stage == planner.StageStuck && s.Stuck() || stage == planner.StageChecks && !s.Stuck())
	}
}

// back goes to the part before.
func (r *review) back() {
	if r.now == nil {
		return
	}
	before := r.plan.Before(r.now, r.stage)
	for passable[before] && r.plan.Nothing(r.now, before, r.today) && !slices.ContainsFunc(r.now.Steps, decidedIn(before)) {
		before = r.plan.Before(r.now, before)
	}
	if before != "" {
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
