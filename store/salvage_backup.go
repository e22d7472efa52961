package store

import (
	"encoding/binary"
	"errors"
	"slices"

	"waymark/planner"
)

// errStray means that a backup is not of the damaged plan's past.
var errStray = errors.New("the backup is not of this plan's past")

// findSpare takes the newest backup that loads back and is of the plan's past
// as far as that is known. After a restore there may be newer ones of what
// was then left behind: in them the same numbers mean other things.
func (s *Store) findSpare(p *salvage) {
	list, err := listBackups(s.path)
	if err != nil {
		return // then there is none
	}
	for _, b := range list {
		if h := p.own.head; h != nil && b.Revision > h.Revision {
			continue
		}
		if _, err := s.Verify(b.File); err != nil {
			continue
		}
		spare, _, err := visit(&use{path: b.File, copy: true}, p.draw)
		if err == nil {
			p.spare, p.backup = spare, b.File
			return
		}
	}
}

// draw reads from a backup what the damaged file lacks.
func (p *salvage) draw(v *view) (pieces, error) {
	var got pieces
	if err := v.check(); err != nil && !errors.Is(err, errOldFormat) {
		return got, err
	}
	b, h, err := v.top()
	if err != nil {
		return got, err
	}
	if id := p.plan(); id != "" && id != b.ID {
		return got, errStray
	}
	got = pieces{version: v.version, birth: &b, head: &h}
	err = v.each(func(string) error { return nil }, func(bucket string, key, sealed []byte) error {
		kind, ok := planner.KindNamed(bucket)
		switch {
		case ok && len(key) == 4:
			if _, have := p.own.records[planner.ID{Kind: kind, N: binary.BigEndian.Uint32(key)}]; have {
				return nil
			}
		case bucket == journalBucket && len(key) == 8:
			if err := p.agree(key, sealed); err != nil {
				return err
			}
		default:
			return nil
		}
		return got.add(bucket, slices.Clone(key), slices.Clone(sealed))
	})
	return got, err
}

// plan is the id of the damaged plan; "" if nothing tells.
func (p *salvage) plan() string {
	if p.own.birth != nil {
		return p.own.birth.ID
	}
	return p.note.Plan
}

// agree refuses a backup in which a change is not the one that the damaged
// plan knows by its number.
func (p *salvage) agree(key, sealed []byte) error {
	theirs, err := unsealEntry(key, sealed)
	if err != nil {
		return err
	}
	nonce, known := p.nonce(theirs.Seq)
	if known && theirs.First == 0 && nonce != theirs.Nonce {
		return errStray
	}
	return nil
}

// nonce is what the damaged plan, or the note beside it, knows a change by.
func (p *salvage) nonce(seq uint64) (nonce uint64, known bool) {
	if e, ok := p.own.journal[seq]; ok {
		return e.value.Nonce, e.value.First == 0
	}
	if h := p.own.head; h != nil {
		if nonce, known = h.nonce(seq); known {
			return nonce, true
		}
	}
	return p.note.Nonce, p.note.Plan != "" && p.note.Revision == seq
}

// forget takes out of what the backup gave what was erased from the plan
// since, as far as its journal tells.
func (p *salvage) forget() error {
	var ids []planner.ID
	for _, e := range p.own.journal {
		for _, c := range e.value.Changes {
			if c.Erased {
				ids = append(ids, c.ID)
			}
		}
	}
	x, err := planner.NewErasure(ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	for _, r := range p.spare.records {
		x.LearnRecord(r.value)
	}
	for _, e := range p.spare.journal {
		x.Learn(e.value)
	}
	for id, r := range p.spare.records {
		before := r.value
		if r.value = x.Record(before); r.value == before {
			continue
		}
		if r.sealed, err = seal(id.Kind.String(), numberKey(id.N), r.value); err != nil {
			return err
		}
		p.spare.records[id] = r
	}
	for seq, e := range p.spare.journal {
		var changed bool
		if e.value, changed = x.Entry(e.value); !changed {
			continue
		}
		if e.sealed, err = seal(journalBucket, seqKey(seq), e.value); err != nil {
			return err
		}
		p.spare.journal[seq] = e
	}
	return nil
}
