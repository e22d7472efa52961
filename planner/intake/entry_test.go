package intake_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/intake"
)

// today is Friday, 20 November 2026.
var today = civil.Date{Year: 2026, Month: time.November, Day: 20}

func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// desk is a plan that files are taken into.
type desk struct {
	t     testing.TB
	m     *planner.Memory
	stamp uint64
}

// newDesk has two open phases and one ahead, and something of every kind.
func newDesk(tb testing.TB) *desk {
	tb.Helper()
	d := &desk{t: tb, m: planner.NewMemory()}
	_, err := d.m.Create("k3xq7p00aa11bb22", d.stamped(planner.Edit{Label: "Started", Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{Path: "test", Started: day("2026-01-05")})
		for i, title := range []string{"Foundations", "Growing", "Leading"} {
			ph := &planner.Phase{Title: title, Short: title, From: 1}
			if i < 2 {
				ph.State, ph.Opened = planner.Open, day("2026-01-05")
			}
			d.Add(planner.KindPhase, ph)
		}
		return nil
	}}))
	if err != nil {
		tb.Fatal(err)
	}
	week := planner.Rule{N: 1, Unit: planner.WeekUnit}
	start := day("2026-11-02")
	for _, e := range []planner.Edit{
		planner.AddItem(&planner.Milestone{Item: planner.Item{Phase: 1, Title: "Lead a project", Due: day("2027-01-30")}, Criterion: "It shipped.\nOthers say so."}, start),
		planner.AddItem(&planner.Action{Item: planner.Item{Phase: 1, Title: "Ask Dana for feedback", Note: "First the talk."}, Milestone: planner.ID{Kind: planner.KindMilestone, N: 1}}, start),
		planner.AddItem(&planner.Action{Item: planner.Item{Phase: 2, Title: "=SUM(A1) +x @y due:z x (A) 2026-01-01", Due: day("2026-12-01"), Focus: true}}, start),
		planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Write down a win"}, Every: week}, start),
		planner.CaptureLine("ask how she plans her week", start),
		planner.LogEvidence(planner.Evidence{Date: start, Kind: "led", Title: "Led the migration", Outcome: "Half the cost.", Phase: 1}, start),
		planner.AddItem(&planner.Action{Item: planner.Item{Phase: 1, Title: "Read a book"}}, start),
		planner.DoneIn([]planner.ID{{Kind: planner.KindAction, N: 3}}, 2024, start),
	} {
		d.do(e)
	}
	return d
}

func (d *desk) stamped(e planner.Edit) planner.Edit {
	d.stamp++
	return e.Stamp(time.Date(2026, 11, 20, 9, 0, int(d.stamp), 0, time.UTC), "test", d.stamp)
}

func (d *desk) do(e planner.Edit) planner.Result {
	d.t.Helper()
	res, err := d.m.Apply(d.stamped(e))
	if err != nil {
		d.t.Fatalf("%s: %v", e.Label, err)
	}
	return res
}

func (d *desk) plan() *planner.Plan {
	p, err := d.m.Load()
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) item(id string) *planner.Item {
	d.t.Helper()
	key, err := planner.ParseID(id)
	if err != nil {
		d.t.Fatal(err)
	}
	it := d.plan().Item(key)
	if it == nil {
		d.t.Fatalf("there is no %s", id)
	}
	return it.Base()
}

// source is a file of a format.
type source struct {
	name string
	read func(intake.Input) (intake.Batch, error)
	zone *time.Location
}

var (
	table = source{name: "table.csv", read: intake.ReadCSV}
	tasks = source{name: "tasks.json", read: intake.ReadTaskwarrior, zone: time.FixedZone("CET", 3600)}
	todo  = source{name: "todo.txt", read: intake.ReadTodoTxt}
)

func (s source) batch(text string) (intake.Batch, error) {
	return s.read(intake.Input{Name: s.name, Bytes: []byte(text), Today: today, Zone: s.zone})
}

// edit is the edit that takes a text into the plan as it is now.
func (d *desk) edit(s source, text string) (planner.Edit, error) {
	d.t.Helper()
	b, err := s.batch(text)
	if err != nil {
		return planner.Edit{}, err
	}
	known, err := planner.Takes(d.m)
	if err != nil {
		d.t.Fatal(err)
	}
	now, err := d.m.Whole(planner.KindEvidence)
	if err != nil {
		d.t.Fatal(err)
	}
	return b.Edit(now, known, intake.Options{Today: today})
}

// take takes a text in and gives what became of it.
func (d *desk) take(s source, text string) (planner.Result, error) {
	d.t.Helper()
	e, err := d.edit(s, text)
	if err != nil {
		return planner.Result{}, err
	}
	return d.m.Apply(d.stamped(e))
}

// must takes in what has to go in.
func (d *desk) must(s source, text, label string) planner.Result {
	d.t.Helper()
	res, err := d.take(s, text)
	if err != nil {
		d.t.Fatalf("%s: %v", s.name, err)
	}
	if res.Entry.Label != label {
		d.t.Errorf("label %q, want %q", res.Entry.Label, label)
	}
	return res
}

// same holds that a text has nothing new.
func (d *desk) same(s source, text string) {
	d.t.Helper()
	res, err := d.take(s, text)
	if !errors.Is(err, planner.ErrUnchanged) || !strings.HasPrefix(err.Error(), "nothing in ") {
		d.t.Errorf("%s taken again gave %v, %q %v", s.name, err, res.Entry.Label, res.Entry.Changes)
	}
}

// ways are files of all formats that add the same three things.
var ways = map[string]struct {
	from       source
	text, more string // more says something else of the first
}{
	"csv": {
		table,
		"kind,title,due,note\naction,Call Sam,2026-12-01,about the talk\naction,Call Sam,,\nmilestone,Speak at a meetup,,\n",
		"kind,title,due,note\naction,Call Sam,2026-12-02,about the talk\naction,Call Sam,,\nmilestone,Speak at a meetup,,\n",
	},
	"todo.txt": {
		todo,
		"2026-11-01 Call Sam due:2026-12-01\nCall Sam\n(B) Speak at a meetup +talks @home\n",
		"2026-11-01 Call Sam due:2026-12-02\nCall Sam\n(B) Speak at a meetup +talks @home\n",
	},
	"taskwarrior": {
		tasks,
		`[{"uuid":"00000000-0000-4000-8000-000000000001","description":"Call Sam","status":"pending","due":"20261130T230000Z"},
{"uuid":"00000000-0000-4000-8000-000000000002","description":"Call Sam","status":"pending"},
{"uuid":"00000000-0000-4000-8000-000000000003","description":"Speak at a meetup","status":"pending","tags":["home"],"project":"talks"}]`,
		`[{"uuid":"00000000-0000-4000-8000-000000000001","description":"Call Sam","status":"pending","due":"20261201T230000Z"},
{"uuid":"00000000-0000-4000-8000-000000000002","description":"Call Sam","status":"pending"},
{"uuid":"00000000-0000-4000-8000-000000000003","description":"Speak at a meetup","status":"pending","tags":["home"],"project":"talks"}]`,
	},
}

// What was taken once adds nothing again, whatever was done here meanwhile.
func TestTakenOnce(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			res := d.must(way.from, way.text, "Imported "+way.from.name+": 3 added")
			first := res.New[0].String()
			d.same(way.from, way.text)
			if b := d.item(first); b.Title != "Call Sam" || b.Due != day("2026-12-01") || b.Phase != 1 || b.Order != 3 {
				t.Errorf("added as %+v", b)
			}

			d.do(planner.EditItem(res.New[0], today, func(it planner.Listed) error { it.Base().Title = "Call Sam again"; return nil }))
			d.do(planner.SetState(res.New[1:2], planner.Done, "", today))
			d.same(way.from, way.text)
			d.do(planner.Remove(res.New[1:3], today))
			d.same(way.from, way.text)

			d.must(way.from, way.more, "Imported "+way.from.name+": 1 changed")
			if b := d.item(first); b.Title != "Call Sam again" || b.Due != day("2026-12-02") {
				t.Errorf("changed to %+v", b)
			}
			d.same(way.from, way.more)
		})
	}
}

// Undo takes all of an import back, and then it goes in again.
func TestUndoAndAgain(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			before := d.plan()
			d.must(way.from, way.text, "Imported "+way.from.name+": 3 added")
			if _, err := d.m.Undo(0, d.stamped(planner.Edit{})); err != nil {
				t.Fatal(err)
			}
			for it := range d.plan().Items() {
				if before.Item(it.Key()) == nil {
					t.Errorf("%s is left", it.Key())
				}
			}
			res := d.must(way.from, way.text, "Imported "+way.from.name+": 3 added")
			d.same(way.from, way.text)
			d.must(way.from, way.more, "Imported "+way.from.name+": 1 changed")
			if _, err := d.m.Undo(0, d.stamped(planner.Edit{})); err != nil {
				t.Fatal(err)
			}
			if b := d.item(res.New[0].String()); b.Due != day("2026-12-01") {
				t.Errorf("the undone change left %v", b.Due)
			}
			d.must(way.from, way.more, "Imported "+way.from.name+": 1 changed")
		})
	}
}

// What both changed stays as the user has it, and that is told.
func TestYoursStays(t *testing.T) {
	way := ways["taskwarrior"]
	d := newDesk(t)
	res := d.must(way.from, way.text, "Imported tasks.json: 3 added")
	d.do(planner.SetDue(res.New[:1], day("2026-12-24"), today))
	b, err := way.from.batch(strings.Replace(way.more, `000002","description":"Call Sam"`, `000002","description":"Call Sam twice"`, 1))
	if err != nil {
		t.Fatal(err)
	}
	known, _ := planner.Takes(d.m)
	e, err := b.Edit(planner.Whole{Plan: d.plan()}, known, intake.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	d.do(e)
	if due := d.item(res.New[0].String()).Due; due != day("2026-12-24") {
		t.Errorf("due %v", due)
	}
	if title := d.item(res.New[1].String()).Title; title != "Call Sam twice" {
		t.Errorf("title %q", title)
	}
	want := []string{"Changed by you and in the file, and left as you have it: due of " + res.New[0].String()}
	if got := b.(*intake.Entries).Notes(); len(got) != 1 || got[0] != want[0] {
		t.Errorf("told %q", got)
	}
}

// Two imports at a time don't double anything.
func TestImportInBetween(t *testing.T) {
	d := newDesk(t)
	way := ways["csv"]
	late, err := d.edit(way.from, way.text)
	if err != nil {
		t.Fatal(err)
	}
	d.must(way.from, way.text, "Imported table.csv: 3 added")
	if _, err := d.m.Apply(d.stamped(late)); err == nil || !strings.Contains(err.Error(), "in the meantime") {
		t.Errorf("the late one gave %v", err)
	}
}

// Erased things stay away.
func TestErasedStaysAway(t *testing.T) {
	d := newDesk(t)
	way := ways["todo.txt"]
	res := d.must(way.from, way.text, "Imported todo.txt: 3 added")
	x, err := planner.NewErasure(res.New[:2])
	if err != nil {
		t.Fatal(err)
	}
	d.do(planner.Edit{Label: "Erased", Run: func(d *planner.Draft) error {
		for _, id := range res.New[:2] {
			r, err := d.Get(id)
			if err != nil {
				return err
			}
			d.Put(x.Record(r))
		}
		return nil
	}})
	d.same(way.from, way.text)
}
