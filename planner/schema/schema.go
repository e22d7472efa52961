// Package schema makes JSON Schemas of Go types, with the comments of their
// fields as descriptions, so that what is promised about JSON is what the code
// says. Only tests import it.
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Draft is the version of JSON Schema that is written.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// Member is a member of an object, which keeps its place.
type Member struct {
	Name  string
	Value any
}

// Object is a JSON object whose members keep their order.
type Object []Member

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(m.Value)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", m.Name, err)
		}
		_, _ = fmt.Fprintf(&b, "%q:%s", m.Name, value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// With is the object with another member.
func (o Object) With(name string, value any) Object {
	return append(o[:len(o):len(o)], Member{name, value})
}

// Maker makes one schema.
type Maker struct {
	// Strict refuses fields that no type has. Without it, programs are told
	// that fields may come.
	Strict   bool
	comments map[string]string // by "package.Type.Field" and "package.Type"
	defs     Object
}

// Document completes a schema from what its value is.
func (m *Maker) Document(title, about string, body Object) ([]byte, error) {
	doc := append(Object{{"$schema", Draft}, {"title", title}, {"description", about}}, body...)
	if len(m.defs) > 0 {
		doc = doc.With("$defs", m.defs)
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema of %s: %w", title, err)
	}
	return append(text, '\n'), nil
}

// List is the schema of lists of what another one is of.
func List(of Object) Object { return Object{{"type", "array"}, {"items", of}} }

// special are the types that are written in a way of their own.
var special = map[reflect.Type]Object{
	reflect.TypeFor[planner.ID]():         {{"type", "string"}, {"pattern", "^([a-z][1-9][0-9]*)?$"}},
	reflect.TypeFor[civil.Date]():         {{"type", "string"}, {"format", "date"}},
	reflect.TypeFor[time.Time]():          {{"type", "string"}, {"format", "date-time"}},
	reflect.TypeFor[planner.Rule]():       {{"type", "string"}},
	reflect.TypeFor[planner.State]():      {{"enum", stateNames()}},
	reflect.TypeFor[planner.PhaseState](): {{"enum", []string{planner.Ahead.String(), planner.Open.String(), planner.Closed.String()}}},
	reflect.TypeFor[time.Weekday]():       {{"type", "integer"}, {"minimum", 0}, {"maximum", 6}},
}

func stateNames() []string {
	var names []string
	for _, row := range planner.States {
		names = append(names, row.Name)
	}
	return names
}

// Of is the schema of a type. Types with fields become definitions.
func (m *Maker) Of(t reflect.Type) Object {
	if as, ok := special[t]; ok {
		return as
	}
	switch t.Kind() {
	case reflect.String:
		return Object{{"type", "string"}}
	case reflect.Bool:
		return Object{{"type", "boolean"}}
	case reflect.Int, reflect.Int64:
		return Object{{"type", "integer"}}
	case reflect.Uint32, reflect.Uint64:
		return Object{{"type", "integer"}, {"minimum", 0}}
	case reflect.Float64:
		return Object{{"type", "number"}}
	case reflect.Slice:
		return List(m.Of(t.Elem()))
	case reflect.Map:
		return Object{{"type", "object"}, {"additionalProperties", m.Of(t.Elem())}}
	case reflect.Pointer:
		return OrNull(m.Of(t.Elem()))
	case reflect.Struct:
		return m.define(t)
	default:
		panic("schema: nothing is known of " + t.String())
	}
}

// OrNull is the schema of what may also be null.
func OrNull(of Object) Object {
	return Object{{"anyOf", []any{of, Object{{"type", "null"}}}}}
}

// define makes a definition of a type with fields, and refers to it.
func (m *Maker) define(t reflect.Type) Object {
	name := strings.TrimSuffix(t.Name(), "JSON")
	name = strings.ToLower(name[:1]) + name[1:]
	ref := Object{{"$ref", "#/$defs/" + name}}
	for _, def := range m.defs {
		if def.Name == name {
			return ref
		}
	}
	at := len(m.defs)
	m.defs = append(m.defs, Member{Name: name}) // before its fields, which may refer to it
	m.defs[at].Value = m.object(t)
	return ref
}

// object is the schema of a type with fields.
func (m *Maker) object(t reflect.Type) Object {
	out := Object{{"type", "object"}}
	if about := m.comments[t.PkgPath()+"."+t.Name()]; about != "" {
		out = out.With("description", strings.TrimPrefix(about, t.Name()+" is "))
	}
	properties, required := m.fields(t)
	out = out.With("properties", properties)
	if len(required) > 0 {
		out = out.With("required", required)
	}
	if m.Strict {
		out = out.With("additionalProperties", false)
	}
	return out
}

// fields are the properties of a type, those of embedded types among them.
func (m *Maker) fields(t reflect.Type) (properties Object, required []string) {
	for f := range t.Fields() {
		if f.Anonymous {
			inner, needed := m.fields(f.Type)
			properties, required = append(properties, inner...), append(required, needed...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || name == "" {
			continue
		}
		optional := strings.Contains(options, "omit")
		of := f.Type
		if optional && of.Kind() == reflect.Pointer { // left out rather than null
			of = of.Elem()
		}
		is := m.Of(of)
		if of.Kind() == reflect.Map && !optional {
			is = OrNull(is)
		}
		if about := m.comments[t.PkgPath()+"."+t.Name()+"."+f.Name]; about != "" {
			is = is.With("description", about)
		}
		properties = properties.With(name, is)
		if !optional {
			required = append(required, name)
		}
	}
	return properties, required
}
