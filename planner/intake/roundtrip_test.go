package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/hostile"
)

// exported is the plan in a format, as it is for oneself.
func (d *desk) exported(format, table string, raw bool) string {
	d.t.Helper()
	f, err := export.Named(format)
	if err != nil {
		d.t.Fatal(err)
	}
	now, err := d.m.Whole(f.History...)
	if err != nil {
		d.t.Fatal(err)
	}
	s, err := export.Share(export.Source{Whole: now, Today: today}, export.Choice{For: export.Audiences[0], Table: table, Raw: raw})
	if err != nil {
		d.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, s); err != nil {
		d.t.Fatal(err)
	}
	return b.String()
}

var tables = []string{"actions", "milestones", "checks", "captures", "evidence"}

// What waymark exports changes nothing when it is taken in again, and what it
// has of a plan can be changed by way of it.
func TestRoundTrips(t *testing.T) {
	for _, name := range tables {
		d := newDesk(t)
		d.same(table, d.exported("csv", name, false))
		d.same(table, d.exported("csv", name, true))
		d.same(table, strings.ReplaceAll(d.exported("csv", name, false), "\r\n", "\n"))
	}
	d := newDesk(t)
	d.same(todo, d.exported("todo", "", false))

	text := d.exported("csv", "actions", false)
	d.must(table, strings.Replace(text, "Ask Dana for feedback", "Ask Dana and Sam", 1), "Imported table.csv: 1 changed")
	if b := d.item("a1"); b.Title != "Ask Dana and Sam" || b.Note != "First the talk." {
		t.Errorf("a1 is %+v", b)
	}
	d.same(todo, d.exported("todo", "", false))
	lines := d.exported("todo", "", false)
	lines = strings.Replace(lines, "2026-11-02 Ask Dana and Sam", "x 2026-11-19 2026-11-02 Ask Dana", 1)
	lines = strings.Replace(lines, "Lead a project", "Lead two projects", 1)
	lines = strings.Replace(lines, "due:2027-01-30", "due:2027-02-28 pri:B t:2026-12-01", 1)
	lines = strings.Replace(lines, "(A) ", "", 1)
	d.must(todo, lines, "Imported todo.txt: 3 changed")
	if b := d.item("a1"); b.State != planner.Done || b.Done != day("2026-11-19") || b.Since != b.Done || b.Title != "Ask Dana" {
		t.Errorf("a1 is %+v", b)
	}
	if b := d.item("m1"); b.Title != "Lead two projects" || b.Due != day("2027-02-28") {
		t.Errorf("m1 is %+v", b)
	}
	if d.item("a2").Focus {
		t.Error("a2 is still in focus")
	}
	d.same(todo, lines)
	d.same(todo, d.exported("todo", "", false))
	d.must(todo, strings.Replace(d.exported("todo", "", false), "x 2026-11-19 2026-11-02 Ask", "Ask", 1), "Imported todo.txt: 1 changed")
	if b := d.item("a1"); b.State != planner.ToDo || !b.Done.IsZero() || b.Since != today {
		t.Errorf("a1 is %+v", b)
	}
}

// A check that is done in the list is ticked, once.
func TestTickedInTheList(t *testing.T) {
	d := newDesk(t)
	line := ""
	for l := range strings.Lines(d.exported("todo", "", false)) {
		if strings.Contains(l, "waymark:k1@") {
			line = "x 2026-11-18 " + l
		}
	}
	d.must(todo, line, "Imported todo.txt: 1 changed")
	k, ok := d.plan().Find(planner.ID{Kind: planner.KindCheck, N: 1}).(*planner.Check)
	if !ok || k.Last != day("2026-11-18") || !k.Ticked(today) || k.Every.String() != "every week" {
		t.Errorf("the check is %+v", k)
	}
	d.same(todo, line)
}

// A list goes into another plan as something new, once.
func TestListOfAnotherPlan(t *testing.T) {
	d, other := newDesk(t), planner.NewMemory()
	list := d.exported("todo", "", false)
	if _, err := other.Create("0f0f0f0f0f0f0f0f", d.stamped(planner.Edit{Label: "x", Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{Path: "test"})
		d.Add(planner.KindPhase, &planner.Phase{Title: "One", Short: "One", From: 1, State: planner.Open})
		return nil
	}})); err != nil {
		t.Fatal(err)
	}
	theirs := desk{t: t, m: other, stamp: 100}
	res := theirs.must(todo, list, "Imported todo.txt: 5 added")
	theirs.same(todo, list)
	var got []string
	for it := range res.Plan.Items() {
		got = append(got, it.Key().String()+" "+it.Base().Title)
	}
	want := `m1 Lead a project, a1 Ask Dana for feedback, a2 =SUM(A1) +x @y due:z x (A) 2026-01-01, a3 Read a book, k1 Write down a win`
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
}

// Whatever people write comes back as it was.
func TestHostileRoundTrips(t *testing.T) {
	for _, text := range hostile.Texts {
		t.Run(text.Name, func(t *testing.T) {
			d := newDesk(t)
			line := planner.CleanLine(text.Text)
			if line == "" || planner.ShowLine(line) == "" || len([]rune(line)) > planner.MaxTitle || strings.Trim(line, "\u200c\u200d\u3164\u115f\u1160\uffa0") == "" {
				line = "x " + text.Name
			}
			block := planner.CleanText("x\n" + text.Text)
			if strings.Trim(planner.ShowLine(line), "\u200c\u200d ") == "" {
				line = "x"
			}
			d.do(planner.EditItem(planner.ID{Kind: planner.KindAction, N: 1}, today, func(it planner.Listed) error {
				it.Base().Title, it.Base().Note = line, block
				return nil
			}))
			d.do(planner.CaptureLine(line, today))
			d.do(planner.LogEvidence(planner.Evidence{Title: line, Outcome: block}, today))
			for _, name := range tables {
				d.same(table, d.exported("csv", name, false))
			}
			d.same(todo, d.exported("todo", "", false))
		})
	}
}
