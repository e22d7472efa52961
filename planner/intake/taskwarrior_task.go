package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"
	"github.com/go-json-experiment/json/jsontext"

	"waymark/planner"
)

// twTask is a task as Taskwarrior has it, as far as a plan can have it too.
type twTask struct {
	line                        int
	uuid, description, status   string
	project, priority           string
	recur, parent               string
	made, due, start, end, wait civil.Date
	scheduled, until            civil.Date
	tags                        []string
	annotations                 []string
	strange                     []string // names of attributes that are not kept
}

// derived are attributes that Taskwarrior works out itself or keeps its own
// books with. Nobody misses them.
var derived = []string{"id", "urgency", "modified", "mask", "imask", "rtype", "template", "last"}

// readTask reads a task. Its attributes may come in any order, and none twice.
func readTask(value jsontext.Value, zone *time.Location) (twTask, error) {
	var t twTask
	texts := map[string]*string{
		"uuid": &t.uuid, "description": &t.description, "status": &t.status, "project": &t.project,
		"priority": &t.priority, "recur": &t.recur, "parent": &t.parent,
	}
	days := map[string]*civil.Date{
		"entry": &t.made, "due": &t.due, "start": &t.start, "end": &t.end, "wait": &t.wait, "scheduled": &t.scheduled, "until": &t.until,
	}
	err := members(value, func(name string, value jsontext.Value) error {
		var err error
		switch {
		case texts[name] != nil:
			*texts[name], err = textOf(value)
		case days[name] != nil:
			*days[name], err = dayOf(value, zone)
		case name == "tags":
			t.tags, err = textsOf(value)
		case name == "annotations":
			t.annotations, err = annotations(value, zone)
		case !slices.Contains(derived, name):
			t.strange = append(t.strange, name)
		}
		if err != nil {
			return fmt.Errorf("%s %w", name, err)
		}
		return nil
	})
	if err != nil {
		return t, err
	}
	t.uuid, t.parent = strings.ToLower(t.uuid), strings.ToLower(t.parent)
	switch {
	case !isUUID(t.uuid):
		return t, fmt.Errorf("uuid %w", expected(t.uuid, "32 hexadecimal digits in groups, as each task has them"))
	case !slices.Contains([]string{"pending", "waiting", "completed", "deleted", "recurring"}, t.status):
		return t, fmt.Errorf("status %w", expected(t.status, "pending, waiting, completed, deleted or recurring"))
	}
	return t, nil
}

// members goes through the members of an object.
func members(value jsontext.Value, each func(name string, value jsontext.Value) error) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(value))
	if dec.PeekKind() != '{' {
		return expected(string(value), "an object with attributes")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return err
		}
		called := name.String()
		member, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if err := each(called, member); err != nil {
			return err
		}
	}
	return nil
}

// elements goes through the elements of a list.
func elements(value jsontext.Value, each func(jsontext.Value) error) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(value))
	if dec.PeekKind() != '[' {
		return expected(string(value), "a list")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	for dec.PeekKind() != ']' {
		element, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if err := each(element); err != nil {
			return err
		}
	}
	return nil
}

func textOf(value jsontext.Value) (string, error) {
	if value.Kind() != '"' {
		return "", expected(string(value), "a text")
	}
	text, err := jsontext.AppendUnquote(nil, value)
	return string(text), err
}

func textsOf(value jsontext.Value) (out []string, err error) {
	err = elements(value, func(element jsontext.Value) error {
		text, err := textOf(element)
		out = append(out, text)
		return err
	})
	return out, err
}

// dayOf reads an instant in UTC and gives the day that it is in a zone.
func dayOf(value jsontext.Value, zone *time.Location) (civil.Date, error) {
	text, err := textOf(value)
	if err != nil || text == "" {
		return civil.Date{}, err
	}
	at, err := time.Parse("20060102T150405Z", text)
	if err != nil {
		at, err = time.Parse(time.RFC3339, text)
	}
	if err != nil {
		return civil.Date{}, expected(text, "an instant that exists, like 20261122T100000Z")
	}
	if zone == nil {
		zone = time.UTC
	}
	day := civil.DateOf(at.In(zone))
	return day, planner.CheckDate(day)
}

// annotations are lines, each with its day.
func annotations(value jsontext.Value, zone *time.Location) (out []string, err error) {
	err = elements(value, func(element jsontext.Value) error {
		var day civil.Date
		var text string
		err := members(element, func(name string, value jsontext.Value) (err error) {
			switch name {
			case "entry":
				day, err = dayOf(value, zone)
			case "description":
				text, err = textOf(value)
			}
			return err
		})
		if !day.IsZero() {
			text = day.String() + ": " + text
		}
		out = append(out, text)
		return err
	})
	return out, err
}

// isUUID reports 32 hexadecimal digits in the usual groups.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !strings.ContainsRune("0123456789abcdef", rune(s[i])) {
				return false
			}
		}
	}
	return true
}
