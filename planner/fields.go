package planner

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
)

// fieldsOf are a record's fields as JSON; those with their zero value are
// mostly left out.
func fieldsOf(r Record) (map[string]json.RawMessage, error) {
	text, err := textOf(r)
	if err != nil {
		return nil, err
	}
	return fields(text), nil
}

func textOf(r Record) ([]byte, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", r.Key(), err)
	}
	return text, nil
}

func fields(text []byte) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for name, value := range members(text) {
		out[string(name)] = value
	}
	return out
}

// decode makes a record of its fields.
func decode(id ID, fields map[string]json.RawMessage) (Record, error) {
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", id, err)
	}
	info, ok := id.Kind.Info()
	if !ok {
		return nil, missing(id)
	}
	r := info.New()
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("decode %s: %w", id, err)
	}
	return r, nil
}

// sumOf is a sum of a record's fields but those that may change without
// counting. Each field adds its own part, in whatever order they come, so that
// the sum of a changed record can be had from the change alone.
func sumOf(r Record) (sum uint64, err error) {
	text, err := textOf(r)
	if err != nil {
		return 0, err
	}
	id := r.Key()
	for name, value := range members(text) {
		sum += id.part(name, value)
	}
	return sum, nil
}

// part is what a field adds to the sum of its record.
func (id ID) part(name, value []byte) uint64 {
	if id.yields(string(name)) {
		return 0
	}
	return fnv(fnv(fnvStart, name), value)
}

// FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv. What it is
// compared with was made by this program, so nobody tries to deceive it.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// fnv goes on with a sum; each text ends with a byte that is in no JSON.
func fnv(sum uint64, text []byte) uint64 {
	for _, b := range text {
		sum = (sum ^ uint64(b)) * fnvPrime
	}
	return sum * fnvPrime
}

// members gives the members of an object that json.Marshal wrote of a struct:
// without spaces, and with names that need no escapes. Decoding it would take
// three times as long.
func members(object []byte) iter.Seq2[[]byte, json.RawMessage] {
	return func(yield func([]byte, json.RawMessage) bool) {
		for at := 1; at < len(object)-1; {
			name := object[at+1:]
			name = name[:bytes.IndexByte(name, '"')]
			from := at + len(name) + len(`"":`)
			to := from + valueLen(object[from:])
			if !yield(name, object[from:to:to]) {
				return
			}
			at = to + len(",")
		}
	}
}

// valueLen is how long the value is that a text begins with.
func valueLen(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			depth++
		case depth == 0 && (c == ',' || c == '}'):
			return i
		case c == '}', c == ']':
			depth--
		}
	}
	return len(text)
}

// shallow is a copy of a record that shares its lists and maps.
func shallow(r Record) Record {
	next := reflect.New(reflect.TypeOf(r).Elem())
	next.Elem().Set(reflect.ValueOf(r).Elem())
	return next.Interface().(Record) //nolint:forcetypeassert // it is of the record's own type
}
