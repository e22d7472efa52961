package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"

	"waymark/planner"
	"waymark/planner/hostile"
)

// drawer makes records of all kinds at random, field by field, so that a field
// that comes later is drawn as well.
type drawer struct {
	t      *rapid.T
	counts map[planner.Kind]int
}

// anyWords draws a text, also a hostile one.
var anyWords = rapid.SampledFrom(func() []string {
	out := []string{"", "Ask for feedback", "two\nlines", "tab\there", "<b>&\"\\/</b>", "語 👩‍👩‍👧", "a  b ", "\u007f\u0085\u2028"}
	for _, text := range hostile.Texts {
		out = append(out, text.Text)
	}
	return out
}())

// day is a day of some years, or none.
func (d *drawer) day() civil.Date {
	if rapid.IntRange(0, 3).Draw(d.t, "no day") == 0 {
		return civil.Date{}
	}
	return monday.AddDays(rapid.IntRange(-900, 900).Draw(d.t, "day"))
}

var monday = civil.Date{Year: 2026, Month: time.November, Day: 16}

// someDay is a day that is there.
func (d *drawer) someDay() civil.Date {
	return monday.AddDays(rapid.IntRange(-900, 900).Draw(d.t, "some day"))
}

func (d *drawer) id(letters string) planner.ID {
	var of []planner.ID
	for _, letter := range letters {
		for n := range d.counts[planner.Kind(letter)] {
			of = append(of, planner.ID{Kind: planner.Kind(letter), N: uint32(n + 1)})
		}
	}
	if len(of) == 0 || rapid.IntRange(0, 2).Draw(d.t, "no id") == 0 {
		return planner.ID{}
	}
	return rapid.SampledFrom(of).Draw(d.t, "id")
}

// fill puts something at random into every field.
func (d *drawer) fill(v reflect.Value, name string) {
	switch v.Type() {
	case reflect.TypeFor[planner.ID]():
		letters := refersTo[name]
		if name == "rows.as" {
			letters = "upamkcewtn"
		}
		v.Set(reflect.ValueOf(d.id(letters)))
		return
	case reflect.TypeFor[civil.Date]():
		v.Set(reflect.ValueOf(d.day()))
		return
	case reflect.TypeFor[planner.Rule]():
		rule, _ := planner.ParseRule(rapid.SampledFrom([]string{"week", "every friday", "2 months after", "3 weeks on monday", "year"}).Draw(d.t, "rule"))
		v.Set(reflect.ValueOf(rule))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(anyWords.Draw(d.t, "text"))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(0, 5).Draw(d.t, "number")))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.IntRange(0, 2).Draw(d.t, "state")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(d.t, "flag"))
	case reflect.Struct:
		for i := range v.NumField() {
			inner := name
			if f := v.Type().Field(i); !f.Anonymous {
				tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				inner = strings.TrimPrefix(name+"."+tag, ".")
			}
			d.fill(v.Field(i), inner)
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(d.t, "length")
		for range n {
			elem := reflect.New(v.Type().Elem()).Elem()
			d.fill(elem, name)
			if elem.Type() == reflect.TypeFor[planner.ID]() && elem.IsZero() { // a list has no ids of nothing
				continue
			}
			v.Set(reflect.Append(v, elem))
		}
	case reflect.Pointer:
		if rapid.Bool().Draw(d.t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			d.fill(v.Elem(), name)
		}
	case reflect.Map:
		for i := range rapid.IntRange(0, 2).Draw(d.t, "entries") {
			elem := reflect.New(v.Type().Elem()).Elem()
			d.fill(elem, name)
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			key := fmt.Sprintf("key %d", i)
			if name == "energy" {
				key = planner.AllWorks()[i].Name
			}
			v.SetMapIndex(reflect.ValueOf(key), elem)
		}
	default:
		d.t.Fatalf("%s: nothing is drawn for %s", name, v.Type())
	}
}

// fit makes a record one that the plan's rules take.
func (d *drawer) fit(r planner.Record, n int) {
	words := func(s *string) {
		if *s = planner.CleanLine(*s); !strings.ContainsAny(planner.ShowLine(*s), "abcdefghijklmnopqrstuvwxyz") || len([]rune(*s)) > planner.MaxTitle {
			*s = fmt.Sprintf("words %d", n)
		}
	}
	switch r := r.(type) {
	case *planner.Profile:
		r.Since, r.ReviewDay, r.People = 2020, time.Friday, nil
	case *planner.Phase:
		r.Removed = false
	case planner.Listed:
		words(&r.Base().Title)
		r.Base().Phase, r.Base().Focus = 1, false
	case *planner.Capture:
		words(&r.Text)
	case *planner.Tick:
		r.Date, r.Check = d.someDay(), planner.ID{Kind: planner.KindCheck, N: 1}
	case *planner.Review:
		r.Due, r.Started, r.Stage = d.someDay(), d.someDay(), rapid.SampledFrom(planner.Stages).Draw(d.t, "stage").Name
	case *planner.WeekNote:
		r.Week = planner.Week(monday.AddDays(7 * n))
		for i := range r.Asked {
			r.Asked[i].On = d.someDay()
		}
	case *planner.TimeOff:
		r.From = d.someDay()
		r.To = r.From.AddDays(n)
	case *planner.Matter:
		words(&r.Title)
		r.Opened, r.Sort = d.someDay(), planner.Conflict
	case *planner.Evidence:
		words(&r.Title)
		r.Date, r.Kind, r.Phase = d.someDay(), rapid.SampledFrom([]string{"", "led", planner.Learned}).Draw(d.t, "kind"), 1
	case *planner.Energy:
		r.Date, r.Work, r.Value = d.someDay(), planner.HandsOn, n%5-2
	case *planner.Reflection:
		r.Date, r.Phase = d.someDay(), n%2
	case *planner.Intake:
		r.Date, r.From = d.someDay(), planner.FromCSV
		for i := range r.Rows {
			words(&r.Rows[i].Key)
			if len(r.Rows[i].Key) > 200 {
				r.Rows[i].Key = "long"
			}
		}
	}
}

// drawPlan keeps a plan with records of all kinds in memory.
func drawPlan(t *rapid.T, id string) *planner.Memory {
	d := &drawer{t, map[planner.Kind]int{planner.KindProfile: 1, planner.KindCheck: 1}}
	for _, info := range planner.Kinds {
		if info.Kind != planner.KindProfile {
			least := 0
			if info.Kind == planner.KindPhase || info.Kind == planner.KindCheck {
				least = 1
			}
			d.counts[info.Kind] = rapid.IntRange(least, 3).Draw(t, info.Name)
		}
	}
	var records []planner.Record
	for _, info := range planner.Kinds {
		door := doorOf(info)
		for n := range d.counts[info.Kind] {
			r := info.New()
			d.fill(reflect.ValueOf(r).Elem(), "")
			id := planner.ID{Kind: info.Kind, N: uint32(n + 1)}
			if f := reflect.ValueOf(r).Elem().FieldByName("ID"); f.IsValid() {
				f.Set(reflect.ValueOf(id))
			}
			d.fit(r, n)
			if err := door.record(r); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			records = append(records, r)
		}
	}
	m := planner.NewMemory()
	more := uint32(rapid.IntRange(0, 2).Draw(t, "numbers that were given and are not used"))
	_, err := m.Create(id, planner.Edit{Label: "Drawn", At: time.Unix(1, 0), Nonce: 1, Run: func(draft *planner.Draft) error {
		for _, r := range records {
			draft.Put(r)
		}
		given := map[planner.Kind]uint32{}
		for kind, n := range draft.Plan().Given() {
			if kind != planner.KindPhase && kind != planner.KindProfile {
				given[kind] = n + more
			}
		}
		draft.Reserve(given)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The tables of the door are about fields that there are, every id has a row,
// and what the plan's rules take for text of several lines is that here.
func TestDoorTables(t *testing.T) {
	names := map[string]bool{}
	for _, info := range planner.Kinds {
		walkTypes(reflect.TypeOf(info.New()).Elem(), "", func(f reflect.Type, name string) {
			names[name] = true
			if f == reflect.TypeFor[planner.ID]() && name != "id" && name != "rows.as" && refersTo[name] == "" {
				t.Errorf("%s of %s may refer to anything", name, info.Name)
			}
		})
		for _, name := range prose[info.Kind] {
			if !names[name] {
				t.Errorf("%s has no %s", info.Name, name)
			}
		}
	}
	for name := range refersTo {
		if !names[name] {
			t.Errorf("nothing has %s", name)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		m := drawPlan(rt, "drawn")
		p, _ := m.Load()
		for _, info := range planner.Kinds {
			r := p.Find(planner.ID{Kind: info.Kind, N: 1})
			if info.History {
				r, _ = m.Get(planner.ID{Kind: info.Kind, N: 1})
			}
			if r != nil {
				wantLines(t, p, m, r)
			}
		}
	})
}

func walkTypes(t reflect.Type, name string, visit func(reflect.Type, string)) {
	visit(t, name)
	switch {
	case t == reflect.TypeFor[planner.ID](), t == reflect.TypeFor[civil.Date](), t == reflect.TypeFor[planner.Rule]():
	case t.Kind() == reflect.Struct:
		for field := range t.Fields() {
			inner := name
			if f := field; !f.Anonymous {
				tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				inner = strings.TrimPrefix(name+"."+tag, ".")
			}
			walkTypes(field.Type, inner, visit)
		}
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Pointer, t.Kind() == reflect.Map:
		walkTypes(t.Elem(), name, visit)
	}
}

// wantLines puts several lines into each text at the top of a record: where
// the door would make one line of them, the rules must not take more, or what
// somebody typed would not come back; and the other way round.
func wantLines(t *testing.T, p *planner.Plan, m *planner.Memory, r planner.Record) {
	t.Helper()
	kind := r.Key().Kind
	free := map[string]bool{ // no rule is about these
		"title": kind == planner.KindPhase, "short": true, "purpose": true, "reason": true, "topic": true, "entry": true, "foundation": true,
		"form": true, "path": true, "path_title": true, "stage": true, "glance": true, "week": true, "sort": true, "kind": true, "work": true, "from": true,
	}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(r).Elem()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Type.Kind() != reflect.String || free[name] {
			continue
		}
		next := twin(r)
		reflect.ValueOf(next).Elem().FieldByIndex(f.Index).SetString("two\nlines")
		var refused error
		_, _ = p.Apply(planner.Edit{Run: func(d *planner.Draft) error { refused = d.Check(next); return errStop }}, m.Get)
		if keeps := doorKeeps(kind, name); keeps != (refused == nil) {
			t.Errorf("%s of %s: the door keeps several lines: %v; the rules: %v", name, kind, keeps, refused)
		}
	}
}

func doorKeeps(kind planner.Kind, name string) bool {
	text := "two\nlines"
	v := reflect.ValueOf(&text).Elem()
	_ = doorFor(kind, v.Type(), name)(v)
	return text == "two\nlines"
}
