package command

import (
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
)

// choice is an answer that a question takes.
type choice struct {
	key  string // what is typed, a letter
	word string // in the question, "d done"; "": only ? names it
	tell string // what ? says of it
	why  string // why it can't be chosen here; "": it can
	do   func() (move, error)
}

// lineQuestion is one prompt of the walk.
type lineQuestion struct {
	ask     string
	value   string // what may be typed besides a letter, in short
	choices []choice
	free    func(text string) (move, error) // takes every other answer; nil: there is none
	other   string                          // what those are, for ?
	enter   func() (move, error)            // nil: goes on
	skips   string                          // what enter does, "enter …"
}

// prompt is the question with its answers, those that can't be chosen left
// out.
func (q lineQuestion) prompt() string {
	var words []string
	if q.value != "" {
		words = append(words, q.value)
	}
	for _, c := range q.choices {
		if c.why == "" && c.word != "" {
			words = append(words, c.key+" "+c.word)
		}
	}
	words = append(words, "enter "+q.entering(), "?")
	return strings.TrimSpace(q.ask + " [" + strings.Join(words, ", ") + "]")
}

// entering is what enter does.
func (q lineQuestion) entering() string {
	if q.skips == "" {
		return "goes on"
	}
	return q.skips
}

// choose asks a question until it is answered. What can't be is told, and
// asked again.
func (w *lineReview) choose(q lineQuestion) (move, error) {
	for {
		text, err := w.answer(q.prompt())
		if err != nil {
			return stay, err
		}
		if err := w.follow(); err != nil {
			return stay, err
		}
		m, err := w.take(q, text)
		switch {
		case errors.Is(err, errBack) || w.told(err): // asked again
		case err != nil || m != again:
			return m, err
		}
	}
}

// answer reads an answer. The end of input leaves.
func (w *lineReview) answer(question string) (string, error) {
	text, err := w.prompt(question)
	switch {
	case errors.Is(err, io.EOF):
		return "", errLeft
	case err != nil:
		return "", failure{&readError{err}}
	}
	return strings.TrimSpace(text), nil
}

// take does what an answer says.
func (w *lineReview) take(q lineQuestion, text string) (move, error) {
	key := strings.ToLower(text)
	switch key {
	case "":
		if q.enter != nil {
			return q.enter()
		}
		return onward, nil
	case "?":
		w.explain(q)
		return again, nil
	case "b":
		return backward, nil
	case "q":
		return stay, errLeft
	}
	for _, c := range q.choices {
		switch {
		case c.key != key:
		case c.why != "":
			w.say("%s", c.why)
			return again, nil
		default:
			return c.do()
		}
	}
	switch key {
	case "u":
		return stay, w.undo()
	case "s":
		if err := w.tell(planner.SetForm(w.now.ID, !w.now.Short)); err != nil {
			return stay, err
		}
		return stay, errTurned
	}
	if q.free != nil && !isLetter(text) {
		return q.free(text)
	}
	w.say("%s is not an answer here; ? explains those that are.", quote(text))
	return again, nil
}

// isLetter reports a single letter, which is a slip where words are meant.
func isLetter(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return n == len(text) && unicode.IsLetter(r)
}

// explain tells the answers of a question.
func (w *lineReview) explain(q lineQuestion) {
	for _, c := range q.choices {
		if c.why == "" {
			w.say("  %s      %s", c.key, c.tell)
		}
	}
	if q.other != "" {
		w.say("  other  %s", q.other)
	}
	w.say("  enter  %s", q.entering())
	w.say("  b      back; what was decided stays\n  u      undo the last change\n  s      the 5-minute form or the full one\n  q      leave; the review goes on from here, on any day")
}

// undo takes back the newest change.
func (w *lineReview) undo() error {
	k, err := w.keeper()
	if err != nil {
		return err
	}
	res, err := k.Undo(0, w.stamp(planner.Edit{}))
	if err != nil {
		return err
	}
	w.edited = true
	w.say("%s", planner.ShowLine(res.Entry.Label))
	w.plan = res.Plan
	return w.read()
}

// told tells what an answer can't do and reports whether that is all there is
// to it. Anything else ends the walk.
func (w *lineReview) told(err error) bool {
	var value *planner.InputError
	switch {
	case err == nil:
		return false
	case errors.As(err, &value):
		w.say("%s", value)
	case errors.Is(err, planner.ErrUnchanged):
		w.say("%s", strings.TrimSuffix(err.Error(), ": "+planner.ErrUnchanged.Error()))
	case errors.Is(err, planner.ErrNotFound):
		w.say("%s", err)
	default:
		return false
	}
	return true
}

// fill asks for a line of words until it is accepted. Enter gives none.
func (w *lineReview) fill(ask, tell string, accept func(text string) error) error {
	for {
		text, err := w.answer(ask)
		if err != nil {
			return err
		}
		switch strings.ToLower(text) {
		case "?":
			w.say("%s b goes back, q leaves.", tell)
			continue
		case "b":
			return errBack
		case "q":
			return errLeft
		}
		if err := w.follow(); err != nil {
			return err
		}
		if err := accept(text); !w.told(err) {
			return err
		}
	}
}

// need is fill for words that there must be: without any, nothing is changed.
func (w *lineReview) need(ask, tell string, accept func(text string) error) (move, error) {
	m := again
	err := w.fill(ask, tell, func(text string) error {
		if text == "" {
			return nil
		}
		err := accept(text)
		if err == nil {
			m = onward
		}
		return err
	})
	return m, err
}

// pause says something that needs no answer.
func (w *lineReview) pause(words string) (move, error) {
	return w.choose(lineQuestion{ask: words})
}

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
