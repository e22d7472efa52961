package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/planner"
)

// focus chooses what is in focus next week, by the numbers of what is offered.
// The list keeps its numbers while choosing.
func (w *lineReview) focus() (move, error) {
	choices := w.plan.FocusChoices(w.now, w.today)
	w.say("At most three in focus for next week; fewer is fine.")
	if w.plan.Manages() {
		w.say("The work of managing is offered first; the rest gets what is left.")
	}
	for {
		for i, c := range choices {
			w.say("%s", w.focusLine(i+1, c))
		}
		m, err := w.choose(lineQuestion{
			ask: "In focus, or out of it", value: "numbers", other: "numbers of the list, like 1 3: in focus, or out of it",
			choices: []choice{{key: "a", word: "add", tell: "add something of your own, and take it in", asks: true, do: func() (move, error) { return w.addToFocus(&choices) }}},
			free:    func(text string) (move, error) { return stay, w.toggleFocus(choices, text) },
		})
		if err != nil || m != stay {
			return m, err
		}
	}
}

func (w *lineReview) focusLine(n int, c planner.Suggestion) string {
	it := w.plan.Item(c.Item.Key())
	if it == nil {
		return fmt.Sprintf("%2d  (gone)", n)
	}
	box, why := "[ ]", planner.ShowLine(c.Why)
	if it.Base().Focus {
		box, why = "[x]", "in focus"
	}
	return fmt.Sprintf("%2d  %s %s  %s, %s", n, box, it.Key(), planner.ShowLine(it.Base().Title), why)
}

// toggleFocus takes what the numbers mean into the focus or out of it, each as
// a change of its own.
func (w *lineReview) toggleFocus(choices []planner.Suggestion, text string) error {
	var ids []planner.ID
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > len(choices) {
			return &planner.InputError{What: "number", Value: word, Expected: fmt.Sprintf("one of the list, from 1 to %d", len(choices)), Example: "1 3"}
		}
		if id := choices[n-1].Item.Key(); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		it := w.plan.Item(id)
		switch {
		case it == nil:
			w.say("%s is gone.", id)
			continue
		case !it.Base().Focus && len(w.plan.InFocus()) >= planner.MaxFocus:
			w.say("Three are in focus already; the number of one of them takes it out.")
			return nil
		}
		if err := w.tell(planner.SetFocus([]planner.ID{id}, !it.Base().Focus, w.today)); err != nil {
			return err
		}
	}
	return nil
}

// addToFocus adds an action and takes it into the focus where there is room.
func (w *lineReview) addToFocus(choices *[]planner.Suggestion) (move, error) {
	m, err := w.need("What, in a few words? [enter for nothing]", "An action of your lowest open phase.", func(title string) error {
		a := &planner.Action{Item: planner.Item{Title: title, Phase: max(1, w.plan.PhaseOf(planner.ID{}))}}
		res, err := w.apply(planner.AddItem(a, w.today))
		if err != nil {
			return err
		}
		w.plan = res.Plan
		w.say("%s: %s", res.New[0], planner.ShowLine(res.Entry.Label))
		*choices = append(*choices, planner.Suggestion{Item: w.plan.Item(res.New[0]), Why: "added just now"})
		return w.toggleFocus(*choices, strconv.Itoa(len(*choices)))
	})
	if m == onward {
		m = stay
	}
	return m, err
}
