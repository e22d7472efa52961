package command

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/schema"
)

// printed is what each command prints with --json, by the name of its schema.
// Where there are several, it is one of them; a list has many of one.
var printed = map[string]struct {
	list bool
	of   []any
}{
	"away":    {true, []any{timeOffJSON{}}},
	"backups": {true, []any{planner.Backup{}}},
	"check":   {false, []any{planner.Checkup{}}},
	"energy":  {false, []any{readingsJSON{}}},
	"export":  {false, []any{previewJSON{}}},
	"files":   {false, []any{filesJSON{}}},
	"history": {true, []any{entryJSON{}}},
	"import":  {false, []any{importJSON{}}},
	"list":    {true, []any{itemJSON{}}},
	"path":    {false, []any{pathJSON{}}},
	"people":  {false, []any{peopleJSON{}}},
	"review":  {false, []any{sheetJSON{}}},
	"reviews": {false, []any{reviewsJSON{}}},
	"salvage": {false, []any{planner.Salvaged{}}},
	"show": {false, []any{
		detailJSON{},
		phaseDetailJSON{},
		evidenceDetailJSON{},
		readingJSON{},
		reflectionJSON{},
		matterDetailJSON{},
		timeOffJSON{},
		sheetJSON{},
		weekJSON{},
	}},
	"status":      {false, []any{statusJSON{}}},
	"path-check":  {false, []any{pathCheckJSON{}}},
	"path-update": {false, []any{comparisonJSON{}}},
	"path-use":    {false, []any{comparisonJSON{}}},
}

// schemaText is the schema of a command as the types have it now. A strict one
// allows no field that they have not.
func schemaText(t *testing.T, name string, strict bool) []byte {
	t.Helper()
	m := &schema.Maker{Strict: strict}
	for pkg, dir := range map[string]string{"waymark/planner": "../../planner", "waymark/tui/command": "."} {
		if err := m.Read(pkg, dir); err != nil {
			t.Fatal(err)
		}
	}
	var one []schema.Object
	for _, v := range printed[name].of {
		one = append(one, m.Of(reflect.TypeOf(v)))
	}
	is := one[0]
	if len(one) > 1 {
		is = schema.Object{{Name: "anyOf", Value: one}}
	}
	if printed[name].list {
		is = schema.List(is)
	}
	command := "waymark " + strings.ReplaceAll(name, "-", " ") + " --json"
	text, err := m.Document(command, "What "+command+" prints. Fields are added, but never renamed, removed or given another meaning.", is)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func schemaOf(t *testing.T, name string) *schema.Validator {
	t.Helper()
	v, err := schema.Compile(schemaText(t, name, true))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every command that has --json has a schema, which says what its types say.
func TestSchemas(t *testing.T) {
	var has []string
	eachCommand(newRoot(&call{}), func(name string, cmd *cobra.Command) {
		if cmd.Flags().Lookup("json") != nil {
			has = append(has, name)
		}
	})
	for _, name := range has {
		if _, ok := printed[name]; !ok {
			t.Errorf("waymark %s has --json and no schema: it needs a row in the table of what is printed", name)
		}
	}
	for name := range printed {
		if !slices.Contains(has, name) {
			t.Errorf("there is no waymark %s with --json", name)
		}
		file := filepath.Join("schema", name+".json")
		want := schemaText(t, name, false)
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v; -update writes it", err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is stale, -update writes it anew (-want +got):\n%s", file, diff)
		}
	}
}

// eachCommand visits all commands, by the names of their schemas.
func eachCommand(cmd *cobra.Command, visit func(string, *cobra.Command)) {
	for _, sub := range cmd.Commands() {
		name := strings.ReplaceAll(strings.TrimPrefix(sub.CommandPath(), "waymark "), " ", "-")
		visit(name, sub)
		eachCommand(sub, visit)
	}
}

// What every command prints is as its schema says, of a plan with little in it
// and of one with something of everything.
func TestJSONIsAsDocumented(t *testing.T) {
	tried := map[string]bool{}
	try := func(w *world, codes []int, args ...string) {
		t.Helper()
		w.lines = 100
		r := w.run(args...)
		name := args[0]
		if _, ok := printed[name+"-"+args[1]]; ok {
			name += "-" + args[1]
		}
		tried[name] = true
		if !slices.Contains(codes, r.code) {
			t.Errorf("%q: exit %d\n%s", args, r.code, r.err)
		} else if err := schemaOf(t, name).Check([]byte(r.out)); err != nil {
			t.Errorf("%q: %v in\n%.2000s", args, err, r.out)
		}
	}
	ok := []int{exitOK}
	bare, full := planned(t), eventful(t)
	for _, w := range []*world{bare, full} {
		for _, name := range []string{"away", "energy", "files", "history", "list", "path", "people", "review", "reviews", "status"} {
			try(w, ok, name, "--json")
		}
		try(w, ok, "list", "--state", "all", "--json")
		for _, id := range []string{"a1", "m1", "k1", "c1", "p1"} {
			try(w, ok, "show", id, "--json")
		}
	}
	for file, worlds := range map[string][2]*world{"testdata/small.yaml": {bare, full}, "testdata/review.yaml": {full, bare}} {
		try(worlds[0], ok, "path", "update", file, "--all", "--dry-run", "--json")
		try(worlds[1], ok, "path", "use", file, "--dry-run", "--json")
	}
	for _, kind := range shown {
		given := full.plan().Given()[kind]
		seen := 0
		for n := uint32(1); n <= given && seen < 2; n++ {
			id := planner.ID{Kind: kind, N: n}.String()
			if full.run("show", id).code == exitOK { // else it was undone
				try(full, ok, "show", id, "--json")
				seen++
			}
		}
		if seen == 0 {
			t.Errorf("the plan has no %s to show", kind)
		}
	}
	for _, args := range []string{"", "--for manager --year 2026", "--for mentor --phase 2 --format csv"} {
		try(full, ok, append([]string{"export", "--preview", "--json"}, strings.Fields(args)...)...)
	}
	try(full, ok, "path", "check", "testdata/small.yaml", "--json")
	full.stdin = "name: x\n"
	try(full, []int{exitFailed}, "path", "check", "-", "--json")
	try(full, ok, "review", "--json", "--week", planner.Week(full.held().Due))
	for _, with := range []func(*carer){func(*carer) {}, faulty, wrecked} {
		w, f := cared(t)
		with(f)
		try(w, []int{exitOK, exitDamaged}, "check", "--json")
		try(w, ok, "backups", "--json")
		try(w, ok, "salvage", filepath.Join(w.dir, "OUT"), "--json")
	}
	w, f := cared(t)
	f.checkup, f.checkErr = planner.Checkup{File: "/data/plan.db"}, damagedBy(planner.ErrMissing)
	try(w, []int{exitDamaged}, "check", "--json")
	bare.stdin = someRows
	try(bare, ok, "import", "-", "--dry-run", "--json")
	try(bare, ok, "import", "-", "--json")
	try(bare, ok, "import", "-", "--json")
	for name := range printed {
		if !tried[name] {
			t.Errorf("nothing that waymark %s prints was looked at", name)
		}
	}
}

// eventful is a world in which something of everything has happened, a review
// held and another begun.
func eventful(t *testing.T) *world {
	t.Helper()
	w := walked(t)
	p := w.plan()
	day := planner.Monday(date(t, "2026-11-20")).AddDays(4)
	w.change(p.StartReview(false, day))
	p = w.plan()
	r := w.held()
	w.change(planner.LogEvidence(planner.Evidence{Title: "Led the cut-over", Kind: "led", Outcome: "Nobody was paged", From: mustID(t, "a1"), Phase: 1, Review: r.ID, Private: true}, day))
	w.change(p.Feel(r, planner.HandsOn, -1, "too much of it", day))
	w.change(planner.NoteEnergy("tired", r.ID, day))
	w.change(planner.AskNext(r.ID, day))
	if q, ok := w.plan().Probe(w.held()); ok {
		w.change(w.plan().Reflect(w.held(), q, "Sam did.\nTwice.", day))
	} else {
		t.Fatal("the review asks nothing")
	}
	share := 40
	w.change(planner.SetShare(r, &share))
	w.change(planner.CloseReview(r.ID, []planner.ID{mustID(t, "a2")}, "A calm week", day))
	w.change(planner.BeAway(date(t, "2026-12-21"), date(t, "2027-01-03"), "the sea"))
	w.change(w.plan().StartReview(true, day.AddDays(7)))
	w.must("undo")
	return w
}

func TestSchemaCommand(t *testing.T) {
	w := newWorld(t) // it needs no plan
	names := strings.Fields(w.must("schema"))
	if !slices.Contains(names, "plan") || !slices.Contains(names, "list") || !slices.IsSorted(names) || len(names) != len(printed)+1 {
		t.Errorf("it lists %q", names)
	}
	for _, name := range names {
		text := w.must("schema", name)
		if _, err := schema.Compile([]byte(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Contains([]byte(text), []byte(schema.Draft)) {
			t.Errorf("%s doesn't say which draft it is of", name)
		}
	}
	if r := w.run("schema", "poems"); r.code != exitMisuse || !strings.Contains(r.err, "one of away") {
		t.Errorf("%+v", r)
	}
	if r := w.run("schema", "../schema"); r.code == exitOK || r.out != "" {
		t.Errorf("%+v", r)
	}
}
