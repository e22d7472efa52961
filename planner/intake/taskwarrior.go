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
		in:      in, uuids: map[string]int{}, parents: map[int]string{}, strange: map[string]int{},
	}
	if at := tooDeep(text); at >= 0 {
		l.faults.add(lineAt(text, at), "lists within lists more than %d deep", MaxDepth)
		return nil, l.faults.err()
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte{'{'}) {
		l.lines(text)
	} else {
		l.array(text)
	}
	if l.broken {
		return nil, l.faults.err()
	}
	l.leaveOut()
	return l.read(), nil
}

type taskList struct {
	*Entries
	in      Input
	broken  bool           // it can't be read to its end
	uuids   map[string]int // the lines they are in
	parents map[int]string // of entries, by their places
	deleted int
	strange map[string]int // attributes that aren't kept, and how many tasks have them
}

// stop ends the reading.
func (l *taskList) stop(line int, format string, args ...any) {
	l.faults.add(line, format, args...)
	l.broken = true
}

// lines reads an object a line, with or without a comma at its end.
func (l *taskList) lines(text []byte) {
	n := 0
	dec := jsontext.NewDecoder(&bytes.Buffer{})
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte{','})
		if len(line) == 0 || l.broken {
			continue
		}
		dec.Reset(bytes.NewBuffer(line))
		err := l.task(dec, func(int64) int { return n })
		if err == nil && len(bytes.TrimSpace(line[dec.InputOffset():])) > 0 {
			err = errors.New("more than one task on a line")
		}
		if err != nil {
			l.stop(n, "%s", unread(err))
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
		l.stop(at(where), "%s", unread(err))
	}
	if token, err := dec.ReadToken(); err != nil || token.Kind() != '[' {
		if err == nil {
			err = errors.New("expected a list of tasks, as `task export` prints it")
		}
		fail(err)
		return
	}
	for dec.PeekKind() != ']' && !l.broken {
		if err := l.task(dec, at); err != nil {
			fail(err)
		}
	}
	if l.broken {
		return
	}
	if _, err := dec.ReadToken(); err != nil {
		fail(err)
		return
	}
	if rest := bytes.TrimSpace(text[dec.InputOffset():]); len(rest) > 0 {
		l.stop(at(int64(len(text)-len(rest))), "something stands behind the list")
	}
}

// unread says why reading ended.
func unread(err error) string {
	if syntax := new(jsontext.SyntacticError); errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return syntaxWords(err)
	}
	return err.Error()
}

// task reads one task, and makes an entry of it unless it is to be left out.
// Its error ends the reading; what is only wrong with the task is noted. at
// tells the line of a byte.
func (l *taskList) task(dec *jsontext.Decoder, at func(int64) int) error {
	if dec.PeekKind() != '{' {
		value, err := dec.ReadValue()
		if err == nil {
			l.faults.add(at(dec.InputOffset()-int64(len(value))), "%s", planner.ShowLine(expected(string(value), "an object with attributes").Error()))
		}
		return err
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	line := at(dec.InputOffset() - 1)
	if len(l.uuids) >= MaxEntries {
		l.stop(line, "more than %d tasks", MaxEntries)
		return nil
	}
	t := twTask{line: line}
	if err := t.read(dec, l.in.Zone); err != nil {
		return err
	}
	wrong := t.wrong
	if before := l.uuids[t.uuid]; before != 0 && len(wrong) == 0 {
		wrong = append(wrong, fmt.Errorf("the task %s is in line %d already", t.uuid, before))
	}
	for _, err := range wrong {
		l.faults.add(line, "%s", planner.ShowLine(err.Error()))
	}
	if t.uuid == "" || l.uuids[t.uuid] != 0 { // nothing more can be told of it
		return nil
	}
	l.uuids[t.uuid] = line
	for _, name := range t.strange {
		l.strange[name]++
	}
	if t.status == "deleted" {
		l.deleted++
		return nil
	}
	e, err := t.entry()
	if err != nil {
		l.faults.add(line, "%s", planner.ShowLine(err.Error()))
		return nil
	}
	if t.parent != "" {
		l.parents[len(l.List)] = t.parent
	}
	l.keep(e)
	return nil
}

// leaveOut takes the tasks out that others made which recur, and tells what of
// the file isn't taken.
func (l *taskList) leaveOut() {
	made := 0
	kept := l.List[:0]
	for at, e := range l.List {
		if parent := l.parents[at]; parent != "" && l.uuids[parent] != 0 {
			made++
			continue
		}
		kept = append(kept, e)
	}
	l.List = kept
	if l.deleted > 0 {
		l.tell("Left out: %s deleted", planner.Counted(l.deleted, "task"))
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
