package store_test

import (
	"fmt"
	"math/rand/v2"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// wild draws edits from the whole of what people can do, sensible or not.
type wild struct {
	*rand.Rand
	day civil.Date
}

func (w wild) id(kind planner.Kind, p *planner.Plan) planner.ID {
	return planner.ID{Kind: kind, N: 1 + w.Uint32N(p.Given()[kind]+1)}
}

func (w wild) item(p *planner.Plan) planner.ID {
	return w.id([]planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck}[w.IntN(3)], p)
}

func (w wild) words() string {
	return fmt.Sprintf("%s %d", []string{"Ask for feedback", "Über den Plan reden", "读书 📚", "e\u0301 combining"}[w.IntN(4)], w.IntN(1000))
}

func (w wild) added() planner.Edit {
	base := planner.Item{Phase: 1 + w.IntN(5), Title: w.words(), Note: w.words() + "\n" + w.words(), Focus: w.IntN(10) == 0}
	switch w.IntN(3) {
	case 0:
		return planner.AddItem(&planner.Action{Item: base, Milestone: planner.ID{Kind: planner.KindMilestone, N: 1}}, w.day)
	case 1:
		return planner.AddItem(&planner.Milestone{Item: base, Criterion: w.words()}, w.day)
	}
	base.Focus = false
	rules := []string{"week", "every friday", "3 months after", "2 quarters", "10 days"}
	rule, err := planner.ParseRule(rules[w.IntN(len(rules))])
	if err != nil {
		panic(err)
	}
	return planner.AddItem(&planner.Check{Item: base, Every: rule}, w.day)
}

func (w wild) edit(p *planner.Plan) planner.Edit {
	ids := []planner.ID{w.item(p), w.item(p)}[:1+w.IntN(2)]
	switch w.IntN(24) {
	case 0:
		return planner.CaptureLine(w.words(), w.day)
	case 1:
		return planner.SetState(ids, planner.State(w.IntN(6)), w.words(), w.day)
	case 2, 3:
		if it := p.Item(ids[0]); it != nil {
			return planner.Toggle(it, w.day)
		}
	case 4:
		return planner.Skip(w.id(planner.KindCheck, p), w.words(), w.day)
	case 5:
		return planner.SetDue(ids, w.day.AddDays(w.IntN(40)-10), w.day)
	case 6:
		return planner.SetFocus(ids, w.IntN(3) > 0, w.day)
	case 7:
		return planner.SetNote(ids[0], w.words(), w.day)
	case 8:
		return planner.MoveTo(ids, 1+w.IntN(5), w.day)
	case 9:
		return planner.Reorder(ids[0], 2*w.IntN(2)-1, w.day)
	case 10:
		return planner.Remove(append(ids, w.id(planner.KindCapture, p))[:1+w.IntN(2)], w.day)
	case 11:
		return planner.SetPhase(1+w.IntN(5), planner.PhaseState(w.IntN(3)), w.words(), w.day)
	case 12:
		return planner.SetProfile("Profile", func(pr *planner.Profile) { pr.Role = "Role " + fmt.Sprint(p.Revision) })
	case 13, 14:
		return w.review(p)
	case 15, 16, 17:
		return w.felt(p)
	case 18:
		return w.between(p)
	case 19, 20:
		return w.logged(p)
	case 21:
		return w.taken(p)
	}
	return w.added()
}

// review takes the review a step further: history that changes its day.
func (w wild) review(p *planner.Plan) planner.Edit {
	under := p.Profile().Review
	switch w.IntN(6) {
	case 0, 1:
		return p.StartReview(w.IntN(3) == 0, w.day)
	case 2:
		return planner.Reviewed(under, planner.Step{Item: w.item(p)}, planner.OutcomeDone, planner.Edit{}, w.day)
	case 3:
		return planner.EnterStage(under, planner.Stages[w.IntN(len(planner.Stages))].Name, w.day)
	case 4:
		return planner.SetForm(under, w.IntN(2) == 0)
	}
	return planner.CloseReview(under, []planner.ID{w.item(p)}, w.words(), w.day)
}

// underWay is as much of the review under way as readings and answers need;
// nil where there is none.
func (w wild) underWay(p *planner.Plan) *planner.Review {
	if p.Profile().Review.IsZero() {
		return nil
	}
	return &planner.Review{ID: p.Profile().Review, Week: p.ReviewWeek(w.day), Due: w.day.AddDays(w.IntN(3))}
}

// felt is energy, and the answers to questions: each review's replace one
// another.
func (w wild) felt(p *planner.Plan) planner.Edit {
	work := planner.AllWorks()[w.IntN(3)].Name
	r := w.underWay(p)
	switch {
	case r == nil && w.IntN(2) == 0:
		return p.StartReview(false, w.day)
	case r == nil:
		return p.Feel(nil, work, w.IntN(6)-3, "", w.day)
	}
	switch w.IntN(5) {
	case 0:
		return p.Unfeel(r, work)
	case 1, 2:
		answer := []string{w.words(), w.words() + "\n" + w.words(), ""}[w.IntN(3)]
		return p.Reflect(r, planner.PhaseProbe{Probe: planner.Probe{ID: fmt.Sprint("q", w.IntN(2)), Text: "Who disagreed?"}, Phase: 1}, answer, w.day)
	case 3:
		share := w.IntN(120)
		return planner.SetShare(r, &share)
	}
	return p.Feel(r, work, w.IntN(5)-2, w.words(), w.day)
}

// between is what goes on beside the work.
func (w wild) between(p *planner.Plan) planner.Edit {
	matter := w.id(planner.KindMatter, p)
	switch w.IntN(6) {
	case 0, 1:
		return planner.OpenMatter([]string{planner.Conflict, planner.Delegation, planner.FormerPeer, "feud"}[w.IntN(4)], w.words(), w.day)
	case 2:
		return planner.CloseMatter(matter, w.IntN(2) == 0, w.words(), w.day)
	case 3:
		return planner.TalkAbout(matter, w.day)
	case 4:
		gone := []planner.Kind{planner.KindMatter, planner.KindAway, planner.KindEvidence, planner.KindEnergy, planner.KindReflection}
		return planner.Remove([]planner.ID{w.id(gone[w.IntN(len(gone))], p)}, w.day)
	}
	return planner.BeAway(w.day, w.day.AddDays(w.IntN(20)-2), w.words())
}

// taken is an item from outside, and the note that it was, or of one that was
// there before.
func (w wild) taken(p *planner.Plan) planner.Edit {
	source := planner.IntakeSources[w.IntN(len(planner.IntakeSources))]
	added, title := w.added(), w.words()
	old := w.item(p)
	return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		note := &planner.Intake{Date: w.day, From: source, Rows: []planner.Taken{{Key: "left out"}}}
		as := old
		if old.N%2 == 0 {
			if err := added.Run(d); err != nil {
				return err
			}
			for it := range d.Plan().Items() {
				as = it.Base().ID
			}
		}
		note.Rows = append(note.Rows, planner.Taken{Key: title, As: as, Print: map[string]string{"title": title}})
		d.Add(planner.KindIntake, note)
		return nil
	}}
}

// logged is evidence of anything, of days gone by, too.
func (w wild) logged(p *planner.Plan) planner.Edit {
	e := planner.Evidence{Title: w.words(), Outcome: w.words(), Kind: []string{"", "led", planner.Learned, "fame"}[w.IntN(4)], Phase: w.IntN(5)}
	switch w.IntN(4) {
	case 0:
		return planner.SortEvidence(w.id(planner.KindCapture, p), e, w.day)
	case 1:
		for c := range p.Inbox() {
			return planner.SortEnergy(c, planner.ID{}, w.day)
		}
	case 2:
		e.From, e.Review = w.item(p), p.Profile().Review
	default:
		e.Date = w.day.AddDays(-w.IntN(400))
	}
	return planner.LogEvidence(e, w.day)
}
