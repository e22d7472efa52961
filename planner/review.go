package planner

import (
	"errors"
	"fmt"
	"slices"

	"cloud.google.com/go/civil"
)

// Stage is one part of a review.
type Stage struct {
	Name  string
	Title string
	Short bool // it is in the 5-minute form too
}

// The names of the stages.
const (
	StageInbox     = "inbox"
	StageLookBack  = "look-back"
	StageChecks    = "checklists"
	StageStuck     = "stuck"
	StageEnergy    = "energy"
	StageTripwires = "tripwires"
	StageProbe     = "question"
	StageWaiting   = "waiting"
	StageFocus     = "focus"
	StagePhases    = "phases"
	StageClose     = "close"
)

// Stages is the table of a review's parts, in the order they come.
var Stages = []Stage{
	{StageInbox, "Inbox", false},
	{StageLookBack, "Look back", false},
	{StageChecks, "Checklists", true},
	{StageStuck, "Stuck milestones", false},
	{StageEnergy, "Energy", true},
	{StageTripwires, "Five mistakes", false},
	{StageProbe, "One question", false},
	{StageWaiting, "Waiting for", false},
	{StageFocus, "Next week", true},
	{StagePhases, "Where you stand", false},
	{StageClose, "Close", true},
}

// Agenda lists the stages of a review: those of its form, the tripwires for
// who manages people, the phases every fourth time.
func (p *Plan) Agenda(r *Review) []Stage {
	return slices.DeleteFunc(slices.Clone(Stages), func(s Stage) bool {
		switch {
		case r.Short && !s.Short:
			return true
		case s.Name == StageTripwires:
			return !p.Manages()
		case s.Name == StagePhases:
			return p.PhaseGlance(r) == ""
		}
		return false
	})
}

// The two ways in which a review looks at the phases too.
const (
	Monthly   = "month"
	Quarterly = "quarter"
)

// PhaseGlance says whether a review looks at the phases: every fourth one for
// a glance, every thirteenth at length. One that was passed over, as the
// 5-minute form does, comes at the next.
func (p *Plan) PhaseGlance(r *Review) string {
	month, quarter := -1, -1 // how many reviews since the last glance of each
	held := 0
	for _, w := range p.HeldWeeks() {
		if w.Review == r.ID {
			continue
		}
		if month < 0 && w.Glance != "" {
			month = held
		}
		if w.Glance == Quarterly {
			quarter = held
			break
		}
		held++
	}
	if month < 0 {
		month = held
	}
	if quarter < 0 {
		quarter = held
	}
	switch {
	case quarter >= 12:
		return Quarterly
	case month >= 3:
		return Monthly
	}
	return ""
}

// Nothing reports whether a stage of a review has nothing to ask, so that it
// is passed by.
func (p *Plan) Nothing(r *Review, stage string, today civil.Date) bool {
	switch stage {
	case StageInbox:
		for range p.Inbox() {
			return false
		}
		return true
	case StageLookBack:
		return len(p.Completed(r, today)) == 0
	case StageChecks:
		_, open := NextOpen(p.Part(r, false, today))
		return !open
	case StageStuck:
		_, open := NextOpen(p.Part(r, true, today))
		return !open
	case StageProbe:
		if len(r.Probes) > 0 {
			_, ok := p.Probe(r)
			return !ok
		}
		_, ok := p.NextProbe(today)
		return !ok
	case StageWaiting:
		return len(p.WaitingFor()) == 0
	}
	return false
}

// place is where a stage comes in the order of all; -1 for none of them.
func place(stage string) int {
	return slices.IndexFunc(Stages, func(s Stage) bool { return s.Name == stage })
}

// StageAt is the stage that a review stands at: the one it was left at, or
// where that isn't on its agenda any more, the one that comes after.
func (p *Plan) StageAt(r *Review) string {
	for _, s := range p.Agenda(r) {
		if place(s.Name) >= place(r.Stage) {
			return s.Name
		}
	}
	return StageClose
}

// After is the stage that follows one and has something to ask.
func (p *Plan) After(r *Review, stage string, today civil.Date) string {
	for _, s := range p.Agenda(r) {
		if place(s.Name) > place(stage) && !p.Nothing(r, s.Name, today) {
			return s.Name
		}
	}
	return StageClose
}

// Before is the stage that comes before one, whether it has something to ask
// or not; "" for the first.
func (p *Plan) Before(r *Review, stage string) string {
	before := ""
	for _, s := range p.Agenda(r) {
		if place(s.Name) < place(stage) {
			before = s.Name
		}
	}
	return before
}

// First is the first stage of a review that has something to ask.
func (p *Plan) First(r *Review, today civil.Date) string {
	first := p.Agenda(r)[0].Name
	if p.Nothing(r, first, today) {
		return p.After(r, first, today)
	}
	return first
}

// StartReview begins the week's review, short in the 5-minute form; takes up
// the one under way, which then belongs to the week it is held in; or opens the
// one that was closed for this week again, since a week has one review.
func (p *Plan) StartReview(short bool, today civil.Date) Edit {
	open := p.Profile().Review
	week := p.ReviewWeek(today)
	if !open.IsZero() {
		// Taking one up is a place, not a decision: undo is for what it decides.
		return Edit{Label: "Review taken up", On: []ID{open}, Quiet: true, Run: func(d *Draft) error {
			return d.orBegin(d.takeUpReview(open, today), short, today)
		}}
	}
	if note := p.WeekNamed(week); p.isHeld(week) {
		return Edit{Label: "Review opened again", On: []ID{note.Review}, Run: func(d *Draft) error {
			return d.orBegin(d.reopenReview(note.Review), short, today)
		}}
	}
	return Edit{Label: "Review begun", Run: func(d *Draft) error {
		if !d.plan.Profile().Review.IsZero() {
			return errUnderWay
		}
		due := settles(today, d.plan.Profile().ReviewDay)
		if d.plan.isHeld(Week(due)) {
			return errUnderWay // closed in another window meanwhile
		}
		d.beginReview(short, today)
		return nil
	}}
}

func (d *Draft) beginReview(short bool, today civil.Date) {
	due := settles(today, d.plan.Profile().ReviewDay)
	id := d.Add(KindReview, &Review{Week: Week(due), Due: due, Started: today, Short: short, Steps: d.plan.ToReview(today)})
	d.changeWeek(Week(due), func(*WeekNote) {}) // what is noted of it in the course of the review has its place
	next := *d.plan.Profile()
	next.Review = id
	d.Put(&next)
}

// orBegin begins a review anew where the one that was to go on is gone, erased
// or lost with a damaged file.
func (d *Draft) orBegin(err error, short bool, today civil.Date) error {
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	d.Label("Review begun")
	d.beginReview(short, today)
	return nil
}

var errUnderWay = fmt.Errorf("this week's review was begun or held elsewhere: %w", ErrUnchanged)

// takeUpReview brings the review under way up to today. It then belongs to
// the week it is held in, unless that has one, or it was closed for its own
// week already.
func (d *Draft) takeUpReview(id ID, today civil.Date) error {
	if d.plan.Profile().Review != id {
		return errUnderWay
	}
	r, err := d.review(id)
	if err != nil {
		return err
	}
	d.moveWeek(r, today)
	d.Put(r)
	return nil
}

// reopenReview opens a closed review again.
func (d *Draft) reopenReview(id ID) error {
	if !d.plan.Profile().Review.IsZero() {
		return errUnderWay
	}
	r, err := d.review(id)
	if err != nil {
		return err
	}
	r.Closed, r.Stage = civil.Date{}, ""
	d.Put(r)
	next := *d.plan.Profile()
	next.Review = id
	d.Put(&next)
	return nil
}

// EnterStage keeps the stage that a review stands at; for the question it
// chooses one. It is a place, not a decision.
func EnterStage(review ID, stage string, today civil.Date) Edit {
	return Edit{Label: "Review goes on", On: []ID{review}, Quiet: true, Run: func(d *Draft) error {
		r, err := d.review(review)
		if err != nil {
			return err
		}
		if place(stage) < 0 {
			return &InputError{What: "stage", Value: stage, Expected: "one of a review's"}
		}
		r.Stage = stage
		if stage == StageProbe && len(r.Probes) == 0 {
			d.askNext(r, today)
		}
		d.Put(r)
		return nil
	}}
}

// SetForm makes a review the 5-minute form or the full one.
func SetForm(review ID, short bool) Edit {
	label := "Review in full"
	if short {
		label = "Review in five minutes"
	}
	return Edit{Label: label, On: []ID{review}, Quiet: true, Run: func(d *Draft) error {
		r, err := d.review(review)
		if err != nil {
			return err
		}
		r.Short = short
		d.Put(r)
		return nil
	}}
}

// review gives a copy of a review.
func (d *Draft) review(id ID) (*Review, error) {
	r, err := d.Get(id)
	if err != nil {
		return nil, err
	}
	review, ok := r.(*Review)
	if !ok || review.Removed {
		return nil, missing(id)
	}
	next := *review
	next.Steps, next.Probes = slices.Clone(review.Steps), slices.Clone(review.Probes)
	next.Evidence = slices.Clone(review.Evidence)
	return &next, nil
}
