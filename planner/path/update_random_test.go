package path

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// rewritten is a ladder as somebody rewrote it: entries renamed, moved, added
// and taken out, phases reworded, added or cut off.
func rewritten(r *rand.Rand, from *Path, version int) *Path {
	p := *from
	p.Version, p.Phases = version, slices.Clone(from.Phases)
	if r.IntN(4) == 0 && len(p.Phases) > 2 {
		p.Phases = p.Phases[:len(p.Phases)-1]
	} else if r.IntN(4) == 0 && len(p.Phases) < 9 {
		p.Phases = append(p.Phases, Phase{Number: len(p.Phases) + 1, Title: fmt.Sprintf("More %d", version), Short: "More", From: 20})
	}
	for i := range p.Phases {
		ph := &p.Phases[i]
		ph.Actions, ph.Milestones, ph.Checks = slices.Clone(ph.Actions), slices.Clone(ph.Milestones), slices.Clone(ph.Checks)
		if r.IntN(3) == 0 {
			ph.Purpose = fmt.Sprintf("Purpose %d.", version)
		}
		for j := range ph.Actions {
			if r.IntN(8) == 0 {
				ph.Actions[j].Title = fmt.Sprintf("Title %d of %d", j, version)
			}
		}
		if n := len(ph.Actions); n > 0 && r.IntN(2) == 0 {
			ph.Actions = slices.Delete(ph.Actions, n-1, n)
		}
		if r.IntN(2) == 0 {
			ph.Actions = append(ph.Actions, Entry{ID: fmt.Sprintf("new-%d-%d", version, i), Title: "New"})
		}
		if n := len(ph.Checks); n > 0 && r.IntN(3) == 0 {
			to := &p.Phases[r.IntN(len(p.Phases))]
			last := ph.Checks[n-1]
			ph.Checks = ph.Checks[:n-1]
			to.Checks = append(slices.Clone(to.Checks), last)
		}
	}
	return &p
}

// lives is what a user may do to an item between two updates.
func lives(r *rand.Rand, it planner.Listed) {
	b := it.Base()
	switch r.IntN(7) {
	case 0:
		b.Title += " mine"
	case 1:
		b.State, b.Done = planner.Done, startDay
	case 2:
		b.Note = "A note."
	case 3:
		b.Due = later
	case 4:
		b.State, b.Why = planner.Dropped, "not for me"
	case 5:
		b.Removed = true
	default:
		b.Phase = 1 + r.IntN(2)
	}
}

// TestUpdateAnyWay goes through many years of a ladder that changes and a user
// who changes things too and takes what they like: whatever is the user's own
// stays, and what was decided is not asked again.
func TestUpdateAnyWay(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 7))
		p := loaded(t, ladder(t))
		v := &traveller{t, begun(t, p), 10}
		v.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: "Mine alone", Phase: 1}}, startDay))
		own := v.item("Mine alone").Key()
		for version := 2; version < 8; version++ {
			v.apply(planner.Edit{Label: "Life", Run: func(d *planner.Draft) error {
				for it := range d.Plan().Items() {
					if r.IntN(12) == 0 && it.Key() != own {
						next := planner.CopyItem(it)
						lives(r, next)
						d.Put(next)
					}
				}
				d.Put(d.Plan().Profile())
				return nil
			}})
			p = rewritten(r, p, version)
			if r.IntN(5) == 0 {
				p.Name = fmt.Sprintf("other-%d", version)
			}
			v.year(r, p, own)
			if t.Failed() {
				t.Fatalf("seed %d, version %d", seed, version)
			}
		}
	}
}

// year is one update, and what has to hold of any.
func (v *traveller) year(r *rand.Rand, p *Path, own planner.ID) {
	v.Helper()
	before := v.plan()
	mine := records(v.T, before)[own]
	chance := r.IntN(4)
	picked := map[string]bool{}
	take := func(o Offer) bool {
		if _, asked := picked[o.Key+o.What]; !asked {
			picked[o.Key+o.What] = r.IntN(4) < chance
		}
		return picked[o.Key+o.What]
	}
	v.nonce++
	_, err := v.k.Apply(stamped(Update(p, v.taken(), take, later), v.nonce))
	if err != nil {
		v.Fatal(err)
	}
	after := v.plan()
	if records(v.T, after)[own] != mine {
		v.Error("what was the user's own is no more as it was")
	}
	for it := range before.Items() {
		b, now := it.Base(), after.Find(it.Key()).(planner.Listed).Base()
		if b.State != planner.ToDo && b.Why != noLonger && (now.State != b.State || now.Removed) || now.Note != b.Note || now.Due != b.Due || now.Done != b.Done {
			v.Errorf("%s was %+v and is %+v", b.ID, b, now)
		}
	}
	for it := range after.Items() {
		if after.Phase(it.Base().Phase) == nil {
			v.Errorf("%s is in phase %d, which is not there", it.Key(), it.Base().Phase)
		}
	}
	for _, o := range Compare(p, after, v.taken()) {
		if !o.Before {
			v.Errorf("asked again: %+v", o)
		}
	}
	if r.IntN(3) > 0 {
		return
	}
	v.nonce++
	if _, err := v.k.Undo(0, stamped(planner.Edit{}, v.nonce)); err != nil && !errors.Is(err, planner.ErrUnchanged) {
		v.Fatal(err)
	}
	if was, now := live(v.T, before), live(v.T, v.plan()); was != now {
		v.Errorf("undone, the plan is not what it was:\n%s\n%s", was, now)
	}
	v.nonce++
	if _, err := v.k.Redo(stamped(planner.Edit{}, v.nonce)); err != nil {
		v.Fatal(err)
	}
	if was, now := live(v.T, after), live(v.T, v.plan()); was != now {
		v.Errorf("redone, the plan is not what it was:\n%s\n%s", was, now)
	}
}

// live is all records of a plan's state that are in use, as text.
func live(t *testing.T, p *planner.Plan) string {
	t.Helper()
	all := records(t, p)
	var out []string
	for rec := range p.Records() {
		if !rec.Gone() {
			out = append(out, all[rec.Key()])
		}
	}
	return strings.Join(out, "\n")
}
