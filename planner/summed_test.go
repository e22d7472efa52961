package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// fullest is the most records that an edit creates with the journal holding
// their fields.
const fullest = 500

// brought is the edit that adds one of everything that the tests change, and
// captures, n in all. The first action is a1.
func brought(n int) planner.Edit {
	return planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		d.Add(planner.KindAction, action("a"))
		d.Add(planner.KindReview, &planner.Review{Week: planner.Week(today), Due: today, Started: today})
		d.Add(planner.KindWeek, &planner.WeekNote{Week: planner.Week(today)})
		for i := range n - 3 {
			d.Add(planner.KindCapture, &planner.Capture{Text: fmt.Sprint("line ", i), Created: today})
		}
		return nil
	}}
}

// changing is the edit that changes a copy of one record.
func changing[R any, P interface {
	*R
	planner.Record
}](id planner.ID, change func(*R)) planner.Edit {
	return planner.Edit{Label: "Changed", On: ids(id), Run: func(d *planner.Draft) error {
		r, err := d.Get(id)
		if err != nil {
			return err
		}
		next := *r.(P)
		change(&next)
		d.Put(P(&next))
		return nil
	}}
}

// TestUndoOfManyAdditions takes back edits that added few enough for the
// journal to hold their fields, and one more: both are refused for the same
// changes since.
func TestUndoOfManyAdditions(t *testing.T) {
	a, r, w := planner.ID{Kind: planner.KindAction, N: 1}, planner.ID{Kind: planner.KindReview, N: 1}, planner.ID{Kind: planner.KindWeek, N: 1}
	last := planner.ID{Kind: planner.KindCapture, N: fullest - 3}
	for _, tt := range []struct {
		name    string
		edits   []planner.Edit
		refused string
	}{
		{"nothing since", nil, ""},
		{"looked at", []planner.Edit{changing(a, func(a *planner.Action) { a.Touched, a.Title = today.AddDays(1), "b" }), changing(a, func(a *planner.Action) { a.Title = "a" })}, ""},
		{"a title", []planner.Edit{changing(a, func(a *planner.Action) { a.Title = "b" })}, "a1 b"},
		{"a first note", []planner.Edit{changing(a, func(a *planner.Action) { a.Note = "years of thought" })}, "a1 a"},
		{"there and back", []planner.Edit{changing(a, func(a *planner.Action) { a.Title = "b" }), changing(a, func(a *planner.Action) { a.Title = "a" })}, ""},
		{"the last of them", []planner.Edit{changing(last, func(c *planner.Capture) { c.Text = "another" })}, last.String()},
		{"removed", []planner.Edit{planner.Remove(ids(last), today)}, last.String()},
		{"where a review stands", []planner.Edit{changing(r, func(r *planner.Review) { r.Stage, r.Probes, r.Short = planner.StageProbe, []string{"q1-1"}, true })}, ""},
		{"what a review came to", []planner.Edit{changing(r, func(r *planner.Review) { r.Line = "Calm" })}, "r1"},
		{"what was asked in a week", []planner.Edit{changing(w, func(w *planner.WeekNote) { w.Asked = []planner.Asked{{Probe: "q1-1", On: today}} })}, ""},
		{"of another since", []planner.Edit{planner.AddItem(action("b"), today)}, ""},
	} {
		for _, n := range []int{fullest, fullest + 1} {
			t.Run(fmt.Sprint(tt.name, ", of ", n), func(t *testing.T) {
				k := keep(t)
				made := k.do(brought(n))
				if summed := made.Entry.Changes[0].Sum != 0; summed != (n > fullest) || summed == (len(made.Entry.Changes[0].After) > 0) {
					t.Fatalf("the journal holds %+v", made.Entry.Changes[0])
				}
				for _, e := range tt.edits {
					k.do(e)
				}
				res, err := k.Undo(made.Entry.Seq, planner.Edit{})
				if tt.refused != "" {
					if err == nil || !strings.Contains(err.Error(), tt.refused+": ") || !strings.Contains(err.Error(), "changed since") {
						t.Errorf("got %v", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				if len(res.Entry.Changes) != n || res.Plan.Item(a) != nil {
					t.Errorf("%d were taken back", len(res.Entry.Changes))
				}
				again, err := k.Redo(planner.Edit{})
				if err != nil || again.Plan.Item(a) == nil || len(again.Entry.Changes) != n {
					t.Errorf("brought back: %d, %v", len(again.Entry.Changes), err)
				}
				if _, err := k.Undo(made.Entry.Seq, planner.Edit{}); err != nil {
					t.Errorf("and taken back once more: %v", err)
				}
			})
		}
	}
}

// TestMergeOfSums puts the addition of very many together with what changed
// since: each sum is that of its record as it is then.
func TestMergeOfSums(t *testing.T) {
	k := keep(t)
	entries := []planner.Entry{k.do(brought(fullest + 20)).Entry}
	a := planner.ID{Kind: planner.KindAction, N: 1}
	for _, e := range []planner.Edit{
		changing(a, func(a *planner.Action) { a.Title, a.Note = "b", "noted" }),
		planner.SetState(ids(a), planner.Waiting, "for the budget", today.AddDays(3)),
		changing(planner.ID{Kind: planner.KindReview, N: 1}, func(r *planner.Review) { r.Stage, r.Line = planner.StageProbe, "Calm" }),
		changing(a, func(a *planner.Action) { a.Note = "" }),
	} {
		entries = append(entries, k.do(e).Entry)
	}
	p, _ := k.Load()
	merged := planner.Merge(entries)
	if _, err := p.Apply(planner.Takeback(merged), k.Get); err != nil {
		t.Errorf("the sums don't fit: %v", err)
	}
	short := planner.Merge(entries[:len(entries)-1])
	if _, err := p.Apply(planner.Takeback(short), k.Get); err == nil {
		t.Error("the sums fit what came later, too: this shows nothing")
	}
	both := planner.Merge([]planner.Entry{planner.Merge(entries[:2]), planner.Merge(entries[2:])})
	if diff := cmp.Diff(merged.Changes, both.Changes); diff != "" {
		t.Error(diff)
	}
}

// TestManyAtOnce counts what an edit of very many asks for: no more reading of
// history than each record once, and none for new ones.
func TestManyAtOnce(t *testing.T) {
	const n = 20_000
	k := keep(t)
	id := k.do(planner.AddItem(check("k", "day"), today)).New[0]
	reads := map[planner.ID]int{}
	read := func(id planner.ID) (planner.Record, error) {
		reads[id]++
		return k.Get(id)
	}
	number := func(i int) planner.ID { return planner.ID{Kind: planner.KindTick, N: uint32(n - i)} }
	add := planner.Edit{Label: "Imported", Run: func(d *planner.Draft) error {
		for i := range n { // under their own numbers, the last first
			d.Put(&planner.Tick{ID: number(i), Check: id, Date: today.AddDays(-i % 3000)})
		}
		return nil
	}}
	p, _ := k.Load()
	if _, err := p.Apply(add, read); err != nil || len(reads) > 0 {
		t.Fatalf("new ones were looked up %d times (%v)", len(reads), err)
	}
	k.do(add)
	change := planner.Edit{Label: "Changed", Run: func(d *planner.Draft) error {
		for i := range n {
			r, err := d.Get(number(i))
			if err != nil {
				return err
			}
			next := *r.(*planner.Tick)
			next.Note = "noted"
			d.Put(&next)
		}
		return nil
	}}
	for i := range n {
		change.On = append(change.On, number(i))
	}
	p, _ = k.Load()
	out, err := p.Apply(change, read)
	if err != nil || len(out.Touched) != n {
		t.Fatal(err)
	}
	for id, times := range reads {
		if times != 1 {
			t.Fatalf("%s was read %d times", id, times)
		}
	}
	for i, c := range out.Entry.Changes {
		if out.Touched[i].Key() != c.ID {
			t.Fatalf("change %d is of %s, the record %s", i, c.ID, out.Touched[i].Key())
		}
	}
}
