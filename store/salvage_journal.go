package store

import (
	"fmt"
	"slices"
	"strconv"

	"waymark/planner"
)

// mend puts the journal together, so that its numbers have no gap.
func (p *salvage) mend() error {
	m := &mending{salvage: p, told: planner.SalvagedKind{Kind: journalBucket}}
	if err := m.own(1, p.head.Revision); err != nil {
		return err
	}
	if err := m.date(); err != nil {
		return err
	}
	p.journal = m.out
	p.head.Recent = nil
	nonces := map[uint64]uint64{}
	for _, e := range p.journal[max(0, len(p.journal)-recentKept):] {
		nonces[e.value.Seq] = e.value.Nonce
	}
	for seq := p.head.Revision; seq > 0 && len(p.head.Recent) < recentKept; seq-- {
		nonce, ok := nonces[seq]
		if !ok { // within changes that were put together
			nonce, _ = p.nonce(seq)
		}
		p.head.Recent = append(p.head.Recent, nonce)
	}
	for seq := p.head.Revision + 1; seq <= p.note.Revision; seq++ { // the file is older than the plan was
		m.told.Lost = append(m.told.Lost, strconv.FormatUint(seq, 10))
	}
	p.kinds = append(p.kinds, m.told)
	return nil
}

// mending is a journal on its way to be whole.
type mending struct {
	*salvage
	out  []saved[planner.Entry]
	told planner.SalvagedKind
}

// own takes changes from the damaged file, and what is missing between them
// from the backup.
func (m *mending) own(from, to uint64) error {
	return stretch(m.salvage.own.journal, from, to, m.spared, func(e saved[planner.Entry]) error {
		m.told.Recovered++
		m.out = append(m.out, e)
		return nil
	})
}

// spared takes changes from the backup. What is missing there too is lost.
func (m *mending) spared(from, to uint64) error {
	return stretch(m.spare.journal, from, to, m.lost, func(e saved[planner.Entry]) error {
		m.told.FromBackup = append(m.told.FromBackup, strconv.FormatUint(e.value.Seq, 10))
		m.out = append(m.out, e)
		return nil
	})
}

// lost puts one entry in place of changes that are lost. That it has First
// says that they can't be taken back.
func (m *mending) lost(from, to uint64) error {
	label := fmt.Sprintf("Change %d could not be read", from)
	if from < to {
		label = fmt.Sprintf("Changes %d to %d could not be read", from, to)
	}
	for n := from; n <= to; n++ {
		m.told.Lost = append(m.told.Lost, strconv.FormatUint(n, 10))
	}
	nonce, _ := m.nonce(to)
	m.out = append(m.out, saved[planner.Entry]{value: planner.Entry{First: from, Seq: to, Nonce: nonce, Origin: "salvage", Label: label}})
	return nil
}

// stretch gives the changes of one source from a number to another to take,
// in order, and calls missing with the numbers between them.
func stretch(source map[uint64]saved[planner.Entry], from, to uint64, missing func(from, to uint64) error, take func(saved[planner.Entry]) error) error {
	var seqs []uint64
	for seq := range source {
		if seq >= from && seq <= to {
			seqs = append(seqs, seq)
		}
	}
	slices.Sort(seqs)
	for _, seq := range seqs {
		first := seq
		if e := source[seq].value; e.First != 0 {
			first = e.First
		}
		if first < from { // it overlaps others
			continue
		}
		if first > from {
			if err := missing(from, first-1); err != nil {
				return err
			}
		}
		if err := take(source[seq]); err != nil {
			return err
		}
		from = seq + 1
	}
	if from > to {
		return nil
	}
	return missing(from, to)
}

// date gives entries that stand in for others the time of their neighbours.
func (m *mending) date() error {
	for i := range m.out {
		e := &m.out[i]
		if e.sealed != nil {
			continue
		}
		switch {
		case i > 0:
			e.value.At = m.out[i-1].value.At
		case len(m.out) > 1:
			e.value.At = m.out[1].value.At
		default:
			e.value.At = m.at.UTC()
		}
		var err error
		if e.sealed, err = seal(journalBucket, seqKey(e.value.Seq), e.value); err != nil {
			return err
		}
	}
	return nil
}
