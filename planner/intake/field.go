package intake

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// field is one thing that a file may say of a record, under the name it has in
// JSON. Its values are texts in the one form that clean gives them, "" for
// none, so that they can be compared, summed and put into records alike.
type field struct {
	name string
	// at is the field's place in a record that may be written to; nil where
	// the record has none.
	at    func(planner.Record) any
	clean func(string) (string, error) // reads what a file says
	place int16                        // in the table
}

// The names of fields that are more than a value to be put in its place.
const (
	fieldTitle     = "title"
	fieldText      = "text"
	fieldNote      = "note"
	fieldPhase     = "phase"
	fieldState     = "state"
	fieldWhy       = "why"
	fieldDone      = "done"
	fieldRough     = "rough"
	fieldDue       = "due"
	fieldDate      = "date"
	fieldFocus     = "focus"
	fieldEvery     = "every"
	fieldStart     = "start"
	fieldCreated   = "created"
	fieldFinished  = "finished" // done or not, of lists that know no other states
	fieldMilestone = "milestone"
	fieldCheck     = "check"
	fieldSort      = "sort"
	fieldPrivate   = "private"
	fieldOutcome   = "outcome"
)

// level is a reading of energy, whose 0 is a value like any other.
type level int

// fieldsByKind finds the fields of each kind by their names.
var fieldsByKind = sync.OnceValue(func() map[planner.Kind]map[string]field {
	out := map[planner.Kind]map[string]field{}
	for kind, r := range blank {
		out[kind] = map[string]field{}
		for place, f := range fields {
			if f.at(r) != nil {
				f.place = int16(place)
				out[kind][f.name] = f
			}
		}
	}
	return out
})

// fieldOf finds a field of a kind by its name; ok is false where records of
// the kind have none.
func fieldOf(kind planner.Kind, name string) (f field, ok bool) {
	f, ok = fieldsByKind()[kind][name]
	return f, ok
}

// of is the field's value in a record.
func (f field) of(r planner.Record) string {
	switch v := f.at(r).(type) {
	case *string:
		return *v
	case *civil.Date:
		if v.IsZero() {
			return ""
		}
		return v.String()
	case *bool:
		return flagText(*v)
	case *int:
		if *v == 0 {
			return ""
		}
		return strconv.Itoa(*v)
	case *level:
		return strconv.Itoa(int(*v))
	case *planner.State:
		if f.name == fieldFinished {
			return flagText(*v == planner.Done)
		}
		return v.Name()
	case *planner.Rule:
		return v.String()
	case *planner.ID:
		return v.String()
	}
	return ""
}

// put sets the field of a record that may be written to, to a value that
// clean gave.
func (f field) put(r planner.Record, text string) {
	switch v := f.at(r).(type) {
	case *string:
		*v = text
	case *civil.Date:
		*v, _ = civil.ParseDate(text) // "" gives the zero day
	case *bool:
		*v = text != ""
	case *int:
		*v, _ = strconv.Atoi(text)
	case *level:
		n, _ := strconv.Atoi(text)
		*v = level(n)
	case *planner.State:
		switch {
		case f.name == fieldState:
			*v, _ = planner.ParseState(text)
		case text != "":
			*v = planner.Done
		case *v == planner.Done:
			*v = planner.ToDo
		}
	case *planner.Rule:
		_ = v.UnmarshalText([]byte(text))
	case *planner.ID:
		_ = v.UnmarshalText([]byte(text))
	}
}

func flagText(set bool) string {
	if set {
		return "true"
	}
	return ""
}

func line(s string) (string, error) {
	if neat(s) {
		return s, nil
	}
	return planner.CleanLine(s), nil
}

func block(s string) (string, error) { return planner.CleanText(s), nil }

// flag reads yes or no, also as spreadsheets write it.
func flag(s string) (string, error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "1", "x":
		return flagText(true), nil
	case "", "false", "no", "0":
		return flagText(false), nil
	}
	return "", expected(s, "true or false")
}

// date reads a day as files write it. Days by name, like fri, are for people.
func date(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	d, err := civil.ParseDate(s)
	if err == nil {
		err = planner.CheckDate(d)
	}
	if err != nil || d.IsZero() {
		return "", expected(s, fmt.Sprintf("a day that exists, from %d to %d, like 2027-01-30", planner.FirstYear, planner.LastYear))
	}
	return s, nil // a day has no other form
}

func number(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" || s == "0" {
		return "", nil
	}
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return "", expected(s, "a phase's number")
	}
	return strconv.FormatUint(n, 10), nil
}

func state(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return planner.ToDo.Name(), nil
	}
	got, err := planner.ParseState(s)
	return got.Name(), err
}

func rule(s string) (string, error) {
	got, err := planner.ParseRule(s)
	return got.String(), err
}

// energy reads a level; a note alone has none.
func energy(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "0", nil
	}
	n, err := planner.ParseEnergy(s)
	return strconv.Itoa(n), err
}

func work(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	return planner.ParseWork(s)
}

func matterSort(s string) (string, error) { return strings.ToLower(strings.TrimSpace(s)), nil } // the plan's rules know them

func sort(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	return planner.ParseEvidenceKind(s)
}

func id(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	got, err := planner.ParseID(strings.TrimSpace(s))
	return got.String(), err
}

// expected says what was expected in place of a value.
func expected(value, what string) error {
	return fmt.Errorf("%q: expected %s", planner.ShowLine(planner.Shorten(value, 60)), what)
}
