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
	bad                         []string // names of attributes that can't be read
	wrong                       []error  // and why
}

// text is the place of an attribute that is a text; nil for another one.
func (t *twTask) text(name string) *string {
	switch name {
	case "uuid":
		return &t.uuid
	case "description":
		return &t.description
	case "status":
		return &t.status
	case "project":
		return &t.project
	case "priority":
		return &t.priority
	case "recur":
		return &t.recur
	case "parent":
		return &t.parent
	}
	return nil
}

// day is the place of an attribute that is an instant; nil for another one.
func (t *twTask) day(name string) *civil.Date {
	switch name {
	case "entry":
		return &t.made
	case "due":
		return &t.due
	case "start":
		return &t.start
	case "end":
		return &t.end
	case "wait":
		return &t.wait
	case "scheduled":
		return &t.scheduled
	case "until":
		return &t.until
	}
	return nil
}

// derived are attributes that Taskwarrior works out itself or keeps its own
// books with. Nobody misses them.
var derived = []string{"id", "urgency", "modified", "mask", "imask", "rtype", "template", "last"}

// read reads the attributes of a task, whose bracket was read. They may come in
// any order, and none twice. Its error ends the reading; all that is wrong with
// attributes is noted.
func (t *twTask) read(dec *jsontext.Decoder, zone *time.Location) error {
	err := rest(dec, func(name string, value jsontext.Value) error {
		var err error
		if text := t.text(name); text != nil {
			*text, err = textOf(value)
		} else if day := t.day(name); day != nil {
			*day, err = dayOf(value, zone)
		} else {
			err = t.other(name, value, zone)
		}
		if err != nil {
			t.bad = append(t.bad, name)
			t.wrong = append(t.wrong, fmt.Errorf("%s %w", name, err))
		}
		return nil
	})
	if err != nil {
		return err
	}
	t.uuid, t.parent = strings.ToLower(t.uuid), strings.ToLower(t.parent)
	if !isUUID(t.uuid) && !slices.Contains(t.bad, "uuid") {
		t.wrong = append(t.wrong, fmt.Errorf("uuid %w", expected(t.uuid, "32 hexadecimal digits in groups, as each task has them")))
	}
	if !slices.Contains(statuses, t.status) && !slices.Contains(t.bad, "status") {
		t.wrong = append(t.wrong, fmt.Errorf("status %w", expected(t.status, "pending, waiting, completed, deleted or recurring")))
	}
	return nil
}

var statuses = []string{"pending", "waiting", "completed", "deleted", "recurring"}

// other reads an attribute that is a list, and notes those that aren't kept.
func (t *twTask) other(name string, value jsontext.Value, zone *time.Location) (err error) {
	switch {
	case name == "tags":
		t.tags, err = textsOf(value)
	case name == "annotations":
		t.annotations, err = annotations(value, zone)
	case !slices.Contains(derived, name):
		t.strange = append(t.strange, name)
	}
	return err
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
	return rest(dec, each)
}

// rest goes through the members of an object that was begun, to its end.
func rest(dec *jsontext.Decoder, each func(name string, value jsontext.Value) error) error {
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
	_, err := dec.ReadToken()
	return err
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
	if bytes.IndexByte(value, '\\') < 0 {
		return string(value[1 : len(value)-1]), nil
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
