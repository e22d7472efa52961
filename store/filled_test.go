package store

import (
	"reflect"
	"testing"
	"time"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// filledIn sets every field of a new record to something that isn't zero, so
// that a field which an encoder forgets is noticed, also one that is yet to
// come.
func filledIn(tb testing.TB, info planner.KindInfo) planner.Record {
	tb.Helper()
	r := info.New()
	fill(tb, reflect.ValueOf(r).Elem())
	return r
}

func fill(tb testing.TB, v reflect.Value) {
	tb.Helper()
	switch v.Interface().(type) {
	case civil.Date:
		v.Set(reflect.ValueOf(civil.Date{Year: 2026, Month: 11, Day: 22}))
		return
	case planner.ID:
		v.Set(reflect.ValueOf(planner.ID{Kind: planner.KindMilestone, N: 41}))
		return
	case planner.Rule:
		v.Set(reflect.ValueOf(planner.Rule{N: 2, Unit: planner.WeekUnit, On: true, Day: time.Friday}))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("Text, Ünïcode 📚 and \xff no UTF-8")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Uint8, reflect.Uint32, reflect.Uint64:
		v.SetUint(2)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(tb, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(tb, v.Index(0))
		fill(tb, v.Index(1))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(tb, key)
		fill(tb, value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(tb, field)
		}
	default:
		tb.Fatalf("no value for a %s: teach fill what to put there", v.Type())
	}
}

func setNumber(r planner.Record, id planner.ID) {
	reflect.ValueOf(r).Elem().FieldByName("ID").Set(reflect.ValueOf(id))
}

func compare(tb testing.TB, want, got any) {
	tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Errorf("%T (-want +got):\n%s", want, diff)
	}
}
