package command

import (
	"slices"

	"waymark/planner"
)

// through goes over things one at a time, back and forth. show reports whether
// there was anything to ask; what there was not is passed over.
func through[T any](w *lineReview, things []T, show func(at int, thing T) (asked bool, m move, err error)) (move, error) {
	way := 1
	asked := false
	for at := 0; at < len(things); at += way {
		if at < 0 {
			return backward, nil
		}
		shown, m, err := show(at, things[at])
		if err != nil {
			return stay, err
		}
		asked = asked || shown
		switch {
		case !shown:
		case m == backward:
			way = -1
		case m == stay:
			here := w.turnTo == w.plan.StageAt(w.now)
			switch undone := undoneAmong(w, things); {
			case undone >= 0:
				at = undone
			case here && w.turnTo != "": // it was decided before this run, so it is not among them
				return stay, errUndone
			}
			w.turnTo = ""
			at -= way
		default:
			way = 1
		}
	}
	if !asked {
		return w.pause("Nothing is left to look at here.")
	}
	return onward, nil
}

// undoneAmong finds the first of some things that the last undo was about; -1
// where it was about none of them, or nothing was undone.
func undoneAmong[T any](w *lineReview, things []T) int {
	ids := w.undone
	w.undone = nil
	return slices.IndexFunc(things, func(thing T) bool {
		switch thing := any(thing).(type) {
		case interface{ Key() planner.ID }:
			return slices.Contains(ids, thing.Key())
		case planner.Tripwire:
			return slices.ContainsFunc(ids, func(id planner.ID) bool { return w.measures(thing, id) })
		}
		return false
	})
}

// measures reports whether a tripwire goes by a record.
func (w *lineReview) measures(t planner.Tripwire, id planner.ID) bool {
	switch r := w.plan.Find(id).(type) {
	case *planner.Matter:
		return r.Sort == t.Sort
	case *planner.WeekNote:
		return t.Name == planner.WireHandsOn
	}
	return id.Kind == planner.KindEvidence && t.Name == planner.WireGrowth
}
