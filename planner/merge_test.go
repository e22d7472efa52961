package planner_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/planner"
)

func fields(text string) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		panic(err)
	}
	return m
}

func TestMerge(t *testing.T) {
	a1, a2 := planner.ID{Kind: planner.KindAction, N: 1}, planner.ID{Kind: planner.KindAction, N: 2}
	changed := func(id planner.ID, before, after string) planner.Change {
		return planner.Change{ID: id, Before: fields(before), After: fields(after)}
	}
	created := func(id planner.ID, after string) planner.Change {
		return planner.Change{ID: id, Created: true, After: fields(after)}
	}
	for _, tt := range []struct {
		name string
		in   []planner.Change // one entry each
		want []planner.Change
	}{
		{"one", []planner.Change{changed(a1, `{"x":1}`, `{"x":2}`)}, []planner.Change{changed(a1, `{"x":1}`, `{"x":2}`)}},
		{"the same field", []planner.Change{changed(a1, `{"x":1}`, `{"x":2}`), changed(a1, `{"x":2}`, `{"x":3}`)}, []planner.Change{changed(a1, `{"x":1}`, `{"x":3}`)}},
		{"other fields", []planner.Change{changed(a1, `{"x":1}`, `{"x":2}`), changed(a1, `{}`, `{"y":1}`)}, []planner.Change{changed(a1, `{"x":1}`, `{"x":2,"y":1}`)}},
		{"there and back", []planner.Change{changed(a1, `{"x":1}`, `{"x":2}`), changed(a1, `{"x":2}`, `{"x":1}`)}, nil},
		{"back in one field", []planner.Change{changed(a1, `{}`, `{"x":2,"y":1}`), changed(a1, `{"x":2}`, `{}`)}, []planner.Change{changed(a1, `{}`, `{"y":1}`)}},
		{"away and another back", []planner.Change{changed(a1, `{"x":1}`, `{}`), changed(a1, `{}`, `{"x":3}`)}, []planner.Change{changed(a1, `{"x":1}`, `{"x":3}`)}},
		{"created and changed", []planner.Change{created(a1, `{"x":1,"y":1}`), changed(a1, `{"x":1,"y":1}`, `{"x":2}`)}, []planner.Change{created(a1, `{"x":2}`)}},
		{"two records", []planner.Change{changed(a2, `{}`, `{"x":1}`), created(a1, `{}`), changed(a2, `{"x":1}`, `{"x":2}`)}, []planner.Change{changed(a2, `{}`, `{"x":2}`), created(a1, `{}`)}},
		{"erased", []planner.Change{{ID: a1, Created: true, Erased: true}, {ID: a1, Erased: true}}, []planner.Change{{ID: a1, Created: true, Erased: true}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var entries []planner.Entry
			for i, c := range tt.in {
				at := time.Date(2024, 3, 1+i, 8, 0, 0, 0, time.UTC)
				entries = append(entries, planner.Entry{Seq: uint64(40 + i), At: at, Origin: "screen", Label: "Done: x", Nonce: uint64(7 + i), Changes: []planner.Change{c}})
			}
			before := fmt.Sprint(entries)
			last := entries[len(entries)-1]
			want := planner.Entry{First: 40, Seq: last.Seq, At: last.At, Nonce: last.Nonce, Label: fmt.Sprintf("%d changes in March 2024", len(tt.in)), Changes: tt.want}
			if len(tt.in) == 1 {
				want.Label = "1 change in March 2024"
			}
			got := planner.Merge(entries)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if fmt.Sprint(entries) != before {
				t.Error("the entries themselves were altered")
			}
		})
	}
}

// replay makes changes to records, from nothing.
func replay(entries []planner.Entry) map[planner.ID]map[string]string {
	records := map[planner.ID]map[string]string{}
	for _, e := range entries {
		for _, c := range e.Changes {
			if records[c.ID] == nil {
				records[c.ID] = map[string]string{}
			}
			for name := range c.Before {
				delete(records[c.ID], name)
			}
			for name, value := range c.After {
				records[c.ID][name] = string(value)
			}
		}
	}
	return records
}

// TestMergeIsNet finds that changes put together, wherever they are cut, come
// to the same as one by one.
func TestMergeIsNet(t *testing.T) {
	draw := rand.New(rand.NewPCG(4, 2))
	for range 50 {
		k := keep(t)
		for range 60 {
			k.something(draw)
		}
		var entries, merged []planner.Entry
		for seq := uint64(1); seq <= k.Last(); seq++ {
			e, err := k.Entry(seq)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, e)
		}
		for rest := entries; len(rest) > 0; {
			n := 1 + draw.IntN(len(rest))
			merged, rest = append(merged, planner.Merge(rest[:n])), rest[n:]
		}
		if diff := cmp.Diff(replay(entries), replay(merged)); diff != "" {
			t.Fatal(diff)
		}
		for _, e := range merged {
			for _, c := range e.Changes {
				for name := range maps.All(c.Before) {
					if string(c.Before[name]) == string(c.After[name]) {
						t.Errorf("%s of %s is the same on both sides", name, c.ID)
					}
				}
			}
		}
	}
}

// something makes any edit, or takes one back.
func (k keeper) something(draw *rand.Rand) {
	p, _ := k.Load()
	n := p.Given()[planner.KindAction]
	id := planner.ID{Kind: planner.KindAction, N: 1 + draw.Uint32N(n+1)}
	switch word := fmt.Sprint("word ", draw.IntN(3)); draw.IntN(7) {
	case 0:
		_, _ = k.Undo(0, planner.Edit{})
	case 1:
		_, _ = k.Redo(planner.Edit{})
	case 2:
		_, _ = k.Apply(planner.SetNote(id, strings.Repeat(word, draw.IntN(2)), today))
	case 3:
		_, _ = k.Apply(planner.SetState(ids(id), planner.State(draw.IntN(5)), word, today))
	case 4:
		_, _ = k.Apply(planner.Remove(ids(id), today))
	case 5:
		_, _ = k.Apply(planner.SetDue(ids(id), today.AddDays(draw.IntN(2)), today))
	default:
		k.do(planner.AddItem(action(word), today))
	}
}

// together is a journal whose oldest entries were put together into one.
type together struct {
	planner.Log
	last uint64
}

func (j together) Entry(seq uint64) (planner.Entry, error) {
	switch {
	case seq < j.last:
		return planner.Entry{}, planner.ErrNotFound
	case seq == j.last:
		e, err := j.Log.Entry(seq)
		return planner.Merge([]planner.Entry{e}), err
	}
	return j.Log.Entry(seq)
}

func TestUndoOfWhatIsKeptTogether(t *testing.T) {
	k := keep(t)
	k.do(planner.AddItem(action("a"), today))
	k.do(planner.AddItem(action("b"), today))
	if _, err := k.Undo(2, planner.Edit{}); err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{1, 2, 3} {
		_, err := planner.ToUndo(together{k, 3}, seq)
		wantIs(t, err, planner.ErrNotFound)
		if !strings.Contains(err.Error(), "too old") || strings.Contains(err.Error(), "not found") {
			t.Errorf("undo of change %d: %v", seq, err)
		}
	}
	_, err := planner.ToUndo(together{k, 3}, 9)
	wantIs(t, err, planner.ErrNotFound)
	if strings.Contains(err.Error(), "too old") {
		t.Errorf("undo of a change that never was: %v", err)
	}
	for _, last := range []uint64{2, 3} { // change 2, which was undone, is the last of those, or within them
		_, err = planner.ToRedo(together{k, last})
		wantIs(t, err, planner.ErrUnchanged)
	}
}

// broken is a journal that can't be read.
type broken struct{ planner.Log }

func (broken) Entry(uint64) (planner.Entry, error) { return planner.Entry{}, planner.ErrDamaged }

func TestUndoInADamagedJournal(t *testing.T) {
	k := keep(t)
	if _, err := planner.ToUndo(broken{k}, 1); !errors.Is(err, planner.ErrDamaged) || errors.Is(err, planner.ErrNotFound) {
		t.Errorf("undo gives %v", err)
	}
}
