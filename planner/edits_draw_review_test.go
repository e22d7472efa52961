package planner_test

import (
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

// anyHistory draws the id of history of a kind that was not removed, or of
// what is not.
func anyHistory(t *rapid.T, w world, kind planner.Kind) planner.ID {
	var list []planner.ID
	for n := uint32(1); n <= w.plan.Given()[kind]; n++ {
		if r, ok := w.history[planner.ID{Kind: kind, N: n}]; ok && !r.Gone() {
			list = append(list, r.Key())
		}
	}
	if len(list) == 0 {
		return planner.ID{Kind: kind, N: 50}
	}
	return rapid.SampledFrom(list).Draw(t, kind.String())
}

// anyReview draws the review under way, or with none any that was held; nil
// where there is none.
func anyReview(t *rapid.T, w world) *planner.Review {
	id := w.plan.Profile().Review
	if id.IsZero() {
		id = anyHistory(t, w, planner.KindReview)
	}
	r, _ := w.history[id].(*planner.Review)
	return r
}

// anyStep draws a step of the review under way, or one of no review.
func anyStep(t *rapid.T, w world) planner.Step {
	if r := anyReview(t, w); r != nil && len(r.Steps) > 0 {
		return rapid.SampledFrom(r.Steps).Draw(t, "step")
	}
	return planner.Step{Item: anyID(t, w, listedKinds...), Because: "due"}
}

func anyEvidence(t *rapid.T, w world) planner.Evidence {
	e := planner.Evidence{
		Kind:    rapid.SampledFrom([]string{"", "led", planner.Learned, planner.Learned, "unheard of"}).Draw(t, "kind"),
		Title:   "Did " + anyText.Draw(t, "title"),
		Outcome: anyText.Draw(t, "outcome"),
		Phase:   rapid.IntRange(0, 5).Draw(t, "phase"),
		Review:  w.plan.Profile().Review,
	}
	if rapid.Bool().Draw(t, "of an item") {
		e.From = anyID(t, w, listedKinds...)
	}
	return e
}

func anyWork(t *rapid.T) string {
	return rapid.SampledFrom([]string{"coaching", planner.HandsOn, planner.Leading, "meetings", "sleeping"}).Draw(t, "work")
}

func anyValue(t *rapid.T) int { return rapid.IntRange(-3, 2).Draw(t, "value") }

// noReview stands in for edits that need a review where there is none.
func noReview(day civil.Date) planner.Edit { return planner.CaptureLine("no review yet", day) }

// reviewEdits draws the edits that the weekly review is made of, by name.
var reviewEdits = map[string]func(*rapid.T, world, civil.Date) planner.Edit{
	"review": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return w.plan.StartReview(rapid.IntRange(0, 3).Draw(t, "short") == 0, day)
	},
	"stage": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		stage := rapid.SampledFrom(planner.Stages).Draw(t, "stage").Name
		return planner.EnterStage(w.plan.Profile().Review, stage, day)
	},
	"form": func(t *rapid.T, w world, _ civil.Date) planner.Edit {
		return planner.SetForm(w.plan.Profile().Review, rapid.Bool().Draw(t, "short"))
	},
	"look": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		outcome := rapid.SampledFrom([]string{planner.OutcomeSeen, planner.OutcomeNext}).Draw(t, "outcome")
		return planner.Reviewed(w.plan.Profile().Review, anyStep(t, w), outcome, planner.Edit{}, day)
	},
	"step": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		step := anyStep(t, w)
		change := planner.SetState(ids(step.Item), anyState.Draw(t, "state"), "", day)
		return planner.Reviewed(w.plan.Profile().Review, step, planner.OutcomeDone, change, day)
	},
	"skip step": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		step := anyStep(t, w)
		return planner.Reviewed(w.plan.Profile().Review, step, planner.OutcomeSkipped, planner.Skip(step.Item, anyText.Draw(t, "why"), day), day)
	},
	"another question": func(_ *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.AskNext(w.plan.Profile().Review, day)
	},
	"answer": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		r := anyReview(t, w)
		if r == nil {
			return noReview(day)
		}
		q, ok := w.plan.Probe(r)
		if !ok {
			return planner.AskNext(r.ID, day)
		}
		return w.plan.Reflect(r, q, anyText.Draw(t, "answer"), day)
	},
	"feel": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		r := anyReview(t, w)
		if rapid.Bool().Draw(t, "from the shell") {
			r = nil
		}
		return w.plan.Feel(r, anyWork(t), anyValue(t), anyText.Draw(t, "note"), day)
	},
	"unfeel": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		if r := anyReview(t, w); r != nil {
			return w.plan.Unfeel(r, anyWork(t))
		}
		return noReview(day)
	},
	"energy note": func(t *rapid.T, _ world, day civil.Date) planner.Edit {
		return planner.NoteEnergy(anyText.Draw(t, "note"), planner.ID{}, day)
	},
	"sort into energy": func(_ *rapid.T, w world, day civil.Date) planner.Edit {
		for c := range w.plan.Inbox() {
			return planner.SortEnergy(c, planner.ID{}, day)
		}
		return planner.CaptureLine("to sort", day)
	},
	"share": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		r, percent := anyReview(t, w), rapid.SampledFrom([]int{-1, 0, 30, 50, 50, 100, 101}).Draw(t, "percent")
		switch {
		case r == nil:
			return noReview(day)
		case percent == 50:
			return planner.SetShare(r, nil)
		}
		return planner.SetShare(r, &percent)
	},
	"evidence": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.LogEvidence(anyEvidence(t, w), day)
	},
	"sort into evidence": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.SortEvidence(anyID(t, w, planner.KindCapture), anyEvidence(t, w), day)
	},
	"wait": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return w.plan.WaitFor("Wait "+anyText.Draw(t, "title"), anyText.Draw(t, "whom"), day)
	},
	"matter": func(t *rapid.T, _ world, day civil.Date) planner.Edit {
		sort := rapid.SampledFrom([]string{planner.Conflict, planner.Delegation, planner.FormerPeer, "quarrel"}).Draw(t, "sort")
		return planner.OpenMatter(sort, anyText.Draw(t, "matter"), day)
	},
	"settle matter": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.CloseMatter(anyID(t, w, planner.KindMatter), rapid.Bool().Draw(t, "back"), anyText.Draw(t, "outcome"), day)
	},
	"talk": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.TalkAbout(anyID(t, w, planner.KindMatter), day)
	},
	"away": func(t *rapid.T, _ world, day civil.Date) planner.Edit {
		from := day.AddDays(rapid.IntRange(-20, 20).Draw(t, "from"))
		return planner.BeAway(from, from.AddDays(rapid.IntRange(-1, 20).Draw(t, "days")), anyText.Draw(t, "why"))
	},
	"review day": func(t *rapid.T, _ world, _ civil.Date) planner.Edit {
		day := time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))
		return planner.SetProfile("Review day", func(p *planner.Profile) { p.ReviewDay = day })
	},
	"remove history": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		kind := rapid.SampledFrom([]planner.Kind{planner.KindEvidence, planner.KindEnergy, planner.KindReflection}).Draw(t, "kind")
		return planner.Remove(ids(anyHistory(t, w, kind)), day)
	},
	"remove state": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		return planner.Remove(ids(anyID(t, w, planner.KindAway, planner.KindMatter)), day)
	},
	"intake": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		row := planner.Taken{Key: "key " + anyText.Draw(t, "key"), As: anyID(t, w, listedKinds...), Print: map[string]string{"title": "5eed"}}
		from := rapid.SampledFrom(append([]string{"elsewhere"}, planner.IntakeSources...)).Draw(t, "source")
		return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
			d.Add(planner.KindIntake, &planner.Intake{Date: day, From: from, Rows: []planner.Taken{row}})
			return nil
		}}
	},
	"close": func(t *rapid.T, w world, day civil.Date) planner.Edit {
		var focus []planner.ID
		if rapid.IntRange(0, 2).Draw(t, "focus") == 0 {
			focus = anyItems(t, w)
		}
		return planner.CloseReview(w.plan.Profile().Review, focus, anyText.Draw(t, "line"), day)
	},
}
