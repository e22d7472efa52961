package planner

import (
	"cmp"
	"slices"

	"cloud.google.com/go/civil"
)

// Reflection is the answer to a question of a review.
type Reflection struct {
	ID       ID         `json:"id"`
	Date     civil.Date `json:"date"`
	Phase    int        `json:"phase,omitempty"`
	Probe    string     `json:"probe"`    // the question's id in the path
	Question string     `json:"question"` // as it was asked
	Answer   string     `json:"answer"`
	Review   ID         `json:"review,omitzero"`
	Removed  bool       `json:"removed,omitempty"`
}

// Key is the reflection's id.
func (r *Reflection) Key() ID { return r.ID }

// Day is the day it was written.
func (r *Reflection) Day() civil.Date { return r.Date }

// Gone reports whether the reflection was removed.
func (r *Reflection) Gone() bool { return r.Removed }

func (r *Reflection) setKey(id ID)   { r.ID = id }
func (r *Reflection) setGone(b bool) { r.Removed = b }

// ProbeRest is how many days a question rests before it is asked again.
const ProbeRest = 42

// PhaseProbe is a question with the phase it belongs to.
type PhaseProbe struct {
	Probe
	Phase int
}

// ProbeNamed finds a question of the plan.
func (p *Plan) ProbeNamed(id string) (PhaseProbe, bool) {
	for ph := range p.Phases() {
		for _, q := range ph.Probes {
			if q.ID == id {
				return PhaseProbe{q, ph.Number()}, true
			}
		}
	}
	return PhaseProbe{}, false
}

// lastAsked is when each question was asked last, as far as it concerns today:
// what a clock that ran far ahead noted is left out.
func (p *Plan) lastAsked(today civil.Date) map[string]civil.Date {
	out := map[string]civil.Date{}
	for w := range live(p.weeks) {
		for _, a := range w.Asked {
			if a.On.After(out[a.Probe]) && a.On.DaysSince(today) <= ProbeRest {
				out[a.Probe] = a.On
			}
		}
	}
	return out
}

// NextProbe chooses the question to ask next: of the open phases in turn, the
// one that was asked longest ago or never, and none within ProbeRest days.
func (p *Plan) NextProbe(today civil.Date) (PhaseProbe, bool) {
	asked := p.lastAsked(today)
	var best PhaseProbe
	var bestAt, bestPhase civil.Date
	found := false
	for _, ph := range p.OpenPhases() {
		var phaseAt civil.Date // when a question of this phase was asked last
		for _, q := range ph.Probes {
			if asked[q.ID].After(phaseAt) {
				phaseAt = asked[q.ID]
			}
		}
		for _, q := range ph.Probes {
			at := asked[q.ID]
			if !at.IsZero() && today.DaysSince(at) <= ProbeRest {
				continue
			}
			if !found || cmp.Or(phaseAt.Compare(bestPhase), at.Compare(bestAt)) < 0 {
				best, bestAt, bestPhase, found = PhaseProbe{q, ph.Number()}, at, phaseAt, true
			}
		}
	}
	return best, found
}

// Probe is the question that a review shows.
func (p *Plan) Probe(r *Review) (PhaseProbe, bool) {
	if len(r.Probes) == 0 {
		return PhaseProbe{}, false
	}
	return p.ProbeNamed(r.Probes[len(r.Probes)-1])
}

// AskNext is the edit that shows a review's question, or another one.
func AskNext(review ID, today civil.Date) Edit {
	return Edit{Label: "Another question", On: []ID{review}, Quiet: true, Run: func(d *Draft) error {
		r, err := d.review(review)
		if err != nil {
			return err
		}
		if !d.askNext(r, today) {
			return &unchanged{"every question of your open phases was asked in the last six weeks"}
		}
		d.Put(r)
		return nil
	}}
}

// askNext gives a review a question, and notes in its week that it was asked.
func (d *Draft) askNext(r *Review, today civil.Date) bool {
	q, ok := d.plan.NextProbe(today)
	if !ok {
		return false
	}
	r.Probes = append(r.Probes, q.ID)
	d.changeWeek(r.Week, func(w *WeekNote) { w.Asked = append(w.Asked, Asked{Probe: q.ID, On: today}) })
	return true
}

// Answered finds the reflections that answer a question: the one of a review's
// own week, and the last one before. Zero where there is none.
func (p *Plan) Answered(r *Review, probe string) (now, before ID) {
	if w := p.WeekNamed(r.Week); w != nil {
		for _, a := range w.Asked {
			if a.Probe == probe {
				now = a.Answer
			}
		}
	}
	var at civil.Date
	for w := range live(p.weeks) {
		for _, a := range w.Asked {
			if w.Week < r.Week && a.Probe == probe && !a.Answer.IsZero() && (before.IsZero() || a.On.After(at)) {
				before, at = a.Answer, a.On
			}
		}
	}
	return now, before
}

// Reflect keeps the answer to a question of a review; a later one replaces it,
// and an empty one takes it back.
func (p *Plan) Reflect(r *Review, q PhaseProbe, answer string, today civil.Date) Edit {
	answer = CleanText(answer)
	edit := Edit{Label: "Answered: " + Shorten(q.Text, 60)}
	if answer == "" {
		edit.Label = "Answer taken back: " + Shorten(q.Text, 60)
	}
	before, _ := p.Answered(r, q.ID)
	if !before.IsZero() {
		edit.On = []ID{before}
	}
	edit.Run = func(d *Draft) error {
		next := &Reflection{Date: today, Phase: q.Phase, Probe: q.ID, Question: q.Text, Answer: answer, Review: r.ID}
		id, err := d.putAnswer(next, before)
		if err != nil {
			return err
		}
		d.changeWeek(r.Week, func(w *WeekNote) {
			at := slices.IndexFunc(w.Asked, func(a Asked) bool { return a.Probe == q.ID })
			if at < 0 {
				at, w.Asked = len(w.Asked), append(w.Asked, Asked{Probe: q.ID, On: today})
			}
			w.Asked[at].Answer = id
		})
		return nil
	}
	return edit
}

// putAnswer keeps an answer in place of the one before, zero for none. An
// empty one removes that, and has no id.
func (d *Draft) putAnswer(next *Reflection, before ID) (ID, error) {
	switch {
	case before.IsZero() && next.Answer == "":
		return ID{}, ErrUnchanged
	case before.IsZero():
		return d.Add(KindReflection, next), nil
	}
	old, err := d.Get(before)
	if err != nil {
		return ID{}, err
	}
	was, ok := old.(*Reflection)
	if !ok {
		return ID{}, missing(before)
	}
	if next.Answer == "" {
		kept := *was
		kept.Removed = true
		d.Put(&kept)
		return ID{}, nil
	}
	next.ID = before
	d.Put(next)
	return before, nil
}

func validateReflection(r *Reflection) error {
	if err := needDate(r.Date); err != nil {
		return err
	}
	if err := checkText("question", r.Question); err != nil {
		return err
	}
	if err := checkText("answer", r.Answer); err != nil {
		return err
	}
	return checkWords("question's id", r.Probe)
}
