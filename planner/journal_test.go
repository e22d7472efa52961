package planner_test

import (
	"errors"
	"strings"
	"testing"

	"waymark/planner"
)

// keeper is a plan in memory with the edits of a test made one after another.
type keeper struct {
	*planner.Memory
	t *testing.T
}

func keep(t *testing.T) keeper {
	t.Helper()
	m := planner.NewMemory()
	if _, err := m.Create("test", startEdit()); err != nil {
		t.Fatal(err)
	}
	return keeper{m, t}
}

func (k keeper) do(e planner.Edit) planner.Result {
	k.t.Helper()
	res, err := k.Apply(e.Stamp(stampTime, "test", 0))
	if err != nil {
		k.t.Fatalf("%s: %v", e.Label, err)
	}
	return res
}

// run does steps in short: a word is a new title of the action, "undo",
// "undo 3" and "redo" are what they say. It gives the titles after each.
func (k keeper) run(id planner.ID, steps string) string {
	k.t.Helper()
	var out []string
	for step := range strings.SplitSeq(steps, ", ") {
		var err error
		switch word, number, _ := strings.Cut(step, " "); {
		case word == "undo" && number != "":
			_, err = k.Undo(uint64(number[0]-'0'), planner.Edit{})
		case word == "undo":
			_, err = k.Undo(0, planner.Edit{})
		case word == "redo":
			_, err = k.Redo(planner.Edit{})
		default:
			k.do(planner.EditItem(id, today, func(l planner.Listed) error { l.Base().Title = step; return nil }))
		}
		p, _ := k.Load()
		switch it := p.Find(id).(*planner.Action); {
		case err != nil && errors.Is(err, planner.ErrUnchanged):
			out = append(out, "nothing")
		case err != nil:
			out = append(out, "refused")
		case it.Removed:
			out = append(out, "gone")
		default:
			out = append(out, it.Title)
		}
	}
	return strings.Join(out, ", ")
}

// Entry 1 starts the plan, entry 2 adds the action "a"; the steps follow.
func TestUndoAndRedo(t *testing.T) {
	for _, tt := range []struct{ name, steps, want string }{
		{"undo", "b, undo", "b, a"},
		{"undo all", "b, undo, undo, undo", "b, a, gone, nothing"},
		{"redo", "b, undo, redo", "b, a, b"},
		{"redo without an undo", "b, redo", "b, nothing"},
		{"redo twice", "b, undo, redo, redo", "b, a, b, nothing"},
		{"back and forth", "b, c, undo, undo, redo, redo, undo", "b, c, b, a, b, c, b"},
		{"an edit empties redo", "b, c, undo, undo, redo, d, redo", "b, c, b, a, b, d, nothing"},
		{"undo of the edit after an undo", "b, c, undo, d, undo, undo", "b, c, b, d, b, a"},
		{"undo of an addition and back", "undo, redo", "gone, a"},
		{"undo and redo over and over", "b, undo, redo, undo, redo, undo, undo", "b, a, b, a, b, a, gone"},
		{"an older one, its field changed since", "b, c, undo 3", "b, c, refused"},
		{"an older one after the newer", "b, c, undo 4, undo 3", "b, c, b, a"},
		{"one undone already", "b, undo, undo 3", "b, a, nothing"},
		{"an undo itself", "b, undo, undo 4", "b, a, refused"},
		{"the start", "undo 1", "refused"},
		{"number past the end", "undo 9", "refused"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := keep(t)
			id := k.do(planner.AddItem(action("a"), today)).New[0]
			if got := k.run(id, tt.steps); got != tt.want {
				t.Errorf("%s\ngives %s\nwant  %s", tt.steps, got, tt.want)
			}
		})
	}
}

func TestUndoOfAnOlderEntry(t *testing.T) {
	k := keep(t)
	a := k.do(planner.AddItem(action("a"), today)).New[0]
	b := k.do(planner.AddItem(action("b"), today)).New[0]
	done := k.do(planner.SetState(ids(a), planner.Done, "", today.AddDays(1))).Entry.Seq
	k.do(planner.SetNote(a, "a note", today.AddDays(2)))
	k.do(planner.SetState(ids(b), planner.Doing, "", today.AddDays(2)))

	res, err := k.Undo(done, planner.Edit{}) // other fields and records have changed since
	if err != nil {
		t.Fatal(err)
	}
	got := res.Plan.Item(a).Base()
	if got.State != planner.ToDo || !got.Done.IsZero() || got.Note != "a note" || got.Touched != today.AddDays(2) {
		t.Errorf("after the undo: %+v", got)
	}
	if res.Entry.Label != "Undone: Done: a" || res.Entry.Undoes != done {
		t.Errorf("entry %+v", res.Entry)
	}
	if res, err = k.Redo(planner.Edit{}); err != nil || res.Plan.Item(a).Base().State != planner.Done {
		t.Errorf("redo: %v", err)
	}
	k.do(planner.SetState(ids(a), planner.Waiting, "", today))
	_, err = k.Undo(done, planner.Edit{})
	if err == nil || !strings.Contains(err.Error(), "a1") || !strings.Contains(err.Error(), "changed since") {
		t.Errorf("undo of a state that changed since: %v", err)
	}
}

// Taking back an addition would take what was noted there since with it, also
// in fields that it didn't fill.
func TestUndoOfAnAdditionThatWasChanged(t *testing.T) {
	for name, change := range map[string]func(planner.ID) planner.Edit{
		"a field it filled":   func(id planner.ID) planner.Edit { return planner.SetState(ids(id), planner.Doing, "", today) },
		"a field it left out": func(id planner.ID) planner.Edit { return planner.SetNote(id, "years of thought", today) },
		"removed since":       func(id planner.ID) planner.Edit { return planner.Remove(ids(id), today) },
	} {
		t.Run(name, func(t *testing.T) {
			k := keep(t)
			added := k.do(planner.AddItem(action("a"), today))
			k.do(change(added.New[0]))
			if _, err := k.Undo(added.Entry.Seq, planner.Edit{}); err == nil || !strings.Contains(err.Error(), "changed since") {
				t.Errorf("got %v, want it refused", err)
			}
		})
	}
}

func TestUndoWordsAndKinds(t *testing.T) {
	k := keep(t)
	_, err := k.Undo(0, planner.Edit{})
	wantIs(t, err, planner.ErrUnchanged)
	_, err = k.Undo(42, planner.Edit{})
	wantIs(t, err, planner.ErrNotFound)
	if !strings.Contains(err.Error(), "42") {
		t.Errorf("error %q doesn't name the change", err)
	}
	_, err = k.Undo(1, planner.Edit{})
	if err == nil || !strings.Contains(err.Error(), "start of the plan") {
		t.Errorf("undo of the start: %v", err)
	}
	start, _ := k.Entry(1)
	start.Changes[0], start.Changes[1] = start.Changes[1], start.Changes[0] // in any order
	p, _ := k.Load()
	if _, err := p.Apply(planner.Takeback(start), nil); err == nil {
		t.Error("the start was taken back")
	}
}

// squashed is a journal whose oldest entries are no longer kept.
type squashed struct {
	planner.Log
	first uint64
}

func (s squashed) Entry(seq uint64) (planner.Entry, error) {
	if seq < s.first {
		return planner.Entry{}, planner.ErrNotFound
	}
	return s.Log.Entry(seq)
}

func TestUndoAtTheEndOfASquashedJournal(t *testing.T) {
	k := keep(t)
	k.do(planner.AddItem(action("a"), today))
	k.do(planner.AddItem(action("b"), today))
	if _, err := k.Undo(0, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	_, err := planner.ToUndo(squashed{k, 3}, 0)
	wantIs(t, err, planner.ErrUnchanged)
	_, err = planner.ToUndo(squashed{k, 3}, 2)
	wantIs(t, err, planner.ErrNotFound)
	if e, err := planner.ToRedo(squashed{k, 3}); err != nil || e.Seq != 3 {
		t.Errorf("redo: %+v, %v", e, err)
	}
	if _, err := k.Redo(planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	_, err = planner.ToRedo(squashed{k, 5})
	wantIs(t, err, planner.ErrUnchanged)
}

func TestHistory(t *testing.T) {
	k := keep(t)
	for _, title := range []string{"a", "b", "c"} {
		k.do(planner.AddItem(action(title), today))
	}
	if _, err := k.Undo(3, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	labels := func(before uint64, n int) string {
		list, err := k.History(before, n)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, e := range list {
			word := e.Label
			if e.Undone {
				word += " (undone)"
			}
			out = append(out, word)
		}
		return strings.Join(out, ", ")
	}
	for _, tt := range []struct {
		before uint64
		n      int
		want   string
	}{
		{0, 2, "Undone: Added: b, Added: c"},
		{4, 99, "Added: b (undone), Added: a, Plan started"},
		{99, 1, "Undone: Added: b"},
		{1, 9, ""},
		{0, 0, ""},
	} {
		if got := labels(tt.before, tt.n); got != tt.want {
			t.Errorf("History(%d, %d) = %s, want %s", tt.before, tt.n, got, tt.want)
		}
	}
}

func TestMemoryKeeper(t *testing.T) {
	m := planner.NewMemory()
	_, err := m.Load()
	wantIs(t, err, planner.ErrNoPlan)
	_, err = m.Apply(planner.CaptureLine("a thought", today))
	wantIs(t, err, planner.ErrNoPlan)
	_, err = m.Get(planner.ID{Kind: planner.KindAction, N: 1})
	wantIs(t, err, planner.ErrNoPlan)
	k := keep(t)
	_, err = k.Create("again", startEdit())
	wantIs(t, err, planner.ErrExists)

	id := k.do(planner.AddItem(check("k", "day"), today)).New[0]
	for n := range 5 {
		k.do(planner.SetState(ids(id), planner.Done, "", today.AddDays(n)))
	}
	p, _ := k.Load()
	k.do(planner.Toggle(p.Item(id), today.AddDays(4)))
	list, err := k.Range(planner.KindTick, today.AddDays(1), today.AddDays(9))
	if err != nil || len(list) != 3 || list[0].Day() != today.AddDays(1) || list[2].Day() != today.AddDays(3) {
		t.Errorf("range: %v, %v", list, err)
	}
}
