package planner

import (
	"reflect"
	"testing"
)

// TestReferencesAreComplete sets every id within every kind of record: all but
// the record's own must come out, so that a field that is yet to come is not
// forgotten.
func TestReferencesAreComplete(t *testing.T) {
	for _, info := range Kinds {
		r, n := info.New(), 0
		var set func(v reflect.Value, own bool)
		set = func(v reflect.Value, own bool) {
			switch {
			case v.Type() == reflect.TypeFor[ID]():
				v.Set(reflect.ValueOf(ID{KindAction, 7}))
				if !own {
					n++
				}
			case v.Kind() == reflect.Slice:
				v.Set(reflect.MakeSlice(v.Type(), 1, 1))
				set(v.Index(0), false)
			case v.Kind() == reflect.Map && v.Type().Elem().Kind() == reflect.Struct: // by kind of work
				row := reflect.New(v.Type().Elem()).Elem()
				set(row, false)
				v.Set(reflect.MakeMap(v.Type()))
				v.SetMapIndex(reflect.ValueOf(HandsOn), row)
			case v.Kind() == reflect.Struct:
				for field, value := range v.Fields() {
					if field.IsExported() {
						set(value, field.Name == "ID")
					}
				}
			}
		}
		set(reflect.ValueOf(r).Elem(), false)
		if got := len(References(r)); got != n {
			t.Errorf("a %s has %d references, and %d came out", info.Name, n, got)
		}
	}
}
