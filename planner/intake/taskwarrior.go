package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"waymark/planner"
)

// ReadTaskwarrior reads what `task export` prints: an array of tasks or, from
// older versions, one object a line. A task is known again by its uuid. One
// that recurs is a check where a rule says as much, and the tasks that it made
// are left out; so are deleted ones.
func ReadTaskwarrior(in Input) (Batch, error) {
	text, err := plainJSON(in)
	if err != nil {
		return nil, err
	}
	l := &taskList{
		Entries: &Entries{From: planner.FromTaskwarrior, File: in.Name, each: "task", faults: faults{file: in.Name}},
		in:      in, uuids: map[string]int{}, strange: map[string]int{},
	}
	if text = bytes.TrimSpace(text); bytes.HasPrefix(text, []byte{'{'}) {
		l.lines(text)
	} else {
		l.array(text)
	}
	if l.broken {
		return nil, l.faults.err()
	}
	l.entries()
	return l.read(), nil
}

type taskList struct {
	*Entries
	in      Input
	broken  bool           // it can't be read to its end
	uuids   map[string]int // the lines they are in
	tasks   []twTask
	strange map[string]int // attributes that aren't kept, and how many tasks have them
}

// lines reads an object a line, with or without a comma at its end.
func (l *taskList) lines(text []byte) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte{','})
		if len(line) == 0 {
			continue
		}
		dec := jsontext.NewDecoder(bytes.NewBuffer(line))
		value, err := dec.ReadValue()
		if err == nil && len(bytes.TrimSpace(line[dec.InputOffset():])) > 0 {
			err = errors.New("more than one task on a line")
		}
		if err != nil {
			l.faults.add(n, "%s", unread(err))
			l.broken = true
			return
		}
		if !l.task(value, n) {
			return
		}
	}
}

// array reads a list of objects.
func (l *taskList) array(text []byte) {
	dec := jsontext.NewDecoder(bytes.NewBuffer(text))
	line, counted := 1, 0
	at := func(offset int64) int { // which only rises
		end := max(counted, min(int(offset), len(text)))
		line += bytes.Count(text[counted:end], []byte{'\n'})
		counted = end
		return line
	}
	fail := func(err error) {
		where := dec.InputOffset()
		if syntax := new(jsontext.SyntacticError); errors.As(err, &syntax) {
			where = syntax.ByteOffset
		}
		l.faults.add(at(where), "%s", unread(err))
		l.broken = true
	}
	if token, err := dec.ReadToken(); err != nil || token.Kind() != '[' {
		if err == nil {
			err = errors.New("expected a list of tasks, as `task export` prints it")
		}
		fail(err)
		return
	}
	for dec.PeekKind() != ']' {
		value, err := dec.ReadValue()
		if err != nil {
			fail(err)
			return
		}
		if !l.task(value, at(dec.InputOffset()-int64(len(value)))) {
			return
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		fail(err)
		return
	}
	if rest := bytes.TrimSpace(text[dec.InputOffset():]); len(rest) > 0 {
		l.faults.add(at(int64(len(text)-len(rest))), "something stands behind the list")
		l.broken = true
	}
}

// unread says why reading ended.
func unread(err error) string {
	if syntax := new(jsontext.SyntacticError); errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return syntaxWords(err)
	}
	return err.Error()
}

// task reads one task; false where there are too many.
func (l *taskList) task(value jsontext.Value, line int) bool {
	if len(l.tasks) >= MaxEntries {
		l.faults.add(line, "more than %d tasks", MaxEntries)
		l.broken = true
		return false
	}
	if tooDeep(value) >= 0 {
		l.faults.add(line, "lists within lists more than %d deep", MaxDepth)
		l.broken = true
		return false
	}
	t, err := readTask(value, l.in.Zone)
	t.line = line
	if err == nil && l.uuids[t.uuid] != 0 {
		err = fmt.Errorf("the task %s is in line %d already", t.uuid, l.uuids[t.uuid])
	}
	for _, one := range apart(err) {
		l.faults.add(line, "%s", planner.ShowLine(one.Error()))
	}
	if t.uuid == "" || l.uuids[t.uuid] != 0 { // nothing can be told of it any more
		return true
	}
	l.uuids[t.uuid] = line
	l.tasks = append(l.tasks, t)
	for _, name := range t.strange {
		l.strange[name]++
	}
	return true
}

// entries makes entries of the tasks that are to be kept.
func (l *taskList) entries() {
	deleted, made := 0, 0
	for _, t := range l.tasks {
		switch {
		case t.status == "deleted":
			deleted++
			continue
		case t.parent != "" && l.uuids[t.parent] != 0:
			made++
			continue
		}
		e, err := t.entry()
		if err != nil {
			l.faults.add(t.line, "%s", planner.ShowLine(err.Error()))
			continue
		}
		l.keep(e)
	}
	if deleted > 0 {
		l.tell("Left out: %s deleted", planner.Counted(deleted, "task"))
	}
	if made > 0 {
		l.tell("Left out: %s made by others that recur, which are checks here", planner.Counted(made, "task"))
	}
	if len(l.strange) > 0 {
		var names []string
		for _, name := range slices.Sorted(maps.Keys(l.strange)) {
			names = append(names, fmt.Sprintf("%s (%d)", planner.Shorten(planner.CleanLine(name), 30), l.strange[name]))
		}
		l.tell("Attributes that have no place in a plan: %s", some(names))
	}
}

var taskHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"(uuid|description|status|entry)"\s*:`)
})

// looksLikeTasks reports whether a file begins with a task, or a list of them.
func looksLikeTasks(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, bom))
	if bytes.Equal(head, []byte("[]")) {
		return true
	}
	if rest, list := bytes.CutPrefix(head, []byte{'['}); list { // which begins no plan, and may be cut off anywhere
		rest = bytes.TrimSpace(rest)
		return len(rest) == 0 || rest[0] == '{'
	}
	return bytes.HasPrefix(head, []byte{'{'}) && len(taskHead().FindAll(head, 2)) == 2
}
