package schema

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// sample has a field of each sort.
type sample struct {
	Name    string         `json:"name"`
	Maybe   *int           `json:"maybe"`
	LeftOut *int           `json:"left_out,omitempty"`
	Day     civil.Date     `json:"day,omitzero"`
	ID      planner.ID     `json:"id"`
	Counts  map[string]int `json:"counts"`
	Parts   []sample       `json:"parts,omitempty"`
	Hidden  string         `json:"-"`
	inner
}

type inner struct {
	Flag bool `json:"flag"`
}

func TestOf(t *testing.T) {
	for _, strict := range []bool{false, true} {
		m := &Maker{Strict: strict}
		text, err := m.Document("Sample", "of this test", List(m.Of(reflect.TypeFor[sample]())))
		if err != nil {
			t.Fatal(err)
		}
		v, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		good := `{"name":"x","maybe":null,"id":"a1","counts":null,"flag":true}`
		for document, want := range map[string]bool{
			`[]`: true, `[` + good + `]`: true, good: false, `[{}]`: false,
			`[` + strings.Replace(good, `null,"id"`, `7,"id"`, 1) + `]`:                true,
			`[` + strings.Replace(good, `"a1"`, `"1a"`, 1) + `]`:                       false,
			`[` + strings.Replace(good, `{`, `{"day":"2026-11-16",`, 1) + `]`:          true,
			`[` + strings.Replace(good, `{`, `{"day":"2026-02-30",`, 1) + `]`:          false,
			`[` + strings.Replace(good, `{`, `{"left_out":null,`, 1) + `]`:             false,
			`[` + strings.Replace(good, `{`, `{"parts":[`+good+`],`, 1) + `]`:          true,
			`[` + strings.Replace(good, `{`, `{"parts":[{}],`, 1) + `]`:                false,
			`[` + strings.Replace(good, `{`, `{"colour":"red",`, 1) + `]`:              !strict,
			`[` + strings.Replace(good, `"counts":null`, `"counts":{"a":1}`, 1) + `]`:  true,
			`[` + strings.Replace(good, `"counts":null`, `"counts":{"a":""}`, 1) + `]`: false,
		} {
			if err := v.Check([]byte(document)); (err == nil) != want {
				t.Errorf("strict %v: %s: %v", strict, document, err)
			}
		}
	}
}

// Descriptions are the comments, and members keep their order.
func TestRead(t *testing.T) {
	m := &Maker{}
	if err := m.Read("waymark/planner", ".."); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(m.object(reflect.TypeFor[planner.Tick]()))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"description":"one time that a check was done or skipped."`) || !strings.HasPrefix(string(text), `{"type":"object","description"`) {
		t.Errorf("%s", text)
	}
	text, err = json.Marshal(m.object(reflect.TypeFor[planner.Milestone]()))
	if err != nil || !strings.Contains(string(text), `"criterion":{"type":"string","description":"how you know you are there"}`) {
		t.Errorf("%s, %v", text, err)
	}
	if err := m.Read("waymark/none", "testdata"); err == nil {
		t.Error("a folder without sources is read")
	}
}
