package tui

import (
	"errors"
	"slices"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// reviewStage is the part of the review that is on screen.
type reviewStage uint8

// The stages, in the order a review goes through them.
const (
	atList  reviewStage = iota // what is due, and the reviews held before
	atStep                     // one thing at a time
	atFocus                    // at most three for next week
	atLine                     // the closing line
	atEnd                      // what it came to
)

// review is the weekly review: the list of those held, and the walk through
// the one that is due. Each decision of the walk is kept when it is made, so
// there is nothing here that a crash could lose but a closing line half typed.
type review struct {
	*env
	stage reviewStage
	left  reviewStage // where the walk was left in this run
	err   string

	now  *planner.Review   // under way; nil: none
	past []*planner.Review // closed, newest first
	read *planner.Profile  // the profile that past was read under; each close makes a new one
	due  []planner.Step    // what a review begun now would look at
	at   int               // the list's cursor: 0 is the review that is due, then past
	from int               // the first row of past that is drawn

	step   planner.ID // shown; zero: the first without an outcome
	stay   bool       // a decision doesn't move on
	scroll int        // into what is said of the step

	choices []focusChoice
	own     []planner.ID // added while choosing
	pick    int
	picked  int // the first row of choices that is drawn

	words   textinput.Model // the closing line
	wordsOf planner.ID      // the review it is typed for

	ended  *planner.Review // the one just closed
	merged int             // weeks it took up
}

func newReview(e *env) screen {
	return &review{env: e, words: e.textField("", "", "what the week came to, if you like").input}
}

// Title of the screen.
func (*review) Title() string { return "Review" }

// Actions are those of the stage.
func (r *review) Actions() []action {
	switch r.stage {
	case atStep:
		return r.stepActions()
	case atFocus:
		return r.focusActions()
	case atLine:
		return r.lineActions()
	case atEnd:
		return []action{{keys: []string{"enter", "esc", "space"}, label: "back to the list of reviews", foot: "back", do: doing(r.toList)}}
	default:
		return r.listActions()
	}
}

// View draws the stage.
func (r *review) View(w, h int) string {
	switch {
	case r.plan == nil:
		return block(nil, w, h)
	case r.err != "":
		return block(append([]string{""}, styled(r.styles.warn, inset(wrap(r.err, w-2)))...), w, h)
	}
	switch r.stage {
	case atStep:
		return r.viewStep(w, h)
	case atFocus:
		return r.viewFocus(w, h)
	case atLine:
		return r.viewLine(w, h)
	case atEnd:
		return r.viewEnd(w, h)
	default:
		return r.viewList(w, h)
	}
}

// Typing is while the closing line is written.
func (r *review) Typing() bool { return r.stage == atLine }

// Update gives text to the closing line; at the end, any key goes back.
func (r *review) Update(msg tea.Msg) tea.Cmd {
	switch r.stage {
	case atLine:
		r.words, _ = r.words.Update(msg)
	case atEnd:
		if _, ok := msg.(tea.KeyPressMsg); ok {
			r.toList()
		}
	default:
	}
	return nil
}

// Item is what help tells of.
func (r *review) Item() (id, title, reason string) {
	if r.stage == atStep && r.plan != nil {
		return itemHelp(r.plan.Item(r.step))
	}
	return "", "", ""
}

// Follow reads the reviews and puts the walk where the plan says it is: an
// undo may have reopened a step, another window closed the review.
func (r *review) Follow() {
	if r.plan == nil {
		return
	}
	was := r.now
	r.load()
	switch {
	case r.stage == atEnd:
		if r.now != nil && r.ended != nil && r.now.ID == r.ended.ID { // the close was undone
			r.stage = atLine
		}
	case r.now == nil:
		r.stage = atList
	}
	if r.now != nil && r.stage != atList && r.stage != atEnd {
		r.place(was)
	}
	switch r.stage {
	case atList:
		r.due = r.plan.ToReview(r.today)
		r.moveTo(r.at)
	case atFocus:
		r.gather()
	case atLine:
		r.words.SetStyles(r.inputStyles())
	case atStep:
		r.scrollBy(0)
	default:
	}
}

// load reads the review under way, and those held when one of them may have
// changed: every edit that begins, closes or reopens one changes the profile.
func (r *review) load() {
	r.now, r.err = nil, ""
	pr := r.plan.Profile()
	if !pr.Review.IsZero() {
		rec, err := r.Keeper.Get(pr.Review)
		if err != nil {
			r.err = "The review under way can't be read: " + err.Error()
		}
		if now, ok := rec.(*planner.Review); ok && !now.Removed {
			r.now = now
		}
	}
	if r.read == pr {
		return
	}
	first := civil.Date{Year: planner.FirstYear, Month: 1, Day: 1}
	last := civil.Date{Year: planner.LastYear, Month: 12, Day: 31}
	records, err := r.Keeper.Range(planner.KindReview, first, last)
	if err != nil {
		r.err = "The reviews can't be read: " + err.Error()
		return
	}
	r.read, r.past = pr, nil
	for _, rec := range slices.Backward(records) {
		if held, ok := rec.(*planner.Review); ok && !held.Closed.IsZero() {
			r.past = append(r.past, held)
		}
	}
}

// Begin goes into the review at once where it is due or under way. Else what
// is on screen says when it is due.
func (r *review) Begin() {
	switch {
	case r.plan == nil || r.err != "":
		return
	case r.stage == atEnd:
		r.toList()
	}
	if r.stage == atList && r.notYet() == "" {
		r.begin()
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

// begin starts the review, or takes it up where it was left.
func (r *review) begin() {
	start := planner.StartReview(r.plan.Profile().Review, r.today)
	// Taking one up is a place, not a decision: undo is for what the review decides.
	start.Quiet = !r.plan.Profile().Review.IsZero()
	_, err := r.keep(start)
	if errors.Is(err, planner.ErrUnchanged) { // as it was left, or begun elsewhere
		err = nil
		r.watch()
	}
	switch {
	case err != nil:
		r.fail(err)
		return
	case r.now == nil:
		r.say("The review could not be begun; try again")
		return
	}
	left := r.left
	r.stage, r.left, r.step, r.choices, r.own = atStep, atList, planner.ID{}, nil, nil
	r.Follow()
	for range r.plan.Inbox() { // what was captured is sorted first
		r.ask(newInbox(r.env))
		break
	}
	if left == atLine && r.stage == atFocus && r.wordsOf == r.now.ID {
		r.toLine()
	}
}

// leave goes back to the list; the walk goes on from here when it is taken up.
func (r *review) leave() {
	r.left = r.stage
	r.toList()
}

func (r *review) toList() {
	r.stage, r.at, r.from, r.ended = atList, 0, 0, nil
	r.Follow()
}

// Select takes what was added while choosing the focus among the choices.
func (r *review) Select(id planner.ID) {
	if r.stage == atFocus {
		r.own = append(r.own, id)
		r.gather()
		r.pickAt(slices.IndexFunc(r.choices, func(c focusChoice) bool { return c.id == id }))
	}
}

// inset sets lines off from the edge.
func inset(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = " " + l
	}
	return out
}
