package command

import (
	"fmt"
	"slices"

	"waymark/planner"
)

// energy asks what each kind of work of the week gave, then the questions
// about leading as a whole.
func (w *lineReview) energy() (move, error) {
	w.say("From %d, it drained you, to %d, it gave you a lot; only what happened this week.", planner.LeastEnergy, planner.MostEnergy)
	works := planner.AllWorks()
	if w.resumed {
		works = w.unread()
	}
	for at := 0; ; {
		switch {
		case at < 0:
			return backward, nil
		case at >= len(works):
			return onward, nil
		}
		before := w.readings()
		m, err := w.choose(w.feeling(works[at]))
		if err != nil {
			return stay, err
		}
		switch m {
		case onward:
			at++
		case backward:
			at--
		default:
			if undone := turned(before, w.readings()); undone != "" {
				works = planner.AllWorks()
				at = slices.IndexFunc(works, func(work planner.Work) bool { return work.Name == undone })
			}
		}
	}
}

// readings are those of the review's week so far.
func (w *lineReview) readings() map[string]int {
	if note := w.plan.WeekNamed(w.now.Week); note != nil {
		return note.Values()
	}
	return nil
}

// turned is the first kind of work whose reading changed; "" where none did.
func turned(before, now map[string]int) string {
	for _, work := range planner.AllWorks() {
		then, was := before[work.Name]
		value, is := now[work.Name]
		if was != is || then != value {
			return work.Name
		}
	}
	return ""
}

// unread are the kinds of work that a review which was left among them goes on
// with: those behind the last one read in it, as far as they have no reading.
func (w *lineReview) unread() []planner.Work {
	note := w.plan.WeekNamed(w.now.Week)
	if note == nil {
		return planner.AllWorks()
	}
	var left []planner.Work
	for _, work := range planner.AllWorks() {
		reading, read := note.Energy[work.Name]
		switch {
		case read && reading.Review == w.now.ID:
			left = nil
		case !read:
			left = append(left, work)
		}
	}
	return left
}

// feeling asks for one reading.
func (w *lineReview) feeling(work planner.Work) lineQuestion {
	ask, skips := work.Words, "it did not happen"
	if work.Ask != "" {
		ask, skips = fmt.Sprintf("%s -2 %s, 2 %s", work.Ask, work.Means(planner.LeastEnergy), work.Means(planner.MostEnergy)), "passes it by"
	}
	note := w.plan.WeekNamed(w.now.Week)
	var was planner.Reading
	read := false
	if note != nil {
		was, read = note.Energy[work.Name]
	}
	none := "There is no reading of it yet."
	if read {
		ask, skips, none = ask+", so far "+planner.Signed(was.Value), "leaves that", ""
	}
	return lineQuestion{
		ask: ask, skips: skips, value: "-2 to 2",
		other: "-2, -1, 0, 1 or 2: " + work.Means(-2) + ", " + work.Means(-1) + ", " + work.Means(0) + ", " + work.Means(1) + ", " + work.Means(2),
		choices: []choice{{key: "x", word: "it did not happen", tell: "take the reading back", why: none, do: func() (move, error) {
			return onward, w.tell(w.plan.Unfeel(w.now, work.Name))
		}}, nothingMore},
		free: func(text string) (move, error) {
			value, err := planner.ParseEnergy(text)
			if err != nil || read && was.Value == value {
				return onward, err
			}
			return onward, w.tell(w.plan.Feel(w.now, work.Name, value, "", w.today))
		},
	}
}
