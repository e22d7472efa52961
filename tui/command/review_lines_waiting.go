package command

import (
	"fmt"

	"waymark/planner"
)

// waiting goes over what waits for somebody else, the longest waiting first,
// and asks for more of it.
func (w *lineReview) waiting() (move, error) {
	for {
		if waiting := w.plan.WaitingFor(); len(waiting) > 0 {
			if m, err := through(w, waiting, w.waitsFor); err != nil || m == backward {
				return m, err
			}
		}
		m, err := w.choose(lineQuestion{ask: "Anything else you wait for?", choices: []choice{
			{key: "a", word: "add", tell: "add something you wait for: feedback, an answer, a date, a result", asks: true, do: w.waitFor},
		}})
		if err != nil || m == onward {
			return m, err
		}
	}
}

func (w *lineReview) waitsFor(_ int, it planner.Listed) (bool, move, error) {
	it = w.plan.Item(it.Key())
	if it == nil || it.Base().State != planner.Waiting {
		return false, onward, nil
	}
	b := it.Base()
	words := planner.ShowLine(b.Title)
	if b.Why != "" {
		words += ", for " + planner.ShowLine(b.Why)
	}
	if !b.Since.IsZero() {
		words += ", " + planner.Counted(max(0, w.today.DaysSince(b.Since)), "day")
	}
	w.say("%s  %s", b.ID, words)
	ids := []planner.ID{b.ID}
	settled := func() string {
		if now := w.plan.Item(b.ID); now == nil || now.Base().State != planner.Waiting {
			return "Settled elsewhere: " + planner.ShowLine(b.Title)
		}
		return ""
	}
	m, err := w.choose(lineQuestion{skips: "it still waits", settled: settled, choices: []choice{
		{key: "d", word: "done", tell: "it came: done", do: func() (move, error) {
			return onward, w.tell(planner.SetState(ids, planner.Done, "", w.today))
		}},
		{key: "t", word: "to do", tell: "it is yours again: back to do", do: func() (move, error) {
			return onward, w.tell(planner.SetState(ids, planner.ToDo, "", w.today))
		}},
		{key: "w", word: "whom", tell: "for whom or what it waits", asks: true, do: func() (move, error) { return w.whom(it) }},
		{key: "v", word: "evidence", tell: "it came, and it is evidence: then you say what was said", asks: true, do: func() (move, error) {
			e := w.plan.EvidenceOf(it, w.now.ID, w.today)
			e.Kind, e.Date = "feedback", w.today
			return onward, w.fill("What was said? [enter for no words]", "One line; it is done with that.", func(text string) error {
				e.Outcome = text
				return w.tell(planner.DoneWithEvidence(e, w.today))
			})
		}},
		nothingMore,
	}})
	return true, m, err
}

// whom asks for whom something waits.
func (w *lineReview) whom(it planner.Listed) (move, error) {
	m, err := w.need("For whom or what? [enter leaves it]", "Initials do for names.", func(text string) error {
		return w.tell(planner.EditItem(it.Key(), w.today, func(l planner.Listed) error {
			l.Base().Why = text
			return nil
		}))
	})
	if m == onward {
		m = stay
	}
	return m, err
}

// waitFor asks for something that waits from the start.
func (w *lineReview) waitFor() (move, error) {
	for i, usual := range planner.UsualWaits {
		w.say("  %d  %s", i+1, usual.Title)
	}
	m, err := w.need("What do you wait for? [a number or words, enter for nothing]", "One of the usual ones by its number, or in your words.", func(title string) error {
		whom := ""
		for i, usual := range planner.UsualWaits {
			if title == fmt.Sprint(i+1) {
				title, whom = usual.Title, usual.Whom
			}
		}
		if whom != "" {
			return w.tell(w.plan.WaitFor(title, whom, w.today))
		}
		return w.fill("From whom? [enter for no words]", "Initials do for names.", func(text string) error {
			return w.tell(w.plan.WaitFor(title, text, w.today))
		})
	})
	if m == onward {
		m = again // there may be more
	}
	return m, err
}
