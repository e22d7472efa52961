package intake_test

import (
	"strings"
	"testing"

	"waymark/planner"
)

// Tables as people and spreadsheets make them.
func TestTables(t *testing.T) {
	for name, text := range map[string]string{
		"plain":          "kind,title,due,note\naction,=1,2026-12-01,\"a\nb\"\n",
		"quoted formula": "kind,title,due,note\r\naction,'=1,2026-12-01,\"a\r\nb\"\r\n",
		"mark":           "\ufeffkind,title,due,note\naction,=1,2026-12-01,\"a\nb\"\n",
		"semicolons":     "kind;title;due;note\naction;=1;2026-12-01;\"a\nb\"\n",
		"sep":            "sep=;\nkind;title;due;note\naction;=1;2026-12-01;\"a\nb\"\n",
		"tabs":           "kind\ttitle\tdue\tnote\naction\t=1\t2026-12-01\t\"a\nb\"\n",
		"capitals":       " Kind ,TITLE,Due,note\nActions,=1, 2026-12-01 ,\"a\nb\"\n",
		"empty rows":     "kind,title,due,note\n\n,,,\naction,=1,2026-12-01,\"a\nb\"\n,,,\n",
		"trailing comma": "kind,title,due,note,\naction,=1,2026-12-01,\"a\nb\",\n",
		"controls":       "kind,title,due,note\naction,=\u202e\x1b1,2026-12-01,\"a\nb\u0085\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			res := d.must(table, text, "Imported table.csv: 1 added")
			if b := res.Plan.Item(res.New[0]).Base(); b.Title != "=1" || b.Due != day("2026-12-01") || b.Note != "a\nb" {
				t.Errorf("taken as %+v", b)
			}
			d.same(table, text)
		})
	}
}

// A table changes only the columns it has, of all kinds.
func TestTableChanges(t *testing.T) {
	d := newDesk(t)
	text := "id,title,text,state,done,outcome,private,why,milestone,phase,every,date\n" +
		"a1,Ask Sam,,waiting,,,,for the talk,,,,\n" +
		"m1,,,done,2026-11-01,,,,,,,\n" +
		"c1,,ask twice,,,,,,,,,\n" +
		"k1,Write down a win,,,,,,,,,,\n" +
		"e1,Led it,,,,No cost.,TRUE,,,,,\n"
	if _, err := d.take(table, text); err == nil || !strings.Contains(err.Error(), "table.csv:3: title") {
		t.Errorf("an empty title: %v", err)
	}
	text = strings.Replace(text, "m1,,", "m1,Lead a project,", 1)
	d.must(table, text, "Imported table.csv: 4 changed")
	a1, m1 := d.item("a1"), d.item("m1")
	if a1.Title != "Ask Sam" || a1.State != planner.Waiting || a1.Why != "for the talk" || a1.Since != today || a1.Note != "First the talk." || a1.Touched != today {
		t.Errorf("a1 is %+v", a1)
	}
	if m1.State != planner.Done || m1.Done != day("2026-11-01") || m1.Since != m1.Done || m1.Due != day("2027-01-30") {
		t.Errorf("m1 is %+v", m1)
	}
	r, err := d.m.Get(planner.ID{Kind: planner.KindEvidence, N: 1})
	if e, ok := r.(*planner.Evidence); !ok || e.Title != "Led it" || !e.Private || e.Outcome != "No cost." || e.Kind != "led" {
		t.Errorf("e1 is %+v %v", r, err)
	}
	if c, ok := d.plan().Find(planner.ID{Kind: planner.KindCapture, N: 1}).(*planner.Capture); !ok || c.Text != "ask twice" {
		t.Errorf("c1 is %+v", c)
	}
	d.same(table, text)
	d.do(planner.SetState([]planner.ID{a1.ID}, planner.Doing, "", today))
	d.same(table, text)
	d.must(table, strings.Replace(text, "Ask Sam", "Ask Dana", 1), "Imported table.csv: 1 changed")
	if d.item("a1").State != planner.Doing {
		t.Error("what the user did since was taken back")
	}
	if _, err := d.m.Undo(0, d.stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	if b := d.item("a1"); b.Title != "Ask Sam" {
		t.Errorf("undone to %+v", b)
	}
}

// A table adds all kinds that it can have.
func TestTableAdds(t *testing.T) {
	d := newDesk(t)
	text := "kind,title,text,phase,state,done,rough,every,due,date,sort,outcome,created,optional\n" +
		"action,Old,,2,done,2020-07-01,true,,,,,,2019-01-01,true\n" +
		"check,Weekly,,,,,,week,2026-11-27,,,,,\n" +
		"check,Later,,,,,,3 months after,,,,,,\n" +
		"check,Monthly,,,,,,2 months,2026-12-24,,,,,\n" +
		"capture,,a line,,,,,,,,,,2026-11-01,\n" +
		"evidence,A talk,,,,,,,,2026-10-01,learned,They liked it.,,\n" +
		"evidence,A talk,,,,,,,,2026-10-08,learned,,,\n"
	res := d.must(table, text, "Imported table.csv: 7 added")
	d.same(table, text)
	if b := res.Plan.Item(res.New[0]).Base(); b.State != planner.Done || !b.Rough || b.Done != day("2020-07-01") || b.Phase != 2 || b.Created != day("2019-01-01") || !b.Optional {
		t.Errorf("the action is %+v", b)
	}
	for at, want := range map[int]string{1: "2026-11-27", 2: "2027-02-20", 3: "2026-12-24"} {
		if due := planner.Due(res.Plan.Item(res.New[at]), today); due != day(want) {
			t.Errorf("check %d is due %v, want %s", at, due, want)
		}
	}
	if grown := res.Plan.Profile().Grown; grown != day("2026-10-08") {
		t.Errorf("grown %v", grown)
	}
	r, _ := d.m.Get(res.New[5])
	if e, ok := r.(*planner.Evidence); !ok || e.Kind != planner.Learned || e.Phase != 1 || e.Outcome != "They liked it." {
		t.Errorf("evidence is %+v", r)
	}
}
