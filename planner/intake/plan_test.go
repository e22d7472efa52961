package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/path"
	"waymark/planner/schema"
)

type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func wholeOf(t failer, k planner.Keeper) planner.Whole {
	t.Helper()
	w, err := k.Whole(planner.HistoryKinds()...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// exported is a whole plan as JSON.
func exported(t failer, k planner.Keeper) string {
	t.Helper()
	s, err := export.Share(export.Source{Whole: wholeOf(t, k), Today: monday}, export.Choice{For: export.Audiences[0]})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := export.Plain(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// readCopy reads what must be right.
func readCopy(t failer, text string) *Copy {
	t.Helper()
	batch, err := ReadPlan(Input{Name: "plan.json", Bytes: []byte(text), Today: monday})
	if err != nil {
		t.Fatalf("%v\nin %.3000s", err, text)
	}
	return batch.(*Copy)
}

// begun is a new plan from a copy.
func begun(t failer, c *Copy) *planner.Memory {
	t.Helper()
	m := planner.NewMemory()
	if _, err := m.Create(c.Plan, c.Begin().Stamp(time.Unix(0, 0), "shell", 1)); err != nil {
		t.Fatal(err)
	}
	return m
}

var nonce uint64 = 100

// imported takes a copy into a plan, as an import does.
func imported(t failer, m planner.Keeper, c *Copy) (planner.Result, error) {
	t.Helper()
	known, err := planner.Takes(m)
	if err != nil {
		t.Fatal(err)
	}
	edit, err := c.Edit(wholeOf(t, m), known, Options{Today: monday.AddDays(3)})
	if err != nil {
		return planner.Result{}, err
	}
	nonce++
	return m.Apply(edit.Stamp(time.Unix(1, 0), "shell", nonce))
}

func wantNothing(t failer, m planner.Keeper, text string) {
	t.Helper()
	before := exported(t, m)
	if res, err := imported(t, m, readCopy(t, text)); !errors.Is(err, planner.ErrUnchanged) {
		t.Fatalf("an import of what is there already: %q, %v", res.Entry.Label, err)
	}
	if after := exported(t, m); after != before {
		t.Fatalf("it changed the plan: %s", cmp.Diff(before, after))
	}
}

// Whatever a plan holds, its copy makes the same plan, and a copy of that is
// the same text. Imported into the plan itself it changes nothing.
func TestPlanRoundTrip(t *testing.T) {
	documented, err := schema.Compile([]byte(export.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		m := drawPlan(rt, "drawn-plan")
		text := exported(rt, m)
		if err := documented.Check([]byte(text)); err != nil {
			rt.Fatal(err)
		}
		if !looksLikePlan([]byte(text)[:4096]) {
			rt.Fatal("it doesn't look like a plan")
		}
		again := begun(rt, readCopy(rt, text))
		if diff := cmp.Diff(strings.Split(text, "\n"), strings.Split(exported(rt, again), "\n")); diff != "" {
			rt.Fatalf("(-there +here):\n%s", diff)
		}
		wantNothing(rt, m, text)
		wantNothing(rt, m, "\ufeff"+text)
	})
}

// A plan from the built-in career path comes back as it was.
func TestPlanFromPath(t *testing.T) {
	m := started(t, "the-plan")
	text := exported(t, m)
	if diff := cmp.Diff(text, exported(t, begun(t, readCopy(t, text)))); diff != "" {
		t.Error(diff)
	}
}

// started is a plan from the built-in path, with something done in it.
func started(t *testing.T, id string) *planner.Memory {
	t.Helper()
	m := planner.NewMemory()
	if _, err := m.Create(id, path.Start(path.Builtin(), planner.Profile{Name: "Dana"}, []int{1}, monday)); err != nil {
		t.Fatal(err)
	}
	return m
}

func do(t *testing.T, m *planner.Memory, edits ...planner.Edit) {
	t.Helper()
	for _, e := range edits {
		if _, err := m.Apply(e); err != nil {
			t.Fatalf("%s: %v", e.Label, err)
		}
	}
}

func idOf(t *testing.T, text string) planner.ID {
	t.Helper()
	id, err := planner.ParseID(text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// A yearly snapshot is a whole plan too.
func TestSnapshotIsACopy(t *testing.T) {
	m := started(t, "the-plan")
	do(t, m, planner.CaptureLine("a line", monday), planner.LogEvidence(planner.Evidence{Title: "Led it"}, monday))
	w := wholeOf(t, m)
	var b bytes.Buffer
	in := export.SnapshotInput{Plan: w.Plan, At: time.Unix(0, 0), Version: "v1", History: func(yield func(planner.Record, error) bool) {
		for _, kind := range planner.HistoryKinds() {
			for r, err := range w.History(kind) {
				if !yield(r, err) {
					return
				}
			}
		}
	}}
	if err := export.Snapshot(&b, in); err != nil {
		t.Fatal(err)
	}
	if !looksLikePlan(b.Bytes()[:4096]) {
		t.Error("it doesn't look like a plan")
	}
	if diff := cmp.Diff(exported(t, m), exported(t, begun(t, readCopy(t, b.String())))); diff != "" {
		t.Error(diff)
	}
}

// Into its own plan a copy goes as it is: what changed is as in the copy, what
// is missing comes under its id, what is only in the plan stays.
func TestImportIntoItself(t *testing.T) {
	m := started(t, "the-plan")
	do(t, m, planner.CaptureLine("before", monday), planner.LogEvidence(planner.Evidence{Title: "Led it"}, monday))
	text := exported(t, m)
	do(t, m, planner.SetNote(idOf(t, "a1"), "changed since", monday), planner.CaptureLine("after", monday),
		planner.EditEvidence(idOf(t, "e1"), func(e *planner.Evidence) { e.Outcome = "changed" }))
	res, err := imported(t, m, readCopy(t, text))
	if err != nil || res.Entry.Label != "Imported plan.json: 2 changed" {
		t.Fatalf("%q, %v", res.Entry.Label, err)
	}
	if got := res.Plan.Item(idOf(t, "a1")).Base().Note; got != "" {
		t.Errorf("the note is %q", got)
	}
	if c, ok := res.Plan.Find(idOf(t, "c2")).(*planner.Capture); !ok || c.Text != "after" {
		t.Error("what was only here is gone")
	}
	wantNothing(t, m, text)

	older := begun(t, readCopy(t, text))
	late := exported(t, m)
	res, err = imported(t, older, readCopy(t, late))
	if err != nil || res.Entry.Label != "Imported plan.json: 1 added" {
		t.Errorf("%q, %v", res.Entry.Label, err)
	}
	if diff := cmp.Diff(late, exported(t, older)); diff != "" {
		t.Error(diff)
	}
	if _, err := m.Undo(0, planner.Edit{}); err != nil { // one change, taken back as one
		t.Error(err)
	}
}

// A copy from before tells what it takes back.
func TestImportFromBefore(t *testing.T) {
	m := started(t, "the-plan")
	text := exported(t, m)
	copied := readCopy(t, text)
	do(t, m, planner.Remove([]planner.ID{idOf(t, "a2")}, monday), planner.SetNote(idOf(t, "a1"), "changed since", monday.AddDays(1)))
	if _, err := imported(t, m, copied); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1 was changed here after this file was made, and goes back to what the file has: a1",
		"1 was removed here, and comes back with this file: a2",
	}
	if diff := cmp.Diff(want, copied.Notes()); diff != "" {
		t.Error(diff)
	}
	for range 2 { // told again, and not twice
		wantNothing(t, m, text)
	}
	if len(copied.Notes()) != 2 {
		t.Errorf("told %q", copied.Notes())
	}
}

// What was erased here doesn't come back with a copy from before.
func TestImportAfterErasing(t *testing.T) {
	m := started(t, "the-plan")
	secret := planner.Evidence{Title: "A secret", Outcome: "Nobody knows"}
	do(t, m, planner.LogEvidence(secret, monday), planner.CaptureLine("a line that is a secret", monday), planner.Remove([]planner.ID{idOf(t, "a2")}, monday))
	text := exported(t, m)
	x, err := planner.NewErasure([]planner.ID{idOf(t, "e1"), idOf(t, "c1")})
	if err != nil {
		t.Fatal(err)
	}
	do(t, m, planner.Edit{Label: "Erased", On: []planner.ID{idOf(t, "e1")}, Run: func(d *planner.Draft) error {
		for id := range x.IDs() {
			r, err := d.Get(id)
			if err != nil {
				return err
			}
			d.Put(x.Record(r))
		}
		return nil
	}})
	wantNothing(t, m, text)
	if out := exported(t, m); strings.Contains(out, "secret") || strings.Contains(out, "Nobody knows") {
		t.Error("it is back")
	}
}

// A copy is refused whole where anything is wrong with it, with the line.
func TestPlanRefused(t *testing.T) {
	m := started(t, "the-plan")
	do(t, m, planner.CaptureLine("my own line", monday), planner.LogEvidence(planner.Evidence{Title: "Led it", From: idOf(t, "a1")}, monday))
	good := exported(t, m)
	lineWith := func(text, part string) int {
		return 1 + strings.Count(text[:strings.Index(text, part)], "\n")
	}
	swap := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%s isn't there", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	action := `{"id":"a1",`
	for name, c := range map[string]struct{ text, want, at string }{
		"nothing":           {"", "ends in the middle", ""},
		"a list":            {"[]", "no plan of waymark", ""},
		"another document":  {"{}", "no plan of waymark", ""},
		"another format":    {`{"format":"notes","version":1}`, "no plan of waymark", ""},
		"truncated":         {good[:len(good)/2], "ends in the middle", ""},
		"cut by a brace":    {strings.TrimSuffix(good, "}\n"), "ends in the middle", ""},
		"a second value":    {good + "{}", "after the end", ""},
		"no value after":    {good + "x", "after the end", ""},
		"a duplicate field": {swap(action, action+`"id":"a2",`), `"id" stands there twice`, `"id":"a2",`},
		"a duplicate list":  {swap(`  "captures": [`, `  "captures": [], "captures": [`), `"captures" stands there twice`, `"captures": []`},
		"wrong case":        {swap(`"text":"my own line"`, `"Text":"my own line"`), `c1, it has no field "Text"`, `"Text"`},
		"unknown field":     {swap(action, action+`"colour":"red",`), `a1, it has no field "colour"`, `"colour"`},
		"unknown list":      {swap(`  "captures": [`, `  "secrets": [], "captures": [`), `a plan has no "secrets"`, `"secrets"`},
		"a newer version":   {swap(`"version": 1`, `"version": 2, "news": true`), "newer waymark", ""},
		"version 0":         {swap(`"version": 1`, `"version": 0`), "no version that this waymark knows", ""},
		"a list missing":    {swap(`"evidence": [`, `"given": {}, "evidence": [`), `"given" stands there twice`, ""},
		"a copy for others": {swap(`"complete": true`, `"complete": false`), "was cut", ""},
		"no plan id":        {swap(`"plan": "the-plan"`, `"plan": ""`), "whose copy", ""},
		"another kind's id": {swap(action, `{"id":"m77",`), `is no id of an action`, `{"id":"m77",`},
		"no id":             {swap(action, `{`), "is no id of an action", `"phase":1,"title":`},
		"an odd id":         {swap(action, `{"id":"meta",`), `id "meta": expected a letter and a number`, `"meta"`},
		"a huge number":     {swap(action, `{"id":"a4000000000",`), "higher number than a plan can have", "a4000000000"},
		"a number beyond":   {swap(action, `{"id":"a499999",`), `a499999 is numbered beyond what "given" tells, which is 49; put 499999 there, at "actions"`, "a499999"},
		"an id twice":       {swap(`{"id":"a2",`, action), "a1 is there twice", ""},
		"a dangling id":     {swap(`"from":"a1"`, `"from":"a333"`), "e1 refers to a333", "a333"},
		"an id of no use":   {swap(`"from":"a1"`, `"from":"e1"`), "can't refer to e1", `"from":"e1"`},
		"a profile missing": {swap(`{"id":"u1"`, `{"id":"x"`), "id", ""},
		"year 9999":         {swap(`"created":"2026-11-16"`, `"created":"9999-01-01"`), "created", "9999"},
		"year -1":           {swap(`"created":"2026-11-16"`, `"created":"-0001-01-01"`), "expected a day", "-0001"},
		"30 February":       {swap(`"created":"2026-11-16"`, `"created":"2026-02-30"`), "expected a day", "02-30"},
		"1e309":             {swap(`"order":1`, `"order":1e309`), "order: expected a whole number", "1e309"},
		"a big number":      {swap(`"order":1`, `"order":9223372036854775807`), "more than a plan can count", "92233720"},
		"NaN":               {swap(`"order":1`, `"order":NaN`), "no JSON", "NaN"},
		"a text as number":  {swap(`"order":1`, `"order":"1"`), "order: expected a whole number", `"order":"1"`},
		"a number as text":  {swap(`"text":"my own line"`, `"text":7`), "text: expected a text", `"text":7`},
		"a lone surrogate":  {swap(`my own line`, `a \ud800 line`), "no text in UTF-8", `\ud800`},
		"no UTF-8":          {swap(`my own line`, "a \xff line"), "no text in UTF-8", "\xff"},
		"a raw NUL":         {swap(`my own line`, "a \x00 line"), "no JSON", "\x00"},
		"only controls":     {swap(`my own line`, `\u0000\u001b`), "c1, capture", `\u0000`},
		"UTF-16":            {"\xff\xfe{\x00}\x00", "", ""},
		"depth 10,001":      {strings.Repeat("[", 10_001), "more than 32 deep", ""},
		"deep in a field":   {swap(action, action+`"x":`+strings.Repeat(`{"y":`, 40)+"1"+strings.Repeat("}", 40)+","), "more than 32 deep", `"y"`},
		"huge counts":       {swap(`"actions": `, `"actions": 4294967295, "x": `), "", ""},
		"a huge year":       {swap(`"from":1,`, `"from":1000000,`), "between 0 and 60", `"from":1000000`},
		"no such state":     {swap(`"state":"open"`, `"state":"ajar"`), `state: phase state "ajar"`, `"ajar"`},
		"a long text":       {swap(`my own line`, strings.Repeat("x", planner.MaxText+1)), "text", ""},
		"a phase missing":   {swap(`{"id":"p2"`, `{"id":"p9"`), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			batch, err := ReadPlan(Input{Name: "p.json", Bytes: []byte(c.text)})
			if err == nil || batch != nil {
				t.Fatalf("it is taken: %v", batch)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("it says %.400q", err)
			}
			if c.at != "" && !strings.Contains(err.Error(), fmt.Sprintf("p.json:%d: ", lineWith(c.text, c.at))) {
				t.Errorf("it says %.400q, and it is in line %d", err, lineWith(c.text, c.at))
			}
			var fault *Fault
			if !errors.As(err, &fault) {
				t.Errorf("it is no fault: %v", err)
			}
			if n := strings.Count(err.Error(), "\n"); n > maxFaults {
				t.Errorf("%d lines", n)
			}
		})
	}
}

// Of many faults some are told, with the number of the rest.
func TestPlanManyFaults(t *testing.T) {
	text := strings.ReplaceAll(exported(t, started(t, "the-plan")), `"order":`, `"Order":`)
	_, err := ReadPlan(Input{Name: "p.json", Bytes: []byte(text)})
	if err == nil || strings.Count(err.Error(), "\n") != maxFaults || !strings.Contains(err.Error(), "more") {
		t.Errorf("%v", err)
	}
}

// A copy cut for somebody is refused in words.
func TestPlanCutForOthers(t *testing.T) {
	for _, a := range export.Audiences[1:] {
		s, err := export.Share(export.Source{Whole: wholeOf(t, started(t, "x")), Today: monday}, export.Choice{For: a})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := export.Plain(&b, s); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadPlan(Input{Name: "p.json", Bytes: b.Bytes()}); err == nil || !strings.Contains(err.Error(), "was cut") {
			t.Errorf("%s: %v", a.Name, err)
		}
		if strings.Contains(b.String(), `"given"`) {
			t.Errorf("%s learns how much there is", a.Name)
		}
	}
}

// FuzzReadPlan reads anything: it never panics, and what it takes comes back as
// it was taken.
func FuzzReadPlan(f *testing.F) {
	t := &testing.T{}
	m := started(t, "the-plan")
	good := exported(t, m)
	small := smallPlan
	for _, seed := range []string{"", "{}", "[]", good[:5000], small, strings.Replace(small, `"a"`, `"\u0000"`, 1), `{"format":["x"],"plan":"p"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		batch, err := ReadPlan(Input{Name: "p.json", Bytes: text})
		if err != nil {
			return
		}
		c := batch.(*Copy)
		m := planner.NewMemory()
		if _, err := m.Create(c.Plan, c.Begin()); err != nil {
			return // the rules of a whole edit, such as how much a week's focus holds
		}
		once := exported(t, m)
		if again := exported(t, begun(t, readCopy(t, once))); again != once {
			t.Errorf("it isn't stable: %s", cmp.Diff(once, again))
		}
	})
}

// smallPlan is about the smallest plan that there is.
const smallPlan = `{"format":"waymark-plan","version":1,"plan":"p","complete":true,"given":{"profiles":1,"phases":1,"captures":1},
"profiles":[{"id":"u1","path":"","path_version":0,"review_day":0}],
"phases":[{"id":"p1","title":"","short":"","from":0,"to":0,"state":"open"}],
"captures":[{"id":"c1","text":"a"}],
"actions":[],"milestones":[],"checks":[],"ticks":[],"reviews":[],"weeks":[],"away":[],"matters":[],"evidence":[],"energy":[],"reflections":[],"intakes":[]}`

func TestSmallPlan(t *testing.T) {
	c := readCopy(t, smallPlan)
	if len(c.Records) != 3 || c.Given[planner.KindCapture] != 1 {
		t.Errorf("%+v", c)
	}
}
