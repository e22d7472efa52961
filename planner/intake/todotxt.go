package intake

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// ReadTodoTxt reads a list as todo.txt has it, a line for each task. A line
// that waymark exported names its item by the key waymark: and changes its
// title, its day, whether it is done and in focus, as far as they are not as
// they were exported; any other is an action, or with rec: a check, and is
// known again by its words.
func ReadTodoTxt(in Input) (Batch, error) {
	text, err := plainText(in)
	if err != nil {
		return nil, err
	}
	l := &todoList{Entries: &Entries{From: planner.FromTodoTxt, File: in.Name, each: "line", shown: shownInTodo, faults: faults{file: in.Name}}, keys: numbered{}, marks: map[string]marked{}}
	l.List = make([]Entry, 0, min(1+strings.Count(text, "\n"), MaxEntries))
	n := 0
	var words []string
	for line := range strings.Lines(text) {
		n++
		words = slices.AppendSeq(words[:0], strings.FieldsSeq(line))
		if len(words) == 0 {
			continue
		}
		if len(l.List) >= MaxEntries {
			l.faults.add(n, "more than %d lines", MaxEntries)
			return nil, l.faults.err()
		}
		if err := l.line(words, n); err != nil {
			l.faults.add(n, "%s", err)
		}
	}
	return l.read(), nil
}

type todoList struct {
	*Entries
	keys  numbered
	marks map[string]marked // where waymark's own keys were
}

// marked is a line with a key of waymark's.
type marked struct {
	line, at int // its number, and the place of its entry
	repeats  bool
	done     bool
}

// task is a line taken apart.
type task struct {
	done        bool
	priority    string
	ended, made string // days
	words       []string
	due, rec    string
	mark        string // of an item of a plan, "a12@K3XQ7P"
	id          planner.ID
	was         export.Written
	tags        []string // each +project, without the sign
}

// line makes an entry of a line.
func (l *todoList) line(words []string, n int) error {
	t, err := parseTask(words)
	if err != nil {
		return err
	}
	e := Entry{Line: n, Key: t.mark, ID: t.id, Kind: planner.KindAction, was: t.was, tags: t.tags}
	if err := l.values(&e, t); err != nil {
		return err
	}
	if before, twice := l.marks[t.mark]; twice {
		if !t.nextOf(before) {
			return fmt.Errorf("%s:%s is in line %d already", export.TodoKey, t.mark, before.line)
		}
		if t.done {
			e.sorted()
			l.List[before.at] = e
			l.marks[t.mark] = marked{n, before.at, true, true}
		}
		return nil
	}
	if t.mark != "" {
		l.marks[t.mark] = marked{n, len(l.List), t.rec != "", t.done}
	}
	if e.Key == "" {
		e.Key = l.keys.key(e.Kind.String(), e.says(fieldTitle))
	}
	l.keep(e)
	return nil
}

// nextOf reports whether two lines with one key are a thing that comes round
// and that was done: programs that finish such a line leave it, and add its
// next time with a copy of everything in it. What was done counts, and waymark
// works out the next time itself.
func (t task) nextOf(before marked) bool {
	return before.repeats && t.rec != "" && t.done != before.done
}

// values says what a line says.
func (l *todoList) values(e *Entry, t task) error {
	rule, comesRound := export.ParseRecurrence(t.rec)
	switch {
	case t.id.Kind == planner.KindCheck && comesRound, t.id.Kind == planner.KindMilestone:
		e.Kind = t.id.Kind
	case t.mark == "" && comesRound && !t.done:
		e.Kind = planner.KindCheck
	}
	if t.mark == "" && t.priority == "A" {
		e.wish = "Priority A"
	}
	for _, v := range []struct {
		field, text string
		said        bool
	}{
		{fieldTitle, t.title(), true},
		{fieldFinished, flagText(t.done), true},
		{fieldDone, t.ended, t.done && t.ended != "" && e.Kind != planner.KindCheck},
		{fieldDue, t.due, e.Kind != planner.KindCheck},
		{fieldFocus, flagText(t.priority == "A"), !t.done && e.Kind != planner.KindCheck},
		{fieldNote, t.note(comesRound), t.mark == "" && t.note(comesRound) != ""},
		{fieldCreated, t.made, t.made != ""},
	} {
		if !v.said {
			continue
		}
		if err := e.say(v.field, v.text); err != nil {
			return err
		}
	}
	if e.Kind != planner.KindCheck {
		return nil
	}
	if err := e.sayDay(fieldDue, t.due); err != nil {
		return err
	}
	if err := e.say(fieldEvery, onDay(rule, e.Day).String()); err != nil || !t.done {
		return err
	}
	return e.sayDay(fieldDone, t.ended)
}

// sayDay takes a date for the day of a check.
func (e *Entry) sayDay(field, text string) error {
	day, err := date(text)
	if err != nil {
		return fmt.Errorf("%s %w", field, err)
	}
	if day != "" {
		e.Day, err = civil.ParseDate(day)
	}
	return err
}

// onDay is a rule by weeks that comes round on the day of the week that it is
// due on the first time.
func onDay(r planner.Rule, first civil.Date) planner.Rule {
	if r.Unit == planner.WeekUnit && !r.After && !first.IsZero() {
		r.On, r.Day = true, first.Weekday()
	}
	return r
}

// parseTask takes a line apart.
func parseTask(words []string) (task, error) {
	var t task
	for _, word := range words {
		if mark, ok := strings.CutPrefix(word, export.TodoKey+":"); ok {
			if err := t.marked(mark); err != nil {
				return t, err
			}
		}
	}
	for _, word := range t.head(words) {
		if err := t.word(word); err != nil {
			return t, err
		}
	}
	if len(t.words) == 0 {
		return t, fmt.Errorf("a line without words")
	}
	return t, nil
}

// word takes one of the words behind those of the head. On a line that waymark
// wrote, +project, @context and what other programs added are none of the title.
func (t *task) word(word string) error {
	key, value, pair := strings.Cut(word, ":")
	project := len(word) > 1 && word[0] == '+'
	if project {
		t.tags = append(t.tags, word[1:])
	}
	switch {
	case pair && key == export.TodoKey:
	case pair && key == "due":
		if t.due != "" {
			return fmt.Errorf("due: is there twice")
		}
		t.due = value
	case pair && key == "rec":
		t.rec = value
	case pair && key == "pri" && t.done && t.priority == "" && len(value) == 1 && isPriority("("+value+")"): // programs keep it so when they finish a line
		t.priority = value
	case t.mark == "":
		t.words = append(t.words, word)
	case project, len(word) > 1 && word[0] == '@':
	case pair && key != "" && value != "" && !strings.HasPrefix(value, "//") && !strings.HasPrefix(word, `"`):
	default:
		t.words = append(t.words, export.UnquoteWord(word, len(t.words) == 0))
	}
	return nil
}

// head takes what stands before the words: "x", the priority and the days. On
// a line that is done the first day is when it was.
func (t *task) head(words []string) []string {
	if len(words) > 1 && words[0] == "x" {
		t.done, words = true, words[1:]
	}
	if len(words) > 1 && isPriority(words[0]) {
		t.priority, words = words[0][1:2], words[1:]
	}
	var days []string
	for len(days) < 2 && len(words) > 1 && export.LooksLikeDay(words[0]) {
		days, words = append(days, words[0]), words[1:]
		if !t.done {
			break
		}
	}
	switch {
	case len(days) == 2:
		t.ended, t.made = days[0], days[1]
	case len(days) == 1 && t.done:
		t.ended = days[0]
	case len(days) == 1:
		t.made = days[0]
	}
	return words
}

// marked reads which item of which plan a line is about. A key without a plan
// could be of any, and is refused.
func (t *task) marked(mark string) error {
	name, written, ok := strings.Cut(mark, "@")
	id, err := planner.ParseID(name)
	was, read := export.ParseWritten(written)
	switch {
	case !ok || !read || err != nil:
		return fmt.Errorf("%s: %w", export.TodoKey, expected(mark, "what waymark writes there, like a12@K3XQ7P; take it away, and the line is added as new"))
	case !slices.Contains([]planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck}, id.Kind):
		return fmt.Errorf("%s is %s, which is in no list", id, one(id.Kind))
	case t.mark != "":
		return fmt.Errorf("%s: is there twice", export.TodoKey)
	}
	t.id, t.was, t.mark = id, was, id.String()+"@"+was.Plan
	return nil
}

func (t *task) title() string { return strings.Join(t.words, " ") }

// note keeps what nothing else in a plan can hold.
func (t *task) note(comesRound bool) string {
	var lines []string
	if t.priority != "" && t.priority != "A" { // which asks for a place in focus
		lines = append(lines, "Priority "+t.priority)
	}
	if t.rec != "" && !comesRound {
		lines = append(lines, "Recurs "+t.rec)
	}
	return strings.Join(lines, "\n")
}

func isPriority(word string) bool {
	return len(word) == 3 && word[0] == '(' && word[2] == ')' && word[1] >= 'A' && word[1] <= 'Z'
}

// shownInTodo is a value of the plan as a line has it.
func shownInTodo(field, text string) string {
	if field == fieldTitle {
		return export.TodoTitle(text)
	}
	return text
}
