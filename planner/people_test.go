package planner_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/hostile"
)

func TestPeople(t *testing.T) {
	w := begin(t)
	w.do(t, planner.SetProfile("Profile", func(p *planner.Profile) { p.Name = "Alex Kern" }))
	before := w.plan.Profile()
	next, out, err := w.apply(planner.AddPeople(" Dana ", "Sam\tLee", "DANA"))
	if err != nil || !slices.Equal(next.plan.Profile().People, []string{"Dana", "Sam Lee"}) || out.Entry.Label != "People: Dana, Sam Lee" {
		t.Errorf("%v, %q, %v", next.plan.Profile().People, out.Entry.Label, err)
	}
	if len(before.People) > 0 {
		t.Error("the plan before was changed")
	}
	w = next
	if _, _, err := w.apply(planner.AddPeople("dana")); !errors.Is(err, planner.ErrUnchanged) {
		t.Errorf("noted already: %v", err)
	}
	_, _, err = w.apply(planner.RemovePeople("Dana", "Robin"))
	wantInput(t, err, "name")
	gone, out, err := w.apply(planner.RemovePeople("sam lee"))
	if err != nil || !slices.Equal(gone.plan.Profile().People, []string{"Dana"}) || out.Entry.Label != "People taken back: sam lee" {
		t.Errorf("%v, %q, %v", gone.plan.Profile().People, out.Entry.Label, err)
	}
	if !slices.Equal(w.plan.Profile().People, []string{"Dana", "Sam Lee"}) {
		t.Error("the plan before was changed")
	}
	for _, bad := range []string{"", " ", "…", "42", "D", "d.", "alex KERN", "\x1b", strings.Repeat("x", 1001)} {
		_, _, err := w.apply(planner.AddPeople("Robin", bad))
		var input *planner.InputError
		if !errors.As(err, &input) {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
	for _, good := range []string{"O'Brien", "Jean-Luc", "Åsa", "田中", "田", "Alex", "J. Smith", "X Æ"} {
		if _, _, err := w.apply(planner.AddPeople(good)); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// What is noted of hostile names is clean, or nothing is.
func TestHostilePeople(t *testing.T) {
	for _, text := range slices.Concat(hostile.Texts, hostile.Long) {
		w := begin(t)
		next, out, err := w.apply(planner.AddPeople(text.Text))
		if err != nil {
			continue
		}
		for _, name := range next.plan.Profile().People {
			if name != planner.CleanLine(name) {
				t.Errorf("%s: %.80q is kept", text.Name, name)
			}
			if _, _, err := next.apply(planner.RemovePeople(text.Text)); err != nil {
				t.Errorf("%s can't be taken back: %v", text.Name, err)
			}
		}
		if label := out.Entry.Label; label != planner.CleanLine(label) {
			t.Errorf("%s: the label is %.80q", text.Name, label)
		}
	}
}
