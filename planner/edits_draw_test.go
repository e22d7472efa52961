package planner_test

import (
	"fmt"
	"maps"
	"slices"

	"waymark/planner"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"
)

// anyID draws the id of something in the plan, or sometimes of what is not.
func anyID(t *rapid.T, w world, kinds ...planner.Kind) planner.ID {
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	var list []planner.ID
	for r := range w.plan.Records() {
		if r.Key().Kind == kind && !r.Gone() {
			list = append(list, r.Key())
		}
	}
	if len(list) == 0 || rapid.IntRange(0, 15).Draw(t, "none") == 15 {
		list = ids(planner.ID{Kind: kind, N: uint32(rapid.IntRange(1, 50).Draw(t, "number"))})
	}
	return rapid.SampledFrom(list).Draw(t, "id")
}

var listedKinds = []planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck}

func anyItems(t *rapid.T, w world) []planner.ID {
	list := make([]planner.ID, rapid.IntRange(1, 2).Draw(t, "count"))
	for i := range list {
		list[i] = anyID(t, w, listedKinds...)
	}
	return list
}

var anyText = rapid.SampledFrom([]string{"", "Ask for feedback", "two\nlines", "\x1b[2J", "👩‍👩‍👧", "\u202eback", "a\x00b\xff", "  "})

func anyNewItem(t *rapid.T) planner.Listed {
	it := item("New "+anyText.Draw(t, "title"), phase(rapid.IntRange(1, 5).Draw(t, "phase")))
	it.Note, it.Forms = anyText.Draw(t, "note"), []string{"hybrid", "inside"}
	it.Evidence = ids(planner.ID{Kind: planner.KindCapture, N: 1}, planner.ID{Kind: planner.KindCapture, N: 2})
	switch rapid.SampledFrom(listedKinds).Draw(t, "kind") {
	case planner.KindMilestone:
		return &planner.Milestone{Item: it, Criterion: "seen"}
	case planner.KindCheck:
		return &planner.Check{Item: it, Every: rule(rapid.SampledFrom([]string{"week", "friday", "2 weeks after"}).Draw(t, "every"))}
	default:
		return &planner.Action{Item: it, Milestone: rapid.SampledFrom(ids(planner.ID{}, planner.ID{Kind: planner.KindMilestone, N: 1})).Draw(t, "milestone")}
	}
}

// rough changes all it can reach of the copy that it gets, in place.
func rough(l planner.Listed) error {
	b := l.Base()
	b.Title += "!"
	if len(b.Forms) > 0 {
		b.Forms[0] = "outside"
		b.Forms = append(b.Forms[:0], b.Forms[1:]...)
	}
	if len(b.Evidence) > 0 {
		b.Evidence = append(b.Evidence[:0], b.Evidence[1:]...)
	}
	return nil
}

// anyEdit draws an edit made by any of the constructors. Many fit the plan,
// some don't.
func anyEdit(t *rapid.T, w world, day civil.Date) planner.Edit {
	names := editNames
	if rapid.Bool().Draw(t, "of a review") {
		names = reviewNames
	}
	name := rapid.SampledFrom(names).Draw(t, "edit")
	if draw, ok := reviewEdits[name]; ok {
		return draw(t, w, day)
	}
	switch name {
	case "add":
		return planner.AddItem(anyNewItem(t), day)
	case "state":
		return planner.SetState(anyItems(t, w), anyState.Draw(t, "state"), anyText.Draw(t, "why"), day)
	case "done in":
		return planner.DoneIn(anyItems(t, w), rapid.IntRange(1940, 2030).Draw(t, "year"), day)
	case "toggle":
		if it := w.plan.Item(anyID(t, w, planner.KindCheck, planner.KindAction)); it != nil {
			return planner.Toggle(it, day)
		}
		return planner.CaptureLine("nothing to toggle", day)
	case "skip":
		return planner.Skip(anyID(t, w, planner.KindCheck), anyText.Draw(t, "why"), day)
	case "due":
		return planner.SetDue(anyItems(t, w), day.AddDays(rapid.IntRange(-9, 99).Draw(t, "days")), day)
	case "no date":
		return planner.SetDue(anyItems(t, w), civil.Date{}, day)
	case "shift":
		return planner.ShiftDue(anyID(t, w, listedKinds...), rapid.IntRange(-9, 99).Draw(t, "days"), day)
	case "focus":
		list := anyItems(t, w)
		it := w.plan.Item(list[0])
		return planner.SetFocus(list, it == nil || !it.Base().Focus, day)
	case "private":
		return planner.SetPrivate(anyItems(t, w), rapid.Bool().Draw(t, "private"), day)
	case "note":
		return planner.SetNote(anyID(t, w, listedKinds...), anyText.Draw(t, "note"), day)
	case "change":
		return planner.EditItem(anyID(t, w, listedKinds...), day, rough)
	case "move":
		return planner.MoveTo(anyItems(t, w), rapid.IntRange(0, 5).Draw(t, "phase"), day)
	case "reorder":
		return planner.Reorder(anyID(t, w, listedKinds...), rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"), day)
	case "remove":
		return planner.Remove(ids(anyID(t, w, listedKinds...), anyID(t, w, planner.KindCapture)), day)
	case "sort":
		return planner.Sort(anyID(t, w, planner.KindCapture), &planner.Action{Item: planner.Item{Title: anyText.Draw(t, "title"), Phase: 1}}, day)
	case "capture":
		return planner.CaptureLine(anyText.Draw(t, "line"), day)
	case "phase":
		return planner.SetPhase(rapid.IntRange(0, 5).Draw(t, "phase"), rapid.SampledFrom([]planner.PhaseState{planner.Ahead, planner.Open, planner.Closed}).Draw(t, "state"), anyText.Draw(t, "why"), day)
	default:
		return planner.SetProfile("Profile", func(p *planner.Profile) {
			p.Name = anyText.Draw(t, "name")
			p.Signs[fmt.Sprint(len(p.Signs))] = "yes"
		})
	}
}

var anyState = rapid.SampledFrom([]planner.State{planner.ToDo, planner.Doing, planner.Done, planner.Waiting, planner.OnHold, planner.Dropped})

var editNames = []string{
	"focus", "private", "toggle", "add", "state", "done in", "skip", "due", "no date", "shift", "note", "change", "move", "reorder",
	"remove", "capture", "sort", "phase", "profile",
}

// reviewNames has what begins and ends a review more than once, so that all
// that a review needs comes about.
var reviewNames = slices.Concat(slices.Sorted(maps.Keys(reviewEdits)), slices.Repeat([]string{"review", "close"}, 6), []string{"share", "answer", "another question"})
