package export

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

func tableOf(tb testing.TB, s *Shared, name string) string {
	tb.Helper()
	one := *s
	one.Choice.Table = name
	return dataFile(tb, &one, CSV)
}

// rowsOf reads a table.
func rowsOf(tb testing.TB, text string) [][]string {
	tb.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		tb.Fatalf("%v in\n%s", err, text)
	}
	return rows
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	s := dataOf(t, dataPlan(""), dataHistory(""), Choice{})
	for _, name := range TableNames() {
		b.WriteString("== " + name + "\n" + strings.ReplaceAll(tableOf(t, s, name), "\r\n", "\n"))
	}
	golden(t, "tables.csv", b.String())
}

// Lines end as RFC 4180 has it, within cells too.
func TestCSVLineEnds(t *testing.T) {
	s := dataOf(t, dataPlan(""), dataHistory(""), Choice{})
	for _, name := range TableNames() {
		text := tableOf(t, s, name)
		if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\n") {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// Every kind of record has a table, and every field a column or a reason to
// have none.
func TestCSVHasEveryField(t *testing.T) {
	without := map[string]string{ // by table and field
		"phases gate": "several values", "phases probes": "several values",
		"profile forms": "several values", "profile people": "names that are not to leave", "profile walk": "where the first walk stands", "profile walk_left": "the same",
		"reviews steps": "several values", "reviews energy": "a column for each kind of work",
		"weeks energy": "a column for each kind of work", "weeks focus": "two columns", "weeks checks": "two columns", "weeks asked": "several values",
		"evidence kind": "named sort",
	}
	var kinds []planner.Kind
	for _, tab := range tables {
		kinds = append(kinds, tab.kind)
		info, _ := tab.kind.Info()
		for _, name := range jsonNames(reflect.TypeOf(info.New()).Elem()) {
			has := slices.ContainsFunc(tab.columns, func(c column) bool { return c.name == name })
			_, excused := without[tab.name+" "+name]
			if has == excused && name != "id" && name != "removed" {
				t.Errorf("table %s: column %s is there: %v, and is to be missing: %v", tab.name, name, has, excused)
			}
		}
	}
	for _, info := range planner.Kinds {
		if !slices.Contains(kinds, info.Kind) {
			t.Errorf("no table has the kind %s", info.Name)
		}
	}
}

func jsonNames(typ reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(typ) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// What a person may edit in a spreadsheet comes back as it was.
func TestCSVComesBack(t *testing.T) {
	for _, mark := range []string{"", "=", "'=", "''+", "'tis ", "＝", "-1 ", "a,b;\"c ", "🙂 שלום "} {
		p, history := dataPlan(mark), dataHistory(mark)
		s := dataOf(t, p, history, Choice{})
		for _, name := range []string{"actions", "milestones", "checks", "captures", "evidence", "ticks", "energy", "answers", "matters", "days-off"} {
			tab, _ := tableNamed(name)
			rows := rowsOf(t, tableOf(t, s, name))
			n := 0
			for want, err := range tab.records(s) {
				if err != nil {
					t.Fatal(err)
				}
				n++
				if diff := cmp.Diff(want, recordFrom(t, rows[0], rows[n])); diff != "" {
					t.Errorf("%s with %q (-want +got):\n%s", name, mark, diff)
				}
			}
			if n != len(rows)-1 || n == 0 {
				t.Errorf("%s: %d rows for %d records", name, len(rows)-1, n)
			}
		}
	}
}

// recordFrom makes a record of a row by the names of JSON alone.
func recordFrom(t *testing.T, head, row []string) planner.Record {
	t.Helper()
	kind, ok := planner.KindNamed(row[0])
	info, _ := kind.Info()
	if !ok || head[0] != "kind" || head[1] != "id" {
		t.Fatalf("%q begins a row of %q", row[0], head)
	}
	r := info.New()
	fields := map[string]any{}
	for _, f := range reflect.VisibleFields(reflect.TypeOf(r).Elem()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := slices.Index(head, name)
		if kind == planner.KindEvidence && name == "kind" {
			at = slices.Index(head, "sort")
		}
		if at < 0 || row[at] == "" {
			continue
		}
		cell := row[at]
		switch f.Type.Kind() {
		case reflect.Slice:
			fields[name] = strings.Fields(cell)
		case reflect.Bool:
			fields[name] = cell == "true"
		case reflect.Int:
			fields[name] = json.Number(cell)
		default:
			fields[name] = UnquoteCell(cell)
		}
	}
	text, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(text, r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Raw leaves formulas as they are, and controls out all the same.
func TestCSVRaw(t *testing.T) {
	s := dataOf(t, dataPlan("=\x1b"), nil, Choice{Raw: true, Table: "captures"})
	if rows := rowsOf(t, dataFile(t, s, CSV)); rows[1][2] != "=a thought" {
		t.Errorf("%q", rows[1])
	}
}

func TestCSVTables(t *testing.T) {
	s := dataOf(t, dataPlan(""), dataHistory(""), Choice{})
	for name, want := range map[string]string{"evidence": "e1", "Reflection": "q1", "away": "v1", "days-off": "v1", " action ": "a1", "profile": "u1"} {
		if rows := rowsOf(t, tableOf(t, s, name)); len(rows) < 2 || rows[1][1] != want {
			t.Errorf("%s: %q", name, rows)
		}
	}
	for _, name := range []string{"", "pay"} {
		one := *s
		one.Choice.Table = name
		var bad *planner.InputError
		if err := CSV(io.Discard, &one); !errors.As(err, &bad) || !strings.Contains(bad.Expected, "actions, milestones") {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range TableNames() {
		if rows := rowsOf(t, tableOf(t, dataOf(t, planner.NewPlan("x", 1, nil), nil, Choice{}), name)); len(rows) != 1 {
			t.Errorf("an empty plan gives %q", rows)
		}
	}
}
