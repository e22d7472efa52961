package command

import (
	"fmt"

	"waymark/planner"
)

// energy asks what each kind of work of the week gave, then the questions
// about leading as a whole.
func (w *lineReview) energy() (move, error) {
	w.say("From %d, it drained you, to %d, it gave you a lot; only what happened this week.", planner.LeastEnergy, planner.MostEnergy)
	for at, works := 0, planner.AllWorks(); ; {
		switch {
		case at < 0:
			return backward, nil
		case at == len(works):
			return onward, nil
		}
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
		}
	}
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
		}}},
		free: func(text string) (move, error) {
			value, err := planner.ParseEnergy(text)
			if err != nil || read && was.Value == value {
				return onward, err
			}
			return onward, w.tell(w.plan.Feel(w.now, work.Name, value, "", w.today))
		},
	}
}
