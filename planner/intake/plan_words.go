package intake

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"waymark/planner"
)

// broken says where and why a text is no JSON, which ends the reading.
func (r *planReader) broken(err error) {
	at := len(r.text)
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		at = int(syntax.ByteOffset)
	}
	r.add(r.lineOf(at), "%s", syntaxWords(err))
}

func syntaxWords(err error) string {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "the file ends in the middle; part of it is missing"
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntax):
		return fmt.Sprintf("the field %q stands there twice", shortName(syntax.JSONPointer))
	case strings.Contains(err.Error(), "invalid UTF-8"), strings.Contains(err.Error(), "surrogate"):
		return "it has bytes, or halves of characters, that are no text in UTF-8"
	case errors.As(err, &syntax) && syntax.Err != nil:
		return "it is no JSON: " + planner.ShowLine(strings.TrimPrefix(syntax.Err.Error(), "jsontext: "))
	}
	return "it is no JSON: " + planner.ShowLine(err.Error())
}

// decodeWords says why a value can't be what it stands for.
func decodeWords(err error) string {
	var wrong *json.SemanticError
	var given *planner.InputError
	if !errors.As(err, &wrong) {
		return syntaxWords(err)
	}
	field := shortName(wrong.JSONPointer)
	switch {
	case errors.Is(err, json.ErrUnknownName):
		return fmt.Sprintf("it has no field %q", field)
	case errors.As(err, &given):
		return inField(field, given.Error())
	case wrong.GoType == nil || wrong.Err != nil && wrong.GoType.Kind() == reflect.Struct && wrong.JSONKind == '"':
		return inField(field, "expected a day, like 2027-01-30") // the one other type that is a text
	}
	return inField(field, "expected "+wanted(wrong.GoType))
}

func inField(field, reason string) string {
	if field == "" {
		return reason
	}
	return field + ": " + reason
}

// wanted says what kind of value a field takes.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Uint32, reflect.Uint64:
		return "a whole number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list in [ and ]"
	case reflect.Map:
		return "names and values in { and }"
	case reflect.Pointer:
		return wanted(t.Elem())
	case reflect.Struct:
		if !reflect.PointerTo(t).Implements(textual) {
			return "names and values in { and }"
		}
	default:
	}
	return "a text in quotes"
}

var textual = reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()

// shortName is the name of the field that a pointer leads to, as it may be
// told.
func shortName(p jsontext.Pointer) string {
	return planner.ShowLine(planner.Shorten(p.LastToken(), maxName))
}

// offsetOf is where in a record an error was found.
func offsetOf(err error) int {
	var wrong *json.SemanticError
	if errors.As(err, &wrong) {
		return int(wrong.ByteOffset)
	}
	return 0
}

// called names a record, as far as it was read, or its list.
func called(r planner.Record, list string) string {
	if id := r.Key(); !id.IsZero() {
		return id.String() + ", "
	}
	return list + ", "
}

// tooDeep finds the bracket that stands in too many others; -1: there is none.
// Whether the brackets match is not its matter.
func tooDeep(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++ // outside of quotes it is no JSON anyway
		case '{', '[':
			if !quoted {
				if depth++; depth > MaxDepth {
					return i
				}
			}
		case '}', ']':
			if !quoted {
				depth--
			}
		}
	}
	return -1
}
