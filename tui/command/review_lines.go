package command

import (
	"errors"
	"io"
	"slices"

	"waymark/planner"
	"waymark/planner/path"
)

// lineStages is the table of the review's stages in lines, a file each. The
// domain says which of them a review goes through, and in what order.
var lineStages = map[string]func(*lineReview) (move, error){
	planner.StageInbox:     (*lineReview).inbox,
	planner.StageLookBack:  (*lineReview).lookBack,
	planner.StageChecks:    func(w *lineReview) (move, error) { return w.steps(false) },
	planner.StageStuck:     func(w *lineReview) (move, error) { return w.steps(true) },
	planner.StageEnergy:    (*lineReview).energy,
	planner.StageTripwires: (*lineReview).tripwires,
	planner.StageProbe:     (*lineReview).question,
	planner.StageWaiting:   (*lineReview).waiting,
	planner.StageFocus:     (*lineReview).focus,
	planner.StagePhases:    (*lineReview).phaseStates,
	planner.StageClose:     (*lineReview).close,
}

// move is where an answer leads.
type move int

const (
	again    move = iota // the same question
	stay                 // the same thing, looked at anew
	onward               // to what comes after
	backward             // to what came before
)

// How a walk can end before it is over.
var (
	errLeft     = errors.New("left")          // q, or the end of input
	errEnded    = errors.New("ended")         // closed or taken back elsewhere
	errClosed   = errors.New("closed")        // as it should be
	errNotBegun = errors.New("not begun")     // it isn't due, and was not wanted
	errBack     = errors.New("back a prompt") // b where words are asked for
	errTurned   = errors.New("turned")        // into the other form, which may lack this stage
	errPassed   = errors.New("passed")        // nothing more in this part
	errUndone   = errors.New("undone")        // what was decided in another part
)

// lineReview is the review by line prompts: the very stages and edits of the
// screens, for screen readers, pipes and terminals that can't be drawn on.
// Questions go to standard error; the page that a review ends with is what was
// asked for.
type lineReview struct {
	*call
	plan *planner.Plan
	now  *planner.Review // under way

	resumed bool         // the part it begins with was left in the middle
	ahead   string       // words that came with a letter, which answer what it asks next
	undone  []planner.ID // the records that the last undo was about
	turnTo  string       // the stage of what was undone
}

// reviewInLines walks through the week's review.
func (c *call) reviewInLines(short, shortGiven bool) error {
	p, err := c.load()
	if err != nil {
		return err
	}
	w := &lineReview{call: c, plan: p}
	if err = w.begin(short, shortGiven); err == nil {
		err = w.walk()
	}
	switch {
	case errors.Is(err, errLeft):
		c.say("The review is kept; waymark review goes on from here, on any day.")
	case errors.Is(err, errEnded):
		c.say("This review is not under way any more: it was closed or taken back.")
	case errors.Is(err, errClosed):
		return w.page()
	case !errors.Is(err, errNotBegun):
		return err
	}
	return nil
}

// begin starts the review, takes it up where it was left, or opens the one
// that this week has already.
func (w *lineReview) begin(short, shortGiven bool) error {
	if err := w.wanted(); err != nil {
		return err
	}
	if edit, ok := path.Complete(path.Builtin(), w.plan); ok {
		if err := w.place(edit); err != nil {
			return err
		}
	}
	if err := w.place(w.plan.StartReview(short, w.today)); err != nil {
		return err
	}
	if w.now == nil {
		return errEnded
	}
	if shortGiven && w.now.Short != short {
		if err := w.place(planner.SetForm(w.now.ID, short)); err != nil {
			return err
		}
	}
	w.say("Review of %s. Enter goes on, b goes back, q leaves, u undoes, ? explains.", planner.WeekWords(w.now.Week))
	if w.now.Stage == "" {
		return w.enter(w.plan.First(w.now, w.today))
	}
	w.resumed = true
	return w.enter(w.plan.StageAt(w.now))
}

// wanted asks before it opens a closed review again, or begins one that is not
// due.
func (w *lineReview) wanted() error {
	if !w.plan.Profile().Review.IsZero() {
		return nil
	}
	var ask, no string
	due := w.plan.ReviewDue(w.today)
	switch note := w.plan.WeekNamed(w.plan.ReviewWeek(w.today)); {
	case w.plan.Reopens(w.today):
		ask = "This week's review was held on " + shortDay(note.Held) + ". Open it again?"
		no = "It stays closed; the next is due on " + longDay(due) + "."
	case due.After(w.today):
		ask = "Your review is due on " + longDay(due) + ", " + planner.Away(due, w.today) + ". Begin the one of " + planner.WeekWords(w.plan.ReviewWeek(w.today)) + " now?"
		no = "Not begun; it is due on " + longDay(due) + "."
	default:
		return nil
	}
	answer, err := w.prompt(ask + " [y/N]")
	if err != nil && !errors.Is(err, io.EOF) {
		return failure{&readError{err}}
	}
	if !isYes(answer) {
		w.say("%s", no)
		return errNotBegun
	}
	return nil
}

// walk goes from stage to stage until the review is closed or left.
func (w *lineReview) walk() error {
	for {
		stage := w.plan.StageAt(w.now)
		w.head(stage)
		m, err := lineStages[stage](w)
		w.resumed = false
		next := w.plan.StageAt(w.now)
		switch {
		case errors.Is(err, errTurned): // it goes on where the other form stands
		case errors.Is(err, errUndone):
			next = w.turnTo
		case errors.Is(err, errPassed):
			next = w.plan.After(w.now, stage, w.today)
		case err != nil:
			return err
		case m == onward:
			next = w.plan.After(w.now, stage, w.today)
		case m == backward:
			if next = w.plan.Before(w.now, stage); next == "" {
				w.say("This is the first part.")
				next = stage
			}
		}
		if err := w.enter(next); err != nil {
			return err
		}
	}
}

// enter keeps a stage as the place of the review.
func (w *lineReview) enter(stage string) error {
	return w.place(planner.EnterStage(w.now.ID, stage, w.today))
}

// head tells where in the review the user is.
func (w *lineReview) head(stage string) {
	agenda := w.plan.Agenda(w.now)
	at := max(0, slices.IndexFunc(agenda, func(s planner.Stage) bool { return s.Name == stage }))
	form := ""
	if w.now.Short {
		form = ", the 5-minute form"
	}
	w.say("\n%s, part %d of %d%s", agenda[at].Title, at+1, len(agenda), form)
}

// place keeps an edit that says nothing; it may be kept already.
func (w *lineReview) place(e planner.Edit) error {
	if err := w.keep(e); err != nil && !errors.Is(err, planner.ErrUnchanged) {
		return err
	}
	return w.follow()
}

// keep applies an edit and reads what came of it.
func (w *lineReview) keep(e planner.Edit) error {
	res, err := w.apply(e)
	if err != nil {
		return err
	}
	w.plan = res.Plan
	return w.read()
}

// tell applies an edit and says what it did.
func (w *lineReview) tell(e planner.Edit) error {
	res, err := w.apply(e)
	if err != nil {
		return err
	}
	w.say("%s", planner.ShowLine(res.Entry.Label))
	w.plan = res.Plan
	return w.read()
}

// follow takes in what others changed meanwhile.
func (w *lineReview) follow() error {
	k, err := w.keeper()
	if err != nil {
		return err
	}
	delta, err := k.Since(w.plan.Revision)
	if err != nil {
		return err
	}
	if delta.Moved && delta.Plan != nil {
		w.plan = delta.Plan
	}
	return w.read()
}

// read reads the review under way.
func (w *lineReview) read() error {
	id := w.plan.Profile().Review
	switch {
	case id.IsZero() && w.now == nil: // not begun yet
		return nil
	case id.IsZero(), w.now != nil && w.now.ID != id:
		return errEnded
	}
	k, err := w.keeper()
	if err != nil {
		return err
	}
	rec, err := k.Get(id)
	if err != nil {
		return err
	}
	r, ok := rec.(*planner.Review)
	if !ok || r.Removed {
		return errEnded
	}
	w.now = r
	return nil
}
