package planner

import (
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
		return len(p.Completed(r, today)) == 0 && len(r.Evidence) == 0
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
