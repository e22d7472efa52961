package intake_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/intake"
)

// sharedAs is the plan in a format as a choice has it.
func (d *desk) sharedAs(format string, c export.Choice) string {
	d.t.Helper()
	f, err := export.Named(format)
	if err != nil {
		d.t.Fatal(err)
	}
	now, err := d.m.Whole(planner.HistoryKinds()...)
	if err != nil {
		d.t.Fatal(err)
	}
	s, err := export.Share(export.Source{Whole: now, Today: today}, c)
	if err != nil {
		d.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, s); err != nil {
		d.t.Fatal(err)
	}
	return b.String()
}

// notes takes a text in and gives what was told of it.
func (d *desk) notes(s source, text, label string) []string {
	d.t.Helper()
	b, err := s.batch(text)
	if err != nil {
		d.t.Fatal(err)
	}
	known, err := planner.Takes(d.m)
	if err != nil {
		d.t.Fatal(err)
	}
	now, err := d.m.Whole(b.Reads()...)
	if err != nil {
		d.t.Fatal(err)
	}
	e, err := b.Edit(now, known, intake.Options{Today: today})
	if err != nil {
		d.t.Fatal(err)
	}
	if res := d.do(e); res.Entry.Label != label {
		d.t.Errorf("label %q, want %q", res.Entry.Label, label)
	}
	return b.Notes()
}

func itemID(text string) planner.ID {
	id, err := planner.ParseID(text)
	if err != nil {
		panic(err)
	}
	return id
}

// busy is a desk with something of every table.
func busy(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	for _, e := range []planner.Edit{
		planner.SetState([]planner.ID{itemID("k1")}, planner.Done, "", day("2026-11-06")),
		planner.SetState([]planner.ID{itemID("a2")}, planner.Waiting, "Dana Smith is away", today),
		planner.OpenMatter(planner.Conflict, "Talk to Dana", day("2026-11-10")),
		planner.BeAway(day("2026-12-21"), day("2027-01-03"), "with Dana"),
		planner.NoteEnergy("Asked Dana, went well", planner.ID{}, day("2026-11-11")),
		d.plan().Feel(nil, planner.HandsOn, 0, "with Dana", day("2026-11-11")),
		{Label: "x", Run: func(d *planner.Draft) error {
			d.Add(planner.KindReflection, &planner.Reflection{Date: today, Phase: 1, Probe: "q1", Question: "Who?", Answer: "Ask Dana.\nThen Sam."})
			return nil
		}},
	} {
		d.do(e)
	}
	return d
}

// kept are the fields that two plans may not differ in.
func (d *desk) kept() string {
	return d.sharedAs("json", export.Choice{For: export.Audiences[0]})
}

// Whatever was cut for whomever, and whatever part was chosen, a file that
// nobody changed changes nothing.
func TestNothingComesOfWhatWasCut(t *testing.T) {
	for _, whom := range export.Audiences {
		for name, c := range map[string]export.Choice{
			"all": {}, "a phase": {Phase: 1}, "notes left out": {Without: []string{export.PartNotes, export.PartNames}}, "raw": {Raw: true},
		} {
			t.Run(whom.Name+" "+name, func(t *testing.T) {
				d := busy(t)
				before := d.kept()
				c.For = whom
				for _, table := range takenTables {
					c.Table = table
					d.same(source{name: table + ".csv", read: intake.ReadCSV}, d.sharedAs("csv", c))
				}
				d.same(todo, d.sharedAs("todo", c))
				if after := d.kept(); after != before {
					t.Errorf("the plan changed from\n%s\nto\n%s", before, after)
				}
			})
		}
	}
}

var takenTables = []string{"actions", "milestones", "checks", "captures", "evidence", "ticks", "energy", "answers", "matters", "days-off"}

// What you change in the plan after an export stays when the export is taken
// in again, and what was changed in the file is taken over.
func TestOnlyWhatTheFileChanged(t *testing.T) {
	for name, c := range map[string]struct {
		from   source
		format string
		edit   func(string) string
		both   func(string) string
	}{
		"table": {
			table, "csv",
			func(s string) string { return strings.Replace(s, "Read a book", "Read two books", 1) },
			func(s string) string { return strings.Replace(s, "Ask Dana for feedback", "Ask her", 1) },
		},
		"list": {
			todo, "todo",
			func(s string) string { return strings.Replace(s, "Read a book", "Read two books", 1) },
			func(s string) string { return strings.Replace(s, "Ask Dana for feedback", "Ask her", 1) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := busy(t)
			file := d.sharedAs(c.format, export.Choice{For: export.Audiences[0], Table: "actions"})
			d.do(planner.SetDue([]planner.ID{itemID("a1")}, day("2027-02-01"), today))
			d.do(planner.EditItem(itemID("a1"), today, func(it planner.Listed) error { it.Base().Title = "Ask Sam"; return nil }))
			d.do(planner.SetState([]planner.ID{itemID("a2")}, planner.Done, "", today))
			d.do(planner.EditItem(itemID("a3"), today, func(it planner.Listed) error { it.Base().Note = "new"; return nil }))
			d.same(c.from, file)

			changed := c.edit(file)
			if notes := d.notes(c.from, changed, "Imported "+c.from.name+": 1 changed"); len(notes) > 0 {
				t.Errorf("told %q", notes)
			}
			if b := d.item("a3"); b.Title != "Read two books" || b.Note != "new" {
				t.Errorf("a3 is %+v", b)
			}
			if b := d.item("a1"); b.Title != "Ask Sam" || b.Due != day("2027-02-01") || d.item("a2").State != planner.Done {
				t.Errorf("a1 is %+v", b)
			}
			d.same(c.from, changed)
			d.do(planner.EditItem(itemID("a3"), today, func(it planner.Listed) error { it.Base().Title = "Read three"; return nil }))
			d.same(c.from, changed) // it was taken, and you went on from there

			notes := d.notes(c.from, c.both(changed), "Imported "+c.from.name+": 1 changed")
			want := "Changed in the file, and taken from it though the plan has something else than the file was made with: title of a1"
			if !slices.Equal(notes, []string{want}) {
				t.Errorf("told %q", notes)
			}
			if b := d.item("a1"); b.Title != "Ask her" || b.Due != day("2027-02-01") {
				t.Errorf("a1 is %+v", b)
			}
		})
	}
}

// A field that is set back in a later export is set back, though an earlier
// file said the same.
func TestALaterExport(t *testing.T) {
	d := newDesk(t)
	file := func() string { return d.exported("csv", "actions", false) }
	d.must(table, strings.Replace(file(), "Read a book", "Read two", 1), "Imported table.csv: 1 changed")
	d.do(planner.EditItem(itemID("a3"), today, func(it planner.Listed) error { it.Base().Title = "Read three"; return nil }))
	d.must(table, strings.Replace(file(), "Read three", "Read two", 1), "Imported table.csv: 1 changed")
	if b := d.item("a3"); b.Title != "Read two" {
		t.Errorf("a3 is %q", b.Title)
	}
	d.do(planner.EditItem(itemID("a3"), today, func(it planner.Listed) error { it.Base().Note = "x"; return nil }))
	d.must(table, strings.Replace(file(), ",x,", ",,", 1), "Imported table.csv: 1 changed")
	if b := d.item("a3"); b.Note != "" {
		t.Errorf("a3 has the note %q", b.Note)
	}
}

// Without the column, or with a key as it was before, everything is taken as it
// stands there.
func TestWithoutTheColumn(t *testing.T) {
	d := newDesk(t)
	text := "id,title\na1,Ask Dana for feedback\n"
	line := "Ask Dana for feedback waymark:a1@k3xq7p\n"
	d.do(planner.EditItem(itemID("a1"), today, func(it planner.Listed) error { it.Base().Title = "Ask Sam"; return nil }))
	d.must(table, text, "Imported table.csv: 1 changed")
	d.do(planner.EditItem(itemID("a1"), today, func(it planner.Listed) error { it.Base().Title = "Ask Sam"; return nil }))
	d.must(todo, line, "Imported todo.txt: 1 changed")
	if b := d.item("a1"); b.Title != "Ask Dana for feedback" {
		t.Errorf("a1 is %q", b.Title)
	}
}

// A spreadsheet moves and drops columns, writes TRUE, and sorts rows.
func TestTablesThroughASpreadsheet(t *testing.T) {
	d := busy(t)
	var text strings.Builder
	text.WriteString("exported,title,id,focus,note\r\n")
	for _, row := range strings.Split(d.exported("csv", "actions", false), "\r\n")[1:] {
		if cells := strings.Split(row, ","); len(cells) > 5 {
			fmt.Fprintf(&text, "%s,%s,%s,%s,\r\n", cells[len(cells)-1], cells[3], cells[1], strings.ToUpper(cells[8]))
		}
	}
	d.do(planner.SetFocus([]planner.ID{itemID("a2")}, false, today))
	d.must(table, text.String(), "Imported table.csv: 1 changed") // the note is empty now
	if a1, a2 := d.item("a1"), d.item("a2"); a1.Note != "" || a2.Focus || a1.Title != "Ask Dana for feedback" {
		t.Errorf("a1 is %+v, a2 %+v", a1, a2)
	}
}

// The table of another plan adds what it has, once, and touches nothing that
// has the same ids here.
func TestTableOfAnotherPlan(t *testing.T) {
	theirs := busy(t)
	d := newDesk(t)
	before := d.item("a1").Title
	text := strings.ReplaceAll(theirs.exported("csv", "milestones", false), "k3xq7p", "other1")
	told := "Written from another plan, so its ids mean nothing here: 1 row taken as new, or as what they became here before"
	if notes := d.notes(table, text, "Imported table.csv: 1 added"); !slices.Equal(notes, []string{told}) {
		t.Errorf("told %q", notes)
	}
	d.same(table, text)
	text = strings.ReplaceAll(theirs.exported("csv", "actions", false), "k3xq7p", "other1")
	d.must(table, text, "Imported table.csv: 3 added")
	if b := d.item("a1"); b.Title != before {
		t.Errorf("a1 is %q", b.Title)
	}
	a, ok := d.plan().Item(itemID("a4")).(*planner.Action)
	if !ok || a.Title != "Ask Dana for feedback" || a.Milestone != itemID("m2") {
		t.Errorf("a4 is %+v", a)
	}
	d.same(table, text)
	theirs.do(planner.EditItem(itemID("a1"), today, func(it planner.Listed) error { it.Base().Title = "Ask Sam"; return nil }))
	text = strings.ReplaceAll(theirs.exported("csv", "actions", false), "k3xq7p", "other1")
	d.must(table, text, "Imported table.csv: 1 changed")
	if b := d.item("a4"); b.Title != "Ask Sam" {
		t.Errorf("a4 is %q", b.Title)
	}
}

// Every column of a table that can be taken in is a field, or is settled.
func TestEveryColumnIsKnown(t *testing.T) {
	for _, name := range takenTables {
		d := busy(t)
		text := d.exported("csv", name, false)
		b, err := intake.ReadCSV(intake.Input{Name: "x.csv", Bytes: []byte(text), Today: today})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		kind := b.(*intake.Entries).List[0].Kind
		taken, _ := export.Columns(kind)
		for _, column := range taken {
			if column == "due" && kind == planner.KindCheck { // it comes of the rule
				continue
			}
			if !slices.ContainsFunc(b.(*intake.Entries).List[0].Values, func(v intake.Value) bool { return v.Field() == column && v.Old }) && !slices.Contains([]string{"phase", "date"}, column) {
				t.Errorf("%s says nothing of %s", name, column)
			}
		}
	}
}
