package intake_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/intake"
)

func (d *desk) record(id string) planner.Record {
	d.t.Helper()
	r, err := d.m.Get(itemID(id))
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// What people keep by hand in tables goes in, and can be changed by its id.
func TestTablesOfOtherKinds(t *testing.T) {
	d := newDesk(t)
	text := "kind,check,date,skipped,note,work,value,question,answer,sort,title,opened,closed,taken_back,outcome,from,to,why\n" +
		"tick,k1,2026-11-06,,went well,,,,,,,,,,,,,\n" +
		"tick,k1,2026-11-13,yes,,,,,,,,,,,,,,\n" +
		"energy,,2026-11-11,,,coaching,-1,,,,,,,,,,,\n" +
		"energy,,2026-11-12,,,coaching,2,,,,,,,,,,,\n" +
		"energy,,2026-11-12,,just a note,,,,,,,,,,,,,\n" +
		"reflection,,2026-11-12,,,,,Why?,\"Because.\nReally.\",,,,,,,,,\n" +
		"matter,,,,,,,,,delegation,Hand over the pager,2026-11-01,2026-11-18,true,Too soon,,,\n" +
		"away,,,,,,,,,,,,,,,2026-12-21,,skiing\n"
	res := d.must(table, text, "Imported table.csv: 8 added")
	d.same(table, text)
	if k := d.plan().Item(itemID("k1")).(*planner.Check); k.Last != day("2026-11-13") || k.Prev != day("2026-11-06") || !k.Skipped || k.Tick != itemID("t2") {
		t.Errorf("the check is %+v", k)
	}
	if tick := d.record("t1").(*planner.Tick); tick.Note != "went well" || tick.Skipped {
		t.Errorf("the tick is %+v", tick)
	}
	week := d.plan().WeekNamed("2026-W46")
	if week == nil || len(week.Energy) != 1 || week.Energy["coaching"] != (planner.Reading{Value: 2, Of: itemID("n2")}) {
		t.Errorf("the week is %+v", week)
	}
	if r := d.record("q1").(*planner.Reflection); r.Question != "Why?" || r.Answer != "Because.\nReally." {
		t.Errorf("the answer is %+v", r)
	}
	if o := d.record("o1").(*planner.Matter); o.Sort != planner.Delegation || !o.TakenBack || o.Closed != day("2026-11-18") || o.Outcome != "Too soon" {
		t.Errorf("the matter is %+v", o)
	}
	if v := d.record("v1").(*planner.TimeOff); v.From != day("2026-12-21") || v.To != v.From || v.Why != "skiing" {
		t.Errorf("the days off are %+v", v)
	}
	if len(res.New) != 10 { // with the week and the intake
		t.Errorf("added %v", res.New)
	}

	change := "id,date,skipped,work,value,answer,title,to\n" +
		"t2,2026-11-19,no,,,,,\n" +
		"n2,2026-11-18,,coaching,1,,,\n" +
		"q1,,,,,Still.,,\n" +
		"o1,,,,,,Hand it over,\n" +
		"v1,,,,,,,2026-12-24\n"
	d.must(table, change, "Imported table.csv: 5 changed")
	d.same(table, change)
	if k := d.plan().Item(itemID("k1")).(*planner.Check); k.Last != day("2026-11-19") || k.Prev != day("2026-11-06") || k.Skipped {
		t.Errorf("the check is %+v", k)
	}
	if was, now := d.plan().WeekNamed("2026-W46"), d.plan().WeekNamed("2026-W47"); len(was.Energy) != 0 || now.Energy["coaching"].Value != 1 {
		t.Errorf("the weeks are %+v and %+v", was, now)
	}
	if v := d.record("v1").(*planner.TimeOff); v.To != day("2026-12-24") || v.Why != "skiing" {
		t.Errorf("the days off are %+v", v)
	}
	if _, err := d.m.Undo(0, d.stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	if week := d.plan().WeekNamed("2026-W46"); week.Energy["coaching"].Value != 2 {
		t.Errorf("undone to %+v", week)
	}
	d.do(planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Rest"}, Every: planner.Rule{N: 1, Unit: planner.Day}}, today))
	_, err := d.take(table, "id,check\nt1,k2\n")
	if err == nil || !strings.Contains(err.Error(), "2: t1 stays with k1") {
		t.Errorf("another check: %v", err)
	}
}

// A reading that was there is not taken over by a table's.
func TestReadingsStay(t *testing.T) {
	d := newDesk(t)
	d.do(d.plan().Feel(nil, planner.HandsOn, -2, "", day("2026-11-12")))
	d.must(table, "kind,date,work,value\nenergy,2026-11-11,hands-on,2\n", "Imported table.csv: 1 added")
	if week := d.plan().WeekNamed("2026-W46"); week.Energy[planner.HandsOn].Value != -2 {
		t.Errorf("the week is %+v", week)
	}
}

// Rows that don't say what they are, are actions unless all others are
// something else.
func TestRowsWithoutKind(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"title,due,phase\nCall Sam,2026-12-01,2\n", []string{"action"}},
		{"kind,title\nmilestone,Speak\n,Speak again\n", []string{"milestone", "milestone"}},
		{"id,title\nm1,Lead a project\n,Another\n", []string{"milestone"}},
		{"kind,title,every\nmilestone,Sing,\ncheck,Breathe,week\n,Call,\n", []string{"milestone", "check", "action"}},
	} {
		res, err := d.take(table, c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var got []string
		for _, id := range res.New {
			if id.Kind != planner.KindIntake {
				got = append(got, id.Kind.String())
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q gave %q", c.text, got)
		}
	}
	if b := d.item("a4"); b.Due != day("2026-12-01") || b.Phase != 2 {
		t.Errorf("a4 is %+v", b)
	}
}

// What a cell means otherwise is not taken for letters that got lost.
func TestNothingIsLostOfFlags(t *testing.T) {
	b, err := intake.ReadCSV(intake.Input{Name: "x.csv", Today: today, Bytes: []byte("kind,title,optional,private,phase,sort\naction,x,no,false,01,\nevidence,y,,FALSE,,hard conversation\nevidence,z,,no,,Led it all\n")})
	if err == nil && len(b.Notes()) > 0 {
		t.Errorf("told %q %v", b.Notes(), err)
	}
}

// Our own tags choose the phase and, as we write it, what is in focus.
func TestTagsOfOurs(t *testing.T) {
	d := newDesk(t)
	text := "(A) Call Sam +growing @phone\n(A) Call Dana +talks\n(A) Call Kim\n(B) Call Lee +leading\nx 2026-11-18 Call Max +growing pri:A\n+growing\nWater rec:1w (A) +growing\n(A) Weed rec:1w +growing\n"
	notes := d.notes(todo, text, "Imported todo.txt: 8 added")
	if want := "This week's focus holds 3 things, and out of it for now: 1 other with priority A"; !slices.Equal(notes, []string{want}) {
		t.Errorf("told %q", notes)
	}
	d.same(todo, text)
	var got []string
	for _, id := range []string{"a4", "a5", "a6", "a7", "a8", "a9", "k2", "k3"} {
		b := d.item(id)
		words := []string{b.Title, string(rune('0' + b.Phase)), b.Note}
		if b.Focus {
			words = append(words, "focus")
		}
		got = append(got, strings.Join(words, "|"))
	}
	want := []string{
		"Call Sam @phone|2||focus", "Call Dana +talks|1||focus", "Call Kim|1|Priority A", "Call Lee|3|Priority B", "Call Max|2|Priority A",
		"+growing|2|", "Water (A)|2|", "Weed|2|Priority A",
	}
	if !slices.Equal(got, want) {
		t.Errorf("taken as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// Finished in another program, which keeps the priority as a key.
	d.must(todo, strings.Replace(text, "(A) Call Sam +growing @phone", "x 2026-11-20 Call Sam +growing @phone pri:A", 1), "Imported todo.txt: 1 changed")
	if b := d.item("a4"); b.State != planner.Done || b.Note != "" {
		t.Errorf("a4 is %+v", b)
	}
	d.must(todo, strings.Replace(text, "(B) Call Lee", "(A) Call Lee", 1), "Imported todo.txt: 1 changed")
}
