package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	at func(planner.Record) any
	// clean reads what a file says; nil: as the type of the place asks.
	clean func(string) (string, error)
}

// The names of fields that are more than a value to be put in its place.
const (
	fieldTitle    = "title"
	fieldText     = "text"
	fieldNote     = "note"
	fieldPhase    = "phase"
	fieldState    = "state"
	fieldWhy      = "why"
	fieldDone     = "done"
	fieldRough    = "rough"
	fieldDue      = "due"
	fieldDate     = "date"
	fieldFocus    = "focus"
	fieldEvery    = "every"
	fieldStart    = "start"
	fieldCreated  = "created"
	fieldFinished = "finished" // done or not, of lists that know no other states
)

// fields is the table of everything that can be taken in, in the order it is
// put into a record.
var fields = []field{
	{fieldTitle, ofAny(func(b *planner.Item) any { return &b.Title }, func(e *planner.Evidence) any { return &e.Title }), line},
	{fieldText, func(r planner.Record) any {
		if c, ok := r.(*planner.Capture); ok {
			return &c.Text
		}
		return nil
	}, line},
	{fieldPhase, ofAny(func(b *planner.Item) any { return &b.Phase }, func(e *planner.Evidence) any { return &e.Phase }), number},
	{fieldState, ofItem(func(b *planner.Item) any { return &b.State }), state},
	{fieldFinished, ofItem(func(b *planner.Item) any { return &b.State }), flag},
	{fieldWhy, ofItem(func(b *planner.Item) any { return &b.Why }), line},
	{fieldDone, ofItem(func(b *planner.Item) any { return &b.Done }), date},
	{fieldRough, ofItem(func(b *planner.Item) any { return &b.Rough }), flag},
	{fieldDue, func(r planner.Record) any { // a check's dates come of its rule
		switch r := r.(type) {
		case *planner.Action:
			return &r.Due
		case *planner.Milestone:
			return &r.Due
		}
		return nil
	}, date},
	{fieldNote, ofItem(func(b *planner.Item) any { return &b.Note }), block},
	{"optional", ofItem(func(b *planner.Item) any { return &b.Optional }), flag},
	{fieldFocus, ofItem(func(b *planner.Item) any { return &b.Focus }), flag},
	{"milestone", func(r planner.Record) any {
		if a, ok := r.(*planner.Action); ok {
			return &a.Milestone
		}
		return nil
	}, id},
	{"criterion", func(r planner.Record) any {
		if m, ok := r.(*planner.Milestone); ok {
			return &m.Criterion
		}
		return nil
	}, block},
	{fieldEvery, func(r planner.Record) any {
		if k, ok := r.(*planner.Check); ok {
			return &k.Every
		}
		return nil
	}, rule},
	{fieldStart, func(r planner.Record) any {
		if k, ok := r.(*planner.Check); ok {
			return &k.Start
		}
		return nil
	}, date},
	{fieldDate, ofEvidence(func(e *planner.Evidence) any { return &e.Date }), date},
	{"sort", ofEvidence(func(e *planner.Evidence) any { return &e.Kind }), sort},
	{"outcome", ofEvidence(func(e *planner.Evidence) any { return &e.Outcome }), block},
	{"private", ofEvidence(func(e *planner.Evidence) any { return &e.Private }), flag},
	{fieldCreated, func(r planner.Record) any {
		switch r := r.(type) {
		case planner.Listed:
			return &r.Base().Created
		case *planner.Capture:
			return &r.Created
		}
		return nil
	}, date},
}

func fieldNamed(name string) (field, bool) {
	at := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	if at < 0 {
		return field{}, false
	}
	return fields[at], true
}

func ofItem(at func(*planner.Item) any) func(planner.Record) any {
	return ofAny(at, func(*planner.Evidence) any { return nil })
}

func ofEvidence(at func(*planner.Evidence) any) func(planner.Record) any {
	return ofAny(func(*planner.Item) any { return nil }, at)
}

func ofAny(item func(*planner.Item) any, evidence func(*planner.Evidence) any) func(planner.Record) any {
	return func(r planner.Record) any {
		switch r := r.(type) {
		case planner.Listed:
			return item(r.Base())
		case *planner.Evidence:
			return evidence(r)
		}
		return nil
	}
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

func line(s string) (string, error)  { return planner.CleanLine(s), nil }
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
