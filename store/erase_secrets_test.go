package store_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// secrets is a plan of things that somebody may want to erase, under words
// that occur nowhere else.
//
//	a1 was renamed twice, removed and brought back; it serves m1
//	c1 was sorted into a2
//	k1 was ticked twice, with notes
//	r1 is closed, r2 under way
//	a3 is ordinary, though it was once called as a1 was
//	e1 came of a4, c2 was sorted into e2, c3 into n2
//	n1 and q1 were noted in r2, twice
//	k2 was skipped, with a reason
//	o1 is a matter, v1 days off
func secrets(t *testing.T) *store.Store {
	t.Helper()
	s := open(t, inMemory(t))
	if _, err := s.Create("secret-plan", start()); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.AddItem(&planner.Milestone{Item: planner.Item{Phase: 1, Title: "Xenolith reached", Note: "with Yarrow"}, Criterion: "Zeolite"}, today))
	apply(t, s, planner.AddItem(&planner.Action{Item: planner.Item{Phase: 1, Title: "Quinoa", Note: "about Quartz"}, Milestone: id("m1")}, today))
	apply(t, s, rename("a1", "Quagga talk "+strings.Repeat("with a long name ", 8)))
	apply(t, s, planner.SetDue(ids("a1"), today, today))
	apply(t, s, rename("a1", "Quokka"))
	apply(t, s, planner.SetState(ids("a1"), planner.Waiting, "for Quincy", today))
	apply(t, s, planner.Remove(ids("a1"), today))
	if _, err := s.Undo(0, stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("Wolframite thought", today))
	apply(t, s, planner.Sort(id("c1"), &planner.Action{Item: planner.Item{Phase: 1, Title: "Wolframite plan"}}, today))
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Vermilion", Note: "Verdigris"}, Every: planner.Rule{N: 1, Unit: planner.Day, After: true}}, today))
	for n := range 2 {
		apply(t, s, planner.SetState(ids("k1"), planner.Done, "", today.AddDays(n)))
		apply(t, s, planner.Edit{Label: "Noted", On: ids(fmt.Sprint("t", n+1)), Run: func(d *planner.Draft) error {
			r, err := d.Get(id(fmt.Sprint("t", n+1)))
			if err != nil {
				return err
			}
			next := *r.(*planner.Tick)
			next.Note = fmt.Sprint("Viridian ", n)
			d.Put(&next)
			return nil
		}})
	}
	p := load(t, s.Path())
	apply(t, s, p.StartReview(false, today))
	apply(t, s, planner.CloseReview(id("r1"), nil, "Ultramarine week", today))
	apply(t, s, load(t, s.Path()).StartReview(false, today.AddDays(20)))
	apply(t, s, action("Quagga talk "+strings.Repeat("with a long name ", 8), 1))
	apply(t, s, rename("a3", "Ordinary"))
	secretsOfReviews(t, s)
	return s
}

// secretsOfReviews adds the kinds of record that reviews deal with.
func secretsOfReviews(t *testing.T, s *store.Store) {
	t.Helper()
	apply(t, s, action("Hornblende", 1))
	apply(t, s, planner.LogEvidence(planner.Evidence{Title: "Hornblende", Outcome: "Ilmenite", From: id("a4"), Review: id("r2")}, today))
	apply(t, s, planner.CaptureLine("Jasper", today))
	apply(t, s, planner.SortEvidence(id("c2"), planner.Evidence{Title: "Jasper talk", Outcome: "Kyanite"}, today))
	under, err := s.Get(id("r2"))
	if err != nil {
		t.Fatal(err)
	}
	r := under.(*planner.Review)
	for _, word := range []string{"Lazulite", "Malachite"} {
		apply(t, s, load(t, s.Path()).Feel(r, planner.HandsOn, 1, word, today))
	}
	p := apply(t, s, planner.CaptureLine("Nephrite", today)).Plan
	for c := range p.Inbox() {
		apply(t, s, planner.SortEnergy(c, planner.ID{}, today))
	}
	for _, word := range []string{"Obsidian", "Peridot"} {
		apply(t, s, load(t, s.Path()).Reflect(r, planner.PhaseProbe{Probe: planner.Probe{ID: "q1", Text: "Who disagreed?"}, Phase: 1}, word, today))
	}
	apply(t, s, planner.AddItem(&planner.Check{Item: planner.Item{Phase: 1, Title: "Sodalite"}, Every: planner.Rule{N: 1, Unit: planner.WeekUnit}}, today))
	apply(t, s, planner.Skip(id("k2"), "Rhodonite", today))
	apply(t, s, planner.OpenMatter(planner.Conflict, "Tourmaline", today))
	apply(t, s, planner.CloseMatter(id("o1"), false, "Uvarovite", today))
	apply(t, s, planner.BeAway(today.AddDays(40), today.AddDays(44), "Wavellite"))
}

// erasures have words that each takes out of the file, and labels those that
// labels of others have no more.
var erasures = []struct {
	name   string
	ids    string
	bound  string
	words  []string
	labels []string
}{
	{"renamed, removed and brought back", "a1", "a1", []string{"Quinoa", "Quartz", "Quokka", "Quincy"}, []string{"Quagga"}},
	{"sorted from a capture", "a2", "a2 c1", []string{"Wolframite"}, nil},
	{"a capture only", "c1", "c1", []string{"Wolframite thought"}, nil},
	{"a check with ticks", "k1", "k1 t1 t2", []string{"Vermilion", "Verdigris", "Viridian"}, nil},
	{"a tick only", "t2", "t2", []string{"Viridian 1"}, nil},
	{"a milestone that is served", "m1", "m1", []string{"Xenolith", "Yarrow", "Zeolite"}, nil},
	{"a review", "r1", "r1", []string{"Ultramarine"}, nil},
	{"an action with evidence", "a4", "a4 e1", []string{"Hornblende", "Ilmenite"}, nil},
	{"evidence only", "e1", "e1", []string{"Ilmenite"}, []string{"Hornblende"}},
	{"evidence sorted from a capture", "e2", "e2 c2", []string{"Jasper", "Kyanite"}, nil},
	{"a reading with notes", "n1", "n1", []string{"Lazulite", "Malachite"}, nil},
	{"a note on energy sorted from a capture", "n2", "n2 c3", []string{"Nephrite"}, nil},
	{"an answer", "q1", "q1", []string{"Obsidian", "Peridot"}, nil},
	{"a check that was skipped", "k2", "k2 t3", []string{"Sodalite", "Rhodonite"}, nil},
	{"a matter", "o1", "o1", []string{"Tourmaline", "Uvarovite"}, nil},
	{"days off", "v1", "v1", []string{"Wavellite"}, nil},
	{"several", "t1 a2 k1 a2 a1 a3", "t1 a2 c1 k1 t2 a1 a3", []string{"Quinoa", "Quagga", "Quokka", "Wolframite", "Vermilion", "Viridian", "Ordinary"}, nil},
}
