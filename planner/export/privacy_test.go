package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/planner"
)

// fieldParts says of every text of every record which part it belongs to; ""
// is given with its record, and never what only the program itself needs. A
// new field has to be put here, and with that it is decided who gets it.
var fieldParts = map[string]string{
	"profile.name": PartProfile, "profile.role": PartProfile, "profile.foundation": PartProfile, "profile.company": PartProfile,
	"profile.draw": PartDraw, "profile.form": PartDraw, "profile.forms.id": PartDraw, "profile.forms.title": PartDraw,
	"profile.signs{}": PartSigns, "profile.signs": PartSigns, "profile.path": "", "profile.path_title": "", "profile.people": PartNames,
	"phase.title": "", "phase.short": "", "phase.purpose": "", "phase.gate.kind": "", "phase.gate.title": "", "phase.gate.why": "",
	"phase.probes.id": never, "phase.probes.text": never, "phase.why": PartReasons,
	"action.title": "", "action.reason": "", "action.topic": "", "action.entry": "", "action.forms": PartDraw,
	"action.why": PartReasons, "action.note": PartNotes,
	"milestone.title": "", "milestone.reason": "", "milestone.topic": "", "milestone.entry": "", "milestone.forms": PartDraw,
	"milestone.why": PartReasons, "milestone.note": PartNotes, "milestone.criterion": "",
	"check.title": "", "check.reason": "", "check.topic": "", "check.entry": "", "check.forms": PartDraw,
	"check.why": PartReasons, "check.note": PartNotes,
	"capture.text": "", "tick.note": PartNotes,
	"review.week": "", "review.stage": never, "review.steps.because": never, "review.steps.outcome": never, "review.probes": never,
	"review.line": PartLines, "review.energy{}": PartEnergy, "review.glance": "",
	"week.week": "", "week.energy{}": PartEnergy, "week.asked.probe": never, "week.glance": PartReviews,
	"away.why": PartReasons, "matter.sort": "", "matter.title": "", "matter.outcome": PartOutcomes,
	"evidence.kind": "", "evidence.title": "", "evidence.outcome": PartOutcomes,
	"energy.work": "", "energy.note": PartFelt,
	"reflection.probe": "", "reflection.question": "", "reflection.answer": "",
	"intake.from": "", "intake.name": "", "intake.rows.key": "", "intake.rows.print{}": never, "intake.rows.print": never,
}

const never = "never"

// forManager are all texts that a manager gets where nothing was asked for.
var forManager = strings.Fields(`
	profile.name profile.role profile.foundation profile.company profile.path profile.path_title
	phase.title phase.short phase.purpose phase.gate.kind phase.gate.title phase.gate.why
	action.title action.reason action.topic action.entry milestone.title milestone.reason milestone.topic milestone.entry
	milestone.criterion check.title check.reason check.topic check.entry
	review.week review.glance week.week week.glance evidence.kind evidence.title evidence.outcome`)

// askedByManager are those that may be asked for besides.
var askedByManager = strings.Fields(`
	phase.why action.why action.note milestone.why milestone.note check.why check.note tick.note review.line away.why`)

// recordWith is a record of a kind with the name of its field in every text.
func recordWith(info planner.KindInfo) planner.Record {
	r := info.New()
	v := reflect.ValueOf(r).Elem()
	v.FieldByName("ID").Set(reflect.ValueOf(planner.ID{Kind: info.Kind, N: 1}))
	eachText(r, func(field string, text reflect.Value) { text.SetString("«" + field + "»") })
	switch r := r.(type) {
	case *planner.Tick:
		r.Check = planner.ID{Kind: planner.KindCheck, N: 1}
	case planner.Listed: // with forms, all of it belongs to another part
		r.Base().Forms = nil
	}
	return r
}

var fieldMark = regexp.MustCompile(`«([^»]+)»`)

// fieldsFor are the texts that pass for a choice, by their fields.
func fieldsFor(t *testing.T, c Choice) map[string]bool {
	t.Helper()
	plan := planner.NewPlan("x", 1, nil).With(1, &planner.Check{Item: planner.Item{ID: planner.ID{Kind: planner.KindCheck, N: 1}, Title: "x"}})
	s, err := Share(Source{Whole: planner.Whole{Plan: plan}}, c)
	if err != nil {
		t.Fatal(err)
	}
	v, out := s.sieve(), map[string]bool{}
	for _, info := range planner.Kinds {
		if partOf(info.New()) == "" {
			t.Errorf("a %s belongs to no part", info.Name)
		}
		if _, err := PartNamed(partOf(info.New())); err != nil {
			t.Errorf("a %s belongs to a part that there is not: %v", info.Name, err)
		}
		r := v.record(recordWith(info))
		if r == nil {
			continue
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range fieldMark.FindAllStringSubmatch(string(text), -1) {
			out[found[1]] = true
		}
	}
	return out
}

// A manager gets the fields of the lists above and no others.
func TestFieldsForManager(t *testing.T) {
	manager, err := AudienceNamed(Manager)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, part := range Parts {
		if part.Rule(manager) == Asked {
			asked = append(asked, part.Name)
		}
	}
	for _, c := range []struct {
		with   []string
		fields []string
	}{{nil, forManager}, {asked, append(slices.Clone(forManager), askedByManager...)}} {
		got := fieldsFor(t, Choice{For: manager, With: c.with})
		for field := range got {
			if !slices.Contains(c.fields, field) {
				t.Errorf("with %q: %s is given", c.with, field)
			}
		}
		for _, field := range c.fields {
			if !got[field] {
				t.Errorf("with %q: %s is not given", c.with, field)
			}
		}
	}
}

// Every text of every record is one that the sieve lets through where its part
// is given, or one of those that never leave but in a whole plan.
func TestFieldsForYou(t *testing.T) {
	got := fieldsFor(t, Choice{For: Audiences[0], Without: []string{PartIntakes}})
	whole := fieldsFor(t, Choice{For: Audiences[0]})
	seen := map[string]bool{}
	for _, info := range planner.Kinds {
		r := info.New()
		reflect.ValueOf(r).Elem().FieldByName("ID").Set(reflect.ValueOf(planner.ID{Kind: info.Kind, N: 1}))
		eachText(r, func(field string, _ reflect.Value) {
			seen[field] = true
			part, decided := fieldParts[field]
			switch {
			case !decided:
				t.Errorf("%s is in no part: put it into fieldParts, and into the sieve if it may leave", field)
			case strings.HasSuffix(field, ".forms") && info.Kind != planner.KindProfile:
			case !whole[field]:
				t.Errorf("%s isn't in a whole plan", field)
			case info.Kind != planner.KindIntake && got[field] != (part != never):
				t.Errorf("%s, which belongs to %q, passes: %v", field, part, got[field])
			}
		})
	}
	for field := range fieldParts {
		if !seen[field] {
			t.Errorf("%s is in fieldParts and nowhere else", field)
		}
	}
}

var mark = regexp.MustCompile(`zq\d+x`)

// Whatever a plan holds and whatever is chosen: nothing that is held back is
// in any document of any format, nor anybody's name, and what is given is.
func TestNothingHeldBackLeaves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, c := drawPlan(t), drawChoice(t)
		settled, err := c.settled(p.source(nil).Plan)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Formats {
			out, err := writeAll(f, p.source(settled.Reads(f)), c)
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			found := map[string]bool{}
			for _, m := range mark.FindAllString(out, -1) {
				found[m] = true
			}
			for m := range found {
				if p.of[m] != nil && p.holds(m, settled) {
					t.Errorf("%s for %s: %s of %s is held back and given\n%+v", f.Name, c.For.Name, m, p.fields[m], c)
				}
			}
			for m := range p.of {
				if f.Name == "json" && !found[m] && !p.holds(m, settled) {
					t.Errorf("%s for %s: %s of %s is neither held back nor given\n%+v", f.Name, c.For.Name, m, p.fields[m], c)
				}
			}
			if settled.gives(PartNames) {
				continue
			}
			for _, name := range []string{"Dana", "Smith", "Jean-Luc", "O'Brien", "Björn", "Wu"} {
				if named(out, name) {
					t.Errorf("%s for %s names %s", f.Name, c.For.Name, name)
				}
			}
		}
	})
}

// named reports whether a document has a name, in any way that formats write
// an apostrophe, a hyphen and a letter beyond ASCII.
func named(out, name string) bool {
	for _, as := range []string{
		name, strings.ReplaceAll(name, "'", "&#39;"), strings.ReplaceAll(name, "'", `\'`), strings.ReplaceAll(name, "'", `\u0027`),
		strings.ReplaceAll(name, "-", `\-`), strings.ReplaceAll(name, "ö", `\u00f6`), strings.ReplaceAll(name, "ö", "&ouml;"),
	} {
		if strings.Contains(out, as) {
			return true
		}
	}
	return false
}

// writeAll writes a document, or all tables of one, with long lines whole.
func writeAll(f Format, src Source, c Choice) (string, error) {
	tables := f.Tables
	if len(tables) == 0 {
		tables = []string{""}
	}
	var out bytes.Buffer
	for _, table := range tables {
		c.Table = table
		s, err := Share(src, c)
		if err != nil {
			return "", err
		}
		if err := f.Write(&out, s); err != nil {
			return "", err
		}
	}
	return strings.ReplaceAll(out.String(), "\r\n ", ""), nil
}

// The same holds of what a format is given to write, which formats may write
// otherwise than today's do.
func TestNothingHeldBackIsShared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, c := drawPlan(t), drawChoice(t)
		s, err := Share(p.source(everything), c)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		note := func(r planner.Record) {
			if err := json.NewEncoder(&b).Encode(r); err != nil {
				t.Fatal(err)
			}
		}
		for r := range s.Plan.Records() {
			note(r)
		}
		for _, kind := range everything {
			for r, err := range s.All(kind) {
				if err != nil {
					t.Fatal(err)
				}
				note(r)
			}
		}
		found := map[string]bool{}
		for _, m := range mark.FindAllString(b.String(), -1) {
			found[m] = true
		}
		for m := range p.of {
			if held := p.holds(m, s.Choice); held == found[m] {
				t.Errorf("for %s: %s of %s, held back: %v\n%+v\n%+v", c.For.Name, m, p.fields[m], held, c, p.of[m].record)
			}
		}
		dangling(t, s)
	})
}

// dangling fails where something shared refers to what is not.
func dangling(t *rapid.T, s *Shared) {
	t.Helper()
	if s.Choice.Whole() {
		return
	}
	one := func(r planner.Record) {
		for _, id := range planner.References(r) {
			if info, _ := id.Kind.Info(); !info.History && s.Plan.Find(id) == nil {
				t.Errorf("%s refers to %s, which is held back", r.Key(), id)
			}
		}
	}
	for r := range s.Plan.Records() {
		one(r)
	}
	for _, kind := range everything {
		for r, err := range s.History(kind) {
			if err != nil {
				t.Fatal(err)
			}
			one(r)
		}
	}
}

// A history that can't be read is no reason to hold names in it for none.
func TestUnreadHistory(t *testing.T) {
	torn := errors.New("torn")
	src := Source{Whole: planner.Whole{Plan: plan(""), History: func(planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) { yield(nil, torn) }
	}}}
	for _, a := range Audiences[1:] {
		if _, err := Share(src, Choice{For: a}); !errors.Is(err, torn) {
			t.Errorf("for %s: %v", a.Name, err)
		}
	}
}
