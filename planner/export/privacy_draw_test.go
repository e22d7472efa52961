package export

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"cloud.google.com/go/civil"
	"pgregory.net/rapid"

	"waymark/planner"
)

// eachText calls do for every text of a record, by the kind's name and the
// names of the fields in JSON: "action.note", "phase.gate.title". Lists and
// maps that are empty get an entry first. It needs no table of fields, so new
// ones join by themselves.
func eachText(r planner.Record, do func(field string, text reflect.Value)) {
	eachIn(reflect.ValueOf(r).Elem(), r.Key().Kind.String(), do)
}

func eachIn(v reflect.Value, field string, do func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		do(field, v)
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		eachIn(v.Elem(), field, do)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			eachIn(v.Index(i), field, do)
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		eachIn(key, field+"{}", do)
		eachIn(value, field, do)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			sub := field
			if name != "" { // those of what is embedded have the names of the record
				sub += "." + name
			}
			eachIn(v.Field(i), sub, do)
		}
	default:
	}
}

// ownWords are the fields whose texts are words of the program's or the path's
// own: those that a record needs, with ones that are right.
var ownWords = map[string][]string{
	"evidence.kind":   {"", "led", planner.Learned, "hard-conversation", "energy"},
	"energy.work":     {"", planner.HandsOn, planner.Leading},
	"matter.sort":     {planner.Conflict, planner.Delegation, planner.FormerPeer},
	"intake.from":     {planner.FromCSV},
	"review.energy{}": {planner.HandsOn}, "week.energy{}": {planner.HandsOn},
	"review.glance": {"", "month", "quarter"}, "week.glance": {"", "month", "quarter"},
	"review.stage":    {""},
	"phase.gate.kind": {"led", "hard-conversation"},
	"action.forms":    {"", "inside"}, "milestone.forms": {"", "inside"}, "check.forms": {"", "outside"},
}

// The people that the texts of drawn plans mention.
var mentioned = []string{"Dana Smith", "Jean-Luc O'Brien", "Björn", "Wu"}

// era is a stretch of days that all dates of a record lie in.
type era int

func (e era) day(n int) civil.Date { return civil.Date{Year: 2024 + int(e), Month: 2, Day: 1 + n} }

// drawn is a record of a drawn plan with what holds it back.
type drawn struct {
	record planner.Record
	era    era
	open   bool
	// notBegun is set of an entry with which nothing was done.
	notBegun bool
	phase    int               // 0: of none
	marks    map[string]string // by field
}

// drawnPlan is a plan that may hold anything, each of whose texts has a mark
// of its own.
type drawnPlan struct {
	records []*drawn
	of      map[string]*drawn // by mark
	fields  map[string]string // by mark
	marks   int
}

func drawPlan(t *rapid.T) *drawnPlan {
	p := &drawnPlan{of: map[string]*drawn{}, fields: map[string]string{}}
	for _, info := range planner.Kinds {
		count := rapid.IntRange(1, 4).Draw(t, info.Name)
		switch info.Kind {
		case planner.KindProfile:
			count = 1
		case planner.KindPhase:
			count = 3
		default:
		}
		for n := range count {
			p.add(t, info, uint32(n+1))
		}
	}
	return p
}

func (p *drawnPlan) add(t *rapid.T, info planner.KindInfo, n uint32) {
	d := &drawn{record: info.New(), era: era(rapid.IntRange(0, 2).Draw(t, "era")), marks: map[string]string{}}
	rv := reflect.ValueOf(d.record).Elem()
	rv.FieldByName("ID").Set(reflect.ValueOf(planner.ID{Kind: info.Kind, N: n}))
	eachText(d.record, func(field string, text reflect.Value) {
		if of, ok := ownWords[field]; ok {
			text.SetString(rapid.SampledFrom(of).Draw(t, field))
			return
		}
		mark := fmt.Sprintf("zq%dx", p.marks)
		p.marks++
		p.of[mark], p.fields[mark], d.marks[field] = d, field, mark
		if field != "profile.name" && rapid.IntRange(0, 2).Draw(t, "who") == 0 {
			mark = fmt.Sprintf("saw %s's %s", rapid.SampledFrom(mentioned).Draw(t, "name"), mark)
		}
		text.SetString(mark)
	})
	setDates(rv, d.era, rapid.IntRange(0, 20).Draw(t, "day"))
	p.complete(t, d)
	p.records = append(p.records, d)
}

// setDates puts every date of a record into an era.
func setDates(v reflect.Value, e era, n int) {
	if v.Type() == reflect.TypeFor[civil.Date]() {
		v.Set(reflect.ValueOf(e.day(n)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			setDates(field, e, n)
		}
	case reflect.Slice:
		for i := range v.Len() {
			setDates(v.Index(i), e, n)
		}
	default:
	}
}

// complete gives a record what makes it one that a plan may hold.
func (p *drawnPlan) complete(t *rapid.T, d *drawn) {
	phase := rapid.IntRange(1, 3).Draw(t, "phase")
	some := rapid.Bool()
	switch r := d.record.(type) {
	case planner.Listed:
		b := r.Base()
		b.Phase, d.phase = phase, phase
		b.State = rapid.SampledFrom(planner.States).Draw(t, "state").State
		d.open = b.State != planner.Done && b.State != planner.Dropped
		if len(b.Forms) > 0 && b.Forms[0] == "" {
			b.Forms = nil
		}
		k, check := r.(*planner.Check)
		if check {
			k.Every = planner.Rule{N: 1, Unit: planner.WeekUnit}
		}
		b.Private = rapid.IntRange(0, 3).Draw(t, "private") == 0
		if rapid.IntRange(0, 2).Draw(t, "as the path has it") == 0 {
			b.State, b.Why, b.Note, b.Due, b.Focus, b.Evidence = planner.ToDo, "", "", civil.Date{}, false, nil
			d.open, d.notBegun = true, true
			if check {
				k.Last, k.Prev, k.Moved = civil.Date{}, civil.Date{}, civil.Date{}
			}
		}
	case *planner.Capture:
		d.open = true
		if some.Draw(t, "sorted") {
			r.Became = planner.ID{Kind: planner.KindEvidence, N: 1}
		}
	case *planner.Tick:
		r.Check = planner.ID{Kind: planner.KindCheck, N: uint32(rapid.IntRange(1, 5).Draw(t, "check"))}
	case *planner.Review:
		r.Week, r.Done, r.Focus = planner.Week(r.Due), anyIDs(t), anyIDs(t)
	case *planner.WeekNote:
		r.Week, r.Chosen, r.Looked = planner.Week(r.Due), anyIDs(t), anyIDs(t)
	case *planner.Matter:
		if d.open = some.Draw(t, "open"); d.open {
			r.Closed = civil.Date{}
		}
	case *planner.Evidence:
		r.Private, r.Phase, d.phase = some.Draw(t, "private"), phase, phase
		r.From = anyIDs(t)[0]
	case *planner.Reflection:
		r.Phase, d.phase = phase, phase
	case *planner.Profile:
		r.Review = planner.ID{Kind: planner.KindReview, N: 1}
		r.People = slices.Clone(mentioned)
		delete(p.of, d.marks["profile.people"])
		delete(d.marks, "profile.people")
		r.Since = 2015
	case *planner.Phase:
		r.From, r.To = 1, 4
	}
	// A field that the record now has otherwise holds no mark.
	text := fmt.Sprint(reflect.ValueOf(d.record).Elem().Interface())
	for field, mark := range d.marks {
		if field == "review.week" || field == "week.week" || !strings.Contains(text, mark) && !strings.Contains(field, "signs") && !strings.Contains(field, "print") {
			delete(p.of, mark)
			delete(d.marks, field)
		}
	}
	if rapid.IntRange(0, 9).Draw(t, "gone") == 0 {
		if gone := reflect.ValueOf(d.record).Elem().FieldByName("Removed"); gone.IsValid() && d.record.Key().Kind != planner.KindPhase {
			gone.SetBool(true)
		}
	}
}

func anyIDs(t *rapid.T) []planner.ID {
	kind := rapid.SampledFrom([]planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck, planner.KindCapture})
	return []planner.ID{{Kind: kind.Draw(t, "kind"), N: uint32(rapid.IntRange(1, 5).Draw(t, "n"))}}
}

// source is the plan with the kinds of history that were asked for.
func (p *drawnPlan) source(kinds []planner.Kind) Source {
	plan := planner.NewPlan("x", 1, nil)
	var history []planner.Record
	for _, d := range p.records {
		kind := d.record.Key().Kind
		if info, _ := kind.Info(); !info.History {
			plan = plan.With(1, d.record)
		} else if slices.Contains(kinds, kind) {
			history = append(history, d.record)
		}
	}
	return Source{Today: today, Version: "v1", Whole: planner.WholeOf(plan, history...)}
}

func drawChoice(t *rapid.T) Choice {
	c := Choice{For: rapid.SampledFrom(Audiences).Draw(t, "audience"), Phase: rapid.IntRange(0, 3).Draw(t, "phase")}
	if rapid.Bool().Draw(t, "all phases") {
		c.Phase = 0
	}
	for _, part := range Parts {
		switch rapid.IntRange(0, 5).Draw(t, part.Name) {
		case 0:
			if part.Rule(c.For) != Never {
				c.With = append(c.With, part.Name)
			}
		case 1:
			c.Without = append(c.Without, strings.ToUpper(part.Name)) // as people may type it
		}
	}
	c.Period = rapid.SampledFrom([]Period{{}, {}, Year(2024), Year(2025), Since(civil.Date{Year: 2025, Month: 1, Day: 15}), QuarterOf(era(1).day(0))}).Draw(t, "period")
	if rapid.IntRange(0, 5).Draw(t, "everything") == 0 {
		c.With, c.Without, c.Phase, c.Period = nil, nil, 0, Period{}
	}
	return c
}
