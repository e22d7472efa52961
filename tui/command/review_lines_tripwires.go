package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/planner"
)

// tripwires goes over the five mistakes as they are measured.
func (w *lineReview) tripwires() (move, error) {
	wires := w.plan.Tripwires(w.now, w.today)
	if w.resumed {
		wires = w.unmeasured(wires)
	}
	return through(w, wires, func(_ int, wire planner.Tripwire) (bool, move, error) {
		t, ok := w.wire(wire.Name)
		if !ok {
			return false, onward, nil
		}
		w.sayWire(t)
		for i, m := range t.Matters {
			w.say("  %d  %s, %s", i+1, planner.ShowLine(m.Title), planner.Counted(m.Age(w.today), "day"))
		}
		m, err := w.choose(w.wireQuestion(t))
		if m == onward && err == nil && t.Sort != "" && w.changed(t) { // there may be more of them
			m = stay
		}
		return true, m, err
	})
}

// wire is a tripwire as it is measured now.
func (w *lineReview) wire(name string) (planner.Tripwire, bool) {
	now := w.plan.Tripwires(w.now, w.today)
	i := slices.IndexFunc(now, func(t planner.Tripwire) bool { return t.Name == name })
	if i < 0 {
		return planner.Tripwire{}, false
	}
	return now[i], true
}

// unmeasured are the tripwires that a review which was left among them goes on
// with: those from the last one on that something was noted of since it began.
func (w *lineReview) unmeasured(wires []planner.Tripwire) []planner.Tripwire {
	last := 0
	if note := w.plan.WeekNamed(w.now.Week); note != nil && note.Share != nil {
		last = 1
	}
	for record := range w.plan.Records() {
		m, ok := record.(*planner.Matter)
		if !ok || m.Removed || m.Talked.Before(w.now.Started) && m.Closed.Before(w.now.Started) {
			continue
		}
		last = max(last, slices.IndexFunc(wires, func(t planner.Tripwire) bool { return t.Sort == m.Sort }))
	}
	return wires[min(last, len(wires)):]
}

// changed reports whether the matters of a tripwire are others than they were.
func (w *lineReview) changed(t planner.Tripwire) bool {
	now := w.plan.Matters(t.Sort, w.today)
	if len(now) != len(t.Matters) {
		return true
	}
	for i, m := range now {
		if m != t.Matters[i] {
			return true
		}
	}
	return false
}

func (w *lineReview) wireQuestion(t planner.Tripwire) lineQuestion {
	switch t.Name {
	case planner.WireHandsOn:
		return w.share()
	case planner.WireGrowth:
		return lineQuestion{choices: []choice{{key: "a", word: "add", tell: "add what you did for your own growth", asks: true, do: w.grow}, nothingMore}}
	}
	none := ""
	if len(t.Matters) == 0 {
		none = "There is none to choose."
	}
	about := func(words string, do func(m *planner.Matter) error) func() (move, error) {
		return func() (move, error) { return w.pick(t, words, do) }
	}
	choices := []choice{
		{key: "a", word: "add", tell: "add one", asks: true, do: func() (move, error) { return w.openMatter(t.Sort) }},
		{key: "d", word: "settled", tell: "one is settled; then you say what came of it", why: none, asks: true, do: about("settled", w.settle)},
		{key: "t", word: "talked", tell: "you talked about one plainly", why: none, asks: true, do: about("talked about", func(m *planner.Matter) error { return w.tell(planner.TalkAbout(m.ID, w.today)) })},
	}
	if t.Sort == planner.Delegation {
		choices = append(choices, choice{key: "k", word: "taken back", tell: "you took one back", why: none, asks: true, do: about("taken back", func(m *planner.Matter) error {
			return w.tell(planner.CloseMatter(m.ID, true, "", w.today))
		})})
	}
	choices = append(choices, choice{key: "x", word: "remove", tell: "one was noted by mistake", why: none, asks: true, do: about("to be removed", func(m *planner.Matter) error {
		return w.tell(planner.Remove([]planner.ID{m.ID}, w.today))
	})}, nothingMore)
	return lineQuestion{choices: choices}
}

// share asks for the hands-on share of the week.
func (w *lineReview) share() lineQuestion {
	none := "It is not noted yet."
	if note := w.plan.WeekNamed(w.now.Week); note != nil && note.Share != nil {
		none = ""
	}
	ask := "Hands-on share of the week, in percent"
	if share, ok := w.lastShare(); ok {
		ask += fmt.Sprintf("; last week %d", share)
	}
	return lineQuestion{
		ask: ask, skips: "leaves it", value: "0 to 100", other: "a share from 0 to 100 percent",
		choices: []choice{{key: "x", word: "not noted", tell: "take the share back", why: none, do: func() (move, error) { return onward, w.tell(planner.SetShare(w.now, nil)) }}, nothingMore},
		free: func(text string) (move, error) {
			n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(text, "%")))
			if err != nil || n < 0 || n > 100 {
				return again, &planner.InputError{What: "share", Value: text, Expected: "a whole number from 0 to 100, in percent", Example: "30"}
			}
			if err := w.tell(planner.SetShare(w.now, &n)); err != nil {
				return again, err
			}
			if t, ok := w.wire(planner.WireHandsOn); ok {
				w.sayWire(t)
			}
			return onward, nil
		},
	}
}

// lastShare is the hands-on share of the week before the review's.
func (w *lineReview) lastShare() (percent int, ok bool) {
	monday, err := planner.ParseWeek(w.now.Week)
	if err != nil {
		return 0, false
	}
	note := w.plan.WeekNamed(planner.Week(monday.AddDays(-7)))
	if note == nil || note.Share == nil {
		return 0, false
	}
	return *note.Share, true
}

// sayWire tells where a tripwire stands, and what to do where it goes off.
func (w *lineReview) sayWire(t planner.Tripwire) {
	w.say("%s: %s (%s)", t.Title, t.Measure, t.Level.Words())
	if t.Level == planner.Amber || t.Level == planner.Loud {
		w.say("  %s", t.Advice)
	}
}

// pick asks which of the matters is meant, where there are several.
func (w *lineReview) pick(t planner.Tripwire, words string, do func(m *planner.Matter) error) (move, error) {
	if _, err := strconv.Atoi(w.ahead); len(t.Matters) == 1 && err != nil {
		return onward, do(t.Matters[0])
	}
	return w.need("Which one is "+words+"? [its number, enter for none]", "The number in front of it.", func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(t.Matters) {
			return &planner.InputError{What: "number", Value: text, Expected: fmt.Sprintf("one from 1 to %d", len(t.Matters))}
		}
		return do(t.Matters[n-1])
	})
}

func (w *lineReview) settle(m *planner.Matter) error {
	return w.fill("What came of it? [enter for no words]", "One line, kept with it.", func(text string) error {
		return w.tell(planner.CloseMatter(m.ID, false, text, w.today))
	})
}

// openMatter asks for a new matter and since when it is open.
func (w *lineReview) openMatter(sort string) (move, error) {
	return w.need("What, in a few words? [initials do for names, enter for none]", "Initials do for names: this stays in your plan.", func(title string) error {
		return w.fill("Since when? [a date, enter for today]", "A day like 3 nov, -2w or 2026-11-03.", func(text string) error {
			since, err := planner.ParsePastDate(text, w.today)
			if err != nil {
				return err
			}
			return w.tell(planner.OpenMatter(sort, title, since))
		})
	})
}

// grow asks for something done for one's own growth.
func (w *lineReview) grow() (move, error) {
	return w.need("What did you do for your own growth? [enter for nothing]", "A chapter, a talk with another manager, feedback on yourself: kept as evidence of learning.", func(title string) error {
		return w.fill("When? [a date, enter for today]", "A day like yesterday, -3d or 2026-11-03.", func(text string) error {
			on, err := planner.ParsePastDate(text, w.today)
			if err != nil {
				return err
			}
			e := planner.Evidence{Date: on, Kind: planner.Learned, Title: title, Phase: w.plan.PhaseOf(planner.ID{}), Review: w.now.ID}
			return w.tell(planner.LogEvidence(e, w.today))
		})
	})
}
