package export

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
	"waymark/planner/schema"
)

// planSchemaText is the schema as the types and their comments have it now.
func planSchemaText(t *testing.T) []byte {
	t.Helper()
	m := &schema.Maker{Strict: true} // an import takes no field that it doesn't know
	if err := m.Read("waymark/planner", ".."); err != nil {
		t.Fatal(err)
	}
	var audiences []string
	for _, a := range Audiences {
		audiences = append(audiences, a.Name)
	}
	var numbers, lists schema.Object
	required := []string{"format", "version", "about", "plan", "for", "complete"}
	for _, info := range planner.Kinds {
		name := listName(info)
		numbers = numbers.With(name, schema.Object{{Name: "type", Value: "integer"}, {Name: "minimum", Value: 0}})
		list := schema.List(m.Of(reflect.TypeOf(info.New()).Elem()))
		lists = lists.With(name, list.With("description", listNotes[info.Kind]))
		required = append(required, name)
	}
	text := schema.Object{{Name: "type", Value: "string"}}
	properties := slices.Concat(schema.Object{
		{Name: "format", Value: schema.Object{{Name: "const", Value: PlanFormat}}},
		{Name: "version", Value: schema.Object{{Name: "const", Value: PlanVersion}}},
		{Name: "about", Value: schema.List(text).With("description", "how to read the document, in sentences")},
		{Name: "plan", Value: text.With("description", "the plan's own id, drawn when it was started")},
		{Name: "for", Value: schema.Object{{Name: "enum", Value: audiences}, {Name: "description", Value: "whom it was made for"}}},
		{Name: "complete", Value: schema.Object{{Name: "type", Value: "boolean"}, {Name: "description", Value: "nothing was left out, so it can be imported"}}},
		{Name: "given", Value: schema.Object{
			{Name: "type", Value: "object"},
			{Name: "description", Value: "the highest number that a record of each kind has had; there where complete"},
			{Name: "properties", Value: numbers},
			{Name: "additionalProperties", Value: false},
		}},
	}, lists)
	is := func(complete bool) schema.Object {
		return schema.Object{{Name: "properties", Value: schema.Object{{Name: "complete", Value: schema.Object{{Name: "const", Value: complete}}}}}}
	}
	doc, err := m.Document("A plan of waymark", "What waymark export --format json writes, and what waymark import reads where it is complete.", schema.Object{
		{Name: "type", Value: "object"},
		{Name: "properties", Value: properties},
		{Name: "required", Value: required},
		{Name: "additionalProperties", Value: false},
		{Name: "if", Value: is(true)},
		{Name: "then", Value: schema.Object{{Name: "required", Value: []string{"given"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// The schema says what the types say, and every document is as it says.
func TestSchema(t *testing.T) {
	want := string(planSchemaText(t))
	if *update {
		if err := os.WriteFile("schema.json", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(want, Schema()); diff != "" {
		t.Errorf("%s is stale, -update writes it anew (-want +got):\n%s", filepath.Join("planner", "export", "schema.json"), diff)
	}
	v, err := schema.Compile([]byte(want))
	if err != nil {
		t.Fatal(err)
	}
	in := kept("")
	for _, a := range Audiences {
		if err := v.Check([]byte(plainOf(t, in, Choice{For: a}))); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
	}
	for _, text := range hostiles.Texts {
		in.Plan = hostiles.Soil(kept("").Plan, text.Text)
		if err := v.Check([]byte(plainOf(t, in, Choice{For: Audiences[0]}))); err != nil {
			t.Errorf("%s: %v", text.Name, err)
		}
	}
	for name, document := range map[string]string{"nothing": "{}", "another": `{"format":"notes"}`} {
		if v.Check([]byte(document)) == nil {
			t.Errorf("%s is a plan", name)
		}
	}
}
