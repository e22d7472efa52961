package command

import (
	"errors"
	"io"
	"slices"
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
	asks bool   // do asks for words, which may stand behind the letter
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
	settled func() string                   // says that the question has no object any more; "": it has
}

// nothingMore leaves a whole part.
var nothingMore = choice{key: "n", word: "no more", tell: "nothing more here: to the next part", do: func() (move, error) { return onward, errPassed }}

// wholeWords are words that stand for letters everywhere.
var wholeWords = map[string]string{"quit": "q", "back": "b", "next": "", "undo": "u", "help": "?"}

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
		w.ahead = ""
		switch {
		case errors.Is(err, errBack) || w.told(err): // asked again
		case err != nil || m != again:
			return m, err
		}
	}
}

// answer reads an answer. The end of input leaves.
func (w *lineReview) answer(question string) (string, error) {
	if text := w.ahead; text != "" {
		w.ahead = ""
		return text, nil
	}
	text, err := w.prompt(question)
	switch {
	case errors.Is(err, io.EOF):
		return "", errLeft
	case err != nil:
		return "", failure{&readError{err}}
	}
	return strings.TrimSpace(text), nil
}

// take does what an answer says. Enter goes on in any case: whoever goes by it
// gets to the end.
func (w *lineReview) take(q lineQuestion, text string) (move, error) {
	key := strings.ToLower(text)
	if letter, ok := wholeWords[key]; ok {
		key = letter
	}
	switch key {
	case "?":
		w.explain(q)
		return again, nil
	case "b":
		return backward, nil
	case "q":
		return stay, errLeft
	case "u":
		return stay, w.undo()
	}
	if q.settled != nil {
		if words := q.settled(); words != "" {
			w.say("%s", words)
			return onward, nil
		}
	}
	if key == "" {
		if q.enter == nil {
			return onward, nil
		}
		m, err := q.enter()
		if w.told(err) {
			return onward, nil
		}
		return m, err
	}
	if c, words, ok := q.chosen(text); ok {
		if c.why != "" {
			w.say("%s", c.why)
			return again, nil
		}
		w.ahead = words
		return c.do()
	}
	switch key {
	case "s", "short", "full":
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

// chosen finds the choice that an answer means: by its letter, with the words
// that it would ask for behind it, or by what it is called.
func (q lineQuestion) chosen(text string) (c choice, words string, ok bool) {
	key, words, _ := strings.Cut(text, " ")
	for _, c := range q.choices {
		called := strings.EqualFold(text, c.key) || c.word != "" && strings.EqualFold(text, c.word)
		if called {
			return c, "", true
		}
		if words = strings.TrimSpace(words); words != "" && c.asks && strings.EqualFold(key, c.key) {
			return c, words, true
		}
	}
	return choice{}, "", false
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
	if slices.ContainsFunc(q.choices, func(c choice) bool { return c.asks && c.why == "" }) {
		w.say("  What a letter asks for may stand behind it.")
	}
	if q.other != "" {
		w.say("  other  %s", q.other)
	}
	w.say("  enter  %s", q.entering())
	w.say("  b      back; what was decided stays\n  u      undo the last change\n  s      the 5-minute form or the full one\n  q      leave; the review goes on from here, on any day")
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
		case "?", "help":
			w.say("%s b goes back, q leaves.", tell)
			continue
		case "b", "back":
			return errBack
		case "q", "quit":
			return errLeft
		}
		if err := w.follow(); err != nil {
			return err
		}
		err = accept(text)
		switch {
		case !w.told(err):
			return err
		case text == "", errors.Is(err, planner.ErrNotFound), errors.Is(err, planner.ErrUnchanged): // other words won't help
			return errBack
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
