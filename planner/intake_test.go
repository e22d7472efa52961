package planner_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// taken is the edit that notes what was taken from outside.
func taken(i planner.Intake) planner.Edit {
	return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		next := i
		d.Add(planner.KindIntake, &next)
		return nil
	}}
}

func TestIntakeRules(t *testing.T) {
	good := planner.Intake{Date: today, From: planner.FromPath, Name: "it-management", Version: 2, Rows: []planner.Taken{{Key: "p1-a1", As: planner.ID{Kind: planner.KindAction, N: 1}}}}
	for _, tt := range []struct {
		name   string
		change func(*planner.Intake)
		what   string
	}{
		{"right", func(*planner.Intake) {}, ""},
		{"nothing in it", func(i *planner.Intake) { i.Rows = nil }, ""},
		{"one left out", func(i *planner.Intake) { i.Rows = []planner.Taken{{Key: "p1-a1"}} }, ""},
		{"no day", func(i *planner.Intake) { i.Date = on("0001-01-01").AddDays(-400) }, "date"},
		{"no source", func(i *planner.Intake) { i.From = "" }, "source"},
		{"a source that is none", func(i *planner.Intake) { i.From = "the moon" }, "source"},
		{"a version that is none", func(i *planner.Intake) { i.Version = -1 }, "version"},
		{"a name that would act", func(i *planner.Intake) { i.Name = "\x1b[2J" }, "source's name"},
		{"no key", func(i *planner.Intake) { i.Rows = []planner.Taken{{}} }, "taken entry"},
		{"a long key", func(i *planner.Intake) { i.Rows = []planner.Taken{{Key: strings.Repeat("x", 201)}} }, "taken entry"},
		{"a key that would act", func(i *planner.Intake) { i.Rows = []planner.Taken{{Key: "a\u202eb"}} }, "taken entry"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := keep(t)
			k.do(planner.AddItem(action("a"), today))
			i := good
			tt.change(&i)
			_, err := k.Apply(taken(i))
			if tt.what != "" {
				wantInput(t, err, tt.what)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	_, err := keep(t).Apply(taken(good)) // there is no a1
	wantIs(t, err, planner.ErrNotFound)
	if !strings.Contains(err.Error(), "i1 refers to action a1") {
		t.Errorf("got %v", err)
	}
}

// TestTakes lists intakes by their numbers, without those that were taken back.
func TestTakes(t *testing.T) {
	k := keep(t)
	names := func() string {
		t.Helper()
		list, err := planner.Takes(k)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, i := range list {
			out = append(out, i.ID.String()+" "+i.Name)
		}
		return strings.Join(out, ", ")
	}
	if got := names(); got != "" {
		t.Errorf("before any there is %q", got)
	}
	for days, name := range []string{"first", "second", "third"} {
		k.do(taken(planner.Intake{Date: today.AddDays(-days), From: planner.FromCSV, Name: name}))
	}
	if got := names(); got != "i1 first, i2 second, i3 third" {
		t.Errorf("there is %q", got)
	}
	if _, err := k.Undo(0, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	if got := names(); got != "i1 first, i2 second" {
		t.Errorf("after the last was undone there is %q", got)
	}
}

// TestErasedIntake erases what an intake brought: of that it keeps the key.
func TestErasedIntake(t *testing.T) {
	a1, a2 := planner.ID{Kind: planner.KindAction, N: 1}, planner.ID{Kind: planner.KindAction, N: 2}
	sum := map[string]string{"title": "5eed"}
	i := &planner.Intake{Rows: []planner.Taken{{Key: "x", As: a1, Print: sum}, {Key: "y", As: a2, Print: sum}, {Key: "z"}}}
	want := []planner.Taken{{Key: "x", As: a1}, {Key: "y", As: a2, Print: sum}, {Key: "z"}}
	same := func(a, b planner.Taken) bool {
		return a.Key == b.Key && a.As == b.As && (a.Print == nil) == (b.Print == nil)
	}
	rest := erasure(t, a1).Record(i)
	if got := rest.(*planner.Intake).Rows; !slices.EqualFunc(got, want, same) || i.Rows[0].Print == nil {
		t.Errorf("the rows are %+v of %+v", got, i.Rows)
	}
	if again := erasure(t, a1).Record(rest); again != rest {
		t.Error("erased again, it is another")
	}
	if other := erasure(t, planner.ID{Kind: planner.KindCapture, N: 1}).Record(i); other != i {
		t.Error("it was altered by an erasure that has nothing to do with it")
	}
}
