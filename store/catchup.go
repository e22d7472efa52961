package store

import (
	"errors"
	"os"
	"time"

	"waymark/planner"
)

// known is what a store remembers of its plan between two uses.
type known struct {
	plan     *planner.Plan
	nonce    uint64      // of the plan's newest entry: the file's past is still ours
	file     os.FileInfo // as it was then; nil if that is not known
	erasures uint32      // as the head counted them
	own      bool        // the file is as a change made here left it
}

// still reports that the file is the one that was seen. A file written in the
// last two seconds may have been written twice within one tick of its clock.
func (k known) still(info os.FileInfo) bool {
	return k.plan != nil && k.file != nil && os.SameFile(k.file, info) && k.file.Size() == info.Size() &&
		k.file.ModTime().Equal(info.ModTime()) && time.Since(info.ModTime()) > 2*time.Second
}

// stamped reports that the file has the stamp that was seen last. Where it has
// another and no change came, something other than an edit has written it.
func (k known) stamped(info os.FileInfo) bool {
	return k.file != nil && info != nil && os.SameFile(k.file, info) && k.file.Size() == info.Size() && k.file.ModTime().Equal(info.ModTime())
}

// tooMuch is how many records may have moved before loading all is quicker.
const tooMuch = 1000

// catchUp gives the plan as the file has it, and the kinds of the records
// that moved since a revision; all is true when every kind may have.
func (v *view) catchUp(k known, since uint64) (next known, kinds []planner.Kind, all bool, err error) {
	b, h, err := v.top()
	if err != nil {
		return known{}, nil, false, err
	}
	ours, err := v.ours(k, b, h)
	if err != nil {
		return known{}, nil, false, err
	}
	var moved map[planner.ID]bool
	if ours && k.plan.Revision == h.Revision && !k.stamped(v.info) {
		if _, _, err := v.load(); err != nil { // all of it is checked again
			return known{}, nil, false, err
		}
	}
	if ours && since <= h.Revision {
		moved, err = v.moved(min(since, k.plan.Revision), h.Revision)
	}
	if err != nil {
		return known{}, nil, false, err
	}
	if moved == nil {
		plan, _, err := v.load()
		nonce, _ := h.nonce(h.Revision)
		return known{plan: plan, nonce: nonce, erasures: h.Erasures}, nil, true, err
	}
	next = k
	if k.plan.Revision < h.Revision {
		if next.plan, err = v.renew(k.plan, h, moved); err != nil {
			return known{}, nil, false, err
		}
		next.nonce, _ = h.nonce(h.Revision)
	}
	for _, info := range planner.Kinds {
		for id := range moved {
			if id.Kind == info.Kind {
				kinds = append(kinds, id.Kind)
				break
			}
		}
	}
	return next, kinds, false, nil
}

// ours reports that the file went on from the plan as it was known: it is the
// same plan, and the entry that was the newest is still in its place.
func (v *view) ours(k known, b birth, h head) (bool, error) {
	if k.plan == nil || k.plan.ID != b.ID || k.plan.Revision > h.Revision || k.erasures != h.Erasures {
		return false, nil
	}
	nonce, recent := h.nonce(k.plan.Revision)
	if !recent {
		e, err := v.entry(k.plan.Revision)
		if errors.Is(err, planner.ErrNotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		nonce = e.Nonce
	}
	return nonce == k.nonce, nil
}

// moved lists the records that entries touched; nil if they are too many to
// take one by one, or an entry is gone.
func (v *view) moved(after, upTo uint64) (map[planner.ID]bool, error) {
	ids := map[planner.ID]bool{}
	if upTo-after > tooMuch {
		return nil, nil
	}
	for seq := after + 1; seq <= upTo; seq++ {
		e, err := v.entry(seq)
		if errors.Is(err, planner.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		for _, c := range e.Changes {
			ids[c.ID] = true
		}
		if len(ids) > tooMuch {
			return nil, nil
		}
	}
	return ids, nil
}

// renew puts the records that moved into a plan.
func (v *view) renew(p *planner.Plan, h head, moved map[planner.ID]bool) (*planner.Plan, error) {
	records := make([]planner.Record, 0, len(moved))
	for id := range moved {
		r, err := v.record(id)
		if errors.Is(err, planner.ErrNotFound) {
			err = damaged("%s is missing", id)
		}
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return p.With(h.Revision, records...), nil
}
