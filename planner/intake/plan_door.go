package intake

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// door checks and cleans what one kind of record holds. It is made from the
// record's type, so that a field that comes later can't be forgotten.
type door func(reflect.Value) error

// record lets a record through that nobody else has seen yet: its texts are
// cleaned as if they had been typed, and its days, numbers and ids are looked
// at.
func (d door) record(r planner.Record) error { return d(reflect.ValueOf(r).Elem()) }

// doorOf makes the door for a kind of record.
func doorOf(info planner.KindInfo) door {
	return doorFor(info.Kind, reflect.TypeOf(info.New()).Elem(), "")
}

// prose are the texts of several lines; all others are lines. Those that may
// come from a career path are among them, as path files may fold them.
var prose = map[planner.Kind][]string{
	planner.KindProfile:    {"draw"},
	planner.KindPhase:      {"purpose", "gate.why", "probes.text"},
	planner.KindAction:     {"note", "reason"},
	planner.KindMilestone:  {"note", "reason", "criterion"},
	planner.KindCheck:      {"note", "reason"},
	planner.KindTick:       {"note"},
	planner.KindReview:     {"line"},
	planner.KindEvidence:   {"outcome"},
	planner.KindReflection: {"question", "answer"},
}

// refersTo are the letters of the kinds that ids in a field may be of. The id
// of the record itself is the list's matter, and what was taken from outside
// may have become anything.
var refersTo = map[string]string{
	"evidence": "e", "milestone": "m", "tick": "t", "check": "k", "review": "r", "became": "amkeno", "from": "amkc",
	"steps.item": "amk", "focus": "amk", "done": "amk", "chosen": "amk", "looked": "amk",
	"energy.of": "n", "energy.review": "r", "asked.answer": "q",
}

// maxNumber is beyond anything that a plan counts.
const maxNumber = 1_000_000_000

// doorFor makes the door for a type; nil: anything that could be read will do.
func doorFor(kind planner.Kind, t reflect.Type, name string) door {
	switch t {
	case reflect.TypeFor[planner.ID]():
		return doorForID(name)
	case reflect.TypeFor[civil.Date]():
		return func(v reflect.Value) error {
			return inside(name, planner.CheckDate(*v.Addr().Interface().(*civil.Date)))
		}
	case reflect.TypeFor[planner.Rule](), reflect.TypeFor[time.Weekday]():
		return nil // only what can be one was read, or is checked with the record
	}
	switch t.Kind() {
	case reflect.String:
		return doorForText(slices.Contains(prose[kind], name), name)
	case reflect.Int:
		return func(v reflect.Value) error {
			if n := v.Int(); n > maxNumber || n < -maxNumber {
				return fmt.Errorf("%s: %d is more than a plan can count", name, n)
			}
			return nil
		}
	case reflect.Struct:
		return doorForStruct(kind, t, name)
	case reflect.Slice:
		of := doorFor(kind, t.Elem(), name)
		return func(v reflect.Value) error {
			for i := range v.Len() {
				if err := of(v.Index(i)); err != nil {
					return err
				}
			}
			return nil
		}
	case reflect.Pointer:
		of := doorFor(kind, t.Elem(), name)
		return func(v reflect.Value) error {
			if v.IsNil() {
				return nil
			}
			return of(v.Elem())
		}
	case reflect.Map:
		return doorForMap(kind, t, name)
	default:
		return nil
	}
}

func doorForStruct(kind planner.Kind, t reflect.Type, name string) door {
	type part struct {
		at int
		of door
	}
	var parts []part
	for i := range t.NumField() {
		field := t.Field(i)
		inner := name
		if !field.Anonymous {
			tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			inner = strings.TrimPrefix(name+"."+tag, ".")
		}
		if of := doorFor(kind, field.Type, inner); of != nil {
			parts = append(parts, part{i, of})
		}
	}
	return func(v reflect.Value) error {
		for _, p := range parts {
			if err := p.of(v.Field(p.at)); err != nil {
				return err
			}
		}
		return nil
	}
}

func doorForText(lines bool, name string) door {
	clean := planner.CleanLine
	if lines {
		clean = planner.CleanText
	}
	return func(v reflect.Value) error {
		text := v.String()
		if neat(text) {
			return nil
		}
		text = clean(text)
		v.SetString(text)
		return checkLength(name, text)
	}
}

// neat reports whether the door has nothing to do, as with most texts: they
// are short, in ASCII and have single spaces between words.
func neat(s string) bool {
	if len(s) > planner.MaxTitle {
		return false
	}
	before := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && before == ' ' {
			return false
		}
		before = s[i]
	}
	return s == "" || before != ' '
}

// checkLength bounds all texts, also those that no rule of the plan is about.
func checkLength(name, text string) error {
	if len(text) > planner.MaxText {
		return fmt.Errorf("%s: its text has %d bytes, and %d is the most", name, len(text), planner.MaxText)
	}
	return nil
}

func doorForID(name string) door {
	letters := refersTo[name]
	return func(v reflect.Value) error {
		id := *v.Addr().Interface().(*planner.ID)
		if !id.IsZero() && letters != "" && strings.IndexByte(letters, byte(id.Kind)) < 0 {
			return fmt.Errorf("%s: it can't refer to %s, which is %s", name, id, one(id.Kind))
		}
		return nil
	}
}

// doorForMap checks the values, and the names, which have to be clean: two of
// them could become one.
func doorForMap(kind planner.Kind, t reflect.Type, name string) door {
	of := doorFor(kind, t.Elem(), name)
	energy := name == "energy"
	return func(v reflect.Value) error {
		if v.Len() == 0 {
			return nil
		}
		value := reflect.New(t.Elem()).Elem()
		for _, key := range v.MapKeys() {
			text := key.String()
			if text != planner.CleanLine(text) || len(text) > planner.MaxTitle {
				return fmt.Errorf("%s: %q is no name", name, planner.ShowLine(planner.Shorten(text, maxName)))
			}
			if _, known := planner.WorkNamed(text); energy && !known {
				return fmt.Errorf("%s: %q is no kind of work", name, planner.ShowLine(planner.Shorten(text, maxName)))
			}
			value.Set(v.MapIndex(key))
			if err := of(value); err != nil {
				return err
			}
			v.SetMapIndex(key, value)
		}
		return nil
	}
}

// inside says which field an error is about.
func inside(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", name, err)
}
